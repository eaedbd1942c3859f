//! pymalloc itself: `PyObject_Malloc` of a real CPython, which is loaded into this process.
//!
//! A process can hold one CPython. Its interpreter has to be started, for the allocator's state is part of it; nothing of
//! Python runs afterwards.

use super::{BySize, Calls, Peer};
use crate::record::Contender;
use anyhow::{Context, Result, ensure};
use libloading::Library;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::Path;
use std::ptr::null_mut;
use std::sync::OnceLock;

type Malloc = unsafe extern "C" fn(usize) -> *mut c_void;
type Free = unsafe extern "C" fn(*mut c_void);
type Statistics = unsafe extern "C" fn(*mut libc::FILE) -> c_int;

/// Writes pymalloc's statistics; set once a CPython is loaded.
static STATISTICS: OnceLock<Statistics> = OnceLock::new();

/// Loads the CPython at `path` and starts it.
///
/// # Errors
/// If it does not load, is no CPython, or does not start.
pub fn start(path: &Path) -> Result<Peer> {
    // SAFETY: a libpython's initialisers do nothing that this process would notice.
    let library = unsafe { Library::new(path) };
    // It stays for ever: its functions are called until the process ends.
    let library: &'static Library = Box::leak(Box::new(
        library.with_context(|| format!("cannot load {}", path.display()))?,
    ));
    // SAFETY: these are the signatures of CPython's `Include/objimpl.h`, `pylifecycle.h` and `internal/pycore_obmalloc.h`.
    let (initialise, started, version, allocate, free, statistics) = unsafe {
        (
            library.get::<unsafe extern "C" fn(c_int)>(b"Py_InitializeEx\0")?,
            library.get::<unsafe extern "C" fn() -> c_int>(b"Py_IsInitialized\0")?,
            library.get::<unsafe extern "C" fn() -> *const c_char>(b"Py_GetVersion\0")?,
            *library.get::<Malloc>(b"PyObject_Malloc\0")?,
            *library.get::<Free>(b"PyObject_Free\0")?,
            *library.get::<Statistics>(b"_PyObject_DebugMallocStats\0")?,
        )
    };
    // SAFETY: called once, before anything else of Python; 0 leaves the signal handlers alone. This thread keeps the GIL.
    let version = unsafe {
        initialise(0);
        ensure!(started() != 0, "{} does not start", path.display());
        CStr::from_ptr(version()).to_string_lossy()
    };
    let version = version.split_whitespace().next().unwrap_or_default();
    let minor: Vec<&str> = version.split('.').take(2).collect();
    STATISTICS.get_or_init(|| statistics);
    Ok(Peer {
        contender: Contender {
            name: format!("pymalloc {}", minor.join(".")),
            version: format!("PyObject_Malloc of CPython {version}"),
        },
        calls: Calls::BySize(BySize { allocate, free }),
        held: Some(held),
    })
}

/// Bytes of pymalloc's arenas.
fn held() -> u64 {
    let Some(statistics) = STATISTICS.get() else {
        return 0;
    };
    let (mut text, mut len) = (null_mut(), 0);
    // SAFETY: the stream is opened, written to and closed here, and the text that it leaves is read before it is freed.
    let report = unsafe {
        let stream = libc::open_memstream(&mut text, &mut len);
        statistics(stream);
        libc::fclose(stream);
        let report = CStr::from_ptr(text).to_string_lossy().into_owned();
        libc::free(text.cast());
        report
    };
    arena_bytes(&report).expect("pymalloc's statistics tell its arenas")
}

/// The figure at the end of the line `64 arenas * 1048576 bytes/arena = 67,108,864`.
fn arena_bytes(report: &str) -> Option<u64> {
    let line = report.lines().find(|line| line.contains("bytes/arena"))?;
    let digits: String = line
        .rsplit('=')
        .next()?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::arena_bytes;

    #[test]
    fn the_arenas_line_is_found() {
        let report = "# arenas reclaimed = 1\n64 arenas * 1048576 bytes/arena        =           67,108,864\n\nmore = 2\n";
        assert_eq!(arena_bytes(report), Some(67_108_864));
        assert_eq!(arena_bytes("nothing"), None);
    }
}
