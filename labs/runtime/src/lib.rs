//! The private heap: how CPython keeps its objects, rebuilt.
//!
//! In the order of the book: [`memory`] (arenas, pools, blocks), [`object`] (header and fields by
//! kind), reference counts ([`Obj`], and what happens at zero), [`interning`], [`frame`]s, and the [`collector`] of cycles.
//! [`events`], [`snapshot`] and [`audit`] watch it. There is no parser, no command line and no printing
//! here.
//!
//! A program of the interpreter starts with [`start`]; from then on objects are made by the functions of
//! [`object`] and live as long as a counted reference to them does.

pub mod audit;
mod children;
pub mod collector;
pub mod data_stack;
mod dealloc;
pub mod events;
pub mod frame;
mod free_lists;
mod heap;
pub mod interning;
pub mod memory;
pub mod object;
pub mod profile;
pub mod refcount;
pub mod snapshot;
pub mod statics;
mod visit;

pub use free_lists::FreeListFigures;
pub use heap::{Config, Heap, Hooks, heap, start};
pub use object::{Borrowed, Obj};
pub use profile::{Profile, Version};
pub use statics::StaticType;
