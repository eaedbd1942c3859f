//! Includes and anchors: `{{#include path:anchor}}` in a page, `ANCHOR: name` … `ANCHOR_END: name` in a source.
//!
//! mdBook expands them, and passes over a missing anchor in silence; these are the same rules, so that the check can speak up.

/// One include directive of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The directive's line, from 1.
    pub line: usize,
    /// The word after `#`: `include`, `rustdoc_include`, `title` …
    pub directive: String,
    /// The file, relative to the page.
    pub path: String,
    /// What is taken of the file: an anchor's name or a line range. `None` is all of it.
    pub part: Option<String>,
}

/// The place of one anchor in a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The anchor's name.
    pub name: String,
    /// The line of `ANCHOR:`, from 1.
    pub line: usize,
    /// The line of `ANCHOR_END:`, if there is one after it.
    pub end: Option<usize>,
    /// Whether a line that is neither blank nor an anchor stands between.
    pub has_text: bool,
}

/// The include directives of a page. One that a backslash escapes is text.
pub fn includes(source: &str) -> Vec<Include> {
    let mut found = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let mut parts = line.split("{{#");
        let mut before = parts.next().unwrap_or_default();
        for part in parts {
            if !before.ends_with('\\')
                && let Some((body, _)) = part.split_once("}}")
                && let Some((directive, rest)) = body.split_once(char::is_whitespace)
            {
                let (path, part) = match rest.trim().split_once(':') {
                    Some((path, part)) => (path, Some(part.to_string())),
                    None => (rest.trim(), None),
                };
                let (directive, path) = (directive.to_string(), path.to_string());
                found.push(Include {
                    line: index + 1,
                    directive,
                    path,
                    part,
                });
            }
            before = part;
        }
    }
    found
}

/// The anchors of a source file, in order of their start.
pub fn anchors(source: &str) -> Vec<Anchor> {
    let lines: Vec<&str> = source.lines().collect();
    let mut anchors = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = marker(line, "ANCHOR:") else {
            continue;
        };
        let rest = &lines[index + 1..];
        let length = rest
            .iter()
            .position(|line| marker(line, "ANCHOR_END:") == Some(name));
        let between = &rest[..length.unwrap_or(rest.len())];
        anchors.push(Anchor {
            name: name.to_string(),
            line: index + 1,
            end: length.map(|length| index + 2 + length),
            has_text: between
                .iter()
                .any(|line| !line.trim().is_empty() && !is_marker(line)),
        });
    }
    anchors
}

/// The `ANCHOR_END:` lines that no `ANCHOR:` above them opens, as (line, name).
pub fn stray_ends(source: &str) -> Vec<(usize, String)> {
    let closed: Vec<usize> = anchors(source)
        .into_iter()
        .filter_map(|anchor| anchor.end)
        .collect();
    let ends = source.lines().enumerate().filter_map(|(index, line)| {
        marker(line, "ANCHOR_END:").map(|name| (index + 1, name.to_string()))
    });
    ends.filter(|(line, _)| !closed.contains(line)).collect()
}

/// The name after `key` on a line, if the line has the key and a name.
fn marker<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(key)?;
    let rest = rest.trim_start();
    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
    let name = &rest[..length.unwrap_or(rest.len())];
    (!name.is_empty()).then_some(name)
}

fn is_marker(line: &str) -> bool {
    marker(line, "ANCHOR:").is_some() || marker(line, "ANCHOR_END:").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_found_with_their_part() {
        let found = includes("# t\n{{#include ../a.rs:one}} {{#include b.py}}\n\\{{#include c}}\n");
        let found: Vec<_> = found
            .iter()
            .map(|i| (i.line, &*i.path, i.part.as_deref()))
            .collect();
        assert_eq!(found, [(2, "../a.rs", Some("one")), (2, "b.py", None)]);
    }

    #[test]
    fn an_anchor_has_two_ends_and_something_between() {
        let source = "// ANCHOR: a\n\n// ANCHOR: b\nfn f() {}\n// ANCHOR_END: b\n// ANCHOR_END: a\n// ANCHOR: c\n";
        let found: Vec<_> = anchors(source)
            .into_iter()
            .map(|a| (a.name, a.line, a.end, a.has_text))
            .collect();
        let expected = [
            ("a", 1, Some(6), true),
            ("b", 3, Some(5), true),
            ("c", 7, None, false),
        ];
        assert_eq!(
            found,
            expected.map(|(name, l, e, t)| (name.to_string(), l, e, t))
        );
    }

    #[test]
    fn an_end_without_a_start_is_stray() {
        let source = "# ANCHOR_END: a\n# ANCHOR: a\nx\n# ANCHOR_END: a\n# ANCHOR_END: a\n";
        assert_eq!(
            stray_ends(source),
            [(1, "a".to_string()), (5, "a".to_string())]
        );
    }
}
