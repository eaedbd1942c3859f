//! `cargo xtask oracle --random N --seed S`: programs that nobody wrote, on the labs and on the real CPythons.
//!
//! [`generate`] makes a program of a seed, as a [`tree`]. A real CPython runs a batch of them in one process, the labs each in this
//! process ([`ours`]). What a program prints is compared: counts, identities by relation, sizes, what collections find, and who
//! dies in what order. A program on which the two disagree is made small ([`shrink`]), shown with both outputs and kept.

mod generate;
mod ours;
mod shrink;
mod tally;
mod tree;

use super::python::Python;
use crate::parallel;
use crate::problem::Difference;
use crate::workspace::Workspace;
use anyhow::{Context, Result, anyhow};
use runtime::Version;
use std::fmt;
use std::fs;
use std::path::PathBuf;
use tally::Tally;
use tree::{END, Tree};

/// Programs that a process of a real CPython runs.
const BATCH: usize = 100;
/// Disagreements that are made small and shown; the others are counted.
const SHOWN: usize = 4;

/// What `check` compares.
const SAMPLE: Plan = Plan {
    programs: 40,
    seed: 2012,
};

/// The versions that `check` compares them with.
const SAMPLED: [&str; 2] = ["3.12", "3.13"];

/// Which programs are made.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many.
    pub programs: usize,
    /// Where they start: each seed gives programs that no other gives.
    pub seed: u64,
}

/// One side of the comparison: tells what each of some sources prints, in their order.
pub type Side<'a> = &'a (dyn Fn(&[String]) -> Result<Vec<String>> + Sync);

/// A CPython and the labs in its manner.
pub struct Pair<'a> {
    /// The full version of the CPython.
    pub name: &'a str,
    /// The labs.
    pub ours: Side<'a>,
    /// The CPython.
    pub real: Side<'a>,
}

/// How the programs compare.
#[derive(Debug, Default)]
pub struct Report {
    tally: Tally,
    disagreements: Vec<Disagreement>,
}

/// A program on which a CPython and the labs disagree, made small.
#[derive(Debug)]
pub struct Disagreement {
    /// The CPython.
    pub version: String,
    /// The seed that the program is made of.
    pub seed: u64,
    /// The small program.
    pub source: String,
    /// How many statements it still has, the prelude's left out.
    pub statements: usize,
    /// What the CPython prints.
    pub real: String,
    /// What the labs print.
    pub ours: String,
}

/// Compares, keeps the disagreements in files, and tells how it went. True if there is none.
pub fn run(workspace: &Workspace, pythons: &[Python], plan: Plan) -> Result<bool> {
    let mut report = Report::default();
    for python in pythons {
        let real = |sources: &[String]| python.run_batch(workspace, sources);
        report.add(on(python, &real, plan)?);
    }
    for disagreement in &report.disagreements {
        let path = disagreement.keep(workspace)?;
        println!("{disagreement}kept as {}\n", path.display());
    }
    println!("{}", report.summary());
    Ok(report.agrees())
}

/// The programs that are compared with every `check`: always the same, so that a CPython runs them once. Of other versions
/// the labs do not run the instructions, and what collections find can differ by an object or two.
///
/// # Errors
/// If a CPython cannot be asked.
pub fn sample(workspace: &Workspace, pythons: &[Python]) -> Result<Report> {
    let mut report = Report::default();
    let sampled = pythons
        .iter()
        .filter(|it| SAMPLED.contains(&it.profile.as_str()));
    for python in sampled {
        let real = |sources: &[String]| python.run_known_batch(workspace, sources);
        report.add(on(python, &real, SAMPLE)?);
    }
    Ok(report)
}

/// Compares one CPython, asked through `real`, with the labs in its manner.
fn on(python: &Python, real: Side<'_>, plan: Plan) -> Result<Report> {
    let version: Version = python.profile.parse().map_err(|error| anyhow!("{error}"))?;
    let pair = Pair {
        name: &python.version,
        ours: &|sources| labs(sources, version),
        real,
    };
    compare(&pair, plan)
}

/// The labs' side: what each of some programs prints as `version` would.
///
/// # Errors
/// None; a side of the comparison may have some.
pub fn labs(sources: &[String], version: Version) -> Result<Vec<String>> {
    let told = sources.iter().map(|source| ours::run(source, version));
    Ok(told.collect())
}

