//! `--format trace`: a program's run step by step, as JSON for the player in the book's pages.
//!
//! Everything in a trace is looked up in the private heap between two instructions: snapshots of it, the frames, the
//! collector's own numbers. What was made and what ended since the step before, the runtime's events tell. There is no
//! second model of the heap that could disagree.
//!
//! | module | what it does |
//! |---|---|
//! | `tracer` | the host of a traced program: when a step ends |
//! | `steps` | the steps so far, each made of two pictures |
//! | `news` | what the runtime told since the step before |
//! | `picture` | the frames, objects and pools of one moment, and which object is which |
//! | `shape` | what of an object is drawn |
//! | `bytes` | the bytes of what is drawn |
//! | `reach` | what nobody reaches |
//! | `phases` | the phases of a collection |
//! | `changes` | from two pictures, what changed |
//! | `say`, `counts`, `deaths`, `weakly`, `holders`, `words` | the same in sentences |
//! | `layout` | where each object stands |
//! | `marks`, `limits` | which lines are shown, and how much at most |
//! | `format` | the shapes of the JSON |
//!
//! # The format, version 2
//!
//! One object, on one line:
//!
//! | member | what it is |
//! |---|---|
//! | `trace` | the version of the format, 2 |
//! | `python` | the CPython that the program ran as, such as `"3.12"` |
//! | `lab`, `program`, `title` | which program this is |
//! | `source` | its lines |
//! | `objects` | every object that is ever drawn, in the order of first appearance; others name it by its index |
//! | `places` | where they stand; an object names its place by index |
//! | `heap` | `{"wide": [width, height], "narrow": [width, height]}` of the drawing that holds all places |
//! | `pools` | the pools that the objects' blocks belong to: `{"address", "block", "capacity"}` |
//! | `fields` | the lists of fields that objects have; a field is `[offset, bytes, name]`, its offset counted from the header |
//! | `steps` | what happened |
//!
//! Positions and sizes in a drawing are whole pixels; sizes of memory are bytes; addresses are strings such as
//! `"0x20004a10"`, nominal and the same on every run. There are two drawings, `wide` (at most 620 pixels) and `narrow` (at
//! most 330).
//!
//! **An object**: `{"address", "type", "size", "block", "pool", "place"}`. `address` is that of its header, `size` what
//! `sys.getsizeof` said at its first step, `block` the bytes of its block, `pool` an index, absent outside the pools.
//!
//! **A place**: `{"address", "wide": [left, top, width, height], "narrow": […]}`. It stands for a block: an object made
//! where another ended has the same place. A card has a row of 22 pixels with its type and count, then rows of 18: its
//! value, a row for each reference (at most 6), and one for the number of those without a row. A place is as
//! high as the highest card that ever stands in it.
//!
//! **A reference** is an index of `objects`, or a string: something that has no card but stands as a word where it is
//! referred to. Words are immortal and static objects, what was there before the program began, classes, modules, built-in
//! functions, and functions without defaults or closure.
//!
//! **A step**. The state at a step is that of the step before with its changes applied. Members that have
//! nothing to say are absent.
//!
//! | member | what it is |
//! |---|---|
//! | `event` | `start`, `line`, `call`, `return`, `yield`, `raise`, `collection` or `end` |
//! | `line`, `next` | the line that ran, the line about to run; the first is 1 |
//! | `say` | what happened, in sentences; code stands between backquotes |
//! | `frames` | all frames, outermost first, if anything in them changed; for a frame that is as it was stands its id |
//! | `changed` | the objects that are new or changed |
//! | `bytes` | the bytes of them that are new or changed |
//! | `freed` | the objects that ended |
//! | `pools` | `[pool, blocks in use]` of each pool whose use changed |
//! | `phase` | where a collection stands, while one runs |
//! | `printed` | what the program printed, at most 1000 characters |
//!
//! The first step is before the first line that is shown. After the last line come the collection at the interpreter's
//! end, if it finds something that is drawn unreachable, and the end.
//!
//! **A frame**: `{"id", "name", "line", "slots"}`. The first is the module's, with the id 0 and the program's names as
//! slots; it stays until the module ends. The innermost frame's `line` is the one about to run. A slot is
//! `[name, reference]`, with `null` for an unbound variable. A third item says what else it is: `"cell"`, and it leads
//! to the variable's cell; `"stack"`, a place of the evaluation stack, shown only if it leads to a card.
//!
//! **A change**: `{"object", "count", "size", "text", "edges", "more", "generation", "state"}`, of which only those
//! that changed are there, but all except `size` at an object's first step. `count` is the reference count without what looking
//! adds. `text` is the value in at most 24 characters, empty where type and references tell it. `edges` are
//! `[label, reference]`, at most 6, and `more` is the number of others. A third item, `"weak"`, says that the reference is not
//! counted. `generation` is `null` while the collector does
//! not track the object. `state` is `live`, `unreachable` (nobody reaches it, and it has not ended) or `suspended` (a
//! generator that waits).
//!
//! **Changed bytes**: `{"object", "fields", "rows"}`. `fields` is an index of the lists of fields, absent if it is the one of the
//! step before. `rows` are `[field, bytes, says]`: an index of that list, the bytes in hexadecimal up to the last that is not zero,
//! and what they say, a reference.
//!
//! **A phase**: `{"name", "generation", "gc_refs", "unreachable", "collected"}`. `name` is `count`, `subtract`,
//! `unreachable`, `weakrefs`, `finalize` or `clear`, `generation` the oldest that is collected. The first three have
//! `gc_refs`, `[object, number]` of each drawn object that is looked at, in the collector's order: its count, then what is
//! left of it. The third
//! has the objects found `unreachable`. `weakrefs` and `finalize` mark the steps of the program's own code that a collection
//! calls. `clear` is the last, with the number of all objects `collected`.

mod bytes;
mod changes;
mod counts;
mod deaths;
mod format;
mod holders;
mod layout;
mod limits;
mod marks;
mod news;
mod phases;
mod picture;
mod reach;
mod say;
mod shape;
mod steps;
#[cfg(test)]
mod tests;
mod tracer;
mod weakly;
mod words;

use crate::arguments::Options;
use crate::lab::Language;
use crate::run;
use crate::source::Source;
use anyhow::{Result, bail};
use tracer::{Traced, Tracer};

/// Runs a program and traces it. Returns the trace as JSON, and the program's exit code; no trace if the program could not
/// be compiled.
///
/// # Errors
/// If the program cannot be run, or its trace would be too long; the message says how to narrow it.
pub fn of_program(lab: &str, source: &Source, options: &Options) -> Result<(Option<String>, i32)> {
    let name = &source.name;
    if !matches!(source.language, Language::Python) {
        bail!("{name} is an experiment in Rust: it has no lines to trace");
    }
    let (traced, exit) = run::run_with(source, options, || Tracer::new(source))?;
    match traced {
        Traced::Refused(refusal) => bail!("{name}: {refusal}"),
        Traced::Whole(run) => {
            let trace = run.finish(lab, source, options.python);
            let json = trace.map(|trace| serde_json::to_string(&trace));
            Ok((json.transpose()?, exit))
        }
    }
}
