//! Views as pictures: an SVG to stand in a page, with its labels inside and its meaning in words.
//!
//! A picture is made from what the tables of [`crate::views`] are made from, and says the same on every run:
//! all of its coordinates are whole numbers. It has no colours of its own. Shapes have classes that the book's style
//! sheet colours to the theme, and without a style sheet everything is drawn in `currentColor`; solid, hatched and
//! empty tell apart what a colour tells apart.

mod arenas;
mod bars;
mod bytes;
mod canvas;
mod cells;
mod phases;
mod pools;
mod sketchbook;
#[cfg(test)]
mod tests;

use crate::arguments::{ColorChoice, Options};
use crate::paint;
use crate::run;
use crate::source::Source;
use crate::views::Past;
use anyhow::{Result, bail};
use interpreter::Vm;
use interpreter::host::View;
use sketchbook::{Sketchbook, Sketches};

/// Runs a program and draws the view with this number, from 1, or its last one. Returns the picture as SVG, and the
/// program's exit code; no picture if the program failed before it showed the view.
///
/// # Errors
/// If the program runs to its end without that view, or cannot be run.
pub fn of_program(
    source: &Source,
    number: Option<u32>,
    options: &Options,
) -> Result<(Option<String>, i32)> {
    // A picture has no escape sequences, wherever it is printed.
    paint::choose(ColorChoice::Never, options.format);
    let stem = stem(&source.name);
    let make = || Sketchbook::new(stem.clone(), number);
    let (Sketches { drawable, chosen }, exit) = run::run_with(source, options, make)?;
    let name = &source.name;
    match (chosen, number) {
        (None, _) if exit != 0 => {}
        (None, Some(number)) if drawable > 0 => {
            let views = if drawable == 1 { "view" } else { "views" };
            bail!("there is no picture {number}: {name} shows {drawable} {views} that can be drawn")
        }
        (None, _) => bail!(
            "{name} shows no view that can be drawn: \
             xray.bytes(x), xray.pools(SIZE), xray.arenas(), xray.phases() and xray.bars() can"
        ),
        (Some(picture), _) => return Ok((Some(picture), exit)),
    }
    Ok((None, exit))
}

/// The view as SVG, if it can be drawn; as for a table, a look at the pools becomes part of the past. `id` begins the
/// name of each part that another refers to, so that a page can have several pictures.
fn draw(vm: &Vm, view: &View, past: &mut Past, id: &str) -> Option<String> {
    match view {
        View::Bytes(object) => Some(bytes::draw(vm, object, id)),
        View::Pools(request) => {
            let last = past.look_at_pools();
            request.and_then(|request| pools::draw(request, &last, id))
        }
        View::Arenas => Some(arenas::draw(id)),
        View::Phases(generation) => Some(phases::draw(vm, *generation, past.objects(), id)),
        View::Bars(title, bars) => Some(bars::draw(title, bars, id)),
        _ => None,
    }
}

/// What a picture's ids begin with: the program's name in letters, digits and hyphens.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.strip_suffix(".py").unwrap_or(file);
    let stem: String = stem
        .chars()
        .map(|char| {
            if char.is_ascii_alphanumeric() {
                char
            } else {
                '-'
            }
        })
        .collect();
    format!("picture-{}", stem.trim_matches('-'))
}
