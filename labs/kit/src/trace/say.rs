//! What happened at a step, in sentences: made of what changed between two pictures, so the same on every run.

use super::counts::{all_holders, counts, holds};
use super::deaths::deaths;
use super::format::{Edge, Event, Frame, Ref, Slot, SlotKind, State};
use super::picture::{Cast, Picture};
use super::weakly::weak_references;
use super::words::{Words, counted, listed, with_article};
use std::collections::BTreeSet;

/// Objects of one kind that a step names before it only counts.
pub const NAMED: usize = 3;
/// What a step knows.
pub struct Happening<'a> {
    /// Why it is a step.
    pub event: Event,
    /// The line that ran.
    pub line: Option<u32>,
    /// The line that runs next.
    pub next: Option<u32>,
    /// The objects.
    pub cast: &'a Cast,
    /// The picture of the step before.
    pub before: &'a Picture,
    /// The picture now.
    pub after: &'a Picture,
    /// The objects new in the picture that were made since the step before.
    pub made: BTreeSet<usize>,
    /// What was raised: a type, or a whole message if nobody handles it.
    pub raised: Option<&'a str>,
    /// Where a collection has got to.
    pub phase: Option<&'a str>,
    /// What the program printed.
    pub printed: &'a str,
}

/// The sentences.
pub fn in_sentences(happening: &Happening<'_>) -> String {
    let mut sentences: Vec<String> = opening(happening).into_iter().collect();
    let opened = sentences.len();
    match happening.event {
        Event::Start => {}
        Event::Call => {
            sentences.extend(deaths(happening));
            sentences.extend(entrance(happening));
            sentences.extend(changes(happening));
        }
        _ => {
            sentences.extend(births(happening));
            sentences.extend(bindings(happening));
            sentences.extend(deaths(happening));
            sentences.extend(changes(happening));
        }
    }
    sentences.extend(output(happening.printed));
    if sentences.len() == opened && happening.event == Event::Line {
        let line = happening.line;
        sentences.extend(line.map(|line| format!("Line {line} ran: no drawn object changed.")));
    }
    sentences.join(" ")
}

/// What kind of step it is.
fn opening(happening: &Happening<'_>) -> Option<String> {
    let left = left_frame(happening.before, happening.after);
    Some(match happening.event {
        Event::Start => match happening.next {
            Some(next) => format!("The program is about to run line {next}."),
            None => "No line of the program was shown.".to_owned(),
        },
        Event::Line => return None,
        Event::Call | Event::Return => format!("`{}` returned: its frame is gone.", left?.name),
        Event::Yield => format!(
            "`{}` yielded: its frame waits inside the generator.",
            left?.name
        ),
        Event::Raise => match (happening.raised, happening.next, happening.line) {
            (Some(raised), Some(next), Some(line)) => {
                let raised = with_article(raised);
                format!("Line {line} raised {raised}; its handler is line {next}.")
            }
            (Some(raised), _, _) => format!("Nobody handles what was raised: {raised}."),
            (None, _, _) => return None,
        },
        Event::Collection => happening.phase?.to_owned(),
        Event::End => {
            "The interpreter ends: a last collection, then the module lets go of its names."
                .to_owned()
        }
    })
}

/// A frame is new.
fn entrance(happening: &Happening<'_>) -> Vec<String> {
    let Some(frame) = entered_frame(happening.before, happening.after) else {
        return Vec::new();
    };
    let words = Words::of(happening.cast, happening.before);
    let entered = match (happening.line, frame.slots.first()) {
        (
            _,
            Some(Slot {
                target: Some(Ref::Object(object)),
                ..
            }),
        ) if frame.name == "__del__" => {
            let noun = words.noun(*object);
            format!("The end of {noun}: its `__del__` is called, in a new frame.")
        }
        (Some(line), _) if happening.before.waiting.contains(&frame.id) => {
            format!(
                "Line {line} resumed `{}`: its frame, in the generator, goes on.",
                frame.name
            )
        }
        (Some(line), _) if left_frame(happening.before, happening.after).is_none() => {
            format!("Line {line} called `{}`: a new frame.", frame.name)
        }
        _ => format!("`{}` was called: a new frame.", frame.name),
    };
    let mut sentences = vec![entered];
    sentences.extend(births(happening));
    sentences.extend(bindings(happening));
    sentences
}

