//! The C library's `malloc`.

use super::{BySize, Calls, Peer};
use crate::record::Contender;
use std::ffi::CStr;

/// The C library that this process runs on.
pub fn start() -> Peer {
    // SAFETY: the function returns a string that lives as long as the process.
    let version = unsafe { CStr::from_ptr(libc::gnu_get_libc_version()) };
    Peer {
        contender: Contender {
            name: "glibc".to_string(),
            version: format!("glibc {}", version.to_string_lossy()),
        },
        calls: Calls::BySize(BySize {
            allocate: libc::malloc,
            free: libc::free,
        }),
        held: Some(held),
    }
}

/// What `brk` gave and what `mmap` gave.
fn held() -> u64 {
    // SAFETY: the call only reads the allocator's counters.
    let figures = unsafe { libc::mallinfo2() };
    (figures.arena + figures.hblkhd) as u64
}
