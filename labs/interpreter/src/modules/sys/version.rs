//! What `sys` says about the version: that of the profile.

use crate::error::PyResult;
use crate::modules::class;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::{float, int, str, tuple, types};
use runtime::{Obj, StaticType, Version, heap};

/// The release of each version that the profiles were read off.
fn micro(version: Version) -> i64 {
    match version {
        Version::V3_10 => 13,
        Version::V3_11 => 7,
        Version::V3_12 => 1,
        Version::V3_13 => 0,
        Version::V3_14_2 => 2,
        Version::V3_14 => 10,
    }
}

/// Names the values of `sys` that tell version, implementation and number formats.
pub(super) fn install(vm: &Vm, sys: &Installer<'_>) {
    let version = heap().profile().version;
    let minor = i64::from(version.minor());
    let info = record(
        vm,
        "sys.version_info",
        &["major", "minor", "micro", "releaselevel", "serial"],
        vec![
            int::from_i64(3),
            int::from_i64(minor),
            int::from_i64(micro(version)),
            str::new("final"),
            int::from_i64(0),
        ],
    );
    let hex = 3 << 24 | minor << 16 | micro(version) << 8 | 0xf0;
    sys.value(
        "version",
        str::new(&format!("3.{minor}.{} (the private heap)", micro(version))),
    )
    .value("version_info", info.clone())
    .value("hexversion", int::from_i64(hex))
    .value("implementation", implementation(vm, info, minor))
    .value("int_info", int_info(vm))
    .value("float_info", float_info(vm))
    .value("hash_info", hash_info(vm));
}

fn implementation(vm: &Vm, version: Obj, minor: i64) -> Obj {
    let names = ["name", "cache_tag", "version"];
    let values = vec![
        str::new("cpython"),
        str::new(&format!("cpython-3{minor}")),
        version,
    ];
    record(vm, "namespace", &names, values)
}

fn int_info(vm: &Vm) -> Obj {
    let names = [
        "bits_per_digit",
        "sizeof_digit",
        "default_max_str_digits",
        "str_digits_check_threshold",
    ];
    let values = [30, 4, 4300, 640].map(int::from_i64).to_vec();
    record(vm, "sys.int_info", &names, values)
}

fn float_info(vm: &Vm) -> Obj {
    let names = ["max", "min", "dig", "mant_dig", "epsilon"];
    let values = vec![
        float::new(f64::MAX),
        float::new(f64::MIN_POSITIVE),
        int::from_i64(i64::from(f64::DIGITS)),
        int::from_i64(i64::from(f64::MANTISSA_DIGITS)),
        float::new(f64::EPSILON),
    ];
    record(vm, "sys.float_info", &names, values)
}

fn hash_info(vm: &Vm) -> Obj {
    let names = ["width", "modulus", "inf", "nan", "imag"];
    let values = [64, (1 << 61) - 1, 314_159, 0, 1_000_003]
        .map(int::from_i64)
        .to_vec();
    record(vm, "sys.hash_info", &names, values)
}

/// A tuple whose items have names, up to five (`PyStructSequence`).
fn record(vm: &Vm, name: &str, names: &[&'static str], values: Vec<Obj>) -> Obj {
    const ITEMS: [crate::native::Getter; 5] =
        [item::<0>, item::<1>, item::<2>, item::<3>, item::<4>];
    let class = class::new(vm, "sys", name, &StaticType::Tuple.object(), 0);
    let installer = class::installer(vm, &class);
    for (field, get) in names.iter().zip(ITEMS) {
        installer.getset(field, get, None);
    }
    let fields: Vec<Obj> = names.iter().map(|field| vm.intern(field)).collect();
    installer
        .value("__match_args__", tuple::new(fields))
        .method("__repr__", repr);
    tuple::instance(&class, values)
}

fn item<const INDEX: u64>(_vm: &Vm, record: &Obj) -> PyResult {
    Ok(tuple::get(record, INDEX).unwrap_or_else(runtime::statics::none))
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = args[0].class().clone();
    let names = vm.get_attr_text(&class, "__match_args__")?;
    let mut parts = Vec::new();
    for (name, value) in tuple::items(&names).iter().zip(tuple::items(&args[0])) {
        parts.push(format!(
            "{}={}",
            str::to_string(name),
            vm.repr_text(&value)?
        ));
    }
    Ok(str::new(&format!(
        "{}({})",
        types::name(&class),
        parts.join(", ")
    )))
}
