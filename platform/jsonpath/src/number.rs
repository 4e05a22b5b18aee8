//! Numbers as Java writes and compares them.

use serde_json::Number;
use std::cmp::Ordering;
use std::fmt::Write;

/// Writes a number as `Integer`, `Long` or `Double` do in Java: `1`, `1.0`, `1.0E-7`, `1.2345678E7`.
///
/// A double takes the shortest digits that read back the same (`Double.toString` since Java 19).
pub(crate) fn write(number: &Number, out: &mut String) {
    let double = if number.is_f64() { number.as_f64() } else { None };
    match double {
        Some(double) => write_double(double, out),
        None => out.push_str(&number.to_string()),
    }
}

fn write_double(double: f64, out: &mut String) {
    let size = double.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        // Debug formatting keeps the `.0` and never uses an exponent in this range.
        let _ = write!(out, "{double:?}");
        return;
    }
    let scientific = format!("{double:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    out.push_str(digits);
    if !digits.contains('.') {
        out.push_str(".0");
    }
    out.push('E');
    out.push_str(exponent);
}

/// A decimal number of any size, comparable as `BigDecimal.compareTo` compares.
///
/// The value is `0.d₁d₂d₃… × 10^exponent`, without leading or trailing zeros; no digits at all is zero.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    exponent: i64,
    digits: Vec<u8>,
}

impl Decimal {
    /// Reads what `new BigDecimal(text)` reads; `None` where that throws.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
            Some(at) => (&unsigned[..at], signed_exponent(&unsigned[at + 1..])?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        digits.drain(..zeros);
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Some(Self { negative: false, exponent: 0, digits });
        }
        let point = i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()?;
        Some(Self { negative, exponent: exponent + point, digits })
    }

    pub(crate) fn of(number: &Number) -> Option<Self> {
        let mut text = String::new();
        write(number, &mut text);
        Self::read(&text)
    }

    fn size(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.size(other),
            (true, true) => other.size(self),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

/// An exponent, which Java holds in 32 bits.
fn signed_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse::<i32>().ok().map(i64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_read_as_in_java() {
        let table = [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (0.001, "0.001"),
            (0.000_1, "1.0E-4"),
            (9_999_999.5, "9999999.5"),
            (1e7, "1.0E7"),
            (12_345_678.0, "1.2345678E7"),
            (1e-7, "1.0E-7"),
            (-2.5e300, "-2.5E300"),
        ];
        for (double, text) in table {
            let mut out = String::new();
            write_double(double, &mut out);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn decimals_compare_by_value() {
        let read = |text| Decimal::read(text).expect(text);
        for (left, order, right) in [
            ("1", Ordering::Equal, "1.000"),
            ("1e2", Ordering::Equal, "100"),
            ("0.5", Ordering::Less, "1"),
            ("-3", Ordering::Less, "2"),
            ("-3", Ordering::Less, "-2.9"),
            ("0", Ordering::Equal, "-0.0"),
            ("12345678901234567890.1", Ordering::Greater, "12345678901234567890"),
            ("9", Ordering::Less, "10"),
            (".5", Ordering::Equal, "5E-1"),
        ] {
            assert_eq!(read(left).cmp(&read(right)), order, "{left} and {right}");
        }
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for text in ["", "x", "1x", ".", "-", "1e", "0x1", " 1", "1e99999999999", "--1", "1.2.3"] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }
}
