//! Boxes: quotes whose first line is a marker of ours, such as `[!BELIEF R2] false`.

use std::ops::Range;

/// What a box is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What people say, on the page that settles it. Its title is the verdict.
    Belief,
    /// The same in the ledger of claims.
    Claim,
    /// A question that a reader answers before the text does.
    Predict,
    /// A task.
    Exercise,
}

/// The first line of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker<'a> {
    /// What the box is for.
    pub kind: Kind,
    /// The claim's id, such as `R2`.
    pub id: Option<&'a str>,
    /// What stands behind the marker: a belief's verdict, an exercise's title.
    pub title: &'a str,
}

/// A belief or a claim on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxed {
    /// The line of the marker, from 1.
    pub line: usize,
    /// The whole quote.
    pub range: Range<usize>,
    /// What the box is for.
    pub kind: Kind,
    /// The claim's id.
    pub id: Option<String>,
    /// What stands behind the marker.
    pub title: String,
}

impl<'a> Marker<'a> {
    /// Reads the first line of a quote, without its `>`, or `None` if it is no marker of ours.
    pub fn parse(line: &'a str) -> Option<Self> {
        let (marker, title) = line.strip_prefix("[!")?.split_once(']')?;
        let mut words = marker.split_whitespace();
        let kind = match words.next()? {
            "BELIEF" => Kind::Belief,
            "CLAIM" => Kind::Claim,
            "PREDICT" => Kind::Predict,
            "EXERCISE" => Kind::Exercise,
            _ => return None,
        };
        Some(Self {
            kind,
            id: words.next(),
            title: title.trim(),
        })
    }
}

/// A line of a quote without the sign in front.
pub fn unquoted(line: &str) -> &str {
    match line.strip_prefix('>') {
        Some(rest) => rest.strip_prefix(' ').unwrap_or(rest),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_has_a_kind_an_id_and_a_title() {
        let marker = Marker::parse("[!CLAIM R3] true, with limits").expect("a marker");
        assert_eq!(marker.kind, Kind::Claim);
        assert_eq!((marker.id, marker.title), (Some("R3"), "true, with limits"));
        assert_eq!(Marker::parse("[!PREDICT]").expect("a marker").id, None);
    }

    #[test]
    fn other_quotes_are_not_ours() {
        assert_eq!(Marker::parse("[!NOTE] n"), None);
        assert_eq!(Marker::parse("said"), None);
    }
}
