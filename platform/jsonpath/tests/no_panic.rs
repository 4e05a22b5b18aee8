//! Whatever the path and the body: an answer or an error, never a panic, and always the same one.

use lockstep_jsonpath::{Dialect, Path, read_body, to_json, to_text};
use proptest::prelude::*;

fn path_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "$",
        "@",
        ".",
        "..",
        "[",
        "]",
        "[*]",
        "*",
        "?",
        "(",
        ")",
        "'",
        "\"",
        "\\",
        ",",
        ":",
        "-",
        "0",
        "1",
        "99",
        "a",
        "b",
        "é",
        " ",
        "==",
        "!=",
        "<",
        ">=",
        "=~",
        "&&",
        "||",
        "!",
        "/",
        "/i",
        "in",
        "size",
        "length()",
        "sum(",
        "null",
        "[?(",
        ")]",
        "@.a",
        "$.b",
        "['a']",
        "[0]",
        "[1:",
        "@.length",
        "2147483648",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn body_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "'",
        "a",
        "b",
        "\\",
        "\\u",
        "00e9",
        "\\x",
        "1",
        "-",
        ".",
        "e",
        "+",
        "null",
        "true",
        "NaN",
        " ",
        "\n",
        "\u{1a}",
        "\u{1}",
        "é",
        "\u{1f600}",
        "~",
        "\"a\":",
        "{\"a\":[1,{\"b\":2}]}",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_path_in_any_body(path in path_like(), body in body_like()) {
        for dialect in [Dialect::Jayway20, Dialect::Jayway29] {
            match Path::compile_in(&path, dialect) {
                Err(error) => prop_assert!(error.position() <= path.len()),
                Ok(path) => {
                    let Ok(document) = read_body(&body) else { continue };
                    let found = path.find(&document);
                    prop_assert_eq!(&found, &path.find(&document));
                    if let Ok(found) = found {
                        prop_assert!(!found.to_json().is_empty());
                        let _ = found.to_text();
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_is_a_body_or_none(body in any::<String>(), path in any::<String>()) {
        let _ = Path::compile(&path);
        let _ = Path::compile_in(&path, Dialect::Jayway29);
        if let Ok(value) = read_body(&body) {
            let _ = to_text(&value);
            // What is written as JSON is read back as the same.
            prop_assert_eq!(read_body(&to_json(&value)).ok(), Some(value));
        }
    }

    #[test]
    fn the_root_finds_the_document(body in body_like()) {
        if let Ok(document) = read_body(&body) {
            let root = Path::compile("$").unwrap();
            prop_assert_eq!(root.find(&document).unwrap().into_value(), Some(document));
        }
    }
}
