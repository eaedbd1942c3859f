//! Solution: a data stack

use crate::grading::{self, CHUNK, Place, SmallStack};
use kit::Output;

/// Puts a frame of so many bytes on top: in the last chunk, or, if it does not fit there, in a new one. Tells where it
/// stands.
fn push(stack: &mut SmallStack, bytes: usize) -> Place {
    let fits = stack.used.last().is_some_and(|used| used + bytes <= CHUNK);
    if !fits {
        stack.used.push(0);
    }
    let chunk = stack.used.len() - 1;
    let offset = stack.used[chunk];
    stack.used[chunk] += bytes;
    (chunk, offset)
}

/// Takes the frame on top away, which has so many bytes. A chunk that is empty then goes too, unless it is the first.
fn pop(stack: &mut SmallStack, bytes: usize) {
    let chunk = stack.used.len() - 1;
    stack.used[chunk] -= bytes;
    if stack.used[chunk] == 0 && chunk > 0 {
        stack.used.pop();
    }
}

/// The check. Leave it as it is.
pub fn run(output: &Output<'_>) -> anyhow::Result<()> {
    grading::data_stack(output, push, pop);
    Ok(())
}
