//! Players: each `python,xray` fence becomes a figure in which the reader steps through its program.
//!
//! The lab's trace ([`trace`]) goes onto the page as it is, with the ways of its arrows ([`routes`]) beside it, and
//! `book/theme/xray.js` draws it. Nothing of it is committed: pictures ([`picture`]) and sentences are made of the run, so they
//! are as current as the page.

mod html;
mod moments;
mod picture;
mod routes;
mod squeeze;
#[cfg(test)]
mod tests;
mod trace;

use crate::labs::Labs;
use crate::page::Page;
use crate::page::xray::{Shown, Traced};
use crate::parallel;
use anyhow::{Context, Result};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use trace::Trace;

/// The figures of a book's players.
#[derive(Default)]
pub struct Players {
    /// What each program's run gave: the lab's line and what it says.
    traces: HashMap<Traced, Result<(String, Trace), String>>,
    /// What the players of a page show, in the page's order; nothing for a fence that is malformed.
    pages: HashMap<PathBuf, Vec<Option<Shown>>>,
}

impl Players {
    /// Traces every program that a player of `pages` shows.
    pub fn gather(labs: &Labs, pages: &[Page]) -> Self {
        let mut shown = HashMap::new();
        for page in pages.iter().filter(|page| !page.players.is_empty()) {
            let players = page.players.iter();
            let players = players.map(|player| player.shown.clone().ok());
            shown.insert(page.path.clone(), players.collect());
        }
        let programs: BTreeSet<&Traced> = shown
            .values()
            .flatten()
            .flatten()
            .map(|shown: &Shown| &shown.program)
            .collect();
        let programs: Vec<Traced> = programs.into_iter().cloned().collect();
        let traces = parallel::map(&programs, |program| {
            read(labs, program).map_err(|error| format!("{error:#}"))
        });
        Self {
            traces: programs.into_iter().zip(traces).collect(),
            pages: shown,
        }
    }

    /// How many steps a program's trace has.
    ///
    /// # Errors
    /// If its lab gave none; a sentence.
    pub fn steps(&self, program: &Traced) -> Result<usize, String> {
        let (_, trace) = self.trace(program)?;
        Ok(trace.steps.len())
    }

    /// The text of the page at `path`, its includes expanded, with a figure in place of each player's fence. A fence that is
    /// malformed, or whose program gives no trace, is left as it is: the check tells of it.
    pub fn expand(&self, path: &Path, text: &str) -> String {
        let Some(shown) = self.pages.get(path) else {
            return text.to_string();
        };
        let page = Page::parse(path, text);
        let mut expanded = String::with_capacity(text.len());
        let mut copied = 0;
        for (player, shown) in page.players.iter().zip(shown) {
            let Range { start, end } = player.fence.range;
            if let Some(figure) = self.figure(shown.as_ref(), &text[start..end]) {
                expanded.push_str(&text[copied..start]);
                expanded.push_str(&figure);
                copied = end;
            }
        }
        expanded.push_str(&text[copied..]);
        expanded
    }

    fn figure(&self, shown: Option<&Shown>, fence: &str) -> Option<String> {
        let shown = shown?;
        let (json, trace) = self.trace(&shown.program).ok()?;
        html::figure(shown, trace, json, fence).ok()
    }

    fn trace(&self, program: &Traced) -> Result<&(String, Trace), String> {
        match self.traces.get(program) {
            Some(trace) => trace.as_ref().map_err(String::clone),
            None => Err("the program was not traced".to_string()),
        }
    }
}

fn read(labs: &Labs, program: &Traced) -> Result<(String, Trace)> {
    let json = labs.trace(program)?;
    let trace = Trace::parse(&json)
        .with_context(|| format!("lab {}, program {}", program.lab, program.name))?;
    Ok((json, trace))
}
