//! Longer texts.

use plenary_domain::text::Text;
use plenary_formats::html;
use schemars::JsonSchema;
use serde::Serialize;

/// A longer text, in two forms.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RichText {
    /// Sanitised HTML: may stand in a page as it is.
    html: String,
    /// The same without any markup.
    text: String,
}

impl From<&Text> for RichText {
    fn from(text: &Text) -> Self {
        Self { html: html::render(text), text: html::plain(text) }
    }
}
