//! The order in which people look for names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A key to sort names by: without regard to case and accents, so that `Élise` stands among the Es. Names that differ in
/// nothing else have equal keys.
pub fn reading_order(name: &str) -> String {
    name.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        let mut names = ["Zoë", "Élise", "emil", "Ömer", "Otto", "eva"];
        names.sort_by_key(|name| reading_order(name));
        assert_eq!(names, ["Élise", "emil", "eva", "Ömer", "Otto", "Zoë"]);
    }
}
