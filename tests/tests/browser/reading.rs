//! What helps to read on: the place where one was, and a search that finds what programs print.

use super::library;
use serde_json::json;

#[test]
fn the_place_is_offered_on_return() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    let (page, index) = (library.page("gc/phases.html"), library.page("index.html"));
    tab.open(&page, "").expect("the page opens");
    let offered = |expected: bool| {
        let offered = tab.ask("document.querySelector('.resume') !== null");
        assert_eq!(offered.expect("the page answers"), expected);
    };
    offered(false);
    tab.ask("scrollTo(0, 700)").expect("the page scrolls");
    // Within a visit the reader knows where the place is.
    tab.open(&index, "").expect("the page opens");
    offered(false);
    tab.open(&page, "").expect("the page opens");
    tab.ask("scrollTo(0, 700)").expect("the page scrolls");
    tab.ask("addEventListener('pagehide', () => sessionStorage.clear())")
        .expect("the visit ends with the page");
    tab.open(&index, "").expect("the page opens");
    offered(true);
    let words = tab.ask("document.querySelector('.resume a').textContent");
    assert_eq!(
        words.expect("the offer has words"),
        "Continue where you were: How does the collector find it?"
    );
    // The first that the keyboard comes to.
    tab.press("Tab").expect("a key is pressed");
    let focused = tab.ask("document.activeElement === document.querySelector('.resume a')");
    assert_eq!(focused.expect("the page answers"), true);
    tab.press("Enter").expect("a key is pressed");
    let there = json!(page.to_string_lossy());
    tab.wait_for(&format!(
        "location.pathname === {there} && document.readyState === 'complete'"
    ))
    .expect("the page comes");
    tab.wait_for("Math.abs(scrollY - 700) < 2")
        .expect("the place comes");
}

#[test]
fn the_offer_can_be_declined() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    tab.open(&library.page("heap/object.html"), "")
        .expect("the page opens");
    tab.ask("addEventListener('pagehide', () => sessionStorage.clear())")
        .expect("the visit ends with the page");
    tab.open(&library.page("index.html"), "")
        .expect("the page opens");
    tab.click(".resume button").expect("the button is there");
    let offer = tab.ask("document.querySelector('.resume')");
    assert_eq!(offer.expect("the page answers"), json!(null));
    assert_eq!(tab.complaints(), [] as [&str; 0]);
}

#[test]
fn a_search_finds_what_programs_print() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    tab.open(&library.page("index.html"), "")
        .expect("the page opens");
    // It stands in a table that a lab prints, and in no text of that page.
    tab.press("/").expect("a key is pressed");
    tab.wait_for("document.activeElement?.id === 'mdbook-searchbar'")
        .expect("the search opens");
    tab.type_text("builtin_function_or_method")
        .expect("text is typed");
    tab.wait_for(
        "[...document.querySelectorAll('#mdbook-searchresults a')].some((link) => link.href.includes('heap/object.html'))",
    )
    .expect("the output is found");
}
