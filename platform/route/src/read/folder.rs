//! From a folder to a version.

use super::check::{self, Pair};
use super::continuation::{self, Continuation};
use super::fields::SourceFile;
use super::pair;
use super::settings::{self, SettingsDraft};
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

/// A version's folder while it is read.
struct Reading {
    number: VersionNumber,
    /// What stands before the names of its files, seen from the folder that was given: `../v1/` for a continued version's.
    prefix: String,
    problems: Vec<Problem>,
    pairs: Vec<Pair>,
}

/// Reads a version from its folder.
pub(crate) fn version(folder: &Path) -> Result<Version, Problems> {
    let number = number(folder);
    let mut own = Reading::new(number.unwrap_or(VersionNumber(0)), String::new());
    if number.is_none() {
        let value = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let expected = "a version's folder: `v` and a whole number from 1, such as `v1`";
        own.file_problem(folder, Mistake::BadValue { value, expected });
    }
    let version_file = own.optional(folder, "version.json");
    let continuation = version_file.as_ref().and_then(|file| continuation::read(file, folder, number));
    let settings_file = own.optional(folder, "api.json");
    if settings_file.is_none() && version_file.is_none() && !folder.join("api.json").exists() {
        own.file_problem(&folder.join("api.json"), Mistake::MissingFile);
    }
    own.everything(folder);
    let Reading { mut problems, pairs, .. } = own;
    let mut base = continuation.as_ref().map(|continuation| Base::read(continuation, &mut problems));
    let inherited = base.as_ref().map(|base| base.draft.settings.clone());
    let draft = match &settings_file {
        Some(file) => settings::read(file, inherited),
        None => SettingsDraft { settings: inherited.unwrap_or_default(), ..Default::default() },
    };
    let mut all = Vec::new();
    if let (Some(file), Some(continuation), Some(base)) = (&version_file, &continuation, &mut base) {
        all = continuation.inherited(file, std::mem::take(&mut base.pairs), &pairs);
    }
    all.extend(pairs);
    if let Some(Base { file: Some(file), draft: inherited, .. }) = &mut base {
        // What this version says itself is checked where it says so.
        inherited
            .functions
            .retain(|name, _| draft.settings.authorizers[name] == inherited.settings.authorizers[name]);
        check::authorizers(&all, file, inherited);
    }
    if let Some(file) = &settings_file {
        check::authorizers(&all, file, &draft);
    }
    for file in [version_file, base.and_then(|base| base.file), settings_file].into_iter().flatten() {
        problems.extend(file.into_problems());
    }
    let functions = check::assemble(all, &draft.settings, &mut problems);
    match number {
        Some(number) if problems.is_empty() => Ok(Version { number, settings: draft.settings, functions }),
        _ => Err(Problems(problems)),
    }
}

/// The version that is continued.
struct Base {
    file: Option<SourceFile>,
    draft: SettingsDraft,
    pairs: Vec<Pair>,
}

impl Base {
    fn read(continuation: &Continuation, problems: &mut Vec<Problem>) -> Self {
        let Continuation { from, folder, .. } = continuation;
        let mut reading = Reading::new(*from, format!("../v{from}/"));
        let file = reading.optional(folder, "api.json");
        if file.is_none() && !folder.join("api.json").exists() {
            reading.file_problem(&folder.join("api.json"), Mistake::MissingFile);
        }
        reading.everything(folder);
        problems.extend(reading.problems);
        let draft = file.as_ref().map(|file| settings::read(file, None)).unwrap_or_default();
        Self { file, draft, pairs: reading.pairs }
    }
}

/// The number in the folder's name.
fn number(folder: &Path) -> Option<VersionNumber> {
    let digits = folder.file_name()?.to_str()?.strip_prefix('v')?;
    let plain = !digits.starts_with(['0', '+']);
    digits.parse().ok().filter(|_| plain).map(VersionNumber)
}

impl Reading {
    fn new(number: VersionNumber, prefix: String) -> Self {
        Self { number, prefix, problems: Vec::new(), pairs: Vec::new() }
    }

    fn file_problem(&mut self, path: &Path, mistake: Mistake) {
        self.problems.push(Problem::of_file(path.display().to_string(), mistake));
    }

    /// A file by its name below the version's folder.
    fn source(&mut self, folder: &Path, name: &str) -> Option<SourceFile> {
        let path = folder.join(name);
        let label = format!("v{}/{name}", self.number);
        std::fs::read_to_string(&path)
            .map(|text| SourceFile::new(path.display().to_string(), label, text))
            .map_err(|error| self.file_problem(&path, Mistake::Unreadable(error.to_string())))
            .ok()
    }

    /// A file that need not be there.
    fn optional(&mut self, folder: &Path, name: &str) -> Option<SourceFile> {
        if folder.join(name).exists() { self.source(folder, name) } else { None }
    }

    /// All pairs below a version's folder.
    fn everything(&mut self, folder: &Path) {
        let Some(listing) = self.list(folder) else { return };
        self.pairs(folder, "", listing.pairs);
        for name in &listing.folders {
            self.function(folder, name);
        }
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

    fn function(&mut self, version: &Path, name: &str) {
        let folder = version.join(name);
        self.check_name(&folder, name);
        let Some(listing) = self.list(&folder) else { return };
        for inner in &listing.folders {
            let rule = "a function is one folder below the version's: it has no folders of its own";
            self.file_problem(&folder.join(inner), Mistake::Meaningless(rule));
        }
        self.pairs(version, name, listing.pairs);
    }

    /// Names become Rust modules, Lambda functions and operation ids alike.
    fn check_name(&mut self, path: &Path, name: &str) {
        let plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        if !plain || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            let expected = "a name: small letters, digits and `_`, a letter first";
            self.file_problem(path, Mistake::BadValue { value: name.to_owned(), expected });
        }
    }

    /// The pairs of a function's folder, or, without a function, those directly below the version's.
    fn pairs(&mut self, version: &Path, function: &str, pairs: BTreeMap<String, Halves>) {
        for (name, halves) in pairs {
            let (function, source) = match function {
                "" => (name.clone(), name.clone()),
                folder => (folder.to_owned(), format!("{folder}/{name}")),
            };
            let path = version.join(format!("{source}.json"));
            self.check_name(&path, &name);
            if !halves.json {
                let rust = version.join(format!("{source}.rs"));
                self.file_problem(&rust, Mistake::MissingPartner(format!("{name}.json")));
                continue;
            }
            let Some(file) = self.source(version, &format!("{source}.json")) else { continue };
            let draft = pair::read(&file);
            if draft.needs_code && !halves.rust {
                self.file_problem(&path, Mistake::MissingPartner(format!("{name}.rs")));
            }
            if !draft.needs_code && halves.rust {
                let rust = version.join(format!("{source}.rs"));
                let rule = "an `integration` answers instead of this code, which would never run";
                self.file_problem(&rust, Mistake::Meaningless(rule));
            }
            let reference = format!("{}{source}.json", self.prefix);
            self.pairs.push(Pair { function, name, source, origin: self.number, reference, file, draft });
        }
    }
}
