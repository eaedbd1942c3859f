//! Checked output: a `console` fence's commands, and the lines expected under each.

use super::Fence;
use std::ops::Range;

/// One `console` fence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Console {
    /// Where it stands.
    pub fence: Fence,
    /// The exit status that the last command should have (`console,exit=1`); the others should have 0.
    pub exit: i32,
    /// Text in front of the first `$`, which no command prints.
    pub preamble: bool,
    /// The commands, in order.
    pub steps: Vec<Step>,
}

/// One command and what the page says it prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The line of the `$`, from 1.
    pub line: usize,
    /// The command, without `$` and with its continuation lines joined as `sh` reads them.
    pub command: String,
    /// The command's lines as the page has them, `$` and all, each with its line end.
    pub typed: String,
    /// The expected output: whole lines.
    pub output: String,
    /// Where the expected output stands in the page.
    pub range: Range<usize>,
}

impl Console {
    /// Reads a fence of `source` whose info string is `info`, or `None` if it is no `console` fence.
    pub fn parse(info: &str, source: &str, fence: Fence) -> Option<Self> {
        let mut words = info.split(',').map(str::trim);
        if words.next() != Some("console") {
            return None;
        }
        let exit = words
            .find_map(|word| word.strip_prefix("exit=")?.parse().ok())
            .unwrap_or(0);
        let mut console = Self {
            fence,
            exit,
            preamble: false,
            steps: Vec::new(),
        };
        let (first_line, body) = (console.fence.line + 1, console.fence.body.clone());
        let mut offset = body.start;
        let mut continued = false;
        for (index, text) in source[body].split_inclusive('\n').enumerate() {
            offset += text.len();
            if let Some(command) = text.strip_prefix("$ ") {
                continued = ends_in_backslash(command);
                console.steps.push(Step {
                    line: first_line + index,
                    command: command.trim_end().to_string(),
                    typed: text.to_string(),
                    output: String::new(),
                    range: offset..offset,
                });
                continue;
            }
            let Some(step) = console.steps.last_mut() else {
                console.preamble = true;
                continue;
            };
            if continued && let Some(more) = text.strip_prefix("> ") {
                continued = ends_in_backslash(more);
                step.command = format!("{}\n{}", step.command, more.trim_end());
                step.typed.push_str(text);
                step.range = offset..offset;
            } else {
                continued = false;
                step.output.push_str(text);
                step.range.end = offset;
            }
        }
        Some(console)
    }

    /// The exit status that the step at `index` should have.
    pub fn exit_of(&self, index: usize) -> i32 {
        if index + 1 == self.steps.len() {
            self.exit
        } else {
            0
        }
    }
}

impl Step {
    /// The programs that the command runs or shows, as (lab, words after `run` or `show`).
    pub fn mentions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.command
            .split("cargo run -q -p lab-")
            .skip(1)
            .flat_map(|part| {
                let (lab, words) = part.split_once(" --").unwrap_or((part, ""));
                let mut words = words.split_whitespace();
                let _verb = words.find(|word| matches!(*word, "run" | "show"));
                words
                    .take_while(|word| *word != "|")
                    .map(move |word| (lab, word))
            })
    }
}

fn ends_in_backslash(text: &str) -> bool {
    text.trim_end_matches('\n').ends_with('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(info: &str, body: &str) -> Console {
        let fence = Fence {
            line: 10,
            range: 0..body.len(),
            body: 0..body.len(),
        };
        Console::parse(info, body, fence).expect("a console fence")
    }

    #[test]
    fn each_command_owns_the_lines_under_it() {
        let body = "$ one\na\n\nb\n$ two\n$ three\nc\n";
        let console = parse("console", body);
        let steps: Vec<_> = console
            .steps
            .iter()
            .map(|s| (s.line, &*s.command, &*s.output))
            .collect();
        assert_eq!(
            steps,
            [
                (11, "one", "a\n\nb\n"),
                (15, "two", ""),
                (16, "three", "c\n")
            ]
        );
        for step in &console.steps {
            assert_eq!(&body[step.range.clone()], step.output);
        }
    }

    #[test]
    fn only_the_last_command_may_be_expected_to_fail() {
        let console = parse("console,exit=2", "$ one\n$ two\n");
        assert_eq!((console.exit_of(0), console.exit_of(1)), (0, 2));
    }

    #[test]
    fn a_command_continues_after_a_backslash() {
        let console = parse("console", "$ one \\\n> two\nout\n> not a command\n");
        assert_eq!(console.steps[0].command, "one \\\ntwo");
        assert_eq!(console.steps[0].output, "out\n> not a command\n");
    }

    #[test]
    fn text_before_the_first_command_is_noticed() {
        assert!(parse("console", "stray\n$ one\n").preamble);
    }

    #[test]
    fn other_fences_are_not_ours() {
        assert_eq!(Console::parse("consoles", "", Fence::default()), None);
        assert_eq!(Console::parse("python", "", Fence::default()), None);
    }

    #[test]
    fn the_programs_a_command_runs_are_mentioned() {
        let console = parse(
            "console",
            "$ cargo run -q -p lab-gc -- --python 3.10 run ring list | head\n",
        );
        let mentions: Vec<_> = console.steps[0].mentions().collect();
        assert_eq!(mentions, [("gc", "ring"), ("gc", "list")]);
    }
}
