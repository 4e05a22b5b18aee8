//! Patterns between slashes.

use crate::error::PathError;
use regex::{Regex, RegexBuilder};

/// How much memory a compiled pattern may take, in bytes.
const LARGEST: usize = 1 << 20;

/// A regular expression. Java's own syntax is taken as far as it can be matched in linear time: neither backward
/// references nor looking around.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    regex: Regex,
    /// As `Pattern.toString` writes it.
    pub(crate) source: String,
}

impl Pattern {
    /// `flags` are Java's: `i`, `m`, `s`, `x`; `u` and `d` change nothing here.
    pub(crate) fn new(source: &str, flags: &str) -> Result<Self, PathError> {
        let regex = RegexBuilder::new(&format!("\\A(?:{source})\\z"))
            .case_insensitive(flags.contains('i'))
            .multi_line(flags.contains('m'))
            .dot_matches_new_line(flags.contains('s'))
            .ignore_whitespace(flags.contains('x'))
            .size_limit(LARGEST)
            .build()
            .map_err(|_| PathError::new(0, format!("the pattern /{source}/ can't be read")))?;
        Ok(Self { regex, source: source.to_owned() })
    }

    /// Whether the whole of the text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}
