//! Mistakes in what lies where.

use crate::{Project, SETTINGS, problems};
use lockstep_route::{Mistake, Version};
use miette::Diagnostic;

const PAIR: &str = r#"{ "method": "GET", "path": "/talks", "summary": "s", "access": "public" }"#;

#[test]
fn both_halves_of_a_pair_are_needed() {
    assert_eq!(
        problems(&[SETTINGS, ("talk.json", PAIR), ("talks/other.rs", "")]),
        [
            "talk.json: the other half of this pair, `talk.rs`, is missing",
            "talks/other.rs: the other half of this pair, `other.json`, is missing",
        ]
    );
}

#[test]
fn settings_are_needed() {
    assert_eq!(problems(&[("talk.json", PAIR), ("talk.rs", "")]), ["api.json: the file is missing"]);
}

#[test]
fn code_that_would_never_run_is_told() {
    let pair = PAIR.replace(" }", r#", "integration": "mock", "requestTemplates": { "text/plain": "{}" } }"#);
    assert_eq!(
        problems(&[SETTINGS, ("talk.json", &pair), ("talk.rs", "")]),
        ["talk.rs: an `integration` answers instead of this code, which would never run"]
    );
}

#[test]
fn names_are_plain() {
    let rule = "is not a name: small letters, digits and `_`, a letter first";
    assert_eq!(
        problems(&[
            SETTINGS,
            ("List-Talks.json", PAIR),
            ("List-Talks.rs", ""),
            ("talks-2/other.json", &PAIR.replace("/talks", "/other")),
            ("talks-2/other.rs", ""),
            ("x/2nd.json", &PAIR.replace("/talks", "/second")),
            ("x/2nd.rs", ""),
        ]),
        [
            format!("List-Talks.json: `List-Talks` {rule}"),
            format!("talks-2: `talks-2` {rule}"),
            format!("x/2nd.json: `2nd` {rule}"),
        ]
    );
}

#[test]
fn functions_have_no_folders() {
    assert_eq!(
        problems(&[SETTINGS, ("talks/deeper/", "")]),
        ["talks/deeper: a function is one folder below the version's: it has no folders of its own"]
    );
}

#[test]
fn the_folder_s_name_is_the_number() {
    let root = tempfile::tempdir().unwrap();
    for name in ["version1", "v", "v0", "v01", "v+1", "v1x"] {
        let folder = root.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("api.json"), SETTINGS.1).unwrap();
        let problems = Version::read(&folder).unwrap_err().to_string();
        let expected = "is not a version's folder: `v` and a whole number from 1, such as `v1`";
        assert_eq!(problems, format!("{}: `{name}` {expected}", folder.display()));
    }
    assert!(Version::read("/".as_ref()).unwrap_err().to_string().contains("is not a version's folder"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let project = Project::new(&[("api.json/", ""), ("talk.json/", ""), ("talk.rs", "")]);
    let found = project.problems();
    assert!(found[0].starts_with("api.json: cannot be read: "), "{found:?}");
    let missing = project.root.path().join("v2");
    let found = Version::read(&missing).unwrap_err().to_string();
    assert!(found.contains("v2/api.json: the file is missing"), "{found}");
    assert!(found.contains("v2: cannot be read: "), "{found}");
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let project = Project::new(&[SETTINGS, ("talk.rs", "")]);
    std::fs::write(project.folder().join("talk.json"), b"{ \"summary\": \"\xff\" }").unwrap();
    let found = project.problems();
    assert_eq!(found, ["talk.json: cannot be read: stream did not contain valid UTF-8"]);
}

#[test]
fn problems_can_be_shown_in_their_lines() {
    let pair = "{\n  \"method\": \"GET\",\n  \"path\": \"/talks\",\n  \"summary\": \"s\",\n  \"acces\": \"public\"\n}";
    let project = Project::new(&[("talk.json", pair), ("talk.rs", "")]);
    let problems = project.read().unwrap_err();
    let report = problems.render();
    for line in [
        "5 │   \"acces\": \"public\"",
        "help: known fields: method, path, summary, access",
        "help: say who may call: \"public\"",
        "help: it needs a title at least",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
    let positions: Vec<_> = problems.iter().map(lockstep_route::Problem::position).collect();
    assert_eq!(positions, [None, Some((1, 1)), Some((5, 3))]);
    assert_eq!(problems.related().unwrap().count(), 3);
    assert!(matches!(problems.iter().next().unwrap().mistake, Mistake::MissingFile));
}

#[test]
fn a_name_that_nothing_has_is_shown_with_the_nearest() {
    let settings = r#"{ "title": "Talks", "models": { "Talk": {}, "Room": {} } }"#;
    let pair = PAIR.replace(" }", r#", "responses": { "200": { "schema": "Tolk" } } }"#);
    let project = Project::new(&[("api.json", settings), ("talk.json", &pair), ("talk.rs", "")]);
    let report = project.read().unwrap_err().render();
    assert!(report.contains("help: did you mean `Talk`?"), "{report}");
}
