//! The data stack: frames side by side in chunks, the last pushed popped first.

use runtime::data_stack::{CHUNK, DataStack};
use runtime::frame::{Frame, SLOTS};
use runtime::{Config, Profile, Version, statics};

fn start() {
    let config = Config {
        profile: Profile::of(Version::V3_12),
        limit: 64 << 20,
    };
    runtime::start(config).expect("the host reserves the heap");
}

/// Pushes a frame of so many slots; nothing here looks at its code.
fn push(stack: &mut DataStack, slots: u64) -> Frame {
    stack.push(statics::none(), slots)
}

fn pop(stack: &mut DataStack, frame: Frame) {
    frame.clear();
    stack.pop(frame);
}

#[test]
fn frames_stand_side_by_side() {
    start();
    let mut stack = DataStack::default();
    let first = push(&mut stack, 3);
    let second = push(&mut stack, 0);
    let third = push(&mut stack, 5);
    assert_eq!(second.address() - first.address(), SLOTS + 24);
    assert_eq!(third.address() - second.address(), SLOTS);
    pop(&mut stack, third);
    pop(&mut stack, second);
    assert_eq!(push(&mut stack, 9), second);
}

#[test]
fn a_full_chunk_is_followed_by_another_which_goes_with_its_last_frame() {
    start();
    let mut stack = DataStack::default();
    let frames: Vec<Frame> = (0..400).map(|_| push(&mut stack, 5)).collect();
    let sizes = |stack: &DataStack| -> Vec<u64> {
        stack.extent().0.iter().map(|(_, bytes)| *bytes).collect()
    };
    assert_eq!(sizes(&stack), [CHUNK; 3]);
    let places: Vec<u64> = frames.iter().map(|frame| frame.address()).collect();
    for &frame in frames.iter().rev() {
        assert_eq!(stack.extent().1, frame.address() + SLOTS + 40);
        pop(&mut stack, frame);
    }
    assert_eq!(sizes(&stack), [CHUNK]);
    assert_eq!(push(&mut stack, 5).address(), places[0]);
}

#[test]
fn a_large_frame_gets_a_chunk_that_holds_it() {
    start();
    let mut stack = DataStack::default();
    let small = push(&mut stack, 1);
    let large = push(&mut stack, 5000);
    let (chunks, top) = stack.extent();
    let (address, bytes) = chunks[1];
    assert!((address..address + bytes).contains(&large.address()));
    assert!(top <= address + bytes);
    pop(&mut stack, large);
    assert_eq!(stack.extent().0.len(), 1);
    pop(&mut stack, small);
}
