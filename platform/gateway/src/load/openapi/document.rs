//! The text of a document and the places in it.

use super::yaml;
use crate::error::LoadError;
use lockstep_route::json::{self, Fault, Member, Node, Shape};
use std::ops::Range;
use std::ptr;

/// A document as it is written.
#[derive(Debug)]
pub(super) struct Document {
    place: String,
    text: String,
    pub root: Node,
}

/// A place in a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'d> {
    /// A value.
    Value(&'d Node),
    /// A field, shown at its name.
    Field(&'d Member),
}

impl<'d> From<&'d Node> for Spot<'d> {
    fn from(node: &'d Node) -> Self {
        Self::Value(node)
    }
}

impl<'d> From<&'d Member> for Spot<'d> {
    fn from(member: &'d Member) -> Self {
        Self::Field(member)
    }
}

impl Spot<'_> {
    fn start(self) -> usize {
        match self {
            Self::Value(node) => node.span.start,
            Self::Field(member) => member.key_span.start,
        }
    }
}

impl Document {
    /// Reads a text: JSON when it starts with `{`, YAML otherwise.
    pub fn read(text: &str, place: &str) -> Result<Self, LoadError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (root, language) = if text.trim_start().starts_with('{') {
            (json::read(text), "JSON")
        } else {
            (yaml::read(text), "YAML")
        };
        root.map(|root| Self { place: place.to_owned(), text: text.to_owned(), root }).map_err(|fault| {
            let Fault { span, reason } = fault;
            let (line, column) = position(text, span.start);
            LoadError::Document {
                place: place.to_owned(),
                line,
                column,
                pointer: String::new(),
                problem: format!("this is not {language}: {reason}"),
                advice: "the whole document must be readable".to_owned(),
            }
        })
    }

    /// The value at a JSON pointer; the empty one is the document.
    pub fn find(&self, pointer: &str) -> Option<&Node> {
        pointer.split('/').skip(1).try_fold(&self.root, |node, segment| {
            let name = segment.replace("~1", "/").replace("~0", "~");
            match &node.shape {
                Shape::Object(members) => {
                    members.iter().find(|member| member.key == name).map(|member| &member.value)
                }
                Shape::List(nodes) => nodes.get(name.parse::<usize>().ok()?),
                _ => None,
            }
        })
    }

    /// A place for messages of later steps: `file:line:column: /pointer`.
    pub fn place_of<'d>(&'d self, spot: impl Into<Spot<'d>>) -> String {
        let spot = spot.into();
        let (line, column) = self.position(spot);
        format!("{}:{line}:{column}: {}", self.place, self.pointer(spot))
    }

    /// The document's own place.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Line and column, both from 1, columns in characters.
    pub fn position(&self, spot: Spot<'_>) -> (usize, usize) {
        position(&self.text, spot.start())
    }

    /// What is written there.
    pub fn written(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The JSON pointer of a place.
    pub fn pointer(&self, spot: Spot<'_>) -> String {
        let mut segments = Vec::new();
        if !leads_to(&self.root, spot, &mut segments) {
            return String::new();
        }
        segments.iter().rev().fold(String::new(), |pointer, segment| {
            let segment = segment.replace('~', "~0").replace('/', "~1");
            pointer + "/" + &segment
        })
    }
}

/// Whether a place is in a value; if so, the segments from the place up to the value. Places are told apart by identity:
/// what a YAML alias repeats stands at one place of the text and at several of the document.
fn leads_to(node: &Node, spot: Spot<'_>, segments: &mut Vec<String>) -> bool {
    if matches!(spot, Spot::Value(wanted) if ptr::eq(node, wanted)) {
        return true;
    }
    match &node.shape {
        Shape::Object(members) => members.iter().any(|member| {
            let here = matches!(spot, Spot::Field(wanted) if ptr::eq(member, wanted));
            let found = here || leads_to(&member.value, spot, segments);
            if found {
                segments.push(member.key.clone());
            }
            found
        }),
        Shape::List(nodes) => nodes.iter().enumerate().any(|(index, inner)| {
            let found = leads_to(inner, spot, segments);
            if found {
                segments.push(index.to_string());
            }
            found
        }),
        _ => false,
    }
}

fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::{Document, Spot};

    #[test]
    fn pointers_lead_back_and_forth() {
        let texts =
            [r#"{"paths": {"/a~b": [{"x": 1}, {"x": 2}]}}"#, "paths:\n  /a~b:\n    - x: 1\n    - x: 2\n"];
        for text in texts {
            let document = Document::read(text, "api").unwrap();
            let pointer = "/paths/~1a~0b/1/x";
            let node = document.find(pointer).unwrap();
            assert_eq!(document.pointer(Spot::Value(node)), pointer);
            assert_eq!(document.written(&node.span), "2");
            assert!(document.find("/paths/~1a~0b/2").is_none());
            assert!(document.find("/paths/~1a~0b/1/x/y").is_none());
        }
    }

    #[test]
    fn places_show_line_and_column() {
        let document = Document::read("{\n  \"ä\": {\"b\": 1}}", "api.json").unwrap();
        let node = document.find("/ä/b").unwrap();
        assert_eq!(document.place_of(node), "api.json:2:14: /ä/b");
    }

    #[test]
    fn what_cannot_be_read_is_shown() {
        let error = Document::read("{\n  \"a\": ]}", "api.json").unwrap_err();
        assert!(
            error.to_string().starts_with("api.json:2:8: this is not JSON: a value is expected"),
            "{error}"
        );
        let error = Document::read("a: [1\nb: 2", "api.yaml").unwrap_err();
        assert!(error.to_string().starts_with("api.yaml:2:"), "{error}");
        assert!(error.to_string().contains("this is not YAML"), "{error}");
    }
}
