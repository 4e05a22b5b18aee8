//! Taking an object's fields apart, and telling every mistake at its place.

use crate::json::{self, Member, Node, Shape};
use crate::problem::{self, Mistake, Problem};
use indexmap::IndexMap;
use std::cell::RefCell;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A file that is being read, with what was found wrong so far.
pub(super) struct SourceFile {
    /// As reached from the folder that was given.
    name: String,
    /// From the folder of the versions on: `v1/talks/list.json`.
    pub label: String,
    text: Arc<str>,
    problems: RefCell<Vec<Problem>>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Spanned<T> {
    pub value: T,
    pub span: Range<usize>,
}

impl SourceFile {
    pub fn new(name: String, label: String, text: String) -> Self {
        Self { name, label, text: text.into(), problems: RefCell::default() }
    }

    /// A file beside this one.
    pub fn beside(&self, name: &str) -> PathBuf {
        Path::new(&self.name).with_file_name(name)
    }

    /// Line and column of a place.
    pub fn position(&self, span: &Range<usize>) -> (usize, usize) {
        problem::position(&self.text, span.start)
    }

    /// The file's value; `None` (and a problem) when it is not JSON.
    pub fn parse(&self) -> Option<Node> {
        json::read(&self.text).map_err(|fault| self.report(&fault.span, Mistake::Syntax(fault.reason))).ok()
    }

    pub fn report(&self, span: &Range<usize>, mistake: Mistake) {
        self.problems.borrow_mut().push(Problem::at(&self.name, &self.text, span.clone(), mistake));
    }

    /// Everything that was found wrong, in the order of the lines.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(Problem::position);
        problems
    }

    /// Reports a value of another kind.
    pub fn wrong_shape<T>(&self, node: &Node, expected: &'static str) -> Option<T> {
        self.report(&node.span, Mistake::WrongKind { expected, found: node.kind() });
        None
    }

    pub fn text(&self, node: Node) -> Option<Spanned<String>> {
        match node.shape {
            Shape::Text(value) => Some(Spanned { value, span: node.span }),
            _ => self.wrong_shape(&node, "a text"),
        }
    }

    pub fn flag(&self, node: &Node) -> Option<bool> {
        match node.shape {
            Shape::Bool(value) => Some(value),
            _ => self.wrong_shape(node, "true or false"),
        }
    }

