//! Names of versions in a passage, and the checked numbers that belong to them: in "in 3.10 [4], in 3.11 [2]" each name stands in front
//! of a number that the lab gives as that version.

use crate::page::fact::DEFAULT_PYTHON;
use crate::page::prose::{Number, Origin, Passage};

/// Whether a number is the name of a version of Python 3, such as `3.12` or `3.14.5`.
pub fn is_name(text: &str) -> bool {
    let mut parts = text.split('.');
    let small = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next() == Some("3") && matches!(parts.clone().count(), 1 | 2) && parts.all(small)
}

/// Whether a passage names a version in its words.
pub fn names_one(passage: &Passage) -> bool {
    passage
        .numbers
        .iter()
        .any(|number| is_word(passage, number))
}

/// The names after which no number of that version comes before the next name.
pub fn unpaired(passage: &Passage) -> Vec<&Number> {
    let mut numbers = passage.numbers.iter().peekable();
    let mut unpaired = Vec::new();
    while let Some(name) = numbers.next() {
        if !is_word(passage, name) {
            continue;
        }
        let rest = numbers.clone().take_while(|next| !is_word(passage, next));
        let version = Origin::Lab(passage.text[name.range.clone()].to_string());
        if !rest.into_iter().any(|next| next.origin == version) {
            unpaired.push(name);
        }
    }
    unpaired
}

/// The checked numbers of another version than the default that do not stand behind its name, each with its version.
pub fn unnamed(passage: &Passage) -> Vec<(&Number, &str)> {
    let mut last = None;
    let mut unnamed = Vec::new();
    for number in &passage.numbers {
        if is_word(passage, number) {
            last = Some(&passage.text[number.range.clone()]);
        } else if let Origin::Lab(version) = &number.origin
            && version != DEFAULT_PYTHON
            && last != Some(version)
        {
            unnamed.push((number, version.as_str()));
        }
    }
    unnamed
}

fn is_word(passage: &Passage, number: &Number) -> bool {
    number.origin == Origin::Words && is_name(&passage.text[number.range.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    fn passage(source: &str) -> Passage {
        Page::parse("p.md", source).passages.remove(0)
    }

    #[test]
    fn a_version_has_two_or_three_parts() {
        assert!(is_name("3.12") && is_name("3.14.5"));
        assert!(!is_name("3") && !is_name("4.12") && !is_name("3.141") && !is_name("3.1.2.3"));
    }

    #[test]
    fn a_name_and_its_number_stand_together() {
        let together = passage("In 3.10 it is [4](lab:gc/a@3.10#n), since then [2](lab:gc/a#n).\n");
        assert_eq!(
            (unpaired(&together).len(), unnamed(&together).len()),
            (0, 0)
        );
        let apart = passage("In 3.11 it is [4](lab:gc/a@3.10#n), in 3.12 [2](lab:gc/a#n).\n");
        assert_eq!((unpaired(&apart).len(), unnamed(&apart).len()), (1, 1));
    }
}
