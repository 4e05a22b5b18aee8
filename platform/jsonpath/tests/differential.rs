//! Paths and bodies with what Jayway finds; `cargo xtask differential` adds those on which we once differed.

use lockstep_jsonpath::{Path, read_body};
use serde_json::Value;

/// Both printings of what a path finds.
fn found(path: &str, body: &str) -> Result<(String, String), String> {
    let document = read_body(body).map_err(|error| error.to_string())?;
    let path = Path::compile(path).map_err(|error| error.to_string())?;
    let found = path.find(&document).map_err(|error| error.to_string())?;
    Ok((found.to_text(), found.to_json()))
}

#[test]
fn every_recorded_path_finds_what_jayway_finds() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("differential.json")).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let found = found(case["path"].as_str().unwrap(), case["body"].as_str().unwrap());
        let right = match &found {
            Ok((text, json)) => case["text"] == **text && case["json"] == **json,
            Err(_) => case["refused"] == true,
        };
        if !right {
            wrong.push(format!("{case}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