    /// A whole number in a range; `expected` says which.
    pub fn whole(&self, node: &Node, range: Range<u32>, expected: &'static str) -> Option<u32> {
        let Shape::Number(number) = &node.shape else { return self.wrong_shape(node, "a whole number") };
        let whole =
            number.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|n| range.contains(n));
        if whole.is_none() {
            self.report(&node.span, Mistake::BadValue { value: number.to_string(), expected });
        }
        whole
    }

    /// A time in seconds that API Gateway waits for another server; milliseconds.
    pub fn patience(&self, node: &Node) -> Option<u32> {
        let Shape::Number(number) = &node.shape else { return self.wrong_shape(node, "a number") };
        // Whole milliseconds, so that a float of this size is exact enough.
        let milliseconds = Duration::try_from_secs_f64(number.as_f64().unwrap_or_default())
            .map(|time| time.as_millis())
            .ok()
            .and_then(|milliseconds| u32::try_from(milliseconds).ok())
            .filter(|milliseconds| (50..=29_000).contains(milliseconds));
        if milliseconds.is_none() {
            let expected = "a time from 0.05 to 29 seconds";
            self.report(&node.span, Mistake::BadValue { value: number.to_string(), expected });
        }
        milliseconds
    }

    pub fn list(&self, node: Node) -> Option<Vec<Node>> {
        match node.shape {
            Shape::List(nodes) => Some(nodes),
            _ => self.wrong_shape(&node, "a list"),
        }
    }

    pub fn texts(&self, node: Node) -> Option<Vec<String>> {
        let nodes = self.list(node)?;
        Some(nodes.into_iter().filter_map(|node| self.text(node)).map(|text| text.value).collect())
    }

    /// One of some fixed words.
    pub fn word<T: Copy>(
        &self,
        node: Node,
        what: &'static str,
        known: &[T],
        as_str: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(node)?;
        let value = known.iter().copied().find(|value| as_str(*value) == text.value);
        if value.is_none() {
            let nearest = nearest(&text.value, known.iter().map(|value| as_str(*value))).unwrap_or_default();
            let mistake = Mistake::UnknownWord { what, nearest: nearest.to_owned(), word: text.value };
            self.report(&text.span, mistake);
        }
        value
    }

    /// A text that must be a regular expression; it is matched as a whole.
    pub fn pattern(&self, node: Node) -> Option<Spanned<String>> {
        let text = self.text(node)?;
        match regex::Regex::new(&text.value) {
            Ok(_) => Some(text),
            Err(error) => {
                self.report(&text.span, Mistake::BadPattern(error.to_string()));
                None
            }
        }
    }

    /// The members of an object whose names are free.
    pub fn members(&self, node: Node) -> Option<Vec<Member>> {
        let Shape::Object(members) = node.shape else { return self.wrong_shape(&node, "an object") };
        let mut seen = std::collections::HashSet::new();
        for member in &members {
            if !seen.insert(&member.key) {
                self.report(&member.key_span, Mistake::RepeatedField(member.key.clone()));
            }
        }
        Some(members)
    }

    /// An object of free names and texts.
    pub fn text_map(&self, node: Node) -> Option<IndexMap<String, String>> {
        let members = self.members(node)?;
        Some(members.into_iter().filter_map(|m| Some((m.key, self.text(m.value)?.value))).collect())
    }
}

/// An object whose fields are known.
pub(super) struct Fields<'a> {
    pub file: &'a SourceFile,
    span: Range<usize>,
    members: Vec<Member>,
}

impl<'a> Fields<'a> {
    /// Opens an object; unknown and repeated fields are reported at once.
    pub fn open(file: &'a SourceFile, node: Node, known: &'static [&'static str]) -> Option<Self> {
        let span = node.span.start..node.span.start + 1;
        let members = file.members(node)?;
        for member in members.iter().filter(|member| !known.contains(&member.key.as_str())) {
            let nearest = nearest(&member.key, known.iter().copied()).unwrap_or_default();
            let mistake = Mistake::UnknownField { field: member.key.clone(), nearest, known };
            file.report(&member.key_span, mistake);
        }
        Some(Self { file, span, members })
    }

    /// Takes a field out.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        self.take_member(name).map(|member| member.value)
    }

    pub fn take_member(&mut self, name: &str) -> Option<Member> {
        let position = self.members.iter().position(|member| member.key == name)?;
        Some(self.members.remove(position))
    }

    /// Takes a field out that must be there.
    pub fn require(&mut self, name: &'static str) -> Option<Node> {
        let node = self.take(name);
        if node.is_none() {
            self.file.report(&self.span, Mistake::MissingField(name));
        }
        node
    }

    /// Takes a text that must be there and hold something.
    pub fn require_text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let node = self.require(name)?;
        self.content(node)
    }

    /// Takes a text that must hold something if it is there.
    pub fn take_text(&mut self, name: &str) -> Option<Spanned<String>> {
        let node = self.take(name)?;
        self.content(node)
    }

    fn content(&self, node: Node) -> Option<Spanned<String>> {
        let text = self.file.text(node)?;
        if text.value.trim().is_empty() {
            self.file
                .report(&text.span, Mistake::BadValue { value: text.value, expected: "a text with content" });
            return None;
        }
        Some(text)
    }

    /// Reports a field that may not stand here.
    pub fn refuse(&mut self, name: &str, mistake: Mistake) {
        if let Some(member) = self.take_member(name) {
            self.file.report(&member.key_span, mistake);
        }
    }
}

/// The candidate that is most like a word.
pub(super) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    candidates.min_by_key(|candidate| strsim::damerau_levenshtein(word, candidate))
}
