//! mimalloc, as the crate of that name builds it.

use super::{BySize, Calls, Peer};
use crate::record::Contender;
use libmimalloc_sys::{mi_free, mi_malloc, mi_process_info, mi_version};
use std::ptr::null_mut;

/// mimalloc, ready.
pub fn start() -> Peer {
    // SAFETY: the call reads a constant.
    let version = unsafe { mi_version() };
    Peer {
        contender: Contender {
            name: "mimalloc".to_string(),
            version: format!("mimalloc {}", readable(version)),
        },
        calls: Calls::BySize(BySize {
            allocate: mi_malloc,
            free: mi_free,
        }),
        held: Some(held),
    }
}

/// The version in dots. It is written with two digits for each part, and with one up to 2.
fn readable(version: i32) -> String {
    if version >= 10_000 {
        format!(
            "{}.{}.{}",
            version / 10_000,
            version / 100 % 100,
            version % 100
        )
    } else {
        format!("{}.{}.{}", version / 100, version / 10 % 10, version % 10)
    }
}

/// Bytes that mimalloc has committed.
fn held() -> u64 {
    let mut committed = 0;
    let none = null_mut();
    // SAFETY: every parameter may be null but the one that is not.
    unsafe { mi_process_info(none, none, none, none, none, &mut committed, none, none) };
    committed as u64
}
