//! A folder of small cases is replayed: each file's name says what becomes of its cases.

use lockstep_conformance::{Folder, Outcome, Report, Verbosity, replay};
use std::path::Path;
use std::process::Command;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

#[test]
fn cases_end_as_their_file_says() {
    let mut wrong = Vec::new();
    for case in Folder::read(&folder()).unwrap().cases {
        let outcome = replay(&case);
        let ended = match &outcome {
            Outcome::Passed => "passes",
            Outcome::Failed(_) => "fails",
            Outcome::Skipped(_) => "skips",
        };
        if ended != case.theme {
            wrong.push(format!("{}: {outcome:?}", case.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_failure_tells_where_and_why() {
    let mut report = Report::default();
    for case in Folder::read(&folder()).unwrap().cases.into_iter().filter(|case| case.theme == "fails") {
        let outcome = replay(&case);
        let Outcome::Failed(differences) = &outcome else { panic!("{}", case.id) };
        assert!(
            differences.iter().all(|difference| !difference.place.is_empty() && !difference.got.is_empty())
        );
        report.add(case, outcome);
    }
    let text = report.text(Verbosity::Full);
    for part in [
        "it is not known what the function `f` does: \"paints the house\"",
        "a case of the kind `song`",
        "input.api.colour",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn the_command_counts_and_fails_when_a_case_does() {
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_conformance")).arg(folder()).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, text) = run(&["--theme", "skips"]);
    assert_eq!((code, text.lines().last()), (Some(0), Some("0 passed, 0 failed, 5 skipped")));
    let (code, text) = run(&["--case", "fails-kind", "--verbose"]);
    assert_eq!((code, text.lines().last()), (Some(1), Some("0 passed, 1 failed, 0 skipped")));
    let (code, text) = run(&["--json", "--case", "passes-language"]);
    assert_eq!((code, text.contains("\"passed\": 1")), (Some(0), true));
    assert_eq!(run(&["--case", "nobody"]).0, Some(2));
    let missing = Command::new(env!("CARGO_BIN_EXE_conformance")).arg("nowhere").output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
}
