//! A folder of cases: one JSON file a theme.

use crate::case::Case;
use crate::error::Error;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The cases of a folder, in the order of its files.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// All of them.
    pub cases: Vec<Case>,
    /// Files that hold no list of cases and were passed over.
    pub others: Vec<String>,
}

impl Folder {
    /// Reads a folder; when it has a folder `cases`, that one.
    ///
    /// # Errors
    /// It cannot be read, a file is no JSON, a case lacks what every case has, or there are none.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let inner = path.join("cases");
        let path = if inner.is_dir() { inner.as_path() } else { path };
        let mut folder = Self::default();
        for file in files(path)? {
            folder.read_file(&file)?;
        }
        if folder.cases.is_empty() {
            return Err(Error::Empty { path: path.to_owned() });
        }
        Ok(folder)
    }

    fn read_file(&mut self, path: &Path) -> Result<(), Error> {
        let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let value: Value =
            serde_json::from_slice(&bytes).map_err(|source| Error::Json { path: path.to_owned(), source })?;
        let theme = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Value::Array(cases) = value else {
            self.others.push(theme + ".json");
            return Ok(());
        };
        for (position, case) in cases.iter().enumerate() {
            let case = Case::read(&theme, case);
            self.cases.push(case.map_err(|member| Error::Case {
                path: path.to_owned(),
                number: position + 1,
                member,
            })?);
        }
        Ok(())
    }
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if file.extension().is_some_and(|ending| ending == "json") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::Folder;
    use std::fs;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn files_are_themes() {
        let case = r#"[{"id": "x-1", "kind": "vtl", "input": {}, "expected": {}}]"#;
        let written = folder(&[("cases/b.json", case), ("cases/a.json", case), ("cases/summary.json", "{}")]);
        let read = Folder::read(written.path()).unwrap();
        assert_eq!(read.cases.iter().map(|case| case.theme.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(read.others, ["summary.json"]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let table = [
            (vec![], "there are no cases"),
            (vec![("a.json", "[")], "a.json: EOF"),
            (vec![("a.json", "[{}]")], "a.json: case 1 has no `id`"),
        ];
        for (files, message) in table {
            let written = folder(&files);
            let error = Folder::read(written.path()).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
        let written = folder(&[]);
        assert!(Folder::read(&written.path().join("absent")).is_err());
    }
}
