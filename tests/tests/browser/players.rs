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
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Object {
    place: usize,
}

#[derive(Deserialize)]
struct Step {
    say: String,
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
