//! The command line of `cargo xtask`, bad input included.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

fn xtask(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("xtask starts")
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn help_names_every_task() {
    let output = xtask(here(), &["--help"]);
    let help = String::from_utf8_lossy(&output.stdout);
    for task in ["check", "bless", "book", "serve", "oracle", "bench"] {
        assert!(help.contains(task), "{task}: {help}");
    }
    assert!(output.status.success());
}

#[test]
fn wrong_words_end_with_2() {
    let cases: [(&[&str], &str); 4] = [
        (&["chekc"], "chekc"),
        (&["serve", "--port", "high"], "--port"),
        (&["bench", "ponds"], "pools"),
        (&[], "Usage"),
    ];
    for (words, told) in cases {
        let output = xtask(here(), words);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(complaint.contains(told), "{words:?}: {complaint}");
    }
}

#[test]
fn outside_the_repository_it_says_so() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let output = xtask(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no book.toml"));
}

#[test]
fn a_python_that_is_none_is_refused() {
    let output = xtask(here(), &["oracle", "--python", "/does/not/exist"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/does/not/exist"));
}

#[test]
fn a_libpython_that_is_none_is_refused_before_anything_is_built() {
    let output = xtask(
        here(),
        &["bench", "pools", "--libpython", "/does/not/exist"],
    );
    assert_eq!(output.status.code(), Some(1));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.contains("/does/not/exist"), "{complaint}");
    assert!(!complaint.contains("building"), "{complaint}");
}

/// What `check` with these words asks cargo for, in a repository with one lab.
fn asked_of_cargo(words: &[&str]) -> String {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("labs/demo/programs")).expect("a lab's folder");
    fs::write(at("labs/demo/programs/alias.py"), "# Alias\n").expect("a program");
    fs::write(at("book.toml"), "").expect("the book's settings");
    let script = "#!/bin/sh\necho \"$*\" >asked\nexit 1\n";
    fs::write(at("cargo"), script).expect("a cargo that only listens");
    fs::set_permissions(at("cargo"), PermissionsExt::from_mode(0o755)).expect("it can be started");
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(folder.path())
        .env("CARGO", at("cargo"))
        .args(words)
        .output()
        .expect("xtask starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.contains("the labs do not build"), "{complaint}");
    fs::read_to_string(at("asked")).expect("cargo was asked")
}

#[test]
fn a_release_build_is_for_those_who_ask() {
    let words = "build --message-format=json-render-diagnostics";
    assert_eq!(
        asked_of_cargo(&["check"]),
        format!("{words} --package lab-demo\n")
    );
    assert_eq!(
        asked_of_cargo(&["check", "--release"]),
        format!("{words} --release --package lab-demo\n")
    );
}
