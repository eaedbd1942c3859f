//! Every player: by keyboard and by button from end to end, and what it shows is what its trace says.

use super::library;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use whole_product_tests::browser::Tab;

/// What the test reads of a trace.
#[derive(Deserialize)]
struct Trace {
    objects: Vec<Object>,
    fields: Vec<Vec<Field>>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Object {
    place: usize,
}

/// Its offset, its bytes and its name.
#[derive(Deserialize)]
struct Field(i64, usize, String);

#[derive(Deserialize)]
struct Step {
    say: String,
    #[serde(default)]
    bytes: Vec<ChangedBytes>,
    #[serde(default)]
    changed: Vec<Change>,
    #[serde(default)]
    freed: Vec<usize>,
    phase: Option<Phase>,
}

#[derive(Deserialize)]
struct Change {
    object: usize,
    count: Option<u64>,
    state: Option<String>,
}

#[derive(Deserialize)]
struct ChangedBytes {
    object: usize,
    fields: Option<usize>,
    rows: Vec<(usize, String, Value)>,
}

#[derive(Deserialize)]
struct Phase {
    #[serde(default)]
    unreachable: Vec<usize>,
}

/// What a player shows at a step: its sentence, and the count and the state of each object that is drawn.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Shown {
    step: usize,
    say: String,
    cards: BTreeMap<usize, (String, String)>,
}

impl Trace {
    fn last(&self) -> usize {
        self.steps.len() - 1
    }

    /// What should be shown at a step: all changes up to it, one after the other.
    fn at(&self, step: usize) -> Shown {
        let mut objects: BTreeMap<usize, (u64, String)> = BTreeMap::new();
        let mut tenants: BTreeMap<usize, usize> = BTreeMap::new();
        for step in &self.steps[..=step] {
            for freed in &step.freed {
                objects.entry(*freed).or_default().1 = "freed".to_string();
            }
            for change in &step.changed {
                let object = objects
                    .entry(change.object)
                    .or_insert((0, "live".to_string()));
                object.0 = change.count.unwrap_or(object.0);
                if let Some(state) = &change.state {
                    object.1.clone_from(state);
                }
                tenants.insert(self.objects[change.object].place, change.object);
            }
            for unreachable in step.phase.iter().flat_map(|phase| &phase.unreachable) {
                objects.entry(*unreachable).or_default().1 = "unreachable".to_string();
            }
        }
        let cards = tenants.into_values().map(|object| {
            let (count, state) = &objects[&object];
            (object, (count.to_string(), state.clone()))
        });
        Shown {
            step,
            say: self.steps[step].say.replace('`', ""),
            cards: cards.collect(),
        }
    }
}

impl Trace {
    /// The offsets, the names and the bytes, as digits, of an object's fields at a step.
    fn bytes_at(&self, step: usize, object: usize) -> Vec<[String; 3]> {
        let mut shown: Vec<[String; 3]> = Vec::new();
        let changes = self.steps[..=step].iter().flat_map(|step| &step.bytes);
        let mut fields: &[Field] = &[];
        for change in changes.filter(|change| change.object == object) {
            if let Some(list) = change.fields {
                fields = &self.fields[list];
                shown = vec![Default::default(); fields.len()];
            }
            for (row, digits, _) in &change.rows {
                let Field(offset, length, name) = &fields[*row];
                let digits = format!("{digits:0<0$}", 2 * length);
                shown[*row] = [format!("{offset:+}"), name.clone(), digits];
            }
        }
        shown
    }
}

/// A player of the open page.
struct Player<'a> {
    tab: &'a Tab,
    name: String,
    trace: Trace,
}

impl Player<'_> {
    /// The value of an expression in which `figure` is the player's.
    fn ask(&self, expression: &str) -> Value {
        let name = &self.name;
        let asked = format!(
            "(() => {{ const figure = document.querySelector('figure.xray[data-xray=\"{name}\"]'); return {expression}; }})()"
        );
        self.tab.ask(&asked).expect("the player answers")
    }

    fn step(&self) -> usize {
        let value = self.ask("Number(figure.querySelector('.xray-step').value)");
        usize::try_from(value.as_u64().expect("a number")).expect("a step")
    }

    fn shown(&self) -> Shown {
        let shown = self.ask(
            "({
                step: Number(figure.querySelector('.xray-step').value),
                say: figure.querySelector('.xray-say').textContent,
                cards: Object.fromEntries([...figure.querySelectorAll('.xray-player .xray-card:not([hidden])')].map((card) =>
                    [card.dataset.object, [card.dataset.count, card.dataset.state]])),
            })",
        );
        serde_json::from_value(shown).expect("what is shown")
    }

    fn press(&self, key: &str) -> usize {
        self.tab.press(key).expect("a key is pressed");
        self.step()
    }
}

/// The players of a page, which is opened.
fn players<'a>(tab: &'a Tab, page: &Path) -> Vec<Player<'a>> {
    tab.open(page, "").expect("the page opens");
    let data = "[...document.querySelectorAll('figure.xray')].map((figure) =>
        [figure.dataset.xray, JSON.parse(figure.querySelector('script').textContent).trace])";
    let data = tab.ask(data).expect("traces");
    let data: Vec<(String, Trace)> = serde_json::from_value(data).expect("traces");
    let players = data.into_iter();
    players
        .map(|(name, trace)| Player { tab, name, trace })
        .collect()
}