/// What changed in the objects that stay.
fn changes(happening: &Happening<'_>) -> Vec<String> {
    let mut sentences = counts(happening);
    sentences.extend(weak_references(happening));
    sentences.extend(sizes(happening));
    sentences.extend(ages(happening));
    sentences.extend(lost(happening));
    sentences
}

/// The innermost frame of `after` that `before` has not.
fn entered_frame<'a>(before: &Picture, after: &'a Picture) -> Option<&'a Frame> {
    let is_new = |frame: &&Frame| before.frames.iter().all(|it| it.id != frame.id);
    after.frames.iter().rev().find(is_new)
}

fn left_frame<'a>(before: &'a Picture, after: &Picture) -> Option<&'a Frame> {
    entered_frame(after, before)
}

/// The objects that are new in the picture.
fn births(happening: &Happening<'_>) -> Vec<String> {
    let words = Words::of(happening.cast, happening.after);
    let objects = happening.after.objects.keys().copied();
    let new = objects.filter(|object| !happening.before.objects.contains_key(object));
    let (made, met): (Vec<usize>, Vec<usize>) =
        new.partition(|object| happening.made.contains(object));
    let mut sentences: Vec<String> = made
        .iter()
        .take(NAMED)
        .map(|&object| birth(happening, &words, object))
        .collect();
    if made.len() > NAMED {
        let rest = counted(made.len() - NAMED, "more object");
        sentences.push(format!("Made too: {rest}."));
    }
    let met: Vec<String> = met
        .iter()
        .map(|&object| {
            let constant = match happening.cast.constants.contains(&object) {
                true => ", a constant of the code",
                false => "",
            };
            let count = happening.after.objects[&object].count;
            format!("{}{constant} (count {count})", words.noun(object))
        })
        .collect();
    if !met.is_empty() {
        sentences.push(format!("There already: {}.", listed(&met, NAMED)));
    }
    sentences
}

fn birth(happening: &Happening<'_>, words: &Words<'_>, object: usize) -> String {
    let info = &happening.cast.objects[object];
    let shown = &happening.after.objects[&object];
    let mut block = match info.pool {
        Some(pool) => format!("a block of {} in pool {pool}", info.block),
        None => format!("a block of {} outside the pools", info.block),
    };
    let mut earlier = (0..object).rev();
    if let Some(tenant) = earlier.find(|&it| happening.cast.objects[it].place == info.place) {
        let tenant = with_article(&happening.cast.objects[tenant].kind);
        block.push_str(&format!(", where {tenant} was"));
    }
    if info.block < shown.size {
        block.push_str(", and a buffer");
    }
    let held = holds(&all_holders(happening, words, object));
    let by = match (happening.event, happening.line) {
        (Event::Line, Some(line)) => format!("Line {line} made"),
        _ => "Made:".to_owned(),
    };
    format!(
        "{by} {} of {} bytes ({block}); {held}: its count is {}.",
        with_article(&info.kind),
        shown.size,
        shown.count
    )
}

