//! Numbers that are spelt in two ways.

use regex::Regex;
use std::sync::LazyLock;

static FRACTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"-?[0-9]+\.[0-9]+(?:E-?[0-9]+)?").ok());

/// Whether two texts are the same but for the last digits of fractions, which still read as the same double. Java before
/// release 19 now and then writes a digit more than it takes.
pub fn same_but_for_digits(one: &str, other: &str) -> bool {
    let Some(fraction) = FRACTION.as_ref() else { return false };
    let values = |text: &str| -> Vec<f64> {
        fraction.find_iter(text).filter_map(|found| found.as_str().parse().ok()).collect()
    };
    fraction.replace_all(one, "#") == fraction.replace_all(other, "#")
        && values(one)
            .iter()
            .map(|value| value.to_bits())
            .eq(values(other).iter().map(|value| value.to_bits()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spellings_of_one_number_are_the_same() {
        assert!(same_but_for_digits("[2.0E-3, x]", "[2.00E-3, x]"));
        assert!(!same_but_for_digits("1.5", "1.6"));
        assert!(!same_but_for_digits("1.5x", "1.5y"));
    }
}
