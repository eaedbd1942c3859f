//! Figures: a picture that a lab drew gets a caption, which says how to draw it.

use super::ansi::escaped;

/// What stands before the command of an included picture.
const OPEN: &str = "<!-- $ ";
/// What stands between the command and the picture.
const BETWEEN: &str = " -->\n<svg ";
/// Where the picture ends.
const CLOSE: &str = "</svg>";

/// The page's text with every drawn picture in a `figure`.
pub fn expand(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find(OPEN) {
        let (before, comment) = rest.split_at(start);
        text.push_str(before);
        match figure(comment) {
            Some((figure, after)) => {
                text.push_str(&figure);
                rest = after;
            }
            None => {
                text.push_str(OPEN);
                rest = &comment[OPEN.len()..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// The figure that begins the text, and what follows it.
fn figure(comment: &str) -> Option<(String, &str)> {
    let (command, _) = comment[OPEN.len()..].split_once(BETWEEN)?;
    let picture = &comment[comment.find("<svg ")?..];
    let (picture, after) = picture.split_at(picture.find(CLOSE)? + CLOSE.len());
    if command.contains('\n') {
        return None;
    }
    let command = escaped(command);
    let figure = format!(
        "<figure class=\"figure\">\n{picture}\n\
         <figcaption>Drawn by <code>{command}</code></figcaption>\n</figure>"
    );
    Some((figure, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_how_it_is_drawn() {
        let page = "before\n\n<!-- $ a -- b -->\n<svg class=\"picture\">\n</svg>\n\nafter\n";
        assert_eq!(
            expand(page),
            "before\n\n<figure class=\"figure\">\n<svg class=\"picture\">\n</svg>\n\
             <figcaption>Drawn by <code>a -- b</code></figcaption>\n</figure>\n\nafter\n"
        );
    }

    #[test]
    fn other_comments_and_pictures_stay() {
        for page in [
            "<!-- $ a -->\n\n<svg >",
            "<!-- note -->\n<svg ></svg>",
            "<!-- $ a",
        ] {
            assert_eq!(expand(page), page);
        }
    }
}
