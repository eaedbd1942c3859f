//! The check of the exercise that readers solve in Rust.

use kit::Output;

/// Bytes of a chunk of the exercise's data stack.
pub const CHUNK: usize = 256;
/// Bytes of the frames of one climb.
const FRAMES: [usize; 7] = [100, 120, 80, 120, 120, 16, 200];

// ANCHOR: small_stack
/// A data stack of which only the sizes are drawn: how many bytes of each chunk frames use, the oldest chunk first.
#[derive(Clone, Debug, Default)]
pub struct SmallStack {
    /// Bytes in use, of [`CHUNK`] each.
    pub used: Vec<usize>,
}

/// Where a frame stands: the number of its chunk, from 0, and its offset there.
pub type Place = (usize, usize);
// ANCHOR_END: small_stack

/// Climbs twice with a reader's two functions, and looks where the frames were put and what is held afterwards.
pub fn data_stack(
    output: &Output<'_>,
    push: fn(&mut SmallStack, usize) -> Place,
    pop: fn(&mut SmallStack, usize),
) {
    let wanted = [(0, 0), (0, 100), (1, 0), (1, 80), (2, 0), (2, 120), (3, 0)];
    let mut stack = SmallStack::default();
    let mut climbs = Vec::new();
    for _ in 0..2 {
        let places: Vec<Place> = FRAMES
            .iter()
            .map(|&bytes| push(&mut stack, bytes))
            .collect();
        FRAMES
            .iter()
            .rev()
            .for_each(|&bytes| pop(&mut stack, bytes));
        climbs.push((places, stack.used.clone()));
    }
    let right = |(places, used): &(Vec<Place>, Vec<usize>)| *places == wanted && *used == [0];
    let solved = climbs.iter().all(right);
    output.fact("solved", solved);
    if solved {
        output.say("Solved: both climbs use the same places, and one chunk is kept.");
        return;
    }
    for (number, (places, used)) in (1..).zip(&climbs) {
        output.say(format!("climb {number}: frames at {places:?}"));
        output.say(format!("back down, the chunks hold {used:?}"));
    }
    output.say(format!(
        "Not yet: both climbs shall use {wanted:?}, and leave one empty chunk."
    ));
}
