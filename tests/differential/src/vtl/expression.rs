//! Expressions and references.

use super::method;
use crate::random::Random;

/// How deep expressions may stand in one another.
const DEEPEST: usize = 3;

/// Any expression that `#set` takes.
pub fn any(random: &mut Random, depth: usize) -> String {
    match random.below(if depth >= DEEPEST { 70 } else { 100 }) {
        0..=64 => operand(random, depth),
        65..=74 => arithmetic(random, depth),
        75..=84 => condition(random, depth + 1),
        _ => format!("{}{}", operand(random, depth), tail(random, depth)),
    }
}

fn tail(random: &mut Random, depth: usize) -> String {
    let operator =
        random.pick(&[" + ", "+", " - ", " * ", " / ", " % ", " == ", " && ", " || ", " < ", "*", "/", "%"]);
    format!("{operator}{}", operand(random, depth + 1))
}

fn arithmetic(random: &mut Random, depth: usize) -> String {
    let mut text = number(random, depth);
    for _ in 0..random.between(1, 3) {
        text.push_str(
            random.pick(&[" + ", " - ", " * ", " / ", " % ", "+", "*", "/", "%", " -", "- ", "\n+\n"]),
        );
        text.push_str(&number(random, depth));
    }
    if random.percent(15) { format!("({text})") } else { text }
}

fn number(random: &mut Random, depth: usize) -> String {
    match random.below(10) {
        0..=4 => random
            .pick(&["0", "1", "2", "3", "10", "-1", "-7", "2147483647", "9223372036854775807", "007"])
            .to_owned(),
        5 => random
            .pick(&["1.5", "0.1", "2.0", "-2.5", "1e3", "1.0e-3", ".5", "3.", "100.0", "1E2", "-.5"])
            .to_owned(),
        6 | 7 => random.pick(&["$n", "$d", "$missing", "$s", "$l.size()", "$!n", "${d}"]).to_owned(),
        8 if depth < DEEPEST => format!("({})", arithmetic(random, depth + 1)),
        _ => operand(random, depth + 1),
    }
}

/// What `#if` takes.
pub fn condition(random: &mut Random, depth: usize) -> String {
    match random.below(if depth >= DEEPEST { 50 } else { 100 }) {
        0..=19 => reference(random, depth + 1),
        20..=27 => random
            .pick(&["true", "false", "!$t", "!$missing", "! $f", "not $t", "!true", "$t", "$f", "1", "'x'"])
            .to_owned(),
        28..=49 => {
            let operator = random.pick(&[
                " == ", "==", " != ", " < ", " <= ", " > ", " >= ", " eq ", " ne ", " lt ", " le ", " gt ",
                " ge ", "!=", "<", ">=",
            ]);
            format!("{}{operator}{}", operand(random, depth + 1), operand(random, depth + 1))
        }
        50..=74 => {
            let operator = random.pick(&[" && ", " || ", "&&", "||", " and ", " or "]);
            format!("{}{operator}{}", condition(random, depth + 1), condition(random, depth + 1))
        }
        75..=84 => format!("({})", condition(random, depth + 1)),
        85..=89 => format!("!({})", condition(random, depth + 1)),
        _ => any(random, depth + 1),
    }
}

/// A literal or a reference.
pub fn operand(random: &mut Random, depth: usize) -> String {
    let deep = depth >= DEEPEST;
    match random.below(if deep { 76 } else { 100 }) {
        0..=37 => reference(random, depth + 1),
        38..=49 => random
            .pick(&[
                "0",
                "1",
                "2",
                "-1",
                "5",
                "10",
                "1.5",
                "2.0",
                "1e3",
                "100",
                "3.0",
                "2147483648",
                "1.0E-5",
            ])
            .to_owned(),
        50..=59 => single(random),
        60..=71 => double(random),
        72..=75 => random.pick(&["true", "false", "null", "[]", "{}"]).to_owned(),
        76..=80 => random
            .pick(&["[1..3]", "[3..1]", "[$n..2]", "[ 1 .. 2 ]", "[-1..1]", "[1..$d]", "[0..$missing]"])
            .to_owned(),
        81..=89 => {
            let count = random.below(4);
            let items: Vec<String> = (0..count).map(|_| operand(random, depth + 1)).collect();
            format!("[{}]", items.join(random.pick(&[", ", ",", " , "])))
        }
        _ => {
            let count = random.below(3);
            let entries: Vec<String> = (0..count)
                .map(|_| {
                    let key = random.pick(&["'a'", "\"b\"", "$s", "1", "'k'", "$n", "\"$n\"", "2.0", "true"]);
                    let separator = random.pick(&[": ", ":", " : "]);
                    format!("{key}{separator}{}", operand(random, depth + 1))
                })
                .collect();
            format!("{{{}}}", entries.join(random.pick(&[", ", ","])))
        }
    }
}

fn single(random: &mut Random) -> String {
    let inside = random.pick(&[
        "",
        "a",
        "x y",
        "$s",
        "it''s",
        "#if(true)",
        "\\n",
        "\"",
        "1",
        "é",
        "a,b",
        "\\u0041",
        "hello",
        "X",
        "k",
    ]);
    format!("'{inside}'")
}

fn double(random: &mut Random) -> String {
    let inside = random.repeat(0, 3, |random| {
        random
            .pick(&[
                "a",
                " ",
                "$s",
                "${n}",
                "$!missing",
                "$missing",
                "#if($t)y#end",
                "\\\"",
                "\"\"",
                "#set($x = 1)",
                "\\n",
                "'",
                "$m.a",
                "1",
                "é",
                "##",
                "# ",
                "$ ",
                "\\u0041",
                "#foreach($i in [1..2])$i#end",
                "\\$s",
                "\\\\",
                "$l",
                "x.y",
                "#[[ $s ]]#",
                "#* c *#",
            ])
            .to_owned()
    });
    format!("\"{inside}\"")
}

/// A reference in one of its spellings.
pub fn reference(random: &mut Random, depth: usize) -> String {
    let name = random.pick(&[
        "s", "n", "d", "l", "m", "x", "y", "t", "f", "nil", "missing", "a", "b", "i", "e", "x", "m", "l",
    ]);
    let steps = random.pick(&[0, 0, 0, 1, 1, 1, 2, 3]);
    let mut inside = name.to_owned();
    for _ in 0..steps {
        inside.push_str(&step(random, depth));
    }
    match random.below(10) {
        0 => format!("$!{inside}"),
        1 => format!("${{{inside}}}"),
        2 => format!("$!{{{inside}}}"),
        _ => format!("${inside}"),
    }
}

fn step(random: &mut Random, depth: usize) -> String {
    match random.below(10) {
        0..=3 => format!(
            ".{}",
            random.pick(&[
                "a", "b", "c", "k", "key", "value", "empty", "size", "class", "missing", "x-y", "length",
                "bytes"
            ])
        ),
        4 => random
            .pick(&[
                "[0]",
                "[1]",
                "[-1]",
                "[9]",
                "['a']",
                "[\"b\"]",
                "[$n]",
                "[$missing]",
                "[ 0 ]",
                "['missing']",
                "[$s]",
            ])
            .to_owned(),
        _ => method::call(random, depth),
    }
}
