//! `cargo xtask check`: everything the book says is so, and nothing is left unchecked.
//!
//! [`book`] proves the text on a built set of labs; the whole-product tests call it on tampered copies. [`run`] is the task: it
//! builds the labs, proves the text, asks the real CPythons, and runs the tests.

mod allowed;
mod claims;
mod coverage;
mod digits;
mod exemptions;
mod includes;
mod links;
mod measured;
mod numbers;
mod outputs;
mod pictures;
mod tests_run;
mod tests_stamp;
mod version_names;
mod versions;
mod witnesses;
mod xray;

use crate::answers::Answers;
use crate::book;
use crate::book::xray::Players;
use crate::browser::Means;
use crate::labs::{Build, Color, Labs};
use crate::language;
use crate::oracle;
use crate::page::Page;
use crate::page::picture::Picture;
use crate::problem::Problem;
use crate::seen;
use crate::workspace::{Program, Workspace};
use anyhow::Result;
use std::path::Path;
use std::time::Instant;

pub use claims::facts as ledger_facts;
pub use xray::check as check_players;

/// Which labs the check asks, and what it leaves out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// How the labs are compiled that the text is compared with.
    pub build: Build,
    /// Leave `cargo test` out.
    pub no_tests: bool,
    /// Leave the comparison with real CPythons out.
    pub no_oracle: bool,
}

/// What is wrong, and how much was looked at.
#[derive(Debug, Default)]
pub struct Findings {
    /// Everything that is wrong, by file and line.
    pub problems: Vec<Problem>,
    /// How much was checked.
    pub tally: Tally,
}

/// How many of each thing were checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// `console` fences.
    pub blocks: usize,
    /// Commands in them.
    pub commands: usize,
    /// Pictures that labs draw.
    pub pictures: usize,
    /// Programs that the reader steps through.
    pub players: usize,
    /// Numbers in prose that labs give.
    pub numbers: usize,
    /// Numbers in prose that need no lab, with a reason.
    pub allowed: usize,
    /// Rows of the ledger.
    pub claims: usize,
    /// Programs of the labs.
    pub programs: usize,
    /// Include directives.
    pub includes: usize,
    /// Internal links, and pictures that are linked to.
    pub links: usize,
    /// Blocks that were passed over.
    pub exemptions: usize,
}

/// Checks everything and tells how it went. True if nothing is wrong.
pub fn run(workspace: &Workspace, options: Options) -> Result<bool> {
    let start = Instant::now();
    eprintln!("building the labs");
    let labs = Labs::build_as(workspace, options.build)?;
    eprintln!("checking the book");
    let findings = book(workspace, &labs)?;
    for problem in &findings.problems {
        eprintln!("{problem}");
    }
    let mut passed = findings.problems.is_empty();
    let mut counts = vec![findings.tally.to_string()];
    if !options.no_oracle {
        eprintln!("comparing with real CPythons");
        let pythons = oracle::find_pythons(&[])?;
        let report = oracle::compare(workspace, &labs, &pythons)?;
        if !report.agrees() {
            passed = false;
            eprintln!("{report}");
        }
        counts.push(report.summary());
        let mut told = seen::check(workspace, &pythons)?;
        told.extend(language::compare(workspace, &pythons)?);
        for problem in told {
            passed = false;
            eprintln!("{problem}");
        }
        let random = oracle::random::sample(workspace, &pythons)?;
        for disagreement in random.disagreements() {
            eprintln!("{disagreement}");
        }
        passed &= random.agrees();
        counts.push(random.summary());
    }
    if !options.no_tests {
        let (tests_passed, summary) = tests(workspace)?;
        passed &= tests_passed;
        counts.push(summary);
        counts.extend(Means::find(workspace).missing().map(str::to_string));
    }
    let verdict = verdict(passed, findings.problems.len());
    println!("{verdict} ({:.1} s)", start.elapsed().as_secs_f32());
    for count in counts {
        println!("{count}");
    }
    Ok(passed)
}

/// Runs the tests, unless they passed on the very same files.
fn tests(workspace: &Workspace) -> Result<(bool, String)> {
    let fingerprint = tests_stamp::fingerprint(workspace)?;
    if let Some(summary) = tests_stamp::passed_before(workspace, fingerprint) {
        return Ok((true, format!("{summary} (nothing has changed since)")));
    }
    eprintln!("running the tests");
    let run = tests_run::run(workspace)?;
    if run.passed {
        tests_stamp::remember(workspace, fingerprint, &run.summary)?;
    }
    Ok((run.passed, run.summary))
}

