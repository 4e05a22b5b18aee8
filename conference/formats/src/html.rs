//! Longer texts as sanitised HTML and as plain text.
use plenary_domain::text::Text;

/// A text as HTML that may stand in a page.
pub fn render(text: &Text) -> String {
    escape(&text.source)
}

/// A text without any markup.
pub fn plain(text: &Text) -> String {
    text.source.clone()
}

/// Text as HTML: `&`, `<`, `>`, `"` and `'` as references.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
