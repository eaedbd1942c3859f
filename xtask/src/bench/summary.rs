//! From rounds to medians: several processes' records as one measurement.
//!
//! A ratio is taken within a round, where both sides met the same machine in the same state, and the median is taken of the
//! ratios. The medians of the times are over all rounds of all processes that a contender took part in.

use super::machine;
use crate::measured::record::{Contender, Record, Space};
use crate::measured::{Measured, Time, Workload};
use std::collections::BTreeSet;

/// The measurement that `records` make together, which came from so many processes.
pub fn summarise(title: &str, processes: usize, records: &[Record]) -> Measured {
    let contenders = contenders(records);
    let workloads = workloads(records, &contenders);
    Measured {
        title: title.to_string(),
        date: machine::date(),
        processor: machine::processor(),
        system: machine::system(),
        rounds: fewest_rounds(records, &contenders),
        processes,
        terms: records
            .first()
            .map(|record| record.terms.clone())
            .unwrap_or_default(),
        space: space(records, &contenders),
        contenders,
        workloads,
    }
}

/// All that took part, in the records' order; one that only a later record has stands before the next that is known.
fn contenders(records: &[Record]) -> Vec<Contender> {
    let mut all: Vec<Contender> = Vec::new();
    for record in records {
        let mut place = all.len();
        for contender in record.contenders.iter().rev() {
            match all.iter().position(|known| known.name == contender.name) {
                Some(known) => place = known,
                None => all.insert(place, contender.clone()),
            }
        }
    }
    all
}

/// Rounds behind the figure that has the fewest.
fn fewest_rounds(records: &[Record], contenders: &[Contender]) -> usize {
    let names: BTreeSet<&str> = records
        .iter()
        .flat_map(|record| &record.workloads)
        .map(|workload| workload.name.as_str())
        .collect();
    let counts = names.iter().flat_map(|name| {
        contenders
            .iter()
            .map(|contender| rounds(records, name, &contender.name).count())
    });
    counts.filter(|&count| count > 0).min().unwrap_or_default()
}

fn workloads(records: &[Record], contenders: &[Contender]) -> Vec<Workload> {
    let mut all: Vec<Workload> = Vec::new();
    for workload in records.iter().flat_map(|record| &record.workloads) {
        if all.iter().all(|known| known.name != workload.name) {
            let times = contenders
                .iter()
                .map(|contender| time(records, &workload.name, &contender.name));
            all.push(Workload {
                name: workload.name.clone(),
                about: workload.about.clone(),
                times: times.collect(),
            });
        }
    }
    all
}

/// A contender's and our time in each round of a workload, over all records that have both.
fn rounds<'a>(
    records: &'a [Record],
    workload: &'a str,
    contender: &'a str,
) -> impl Iterator<Item = (f64, f64)> + 'a {
    records.iter().flat_map(move |record| {
        let index = index_of(record, contender);
        let workloads = record.workloads.iter();
        let rounds = workloads
            .filter(move |known| known.name == workload)
            .flat_map(|workload| &workload.rounds);
        rounds.filter_map(move |round| Some((round[index?], round[0])))
    })
}

/// How long a contender took for a workload.
fn time(records: &[Record], workload: &str, contender: &str) -> Option<Time> {
    let (mut times, mut ratios): (Vec<f64>, Vec<f64>) = rounds(records, workload, contender)
        .map(|(time, ours)| (time, ours / time))
        .unzip();
    Some(Time {
        median: rounded(quantile(&mut times, 0.5)?),
        low: rounded(quantile(&mut times, 0.25)?),
        high: rounded(quantile(&mut times, 0.75)?),
        ratio: rounded(quantile(&mut ratios, 0.5)?),
    })
}

/// Each contender's bytes from the first record that has them.
fn space(records: &[Record], contenders: &[Contender]) -> Option<Space> {
    let first = records.iter().find_map(|record| record.space.as_ref())?;
    let held = contenders.iter().map(|contender| {
        records.iter().find_map(|record| {
            let index = index_of(record, &contender.name)?;
            record.space.as_ref()?.held.get(index).copied()?
        })
    });
    Some(Space {
        held: held.collect(),
        ..first.clone()
    })
}

fn index_of(record: &Record, name: &str) -> Option<usize> {
    record
        .contenders
        .iter()
        .position(|contender| contender.name == name)
}

/// The value below which this share of the values lies, between two of them in proportion.
fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let place = share * values.len().checked_sub(1)? as f64;
    let (below, above) = (
        values[place.floor() as usize],
        values[place.ceil() as usize],
    );
    Some(below + (above - below) * place.fract())
}

/// Thousandths are more than the figures are good for.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measured::record::{Held, Workload as Rounds};

    fn record(names: &[&str], rounds: &[&[f64]]) -> Record {
        let contender = |name: &&str| Contender {
            name: name.to_string(),
            version: String::new(),
        };
        Record {
            terms: vec!["Fair.".to_string()],
            contenders: names.iter().map(contender).collect(),
            workloads: vec![Rounds {
                name: "pair".to_string(),
                about: String::new(),
                rounds: rounds.iter().map(|round| round.to_vec()).collect(),
            }],
            space: None,
        }
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        // The second round was slow for both.
        let records = [record(
            &["ours", "peer"],
            &[&[1.0, 2.0], &[10.0, 20.0], &[2.0, 4.0]],
        )];
        let measured = summarise("t", records.len(), &records);
        let peer = measured.workloads[0].times[1].expect("it took part");
        assert_eq!(
            (peer.median, peer.low, peer.high, peer.ratio),
            (4.0, 3.0, 12.0, 0.5)
        );
        assert_eq!((measured.rounds, measured.processes), (3, 1));
    }

    #[test]
    fn a_contender_of_one_process_stands_among_the_others() {
        let records = [
            record(&["ours", "pymalloc 3.12", "glibc"], &[&[1.0, 4.0, 2.0]]),
            record(&["ours", "pymalloc 3.13", "glibc"], &[&[3.0, 6.0, 2.0]]),
        ];
        let measured = summarise("t", records.len(), &records);
        let names: Vec<&str> = measured
            .contenders
            .iter()
            .map(|contender| &*contender.name)
            .collect();
        assert_eq!(names, ["ours", "pymalloc 3.12", "pymalloc 3.13", "glibc"]);
        let ratios: Vec<f64> = measured.workloads[0]
            .times
            .iter()
            .flatten()
            .map(|time| time.ratio)
            .collect();
        assert_eq!(ratios, [1.0, 0.25, 0.5, 1.0]);
        assert_eq!((measured.rounds, measured.processes), (1, 2));
    }

    #[test]
    fn bytes_come_from_the_process_that_measured_them() {
        let mut first = record(&["ours", "glibc"], &[&[1.0, 1.0]]);
        first.space = Some(Space {
            blocks: 1,
            asked: 100,
            rounded: 112,
            held: vec![
                Some(Held {
                    own_account: Some(104),
                    resident: 110,
                }),
                None,
            ],
        });
        let records = [first, record(&["ours", "glibc"], &[&[1.0, 1.0]])];
        let space = summarise("t", records.len(), &records).space;
        let held = space.expect("it was measured").held;
        assert_eq!(held[0].and_then(|held| held.own_account), Some(104));
        assert_eq!(held[1], None);
    }
}
