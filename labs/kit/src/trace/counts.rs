//! Which counts rose or fell at a step and why, in sentences.

use super::holders::{Holder, without};
use super::say::{Happening, NAMED};
use super::words::{Words, counted, listed};

/// Counts whose change a step tells.
const COUNTS: usize = 4;

/// The counts that rose or fell.
pub fn counts(happening: &Happening<'_>) -> Vec<String> {
    let teller = Teller {
        happening,
        before: Words::of_past(happening.cast, happening.before, happening.after),
        after: Words::of(happening.cast, happening.after),
    };
    let changed: Vec<usize> = happening
        .after
        .objects
        .iter()
        .filter(|(object, now)| {
            let old = happening.before.objects.get(object);
            old.is_some_and(|old| old.count != now.count)
        })
        .map(|(&object, _)| object)
        .collect();
    let mut sentences: Vec<String> = changed
        .iter()
        .take(COUNTS)
        .map(|&object| teller.sentence(object))
        .collect();
    match changed.len().saturating_sub(COUNTS) {
        0 => {}
        rest => sentences.push(format!("{} changed too.", counted(rest, "more count"))),
    }
    sentences
}

/// The holders of an object in words, with those that are not in the picture if its count is more.
pub fn all_holders(happening: &Happening<'_>, words: &Words<'_>, object: usize) -> Vec<String> {
    let mut holders: Vec<String> = Holder::all(happening.after, object)
        .iter()
        .map(|holder| holder.in_words(happening.after, words))
        .collect();
    if happening.after.objects[&object].count > holders.len() as u64 {
        holders.push(undrawn(happening, object).to_owned());
    }
    holders
}

/// `a holds it`, `a and b hold it`.
pub fn holds(holders: &[String]) -> String {
    let verb = if holders.len() == 1 { "holds" } else { "hold" };
    format!("{} {verb} it", listed(holders, NAMED))
}

/// A holder that is not in the picture: of a function the frame that runs it, else mostly a built-in function that runs.
fn undrawn(happening: &Happening<'_>, object: usize) -> &'static str {
    match happening.cast.objects[object].kind.as_str() {
        "function" => "the frame of its call",
        _ => "something that is not drawn",
    }
}

struct Teller<'a> {
    happening: &'a Happening<'a>,
    before: Words<'a>,
    after: Words<'a>,
}

impl Teller<'_> {
    fn sentence(&self, object: usize) -> String {
        let Happening { before, after, .. } = *self.happening;
        let (old, now) = (before.objects[&object].count, after.objects[&object].count);
        let (was, is) = (Holder::all(before, object), Holder::all(after, object));
        let mut change = Change::of(&was, &is, now as i64 - old as i64);
        change.forget_what_moved();
        let mut gained: Vec<String> = change
            .gained
            .iter()
            .map(|holder| holder.in_words(after, &self.after))
            .collect();
        let mut gone: Vec<String> = change
            .gone
            .iter()
            .map(|holder| holder.in_words(before, &self.before))
            .collect();
        let undrawn = undrawn(self.happening, object);
        match change.undrawn {
            0 => {}
            1.. => gained.push(undrawn.to_owned()),
            _ => gone.push(undrawn.to_owned()),
        }
        let noun = match self.after.is_named(object) {
            true => self.after.noun(object),
            false => self.before.noun(object),
        };
        let verb = if now > old { "rose" } else { "fell" };
        let mut why = Vec::new();
        if !gone.is_empty() {
            why.push(format!("{} let go of it", listed(&gone, NAMED)));
        }
        if !gained.is_empty() {
            why.push(holds(&gained));
        }
        if now > old {
            why.reverse();
        }
        format!(
            "The count of {noun} {verb} from {old} to {now}: {}.",
            why.join(", ")
        )
    }
}

/// Whose hold on an object is new, and whose is gone.
struct Change {
    gained: Vec<Holder>,
    gone: Vec<Holder>,
    /// References from what is not in the picture: how many more there are.
    undrawn: i64,
}

impl Change {
    fn of(was: &[Holder], is: &[Holder], difference: i64) -> Change {
        let (gained, gone) = (without(is, was), without(was, is));
        let drawn = gained.len() as i64 - gone.len() as i64;
        Change {
            gained,
            gone,
            undrawn: difference - drawn,
        }
    }

    /// A reference that only moved, to an evaluation stack or from one, changed no count. A variable of a generator is
    /// drawn in its frame or in itself.
    fn forget_what_moved(&mut self) {
        let gone = &mut self.gone;
        self.gained.retain(|new| {
            let same = gone.iter().position(|old| old.is_same_variable(new));
            same.map(|place| gone.remove(place)).is_none()
        });
        while let Some(place) = self.gained.iter().position(Holder::is_stack) {
            match self.gone.iter().position(Holder::is_stack) {
                Some(from) => drop(self.gone.remove(from)),
                None if self.undrawn < 0 => self.undrawn += 1,
                None => break,
            }
            self.gained.remove(place);
        }
        while self.undrawn > 0
            && let Some(place) = self.gone.iter().position(Holder::is_stack)
        {
            self.gone.remove(place);
            self.undrawn -= 1;
        }
    }
}
