//! Text that knows its format. It is kept as written and sanitised once, on the way out.

use serde::{Deserialize, Serialize};

/// How a [`Text`] is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextFormat {
    /// Every character means itself; blank lines part paragraphs.
    Plain,
    /// `CommonMark`.
    Markdown,
    /// HTML as found in a file: not trusted.
    Html,
}

/// A longer text: an abstract, a description, a biography.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// How it is written.
    pub format: TextFormat,
    /// As written.
    pub source: String,
}

impl Text {
    /// A text of a format; `None` when nothing but white space is in it.
    pub fn new(format: TextFormat, source: impl Into<String>) -> Option<Self> {
        let source = source.into();
        (!source.trim().is_empty()).then_some(Self { format, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_something_in_it() {
        assert_eq!(Text::new(TextFormat::Plain, " \n\t "), None);
        let text = Text::new(TextFormat::Markdown, " *a* ").unwrap();
        assert_eq!((text.format, text.source.as_str()), (TextFormat::Markdown, " *a* "));
    }
}
