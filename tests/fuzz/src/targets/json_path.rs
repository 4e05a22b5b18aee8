//! JSON paths.

use lockstep_jsonpath::{Dialect, Path, read_body};

/// Reads the first line as a path, in both dialects, and the rest as a body, and prints what is found in both ways.
pub fn find(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (path, body) = text.split_once('\n').unwrap_or((&text, ""));
    let document = read_body(body);
    for dialect in [Dialect::Jayway20, Dialect::Jayway29] {
        match (Path::compile_in(path, dialect), &document) {
            (Err(error), _) => assert!(error.position() <= path.len(), "{error} is no place in {path:?}"),
            (Ok(path), Ok(document)) => {
                if let Ok(found) = path.find(document) {
                    let (text, json) = (found.to_text(), found.to_json());
                    assert!(!json.is_empty(), "{text:?} is no JSON");
                }
            }
            (Ok(_), Err(_)) => {}
        }
    }
}
