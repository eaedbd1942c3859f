//! The decimal digits of a double, before any layout.
//!
//! CPython asks David Gay's `dtoa` (`Python/dtoa.c`) for these three things; Rust's own float formatting gives the same
//! digits, for both round correctly and ties go to the even digit.

/// A double has no more than 1074 digits after its decimal point; every digit beyond is an exact zero.
const MOST_FRACTION_DIGITS: usize = 1100;

/// Decimals of so many digits never share a double (C's `DBL_DIG`).
const UNIQUE_DIGITS: usize = 15;

/// A non-negative finite number, `0.DIGITS × 10^point`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// ASCII digits, at least one. Digits that are not there are zeros.
    digits: Vec<u8>,
    /// How many digits stand before the decimal point; negative for `0.00…`.
    pub point: i64,
}

impl Decimal {
    /// The fewest digits that read back as the same double (`dtoa` mode 0).
    pub fn shortest(value: f64) -> Self {
        let shortest = Self::from_scientific(&format!("{:e}", value.abs()));
        if shortest.digits.len() <= UNIQUE_DIGITS {
            return shortest;
        }
        // Two candidates may be equally near. `dtoa` takes the even one, Rust either.
        let nearest = Self::significant(value, shortest.digits.len());
        if nearest.reads_as(value.abs()) {
            nearest
        } else {
            shortest
        }
    }

    /// Whether this is the given double, to the nearest.
    fn reads_as(&self, value: f64) -> bool {
        let text = format!("0.{}e{}", self.slice(0, self.len()), self.point);
        text.parse() == Ok(value)
    }

    /// Correctly rounded to `count` significant digits, at least one (`dtoa` mode 2).
    pub fn significant(value: f64, count: usize) -> Self {
        let after_first = count.clamp(1, MOST_FRACTION_DIGITS) - 1;
        Self::from_scientific(&format!("{:.*e}", after_first, value.abs()))
    }

    /// Correctly rounded to `count` digits after the decimal point (`dtoa` mode 3).
    pub fn fraction(value: f64, count: usize) -> Self {
        let text = format!("{:.*}", count.min(MOST_FRACTION_DIGITS), value.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        Self {
            digits: whole.bytes().chain(fraction.bytes()).collect(),
            point: whole.len() as i64,
        }
    }

    /// Reads Rust's `d.ddde±x`.
    fn from_scientific(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        while digits.len() > 1 && digits.last() == Some(&b'0') {
            digits.pop();
        }
        Self {
            digits,
            point: exponent.parse::<i64>().unwrap_or(0) + 1,
        }
    }

    /// Whether every digit is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.iter().all(|&digit| digit == b'0')
    }

    /// How many digits are known.
    pub fn len(&self) -> i64 {
        self.digits.len() as i64
    }

    /// The digits at positions `from..to`, where position 0 is the first digit and what is not known is zero.
    pub fn slice(&self, from: i64, to: i64) -> String {
        (from..to)
            .map(|position| {
                usize::try_from(position)
                    .ok()
                    .and_then(|position| self.digits.get(position))
                    .map_or('0', |&digit| char::from(digit))
            })
            .collect()
    }
}
