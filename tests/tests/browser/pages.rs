//! Every page: it loads in silence and without the network, stays where it stands as it loads, fits a phone, and serves paper and
//! readers without JavaScript.

use super::{DIAGRAMS_DRAWN, library};
use std::path::Path;
use whole_product_tests::browser::{Media, Tab};

/// The longest way that a page's parts may jump as it loads; below it, Web Vitals calls a layout stable.
const STABLE: f64 = 0.1;

/// How far the page's parts have jumped, as the browser scores it, once all that the scripts draw is there.
const SHIFTS: &str = "(async () => {
    let score = 0;
    const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => { score += entry.value; }));
    observer.observe({ type: 'layout-shift', buffered: true });
    while (document.querySelector('pre.mermaid')) {
        await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
    observer.takeRecords().forEach((entry) => { score += entry.value; });
    return score;
})()";

#[test]
fn every_page_loads_in_silence_and_stays_in_place() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    let mut wrong = Vec::new();
    for page in library.pages() {
        tab.open(&page, "").expect("the page opens");
        let score = tab.ask(SHIFTS).expect("shifts are told").as_f64();
        if score.is_none_or(|score| score >= STABLE) {
            wrong.push(format!(
                "{}: layout shift of {score:?}",
                library.name(&page)
            ));
        }
        let complaints = tab.complaints().into_iter();
        wrong.extend(complaints.map(|words| format!("{}: {words}", library.name(&page))));
    }
    assert_eq!(wrong, [] as [&str; 0]);
}

#[test]
fn a_complaint_is_heard() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    tab.open(&library.page("index.html"), "")
        .expect("the page opens");
    let spoil = "(() => {
        console.warn('a word');
        setTimeout(() => { throw new Error('thrown'); });
        document.head.append(Object.assign(document.createElement('script'), { src: 'nowhere.js' }));
        fetch('http://localhost:9/').catch(() => {});
        return new Promise((resolve) => setTimeout(resolve, 300));
    })()";
    tab.ask(spoil).expect("the page is spoiled");
    let complaints = tab.complaints().join("\n");
    for expected in ["a word", "thrown", "nowhere.js", "leaves the machine"] {
        assert!(complaints.contains(expected), "{expected}: {complaints}");
    }
}

#[test]
fn the_printed_book_loads_in_silence() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    // It would open the dialog for printing.
    let page = library.page("print.html");
    tab.set_scripts(false).expect("scripts are off");
    tab.open(&page, "").expect("the page opens");
    assert_eq!(tab.complaints(), [] as [&str; 0]);
}

#[test]
fn no_page_scrolls_sideways_on_a_phone() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    tab.set_width(390).expect("the window is narrow");
    let mut wrong = Vec::new();
    for page in library.pages() {
        tab.open(&page, "").expect("the page opens");
        tab.wait_for(DIAGRAMS_DRAWN).expect("diagrams are drawn");
        // mdBook's content would scroll by itself before the window does.
        let widest = "(() => {
            const frames = [document.documentElement, document.querySelector('#mdbook-content')];
            const wide = frames.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
            const out = [...document.querySelectorAll('main *')].filter((element) =>
                element.getBoundingClientRect().right > innerWidth && !element.closest('pre, .table-wrapper, .diagram'));
            return wide.length === 0 ? null : `${wide[0].scrollWidth} px: ${out.map((element) => element.outerHTML.slice(0, 80)).join('; ')}`;
        })()";
        let widest = tab.ask(widest).expect("widths are told");
        if let Some(widest) = widest.as_str() {
            wrong.push(format!("{}: {widest}", library.name(&page)));
        }
    }
    assert_eq!(wrong, [] as [&str; 0]);
}

#[test]
fn paper_has_pictures_in_place_of_players() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    tab.set_media(Media::Print).expect("paper");
    for page in library.pages_with_players() {
        expect_pictures(&tab, &page);
    }
}

#[test]
fn so_have_readers_without_javascript() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    tab.set_scripts(false).expect("scripts are off");
    for page in library.pages_with_players() {
        expect_pictures(&tab, &page);
        let players = tab.ask("document.querySelectorAll('.xray-player').length");
        assert_eq!(players.expect("players are counted"), 0);
    }
}

/// Each player of the page is hidden, and pictures with their sentences stand there.
fn expect_pictures(tab: &Tab, page: &Path) {
    tab.open(page, "").expect("the page opens");
    let told = "[...document.querySelectorAll('figure.xray')].every((figure) => {
        const shown = (element) => element.getClientRects().length > 0;
        const stills = [...figure.querySelectorAll('.xray-stills > li')];
        const player = figure.querySelector('.xray-player');
        return !(player && shown(player)) && stills.length > 1 &&
            stills.every((still) => shown(still.querySelector('svg')) && still.querySelector('p').textContent.length > 10);
    })";
    assert_eq!(
        tab.ask(told).expect("pictures are told"),
        true,
        "{}",
        page.display()
    );
}
