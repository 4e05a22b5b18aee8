//! Selection patterns.

use fancy_regex::{Regex, RegexBuilder};

/// How much a pattern with backward references or looking around may try: an error message of a client's making must not keep a
/// core busy.
const BACKTRACK_LIMIT: usize = 100_000;

/// A Java regular expression that must match its subject as a whole, as `Pattern.matches` does.
///
/// `\d`, `\w` and ignoring case know all of Unicode, where Java knows ASCII.
#[derive(Debug)]
pub(crate) struct SelectionPattern(Regex);

impl SelectionPattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn compile(pattern: &str) -> Result<Self, String> {
        // By itself first: else `a)(b` would close the group around it.
        let alone = Regex::new(pattern);
        let whole = alone.and_then(|_| {
            RegexBuilder::new(&format!(r"\A(?:{pattern})\z")).backtrack_limit(BACKTRACK_LIMIT).build()
        });
        whole.map(Self).map_err(|error| format!("the selection pattern `{pattern}` cannot be used: {error}"))
    }

    /// Whether it matches the whole of a subject; one that takes too long to compare does not.
    pub(crate) fn matches(&self, subject: &str) -> bool {
        self.0.is_match(subject).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::SelectionPattern;

    #[test]
    fn the_whole_subject_must_match() {
        let table = [
            (r"2\d{2}", "200", true),
            (r"2\d{2}", "2000", false),
            ("200", "200", true),
            ("200|40.", "404", true),
            ("200|40.", "1200", false),
            (".+", "", false),
            (".*Not Found.*", "[404] Not Found: x", true),
            ("Not Found", "[404] Not Found: x", false),
            // As in Java, a dot is no end of a line.
            (".*missing.*", "line\nmissing", false),
            (r"(?s).*missing.*", "line\nmissing", true),
            (r"(\n|.)+", "line\nmissing", true),
            (r"(?!2).*", "404", true),
            (r"(?!2).*", "200", false),
            (r"(.)\1", "aa", true),
            (r"(?:(a+)+\1)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
        ];
        for (pattern, subject, expected) in table {
            let compiled = SelectionPattern::compile(pattern).unwrap();
            assert_eq!(compiled.matches(subject), expected, "`{pattern}` and {subject:?}");
        }
    }

    #[test]
    fn what_cannot_be_matched_is_refused() {
        for pattern in ["(", "a)(b", "*", "[z-a]"] {
            let message = SelectionPattern::compile(pattern).unwrap_err();
            assert!(
                message.starts_with(&format!("the selection pattern `{pattern}` cannot be used")),
                "{message}"
            );
        }
    }
}
