//! `cargo xtask book`: the text becomes `target/book`, by mdBook as a library.
//!
//! mdBook expands the includes; then [`preprocess`] turns measurements, checked numbers, console fences and boxes into HTML,
//! and gives pictures a caption; then mdbook-mermaid takes the diagrams. mdBook's warnings come back as problems ([`warnings`]).

mod ansi;
mod boxes;
mod figures;
mod mermaid;
mod preprocess;
mod versions;
mod warnings;
pub mod xray;

pub use ansi::escaped;

use crate::answers::Answers;
use crate::check::check_players;
use crate::labs::{Color, Labs};
use crate::language;
use crate::measured;
use crate::page::Page;
use crate::problem::Problem;
use crate::seen::Marks;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use preprocess::{Preprocess, Transcripts};
use xray::Players;

/// Builds the labs, renders the book and tells where it is. True if there is nothing to complain of.
pub fn run(workspace: &Workspace) -> Result<bool> {
    eprintln!("building the labs");
    let labs = Labs::build(workspace)?;
    let complaints = render_with(workspace, &labs)?;
    for problem in &complaints {
        eprintln!("{problem}");
    }
    println!("{}", workspace.rendered_dir().join("index.html").display());
    Ok(complaints.is_empty())
}

/// Renders the book with the output of `labs`. Complains of mdBook's warnings and of outputs that are not the labs' any more.
pub fn render_with(workspace: &Workspace, labs: &Labs) -> Result<Vec<Problem>> {
    let pages = Page::read_all(workspace)?;
    let colored = Answers::commands(labs, &pages, Color::Always);
    let players = Players::gather(labs, &pages);
    let mut complaints = stale(&pages, &colored);
    complaints.extend(check_players(&pages, &players));
    complaints.extend(render(workspace, &pages, &colored, players)?);
    Ok(complaints)
}

/// Renders the book, and returns mdBook's warnings. `colored` has the commands' output with colours; a page shows it where its
/// plain text is the page's own.
pub fn render(
    workspace: &Workspace,
    pages: &[Page],
    colored: &Answers,
    players: Players,
) -> Result<Vec<Problem>> {
    let shown = Transcripts::of(pages, colored);
    let measured = measured::gather(workspace, pages);
    let marks = Marks::gather(workspace, pages)?;
    let constructs = language::gather(workspace)?;
    let (built, warnings) = warnings::collect(|| {
        build(
            workspace,
            Preprocess::new(shown, measured, marks, constructs, players),
        )
    });
    built?;
    mermaid::copy_script(&workspace.rendered_dir())?;
    let told = |warning| Problem::new("book.toml", 1, format!("mdBook: {warning}"));
    Ok(warnings.into_iter().map(told).collect())
}

fn build(workspace: &Workspace, preprocess: Preprocess) -> Result<()> {
    let mut config = Config::from_disk(workspace.root().join("book.toml"))?;
    // Before the book is loaded: loading is what would create the files.
    config.build.create_missing = false;
    config.build.build_dir = workspace.rendered_dir();
    let mut book = MDBook::load_with_config(workspace.root(), config)
        .context("mdBook cannot load the book")?;
    book.with_preprocessor(preprocess);
    book.with_preprocessor(mdbook_mermaid::Mermaid);
    book.build().context("mdBook cannot render the book")
}

/// The outputs that are not what the commands print now. They are shown as committed, without colour.
fn stale(pages: &[Page], colored: &Answers) -> Vec<Problem> {
    let steps = pages
        .iter()
        .flat_map(|page| page.steps().map(move |step| (page, step)));
    let stale = steps.filter_map(|(page, step)| {
        let message = match plain_output(colored, &step.command) {
            Ok(plain) if is_same_output(&plain, &step.output) => return None,
            Ok(_) => "the output is not what the command prints; `cargo xtask check` tells more"
                .to_string(),
            Err(error) => error,
        };
        Some(Problem::new(&page.path, step.line, message))
    });
    stale.collect()
}

/// What a command printed, with its colours taken off.
pub fn plain_output(colored: &Answers, command: &str) -> std::result::Result<String, String> {
    ansi::plain(&colored.command(command)?.text).map_err(|error| error.to_string())
}

/// Whether two outputs are the same but for the line end after the last line, which a fence always has.
pub fn is_same_output(printed: &str, committed: &str) -> bool {
    printed.strip_suffix('\n').unwrap_or(printed)
        == committed.strip_suffix('\n').unwrap_or(committed)
}
