//! What an interpreter needs from the program that contains it: somewhere to print, a clock, and
//! somebody to draw the views that a program asks `xray` for.

use crate::run::Ending;
use crate::vm::Vm;
use runtime::Obj;
use runtime::collector::Collected;

/// A view that a program asks for.
#[derive(Clone, Debug)]
pub enum View {
    /// `xray.frames()`
    Frames,
    /// `xray.stack()`
    Stack,
    /// `xray.heap()`
    Heap,
    /// `xray.refs(x)`
    Refs(Obj),
    /// `xray.bytes(x)`
    Bytes(Obj),
    /// `xray.code(f)`: of a code object
    Code(Obj),
    /// `xray.interned()`
    Interned,
    /// `xray.pools()`, or `xray.pools(64)`: the pools that serve requests of so many bytes
    Pools(Option<u64>),
    /// `xray.arenas()`
    Arenas,
    /// `xray.audit()`
    Audit,
    /// `xray.referrers(x)`
    Referrers(Obj),
    /// `xray.generations()`
    Generations,
    /// `xray.phases()`, or `xray.phases(0)`: what a collection of that generation would find
    Phases(usize),
    /// `xray.bars(title, {name: number})`
    Bars(String, Vec<(String, u64)>),
}

/// The containing program.
pub trait Host {
    /// Takes what the program prints.
    fn stdout(&self, text: &str);
    /// Takes messages: tracebacks, exceptions that were ignored.
    fn stderr(&self, text: &str);
    /// Takes a fact that the program recorded; `value` is `str()` of it.
    fn fact(&self, name: &str, value: &str);
    /// Draws a view.
    fn view(&self, vm: &Vm, view: &View);
    /// Seconds since some start.
    fn seconds(&self) -> f64;
    /// Lets so many seconds pass, as `time.sleep` asks. A host whose clock is simulated sets it forward; one that
    /// does nothing goes on at once.
    fn sleep(&self, _seconds: f64) {}
    /// An instruction is over, in whatever loop. Called once [`Vm::tell_host_of_instructions`] asked for it.
    fn instruction_is_over(&self, _vm: &Vm) {}
    /// A collection of this generation is about to start, and `gc.callbacks` know.
    fn collection_starts(&self, _vm: &Vm, _generation: usize) {}
    /// It is over, and `gc.callbacks` know.
    fn collection_ends(&self, _vm: &Vm, _collected: &Collected) {}
    /// The program's last line has run; its module ends next.
    fn program_ends(&self, _vm: &Vm, _ending: &Ending) {}
}
