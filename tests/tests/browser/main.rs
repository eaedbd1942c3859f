//! A real browser reads the whole rendered book from its files: what the reader meets, in every page.
//!
//! The book is rendered once and one browser is started for all tests that run together. Where a machine has no Chromium, or no
//! axe-core, the tests pass themselves over; `xtask::browser` says what they look for, and which variable makes that a failure.

mod accessibility;
mod drawing;
mod pages;
mod players;
mod reading;
mod single;
mod weight;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use walkdir::WalkDir;
use whole_product_tests::browser::{Browser, Tab};
use whole_product_tests::{Copy, repository};
use xtask::book;
use xtask::browser::{Means, is_required};
use xtask::workspace::Workspace;

/// Whether the page's script has drawn its diagrams.
const DIAGRAMS_DRAWN: &str = "!document.querySelector('pre.mermaid')";

/// The rendered book, and a browser to read it in.
struct Library {
    copy: Copy,
    browser: Browser,
}

/// The library of the tests that run just now. The last to end closes it, for nothing else would end the browser.
static OPEN: Mutex<Weak<Library>> = Mutex::new(Weak::new());

/// Opens the library, or says why the test is passed over.
fn library() -> Option<Arc<Library>> {
    let means = Means::find(&Workspace::at(repository()));
    let Some(program) = means.chromium else {
        return skipped("no Chromium is found");
    };
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let library = open.upgrade().unwrap_or_else(|| {
        let copy = Copy::of_repository();
        // What there is to complain of in its text is the check's business.
        book::render_with(&copy.workspace, &copy.labs).expect("the book renders");
        let browser = Browser::start(&program).expect("the browser starts");
        Arc::new(Library { copy, browser })
    });
    *open = Arc::downgrade(&library);
    Some(library)
}

/// Passes a test over, unless this machine should have what it wants.
fn skipped<T>(why: &str) -> Option<T> {
    assert!(!is_required(), "{why}");
    eprintln!("skipped: {why}");
    None
}

impl Library {
    fn tab(&self) -> Tab {
        self.browser.tab().expect("a tab opens")
    }

    /// The pages that the reader comes to. The printed book is looked at by itself, and the page for a wrong address is a web
    /// server's: its links begin at the server's root.
    fn pages(&self) -> Vec<PathBuf> {
        let files = WalkDir::new(self.root()).sort_by_file_name();
        let files = files
            .into_iter()
            .map(|entry| entry.expect("a file").into_path());
        let pages: Vec<PathBuf> = files
            .filter(|file| file.extension().is_some_and(|kind| kind == "html"))
            .filter(|file| {
                !["print.html", "toc.html", "404.html"]
                    .iter()
                    .any(|name| file.ends_with(name))
            })
            .collect();
        assert!(pages.len() > 40, "the whole book is there: {pages:?}");
        pages
    }

    /// The pages that have a player.
    fn pages_with_players(&self) -> Vec<PathBuf> {
        let mut pages = self.pages();
        pages.retain(|page| {
            let html = std::fs::read_to_string(page).expect("a page can be read");
            html.contains("<figure class=\"xray\"")
        });
        assert!(!pages.is_empty(), "the book has players");
        pages
    }

    /// A page by its place in the rendered book.
    fn page(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    fn root(&self) -> PathBuf {
        self.copy.workspace.rendered_dir()
    }

    /// A page's name for a message.
    fn name<'a>(&self, page: &'a Path) -> std::borrow::Cow<'a, str> {
        page.strip_prefix(self.root())
            .unwrap_or(page)
            .to_string_lossy()
    }
}
