//! A book of one player, whose program is a test's own.

use std::path::PathBuf;
use whole_product_tests::{Copy, real_labs};
use xtask::book;
use xtask::labs::Color;

/// 25 objects and more than 200 steps: more than any player of the book has.
pub const CHAIN: &str = include_str!("chain.py");

/// The program whose player the small book has, from its root.
const PROGRAM: &str = "labs/demo/programs/alias.py";

/// A rendered copy of the small book.
pub struct Single {
    /// The copy; the page is gone with it.
    pub copy: Copy,
    /// The page with the player.
    pub page: PathBuf,
    /// How many steps the player has.
    pub steps: usize,
}

impl Single {
    /// Renders the small book with the player of a program, which a real lab has traced.
    pub fn of(program: &str) -> Single {
        let copy = Copy::of_small_book();
        copy.write(PROGRAM, program);
        let command = format!("cargo run -q -p lab-gc -- run {PROGRAM} --format trace");
        let labs = real_labs().in_workspace(&copy.workspace);
        let trace = labs.run_command(&command, Color::AsTyped);
        let trace = trace.expect("it is traced").text;
        copy.write("alias.trace.json", &trace);
        book::render_with(&copy.workspace, &copy.labs).expect("the book renders");
        Single {
            page: copy.workspace.rendered_dir().join("chapter/steps.html"),
            copy,
            steps: trace.matches("{\"event\":").count(),
        }
    }
}
