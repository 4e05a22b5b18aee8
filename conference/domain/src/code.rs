//! Codes and slugs: the identities that stand in URLs.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Six characters `A-Z0-9`, unique in its conference; the page of a session or speaker has it in its URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PageCode([u8; 6]);

/// Why a text is no [`PageCode`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a page code: it takes six characters out of A-Z and 0-9")]
pub struct BadPageCode(pub String);

impl PageCode {
    /// The characters a code is made of.
    pub const ALPHABET: &'static [u8; 36] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// One of the 36⁶ codes for any number; two numbers have the same only when they are equal modulo 36⁶.
    pub fn from_number(mut number: u64) -> Self {
        Self(std::array::from_fn(|_| {
            let digit = number % 36;
            number /= 36;
            Self::ALPHABET[usize::try_from(digit).unwrap_or_default()]
        }))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for PageCode {
    type Err = BadPageCode;
    fn from_str(text: &str) -> Result<Self, BadPageCode> {
        let bytes: [u8; 6] = text.as_bytes().try_into().map_err(|_| BadPageCode(text.to_owned()))?;
        if bytes.iter().all(|byte| Self::ALPHABET.contains(byte)) {
            Ok(Self(bytes))
        } else {
            Err(BadPageCode(text.to_owned()))
        }
    }
}

impl TryFrom<String> for PageCode {
    type Error = BadPageCode;
    fn try_from(text: String) -> Result<Self, BadPageCode> {
        text.parse()
    }
}

impl From<PageCode> for String {
    fn from(code: PageCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for PageCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The first segment of a conference's URLs: 1–64 characters `a-z0-9-`, not starting or ending with `-`, and none of the
/// segments that mean something else (`r`, `assets`, `account`, `login`, `v1` … `v99`, `_…`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ConferenceSlug(String);

/// Why a text is no [`ConferenceSlug`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSlug {
    /// Too long, empty, or with other characters.
    #[error(
        "`{0}` cannot be a conference's address: it takes 1 to 64 characters out of a-z, 0-9 and inner hyphens"
    )]
    Characters(String),
    /// The segment has another meaning.
    #[error("`{0}` cannot be a conference's address: the site uses it for something else")]
    Reserved(String),
}

impl ConferenceSlug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest slug to a name ([`slugify`]); `None` when nothing is left of it or it is reserved.
    pub fn from_name(name: &str) -> Option<Self> {
        slugify(name, 64).parse().ok()
    }
}

