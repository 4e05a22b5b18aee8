//! What a version's folder may hold, and what is said of mistakes in it.

mod accepted;
mod continuation;
mod folder;
mod integrations;
mod json;
mod mapped;
mod pair_mistakes;
mod patterns;
mod settings_mistakes;
mod table;
mod together;

use lockstep_route::{Endpoint, Problems, Version};
use std::path::PathBuf;
use tempfile::TempDir;

/// The settings of a version that needs none.
const SETTINGS: (&str, &str) = ("api.json", r#"{ "title": "Talks" }"#);

/// A folder `v1` with files in it; a name that ends in `/` is a folder.
struct Project {
    root: TempDir,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        let project = Self { root };
        std::fs::create_dir(project.folder()).expect("a folder is made");
        for (name, content) in files {
            let path = project.folder().join(name);
            if name.ends_with('/') {
                std::fs::create_dir_all(path).expect("a folder is made");
            } else {
                let parent = path.parent().expect("a file lies in a folder");
                std::fs::create_dir_all(parent).expect("a folder is made");
                std::fs::write(path, content).expect("a file is written");
            }
        }
        project
    }

    fn folder(&self) -> PathBuf {
        self.root.path().join("v1")
    }

    fn read(&self) -> Result<Version, Problems> {
        Version::read(&self.folder())
    }

    /// The problems, one a line, without the path of the temporary folder.
    fn problems(&self) -> Vec<String> {
        let prefix = format!("{}/", self.folder().display());
        let problems = self.read().expect_err("something is wrong");
        problems.to_string().lines().map(|line| line.replace(&prefix, "")).collect()
    }
}

fn read(files: &[(&str, &str)]) -> Version {
    Project::new(files).read().unwrap_or_else(|problems| panic!("{problems}"))
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    Project::new(files).problems()
}

/// The settings of a version with an authorizer and a model.
const RICH_SETTINGS: (&str, &str) = (
    "api.json",
    r#"{
        "title": "Talks",
        "authorizers": { "people": { "type": "token", "function": "gate" } },
        "models": { "Talk": { "type": "object" } }
    }"#,
);

/// The pair of that authorizer.
const GATE: (&str, &str) = ("gate.json", r#"{ "summary": "Who may pass", "authorizes": "token" }"#);

/// The problems of a single pair `talk` in a version with some authorizers and models.
fn pair_problems(json: &str) -> Vec<String> {
    problems(&[RICH_SETTINGS, GATE, ("gate.rs", ""), ("talk.json", json), ("talk.rs", "")])
}

/// The same for a pair without code.
fn codeless_problems(json: &str) -> Vec<String> {
    problems(&[RICH_SETTINGS, GATE, ("gate.rs", ""), ("talk.json", json)])
}

/// The endpoint of a single pair `talk` in such a version.
fn endpoint(files: &[(&str, &str)]) -> Endpoint {
    let mut all = vec![RICH_SETTINGS, GATE, ("gate.rs", "")];
    all.extend(files);
    let version = read(&all);
    let (_, _, endpoint) = version.endpoints().next().expect("an endpoint");
    endpoint.clone()
}

/// The problems of an `api.json`.
fn settings_problems(json: &str) -> Vec<String> {
    problems(&[("api.json", json)])
}
