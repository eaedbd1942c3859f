//! The limits that stop a runaway program, and how they are written on the command line.

/// Seconds that a program may run, unless `--seconds` says otherwise.
pub const SECONDS: f64 = 30.0;
/// What `--memory` is unless given: 1 GiB.
pub const MEMORY: &str = "1G";
/// Least bytes that `--memory` takes: the interpreter's own objects take about 1 MiB.
pub const LEAST_MEMORY: u64 = 4 << 20;
/// Most bytes that `--memory` takes: no host has more room for addresses.
pub const MOST_MEMORY: u64 = 1 << 46;

/// Seconds, a number above 0.
///
/// # Errors
/// A sentence, if `text` is not one.
pub fn parse_seconds(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0)
        .ok_or_else(|| "expected a number of seconds above 0, such as 5 or 0.5".to_owned())
}

/// Bytes: a whole number, with one of `K`, `M`, `G`, `T` for powers of 1024 if wanted; `KiB` and `KB` say
/// the same.
///
/// # Errors
/// A sentence, if `text` is not a size, or one out of bounds.
pub fn parse_memory(text: &str) -> Result<u64, String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let shift = match unit.to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        "T" | "TB" | "TIB" => 40,
        _ => return Err(not_a_size()),
    };
    if number.is_empty() {
        return Err(not_a_size());
    }
    number
        .parse()
        .ok()
        .and_then(|number: u64| number.checked_mul(1 << shift))
        .filter(|bytes| (LEAST_MEMORY..=MOST_MEMORY).contains(bytes))
        .ok_or_else(|| "expected a size from 4M to 64T".to_owned())
}

fn not_a_size() -> String {
    "expected a size such as 64M or 1G".to_owned()
}

#[cfg(test)]
mod tests {
    use super::{parse_memory, parse_seconds};

    #[test]
    fn sizes_have_binary_units() {
        assert_eq!(parse_memory("64M"), Ok(64 << 20));
        assert_eq!(parse_memory("1G"), Ok(1 << 30));
        assert_eq!(parse_memory("1gib"), Ok(1 << 30));
        assert_eq!(parse_memory("4194304"), Ok(4 << 20));
        assert_eq!(parse_memory("64T"), Ok(1 << 46));
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in ["", "M", "-1M", "1.5G", "64X", "lots", "1 G"] {
            assert_eq!(
                parse_memory(text),
                Err("expected a size such as 64M or 1G".to_owned()),
                "{text}"
            );
        }
        for text in [
            "0",
            "4095K",
            "65T",
            "99999999999999999999",
            "18446744073709551615T",
        ] {
            assert_eq!(
                parse_memory(text),
                Err("expected a size from 4M to 64T".to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn seconds_are_above_zero() {
        assert_eq!(parse_seconds("5"), Ok(5.0));
        assert_eq!(parse_seconds("0.5"), Ok(0.5));
        for text in ["0", "-1", "inf", "nan", "soon", ""] {
            assert!(parse_seconds(text).is_err(), "{text}");
        }
    }
}
