//! A lab: its name, what it is about, and its programs in the book's order.

/// A lab binary, as its `main.rs` declares it.
#[derive(Clone, Copy, Debug)]
pub struct Lab {
    /// Name of the chapter, and of the folder under `labs/`.
    pub name: &'static str,
    /// The package that holds the lab: what `cargo run -p` takes.
    pub package: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// The experiments, in the book's order.
    pub programs: &'static [Program],
}

/// An experiment: a Python file of the lab's folder `programs/`.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// File name without `.py`.
    pub name: &'static str,
    /// The file's text.
    pub source: &'static str,
}

/// The programs with these names, their text taken from `../programs/NAME.py` beside the caller.
#[macro_export]
macro_rules! programs {
    ($($name:literal),* $(,)?) => {
        &[$($crate::Program {
            name: $name,
            source: include_str!(concat!("../programs/", $name, ".py")),
        }),*]
    };
}

impl Lab {
    /// The program with this name.
    pub fn program(&self, name: &str) -> Option<&'static Program> {
        self.programs.iter().find(|program| program.name == name)
    }

    /// Path of a program's file from the repository's root.
    pub fn path(&self, program: &Program) -> String {
        format!("labs/{}/programs/{}.py", self.name, program.name)
    }
}

/// A program's title: the text of its first line, if that is a comment.
pub fn title(source: &str) -> Option<&str> {
    let title = source.lines().next()?.strip_prefix('#')?.trim();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn the_title_is_the_first_comment() {
        assert_eq!(
            title("# Names and counts\nx = 1\n"),
            Some("Names and counts")
        );
        assert_eq!(title("x = 1\n# late\n"), None);
        assert_eq!(title("#\n"), None);
        assert_eq!(title(""), None);
    }
}
