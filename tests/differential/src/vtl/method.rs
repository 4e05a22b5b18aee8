//! Method calls, mostly such as Java has.

use super::expression::operand;
use crate::random::Random;

/// Calls without arguments.
const NO_ARGUMENTS: &[&str] = &[
    "size",
    "length",
    "isEmpty",
    "toString",
    "trim",
    "toLowerCase",
    "toUpperCase",
    "keySet",
    "values",
    "entrySet",
    "hashCode",
    "intValue",
    "doubleValue",
    "longValue",
    "toCharArray",
    "isBlank",
    "strip",
    "getKey",
    "getValue",
    "clear",
    "intern",
    "booleanValue",
    "nosuch",
    "getClass",
    "floatValue",
    "shortValue",
    "byteValue",
    "isNaN",
    "isInfinite",
    "iterator",
    "toArray",
    "getBytes",
    "stripLeading",
    "stripTrailing",
    "clone",
    "reverse",
    "lines",
    "chars",
    "isInfinite",
    "hasNext",
    "next",
    "listIterator",
];
/// Calls with one argument, with arguments that fit more often than not.
const ONE_ARGUMENT: &[(&str, &[&str])] = &[
    ("get", &["0", "1", "'a'", "\"b\"", "$n", "9", "'missing'", "-1", "$s"]),
    ("contains", &["'a'", "1", "$s", "'h'", "$missing", "[1]"]),
    ("containsKey", &["'a'", "$s", "1"]),
    ("containsValue", &["'a'", "1", "$n"]),
    ("add", &["1", "'z'", "$s", "[2]", "$m"]),
    ("remove", &["0", "'a'", "$n", "'x'", "9"]),
    ("indexOf", &["'l'", "1", "$s", "'zz'", "104"]),
    ("lastIndexOf", &["'l'", "1", "$s", "108"]),
    ("startsWith", &["'h'", "$s", "''"]),
    ("endsWith", &["'o'", "$s", "1"]),
    ("equals", &["'a'", "$s", "1", "$m", "2.0", "$l", "[]"]),
    ("equalsIgnoreCase", &["'HELLO'", "$s", "1"]),
    ("compareTo", &["'a'", "1", "$s", "2.5", "$n"]),
    ("compareToIgnoreCase", &["'HELLP'", "$s"]),
    ("concat", &["'z'", "$s", "1"]),
    ("substring", &["0", "1", "2", "9", "-1", "$n"]),
    ("charAt", &["0", "1", "9"]),
    ("codePointAt", &["0", "1"]),
    ("split", &["','", "'X'", "'[a-z]'", "''", "'\\s+'", "'l'", "' '"]),
    ("matches", &["'[a-z]+'", "'.*'", "'hello'", "'\\d+'", "''"]),
    ("repeat", &["0", "2", "3", "-1"]),
    ("addAll", &["[1, 2]", "$l", "[]", "$x"]),
    ("putAll", &["{'q': 1}", "$m", "$x"]),
    ("containsAll", &["[1]", "$l", "[]"]),
    ("removeAll", &["[1]", "$l", "['a']"]),
    ("retainAll", &["[1]", "$l", "['a']"]),
    ("parseInt", &["'12'", "'x'", "$s", "'-3'", "'+4'"]),
    ("valueOf", &["'12'", "1", "$s", "2.5", "true"]),
    ("toString", &["1", "$n"]),
    ("nosuch", &["1", "'a'"]),
    ("join", &["'-'"]),
    ("format", &["'%s'", "'x'"]),
    ("equals", &["$missing"]),
    ("parseDouble", &["'1.5'", "'x'"]),
    ("setValue", &["1", "'z'"]),
];
/// Calls with two arguments.
const TWO_ARGUMENTS: &[(&str, &[&str])] = &[
    ("put", &["'a', 1", "'k', $s", "$s, $n", "1, 'x'", "'n', $missing", "'l', [1]"]),
    ("getOrDefault", &["'a', 1", "'missing', 'z'"]),
    ("putIfAbsent", &["'a', 1", "'k', 'z'"]),
    ("set", &["0, 'z'", "9, 1", "1, $s"]),
    ("add", &["0, 'z'", "1, 1", "9, 9"]),
    ("subList", &["0, 1", "1, 2", "0, 0", "2, 1"]),
    ("substring", &["0, 1", "1, 3", "2, 1", "0, 99"]),
    ("replace", &["'l', 'L'", "'a', ''", "'', '-'", "$s, 'q'"]),
    ("replaceAll", &["'l+', 'L'", "'(h)(e)', '$2$1'", "'[^a-z]', ''", "'', '-'", "'x', '\\\\'"]),
    ("replaceFirst", &["'l', 'L'", "'[a-z]', '<$0>'"]),
    ("split", &["',', 2", "'l', -1", "'X', 0"]),
    ("indexOf", &["'l', 3", "'h', 1", "'l', -1"]),
    ("lastIndexOf", &["'l', 2", "'l', 9"]),
    ("startsWith", &["'e', 1", "'h', 0"]),
    ("max", &["1, 2", "$n, 3", "3, -3"]),
    ("min", &["1, 2", "$n, 3"]),
    ("join", &["',', $l", "'-', ['a', 'b']"]),
    ("format", &["'%s!', $s", "'%d', $n"]),
    ("remove", &["'a', 1", "'k', 'z'"]),
    ("replace", &["'a', 2", "'k', 'z'"]),
    ("regionMatches", &["0, 'he'"]),
    ("compare", &["1, 2", "2, 1"]),
    ("addAll", &["0, [7]", "1, $l"]),
    ("codePointCount", &["0, 1"]),
    ("sum", &["1, 2"]),
];

/// A call, with the dot before it.
pub fn call(random: &mut Random, depth: usize) -> String {
    match random.below(20) {
        0..=6 => format!(".{}()", random.pick(NO_ARGUMENTS)),
        7..=13 => {
            let (name, arguments) = random.pick(ONE_ARGUMENT);
            format!(".{name}({})", random.pick(arguments))
        }
        14..=17 => {
            let (name, arguments) = random.pick(TWO_ARGUMENTS);
            format!(".{name}({})", random.pick(arguments))
        }
        18 => format!(".{}({})", random.pick(NO_ARGUMENTS), operand(random, depth + 1)),
        _ => {
            let (name, _) = random.pick(ONE_ARGUMENT);
            format!(".{name}({})", operand(random, depth + 1))
        }
    }
}
