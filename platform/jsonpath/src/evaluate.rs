//! Walks a document along a path.

use crate::criterion::Criterion;
use crate::dialect::Dialect;
use crate::error::FindError;
use crate::filter::Filter;
use crate::path::Path;
use crate::token::{Indices, Token};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// How many values one walk may visit, its filters' own walks included.
const MOST_VISITS: u32 = 2_000_000;
/// How much a walk may find, copy and match against patterns, in bytes of text or thereabouts.
const MOST_WEIGHT: u64 = 128 << 20;
/// How deep the walk may go: steps of the path, and levels of the document below a `..`.
const DEEPEST: u32 = 700;

/// Why a walk ended early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Jayway's `PathNotFoundException`: the path finds nothing, whatever was found before.
    NotFound,
    Failed(FindError),
}

/// What is left of the work a walk may do.
#[derive(Debug)]
pub(crate) struct Budget {
    visits: u32,
    weight: u64,
    depth: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self { visits: MOST_VISITS, weight: MOST_WEIGHT, depth: DEEPEST }
    }
}

impl Budget {
    /// Takes off what handling this value as a whole costs.
    fn charge(&mut self, value: &Value) -> Result<(), Stop> {
        match self.weight.checked_sub(weight(value)) {
            Some(rest) => {
                self.weight = rest;
                Ok(())
            }
            None => Err(Stop::Failed(FindError::TooMuchWork)),
        }
    }

    fn descend(&mut self) -> Result<(), Stop> {
        if self.visits == 0 {
            return Err(Stop::Failed(FindError::TooMuchWork));
        }
        if self.depth == 0 {
            return Err(Stop::Failed(FindError::TooDeep));
        }
        self.visits -= 1;
        self.depth -= 1;
        Ok(())
    }
}

/// One walk: a path, the document, what was found so far.
pub(crate) struct Walk<'b, 'p, 'd> {
    path: &'p Path,
    document: &'d Value,
    budget: &'b mut Budget,
    results: Vec<Cow<'d, Value>>,
    /// Jayway's `REQUIRE_PROPERTIES`: of several names, all must be there.
    all_names: bool,
    /// Whether the path may find several values.
    several: bool,
}

impl<'b, 'p, 'd> Walk<'b, 'p, 'd> {
    pub(crate) fn new(path: &'p Path, document: &'d Value, budget: &'b mut Budget) -> Self {
        Self { path, document, budget, results: Vec::new(), all_names: false, several: !path.is_definite() }
    }

