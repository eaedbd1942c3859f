//! Where the cards stand: once for the whole trace, so that a position is an identity.
//!
//! A place is a block's address. It is as high as the highest card that ever stands in it. Places are in columns by
//! their distance from the frames, and in a column in an order that keeps arrows short; both are taken from the union of
//! all steps. A column that grows much higher than its share hands its last places on to the next.

use super::format::{Place, Ref, Sizes};
use super::picture::{Cast, Picture};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pixels of a card's width.
const CARD: u32 = 150;
/// Pixels of the row with the type and the count.
const HEADER: u32 = 22;
/// Pixels of each other row: the value, each reference, how many more.
const ROW: u32 = 18;
/// Pixels between two cards of a column, and around the drawing.
const GAP: u32 = 16;
/// Pixels around the drawing.
const MARGIN: u32 = 8;
/// Height that a column may have, whatever its share.
const MODEST: u32 = 360;
/// Rounds of sorting columns by their neighbours.
const ROUNDS: usize = 8;

/// One of the two drawings: its columns, and the pixels between two of them.
struct Sheet {
    columns: usize,
    between: u32,
}

const WIDE: Sheet = Sheet {
    columns: 3,
    between: 75,
};
const NARROW: Sheet = Sheet {
    columns: 2,
    between: 14,
};

/// The places of all objects in both drawings, and the drawings' sizes.
pub fn of(cast: &Cast, pictures: &[Picture]) -> (Vec<Place>, Sizes) {
    let graph = Graph::of(cast, pictures);
    let (wide, wide_size) = WIDE.arrange(&graph);
    let (narrow, narrow_size) = NARROW.arrange(&graph);
    let places = cast
        .places
        .iter()
        .zip(wide)
        .zip(narrow)
        .map(|((&address, wide), narrow)| Place {
            address,
            wide,
            narrow,
        })
        .collect();
    let sizes = Sizes {
        wide: wide_size,
        narrow: narrow_size,
    };
    (places, sizes)
}

/// The places and the arrows between them, of all steps together.
struct Graph {
    heights: Vec<u32>,
    /// How many slots away from the frames.
    distances: Vec<usize>,
    /// Places that an arrow connects with each.
    neighbours: Vec<BTreeSet<usize>>,
}

impl Graph {
    fn of(cast: &Cast, pictures: &[Picture]) -> Graph {
        let count = cast.places.len();
        let place = |object: usize| cast.objects[object].place;
        let mut heights = vec![HEADER + ROW; count];
        let mut targets = vec![BTreeSet::new(); count];
        let mut roots = VecDeque::new();
        for picture in pictures {
            for slot in picture.frames.iter().flat_map(|frame| &frame.slots) {
                if let Some(Ref::Object(object)) = slot.target {
                    roots.push_back(place(object));
                }
            }
            for (&object, shown) in &picture.objects {
                let rows = 1 + shown.edges.len() as u32 + u32::from(shown.more > 0);
                let height = &mut heights[place(object)];
                *height = (*height).max(HEADER + ROW * rows);
                for edge in &shown.edges {
                    if let Ref::Object(target) = edge.target {
                        targets[place(object)].insert(place(target));
                    }
                }
            }
        }
        let mut neighbours = targets.clone();
        for (from, targets) in targets.iter().enumerate() {
            for &to in targets {
                neighbours[to].insert(from);
            }
        }
        Graph {
            heights,
            distances: distances(roots, &targets),
            neighbours,
        }
    }
}

/// Slots from the frames to each place; what no frame ever leads to stands with what they hold.
fn distances(roots: VecDeque<usize>, targets: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open: VecDeque<(usize, usize)> = roots.into_iter().map(|root| (root, 0)).collect();
    while let Some((place, distance)) = open.pop_front() {
        if let Entry::Vacant(vacant) = found.entry(place) {
            vacant.insert(distance);
            open.extend(targets[place].iter().map(|&target| (target, distance + 1)));
        }
    }
    (0..targets.len())
        .map(|place| found.get(&place).copied().unwrap_or(0))
        .collect()
}

impl Sheet {
    /// Left, top, width and height of each place, and the size of the whole.
    fn arrange(&self, graph: &Graph) -> (Vec<[u32; 4]>, [u32; 2]) {
        let mut columns = self.columns(graph);
        for round in 0..ROUNDS {
            sort_by_neighbours(&mut columns, graph, round % 2 == 0);
        }
        let mut places = vec![[0; 4]; graph.heights.len()];
        let mut bottom = 0;
        let mut used = 1;
        for (number, column) in (0..).zip(&columns) {
            let mut top = MARGIN;
            for &place in column {
                let left = MARGIN + number * (CARD + self.between);
                places[place] = [left, top, CARD, graph.heights[place]];
                top += graph.heights[place] + GAP;
                bottom = bottom.max(top - GAP + MARGIN);
                used = used.max(number + 1);
            }
        }
        let width = 2 * MARGIN + used * CARD + (used - 1) * self.between;
        (places, [width, bottom])
    }

    /// The places by distance, no column much higher than its share; in each in the order of first appearance.
    fn columns(&self, graph: &Graph) -> Vec<Vec<usize>> {
        let last = self.columns - 1;
        let mut columns = vec![Vec::new(); self.columns];
        for (place, &distance) in graph.distances.iter().enumerate() {
            columns[distance.min(last)].push(place);
        }
        let height_of = |place: &usize| graph.heights[*place] + GAP;
        let total: u32 = columns.iter().flatten().map(height_of).sum();
        let limit = MODEST.max(total / self.columns as u32 * 5 / 4);
        for number in 0..last {
            let mut height = 0;
            let kept = columns[number].iter().take_while(|place| {
                height += height_of(place);
                height <= limit
            });
            let kept = kept.count().max(1).min(columns[number].len());
            let rest = columns[number].split_off(kept);
            columns[number + 1].splice(0..0, rest);
        }
        columns
    }
}

/// Sorts each column by the middle of its places' neighbours in the other columns, from the first column on or back.
fn sort_by_neighbours(columns: &mut [Vec<usize>], graph: &Graph, forward: bool) {
    let mut order: Vec<usize> = (0..columns.len()).collect();
    if !forward {
        order.reverse();
    }
    for number in order {
        let middles = middles(columns, graph);
        let own: BTreeSet<usize> = columns[number].iter().copied().collect();
        let middle = |place: usize| {
            let outside = graph.neighbours[place].difference(&own);
            let theirs: Vec<u32> = outside.map(|&it| middles[it]).collect();
            match theirs.len() as u32 {
                0 => middles[place],
                count => theirs.iter().sum::<u32>() / count,
            }
        };
        let mut keyed: Vec<(u32, usize)> = columns[number]
            .iter()
            .map(|&place| (middle(place), place))
            .collect();
        keyed.sort_by_key(|&(middle, _)| middle);
        columns[number] = keyed.into_iter().map(|(_, place)| place).collect();
    }
}

/// Height of the middle of each place.
fn middles(columns: &[Vec<usize>], graph: &Graph) -> Vec<u32> {
    let mut middles = vec![0; graph.heights.len()];
    for column in columns {
        let mut top = 0;
        for &place in column {
            middles[place] = top + graph.heights[place] / 2;
            top += graph.heights[place] + GAP;
        }
    }
    middles
}
