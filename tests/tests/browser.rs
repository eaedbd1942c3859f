//! A real browser reads a rendered page: the script runs without complaint, the diagram is drawn, commands can be copied.
//!
//! Without a Chromium on PATH there is nothing to ask, and the test says so.

use std::process::{Command, Stdio};
use whole_product_tests::Copy;
use xtask::check::book as check;

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn browser() -> Option<&'static str> {
    let runs = |name: &&str| {
        let version = Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        version.is_ok_and(|status| status.success())
    };
    BROWSERS.into_iter().find(runs)
}

#[test]
fn a_page_works_in_a_browser() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no browser of {BROWSERS:?} runs here");
        return;
    };
    let copy = Copy::of_small_book();
    let findings = check(&copy.workspace, &copy.labs).expect("the check runs");
    assert_eq!(findings.problems, []);
    let page = copy.workspace.rendered_dir().join("chapter/page.html");
    let output = Command::new(browser)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--enable-logging=stderr",
        ])
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!(
            "--user-data-dir={}",
            copy.workspace.root().join("profile").display()
        ))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser starts");
    let log = String::from_utf8_lossy(&output.stderr);
    let console: Vec<&str> = log
        .lines()
        .filter(|line| line.contains(":CONSOLE:"))
        .collect();
    assert_eq!(console, [] as [&str; 0], "the console is silent");
    let dom = String::from_utf8_lossy(&output.stdout);
    for drawn in ["<div class=\"light\"><svg", "<div class=\"dark\"><svg"] {
        assert!(dom.contains(drawn), "{drawn}\n{dom}");
    }
    let commands = dom.matches("class=\"command\"").count();
    assert_eq!(dom.matches("class=\"copy-command\"").count(), commands);
}
