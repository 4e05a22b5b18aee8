//! Texts that are not JSON, or JSON in its less usual forms.

use crate::{SETTINGS, pair_problems, read, settings_problems};

#[test]
fn what_is_not_json_is_shown_where_it_ends_to_be() {
    let deep = format!("{{ \"a\": {}", "[".repeat(200));
    let table = [
        ("", "1:1: this is not JSON: it ends where a value is expected"),
        ("{ \"title\": \"a\" } x", "1:18: this is not JSON: nothing may follow the value"),
        ("{ \"title\": ; }", "1:12: this is not JSON: a value is expected here"),
        ("{ title: 1 }", "1:3: this is not JSON: a field's name in double quotes is expected here"),
        ("{ \"title\" 1 }", "1:11: this is not JSON: `:` is expected here"),
        ("{ \"title\": 1\n\"b\": 2 }", "2:1: this is not JSON: `,` or `}` is expected here"),
        ("{ \"title\": 1,\n}", "2:1: this is not JSON: a field's name in double quotes is expected here"),
        ("{ \"title\": [1 2] }", "1:15: this is not JSON: `,` or `]` is expected here"),
        ("{ \"title\": [1,", "1:15: this is not JSON: it ends where a value is expected"),
        ("{ \"title\": \"a", "1:12: this is not JSON: this text has no end"),
        ("{ \"title\": yes }", "1:12: this is not JSON: `yes` is no value; texts stand in double quotes"),
        ("{ \"title\": 1.e }", "1:12: this is not JSON: invalid number"),
        ("{ \"title\": \"\\x\" }", "1:12: this is not JSON: invalid escape"),
        (&deep, "1:107: this is not JSON: it is nested too deeply"),
    ];
    for (text, expected) in table {
        assert_eq!(settings_problems(text), [format!("api.json:{expected}")], "{text}");
    }
}

#[test]
fn a_pair_that_is_not_json_hides_no_other_problem() {
    assert_eq!(
        pair_problems("{"),
        ["talk.json:1:2: this is not JSON: a field's name in double quotes is expected here"]
    );
}

#[test]
fn escapes_and_white_space_are_read() {
    let title = "\r\n\t { \"title\" : \"Caf\\u00e9 \\\"x\\\\\" , \"models\": {}, \"binaryTypes\": [] } \n";
    assert_eq!(read(&[("api.json", title)]).settings.title, "Café \"x\\");
    assert_eq!(read(&[SETTINGS]).settings.title, "Talks");
}