/// Compares two sides.
///
/// # Errors
/// What a side fails with.
pub fn compare(pair: &Pair<'_>, plan: Plan) -> Result<Report> {
    let seeds: Vec<u64> = (0..plan.programs as u64)
        .map(|number| plan.seed.wrapping_mul(1 << 32).wrapping_add(number))
        .collect();
    let batches: Vec<&[u64]> = seeds.chunks(BATCH).collect();
    let progress = Progress::new(pair.name, seeds.len());
    let compared = parallel::map(&batches, |seeds| {
        let found = compare_batch(pair, seeds);
        progress.advance(seeds.len());
        found
    });
    let mut report = Report::default();
    let mut suspects = Vec::new();
    for batch in compared {
        let (tally, differing) = batch?;
        report.tally.add(&tally);
        suspects.extend(differing);
    }
    report.tally.disagreements = suspects.len();
    suspects.truncate(SHOWN);
    let shown = parallel::map(&suspects, |seed| disagreement(pair, *seed));
    report.disagreements = shown.into_iter().collect::<Result<_>>()?;
    Ok(report)
}

/// What a batch adds to the tally, and the seeds on which the sides disagree.
fn compare_batch(pair: &Pair<'_>, seeds: &[u64]) -> Result<(Tally, Vec<u64>)> {
    let trees: Vec<Tree> = seeds.iter().map(|seed| generate::program(*seed)).collect();
    let sources: Vec<String> = trees.iter().map(Tree::source).collect();
    let (ours, real) = ((pair.ours)(&sources)?, (pair.real)(&sources)?);
    let mut tally = Tally::default();
    let mut differing = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        tally.count(tree, compared(&real[index]));
        if compared(&ours[index]) != compared(&real[index]) {
            differing.push(seeds[index]);
        }
    }
    Ok((tally, differing))
}

/// The disagreement on a seed's program, made small. A part may go only if the real program still runs to its end, unless it never did.
fn disagreement(pair: &Pair<'_>, seed: u64) -> Result<Disagreement> {
    let tree = generate::program(seed);
    let ends = whole(&(pair.real)(&[tree.source()])?[0]);
    let small = shrink::shrink(tree, |trees| {
        let sources: Vec<String> = trees.iter().map(Tree::source).collect();
        let (ours, real) = ((pair.ours)(&sources)?, (pair.real)(&sources)?);
        let judged = ours
            .iter()
            .zip(&real)
            .map(|(ours, real)| whole(real) == ends && compared(ours) != compared(real));
        Ok(judged.collect())
    })?;
    let source = small.source();
    let sources = [source.clone()];
    let (ours, real) = ((pair.ours)(&sources)?, (pair.real)(&sources)?);
    Ok(Disagreement {
        version: pair.name.to_string(),
        seed,
        source,
        statements: small.statements(),
        real: compared(&real[0]).to_string(),
        ours: compared(&ours[0]).to_string(),
    })
}

/// What of a program's output is compared: all up to its last line. What dies with the interpreter comes after that.
fn compared(output: &str) -> &str {
    let Some(place) = output.find(END) else {
        return output;
    };
    let end = output[place..]
        .find('\n')
        .map_or(output.len(), |length| place + length + 1);
    &output[..end]
}

/// Whether a program ran to its end.
fn whole(output: &str) -> bool {
    output.contains(END)
}

impl Report {
    /// Whether the sides agree on every program.
    pub fn agrees(&self) -> bool {
        self.tally.disagreements == 0
    }

    /// The disagreements that are shown.
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.disagreements
    }

    /// One line that counts what was compared.
    pub fn summary(&self) -> String {
        self.tally.to_string()
    }

    /// Adds what another comparison found.
    pub fn add(&mut self, other: Report) {
        self.tally.add(&other.tally);
        self.disagreements.extend(other.disagreements);
    }
}

impl Disagreement {
    /// Writes the program to `target/oracle/random`, and returns the file.
    fn keep(&self, workspace: &Workspace) -> Result<PathBuf> {
        let folder = workspace.root().join("target/oracle/random");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(format!("seed-{}.py", self.seed));
        fs::write(&path, &self.source)
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            version,
            seed,
            source,
            ..
        } = self;
        let own = source
            .split_once("gc.collect()\n# %%\n")
            .map_or(source.as_str(), |(_, own)| own);
        let difference = Difference {
            committed: self.real.clone(),
            actual: self.ours.clone(),
        };
        write!(
            out,
            "seed {seed} on CPython {version}, after the prelude:\n{own}\n"
        )?;
        writeln!(out, "it prints (- the real one, + the labs):\n{difference}")
    }
}

/// Tells on standard error how far a comparison is.
struct Progress<'a> {
    name: &'a str,
    all: usize,
    done: std::sync::atomic::AtomicUsize,
}

impl<'a> Progress<'a> {
    fn new(name: &'a str, all: usize) -> Self {
        Self {
            name,
            all,
            done: Default::default(),
        }
    }

    fn advance(&self, more: usize) {
        let before = self
            .done
            .fetch_add(more, std::sync::atomic::Ordering::Relaxed);
        let (done, all) = (before + more, self.all);
        eprintln!("CPython {}: {done} of {all} programs", self.name);
    }
}
