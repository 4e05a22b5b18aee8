//! Paths that mostly follow the document that they are drawn for.

use super::Case;
use crate::mutation::mutate;
use crate::random::Random;
use serde_json::Value;

const NAMES: &[&str] = &["a", "b", "c", "d", "a", "b", "c", "a b", "x-y", "0", "length", "é", ""];
const PATH_SPRINKLES: &[&str] = &[
    "$", "@", ".", "[", "]", "*", "?", "(", ")", "'", ",", ":", "-", "0", "1", "2", "3", "a", "b", "c", " ",
    "=", "!", "<", ">", "&", "|", "~", "/", "..", "==", "&&", "||", "\"", "\\", "e", "+",
];
const BODY_SPRINKLES: &[&str] = &[
    "{", "}", "[", "]", ":", ",", "\"", "'", "\\", "n", "t", "f", "N", "0", "1", "-", ".", "e", "E", "+",
    "a", "b", "x", " ", "\t", "\n", "~", "é", "\u{1a}", "/", "u", "\u{1}", "\\u00e9", "null", "true", "NaN",
];

/// A path with a body: three in four paths in well-made bodies, one in four bodies with mistakes, read as a whole.
pub fn draw(random: &mut Random) -> Case {
    let document = loop {
        let document = random.document(4, NAMES);
        let holds = document.as_array().is_some_and(|items| !items.is_empty())
            || document.as_object().is_some_and(|members| !members.is_empty());
        if holds {
            break document;
        }
    };
    if random.percent(25) {
        return Case { path: "$".to_owned(), body: body(random, &document) };
    }
    let mut path = if random.percent(35) { filtered(random) } else { followed(random, &document) };
    let places = random.pick(&[0, 0, 0, 0, 0, 1, 1, 2]);
    if places > 0 {
        path = mutate(random, &path, places, PATH_SPRINKLES);
    }
    if path.is_empty() {
        path.push('$');
    }
    Case { path, body: document.to_string() }
}

fn body(random: &mut Random, document: &Value) -> String {
    if random.percent(30) {
        return random.repeat(1, 12, |random| random.pick(BODY_SPRINKLES).to_owned());
    }
    let mut text = document.to_string();
    if random.percent(30) {
        text = text.replace('"', random.pick(&["'", ""]));
    }
    let places = random.pick(&[0, 1, 1, 2, 3]);
    let text = if places > 0 { mutate(random, &text, places, BODY_SPRINKLES) } else { text };
    if text.is_empty() { "{".to_owned() } else { text }
}

/// Steps along the document, with a stray one now and then.
fn followed(random: &mut Random, document: &Value) -> String {
    let mut path = random.pick(&["$", "$", "$", "$", "$", "$", "$", "@", ""]).to_owned();
    if random.percent(15) {
        path.push_str("..");
        path.push_str(random.pick(NAMES));
    }
    let mut here = Some(document);
    for _ in 0..random.below(5) {
        let stray = random.percent(25);
        match here {
            Some(Value::Object(members)) if !members.is_empty() && !stray => {
                let Some((name, inner)) = members.iter().nth(random.below(members.len())) else { continue };
                let plain = !name.is_empty() && name.chars().all(char::is_alphanumeric);
                let dotted = plain && random.percent(60);
                let (before, behind) = if dotted { (".", "") } else { ("['", "']") };
                path.extend([before, name.as_str(), behind]);
                here = Some(inner);
            }
            Some(Value::Array(items)) if !items.is_empty() && !stray => {
                let at = random.below(items.len());
                let step = match random.below(10) {
                    0..=2 => format!("[{at}]"),
                    3 | 4 => "[*]".to_owned(),
                    5..=7 => filter(random),
                    _ => indices(random),
                };
                path.push_str(&step);
                here = items.get(at);
            }
            _ => {
                path.push_str(&step(random));
                here = None;
            }
        }
    }
    path
}

fn filtered(random: &mut Random) -> String {
    let before = random.pick(&["$", "$", "$..", "$[*]", "$.*", "$..*", "$.a", "$[0]", "@"]);
    let behind = random.pick(&["", "", ".a", "['a','b']", "[0]", "[*]", "..a", ".*", "[1:]"]);
    format!("{before}{}{behind}", filter(random))
}

