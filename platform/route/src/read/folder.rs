//! From a folder to a version.

use super::check::{self, Pair};
use super::fields::SourceFile;
use super::{pair, settings};
use crate::problem::{Mistake, Problem, Problems};
use crate::version::{Version, VersionNumber};
use std::collections::BTreeMap;
use std::path::Path;

/// What a folder holds, by name.
struct Listing {
    /// Folders.
    folders: Vec<String>,
    /// Names of pairs → which halves are there.
    pairs: BTreeMap<String, Halves>,
}

#[derive(Default)]
struct Halves {
    json: bool,
    rust: bool,
}

/// What is known while a version is read.
struct Reading {
    problems: Vec<Problem>,
    pairs: Vec<Pair>,
}

/// Reads a version from its folder.
pub(crate) fn version(folder: &Path) -> Result<Version, Problems> {
    let mut reading = Reading { problems: Vec::new(), pairs: Vec::new() };
    let number = number(folder);
    if number.is_none() {
        let value = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let expected = "a version's folder: `v` and a whole number from 1, such as `v1`";
        reading.file_problem(folder, Mistake::BadValue { value, expected });
    }
    let inherits = folder.join("version.json");
    if inherits.exists() {
        reading.file_problem(&inherits, Mistake::NotSupportedYet("versions that continue another one"));
    }
    let settings_file = reading.settings_file(&folder.join("api.json"));
    let settings = settings_file.as_ref().map(settings::read).unwrap_or_default();
    if let Some(listing) = reading.list(folder) {
        reading.pairs(folder, "", listing.pairs);
        for name in &listing.folders {
            reading.function(&folder.join(name), name);
        }
    }
    reading.problems.extend(settings_file.map(SourceFile::into_problems).unwrap_or_default());
    let Reading { mut problems, pairs } = reading;
    let functions = check::assemble(pairs, &settings, &mut problems);
    match number {
        Some(number) if problems.is_empty() => Ok(Version { number, settings, functions }),
        _ => Err(Problems(problems)),
    }
}

/// The number in the folder's name.
fn number(folder: &Path) -> Option<VersionNumber> {
    let digits = folder.file_name()?.to_str()?.strip_prefix('v')?;
    let plain = !digits.starts_with(['0', '+']);
    digits.parse().ok().filter(|_| plain).map(VersionNumber)
}

impl Reading {
    fn file_problem(&mut self, path: &Path, mistake: Mistake) {
        self.problems.push(Problem::of_file(path.display().to_string(), mistake));
    }

    fn source(&mut self, path: &Path) -> Option<SourceFile> {
        std::fs::read_to_string(path)
            .map(|text| SourceFile::new(path.display().to_string(), text))
            .map_err(|error| self.file_problem(path, Mistake::Unreadable(error.to_string())))
            .ok()
    }

    fn settings_file(&mut self, path: &Path) -> Option<SourceFile> {
        if path.exists() {
            return self.source(path);
        }
        self.file_problem(path, Mistake::MissingFile);
        None
    }

    fn list(&mut self, folder: &Path) -> Option<Listing> {
        let mut listing = Listing { folders: Vec::new(), pairs: BTreeMap::new() };
        let entries = std::fs::read_dir(folder)
            .map_err(|error| self.file_problem(folder, Mistake::Unreadable(error.to_string())))
            .ok()?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "api.json" || name == "version.json" {
                continue;
            }
            match name.rsplit_once('.') {
                None | Some(_) if path.is_dir() => listing.folders.push(name),
                Some((stem, "json")) => listing.pairs.entry(stem.to_owned()).or_default().json = true,
                Some((stem, "rs")) => listing.pairs.entry(stem.to_owned()).or_default().rust = true,
                _ => {} // A note, an editor's copy: none of our business.
            }
        }
        listing.folders.sort();
        Some(listing)
    }

    fn function(&mut self, folder: &Path, name: &str) {
        self.check_name(folder, name);
        let Some(listing) = self.list(folder) else { return };
        for inner in &listing.folders {
            let rule = "a function is one folder below the version's: it has no folders of its own";
            self.file_problem(&folder.join(inner), Mistake::Meaningless(rule));
        }
        self.pairs(folder, name, listing.pairs);
    }

    /// Names become Rust modules, Lambda functions and operation ids alike.
    fn check_name(&mut self, path: &Path, name: &str) {
        let plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        if !plain || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            let expected = "a name: small letters, digits and `_`, a letter first";
            self.file_problem(path, Mistake::BadValue { value: name.to_owned(), expected });
        }
    }

    fn pairs(&mut self, folder: &Path, function: &str, pairs: BTreeMap<String, Halves>) {
        for (name, halves) in pairs {
            let path = folder.join(format!("{name}.json"));
            self.check_name(&path, &name);
            if !halves.json {
                self.file_problem(
                    &folder.join(format!("{name}.rs")),
                    Mistake::MissingPartner(format!("{name}.json")),
                );
                continue;
            }
            let Some(file) = self.source(&path) else { continue };
            let draft = pair::read(&file);
            if draft.needs_code && !halves.rust {
                self.file_problem(&path, Mistake::MissingPartner(format!("{name}.rs")));
            }
            let (function, source) = match function {
                "" => (name.clone(), name.clone()),
                folder => (folder.to_owned(), format!("{folder}/{name}")),
            };
            self.pairs.push(Pair { function, name, source, file, draft });
        }
    }
}
