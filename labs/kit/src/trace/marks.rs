//! Which lines of a program are shown: all, or those between the comments `# xray: on` and `# xray: off`.

use std::collections::BTreeSet;

const ON: &str = "# xray: on";
const OFF: &str = "# xray: off";

/// The lines that are shown.
#[derive(Debug)]
pub struct Marks {
    /// None if the program marks nothing.
    shown: Option<BTreeSet<u32>>,
}

impl Marks {
    /// The marks in a program's text.
    pub fn of(text: &str) -> Marks {
        let mut on = false;
        let mut any = false;
        let mut shown = BTreeSet::new();
        for (number, line) in (1..).zip(text.lines()) {
            match line.trim() {
                ON => (on, any) = (true, true),
                OFF => on = false,
                _ if on => drop(shown.insert(number)),
                _ => {}
            }
        }
        Marks {
            shown: any.then_some(shown),
        }
    }

    /// Whether the line is shown; the first has the number 1.
    pub fn shows(&self, line: u32) -> bool {
        self.shown
            .as_ref()
            .is_none_or(|shown| shown.contains(&line))
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn without_marks_every_line_is_shown() {
        let marks = Marks::of("a = 1\n# xray: off\nb = 2\n");
        assert!(marks.shows(1) && marks.shows(3));
    }

    #[test]
    fn lines_between_marks_are_shown() {
        let marks = Marks::of("a\n# xray: on\nb\n  # xray: off\nc\n# xray: on\nd\n");
        let shown: Vec<u32> = (1..8).filter(|&line| marks.shows(line)).collect();
        assert_eq!(shown, [3, 7]);
    }
}
