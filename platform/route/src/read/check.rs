//! What only shows when all pairs of a version stand side by side.

use super::fields::{SourceFile, Spanned, nearest};
use super::pair::Draft;
use crate::endpoint::Endpoint;
use crate::path::Segment;
use crate::problem::{Mistake, Problem};
use crate::settings::ApiSettings;
use crate::version::{Function, FunctionSettings, Route, Trigger};
use std::collections::{BTreeMap, HashMap};

/// A pair that was read by itself.
pub(super) struct Pair {
    pub function: String,
    pub name: String,
    pub source: String,
    pub file: SourceFile,
    pub draft: Draft,
}

impl Pair {
    fn endpoint(&self) -> Option<&Endpoint> {
        match &self.draft.trigger {
            Some(Trigger::Http(endpoint)) => Some(endpoint),
            _ => None,
        }
    }
}

/// Checks the pairs against each other and the settings, and makes functions of them.
pub(super) fn assemble(
    pairs: Vec<Pair>,
    settings: &ApiSettings,
    problems: &mut Vec<Problem>,
) -> Vec<Function> {
    names(&pairs);
    paths(&pairs);
    for pair in &pairs {
        let Draft { authorizer, models, .. } = &pair.draft;
        declared(pair, "authorizer", authorizer.as_slice(), &settings.authorizers.keys());
        declared(pair, "model", models, &settings.models.keys());
    }
    let mut functions: BTreeMap<String, Function> = BTreeMap::new();
    let mut settled: HashMap<String, String> = HashMap::new();
    for pair in pairs {
        let function = functions.entry(pair.function.clone()).or_insert_with(|| Function {
            name: pair.function.clone(),
            settings: FunctionSettings::default(),
            routes: Vec::new(),
        });
        settle(&pair, function, &mut settled);
        let Pair { name, source, file, draft, .. } = pair;
        if let (Some(summary), Some(trigger)) = (draft.summary, draft.trigger) {
            function.routes.push(Route { name, source, summary, trigger });
        }
        problems.extend(file.into_problems());
    }
    functions.into_values().collect()
}

/// One name, one route: the contract names operations by it. A pair that stands alone is also a function of that name.
fn names(pairs: &[Pair]) {
    let mut taken: HashMap<&str, &Pair> = HashMap::new();
    for pair in pairs {
        let by = match taken.insert(&pair.name, pair) {
            Some(other) => format!("`{}.json`", other.source),
            None if pair.source == pair.name
                && pairs.iter().any(|p| p.function == pair.name && p.source != p.name) =>
            {
                format!("the folder `{}`", pair.name)
            }
            None => continue,
        };
        pair.file.report(&(0..0), Mistake::Taken { what: format!("the name `{}`", pair.name), by });
    }
}

/// No method twice on a path; no two placeholders at one place.
fn paths(pairs: &[Pair]) {
    let mut methods: HashMap<(&str, &str), &Pair> = HashMap::new();
    let mut variables: HashMap<&[Segment], (&Segment, &Pair)> = HashMap::new();
    for (pair, endpoint) in pairs.iter().filter_map(|pair| Some((pair, pair.endpoint()?))) {
        let (method, path) = (endpoint.method.as_str(), endpoint.path.as_str());
        if let Some(other) = methods.insert((method, path), pair) {
            let by = format!("`{}.json`", other.source);
            pair.file.report(&pair.draft.path_span, Mistake::Taken { what: format!("{method} {path}"), by });
        }
        let segments = endpoint.path.segments();
        for (level, segment) in segments.iter().enumerate().filter(|(_, s)| s.variable().is_some()) {
            let (other, owner) = *variables.entry(&segments[..level]).or_insert((segment, pair));
            if other != segment {
                let mistake = Mistake::TwoVariables {
                    variable: display(segment),
                    other: display(other),
                    by: format!("`{}.json`", owner.source),
                };
                pair.file.report(&pair.draft.path_span, mistake);
            }
        }
    }
}

fn display(segment: &Segment) -> String {
    let name = segment.variable().unwrap_or_default();
    let greedy = if matches!(segment, Segment::Greedy(_)) { "+" } else { "" };
    format!("{{{name}{greedy}}}")
}

fn declared<'n>(
    pair: &Pair,
    what: &'static str,
    names: &[Spanned<String>],
    known: &(impl Iterator<Item = &'n String> + Clone),
) {
    for name in names.iter().filter(|name| known.clone().all(|known| *known != name.value)) {
        let nearest = nearest(&name.value, known.clone().map(String::as_str)).map(str::to_owned);
        pair.file.report(&name.span, Mistake::Undeclared { what, name: name.value.clone(), nearest });
    }
}

/// The settings of a function are those of the pair that gives any; no other pair may give different ones.
fn settle(pair: &Pair, function: &mut Function, settled: &mut HashMap<String, String>) {
    let Some(given) = &pair.draft.function else { return };
    match settled.get(&pair.function) {
        Some(other) if function.settings != given.value => {
            let what = format!("`function` of the function `{}`", pair.function);
            let by = format!("`{other}.json`, which says otherwise");
            pair.file.report(&given.span, Mistake::Taken { what, by });
        }
        Some(_) => {}
        None => {
            function.settings = given.value.clone();
            settled.insert(pair.function.clone(), pair.source.clone());
        }
    }
}
