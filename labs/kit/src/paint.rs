//! Colours with a meaning, on standard output.
//!
//! Each is one of ANSI's eight, so that a terminal's theme and the book's page give it a legible shade.
//! Nothing is said by colour alone.

use crate::arguments::{ColorChoice, Format};
use owo_colors::{OwoColorize, Stream};

/// Follows `--color`. JSON has no colours unless they are asked for. `NO_COLOR` with any value but the empty one
/// wins over the environment's other wishes, as no-color.org has it.
pub fn choose(color: ColorChoice, format: Format) {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match (color, format) {
        (ColorChoice::Always, _) => owo_colors::set_override(true),
        (ColorChoice::Never, _) | (ColorChoice::Auto, Format::Json | Format::Trace) => {
            owo_colors::set_override(false)
        }
        (ColorChoice::Auto, Format::Text) if no_color => owo_colors::set_override(false),
        (ColorChoice::Auto, Format::Text) => owo_colors::unset_override(),
    }
}

macro_rules! paints {
    ($($(#[$doc:meta])* $name:ident = $method:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name(text: impl AsRef<str>) -> String {
            text.as_ref().if_supports_color(Stream::Stdout, |text| text.$method()).to_string()
        }
    )*};
}

paints! {
    /// A heading.
    heading = bold;
    /// A name of the program: a variable, an attribute.
    name = green;
    /// A slot inside an object.
    slot = cyan;
    /// What exists only because the program asked.
    passing = yellow;
    /// What is not the point.
    aside = dimmed;
}

/// A mistake, on standard error.
pub fn error(text: impl AsRef<str>) -> String {
    text.as_ref()
        .if_supports_color(Stream::Stderr, |text| text.red())
        .to_string()
}