#[test]
fn the_keyboard_steps_from_end_to_end() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    for page in library.pages_with_players() {
        for player in players(&tab, &page) {
            let (name, last) = (&player.name, player.trace.last());
            player.ask("figure.querySelector('.xray-next').focus()");
            assert_eq!(player.press("Home"), 0, "{name}: Home");
            let looked_at = [0, last / 3, last * 2 / 3, last];
            for step in 0..=last {
                if looked_at.contains(&step) {
                    assert_eq!(player.shown(), player.trace.at(step), "{name}");
                }
                let next = (step + 1).min(last);
                assert_eq!(player.press("ArrowRight"), next, "{name}: → from {step}");
            }
            assert_eq!(
                player.press("ArrowLeft"),
                last.saturating_sub(1),
                "{name}: ←"
            );
            assert!(player.press("PageUp") < last.max(2) - 1, "{name}: PageUp");
            assert_eq!(player.press("End"), last, "{name}: End");
            player.press("Home");
            assert!(player.press("PageDown") > 1, "{name}: PageDown");
        }
        let here = tab.ask("location.pathname").expect("the page's place");
        assert_eq!(
            here,
            page.to_string_lossy().as_ref(),
            "the page was not turned"
        );
    }
}

#[test]
fn so_do_the_buttons() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    for page in library.pages_with_players() {
        for player in players(&tab, &page) {
            let (name, last) = (&player.name, player.trace.last());
            let click = |button: &str| {
                tab.click(&format!("figure.xray[data-xray='{name}'] .xray-{button}"))
                    .expect("a button is clicked");
                player.step()
            };
            assert_eq!(click("first"), 0, "{name}");
            let walked = "[...Array(Number(figure.querySelector('.xray-step').max))].map(() => {
                figure.querySelector('.xray-next').click();
                return Number(figure.querySelector('.xray-step').value);
            })";
            let walked: Vec<usize> = serde_json::from_value(player.ask(walked)).expect("steps");
            assert_eq!(walked, (1..=last).collect::<Vec<_>>(), "{name}");
            assert_eq!(player.shown(), player.trace.at(last), "{name}");
            assert_eq!(click("previous"), last - 1, "{name}");
            assert_eq!(click("last"), last, "{name}");
        }
    }
}

#[test]
fn an_address_leads_to_a_step() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    for page in library.pages_with_players() {
        for player in players(&tab, &page) {
            let step = player.trace.last() / 2;
            let fragment = format!("#xray-{}-step-{step}", player.name);
            tab.open(&page, &fragment).expect("the page opens");
            assert_eq!(player.shown(), player.trace.at(step), "{fragment}");
            let seen = player.ask("Math.abs(figure.getBoundingClientRect().top) < innerHeight");
            assert_eq!(seen, true, "{fragment}");
            player.ask("figure.querySelector('.xray-next').click()");
            let follows = format!(
                "location.hash === '#xray-{}-step-{}'",
                player.name,
                step + 1
            );
            tab.wait_for(&follows).expect("the address follows");
        }
    }
}

#[test]
fn the_tab_key_reaches_all_of_it() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    let pages = library.pages_with_players();
    let players = players(&tab, &pages[0]);
    let player = &players[0];
    let step = player.trace.last() / 2;
    player.ask(&format!("figure.player.show({step})"));
    let parts = "[...figure.querySelectorAll('button, input, summary, [tabindex=\"0\"]')]
        .filter((part) => part.checkVisibility())";
    let there = player.ask(&format!("{parts}.length")).as_u64();
    player.ask("figure.querySelector('.xray-first').focus()");
    let mut reached = 0;
    // Each part has the focus once, in the order in which they stand.
    while player
        .ask(&format!("{parts}[{reached}] === document.activeElement"))
        .as_bool()
        == Some(true)
    {
        reached += 1;
        tab.press("Tab").expect("a key is pressed");
    }
    assert_eq!(Some(reached), there, "{}", player.name);
}

#[test]
fn a_chosen_object_shows_its_bytes() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    for page in library.pages_with_players() {
        for player in players(&tab, &page) {
            let step = player.trace.last() / 2;
            player.ask(&format!("figure.player.show({step})"));
            let card = ".xray-card:not([hidden], [data-state='freed'])";
            let object = player.ask(&format!(
                "(() => {{ const card = figure.querySelector(\"{card}\"); card.focus(); return Number(card.dataset.object); }})()"
            ));
            let object = object.as_u64().expect("a card") as usize;
            tab.press("Enter").expect("a key is pressed");
            let told = player.ask(
                "[...figure.querySelectorAll('.xray-bytes tbody tr')].map((row) =>
                    [row.cells[0].textContent, row.cells[2].textContent, row.cells[1].textContent.replaceAll(' ', '')])",
            );
            let told: Vec<[String; 3]> = serde_json::from_value(told).expect("rows");
            let name = &player.name;
            assert_eq!(told, player.trace.bytes_at(step, object), "{name}");
            assert!(
                told.iter().any(|[_, name, _]| name == "ob_refcnt"),
                "{name}"
            );
            tab.press("Enter").expect("a key is pressed");
            let left = player.ask("figure.querySelectorAll('.xray-bytes').length");
            assert_eq!(left, 0, "{name}");
        }
    }
}
