//! Generated programs: a planted disagreement is found and made small, and without one the labs agree with themselves.

use runtime::Version;
use xtask::oracle::random::{Pair, Plan, compare, labs};

const PLAN: Plan = Plan {
    programs: 12,
    seed: 5,
};
/// What the planted disagreement is about: a call that some programs make and others do not.
const CAUSE: &str = ".reverse()";

/// The labs; but where a program reverses a list, they print a line more at its end.
fn planted(sources: &[String]) -> anyhow::Result<Vec<String>> {
    let mut told = labs(sources, Version::V3_12)?;
    for (told, source) in told.iter_mut().zip(sources) {
        if source.contains(CAUSE) {
            *told = told.replace("end:", "reversed\nend:");
        }
    }
    Ok(told)
}

fn compare_labs_with(
    real: &(dyn Fn(&[String]) -> anyhow::Result<Vec<String>> + Sync),
) -> xtask::oracle::random::Report {
    let ours = |sources: &[String]| labs(sources, Version::V3_12);
    let pair = Pair {
        name: "planted",
        ours: &ours,
        real,
    };
    compare(&pair, PLAN).expect("neither side fails")
}

#[test]
fn a_planted_disagreement_is_found_and_made_small() {
    let report = compare_labs_with(&planted);
    assert!(!report.agrees(), "{}", report.summary());
    for disagreement in report.disagreements() {
        assert!(disagreement.source.contains(CAUSE));
        // A list, its reversal, and at most what holds them.
        assert!(disagreement.statements <= 4, "{disagreement}");
        assert!(disagreement.real.contains("reversed"));
        assert!(!disagreement.ours.contains("reversed"));
    }
}

#[test]
fn the_labs_agree_with_themselves() {
    let report = compare_labs_with(&|sources| labs(sources, Version::V3_12));
    assert!(report.agrees(), "{}", report.summary());
    assert!(
        report
            .summary()
            .contains("12 runs (0 end with an exception)")
    );
}
