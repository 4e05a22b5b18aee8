//! The shell: what every page has around its content, taken from the app's built `index.html`.

use crate::error::Error;
use crate::published_file::{PublishedFile, hexadecimal, media_type};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use maud::Escaper;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fmt::Write as _;

/// What every page has around its content. Holds no script and no style of its own, only links to files, so that the pages
/// live under a content security policy without exceptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shell {
    /// Goes into the head: base, icons, styles, modules to load ahead.
    pub(crate) head: String,
    /// The attributes of `<body>`, with a space before each.
    pub(crate) body_attributes: String,
    /// Follows the content: the app's element and its scripts.
    pub(crate) body: String,
    /// The shell's own stylesheet, where no app brings one.
    pub(crate) stylesheet: Option<PublishedFile>,
}

const PLAIN_STYLES: &str = include_str!("plain.css");

impl Shell {
    /// Takes the shell out of an app's built `index.html`. Its title and description are left out: pages have their own.
    ///
    /// # Errors
    /// When the page has inline scripts, styles or event handlers, no `<base href="/">` (its links would not work on deeper
    /// pages), or no element for the app.
    pub fn parse(index_html: &str) -> Result<Self, Error> {
        let reader = Tokenizer::new(ShellReader::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(index_html.trim_start_matches('\u{feff}')));
        // The reader never pauses for a script, so the first call consumes everything.
        let _ = reader.feed(&input);
        reader.end();
        reader.sink.state.into_inner().finish()
    }

    /// A complete shell without any script, with a small stylesheet of its own, for builds that contain no app.
    pub fn plain() -> Self {
        let stylesheet =
            PublishedFile::immutable("plain.css", media_type::CSS, PLAIN_STYLES.as_bytes().to_vec());
        Self {
            head: format!(
                "<base href=\"/\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
                 <link rel=\"stylesheet\" href=\"/{}\">",
                stylesheet.path
            ),
            body_attributes: String::new(),
            body: String::new(),
            stylesheet: Some(stylesheet),
        }
    }

    /// Whether an app runs in the pages; without one, what only an app can do is not offered.
    pub(crate) fn runs_app(&self) -> bool {
        !self.body.is_empty()
    }

    /// What tells two shells apart: pages have to be written anew when it changes.
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        for part in [&self.head, &self.body_attributes, &self.body] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        hexadecimal(&digest.finalize())
    }
}

/// Where the reader is in the page.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Section {
    #[default]
    Head,
    Title,
    Body,
}

/// Collects the parts of a shell from the page's tokens.
#[derive(Debug, Default)]
struct ShellReader {
    state: RefCell<ShellParts>,
}

#[derive(Debug, Default)]
struct ShellParts {
    section: Section,
    inside_script: bool,
    has_base: bool,
    has_app: bool,
    head: String,
    body_attributes: String,
    body: String,
    failure: Option<Error>,
}

