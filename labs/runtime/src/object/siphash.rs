//! SipHash-1-3 with a zero key: the hash of `str` and `bytes`, as CPython computes it when started
//! with `PYTHONHASHSEED=0` (`Python/pyhash.c`; Aumasson and Bernstein, 2012).

/// The hash of `bytes`, as Python shows it: never −1, and 0 for nothing.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    match siphash13(bytes) as i64 {
        -1 => -2,
        hash => hash,
    }
}

fn siphash13(bytes: &[u8]) -> u64 {
    let mut state = [
        0x736f_6d65_7073_6575u64,
        0x646f_7261_6e64_6f6d,
        0x6c79_6765_6e65_7261,
        0x7465_6462_7974_6573,
    ];
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let mut buffer = [0; 8];
        buffer.copy_from_slice(word);
        absorb(&mut state, u64::from_le_bytes(buffer));
    }
    let mut last = [0; 8];
    last[..words.remainder().len()].copy_from_slice(words.remainder());
    last[7] = bytes.len() as u8;
    absorb(&mut state, u64::from_le_bytes(last));
    state[2] ^= 0xff;
    for _ in 0..3 {
        round(&mut state);
    }
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

fn absorb(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    round(state);
    state[0] ^= word;
}

fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[2] = v[2].rotate_left(32);
}

#[cfg(test)]
mod tests {
    #[test]
    fn hashes_are_those_of_cpython_without_a_seed() {
        // PYTHONHASHSEED=0 python3.12 -c "print(hash('a'), hash('hello world'))"
        assert_eq!(super::hash_bytes(b"a"), 4644417185603328019);
        assert_eq!(super::hash_bytes(b"hello world"), -5642461784034726774);
    }
}
