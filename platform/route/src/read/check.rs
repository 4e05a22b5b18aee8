//! What only shows when all pairs of a version stand side by side.

use super::fields::{SourceFile, Spanned, nearest};
use super::pair::Draft;
use super::settings::SettingsDraft;
use crate::endpoint::Endpoint;
use crate::path::Segment;
use crate::problem::{Mistake, Problem};
use crate::settings::ApiSettings;
use crate::version::{Function, FunctionSettings, Route, Trigger, VersionNumber};
use std::collections::{BTreeMap, HashMap};

/// A pair that was read by itself.
pub(super) struct Pair {
    pub function: String,
    pub name: String,
    pub source: String,
    /// In which version's folder it lies.
    pub origin: VersionNumber,
    /// Its `.json` as seen from the version's folder, for messages.
    pub reference: String,
    pub file: SourceFile,
    pub draft: Draft,
}

impl Pair {
    pub fn endpoint(&self) -> Option<&Endpoint> {
        match &self.draft.trigger {
            Some(Trigger::Http(endpoint)) => Some(endpoint),
            _ => None,
        }
    }
}

/// Checks the pairs against each other and the settings, and makes functions of them. What is inherited comes first, so that
/// mistakes are told where something can be done about them.
pub(super) fn assemble(
    pairs: Vec<Pair>,
    settings: &ApiSettings,
    problems: &mut Vec<Problem>,
) -> Vec<Function> {
    names(&pairs);
    paths(&pairs);
    companions(&pairs);
    for pair in &pairs {
        origins(pair, settings);
        let Draft { authorizer, models, .. } = &pair.draft;
        let authorizer = authorizer.as_slice().iter().filter(|name| name.value != "iam");
        declared(pair, "authorizer", authorizer, &settings.authorizers.keys());
        declared(pair, "model", models, &settings.models.keys());
    }
    let mut functions: BTreeMap<String, Function> = BTreeMap::new();
    let mut settled: HashMap<String, (VersionNumber, String)> = HashMap::new();
    for pair in pairs {
        let function = functions.entry(pair.function.clone()).or_insert_with(|| Function {
            name: pair.function.clone(),
            settings: FunctionSettings::default(),
            routes: Vec::new(),
        });
        settle(&pair, function, &mut settled);
        let Pair { name, source, origin, file, draft, .. } = pair;
        if let (Some(summary), Some(trigger)) = (draft.summary, draft.trigger) {
            function.routes.push(Route { name, source, origin, summary, trigger });
        }
        problems.extend(file.into_problems());
    }
    for function in functions.values_mut() {
        function.routes.sort_by(|one, other| one.name.cmp(&other.name));
    }
    functions.into_values().collect()
}

/// Every authorizer's function is there and authorizes.
pub(super) fn authorizers(pairs: &[Pair], file: &SourceFile, draft: &SettingsDraft) {
    for (name, span) in &draft.functions {
        let authorizer = &draft.settings.authorizers[name];
        let function = authorizer.function.as_deref().unwrap_or_default();
        let wanted = Some(Trigger::Authorizer(authorizer.kind));
        if !pairs.iter().any(|pair| pair.source == function && pair.draft.trigger == wanted) {
            let kind = authorizer.kind.as_str();
            file.report(span, Mistake::NoAuthorizer { function: function.to_owned(), kind });
        }
    }
}

/// One name, one route: the contract names operations by it. A pair that stands alone is also a function of that name.
fn names(pairs: &[Pair]) {
    let mut taken: HashMap<&str, &Pair> = HashMap::new();
    for pair in pairs {
        let by = match taken.insert(&pair.name, pair) {
            Some(other) => format!("`{}`", other.reference),
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
            let by = format!("`{}`", other.reference);
            pair.file.report(&pair.draft.path_span, Mistake::Taken { what: format!("{method} {path}"), by });
        }
        let segments = endpoint.path.segments();
        for (level, segment) in segments.iter().enumerate().filter(|(_, s)| s.variable().is_some()) {
            let (other, owner) = *variables.entry(&segments[..level]).or_insert((segment, pair));
            if other != segment {
                let mistake = Mistake::TwoVariables {
                    variable: display(segment),
                    other: display(other),
                    by: format!("`{}`", owner.reference),
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

/// What tells the routes of a function apart is the event, and some events don't.
fn companions(pairs: &[Pair]) {
    let mut jobs: HashMap<&str, &Pair> = HashMap::new();
    for pair in pairs {
        let shares = |other: &Pair| other.function == pair.function && other.source != pair.source;
        if let Some(alone) = &pair.draft.alone
            && pairs.iter().any(shares)
        {
            pair.file.report(&alone.span, Mistake::Meaningless(alone.value));
        }
        if let Some(span) = &pair.draft.schedule_span
            && let Some(other) = jobs.insert(&pair.function, pair)
        {
            let what = format!("the clock's event for the function `{}`", pair.function);
            pair.file.report(span, Mistake::Taken { what, by: format!("`{}`", other.reference) });
        }
    }
}

/// Behind templates the answer's headers are fixed before the request is known, so that none can name the origin that asks.
fn origins(pair: &Pair, settings: &ApiSettings) {
    let Some(endpoint) = pair.endpoint().filter(|endpoint| endpoint.integration.is_mapped()) else { return };
    let header = |name: &String| name.eq_ignore_ascii_case("Access-Control-Allow-Origin");
    let is_named = !endpoint.responses.is_empty()
        && endpoint.responses.values().all(|response| response.headers.keys().any(header));
    if settings.cors.as_ref().is_some_and(|cors| cors.origins.len() > 1) && !is_named {
        let reason = "`cors` allows several origins and a mapped answer cannot choose among them: give every one of the \
                      `responses` a header `Access-Control-Allow-Origin`";
        pair.file.report(&pair.draft.path_span, Mistake::Meaningless(reason));
    }
}

fn declared<'d, 'n>(
    pair: &Pair,
    what: &'static str,
    names: impl IntoIterator<Item = &'d Spanned<String>>,
    known: &(impl Iterator<Item = &'n String> + Clone),
) {
    for name in names.into_iter().filter(|name| known.clone().all(|known| *known != name.value)) {
        let nearest = nearest(&name.value, known.clone().map(String::as_str)).map(str::to_owned);
        pair.file.report(&name.span, Mistake::Undeclared { what, name: name.value.clone(), nearest });
    }
}

/// The settings of a function are those of the pair that gives any; no other pair may give different ones, except that what
/// a version says itself takes the place of what it inherits.
fn settle(pair: &Pair, function: &mut Function, settled: &mut HashMap<String, (VersionNumber, String)>) {
    let Some(given) = &pair.draft.function else { return };
    match settled.get(&pair.function) {
        Some((origin, other)) if *origin == pair.origin => {
            if function.settings != given.value {
                let what = format!("`function` of the function `{}`", pair.function);
                let by = format!("`{other}`, which says otherwise");
                pair.file.report(&given.span, Mistake::Taken { what, by });
            }
        }
        _ => {
            function.settings = given.value.clone();
            settled.insert(pair.function.clone(), (pair.origin, pair.reference.clone()));
        }
    }
}
