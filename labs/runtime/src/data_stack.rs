//! The data stack: where the frames of running calls stand, the caller's below, the last pushed popped first.
//!
//! ```text
//!   chunk 1                           chunk 2
//!   | record | gap | frame | frame |   | record | frame | free ...
//!                                                       ^ top
//! ```
//!
//! Frames stand side by side in chunks of 16 KiB. One that does not fit in what is left of a chunk begins the next;
//! a chunk goes with its last frame, and only the first is kept. Follows `push_chunk`, `_PyThreadState_PushFrame` and
//! `_PyThreadState_PopFrame` of CPython's `Python/pystate.c`.

use crate::events::{Event, emit};
use crate::frame::{self, Frame, Owner, SLOTS};
use crate::heap::heap;
use crate::memory::BlockKind;
use crate::object::Obj;

/// Bytes of a chunk.
pub const CHUNK: u64 = 16 * 1024;
/// Bytes at a chunk's start that its own record takes: the chunk before, its bytes, and its top.
const CHUNK_HEADER: u64 = 24;
/// Bytes that the first chunk leaves free, so that no frame ever stands at its start.
const ROOT_GAP: u64 = 8;
/// Bytes that a chunk has at least beyond the frame that it is made for.
const MINIMUM_OVERHEAD: u64 = 8 * 1000;

/// The data stack of a thread.
#[derive(Default)]
pub struct DataStack {
    /// Chunks, the oldest first: address and bytes.
    chunks: Vec<(u64, u64)>,
    /// Where the next frame will stand, in the last chunk.
    top: u64,
    /// What `top` was in the chunks before.
    saved_tops: Vec<u64>,
}

impl DataStack {
    // ANCHOR: data_stack
    /// Pushes a frame for a call of `code`, with room for `slots` slots, all of them empty.
    #[inline]
    pub fn push(&mut self, code: Obj, slots: u64) -> Frame {
        let bytes = SLOTS + 8 * slots;
        let end = self.chunks.last().map_or(0, |(start, len)| start + len);
        if self.top + bytes >= end {
            self.push_chunk(bytes);
        }
        let frame = Frame::at(self.top, slots, Owner::Thread);
        self.top += bytes;
        emit(Event::FramePush {
            frame: frame.address(),
            code: code.address(),
        });
        frame.set(frame::CODE, Some(code));
        frame
    }

    /// Pops the frame that was pushed last; it must be clear. The last frame of a chunk takes the chunk along.
    #[inline]
    pub fn pop(&mut self, frame: Frame) {
        self.top = frame.address();
        emit(Event::FramePop { frame: self.top });
        if let Some(&(chunk, _)) = self.chunks.last()
            && self.top == chunk + CHUNK_HEADER
        {
            self.chunks.pop();
            heap().free(chunk);
            self.top = self.saved_tops.pop().unwrap_or(0);
        }
    }
    // ANCHOR_END: data_stack

    #[cold]
    fn push_chunk(&mut self, frame: u64) {
        let mut bytes = CHUNK;
        while bytes < frame + MINIMUM_OVERHEAD {
            bytes *= 2;
        }
        let chunk = heap().allocate(bytes, BlockKind::Buffer);
        let gap = if self.chunks.is_empty() {
            ROOT_GAP
        } else {
            self.saved_tops.push(self.top);
            0
        };
        self.chunks.push((chunk, bytes));
        self.top = chunk + CHUNK_HEADER + gap;
    }

    /// Address and bytes of each chunk, the oldest first, and the address where the next frame will stand.
    pub fn extent(&self) -> (&[(u64, u64)], u64) {
        (&self.chunks, self.top)
    }
}
