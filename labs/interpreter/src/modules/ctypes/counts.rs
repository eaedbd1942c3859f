//! Writing through an address: the count of a living object, and nothing else.
//!
//! A program that adds to a count forges a reference that nothing holds, which is what a forgotten decref leaves
//! behind in C. It may take back what it has forged. A count below the references that there are would end an object in
//! use: real CPython would go on with a dangling pointer and crash some time later, here it is a `ValueError`.

use crate::error::PyResult;
use crate::vm::Vm;
use runtime::object::living_at;
use runtime::refcount;

/// Counts are below this, and so below the bit that marks immortal objects.
const LIMIT: i64 = 1 << 30;

/// Writes `count` to the word at `address`.
///
/// # Errors
/// `ValueError` if no count stands there, or if it may not become `count`.
pub(super) fn write(vm: &Vm, address: u64, count: i64) -> PyResult<()> {
    let object = living_at(address).filter(|object| !object.is_immortal());
    let Some(object) = object else {
        return Err(vm.value_error(format!(
            "{address:#x} is not the count of a living object: the labs write nothing else"
        )));
    };
    // `object` is one reference more while this function runs.
    let stored = object.refcount() as i64 - 1;
    let forged = vm
        .forged
        .borrow()
        .get(&address)
        .map_or(0, |&forged| forged as i64);
    let held = stored - forged;
    if !(held.max(1)..LIMIT).contains(&count) {
        return Err(vm.value_error(format!(
            "the count {count} does not fit the {held} references that there are: real CPython would crash later"
        )));
    }
    match (count - held) as u64 {
        0 => drop(vm.forged.borrow_mut().remove(&address)),
        references => drop(vm.forged.borrow_mut().insert(address, references)),
    }
    refcount::overwrite(&object, (count + 1) as u32);
    Ok(())
}
