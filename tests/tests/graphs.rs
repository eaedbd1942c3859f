//! Ten thousand random graphs, in Python: the labs and each real CPython tell the same end of every object.
//!
//! The program is the book's `graphs`, which the oracle compares on its own twenty; here its range of seeds is another.

use std::collections::BTreeSet;
use std::fs;
use tempfile::TempDir;
use whole_product_tests::repository;
use xtask::labs::Labs;
use xtask::oracle::{Python, find_pythons};
use xtask::workspace::{Program, Workspace};

/// The line of the program that says which graphs it builds.
const SEEDS: &str = "SEEDS = range(20)";
/// Graphs a run.
const CHUNK: u32 = 1000;
/// Runs, each on the labs and on every CPython.
const CHUNKS: u32 = 10;

/// The program for other seeds, in a file of its own.
fn program_for(folder: &TempDir, chunk: u32) -> (Program, String) {
    let source = fs::read_to_string(repository().join("labs/gc/programs/graphs.py"));
    let source = source.expect("the program is there");
    assert!(source.contains(SEEDS), "the program names its seeds");
    let (first, end) = (chunk * CHUNK, (chunk + 1) * CHUNK);
    let source = source.replace(SEEDS, &format!("SEEDS = range({first}, {end})"));
    let path = folder.path().join(format!("graphs{chunk}.py"));
    fs::write(&path, &source).expect("the program is written");
    let program = Program {
        lab: "gc".to_owned(),
        name: path.display().to_string(),
        path,
    };
    (program, source)
}

/// What is compared of a graph's line. In 3.10 the frame of a generator is an object by itself, which the labs do not
/// model; two ends can change places there.
fn compared<'a>(line: &'a str, python: &Python) -> (Vec<&'a str>, BTreeSet<&'a str>) {
    let events: Vec<&str> = line
        .split(": ")
        .last()
        .unwrap_or(line)
        .split(", ")
        .collect();
    if python.profile == "3.10" {
        (Vec::new(), events.into_iter().collect())
    } else {
        (events, BTreeSet::new())
    }
}

#[test]
#[ignore = "minutes"]
fn ten_thousand_graphs_end_as_on_real_cpythons() {
    let workspace = Workspace::at(repository());
    let labs = Labs::build(&workspace).expect("the labs build");
    let pythons = find_pythons(&[]).expect("the search for CPythons goes well");
    assert!(!pythons.is_empty(), "there is no CPython to compare with");
    let folder = TempDir::new().expect("a temporary folder");
    for chunk in 0..CHUNKS {
        let (program, source) = program_for(&folder, chunk);
        for python in &pythons {
            let real = python.run(&workspace, &program, &source);
            let real = real.expect("the real run").stdout;
            let ours = labs.run_program(&program.lab, &program.name, Some(&python.profile));
            let ours = ours.expect("the lab's run").stdout;
            assert_eq!(real.lines().count(), CHUNK as usize, "{}", python.version);
            assert_eq!(ours.lines().count(), CHUNK as usize, "{}", python.version);
            for (ours, real) in ours.lines().zip(real.lines()) {
                let version = &python.version;
                assert_eq!(
                    compared(ours, python),
                    compared(real, python),
                    "CPython {version}\nours: {ours}\nreal: {real}"
                );
            }
        }
    }
}
