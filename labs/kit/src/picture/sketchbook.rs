//! The host of a program that is run for one of its views: what it prints is left out, the view is drawn.

use super::draw;
use crate::run::Gatherer;
use crate::views::Past;
use interpreter::Vm;
use interpreter::host::{Host, View};
use std::cell::RefCell;
use std::time::Instant;

/// A host that keeps one picture.
pub struct Sketchbook {
    stem: String,
    number: Option<u32>,
    sketches: RefCell<Sketches>,
    /// What views compare with.
    past: RefCell<Past>,
    started: Instant,
}

/// What a program showed.
#[derive(Clone, Debug, Default)]
pub struct Sketches {
    /// Views that can be drawn.
    pub drawable: u32,
    /// The one that was asked for, as SVG.
    pub chosen: Option<String>,
}

impl Sketchbook {
    /// A host that draws the view with this number, from 1, or each in turn and keeps the last. `stem` begins the ids in
    /// the picture.
    pub fn new(stem: String, number: Option<u32>) -> Sketchbook {
        Sketchbook {
            stem,
            number,
            sketches: RefCell::default(),
            past: RefCell::default(),
            started: Instant::now(),
        }
    }
}

impl Host for Sketchbook {
    fn stdout(&self, _text: &str) {}

    fn stderr(&self, text: &str) {
        eprint!("{text}");
    }

    fn fact(&self, _name: &str, _value: &str) {}

    fn view(&self, vm: &Vm, view: &View) {
        let number = self.sketches.borrow().drawable + 1;
        let id = format!("{}-{number}", self.stem);
        let Some(picture) = draw(vm, view, &mut self.past.borrow_mut(), &id) else {
            return;
        };
        let mut sketches = self.sketches.borrow_mut();
        sketches.drawable = number;
        if self.number.is_none_or(|wanted| wanted == number) {
            sketches.chosen = Some(picture);
        }
    }

    fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}

impl Gatherer for Sketchbook {
    type Gathered = Sketches;

    fn program_begins(&self, _vm: &Vm) {
        self.past.replace(Past::begins());
    }

    fn finish(&self, _vm: &Vm) -> Sketches {
        self.sketches.take()
    }
}