/// Names and slots that now lead to words, and names that lead to nothing; those that lead to objects show in the counts.
fn bindings(happening: &Happening<'_>) -> Vec<String> {
    let words = Words::of(happening.cast, happening.after);
    let mut chips = Vec::new();
    let mut gone = Vec::new();
    for frame in &happening.after.frames {
        let mut frames = happening.before.frames.iter();
        let Some(old) = frames.find(|it| it.id == frame.id) else {
            continue;
        };
        let of = |frame: &Frame, name: &str| {
            let mut slots = frame.slots.iter();
            let slot = slots.find(|it| it.name == name && it.kind != SlotKind::Stack);
            slot.and_then(|slot| slot.target.clone())
        };
        for slot in frame.slots.iter().filter(|it| it.kind != SlotKind::Stack) {
            if let Some(Ref::Chip(text)) = &slot.target
                && of(old, &slot.name) != slot.target
            {
                chips.push(format!("`{}` is `{text}`", slot.name));
            }
        }
        for slot in old.slots.iter().filter(|it| it.kind != SlotKind::Stack) {
            if slot.target.is_some() && of(frame, &slot.name).is_none() {
                gone.push(format!("`{}`", slot.name));
            }
        }
    }
    for (&object, now) in &happening.after.objects {
        let Some(old) = happening.before.objects.get(&object) else {
            continue;
        };
        // A weak reference that was cleared is told by itself.
        let is_new = |edge: &&Edge| old.edges.iter().all(|it| it != *edge && !it.is_weak);
        for edge in now.edges.iter().filter(is_new) {
            if let Ref::Chip(text) = &edge.target {
                chips.push(format!("{} is `{text}`", words.edge(object, &edge.label)));
            }
        }
    }
    let mut sentences = Vec::new();
    if !chips.is_empty() {
        sentences.push(format!("Now {}.", listed(&chips, NAMED)));
    }
    match gone.as_slice() {
        _ if happening.event == Event::End => {}
        [] => {}
        [name] => sentences.push(format!("The name {name} leads nowhere any more.")),
        names => sentences.push(format!(
            "The names {} lead nowhere any more.",
            listed(names, NAMED)
        )),
    }
    sentences
}

/// The objects whose size changed.
fn sizes(happening: &Happening<'_>) -> Vec<String> {
    let words = Words::of(happening.cast, happening.after);
    let sized = happening.after.objects.iter().filter_map(|(&object, now)| {
        let old = happening.before.objects.get(&object)?.size;
        let verb = match old.cmp(&now.size) {
            std::cmp::Ordering::Less => "grew",
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => "shrank",
        };
        let noun = words.noun(object);
        Some(format!(
            "The memory of {noun} {verb} from {old} to {} bytes.",
            now.size
        ))
    });
    sized.take(NAMED).collect()
}

/// The objects that a collection moved to another generation.
fn ages(happening: &Happening<'_>) -> Option<String> {
    let mut moved = happening.after.objects.iter().filter_map(|(object, now)| {
        let old = happening.before.objects.get(object)?.generation?;
        now.generation.filter(|&generation| generation > old)
    });
    let oldest = moved.clone().max()?;
    let all = moved.all(|generation| generation == oldest);
    (all && happening.event == Event::Collection)
        .then(|| format!("What stays is in generation {oldest} now."))
}

/// The objects that nothing reaches any more.
fn lost(happening: &Happening<'_>) -> Option<String> {
    let words = Words::of_past(happening.cast, happening.before, happening.after);
    let lost: Vec<String> = happening
        .after
        .objects
        .iter()
        .filter(|(object, now)| {
            let was = happening.before.objects.get(object).map(|it| it.state);
            now.state == State::Unreachable && was != Some(State::Unreachable)
        })
        .map(|(&object, now)| format!("{} (count {})", words.noun(object), now.count))
        .collect();
    match lost.as_slice() {
        [] => None,
        [one] => Some(format!(
            "Nothing leads to {one} any more, but it holds itself: counting alone never frees it."
        )),
        all => Some(format!(
            "Nothing leads to {} any more, but they are held in a circle: counting alone never frees them.",
            listed(all, NAMED)
        )),
    }
}

fn output(printed: &str) -> Option<String> {
    let first = printed.lines().next()?;
    Some(match printed.lines().count() {
        1 => format!("Printed: `{first}`."),
        lines => format!("Printed {lines} lines."),
    })
}
