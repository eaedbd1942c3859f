//! Protocols: what an operation of the language means for objects of any type.
//!
//! Each follows the function of CPython's `Objects/abstract.c`, `object.c` or `typeobject.c` that it names.
//! A special method is looked up on the type, never on the instance.

pub mod attribute;
pub mod call;
pub mod compare;
pub mod container;
pub mod iterate;
pub mod number;
pub mod operator;
pub mod text;
pub mod type_cache;
