//! Which format a longer text is in: files don't say.

use crate::repair::{RepairKind, Repairs};
use plenary_domain::text::{Text, TextFormat};

/// Elements by which HTML is recognised; `<https://…>` and `a < b` are none.
const HTML_TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "li",
    "link",
    "math",
    "meta",
    "object",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "th",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
];

/// A text with its format; `None` when it is empty. `what` names its owner.
pub(super) fn text(source: &str, what: impl FnOnce() -> String, repairs: &mut Repairs) -> Option<Text> {
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let source = source.trim();
    let format = format(source);
    if format == TextFormat::Html {
        repairs.note(RepairKind::HtmlInText, what);
    }
    Text::new(format, source)
}

fn format(source: &str) -> TextFormat {
    if contains_html(source) {
        TextFormat::Html
    } else if contains_markdown(source) {
        TextFormat::Markdown
    } else {
        TextFormat::Plain
    }
}

/// Whether a text has tags, not merely angle brackets.
fn contains_html(source: &str) -> bool {
    source.split('<').skip(1).any(|piece| {
        let piece = piece.strip_prefix('/').unwrap_or(piece);
        let end = piece.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(piece.len());
        let closes = piece[end..].starts_with(['>', '/', ' ', '\n', '\t']);
        closes && HTML_TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&piece[..end]))
    })
}

/// Whether a text has marks that nobody writes but for Markdown: links, bold, headings, fences, lists.
fn contains_markdown(source: &str) -> bool {
    let listed = |line: &str| ["* ", "- ", "+ "].iter().any(|mark| line.trim_start().starts_with(mark));
    source.contains("](http")
        || source.contains("<http")
        || marked_bold(source)
        || source.lines().any(|line| {
            let heading = line.trim_start_matches('#');
            let depth = line.len() - heading.len();
            (1..=6).contains(&depth) && heading.starts_with(' ') || line.starts_with("```")
        })
        || source.lines().filter(|line| listed(line)).count() >= 2
}

/// `**bold**` within a line.
fn marked_bold(source: &str) -> bool {
    source.lines().any(|line| {
        let mut parts = line.split("**").skip(1);
        let inner = parts.next();
        parts.next().is_some() && inner.is_some_and(|inner| !inner.is_empty() && inner.trim() == inner)
    })
}

#[cfg(test)]
mod tests {
    use super::format;
    use plenary_domain::text::TextFormat;

    #[test]
    fn formats_are_told_by_their_marks() {
        for html in ["<p>x</p>", "a<br/>b", "a<BR>b", "<a href=x>y</a>", "</div>", "<script\n>"] {
            assert_eq!(format(html), TextFormat::Html, "{html}");
        }
        for markdown in
            ["[x](https://y.example)", "a **b** c", "# Top\nx", "* a\n* b", "```\nx", "<https://x.example>"]
        {
            assert_eq!(format(markdown), TextFormat::Markdown, "{markdown}");
        }
        for plain in ["a < b > c", "<3", "#hashtag", "2 ** 3 ** 4", "- one", "Vec<T>", "x <pad> y", "", "**"]
        {
            assert_eq!(format(plain), TextFormat::Plain, "{plain}");
        }
    }
}
