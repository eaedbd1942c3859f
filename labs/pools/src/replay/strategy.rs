//! The allocators that a trace is replayed on.

use anyhow::{Result, anyhow};
use runtime::memory::{
    self, ALIGNMENT, Allocator, BlockKind, Geometry, HEAP_BASE, Runs, SMALL_REQUEST_THRESHOLD,
};
use std::collections::BTreeMap;

/// Bytes of memory that a replay may use.
const ROOM: u64 = 256 << 20;
/// Bytes that an allocator without arenas asks the host for at a time: as much as an arena has.
const CHUNK: u64 = 1 << 20;

/// The allocators that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pools of 16 KiB in arenas of 1 MiB.
    Pools,
    /// Pools of 4 KiB in arenas of 256 KiB, as up to CPython 3.9.
    SmallPools,
    /// One size class, of 512 bytes, for every small request.
    OneClass,
    /// No pools: best fit, with nothing noted in front of a block.
    BestFit,
    /// No pools: best fit, with 8 bytes in front of each block for its length.
    BestFitWithHeader,
}

impl Kind {
    /// All of them; the one that CPython has first.
    pub const ALL: [Kind; 5] = [
        Kind::Pools,
        Kind::SmallPools,
        Kind::OneClass,
        Kind::BestFit,
        Kind::BestFitWithHeader,
    ];

    /// A fresh allocator of this kind. One made before is gone with its blocks.
    ///
    /// # Errors
    /// If the host reserves no memory.
    pub fn start(self) -> Result<Box<dyn Strategy>> {
        Ok(match self {
            Kind::Pools => Box::new(Pools::new(Geometry::PYTHON_3_10, ALIGNMENT)?),
            Kind::SmallPools => Box::new(Pools::new(Geometry::PYTHON_3_9, ALIGNMENT)?),
            Kind::OneClass => Box::new(Pools::new(Geometry::PYTHON_3_10, SMALL_REQUEST_THRESHOLD)?),
            Kind::BestFit => Box::new(BestFit::new(0)),
            Kind::BestFitWithHeader => Box::new(BestFit::new(8)),
        })
    }

    /// What a table calls it.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Pools => "pools, 16 KiB in 1 MiB",
            Kind::SmallPools => "pools, 4 KiB in 256 KiB",
            Kind::OneClass => "one size class, 512 bytes",
            Kind::BestFit => "no pools: best fit",
            Kind::BestFitWithHeader => "the same, 8-byte headers",
        }
    }

    /// What a fact calls it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pools => "pools",
            Kind::SmallPools => "small_pools",
            Kind::OneClass => "one_class",
            Kind::BestFit => "best_fit",
            Kind::BestFitWithHeader => "headers",
        }
    }
}

/// An allocator.
pub trait Strategy {
    /// Hands out a block; nothing if there is no room.
    fn take(&mut self, bytes: u64) -> Option<u64>;
    /// Takes a block back that is in use.
    fn give(&mut self, block: u64);
    /// Bytes of the blocks in use, as rounded up.
    fn given(&self) -> u64;
    /// Bytes held from the host.
    fn held(&self) -> u64;
}

/// The runtime's own allocator, in a geometry, and maybe with fewer size classes.
struct Pools {
    allocator: Allocator,
    /// Small requests are rounded up to a multiple of this first.
    step: u64,
}

impl Pools {
    fn new(geometry: Geometry, step: u64) -> Result<Pools> {
        memory::reserve(ROOM)
            .map_err(|bytes| anyhow!("the host will not reserve {bytes} bytes"))?;
        Ok(Pools {
            allocator: Allocator::new(ROOM, geometry),
            step,
        })
    }
}

impl Strategy for Pools {
    fn take(&mut self, bytes: u64) -> Option<u64> {
        let bytes = match bytes {
            0..=SMALL_REQUEST_THRESHOLD => bytes.max(1).next_multiple_of(self.step),
            _ => bytes,
        };
        self.allocator.allocate(bytes, BlockKind::Buffer)
    }

    fn give(&mut self, block: u64) {
        self.allocator.free(block);
    }

    fn given(&self) -> u64 {
        self.allocator.figures().bytes
    }

    fn held(&self) -> u64 {
        self.allocator.figures().held
    }
}

/// No pools: every request takes the smallest free piece that has room, wherever it is.
struct BestFit {
    runs: Runs,
    in_use: BTreeMap<u64, u64>,
    /// Bytes that the allocator needs for itself before each block.
    header: u64,
}

impl BestFit {
    fn new(header: u64) -> BestFit {
        BestFit {
            runs: Runs::new(HEAP_BASE, ROOM),
            in_use: BTreeMap::new(),
            header,
        }
    }
}

impl Strategy for BestFit {
    fn take(&mut self, bytes: u64) -> Option<u64> {
        let len = (bytes.max(1) + self.header).next_multiple_of(ALIGNMENT);
        let block = self.runs.take(len, ALIGNMENT)?;
        self.in_use.insert(block, len);
        Some(block)
    }

    fn give(&mut self, block: u64) {
        if let Some(len) = self.in_use.remove(&block) {
            self.runs.give_back(block, len);
        }
    }

    fn given(&self) -> u64 {
        self.in_use.values().sum()
    }

    /// The chunks in which at least one byte is in use: the others could go back.
    fn held(&self) -> u64 {
        let mut chunks = 0;
        let mut counted_up_to = 0;
        for (block, len) in &self.in_use {
            let first = (block / CHUNK).max(counted_up_to);
            let end = (block + len).div_ceil(CHUNK);
            chunks += end.saturating_sub(first);
            counted_up_to = counted_up_to.max(end);
        }
        chunks * CHUNK
    }
}
