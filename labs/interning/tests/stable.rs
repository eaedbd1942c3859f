//! An id is a place in the private heap, and so it is the same on every run.

use std::process::{Command, Output};

const PROGRAM: &str = "
words = 'orchard', ''.join(['orc', 'hard'])
print(*[hex(id(thing)) for thing in (10, 300, None, (), words, *words, print, int)])
";

fn run() -> Output {
    let folder = tempfile::tempdir().expect("a folder for the program");
    let file = folder.path().join("ids.py");
    std::fs::write(&file, PROGRAM).expect("the program is written");
    Command::new(env!("CARGO_BIN_EXE_lab-interning"))
        .args(["run", file.to_str().expect("a path in UTF-8")])
        .output()
        .expect("the lab runs")
}

#[test]
fn ids_are_the_same_on_every_run() {
    let first = run();
    assert!(first.status.success(), "{first:?}");
    assert_eq!(first.stdout.iter().filter(|&&byte| byte == b'x').count(), 9);
    assert_eq!(first.stdout, run().stdout);
}