fn step(random: &mut Random) -> String {
    match random.below(100) {
        0..=39 => format!(".{}", random.pick(NAMES)),
        40..=54 => format!("['{}']", random.pick(NAMES)),
        55..=59 => format!("['{}','{}']", random.pick(NAMES), random.pick(NAMES)),
        60..=74 => indices(random),
        75..=79 => "[*]".to_owned(),
        80..=83 => ".*".to_owned(),
        84..=92 => filter(random),
        93..=96 => match random.below(5) {
            0 | 1 => format!("..{}", random.pick(NAMES)),
            2 => "..*".to_owned(),
            3 => format!("..{}", indices(random)),
            _ => format!("..{}", filter(random)),
        },
        _ => random
            .pick(&[
                ".length()",
                "..$",
                "[ * ]",
                "[ 'a' , 'b' ]",
                ".[0]",
                "*",
                "[]",
                "['a]",
                "[x1]",
                "[\"a\"]",
                ".size()",
            ])
            .to_owned(),
    }
}

fn indices(random: &mut Random) -> String {
    let mut index = || random.pick(&["0", "0", "1", "1", "2", "3", "-1", "-2", "7"]);
    let (one, other, third) = (index(), index(), index());
    match random.below(20) {
        0..=7 => format!("[{one}]"),
        8 | 9 => format!("[{one},{other}]"),
        10 | 11 => format!("[{one}:]"),
        12 | 13 => format!("[:{one}]"),
        14..=16 => format!("[{one}:{other}]"),
        17 => format!("[(@.length-{one})]"),
        18 => format!("[(@.size()-{one})]"),
        _ => format!("[ {one} , {other}:{third} ]"),
    }
}

fn filter(random: &mut Random) -> String {
    let mut inside = criterion(random);
    for _ in 0..random.pick(&[0, 0, 0, 0, 1, 1, 2, 3]) {
        inside.push_str(random.pick(&[" && ", " || ", "&&", "||"]));
        let next = criterion(random);
        let (before, behind) = if random.percent(85) { ("", "") } else { ("(", ")") };
        inside.extend([before, next.as_str(), behind]);
    }
    if random.percent(10) { format!("[?(({inside}))]") } else { format!("[?({inside})]") }
}

fn criterion(random: &mut Random) -> String {
    let left = if random.percent(92) {
        random.pick(&[
            "@",
            "@.a",
            "@.b",
            "@.c",
            "@.a.b",
            "@.a[0]",
            "@['a']",
            "@['a','b']",
            "$.a",
            "@.d",
            "@.length()",
        ])
    } else {
        random.pick(&["'x'", "1", "/x/", "@..a", "@[*]"])
    };
    if random.percent(25) {
        return format!("{}{left}", random.pick(&["", "", "!"]));
    }
    let operator = random.pick(&["==", "==", "==", "!=", "<", "<=", ">", ">=", "=~"]);
    let space = random.pick(&["", " "]);
    format!("{left}{space}{operator}{space}{}", operand(random))
}

fn operand(random: &mut Random) -> &'static str {
    if random.percent(15) {
        return random.pick(&[
            "'1e400'",
            "1E2",
            "+1",
            ".5",
            "-0",
            "0.0",
            "1e-7",
            "'true'",
            "TRUE",
            "/.*/",
            "/[^x]+/",
            "/\\\\{.*/",
            "/\\\\[.*\\\\]/",
            "/a\\\\/b/",
            "@.c.b[1]",
            "$['a']",
            "$.a[0]",
            "@[0]",
            "'a || b'",
            "'x)'",
            "[1]",
            "@.a[?(@.b)]",
        ]);
    }
    random.pick(&[
        "1",
        "2",
        "1.5",
        "-1",
        "1e8",
        "'x'",
        "'y'",
        "'abc'",
        "true",
        "false",
        "null",
        "'1'",
        "'it\\'s'",
        "x",
        "\"\"",
        "'null'",
        "@.a",
        "@.b",
        "$.a",
        "$.b.c",
        "@",
        "@.a.b",
        "@['c']",
        "@.a[0]",
        "$",
        "/x/",
        "/[a-z]+/i",
        "/X/i",
        "''",
        "'a/b'",
    ])
}
