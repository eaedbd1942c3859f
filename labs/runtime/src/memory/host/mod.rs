//! Where the private heap's memory comes from: the one place that asks the host for any.
//!
//! The heap wants one contiguous range, as large as its limit, of which it uses little at first. So it is
//! *reserved* whole, *committed* piece by piece before use, and *released* when arenas emptied, as an
//! operating system's own terms have it. Each host has its way:
//!
//! | host | reserve | commit | release |
//! |---|---|---|---|
//! | [`unix`] | `mmap`, no page given yet | the kernel does it at the first touch | the pages go back |
//! | [`wasm`] | grows the linear memory, which is zero | nothing to do | filled with zeros |
//! | [`portable`] | a zeroed allocation | nothing to do | filled with zeros |

use std::ptr::NonNull;

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub type HostRange = unix::Mapping;

#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(target_arch = "wasm32")]
pub type HostRange = wasm::LinearMemory;

#[cfg(any(test, not(any(unix, target_arch = "wasm32"))))]
mod portable;
#[cfg(not(any(unix, target_arch = "wasm32")))]
pub type HostRange = portable::Allocation;

/// A start at a multiple of this many bytes lets the host use its large pages.
#[cfg(not(target_arch = "wasm32"))]
const START_ALIGNMENT: usize = 2 << 20;

/// A contiguous range of the host's memory, given back when it is dropped.
///
/// Every byte reads as zero until it is written, and again after its page was released: what a program
/// reads at a freed address must not depend on the host.
pub trait HostMemory: Sized {
    /// Reserves `len` bytes; `None` if the host has no such range.
    fn reserve(len: usize) -> Option<Self>;

    /// The first byte.
    fn start(&self) -> NonNull<u8>;

    /// Makes `len` bytes from `offset` on usable; says whether the host had them. Both are multiples of the
    /// arena's size.
    fn commit(&self, offset: usize, len: usize) -> bool;

    /// Gives the pages of `len` bytes from `offset` on back to the host. The bytes may be committed and used
    /// again, and read as zero. Both are multiples of 64 KiB.
    fn release(&self, offset: usize, len: usize);
}

#[cfg(test)]
mod tests {
    use super::portable::Allocation;
    use super::{HostMemory, HostRange};

    const MIB: usize = 1 << 20;

    fn keeps_the_contract<M: HostMemory>() {
        let range = M::reserve(8 * MIB).expect("the host has 8 MiB");
        assert!(range.commit(MIB, MIB));
        // SAFETY: the place is inside the range, was committed, and nobody else knows of it.
        unsafe {
            let place = range.start().add(MIB + 5);
            assert_eq!(place.read(), 0);
            place.write(7);
            assert_eq!(place.read(), 7);
            range.release(MIB, MIB);
            assert!(range.commit(MIB, MIB));
            assert_eq!(place.read(), 0);
        }
    }

    #[test]
    fn a_released_page_reads_as_zero() {
        keeps_the_contract::<HostRange>();
        keeps_the_contract::<Allocation>();
    }

    #[test]
    fn what_no_host_has_is_refused() {
        assert!(HostRange::reserve(usize::MAX / 2).is_none());
        assert!(Allocation::reserve(usize::MAX / 2).is_none());
    }
}
