//! `xray.bars(title, {name: number})`: numbers of a program as bars, a row each, the longest as long as the page allows.

use crate::paint;

/// Characters of the longest bar.
const LONGEST: u64 = 48;

/// The view.
pub fn render(title: &str, bars: &[(String, u64)]) -> String {
    let names = bars.iter().map(|(name, _)| name.chars().count()).max();
    let width = names.unwrap_or(0);
    let most = bars.iter().map(|&(_, number)| number).max().unwrap_or(0);
    let mut text = format!("{title}\n");
    for (name, number) in bars {
        let bar = "█".repeat(length(*number, most, LONGEST) as usize);
        text.push_str(&format!("{name:>width$} {} {number}\n", paint::slot(bar)));
    }
    text
}

/// How long the bar of a number is if that of `most` has `longest` units: what is not zero is seen.
pub fn length(number: u64, most: u64, longest: u64) -> u64 {
    let exact = u128::from(number) * u128::from(longest) / u128::from(most.max(1));
    (exact as u64).max(u64::from(number > 0))
}

#[cfg(test)]
mod tests {
    use super::{length, render};

    #[test]
    fn bars_are_in_proportion_and_none_vanishes() {
        assert_eq!(length(50, 100, 48), 24);
        assert_eq!(length(1, 1_000_000, 48), 1);
        assert_eq!(length(0, 100, 48), 0);
        assert_eq!(length(0, 0, 48), 0);
    }

    #[test]
    fn names_are_aligned() {
        let text = render("garbage", &[("100".to_owned(), 0), ("70000".to_owned(), 5)]);
        assert!(text.starts_with("garbage\n  100  0\n70000 "), "{text}");
    }
}
