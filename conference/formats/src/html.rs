//! Longer texts as sanitised HTML and as plain text. This is the only place where text of any origin becomes markup.

mod plain;

use ammonia::{Builder, UrlRelative};
use plenary_domain::text::{Text, TextFormat};
use pulldown_cmark::{Event, Options, Parser};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What may stand in a text. No pictures (a page must not tell others who reads it) and no headings: those would tear the
/// outline of the page, so they become paragraphs in bold.
const ALLOWED_TAGS: [&str; 38] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with everything inside; of others only the tags go.
const REMOVED_WITH_CONTENT: [&str; 14] = [
    "applet", "audio", "embed", "iframe", "math", "noscript", "object", "script", "select", "style", "svg",
    "template", "title", "video",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ALLOWED_TAGS))
        .clean_content_tags(HashSet::from(REMOVED_WITH_CONTENT))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href", "hreflang"]))]))
        .generic_attributes(HashSet::from(["lang"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener nofollow ugc"));
    builder
});

/// A text as HTML that may stand in a page: block elements, without script, style, pictures or foreign attributes; links
/// are `http`, `https` or `mailto` and carry `rel="noopener nofollow ugc"`.
///
/// ```
/// use plenary_domain::text::{Text, TextFormat};
/// let text = Text { format: TextFormat::Html, source: "<p onclick=x>Hi<script>steal()</script>".into() };
/// assert_eq!(plenary_formats::html::render(&text), "<p>Hi</p>");
/// ```
pub fn render(text: &Text) -> String {
    match text.format {
        TextFormat::Plain => paragraphs(&text.source),
        TextFormat::Html => sanitise(&text.source),
        TextFormat::Markdown => sanitise(&markdown(&text.source)),
    }
}

/// A text without any markup, for feeds and descriptions that take none: paragraphs parted by an empty line, list items
/// led by a bullet. Never contains tags, but characters such as `<` as themselves.
pub fn plain(text: &Text) -> String {
    match text.format {
        TextFormat::Plain => text.source.trim().to_owned(),
        TextFormat::Html | TextFormat::Markdown => plain::from_sanitised(&render(text)),
    }
}

/// Text as HTML: `&`, `<`, `>`, `"` and `'` as references; control characters other than tab and line breaks are dropped.
/// Safe between tags and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut escaped, text);
    escaped
}

/// The deepest nesting that is parsed: parsers of HTML need time quadratic in the depth, and no author writes such a thing.
const DEEPEST_NESTING: usize = 200;

/// Elements that never hold others of their kind: void, or closed by the next of their kind.
const FLAT_TAGS: [&str; 12] = ["br", "dd", "dt", "hr", "img", "input", "li", "p", "td", "th", "tr", "wbr"];

/// Whether elements may be nested so deeply that the text is an attack; counts only, without parsing.
fn nested_too_deeply(html: &str) -> bool {
    let mut depth = 0_usize;
    html.split('<').skip(1).any(|piece| {
        if piece.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if piece.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let end = piece.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(piece.len());
            let flat = FLAT_TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&piece[..end]));
            depth += usize::from(!flat);
        }
        depth > DEEPEST_NESTING
    })
}

/// Sanitised HTML of HTML as found. What is nested too deeply for a text is shown as its source.
pub(crate) fn sanitise(html: &str) -> String {
    if nested_too_deeply(html) {
        return paragraphs(html);
    }
    let clean = SANITISER.clean(html).to_string();
    if clean.contains("<h") { headings_to_paragraphs(&clean) } else { clean }
}

/// `CommonMark` to HTML, not yet sanitised. A line break in the source is one on the page: people who type into a form mean
/// it so, and the systems that files come from show it so.
fn markdown(source: &str) -> String {
    let options = Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(source, options).map(|event| match event {
        Event::SoftBreak => Event::HardBreak,
        other => other,
    });
    let mut html = String::with_capacity(source.len() + source.len() / 4);
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// The sanitiser's output is canonical (headings carry at most `lang`), so tags can be told by their text.
fn headings_to_paragraphs(html: &str) -> String {
    let mut result = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        result.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        result.push_str(&heading_tag(&tag[..end]));
        rest = &tag[end..];
    }
    result.push_str(rest);
    result
}

fn heading_tag(tag: &str) -> Cow<'_, str> {
    let name = tag.trim_start_matches(['<', '/']);
    let is_heading = name.starts_with('h') && name[1..].starts_with(['1', '2', '3', '4', '5', '6']);
    match (is_heading, tag.starts_with("</")) {
        (false, _) => Cow::Borrowed(tag),
        (true, true) => Cow::Borrowed("</strong></p>"),
        (true, false) => Cow::Owned(format!("<p{}<strong>", &name[2..])),
    }
}

fn paragraphs(source: &str) -> String {
    let mut html = String::with_capacity(source.len() + 32);
    let mut open = false;
    for line in source.lines().map(str::trim_end) {
        if line.trim().is_empty() {
            if open {
                html.push_str("</p>\n");
            }
            open = false;
            continue;
        }
        html.push_str(if open { "<br>\n" } else { "<p>" });
        open = true;
        push_escaped(&mut html, line);
    }
    if open {
        html.push_str("</p>");
    } else {
        html.truncate(html.trim_end().len());
    }
    html
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' | '\r' => html.push(character),
            other if other.is_control() => {}
            other => html.push(other),
        }
    }
}
