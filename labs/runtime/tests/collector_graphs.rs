//! Random object graphs against a model: what the roots reach stays, the rest is freed, in one collection or several.

use runtime::collector::{self, Fate};
use runtime::object::{dict, list, set, str, tuple};
use runtime::{Config, Obj, Profile, Version};
use std::collections::{BTreeMap, BTreeSet};

/// Graphs that each test run makes.
const GRAPHS: u64 = 400;
/// Graphs of the long run.
const MANY_GRAPHS: u64 = 10_000;

/// A small generator of random numbers (xorshift64), so that a graph's number says all about it.
struct Random(u64);

impl Random {
    fn seeded(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }
}

/// Objects by number, what each refers to, and which of them the test holds.
struct Graph {
    edges: Vec<BTreeSet<usize>>,
    addresses: Vec<u64>,
    roots: BTreeMap<usize, Obj>,
}

impl Graph {
    /// Lists, dicts, sets and tuples that refer to one another in all directions; tuples only to what was there before them.
    fn random(random: &mut Random) -> Graph {
        let count = 1 + random.below(60);
        let mut objects: Vec<Obj> = Vec::new();
        let mut edges = vec![BTreeSet::new(); count];
        for (number, edges) in edges.iter_mut().enumerate() {
            objects.push(match random.below(4) {
                0 if number > 0 => {
                    let items: Vec<usize> =
                        (0..random.below(4)).map(|_| random.below(number)).collect();
                    edges.extend(&items);
                    let items = items.into_iter().map(|item| objects[item].clone());
                    let marker = std::iter::once(str::new("x"));
                    tuple::new(items.chain(marker).collect::<Vec<_>>())
                }
                1 => dict::new(),
                2 => set::new(),
                _ => list::new(Vec::new()),
            });
        }
        for _ in 0..random.below(3 * count) {
            let (from, to) = (random.below(count), random.below(count));
            if link(&objects[from], &objects[to], random) {
                edges[from].insert(to);
            }
        }
        let addresses = objects.iter().map(Obj::address).collect();
        let kept = random.below(4);
        let roots = (0..kept)
            .map(|_| random.below(count))
            .collect::<BTreeSet<_>>();
        Graph {
            edges,
            addresses,
            roots: roots
                .into_iter()
                .map(|root| (root, objects[root].clone()))
                .collect(),
        }
    }

    /// The numbers of what the roots reach.
    fn reachable(&self) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open: Vec<usize> = self.roots.keys().copied().collect();
        while let Some(number) = open.pop() {
            if found.insert(number) {
                open.extend(&self.edges[number]);
            }
        }
        found
    }

    fn audit(&self) {
        let report = runtime::audit::audit(&|look| self.roots.values().for_each(&mut *look));
        assert_eq!(report.err(), None);
    }
}

/// Lets one object refer to another, if it is of a kind that can be changed.
fn link(from: &Obj, to: &Obj, random: &mut Random) -> bool {
    use runtime::StaticType;
    let same = |a: &Obj, b: &Obj| Ok::<bool, ()>(a.is(b));
    let hash = (to.address() >> 4) as i64;
    if StaticType::List.is_exact(from) {
        list::push(from, to.clone());
    } else if StaticType::Set.is_exact(from) {
        let _ = set::insert(from, to, hash, &mut { same });
    } else if StaticType::Dict.is_exact(from) && random.below(2) == 0 {
        let _ = dict::insert(from, to, hash, str::new("value"), &mut { same });
    } else if StaticType::Dict.is_exact(from) {
        let name = str::new(&format!("key {hash}"));
        dict::set_str(from, &name, to.clone());
    } else {
        return false;
    }
    true
}

fn start(version: Version) {
    runtime::start(Config {
        profile: Profile::of(version),
        limit: 1 << 28,
    })
    .expect("the host reserves a private heap");
}

/// What still stands in the heap, by number.
fn living(graph: &Graph) -> BTreeSet<usize> {
    let addresses: BTreeSet<u64> = runtime::snapshot::objects()
        .iter()
        .map(Obj::address)
        .collect();
    (0..graph.addresses.len())
        .filter(|&number| addresses.contains(&graph.addresses[number]))
        .collect()
}

fn check(seed: u64) {
    let random = &mut Random::seeded(seed);
    let version = Version::ALL[random.below(Version::ALL.len())];
    start(version);
    collector::set_enabled(false);
    let graph = Graph::random(random);
    let reachable = graph.reachable();
    // A young collection first, or none: the oldest must find the rest either way.
    let generation = random.below(3);
    if version == Version::V3_14_2 && generation == 1 {
        // The first increment of a round marks what is alive; the second takes all young objects.
        assert_eq!(collector::collect(1).collected, 0);
        graph.audit();
    }
    for explained in collector::explain(generation) {
        let number = graph
            .addresses
            .iter()
            .position(|&it| it == explained.object);
        let stays = explained.fate != Fate::Unreachable;
        if let Some(number) = number {
            assert!(
                stays || !reachable.contains(&number),
                "graph {seed}: {explained:?}"
            );
        }
    }
    let expected = collector::explain(generation)
        .iter()
        .filter(|it| it.fate == Fate::Unreachable)
        .count() as u64;
    assert_eq!(
        collector::collect(generation).collected,
        expected,
        "graph {seed}"
    );
    graph.audit();
    collector::collect(2);
    graph.audit();
    assert_eq!(
        living(&graph),
        reachable,
        "graph {seed} as Python {version}"
    );
}

#[test]
fn what_the_roots_reach_stays_and_nothing_else() {
    (0..GRAPHS).for_each(check);
}

#[test]
#[ignore = "a minute"]
fn of_many_graphs_too() {
    (GRAPHS..MANY_GRAPHS).for_each(check);
}
