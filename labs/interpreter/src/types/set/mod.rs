//! `set` and `frozenset` (`Objects/setobject.c`): the methods; what they compute stands in
//! [`algebra`](self::algebra).

mod algebra;
mod iterator;
mod operators;

pub use algebra::{
    difference_update, intersection, is_any_set, is_exact_set, symmetric_difference_update, update,
};

use super::arguments::{new_class, operands};
use super::sequence::{only_self, push_repr};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use algebra::{discard, frozen_key, plain_copy};
use runtime::object::{int, set, str};
use runtime::{Obj, StaticType, statics};

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    iterator::install(vm);
    for class in [StaticType::Set, StaticType::FrozenSet] {
        operators::install(vm, class);
        install_queries(vm, class);
    }
    operators::install_in_place(vm);
    Installer::for_type(vm, StaticType::FrozenSet)
        .new_function(new_frozen)
        .method("__hash__", |vm, args| {
            operands::<0>(vm, args, "__hash__")?;
            Ok(int::from_i64(hash(&args[0])))
        });
    let class = Installer::for_type(vm, StaticType::Set);
    class
        .new_function(|vm, args| Ok(set::instance(new_class(vm, args, StaticType::Set)?)))
        .unhashable()
        .method("__init__", init)
        .method("add", |vm, args| {
            let [item] = args.rest().exactly::<1>(vm, "set.add")?;
            vm.set_add(&args[0], item)?;
            Ok(statics::none())
        })
        .method("clear", |vm, args| {
            drop(set::take_all(only_self(vm, args, "set.clear")?));
            Ok(statics::none())
        })
        .method("discard", |vm, args| {
            let [item] = args.rest().exactly::<1>(vm, "set.discard")?;
            drop(remove_item(vm, &args[0], item)?);
            Ok(statics::none())
        })
        .method("remove", |vm, args| {
            let [item] = args.rest().exactly::<1>(vm, "set.remove")?;
            match remove_item(vm, &args[0], item)? {
                Some(_removed) => Ok(statics::none()),
                None => Err(vm.key_error(item)),
            }
        })
        .method("pop", |vm, args| {
            let set = only_self(vm, args, "set.pop")?;
            set::pop(set).ok_or_else(|| vm.raise(StaticType::KeyError, "pop from an empty set"))
        });
    class
        .method("update", |vm, args| {
            each(vm, args, "update", algebra::update)
        })
        .method("difference_update", |vm, args| {
            each(vm, args, "difference_update", algebra::difference_update)
        })
        .method("intersection_update", |vm, args| {
            args.no_keywords(vm, "set.intersection_update")?;
            let result = intersection_of_all(vm, args)?;
            set::swap_bodies(&args[0], &result);
            Ok(statics::none())
        })
        .method("symmetric_difference_update", |vm, args| {
            let [other] = args
                .rest()
                .exactly::<1>(vm, "set.symmetric_difference_update")?;
            symmetric_difference_update(vm, &args[0], other)?;
            Ok(statics::none())
        });
}

/// What sets and frozensets both do, without changing.
fn install_queries(vm: &Vm, class: StaticType) {
    Installer::for_type(vm, class)
        .method("__len__", |vm, args| {
            operands::<0>(vm, args, "__len__")?;
            Ok(int::from_i64(set::len(&args[0]) as i64))
        })
        .method("__contains__", |vm, args| {
            let [item] = operands::<1>(vm, args, "__contains__")?;
            contains(vm, &args[0], item).map(statics::bool)
        })
        .method("__iter__", |vm, args| {
            operands::<0>(vm, args, "__iter__")?;
            Ok(iterator::new(&args[0]))
        })
        .method("__repr__", repr)
        .method("copy", |vm, args| {
            let set = only_self(vm, args, &named(args, "copy"))?;
            if StaticType::FrozenSet.is_exact(set) {
                return Ok(set.clone());
            }
            plain_copy(vm, set)
        })
        .method("union", |vm, args| {
            let result = plain_copy(vm, &args[0])?;
            for other in others(vm, args, "union")? {
                update(vm, &result, other)?;
            }
            Ok(result)
        })
        .method("intersection", |vm, args| {
            args.no_keywords(vm, &named(args, "intersection"))?;
            intersection_of_all(vm, args)
        })
        .method("difference", |vm, args| {
            let [first, rest @ ..] = others(vm, args, "difference")? else {
                return plain_copy(vm, &args[0]);
            };
            let result = algebra::difference(vm, &args[0], first)?;
            for other in rest {
                difference_update(vm, &result, other)?;
            }
            Ok(result)
        })
        .method("symmetric_difference", |vm, args| {
            let [other] = args
                .rest()
                .exactly::<1>(vm, &named(args, "symmetric_difference"))?;
            algebra::symmetric_difference(vm, &args[0], other)
        })
        .method("isdisjoint", |vm, args| {
            let [other] = args.rest().exactly::<1>(vm, &named(args, "isdisjoint"))?;
            algebra::is_disjoint(vm, &args[0], other).map(statics::bool)
        })
        .method("issubset", |vm, args| {
            let [other] = args.rest().exactly::<1>(vm, &named(args, "issubset"))?;
            algebra::is_subset(vm, &args[0], other).map(statics::bool)
        })
        .method("issuperset", |vm, args| {
            let [other] = args.rest().exactly::<1>(vm, &named(args, "issuperset"))?;
            algebra::is_superset(vm, &args[0], other).map(statics::bool)
        });
}

