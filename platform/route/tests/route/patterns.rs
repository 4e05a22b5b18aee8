//! Selection patterns: no text may match two of one route.

use crate::pair_problems;

fn of(one: &str, other: &str) -> Vec<String> {
    pair_problems(&format!(
        r#"{{ "method": "GET", "path": "/talks", "summary": "s", "access": "public", "responses": {{
"404": {{ "selectionPattern": "{one}" }},
"409": {{ "selectionPattern": "{other}" }} }} }}"#
    ))
}

#[test]
fn patterns_that_share_a_text_are_refused_with_one() {
    let table = [
        ("no such .*", ".*talk", "no such talk"),
        ("4\\\\d{2}", "404", "404"),
        ("taken|gone", "gone|away", "gone"),
        (".*", "a+", "a"),
        (".*", "[^a]*", ""),
        ("(?i)gone", "GONE", "GONE"),
        ("é.", ".ü", "éü"),
        ("x\\\\b.*", "x y", "x y"),
    ];
    for (one, other, example) in table {
        let (plain_one, plain_other) = (one.replace("\\\\", "\\"), other.replace("\\\\", "\\"));
        let expected = format!(
            "talk.json:3:30: `{plain_other}` and `{plain_one}` (of 404) both match `{example}`: which response it gets would \
             be a matter of luck"
        );
        assert_eq!(of(one, other), [expected], "{one} {other}");
    }
}

#[test]
fn patterns_that_share_none_are_taken() {
    let table = [
        ("no such .*", "taken: .*"),
        ("a", "a.+"),
        ("gone", "GONE"),
        ("[0-4].*", "[5-9].*"),
        // What would take too much room to decide is left to whoever wrote it.
        ("\\\\w{60}a", "\\\\w{60}b"),
        ("[ab]*a[ab]{9}", "([ab]{29})*c"),
    ];
    for (one, other) in table {
        let json = format!(
            r#"{{ "method": "GET", "path": "/talks", "summary": "s", "access": "public", "responses": {{
"404": {{ "selectionPattern": "{one}" }}, "409": {{ "selectionPattern": "{other}" }} }} }}"#
        );
        crate::endpoint(&[("talk.json", &json), ("talk.rs", "")]);
    }
}
