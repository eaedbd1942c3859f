//! Tests of the product as its users meet it, and what they share: copies of a book that a test may spoil, and a browser.

pub mod browser;
mod complaints;

pub use complaints::{complaints, expect_complaint};

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;
use walkdir::WalkDir;
use xtask::labs::Labs;
use xtask::workspace::Workspace;

/// A copy of a book and its labs' sources, with labs that answer. It is gone when it is dropped.
pub struct Copy {
    /// Where the copy is.
    pub workspace: Workspace,
    /// The labs, run from the copy.
    pub labs: Labs,
    _folder: TempDir,
}

/// The repository's labs, built once for all tests of a file.
static LABS: LazyLock<Labs> =
    LazyLock::new(|| Labs::build(&Workspace::at(repository())).expect("the labs build"));

/// The repository's labs, run from there.
pub fn real_labs() -> &'static Labs {
    &LABS
}

/// The repository that these tests belong to.
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

impl Copy {
    /// A copy of the small book of `tests/fixtures`, whose lab is a shell script. It has the real book's theme and settings.
    pub fn of_small_book() -> Self {
        let fixture = repository().join("tests/fixtures/small-book");
        let folder = TempDir::new().expect("a temporary folder");
        copy_folder(&fixture, folder.path());
        let theme = Path::new("book/theme");
        copy_folder(&repository().join(theme), &folder.path().join(theme));
        copy_settings(folder.path());
        let workspace = Workspace::at(folder.path());
        let script = folder.path().join("lab.sh");
        let labs = Labs::with_binaries(
            &workspace,
            BTreeMap::from([("lab-demo".to_string(), script)]),
        );
        Self {
            workspace,
            labs,
            _folder: folder,
        }
    }

    /// A copy of this repository's book, with the real labs.
    pub fn of_repository() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        for part in ["book", "labs", "xtask/shim"] {
            copy_folder(&repository().join(part), &folder.path().join(part));
        }
        copy_settings(folder.path());
        let workspace = Workspace::at(folder.path());
        let labs = LABS.in_workspace(&workspace);
        Self {
            workspace,
            labs,
            _folder: folder,
        }
    }

    /// The text of a file of the copy.
    pub fn read(&self, path: impl AsRef<Path>) -> String {
        self.workspace
            .read(path.as_ref())
            .expect("the file is there")
    }

    /// Writes a file of the copy.
    pub fn write(&self, path: impl AsRef<Path>, text: &str) {
        fs::write(self.workspace.root().join(path), text).expect("the copy can be written");
    }

    /// Puts `new` in the place of `old`, which stands once in the file.
    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(
            text.matches(old).count(),
            1,
            "`{old}` stands once in {path}"
        );
        self.write(path, &text.replace(old, new));
    }
}

/// The real book's settings, so that a test renders as the product does.
fn copy_settings(to: &Path) {
    fs::copy(repository().join("book.toml"), to.join("book.toml")).expect("book.toml is copied");
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("the folder can be listed");
        let target = to.join(
            entry
                .path()
                .strip_prefix(from)
                .expect("it lies in the folder"),
        );
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder is made");
        } else {
            fs::copy(entry.path(), &target).expect("a file is copied");
        }
    }
}
