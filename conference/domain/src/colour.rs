//! A colour as `#rrggbb`, in lower case.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A colour as `#rrggbb`, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(String);

/// Why a text is no [`Colour`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a colour: it takes # and six hexadecimal digits")]
pub struct BadColour(pub String);

impl Colour {
    /// The value as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Colour {
    type Err = BadColour;
    fn from_str(text: &str) -> Result<Self, BadColour> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(BadColour(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Colour {
    type Error = BadColour;
    fn try_from(text: String) -> Result<Self, BadColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(value: Colour) -> Self {
        value.0
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours() {
        for (good, text) in [("#00ff7f", "#00ff7f"), ("#ABCDEF", "#abcdef")] {
            let colour: Colour = good.parse().unwrap();
            assert_eq!((colour.as_str(), colour.to_string()), (text, text.to_owned()));
            assert_eq!(serde_json::to_value(&colour).unwrap(), text);
            assert_eq!(serde_json::from_value::<Colour>(text.into()).unwrap(), colour);
        }
        for bad in ["", "00ff7f", "#0f7", "#00ff7", "#00ff7ff", "#gggggg", "red", "#00ff7é"] {
            assert!(bad.parse::<Colour>().unwrap_err().to_string().contains(bad));
        }
    }
}
