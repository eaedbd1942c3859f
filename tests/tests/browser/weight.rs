//! How much a page with a player brings with it, beyond what mdBook puts on every page. It needs no browser.

use super::single::{CHAIN, Single};
use std::fs;
use walkdir::WalkDir;

/// The most bytes that a page with a player of 200 steps may have beyond mdBook's own assets.
const MOST: usize = 300 << 10;

#[test]
fn a_page_with_a_player_of_200_steps_is_light() {
    let Single { copy, page, steps } = Single::of(CHAIN);
    assert!((200..220).contains(&steps), "{steps} steps");
    let page = fs::read_to_string(page).expect("the page");
    assert!(
        page.contains("class=\"xray-stills\""),
        "the player is there"
    );
    let ours = WalkDir::new(copy.workspace.rendered_dir().join("theme")).into_iter();
    let ours = ours.map(|file| file.expect("a file"));
    let ours = ours.filter(|file| {
        let name = file.file_name().to_string_lossy();
        name.starts_with("private-heap") || name.starts_with("xray")
    });
    let assets: usize = ours
        .map(|file| fs::read(file.path()).expect("it can be read").len())
        .sum();
    assert!(assets > 0, "the player's script is there");
    let weight = page.len() + assets;
    println!("{weight} bytes, {assets} of them styles and scripts");
    assert!(weight <= MOST, "{weight} bytes");
}
