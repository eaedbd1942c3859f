//! What `sys` says about the version: that of the profile.

use super::record;
use crate::native::Installer;
use crate::vm::Vm;
use runtime::object::{float, int, str};
use runtime::{Obj, Version, heap};

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
    let info = record::single(
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
    record::single(vm, "namespace", &names, values)
}

fn int_info(vm: &Vm) -> Obj {
    let names = [
        "bits_per_digit",
        "sizeof_digit",
        "default_max_str_digits",
        "str_digits_check_threshold",
    ];
    let values = [30, 4, 4300, 640].map(int::from_i64).to_vec();
    record::single(vm, "sys.int_info", &names, values)
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
    record::single(vm, "sys.float_info", &names, values)
}

fn hash_info(vm: &Vm) -> Obj {
    let names = ["width", "modulus", "inf", "nan", "imag"];
    let values = [64, (1 << 61) - 1, 314_159, 0, 1_000_003]
        .map(int::from_i64)
        .to_vec();
    record::single(vm, "sys.hash_info", &names, values)
}