/// Lower-case ASCII letters, digits and single hyphens of a text, at most `limit` bytes; may be empty. Accents are dropped,
/// German umlauts written out, everything else becomes a hyphen.
pub fn slugify(text: &str, limit: usize) -> String {
    let mut slug = String::new();
    for character in
        text.nfc().flat_map(spelled_out).nfkd().filter(|character| !is_combining_mark(*character))
    {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(limit);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Letters that dropping an accent would turn into others, or that consist of nothing but themselves.
fn spelled_out(character: char) -> impl Iterator<Item = char> {
    let (first, second) = match character {
        'ä' | 'Ä' | 'æ' | 'Æ' => ('a', Some('e')),
        'ö' | 'Ö' | 'œ' | 'Œ' => ('o', Some('e')),
        'ü' | 'Ü' => ('u', Some('e')),
        'ß' => ('s', Some('s')),
        'ø' | 'Ø' => ('o', None),
        'ł' | 'Ł' => ('l', None),
        other => (other, None),
    };
    [Some(first), second].into_iter().flatten()
}

fn reserved(text: &str) -> bool {
    let version = text.strip_prefix('v').is_some_and(|rest| {
        (1..=2).contains(&rest.len())
            && rest.bytes().all(|byte| byte.is_ascii_digit())
            && !rest.starts_with('0')
    });
    version || matches!(text, "r" | "assets" | "account" | "login")
}

impl FromStr for ConferenceSlug {
    type Err = BadSlug;
    fn from_str(text: &str) -> Result<Self, BadSlug> {
        let well_formed = (1..=64).contains(&text.len())
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !well_formed {
            return Err(BadSlug::Characters(text.to_owned()));
        }
        if reserved(text) { Err(BadSlug::Reserved(text.to_owned())) } else { Ok(Self(text.to_owned())) }
    }
}

impl TryFrom<String> for ConferenceSlug {
    type Error = BadSlug;
    fn try_from(text: String) -> Result<Self, BadSlug> {
        text.parse()
    }
}

impl From<ConferenceSlug> for String {
    fn from(slug: ConferenceSlug) -> Self {
        slug.0
    }
}

impl fmt::Display for ConferenceSlug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_codes() {
        for good in ["ABC123", "ZZZZZZ", "000000"] {
            let code: PageCode = good.parse().unwrap();
            assert_eq!((code.as_str(), code.to_string()), (good, good.to_owned()));
            assert_eq!(
                serde_json::from_str::<PageCode>(&serde_json::to_string(&code).unwrap()).unwrap(),
                code
            );
        }
        for bad in ["", "ABC12", "ABC1234", "abc123", "ABC 12", "ÄBC12", "ABC-12"] {
            let error = bad.parse::<PageCode>().unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("`{bad}` is not a page code: it takes six characters out of A-Z and 0-9")
            );
            assert!(serde_json::from_value::<PageCode>(bad.into()).is_err());
        }
    }

    #[test]
    fn numbers_make_codes_that_differ() {
        let codes: std::collections::HashSet<_> = (0..50_000).map(PageCode::from_number).collect();
        assert_eq!(codes.len(), 50_000);
        assert_eq!(PageCode::from_number(0).as_str(), "AAAAAA");
        assert_eq!(PageCode::from_number(35).as_str(), "9AAAAA");
        assert_eq!(PageCode::from_number(36_u64.pow(6)).as_str(), "AAAAAA");
        assert_eq!(PageCode::from_number(u64::MAX).to_string().parse(), Ok(PageCode::from_number(u64::MAX)));
    }

    #[test]
    fn conference_slugs() {
        let longest = "a".repeat(64);
        for good in ["38c3", "a", "fosdem-2025", "v0", "v01", "v100", "vr", "release", longest.as_str()] {
            let slug: ConferenceSlug = good.parse().unwrap();
            assert_eq!((slug.as_str(), slug.to_string()), (good, good.to_owned()));
            assert_eq!(
                serde_json::from_str::<ConferenceSlug>(&serde_json::to_string(&slug).unwrap()).unwrap(),
                slug
            );
        }
        let too_long = "a".repeat(65);
        for bad in ["", "-a", "a-", "A", "a b", "a_b", "_internal", "ä", "a/b", too_long.as_str()] {
            assert_eq!(bad.parse::<ConferenceSlug>(), Err(BadSlug::Characters(bad.to_owned())));
        }
        for reserved in ["r", "assets", "account", "login", "v1", "v9", "v10", "v99"] {
            assert_eq!(reserved.parse::<ConferenceSlug>(), Err(BadSlug::Reserved(reserved.to_owned())));
        }
        assert!(BadSlug::Reserved("r".to_owned()).to_string().contains("something else"));
    }

    #[test]
    fn names_become_slugs() {
        let cases = [
            ("38th Chaos Communication Congress", "38th-chaos-communication-congress"),
            ("  Größe & Übermut!  ", "groesse-uebermut"),
            ("U\u{308}bung", "uebung"),
            ("Café Ñandú", "cafe-nandu"),
            ("Ærøskøbing Łódź Œuvre", "aeroskobing-lodz-oeuvre"),
            ("Saal 1 / Hall Ⅱ", "saal-1-hall-ii"),
            ("日本語", ""),
            ("---", ""),
            ("a--b", "a-b"),
        ];
        for (name, slug) in cases {
            assert_eq!(slugify(name, 64), slug, "{name}");
        }
        assert_eq!(slugify("abc def", 4), "abc");
        assert_eq!(ConferenceSlug::from_name("38C3").map(String::from).as_deref(), Some("38c3"));
        assert_eq!(ConferenceSlug::from_name("R"), None);
        assert_eq!(ConferenceSlug::from_name("日本語"), None);
    }
}
