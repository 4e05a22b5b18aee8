//! From sanitised HTML to plain text.

/// Plain text of HTML that the sanitiser wrote: well-formed, attributes quoted, only `&amp;`, `&lt;`, `&gt;`, `&quot;` and
/// `&nbsp;` as references.
pub(super) fn from_sanitised(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut preformatted = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_text(&mut text, &rest[..at], preformatted > 0);
        let tag = &rest[at + 1..];
        let end = tag.find('>').unwrap_or(tag.len());
        let name = tag[..end].split([' ', '\n']).next().unwrap_or_default();
        match name {
            "pre" => preformatted += 1,
            "/pre" => preformatted = preformatted.saturating_sub(1),
            _ => {}
        }
        separate(&mut text, name);
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    push_text(&mut text, rest, preformatted > 0);
    text.trim().to_owned()
}

/// What a tag means for the flow of text.
fn separate(text: &mut String, tag: &str) {
    match tag {
        "br" => text.push('\n'),
        "li" => {
            break_line(text, 1);
            text.push_str("• ");
        }
        "dt" | "dd" | "/li" | "/dt" | "/dd" => break_line(text, 1),
        "p" | "/p" if text.ends_with("• ") => {}
        "p" | "/p" | "ul" | "/ul" | "ol" | "/ol" | "dl" | "/dl" | "blockquote" | "/blockquote" | "pre"
        | "/pre" | "hr" => {
            break_line(text, 2);
        }
        _ => {}
    }
}

/// Ends the text with so many line breaks, unless it is empty.
fn break_line(text: &mut String, breaks: usize) {
    text.truncate(text.trim_end_matches([' ', '\t']).len());
    if text.is_empty() {
        return;
    }
    let present = text.len() - text.trim_end_matches('\n').len();
    for _ in present..breaks {
        text.push('\n');
    }
}

fn push_text(text: &mut String, html: &str, preformatted: bool) {
    let decoded = decode(html);
    if preformatted {
        text.push_str(&decoded);
        return;
    }
    for character in decoded.chars() {
        if !matches!(character, ' ' | '\t' | '\n' | '\r') {
            text.push(character);
        } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

/// `&amp;` last, so that `&amp;lt;` stays `&lt;`.
fn decode(html: &str) -> String {
    if !html.contains('&') {
        return html.to_owned();
    }
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
