//! What is found wrong, and typed access that finds it.

use super::document::{Document, Spot};
use super::fields::{Meaning, Table};
use crate::error::LoadError;
use indexmap::IndexMap;
use lockstep_route::json::{Member, Node, Shape};
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// All mistakes so far: those that keep API Gateway from importing, and those it only warns of.
#[derive(Debug)]
pub(super) struct Findings<'d> {
    document: &'d Document,
    pub errors: Vec<LoadError>,
    pub warnings: Vec<LoadError>,
}

/// An object whose fields are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'d> {
    /// The object.
    pub node: &'d Node,
    members: &'d [Member],
}

impl<'d> Fields<'d> {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&'d Node> {
        self.member(name).map(|member| &member.value)
    }

    /// A field.
    pub fn member(&self, name: &str) -> Option<&'d Member> {
        self.members.iter().find(|member| member.key == name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &'d Member> + use<'d> {
        self.members.iter()
    }
}

impl<'d> Findings<'d> {
    pub fn new(document: &'d Document) -> Self {
        Self { document, errors: Vec::new(), warnings: Vec::new() }
    }

    /// Something that API Gateway does not import, or that this gateway cannot honour.
    pub fn error(
        &mut self,
        spot: impl Into<Spot<'d>>,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) {
        let finding = self.finding(spot.into(), problem.into(), advice.into());
        self.errors.push(finding);
    }

    /// Something that API Gateway imports without, warning or not.
    pub fn warning(
        &mut self,
        spot: impl Into<Spot<'d>>,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) {
        let finding = self.finding(spot.into(), problem.into(), advice.into());
        self.warnings.push(finding);
    }

    fn finding(&self, spot: Spot<'d>, problem: String, advice: String) -> LoadError {
        let (line, column) = self.document.position(spot);
        let pointer = self.document.pointer(spot);
        let place = self.document.place().to_owned();
        LoadError::Document { place, line, column, pointer, problem, advice }
    }

    fn wrong_kind(&mut self, node: &'d Node, expected: &str) {
        let problem = format!("expected {expected}, found {}", node.kind());
        self.error(node, problem, format!("write {expected} here"));
    }

    /// The members of an object, each name once.
    pub fn members(&mut self, node: &'d Node) -> &'d [Member] {
        let Shape::Object(members) = &node.shape else {
            self.wrong_kind(node, "an object");
            return &[];
        };
        let mut names = HashSet::with_capacity(members.len());
        for member in members {
            if !names.insert(&member.key) {
                self.error(member, format!("`{}` stands here twice", member.key), "remove one of them");
            }
        }
        members
    }

    /// The items of a list.
    pub fn items(&mut self, node: &'d Node) -> &'d [Node] {
        if let Shape::List(nodes) = &node.shape {
            return nodes;
        }
        self.wrong_kind(node, "a list");
        &[]
    }

    /// An object with known fields. Fields that the table refuses, and such as no table has, are found wrong; vendor
    /// extensions of others (`x-…`) are nobody's business here, as at API Gateway.
    pub fn fields(&mut self, node: &'d Node, table: Table) -> Option<Fields<'d>> {
        if !matches!(node.shape, Shape::Object(_)) {
            self.wrong_kind(node, "an object");
            return None;
        }
        let members = self.members(node);
        for member in members {
            match table.iter().find(|(name, _)| *name == member.key).map(|(_, meaning)| meaning) {
                Some(Meaning::Read | Meaning::Idle) => {}
                Some(Meaning::Refused { problem, advice }) => {
                    self.error(member, format!("`{}`: {problem}", member.key), *advice);
                }
                None => self.unknown_field(member, table),
            }
        }
        Some(Fields { node, members })
    }

    fn unknown_field(&mut self, member: &'d Member, table: Table) {
        let name = &member.key;
        let amazon = name.starts_with("x-amazon-");
        if name.starts_with("x-") && !amazon {
            return;
        }
        let known = table.iter().map(|(name, _)| *name);
        let advice = nearest(name, known)
            .map_or_else(|| "remove it".to_owned(), |near| format!("did you mean `{near}`? Else remove it"));
        if amazon {
            self.error(member, format!("the extension `{name}` has no meaning here"), advice);
        } else {
            self.warning(member, format!("unknown field `{name}`"), advice);
        }
    }

    /// A text.
    pub fn text(&mut self, node: &'d Node) -> Option<&'d str> {
        if let Shape::Text(text) = &node.shape {
            return Some(text);
        }
        self.wrong_kind(node, "a text");
        None
    }

    /// Texts.
    pub fn texts(&mut self, node: &'d Node) -> Vec<String> {
        let items = self.items(node).iter();
        items.filter_map(|item| self.text(item).map(str::to_owned)).collect()
    }

    /// True or false; API Gateway exports some flags as texts, and takes them so.
    pub fn flag(&mut self, node: &'d Node) -> Option<bool> {
        match &node.shape {
            Shape::Bool(flag) => return Some(*flag),
            Shape::Text(text) if text.eq_ignore_ascii_case("true") => return Some(true),
            Shape::Text(text) if text.eq_ignore_ascii_case("false") => return Some(false),
            _ => self.wrong_kind(node, "true or false"),
        }
        None
    }

    /// A whole number, also when it is written as a text.
    pub fn whole(&mut self, node: &'d Node, range: RangeInclusive<u32>) -> Option<u32> {
        let number = match &node.shape {
            Shape::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
            Shape::Text(text) => text.parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let expected = format!("a whole number from {} to {}", range.start(), range.end());
            let problem = format!("`{}` is not {expected}", self.document.written(&node.span));
            self.error(node, problem, format!("write {expected}"));
        }
        number
    }

    /// A status. Recorded: `"200"` and `200` both are taken.
    pub fn status(&mut self, node: &'d Node) -> Option<u16> {
        self.whole(node, 100..=599).and_then(|status| u16::try_from(status).ok())
    }

    /// One of some words, in any case.
    pub fn choice<T: Copy>(&mut self, node: &'d Node, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word);
            let near = nearest(text, known.clone());
            let all = known.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            let advice = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            self.error(node, format!("`{text}` is not known here"), format!("{advice}There are {all}"));
        }
        found.map(|(_, value)| *value)
    }

    /// Templates by media type. Recorded: null stands for an empty one.
    pub fn templates(&mut self, node: &'d Node) -> IndexMap<String, String> {
        let members = self.members(node).iter();
        let mut templates = self.texts_of(members.clone().filter(|member| member.value.shape != Shape::Null));
        for member in members.filter(|member| member.value.shape == Shape::Null) {
            templates.insert(member.key.clone(), String::new());
        }
        templates
    }

    /// Texts by name.
    pub fn text_map(&mut self, node: &'d Node) -> IndexMap<String, String> {
        let members = self.members(node);
        self.texts_of(members.iter())
    }

    /// Recorded: a value that is no text is imported without, with a warning.
    fn texts_of(&mut self, members: impl Iterator<Item = &'d Member>) -> IndexMap<String, String> {
        let mut texts = IndexMap::new();
        for member in members {
            if let Shape::Text(text) = &member.value.shape {
                texts.insert(member.key.clone(), text.clone());
            } else {
                let kind = member.value.kind();
                let problem = format!("`{}`: expected a text, found {kind}", member.key);
                self.warning(member, problem, "write it in quotes; API Gateway imports without it");
            }
        }
        texts
    }
}

/// The word that is most like another, if one is.
pub(super) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let lower = word.to_lowercase();
    let like = known.map(|known| (strsim::jaro_winkler(&lower, &known.to_lowercase()), known));
    let best = like.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (best.0 > 0.8).then_some(best.1)
}
