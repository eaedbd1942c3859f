//! The steps of a run: each from the picture of its moment and the one before.

use super::format::{Event, Phase, PhaseName, Step, Trace, VERSION};
use super::layout;
use super::limits::{self, Limits, Refusal};
use super::news::News;
use super::picture::{Cast, Look, Picture};
use super::say::{self, Happening};
use super::{bytes, changes};
use crate::source::Source;
use runtime::Version;

/// The steps so far.
#[derive(Default)]
pub struct Run {
    /// The objects that are drawn.
    pub cast: Cast,
    steps: Vec<Step>,
    /// Every picture, for the layout.
    pictures: Vec<Picture>,
    limits: Limits,
    /// The line that the last step said would run next.
    pub next: Option<u32>,
    /// What the program printed since the last step.
    pub printed: String,
    /// The generation of the collection that runs.
    pub collecting: Option<usize>,
    /// Whether the last line has run.
    pub ended: bool,
}

/// What a step is to say beside what the pictures show.
#[derive(Default)]
pub struct Note {
    /// The event, where the frames do not tell it.
    pub event: Option<Event>,
    /// The line that runs next.
    pub next: Option<u32>,
    /// The phase of a collection.
    pub phase: Option<Phase>,
    /// The type of an exception that was raised.
    pub raised: Option<String>,
    /// Where the collection has got to, in words.
    pub phase_says: Option<String>,
    /// There is no step if nothing that is drawn has changed.
    pub is_quiet: bool,
}

impl Note {
    /// A collection has come to this phase.
    pub fn of_collection(next: Option<u32>, phase: Phase, says: String) -> Note {
        Note {
            event: Some(Event::Collection),
            next,
            phase: Some(phase),
            phase_says: Some(says),
            ..Note::default()
        }
    }
}

impl Run {
    /// Whether there is a step.
    pub fn has_begun(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Adds a step.
    ///
    /// # Errors
    /// If a limit is passed.
    pub fn record(&mut self, look: &Look<'_>, news: &News, note: Note) -> Result<(), Refusal> {
        self.limits.events(news.events)?;
        self.cast.hear(news);
        let last = self.pictures.last();
        let known = self.cast.objects.len();
        let last_in_collection = last.filter(|_| self.collecting.is_some());
        let mut picture = self.cast.draw(look, last_in_collection);
        if let (Some(frame), Some(next)) = (picture.frames.last_mut(), note.next) {
            frame.line = next;
        }
        self.limits.places(self.cast.places.len())?;
        let empty = Picture::default();
        let before = last.unwrap_or(&empty);
        let event = match (note.event, &note.raised, last) {
            (_, _, None) => Event::Start,
            (Some(event), _, _) => event,
            (None, Some(_), _) => Event::Raise,
            (None, None, Some(before)) => event_of(before, &picture),
        };
        let made = (known..self.cast.objects.len())
            .filter(|&it| news.made.contains(&self.cast.objects[it].address))
            .collect();
        if note.is_quiet && before.frames == picture.frames && before.objects == picture.objects {
            return Ok(());
        }
        self.limits.step()?;
        let printed = std::mem::take(&mut self.printed);
        let say = say::in_sentences(&Happening {
            event,
            line: self.next,
            next: note.next,
            cast: &self.cast,
            before,
            after: &picture,
            made,
            raised: note.raised.as_deref(),
            phase: note.phase_says.as_deref(),
            printed: &printed,
        });
        let phase = note.phase.or_else(|| self.phase_of_python_code(look));
        self.steps.push(Step {
            event,
            line: self.next,
            next: note.next,
            say,
            frames: changes::frames(before, &picture),
            changed: changes::changed(before, &picture),
            bytes: bytes::changed(before, &picture),
            freed: changes::freed(before, &picture),
            pools: changes::pools(before, &picture),
            phase,
            printed: limits::shortened(printed),
        });
        self.next = note.next;
        self.pictures.push(picture);
        Ok(())
    }

    /// The phase in which a collection calls the program's code.
    fn phase_of_python_code(&self, look: &Look<'_>) -> Option<Phase> {
        let name = match look.listener.clears_weakrefs() {
            true => PhaseName::Weakrefs,
            false => PhaseName::Finalize,
        };
        self.collecting
            .map(|generation| Phase::plain(name, generation))
    }

    /// The trace as it is written; none if the program never began.
    pub fn finish(self, lab: &str, source: &Source, python: Version) -> Option<Trace> {
        if self.steps.is_empty() {
            return None;
        }
        let (places, heap) = layout::of(&self.cast, &self.pictures);
        Some(Trace {
            trace: VERSION,
            python: python.to_string(),
            program: source.name.clone(),
            lab: lab.to_owned(),
            title: source.title.clone().unwrap_or_default(),
            source: source.text.lines().map(str::to_owned).collect(),
            objects: self.cast.objects,
            places,
            heap,
            pools: self.cast.pools,
            fields: self.cast.fields.0,
            steps: self.steps,
        })
    }
}

/// What happened, by the frames that came and went.
fn event_of(before: &Picture, after: &Picture) -> Event {
    let was = |id| before.frames.iter().any(|frame| frame.id == id);
    let is = |id| after.frames.iter().any(|frame| frame.id == id);
    if after.frames.iter().any(|frame| !was(frame.id)) {
        return Event::Call;
    }
    match before.frames.iter().find(|frame| !is(frame.id)) {
        Some(left) if after.waiting.contains(&left.id) => Event::Yield,
        Some(_) => Event::Return,
        None => Event::Line,
    }
}
