//! Collectors written in Rust, on the graphs of `programs/collect.py`.
//!
//! Without words it tells which there are. With `COLLECTOR SHAPE OBJECTS REPEATS` it builds such a graph, collects it, and
//! prints the nanoseconds an object as JSON, once a repeat. Each collector is a module with a type for its nodes; the rest
//! is [`graph`] for all of them, but for `gc_arena`, whose nodes cannot leave it.

#[path = "../../clock.rs"]
mod clock;
mod graph;

mod bacon_rajan;
mod dumpster;
mod gc_arena;
mod gcmodule;
#[expect(
    non_local_definitions,
    reason = "the crate's derives are older than the lint"
)]
mod rust_gc;

use anyhow::{Context, Result, anyhow, bail};
use graph::{Shape, measure};
use serde_json::{Value, json};
use std::{env, thread};

/// What all of them allocate with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bytes of stack: most of them call themselves for each node of a linked list.
const STACK: usize = 2 << 30;

/// One that is measured.
struct Collector {
    name: &'static str,
    version: &'static str,
    measure: fn(Shape, usize, usize) -> Vec<f64>,
}

const COLLECTORS: [Collector; 5] = [
    Collector {
        name: "gcmodule",
        version: "the crate gcmodule 0.3",
        measure: measure::<gcmodule::Node>,
    },
    Collector {
        name: "dumpster",
        version: "the crate dumpster 2.1, unsync",
        measure: measure::<dumpster::Node>,
    },
    Collector {
        name: "bacon_rajan_cc",
        version: "the crate bacon_rajan_cc 0.4",
        measure: measure::<bacon_rajan::Node>,
    },
    Collector {
        name: "rust-gc",
        version: "the crate gc 0.5",
        measure: measure::<rust_gc::Node>,
    },
    Collector {
        name: "gc-arena",
        version: "the crate gc-arena 0.7",
        measure: gc_arena::measure,
    },
];

fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    match &words[..] {
        [] => println!("{}", contenders()),
        [name, shape, objects, repeats] => {
            let collector = COLLECTORS.iter().find(|known| known.name == name);
            let measure = collector.context("no such collector")?.measure;
            let shape = Shape::of_name(shape).context("no such shape")?;
            let (objects, repeats) = (objects.parse()?, repeats.parse()?);
            let worker = thread::Builder::new()
                .stack_size(STACK)
                .spawn(move || measure(shape, objects, repeats))?;
            let times = worker.join().map_err(|_| anyhow!("{name} failed"))?;
            println!("{}", serde_json::to_string(&times)?);
        }
        _ => bail!("name a collector, a shape, the number of objects and of repeats, or nothing"),
    }
    Ok(())
}

/// Who they are, in the form of `record::Contender`.
fn contenders() -> Value {
    let named =
        |collector: &Collector| json!({"name": collector.name, "version": collector.version});
    COLLECTORS.iter().map(named).collect()
}