/// A method's name as messages give it: `set.copy`, `frozenset.copy`.
fn named(args: Args<'_>, method: &str) -> String {
    let kind = if StaticType::Set.is_instance(&args[0]) {
        StaticType::Set
    } else {
        StaticType::FrozenSet
    };
    format!("{}.{method}", kind.name())
}

fn others<'a>(vm: &Vm, args: Args<'a>, name: &str) -> PyResult<&'a [Obj]> {
    args.no_keywords(vm, &named(args, name))?;
    Ok(args.rest().values())
}

/// Applies an updating operation with each argument.
fn each(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    operation: fn(&Vm, &Obj, &Obj) -> PyResult<()>,
) -> PyResult {
    for other in others(vm, args, name)? {
        operation(vm, &args[0], other)?;
    }
    Ok(statics::none())
}

/// `set_intersection_multi`
fn intersection_of_all(vm: &Vm, args: Args<'_>) -> PyResult {
    let [first, rest @ ..] = args.rest().values() else {
        return plain_copy(vm, &args[0]);
    };
    let mut result = intersection(vm, &args[0], first)?;
    for other in rest {
        result = intersection(vm, &result, other)?;
    }
    Ok(result)
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    if StaticType::Set.is_exact(&args[0]) {
        args.no_keywords(vm, "set")?;
    }
    let iterable = Args::positional(args.rest().pos())
        .between(vm, "set", 0, 1)?
        .first();
    drop(set::take_all(&args[0]));
    if let Some(iterable) = iterable {
        update(vm, &args[0], iterable)?;
    }
    Ok(statics::none())
}

fn new_frozen(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::FrozenSet)?;
    let exact = class.address() == StaticType::FrozenSet.address();
    if exact {
        args.no_keywords(vm, "frozenset")?;
    }
    let iterable = Args::positional(args.rest().pos())
        .between(vm, "frozenset", 0, 1)?
        .first();
    if let Some(iterable) = iterable
        && exact
        && StaticType::FrozenSet.is_exact(iterable)
    {
        return Ok(iterable.clone());
    }
    let result = set::instance(class);
    if let Some(iterable) = iterable {
        update(vm, &result, iterable)?;
    }
    Ok(result)
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    operands::<0>(vm, args, "__repr__")?;
    let set = &args[0];
    let name = vm.type_name(set);
    if set::len(set) == 0 {
        return Ok(str::new(&format!("{name}()")));
    }
    vm.repr_once(set, &format!("{name}(...)"), || {
        let mut text = String::new();
        for (item, _hash) in set::items(set) {
            if !text.is_empty() {
                text.push_str(", ");
            }
            push_repr(vm, &mut text, &item)?;
        }
        Ok(if StaticType::Set.is_exact(set) {
            format!("{{{text}}}")
        } else {
            format!("{name}({{{text}}})")
        })
    })
}

/// `item in set`; a set stands for the frozenset of its items (`set_contains`).
fn contains(vm: &Vm, set: &Obj, item: &Obj) -> PyResult<bool> {
    match vm.set_contains(set, item) {
        Err(raised) => {
            let frozen = frozen_key(vm, item, raised)?;
            vm.set_contains(set, &frozen)
        }
        found => found,
    }
}

/// Takes an item out; a set stands for the frozenset of its items (`set_remove`).
fn remove_item(vm: &Vm, set: &Obj, item: &Obj) -> PyResult<Option<Obj>> {
    match discard(vm, set, item) {
        Err(raised) => {
            let frozen = frozen_key(vm, item, raised)?;
            discard(vm, set, &frozen)
        }
        removed => removed,
    }
}

/// The hash of a frozenset, whatever the order of its items, kept in it (`frozenset_hash`).
fn hash(set: &Obj) -> i64 {
    let cached = set::cached_hash(set);
    if cached != -1 {
        return cached;
    }
    let shuffle = |bits: u64| ((bits ^ 89869747) ^ (bits << 16)).wrapping_mul(3644798167);
    let mut mixed = set::items(set)
        .iter()
        .fold(0, |mixed, (_item, hash)| mixed ^ shuffle(*hash as u64));
    mixed ^= (set::len(set) + 1).wrapping_mul(1927868237);
    mixed ^= (mixed >> 11) ^ (mixed >> 25);
    mixed = mixed.wrapping_mul(69069).wrapping_add(907133923);
    let hash = if mixed == u64::MAX {
        590923713
    } else {
        mixed as i64
    };
    set::set_cached_hash(set, hash);
    hash
}
