//! Players: fences whose program the reader steps through.
//!
//! The fence is `python,xray` and holds the include of a lab's whole program. Words after it say how the player begins.

use super::Fence;
use std::path::{Component, Path};

/// What a fence of a player is told by, after its language.
const WORD: &str = "xray";

/// A fence whose program the reader steps through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    /// Where it stands.
    pub fence: Fence,
    /// What it shows, or what is wrong with it.
    pub shown: Result<Shown, String>,
}

/// What a player shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The program that is traced.
    pub program: Traced,
    /// The step that it opens at.
    pub step: usize,
    /// Whether it shows how full the pools are.
    pub pools: bool,
}

/// A program to trace.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Traced {
    /// The lab's folder name.
    pub lab: String,
    /// The program's name.
    pub name: String,
    /// The CPython version to run as, where it is not the default.
    pub python: Option<String>,
}

impl Player {
    /// Reads the fence at `fence` with the words `info` after its backquotes; `None` if it is no player's.
    pub fn parse(info: &str, source: &str, fence: Fence) -> Option<Self> {
        let mut words = info.split(',').map(str::trim).skip(1);
        (words.next() == Some(WORD)).then(|| {
            let before = &source[..fence.range.start];
            let shown = if before.is_empty() || before.ends_with('\n') {
                Shown::parse(words, &source[fence.body.clone()])
            } else {
                Err(
                    "a player's fence must stand at the line's start, outside lists and quotes"
                        .to_string(),
                )
            };
            Self { fence, shown }
        })
    }
}

impl Shown {
    fn parse<'a>(words: impl Iterator<Item = &'a str>, body: &str) -> Result<Self, String> {
        let (lab, name) = program_of(body).ok_or(
            "a player's fence holds the include of a lab's whole program, `{{#include ../../labs/LAB/programs/NAME.py}}`",
        )?;
        let mut shown = Self {
            program: Traced {
                lab,
                name,
                python: None,
            },
            ..Self::default()
        };
        for word in words {
            match word.split_once('=') {
                None if word == "pools" => shown.pools = true,
                Some(("step", step)) => {
                    shown.step = step
                        .parse()
                        .map_err(|_| format!("`{step}` is no step's number"))?;
                }
                Some(("python", version)) => shown.program.python = Some(version.to_string()),
                _ => {
                    return Err(format!(
                        "a player knows no `{word}`: after `xray` may stand pools, step=N and python=VERSION"
                    ));
                }
            }
        }
        Ok(shown)
    }
}

impl Traced {
    /// The words after `cargo run -q -p lab-LAB --` that print the trace.
    pub fn words(&self) -> Vec<&str> {
        let python = self.python.as_deref();
        let version = python.map(|python| ["--python", python]);
        ["run", &self.name, "--format", "trace"]
            .into_iter()
            .chain(version.into_iter().flatten())
            .collect()
    }

    /// The command that prints the trace.
    pub fn command(&self) -> String {
        format!(
            "cargo run -q -p lab-{} -- {}",
            self.lab,
            self.words().join(" ")
        )
    }
}

/// The lab and the name of the program that a fence's body includes, if it includes a whole one and nothing else.
fn program_of(body: &str) -> Option<(String, String)> {
    let include = body
        .trim()
        .strip_prefix("{{#include ")?
        .strip_suffix("}}")?;
    let names: Vec<&str> = Path::new(include.trim())
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    match names[..] {
        ["labs", lab, "programs", file] => {
            Some((lab.to_string(), file.strip_suffix(".py")?.to_string()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(info: &str, body: &str) -> Result<Shown, String> {
        let fence = Fence {
            body: 0..body.len(),
            ..Fence::default()
        };
        Player::parse(info, body, fence).expect("a player").shown
    }

    const RING: &str = "{{#include ../../labs/gc/programs/ring.py}}\n";

    #[test]
    fn the_program_is_the_included_one() {
        let shown = shown("python,xray", RING).expect("well formed");
        let program = Traced {
            lab: "gc".to_string(),
            name: "ring".to_string(),
            python: None,
        };
        assert_eq!((shown.step, shown.pools), (0, false));
        assert_eq!(
            program.command(),
            "cargo run -q -p lab-gc -- run ring --format trace"
        );
        assert_eq!(shown.program, program);
    }

    #[test]
    fn words_say_how_it_begins() {
        let shown = shown("python,xray,pools,step=3,python=3.10", RING).expect("well formed");
        assert_eq!((shown.step, shown.pools), (3, true));
        assert!(
            shown.program.command().ends_with(" --python 3.10"),
            "{}",
            shown.program.command()
        );
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (info, body, complaint) in [
            ("python,xray,tools", RING, "no `tools`"),
            ("python,xray,step=x", RING, "`x` is no step"),
            ("python,xray", "x = 1\n", "whole program"),
            (
                "python,xray",
                "{{#include ../../labs/gc/programs/ring.py:a}}\n",
                "whole program",
            ),
        ] {
            let error = shown(info, body).expect_err(info);
            assert!(error.contains(complaint), "{error}");
        }
    }

    #[test]
    fn a_fence_in_a_list_or_a_quote_is_refused() {
        let fence = Fence {
            range: 2..2,
            ..Fence::default()
        };
        let player = Player::parse("python,xray", "> ", fence).expect("a player");
        let error = player.shown.expect_err("misplaced");
        assert!(error.contains("at the line's start"), "{error}");
    }

    #[test]
    fn other_fences_are_no_players() {
        assert_eq!(Player::parse("python", RING, Fence::default()), None);
        assert_eq!(Player::parse("rust,ignore", RING, Fence::default()), None);
    }
}