impl TokenSink for ShellReader {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut parts = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => parts.start(&tag, line),
            Token::TagToken(tag) => parts.end(&tag.name),
            Token::CharacterTokens(text) => parts.text(&text, line),
            // Comments, the doctype and what the parser complains about have no place in a page.
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Why a tag would need an exception in the content security policy.
fn inline_code(tag: &Tag) -> Option<String> {
    if &*tag.name == "style" {
        return Some("a <style>".to_owned());
    }
    tag.attrs.iter().find_map(|attribute| {
        let name = &*attribute.name.local;
        (name == "style" || name.starts_with("on")).then(|| format!("`{name}=` on <{}>", tag.name))
    })
}

fn is_void(name: &str) -> bool {
    matches!(name, "base" | "br" | "hr" | "img" | "input" | "link" | "meta" | "source" | "wbr")
}

fn write_attributes(tag: &Tag, into: &mut String) {
    for attribute in &tag.attrs {
        let _ = write!(into, " {}=\"", attribute.name.local);
        let _ = Escaper::new(into).write_str(&attribute.value);
        into.push('"');
    }
}

impl ShellParts {
    fn start(&mut self, tag: &Tag, line: u64) {
        if let Some(what) = inline_code(tag) {
            self.fail(Error::InlineCode { what, line });
        }
        match &*tag.name {
            "html" | "head" => {}
            "title" if self.section == Section::Head => self.section = Section::Title,
            "body" => {
                self.section = Section::Body;
                write_attributes(tag, &mut self.body_attributes);
            }
            "meta" if replaced_by_pages(tag) => {}
            "base" => {
                self.has_base = attribute(tag, "href") == Some("/");
                self.copy(tag);
            }
            name => {
                self.inside_script = name == "script";
                self.has_app |= self.section == Section::Body && name.contains('-');
                self.copy(tag);
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "title" if self.section == Section::Title => self.section = Section::Head,
            "html" | "head" | "body" => {}
            name if is_void(name) => {}
            name => {
                self.inside_script = false;
                let _ = write!(self.target(), "</{name}>");
            }
        }
    }

    fn text(&mut self, text: &str, line: u64) {
        let text = text.trim();
        if text.is_empty() || self.section == Section::Title {
            return;
        }
        if self.inside_script {
            self.fail(Error::InlineCode { what: "a <script> with code".to_owned(), line });
        }
        let _ = Escaper::new(self.target()).write_str(text);
    }

    fn copy(&mut self, tag: &Tag) {
        let target = self.target();
        let _ = write!(target, "<{}", tag.name);
        write_attributes(tag, target);
        target.push('>');
    }

    fn target(&mut self) -> &mut String {
        if self.section == Section::Body { &mut self.body } else { &mut self.head }
    }

    fn fail(&mut self, error: Error) {
        self.failure.get_or_insert(error);
    }

    fn finish(self) -> Result<Shell, Error> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        if !self.has_base {
            return Err(Error::IncompleteShell("it lacks <base href=\"/\">"));
        }
        if !self.has_app {
            return Err(Error::IncompleteShell("its <body> lacks the element that the app stands in"));
        }
        Ok(Shell {
            head: self.head,
            body_attributes: self.body_attributes,
            body: self.body,
            stylesheet: None,
        })
    }
}

/// Whether every page writes this `<meta>` itself.
fn replaced_by_pages(tag: &Tag) -> bool {
    attribute(tag, "charset").is_some()
        || attribute(tag, "name") == Some("description")
        || attribute(tag, "property").is_some_and(|property| property.starts_with("og:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT: &str = r#"<!doctype html><html lang="en" data-beasties-container><head>
    <meta charset="utf-8"><title>Conference &amp; more</title><base href="/">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="to be replaced"><meta name="color-scheme" content="light dark">
    <link rel="icon" href="favicon.ico">
    <link rel="stylesheet" href="styles-AB12.css"><link rel="modulepreload" href="chunk-CD34.js"></head>
    <body class="app"><!-- app --><conf-root></conf-root>
    <script src="main-EF56.js" type="module"></script></body></html>"#;

    #[test]
    fn the_parts_of_a_built_page_are_kept() {
        let shell = Shell::parse(BUILT).unwrap();
        assert_eq!(
            shell.head,
            "<base href=\"/\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"favicon.ico\">\
             <link rel=\"stylesheet\" href=\"styles-AB12.css\"><link rel=\"modulepreload\" href=\"chunk-CD34.js\">"
        );
        assert_eq!(shell.body_attributes, " class=\"app\"");
        assert_eq!(
            shell.body,
            "<conf-root></conf-root><script src=\"main-EF56.js\" type=\"module\"></script>"
        );
        assert_ne!(shell.digest(), Shell::plain().digest());
        assert_eq!(shell.digest(), Shell::parse(BUILT).unwrap().digest());
    }

    #[test]
    fn inline_code_is_refused_by_name_and_line() {
        for (found, replaced, with) in [
            ("a <style>", "</head>", "\n<style>a{}</style></head>"),
            ("`onload=` on <link>", "</head>", "\n<link media=print onload=\"this.media='all'\"></head>"),
            ("`style=` on <p>", "</body>", "\n<p style='color:red'></body>"),
            ("a <script> with code", "</body>", "\n<script>start()</script></body>"),
            ("a <script> with code", "</body>", "\n<script type=module>start()</script></body>"),
        ] {
            let message = Shell::parse(&BUILT.replace(replaced, with)).unwrap_err().to_string();
            assert!(message.contains(found), "{message}");
            assert!(message.contains("inlineCritical"), "{message}");
        }
    }

    #[test]
    fn a_page_without_base_or_app_is_refused() {
        for (missing, message) in [
            ("<base href=\"/\">", "lacks <base href=\"/\">"),
            ("<conf-root></conf-root>", "lacks the element that the app stands in"),
        ] {
            let error = Shell::parse(&BUILT.replace(missing, "")).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn attributes_are_written_escaped() {
        let shell = Shell::parse(&BUILT.replace("class=\"app\"", "data-a='\"<&'")).unwrap();
        assert_eq!(shell.body_attributes, " data-a=\"&quot;&lt;&amp;\"");
    }
}
