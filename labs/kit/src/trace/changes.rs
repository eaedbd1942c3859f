//! What changed between two pictures.

use super::format::{Changed, Frame, ToldFrame};
use super::picture::{Picture, Shown};

/// What changed in the objects, by number.
pub fn changed(before: &Picture, after: &Picture) -> Vec<Changed> {
    let changes =
        after
            .objects
            .iter()
            .filter_map(|(&object, now)| match before.objects.get(&object) {
                None => Some(birth(object, now)),
                Some(old) => change(object, old, now),
            });
    changes.collect()
}

/// The frames, if anything in them changed.
pub fn frames(before: &Picture, after: &Picture) -> Option<Vec<ToldFrame>> {
    let told = |frame: &Frame| match before.frames.contains(frame) {
        true => ToldFrame::Same(frame.id),
        false => ToldFrame::Whole(frame.clone()),
    };
    (before.frames != after.frames).then(|| after.frames.iter().map(told).collect())
}

/// The objects that are gone.
pub fn freed(before: &Picture, after: &Picture) -> Vec<usize> {
    let gone = |object: &&usize| !after.objects.contains_key(object);
    before.objects.keys().filter(gone).copied().collect()
}

/// The pools whose use changed.
pub fn pools(before: &Picture, after: &Picture) -> Vec<(usize, u32)> {
    let now = after.pools.iter().copied().enumerate();
    now.filter(|&(pool, used)| before.pools.get(pool) != Some(&used))
        .collect()
}

fn birth(object: usize, now: &Shown) -> Changed {
    Changed {
        object,
        count: Some(now.count),
        size: None,
        text: Some(now.text.clone()),
        edges: Some(now.edges.clone()),
        more: Some(now.more),
        generation: Some(now.generation),
        state: Some(now.state),
    }
}

fn change(object: usize, old: &Shown, now: &Shown) -> Option<Changed> {
    if old == now {
        return None;
    }
    Some(Changed {
        object,
        count: (old.count != now.count).then_some(now.count),
        size: (old.size != now.size).then_some(now.size),
        text: (old.text != now.text).then(|| now.text.clone()),
        edges: (old.edges != now.edges).then(|| now.edges.clone()),
        more: (old.more != now.more).then_some(now.more),
        generation: (old.generation != now.generation).then_some(now.generation),
        state: (old.state != now.state).then_some(now.state),
    })
}
