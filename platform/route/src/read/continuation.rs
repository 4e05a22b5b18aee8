//! `version.json`: what a version takes over from an earlier one.

use super::check::Pair;
use super::fields::{Fields, SourceFile, Spanned, nearest};
use crate::problem::Mistake;
use crate::version::VersionNumber;
use std::path::{Path, PathBuf};

/// What a version continues, and what of it is left out.
pub(super) struct Continuation {
    /// The version it continues.
    pub from: VersionNumber,
    /// That version's folder.
    pub folder: PathBuf,
    without: Vec<Spanned<String>>,
}

/// Reads the file in the folder of version `number`; `None` when there is nothing that could be continued.
pub(super) fn read(file: &SourceFile, folder: &Path, number: Option<VersionNumber>) -> Option<Continuation> {
    let mut fields = file.parse().and_then(|node| Fields::open(file, node, &["from", "without"]))?;
    let without = fields.take("without").and_then(|node| file.list(node)).unwrap_or_default();
    let without = without.into_iter().filter_map(|node| file.text(node)).collect();
    let from = fields.require("from")?;
    let version = file.whole(&from, 1..u32::MAX, "a version's number")?;
    let base = folder.with_file_name(format!("v{version}"));
    let reason = if number.is_some_and(|number| version >= number.0) {
        Some("a version continues an earlier one")
    } else if !base.is_dir() {
        Some("its folder does not lie beside this one")
    } else if base.join("version.json").exists() {
        Some("it continues another one itself; name a version that stands by itself")
    } else {
        None
    };
    if let Some(reason) = reason {
        file.report(&from.span, Mistake::Continuation { version, reason });
        return None;
    }
    Some(Continuation { from: VersionNumber(version), folder: base, without })
}

impl Continuation {
    /// What is left of the pairs of the continued version beside those of this one.
    pub fn inherited(&self, file: &SourceFile, base: Vec<Pair>, own: &[Pair]) -> Vec<Pair> {
        for entry in &self.without {
            if !base.iter().any(|pair| names(&entry.value, pair)) {
                let known: Vec<String> = base.iter().map(display).collect();
                let nearest = nearest(&entry.value, known.iter().map(String::as_str)).unwrap_or_default();
                let what = "route of the continued version";
                let mistake =
                    Mistake::UnknownWord { what, word: entry.value.clone(), nearest: nearest.to_owned() };
                file.report(&entry.span, mistake);
            }
        }
        let is_left_out = |pair: &Pair| self.without.iter().any(|entry| names(&entry.value, pair));
        let is_replaced = |pair: &Pair| own.iter().any(|own| own.name == pair.name || serves_same(own, pair));
        base.into_iter().filter(|pair| !is_left_out(pair) && !is_replaced(pair)).collect()
    }
}

/// A route by method and path, as in `GET /talks/{talk}`; what has none, by its name.
fn display(pair: &Pair) -> String {
    match pair.endpoint() {
        Some(endpoint) => format!("{} {}", endpoint.method, endpoint.path),
        None => pair.name.clone(),
    }
}

fn names(entry: &str, pair: &Pair) -> bool {
    display(pair) == entry
}

fn serves_same(own: &Pair, other: &Pair) -> bool {
    let (Some(own), Some(other)) = (own.endpoint(), other.endpoint()) else { return false };
    own.method == other.method && own.path == other.path
}