/// Checks the book's text against the labs, and renders it.
pub fn book(workspace: &Workspace, labs: &Labs) -> Result<Findings> {
    let text = Text::gather(workspace, labs)?;
    let (pages, programs) = (&text.pages, &text.programs);
    let summary = Page::parse(
        "book/SUMMARY.md",
        workspace.read(Path::new("book/SUMMARY.md"))?,
    );
    let colored = Answers::commands(labs, pages, Color::Always);
    let mut findings = text.check(workspace)?;
    let problems = &mut findings.problems;
    problems.extend(pictures::check_places(&text.pictures, pages));
    problems.extend(
        pages
            .iter()
            .flat_map(|page| outputs::check_colors(page, &text.answers, &colored)),
    );
    let players = Players::gather(labs, pages);
    problems.extend(check_players(pages, &players));
    problems.extend(includes::check(workspace, pages)?);
    problems.extend(measured::check(workspace, pages)?);
    problems.extend(language::check(workspace, pages)?);
    problems.extend(coverage::check_summary(&summary, pages));
    problems.extend(coverage::check_programs(programs, pages));
    problems.extend(coverage::check_lists(programs, labs));
    match book::render(workspace, pages, &colored, players) {
        Ok(complaints) => {
            problems.extend(complaints);
            let mut rendered = links::Rendered::of(workspace);
            problems.extend(
                pages
                    .iter()
                    .chain([&summary])
                    .flat_map(|page| rendered.check(page)),
            );
        }
        Err(error) => problems.push(Problem::new(
            "book.toml",
            1,
            format!("the book does not render: {error:#}"),
        )),
    }
    findings.problems = exemptions::apply(pages, findings.problems);
    findings
        .problems
        .sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(findings)
}

/// The book's text, and what the labs answer to all that it quotes.
pub struct Text {
    /// The pages.
    pub pages: Vec<Page>,
    /// The pictures.
    pub pictures: Vec<Picture>,
    programs: Vec<Program>,
    answers: Answers,
}

impl Text {
    /// Reads the text, and asks the labs.
    pub fn gather(workspace: &Workspace, labs: &Labs) -> Result<Self> {
        let pages = Page::read_all(workspace)?;
        let pictures = Picture::read_all(workspace)?;
        let mut answers = Answers::gather(labs, &pages, &pictures);
        answers.add(labs, &claims::facts_by_version(&pages));
        Ok(Self {
            programs: workspace.programs()?,
            pages,
            pictures,
            answers,
        })
    }

    /// Checks what needs no rendering and no more answers: outputs, numbers and pictures, the ledger, and digits in prose.
    pub fn check(&self, workspace: &Workspace) -> Result<Findings> {
        let pages = &self.pages;
        let mut problems = drifts(pages, &self.pictures, &self.answers);
        problems.extend(claims::check(
            workspace,
            pages,
            &self.programs,
            &self.answers,
        )?);
        let digits = digits::check(workspace, pages)?;
        problems.extend(digits.problems);
        let mut tally = Tally::of(pages, &self.pictures, self.programs.len());
        tally.claims = claims::count(pages);
        tally.allowed = digits.allowed;
        Ok(Findings { problems, tally })
    }
}

/// The outputs, numbers and pictures that differ from what the labs say, exempt ones left out: all that `bless` may mend.
pub fn unexempted_drifts(labs: &Labs, pages: &[Page], pictures: &[Picture]) -> Vec<Problem> {
    let answers = Answers::gather(labs, pages, pictures);
    exemptions::drop_exempt(pages, drifts(pages, pictures, &answers))
}

fn drifts(pages: &[Page], pictures: &[Picture], answers: &Answers) -> Vec<Problem> {
    let drifts_of = |page| {
        let outputs = outputs::check(page, answers);
        let numbers = numbers::check(page, answers);
        [outputs, numbers, versions::check(page, answers)].concat()
    };
    let mut drifts: Vec<Problem> = pages.iter().flat_map(drifts_of).collect();
    drifts.extend(pictures::check(pictures, answers));
    drifts
}

fn verdict(passed: bool, problems: usize) -> String {
    match (passed, problems) {
        (true, _) => "all is as the book says".to_string(),
        (false, 0) => "the check failed: see above".to_string(),
        (false, 1) => "the check failed: 1 problem in the book".to_string(),
        (false, n) => format!("the check failed: {n} problems in the book"),
    }
}

impl Tally {
    fn of(pages: &[Page], pictures: &[Picture], programs: usize) -> Self {
        let drawn = pictures.iter().filter(|picture| picture.command.is_some());
        let mut tally = Self {
            pictures: drawn.count(),
            programs,
            ..Self::default()
        };
        for page in pages {
            tally.blocks += page.consoles.len();
            tally.commands += page
                .consoles
                .iter()
                .map(|console| console.steps.len())
                .sum::<usize>();
            tally.players += page.players.len();
            tally.numbers += page.facts.len();
            tally.numbers += page
                .version_rows()
                .map(|row| row.values.len())
                .sum::<usize>();
            tally.includes += page.includes.len();
            tally.links += page
                .links
                .iter()
                .filter(|link| links::is_internal(&link.target))
                .count();
            tally.exemptions += page.exemptions.len();
        }
        tally
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            blocks,
            commands,
            pictures,
            players,
            numbers,
            allowed,
            claims,
            programs,
            includes,
            links,
            exemptions,
        } = self;
        write!(
            out,
            "checked {blocks} output blocks ({commands} commands), {pictures} pictures, {players} players, \
             {numbers} numbers ({allowed} more need no check), {claims} claims, {programs} programs, \
             {includes} includes, {links} links; {exemptions} exemptions"
        )
    }
}
