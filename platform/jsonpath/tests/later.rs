//! What later releases of Jayway add.

use lockstep_jsonpath::{Dialect, Path};
use serde_json::json;

fn find(path: &str) -> String {
    let document = json!({
        "n": [1, 2, 3],
        "books": [
            {"t": "A", "p": 5, "tags": ["x", "y"], "o": {"k": 1}},
            {"t": "B", "p": 15, "tags": [], "isbn": null},
            {"t": "C's", "p": 25, "tags": ["z"]}
        ],
        "in": "word"
    });
    let Ok(path) = Path::compile_in(path, Dialect::Jayway29) else { return "!".to_owned() };
    path.find(&document).map_or_else(|_| "!".to_owned(), |found| found.to_json())
}

#[test]
fn steps() {
    for (path, expected) in [
        ("$.n[-1]", "3"),
        ("$.n[-7]", "\"\""),
        ("$.n[0,7]", "[1]"),
        ("$.n[-2:]", "[2,3]"),
        ("$.n[-3:-1]", "[1,2]"),
        ("$.n[-2000000000:1]", "[1,2,3,1]"),
        ("$[\"in\"]", "\"word\""),
        ("$['books'][ 0 ]['t', 'p']", r#"{"t":"A","p":5}"#),
        ("$.books[2]['t']", r#""C's""#),
        ("$.books[*].isbn", "[null]"),
        ("$.books[*].o.k", "[1]"),
        ("$..o.missing", "[]"),
        ("$.books['t'", "!"),
        ("$.n x", "!"),
        ("$.n[x]", "!"),
        ("$.n.unknown()", "!"),
    ] {
        assert_eq!(find(path), expected, "{path}");
    }
}

#[test]
fn filters() {
    for (filter, expected) in [
        ("@.t in ['A', \"C's\"]", "[5,25]"),
        (r"@.t == 'C\'s'", "[25]"),
        ("@.t nin ['A']", "[15,25]"),
        ("@.p IN [5, 25.0]", "[5,25]"),
        ("@.tags subsetof ['x','y','z']", "[5,15,25]"),
        ("@.tags anyof ['z','q']", "[25]"),
        ("@.tags noneof ['z']", "[5,15]"),
        ("@.tags all ['x']", "[5]"),
        ("@.tags contains 'y'", "[5]"),
        ("@.t contains 's'", "[25]"),
        ("@.tags size 1", "[25]"),
        ("@.tags empty true", "[15]"),
        ("@.tags empty false", "[5,25]"),
        ("@.isbn", "[15]"),
        ("!@.isbn", "[5,25]"),
        ("!(@.p > 10)", "[5]"),
        ("(@.p == 5 || @.p == 15) && @.t == 'B'", "[15]"),
        ("@.p != 5", "[15,25]"),
        ("@.missing == null", "[]"),
        ("@.isbn == null", "[15]"),
        ("@.t =~ /[ab]/i", "[5,15]"),
        ("@.tags.length() >= 1", "[5,25]"),
        ("@.p > $.n[1]", "[5,15,25]"),
        ("@.p === '5'", "[]"),
        ("@.p == '5'", "[5]"),
        ("@.p !== 5", "[15,25]"),
        ("@.p < '2'", "[15]"),
        ("@.tags =~ /[xz]/", "[5,25]"),
        ("'x' == 'x'", "[5,15,25]"),
        ("@.p == ", "!"),
        ("@.p = 5", "!"),
        ("5", "!"),
    ] {
        assert_eq!(find(&format!("$.books[?({filter})].p")), expected, "{filter}");
    }
}
