//! What it means that a lab and a real CPython agree on a program.

use super::python::RealRun;
use crate::labs::ProgramRun;
use crate::problem::Difference;
use std::collections::BTreeMap;

/// How the runs differ, or `None` if they agree. A traceback's last line is compared; the frames above it name files and
/// runners of each side.
pub fn difference(ours: &ProgramRun, real: &RealRun) -> Option<String> {
    let parts = [
        ("the output", real.stdout.clone(), ours.stdout.clone()),
        ("the facts", lines(&real.facts), lines(&ours.facts)),
        (
            "the exit status",
            real.exit.to_string(),
            ours.exit.to_string(),
        ),
        (
            "the exception",
            exception(real.exit, &real.stderr),
            exception(ours.exit, &ours.stderr),
        ),
    ];
    let differing = parts.into_iter().filter(|(_, real, ours)| real != ours);
    let told: Vec<String> = differing
        .map(|(what, committed, actual)| {
            let difference = Difference { committed, actual };
            format!("{what} (- the real one, + the lab):\n{difference}")
        })
        .collect();
    (!told.is_empty()).then(|| told.join("\n"))
}

fn lines(facts: &BTreeMap<String, String>) -> String {
    facts
        .iter()
        .map(|(name, value)| format!("{name} = {value}\n"))
        .collect()
}

/// The last line of standard error, where the program failed.
fn exception(exit: i32, stderr: &str) -> String {
    let last = stderr.trim_end().lines().last().unwrap_or_default();
    if exit == 0 {
        String::new()
    } else {
        last.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> ProgramRun {
        ProgramRun {
            python: "3.12".into(),
            stdout: "a\n".into(),
            stderr: String::new(),
            facts: BTreeMap::from([("n".into(), "2".into())]),
            exit: 0,
        }
    }

    fn real() -> RealRun {
        RealRun {
            stdout: "a\n".into(),
            stderr: String::new(),
            facts: BTreeMap::from([("n".into(), "2".into())]),
            exit: 0,
        }
    }

    #[test]
    fn equal_runs_agree() {
        assert_eq!(difference(&ours(), &real()), None);
    }

    #[test]
    fn a_differing_fact_is_shown_from_both_sides() {
        let mut real = real();
        real.facts.insert("n".into(), "3".into());
        let told = difference(&ours(), &real).expect("a difference");
        assert!(told.contains("-n = 3") && told.contains("+n = 2"), "{told}");
    }

    #[test]
    fn of_a_traceback_the_last_line_counts() {
        let (mut ours, mut real) = (ours(), real());
        (ours.exit, real.exit) = (1, 1);
        ours.stderr = "Traceback …\n  File \"<a>\"\nValueError: x\n".into();
        real.stderr = "Traceback …\n  File \"b.py\"\nValueError: x\n".into();
        assert_eq!(difference(&ours, &real), None);
        real.stderr = "ValueError: y\n".into();
        assert!(difference(&ours, &real).is_some());
    }
}
