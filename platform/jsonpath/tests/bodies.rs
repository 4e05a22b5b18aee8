//! Bodies as json-smart reads them in its permissive mode.

use lockstep_jsonpath::{Path, read_body, to_json};

#[test]
fn lenient_reading() {
    for (body, expected) in [
        ("", "{}"),
        ("a=b", r#""a=b""#),
        ("a{b", r#""a{b""#),
        ("null{", r#""null{""#),
        ("true{", r#""true{""#),
        ("\"{}\"", r#""{}""#),
        (" null ", "null"),
        ("true", "true"),
        ("12", "12"),
        ("1 2", r#""1 2""#),
        ("-", "0"),
        ("007", "7"),
        ("1.", "1.0"),
        ("1e3", "1000.0"),
        ("1e", r#""1e""#),
        ("1.5x", r#""1.5x""#),
        ("{a:1}", r#"{"a":1}"#),
        ("{a:1} rest", r#"{"a":1}"#),
        ("{'a':'it\\'s'}", r#"{"a":"it's"}"#),
        ("{a: b c ,d:[x,y z]}", r#"{"a":"b c","d":["x","y z"]}"#),
        ("{,a:1,,}", r#"{"a":1}"#),
        ("[1,,2,]", "[1,2]"),
        (r#"{"a":1,"b":2,"a":3}"#, r#"{"a":3,"b":2}"#),
        (r#"["\u00e9\x41\q\/"]"#, r#"["éA/"]"#),
        ("[\"a\tb\"]", r#"["a\tb"]"#),
        ("[\"a\t\\nb\"]", r#"["a\nb"]"#),
        ("[12345678901234567890]", "[12345678901234567890]"),
        ("[-9223372036854775808]", "[-9223372036854775808]"),
    ] {
        assert_eq!(to_json(&read_body(body).unwrap()), expected, "{body}");
    }
}

#[test]
fn what_is_refused_says_so_as_recorded() {
    for (body, message) in [
        ("{", "Unexpected End Of File position 0: null"),
        ("{a", "Unexpected End Of File position 1: null"),
        ("[", "Unexpected End Of File position 0: EOF"),
        ("[a", "Unexpected End Of File position 1: EOF"),
        ("}", "Unexpected character (}) at position 0."),
        ("{a}b", "Unexpected End Of File position 3: null"),
        ("{\"a\"}", "Unexpected character (}) at position 3."),
        ("{\"a\":", "Unexpected End Of File position 4: EOF"),
        ("[\"a", "Unexpected End Of File position 3: null"),
        ("{a:\"b\" c}", "Unexpected token c at position 6."),
        ("[\"\\u00g\"]", "Unexpected unicode escape sequence g at position 6."),
    ] {
        let error = read_body(body).unwrap_err();
        assert_eq!(error.message(), message, "{body}");
        assert_eq!(
            error.to_string(),
            format!("Could not process payloadnet.minidev.json.parser.ParseException: {message}")
        );
    }
}

#[test]
fn depth_is_bounded() {
    assert!(read_body(&format!("{}{}", "[".repeat(400), "]".repeat(400))).is_ok());
    assert!(read_body(&"[".repeat(401)).unwrap_err().message().starts_with("Malicious payload"));
    assert!(read_body(&"{a:".repeat(100_000)).is_err());
    // Many containers side by side are no depth.
    assert!(read_body(&format!("[{}]", "{a:1},".repeat(1_000))).is_ok());
}

#[test]
fn in_a_body_that_is_no_container_only_the_root_is_found() {
    let body = read_body("a=b").unwrap();
    for (path, text, json) in [("$", "a=b", "\"a=b\""), ("$.a", "", "\"\""), ("$[0]", "", "\"\"")] {
        let found = Path::compile(path).unwrap();
        let found = found.find(&body).unwrap();
        assert_eq!((found.to_text().as_str(), found.to_json().as_str()), (text, json), "{path}");
    }
}