    pub(crate) fn into_results(self) -> Vec<Cow<'d, Value>> {
        self.results
    }

    pub(crate) fn document(&self) -> &'d Value {
        self.document
    }

    /// Takes a result. One of several, or a copy, is paid for: the same value may be found over and over.
    pub(crate) fn found(&mut self, value: Cow<'d, Value>) -> Result<(), Stop> {
        if self.several || matches!(value, Cow::Owned(_)) {
            self.budget.charge(&value)?;
        }
        self.results.push(value);
        Ok(())
    }

    /// Pays for handling a value as a whole.
    pub(crate) fn charge(&mut self, value: &Value) -> Result<(), Stop> {
        self.budget.charge(value)
    }

    /// Walks another path, a filter's or a function's, from the given value on.
    pub(crate) fn nested(
        &mut self,
        path: &Path,
        from: &'d Value,
        all_names: bool,
    ) -> Result<Vec<Cow<'d, Value>>, Stop> {
        let depth = self.budget.depth;
        self.budget.descend()?;
        let mut walk = Walk::new(path, self.document, self.budget);
        walk.all_names = all_names;
        let outcome = walk.step(0, from);
        let results = walk.results;
        self.budget.depth = depth;
        outcome.map(|()| results)
    }

    fn is_leaf(&self, at: usize) -> bool {
        at + 1 >= self.path.tokens.len()
    }

    fn later(&self) -> bool {
        self.path.dialect == Dialect::Jayway29
    }

    /// Whether a value missing here makes the whole path find nothing.
    fn strict(&self, at: usize) -> bool {
        if self.later() {
            self.path.tokens.iter().take(at).all(Token::is_definite)
        } else {
            at == 0 || self.path.definite_from(at - 1)
        }
    }

    /// Takes one step of the path from a value.
    pub(crate) fn step(&mut self, at: usize, model: &'d Value) -> Result<(), Stop> {
        let depth = self.budget.depth;
        self.budget.descend()?;
        let path = self.path;
        let outcome = match path.tokens.get(at) {
            None => Ok(()),
            Some(Token::Root) => self.reached(at, model),
            Some(Token::Scan) => self.scan(at + 1, model),
            Some(Token::Wildcard) => self.wildcard(at, model),
            Some(Token::Names(names)) => self.names(at, names, model),
            Some(Token::Indices(indices)) => self.indices(at, indices, model),
            Some(Token::Filter(filter)) => self.filter(at, filter, model),
            Some(Token::Function(function)) => function.apply(model, self),
        };
        // Also after a walk that ended early, for a wildcard goes on after one.
        self.budget.depth = depth;
        outcome
    }

    /// Goes on from a value that a step led to, or takes it as a result.
    fn reached(&mut self, at: usize, value: &'d Value) -> Result<(), Stop> {
        if self.is_leaf(at) { self.found(Cow::Borrowed(value)) } else { self.step(at + 1, value) }
    }

    fn names(&mut self, at: usize, names: &[String], model: &'d Value) -> Result<(), Stop> {
        let Value::Object(members) = model else {
            return if self.later() && !self.strict(at) { Ok(()) } else { Err(Stop::NotFound) };
        };
        if let [name] = names {
            return self.member(at, name, members);
        }
        if !self.is_leaf(at) {
            if !self.later() {
                return Err(Stop::Failed(FindError::SeveralNamesInside));
            }
            return names
                .iter()
                .filter_map(|name| members.get(name))
                .try_for_each(|value| self.step(at + 1, value));
        }
        let mut merged = Map::new();
        for name in names {
            match members.get(name) {
                Some(value) => {
                    merged.insert(name.clone(), value.clone());
                }
                None if self.all_names => return Err(Stop::NotFound),
                None => {}
            }
        }
        self.found(Cow::Owned(Value::Object(merged)))
    }

    fn member(&mut self, at: usize, name: &str, members: &'d Map<String, Value>) -> Result<(), Stop> {
        match members.get(name) {
            Some(value) => self.reached(at, value),
            None if self.later() && !self.strict(at) => Ok(()),
            // A missing last name counts in 2.0 even behind a wildcard, one further inside doesn't.
            None if self.is_leaf(at) || self.all_names || self.strict(at) => Err(Stop::NotFound),
            None => Ok(()),
        }
    }

    fn wildcard(&mut self, at: usize, model: &'d Value) -> Result<(), Stop> {
        match model {
            Value::Object(members) => members.values().try_for_each(|value| self.reached(at, value)),
            Value::Array(elements) => {
                for element in elements {
                    match self.reached(at, element) {
                        Ok(()) | Err(Stop::NotFound) => {}
                        Err(failed) => return Err(failed),
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn indices(&mut self, at: usize, indices: &Indices, model: &'d Value) -> Result<(), Stop> {
        let Value::Array(elements) = model else {
            return match (self.later(), self.strict(at), model.is_null()) {
                (true, false, _) => Ok(()),
                (true, true, _) | (false, _, true) => Err(Stop::NotFound),
                (false, _, false) => Err(Stop::Failed(FindError::NotAnArray { found: kind(model) })),
            };
        };
        let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
        match indices {
            // An empty array has no slices, not even one that begins before its start.
            Indices::Between(..) if elements.is_empty() => Ok(()),
            Indices::One(index) => self.element(at, *index, elements),
            Indices::Several(several) => {
                several.iter().try_for_each(|index| self.element(at, *index, elements))
            }
            Indices::FromLength(back) => self.element(at, length + back, elements),
            Indices::From(start) => {
                let start = if *start < 0 { start + length } else { *start };
                (start.max(0)..length).try_for_each(|index| self.element(at, index, elements))
            }
            Indices::To(end) => {
                let end = if *end < 0 { end + length } else { *end };
                (0..end.min(length)).try_for_each(|index| self.element(at, index, elements))
            }
            Indices::Between(start, end) => {
                // A negative start stays negative; what each index then means is the element's business. Below the
                // negative length there is nothing.
                let start = if self.later() { (*start).max(-length) } else { *start };
                (start..(*end).min(length)).try_for_each(|index| self.element(at, index, elements))
            }
        }
    }

    fn element(&mut self, at: usize, index: i64, elements: &'d [Value]) -> Result<(), Stop> {
        let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
        let index = if self.later() && index < 0 { index + length } else { index };
        match usize::try_from(index).ok().and_then(|index| elements.get(index)) {
            Some(element) => self.reached(at, element),
            None if self.later() => Ok(()),
            None => Err(Stop::NotFound),
        }
    }

    fn filter(&mut self, at: usize, filter: &Filter, model: &'d Value) -> Result<(), Stop> {
        match model {
            Value::Object(_) => {
                if self.accepts(filter, model)? {
                    self.reached(at, model)?;
                }
                Ok(())
            }
            Value::Array(elements) => {
                for element in elements {
                    if self.accepts(filter, element)? {
                        self.reached(at, element)?;
                    }
                }
                Ok(())
            }
            _ if self.later() && !self.strict(at) => Ok(()),
            _ => Err(Stop::Failed(FindError::NotAContainer { found: kind(model) })),
        }
    }

    fn accepts(&mut self, filter: &Filter, item: &'d Value) -> Result<bool, Stop> {
        match filter {
            Filter::Criterion(criterion) => Criterion::accepts(criterion, item, self),
            Filter::Not(inner) => self.accepts(inner, item).map(|accepted| !accepted),
            Filter::Or(left, right) => Ok(self.accepts(left, item)? || self.accepts(right, item)?),
            Filter::And(parts) => {
                for part in parts {
                    if !self.accepts(part, item)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
        }
    }

    /// Visits a value and all below it; `at` is the step behind the `..`.
    fn scan(&mut self, at: usize, model: &'d Value) -> Result<(), Stop> {
        if !model.is_object() && !model.is_array() {
            return Ok(());
        }
        let depth = self.budget.depth;
        self.budget.descend()?;
        if self.applies(at, model)? {
            match model {
                // Jayway takes the step itself only where the path ends with it; elsewhere it goes on from every
                // element, whatever the step says.
                Value::Array(elements) if !self.is_leaf(at) => {
                    elements.iter().try_for_each(|element| self.step(at + 1, element))?;
                }
                _ => self.step(at, model)?,
            }
        }
        match model {
            Value::Object(members) => members.values().try_for_each(|member| self.scan(at, member))?,
            Value::Array(elements) => elements.iter().try_for_each(|element| self.scan(at, element))?,
            _ => {}
        }
        self.budget.depth = depth;
        Ok(())
    }

    /// Whether the step behind a `..` is taken at this value.
    fn applies(&mut self, at: usize, model: &'d Value) -> Result<bool, Stop> {
        let path = self.path;
        match path.tokens.get(at) {
            Some(Token::Wildcard) => Ok(true),
            Some(Token::Indices(_)) => Ok(model.is_array()),
            Some(Token::Filter(filter)) => self.accepts(filter, model),
            Some(Token::Names(names)) => match model {
                Value::Object(members) => Ok((self.later() && names.len() > 1 && !self.is_leaf(at))
                    || names.iter().all(|name| members.contains_key(name))),
                _ => Ok(false),
            },
            None | Some(Token::Root | Token::Scan | Token::Function(_)) => Ok(false),
        }
    }
}

/// About how long a value is when written.
fn weight(value: &Value) -> u64 {
    let length = |text: &str| 8 + text.len() as u64;
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
        Value::String(text) => length(text),
        Value::Array(elements) => elements.iter().map(weight).sum::<u64>() + 8,
        Value::Object(members) => {
            members.iter().map(|(name, member)| length(name) + weight(member)).sum::<u64>() + 8
        }
    }
}

/// What a value is, for a message.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
