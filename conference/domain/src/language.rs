//! The language of content: a BCP 47 tag such as `en` or `de-AT`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The language of content: a BCP 47 tag such as `en` or `de-AT`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

/// Why a text is no [`LanguageTag`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language tag such as en or de-AT")]
pub struct BadLanguage(pub String);

impl LanguageTag {
    /// The value as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LanguageTag {
    type Err = BadLanguage;
    fn from_str(text: &str) -> Result<Self, BadLanguage> {
        let mut parts = text.split('-');
        let primary = parts.next().is_some_and(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
        });
        let rest = parts
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if primary && rest { Ok(Self(conventional(text))) } else { Err(BadLanguage(text.to_owned())) }
    }
}

/// The tag in the letters of convention, `zh-Hant-TW`, so that equal tags are equal texts (RFC 5646, section 2.1.1).
fn conventional(text: &str) -> String {
    let mut after_singleton = false;
    let parts = text.split('-').enumerate().map(|(position, part)| {
        let mut part = part.to_ascii_lowercase();
        match part.len() {
            2 if position > 0 && !after_singleton => part.make_ascii_uppercase(),
            4 if position > 0 && !after_singleton => part[..1].make_ascii_uppercase(),
            _ => {}
        }
        after_singleton = part.len() == 1;
        part
    });
    parts.collect::<Vec<_>>().join("-")
}

impl TryFrom<String> for LanguageTag {
    type Error = BadLanguage;
    fn try_from(text: String) -> Result<Self, BadLanguage> {
        text.parse()
    }
}

impl From<LanguageTag> for String {
    fn from(value: LanguageTag) -> Self {
        value.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        let cases = [
            ("en", "en"),
            ("DE", "de"),
            ("de-at", "de-AT"),
            ("ZH-HANT-tw", "zh-Hant-TW"),
            ("en-u-ca-gregory", "en-u-ca-gregory"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
        ];
        for (given, text) in cases {
            let tag: LanguageTag = given.parse().unwrap();
            assert_eq!((tag.as_str(), tag.to_string()), (text, text.to_owned()));
            assert_eq!(serde_json::to_value(&tag).unwrap(), text);
            assert_eq!(serde_json::from_value::<LanguageTag>(given.into()).unwrap(), tag);
        }
        for bad in ["", "e", "english language", "de_AT", "de-", "12", "en-abcdefghi", "ünglish"] {
            assert!(bad.parse::<LanguageTag>().unwrap_err().to_string().contains(bad));
        }
    }
}
