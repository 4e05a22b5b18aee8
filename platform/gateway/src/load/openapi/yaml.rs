//! YAML, read into the values that JSON has.
//!
//! Plain scalars mean what YAML 1.2's core schema says. Silent: whether API Gateway takes YAML 1.1's `yes` and `on` for
//! truth values; they are texts here.

use lockstep_route::json::{Fault, Member, Node, Shape};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};
use serde_json::Number;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Deeper nesting is refused rather than risking the stack.
const DEPTH: usize = 100;
/// So many values a document may have once its aliases are resolved; a few lines of aliases could name billions.
const VALUES: usize = 1_000_000;

/// Reads a whole text, one document.
pub(super) fn read(text: &str) -> Result<Node, Fault> {
    let offsets = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
    let mut reader =
        Reader { events: Parser::new_from_str(text), offsets, anchors: HashMap::new(), depth: 0, values: 0 };
    reader.document()
}

struct Reader<'t> {
    events: Parser<'t, saphyr_parser::StrInput<'t>>,
    /// The byte at which each character starts: the parser counts characters.
    offsets: Vec<usize>,
    anchors: HashMap<usize, Node>,
    depth: usize,
    values: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Range<usize>), Fault> {
        match self.events.next() {
            Some(Ok((event, span))) => Ok((event, self.bytes(span))),
            Some(Err(error)) => Err(self.scan_fault(&error)),
            None => Ok((Event::StreamEnd, self.end())),
        }
    }

    fn scan_fault(&self, error: &ScanError) -> Fault {
        let at = self.byte(error.marker().index());
        Fault { span: at..at, reason: error.info().to_owned() }
    }

    fn byte(&self, character: usize) -> usize {
        self.offsets.get(character).or(self.offsets.last()).copied().unwrap_or_default()
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }

    fn end(&self) -> Range<usize> {
        let end = self.byte(usize::MAX);
        end..end
    }

    fn document(&mut self) -> Result<Node, Fault> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd, span) => return Err(fault(span, "it is empty")),
                (event, span) => {
                    let node = self.value(event, span)?;
                    return self.nothing_more().map(|()| node);
                }
            }
        }
    }

    fn nothing_more(&mut self) -> Result<(), Fault> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (_, span) => return Err(fault(span, "a second document starts here; one is read")),
            }
        }
    }

    fn value(&mut self, event: Event<'t>, span: Range<usize>) -> Result<Node, Fault> {
        self.count(1, &span)?;
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let shape = scalar(&text, style, tag.as_deref(), &span)?;
                (anchor, Node { span, shape })
            }
            Event::SequenceStart(anchor, tag) => {
                check_tag(tag.as_deref(), "seq", &span)?;
                (anchor, self.nested(span, Self::list)?)
            }
            Event::MappingStart(anchor, tag) => {
                check_tag(tag.as_deref(), "map", &span)?;
                (anchor, self.nested(span, Self::object)?)
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor).cloned();
                let Some(target) = target else {
                    return Err(fault(span, "this alias stands within what it names"));
                };
                self.count(values(&target), &span)?;
                return Ok(target);
            }
            _ => return Err(fault(span, "a value is expected here")),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn count(&mut self, more: usize, span: &Range<usize>) -> Result<(), Fault> {
        self.values += more;
        if self.values > VALUES {
            return Err(fault(span.clone(), "the document has more than a million values"));
        }
        Ok(())
    }

    fn nested(
        &mut self,
        span: Range<usize>,
        inside: fn(&mut Self, &mut Range<usize>) -> Result<Shape, Fault>,
    ) -> Result<Node, Fault> {
        if self.depth == DEPTH {
            return Err(fault(span, "it is nested too deeply"));
        }
        self.depth += 1;
        let mut span = span;
        let shape = inside(self, &mut span)?;
        self.depth -= 1;
        Ok(Node { span, shape })
    }

    fn list(&mut self, whole: &mut Range<usize>) -> Result<Shape, Fault> {
        let mut nodes = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, span) => {
                    whole.end = span.end.max(whole.start);
                    return Ok(Shape::List(nodes));
                }
                (event, span) => nodes.push(self.value(event, span)?),
            }
        }
    }

    fn object(&mut self, whole: &mut Range<usize>) -> Result<Shape, Fault> {
        let mut members = Vec::new();
        let mut merged = Vec::new();
        loop {
            let (key, key_span) = match self.next()? {
                (Event::MappingEnd, span) => {
                    whole.end = span.end.max(whole.start);
                    merge(&mut members, merged);
                    return Ok(Shape::Object(members));
                }
                // Recorded: a status may be the whole number 200. A key is the text it is written as.
                (Event::Scalar(text, style, 0, _), span) => {
                    let is_merge = style == ScalarStyle::Plain && text == "<<";
                    ((!is_merge).then(|| text.into_owned()), span)
                }
                (_, span) => return Err(fault(span, "a field's name must be a plain text")),
            };
            let (event, span) = self.next()?;
            let value = self.value(event, span)?;
            match key {
                Some(key) => members.push(Member { key, key_span, value }),
                None => merged.extend(mergeable(value, &key_span)?),
            }
        }
    }
}

/// The fields that a merge key (`<<`) brings in. Silent: YAML 1.2 has none, YAML 1.1 has, and most readers take them.
fn mergeable(value: Node, key_span: &Range<usize>) -> Result<Vec<Member>, Fault> {
    match value.shape {
        Shape::Object(members) => Ok(members),
        Shape::List(nodes) => {
            let lists = nodes.into_iter().map(|node| mergeable(node, key_span));
            lists.collect::<Result<Vec<_>, _>>().map(|lists| lists.into_iter().flatten().collect())
        }
        _ => Err(fault(key_span.clone(), "only objects can be merged in")),
    }
}

/// What is written wins over what is merged in, and what is merged in first over what comes later.
fn merge(members: &mut Vec<Member>, merged: Vec<Member>) {
    let mut names: HashSet<String> = members.iter().map(|member| member.key.clone()).collect();
    members.extend(merged.into_iter().filter(|member| names.insert(member.key.clone())));
}

fn values(node: &Node) -> usize {
    match &node.shape {
        Shape::List(nodes) => 1 + nodes.iter().map(values).sum::<usize>(),
        Shape::Object(members) => 1 + members.iter().map(|member| values(&member.value)).sum::<usize>(),
        _ => 1,
    }
}

fn fault(span: Range<usize>, reason: impl Into<String>) -> Fault {
    Fault { span, reason: reason.into() }
}

fn check_tag(tag: Option<&Tag>, allowed: &str, span: &Range<usize>) -> Result<(), Fault> {
    match tag {
        Some(tag) if !(tag.is_yaml_core_schema() && tag.suffix == allowed) => Err(unknown_tag(tag, span)),
        _ => Ok(()),
    }
}

fn unknown_tag(tag: &Tag, span: &Range<usize>) -> Fault {
    let reason = format!("the tag `{tag}` means nothing to API Gateway; write the value it stands for");
    fault(span.clone(), reason)
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, span: &Range<usize>) -> Result<Shape, Fault> {
    match tag {
        None if style == ScalarStyle::Plain => Ok(plain(text)),
        None => Ok(Shape::Text(text.to_owned())),
        // A lone `!` says: no resolution.
        Some(tag) if matches!((tag.handle.as_str(), tag.suffix.as_str()), ("!", "") | ("", "!")) => {
            Ok(Shape::Text(text.to_owned()))
        }
        Some(tag) if tag.is_yaml_core_schema() => match (tag.suffix.as_str(), plain(text)) {
            ("str", _) => Ok(Shape::Text(text.to_owned())),
            ("int" | "float", shape @ Shape::Number(_))
            | ("bool", shape @ Shape::Bool(_))
            | ("null", shape @ Shape::Null) => Ok(shape),
            _ => Err(fault(span.clone(), format!("`{text}` is not what its tag `{tag}` says"))),
        },
        Some(tag) => Err(unknown_tag(tag, span)),
    }
}

/// An unquoted scalar, by YAML 1.2's core schema. Infinity and not-a-number are texts: JSON has neither.
fn plain(text: &str) -> Shape {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Shape::Null,
        "true" | "True" | "TRUE" => Shape::Bool(true),
        "false" | "False" | "FALSE" => Shape::Bool(false),
        _ => number(text).map_or_else(|| Shape::Text(text.to_owned()), Shape::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0x") {
        return u64::from_str_radix(digits, 16).ok().map(Number::from);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u64::from_str_radix(digits, 8).ok().map(Number::from);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        let whole = text.strip_prefix('+').unwrap_or(text);
        return whole
            .parse::<i64>()
            .map(Number::from)
            .or_else(|_| whole.parse::<u64>().map(Number::from))
            .ok();
    }
    let decimal = unsigned.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    text.parse::<f64>().ok().filter(|_| decimal).and_then(Number::from_f64)
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::json;

    #[test]
    fn values_are_those_of_json() {
        let table = [
            ("a: 1\nb: -2.5\nc: text\nd:", json!({"a": 1, "b": -2.5, "c": "text", "d": null})),
            ("200: {x: true}", json!({"200": {"x": true}})),
            ("- '1'\n- \"2\"\n- 0x1F\n- 0o17\n- +3\n- 1e3", json!(["1", "2", 31, 15, 3, 1000.0])),
            ("a: yes\nb: 1.2.3\nc: .inf\nd: -x\ne: 2022-04-12", {
                json!({"a": "yes", "b": "1.2.3", "c": ".inf", "d": "-x", "e": "2022-04-12"})
            }),
            ("a: |\n  one\n  two\nb: >-\n  one\n  two", json!({"a": "one\ntwo\n", "b": "one two"})),
            ("base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3", {
                json!({"base": {"x": 1, "y": 2}, "c": {"y": 3, "x": 1}})
            }),
            ("a: &l [1]\nb: [*l, *l]", json!({"a": [1], "b": [[1], [1]]})),
            (
                "- &a {x: 1}\n- &b {x: 2, y: 3}\n- <<: [*a, *b]",
                json!([{"x": 1}, {"x": 2, "y": 3}, {"x": 1, "y": 3}]),
            ),
            ("!!str 200", json!("200")),
            ("! 200", json!("200")),
            ("--- \n!!map {a: !!int 1}\n...\n", json!({"a": 1})),
        ];
        for (text, expected) in table {
            let node = read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(node.into_value(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused_where_it_stands() {
        let bomb = (1..20).fold("a0: &a0 [1, 2]".to_owned(), |text, level| {
            let below = level - 1;
            format!("{text}\na{level}: &a{level} [*a{below}, *a{below}]")
        });
        let deep = "[".repeat(200);
        let table = [
            ("", 0, "it is empty"),
            ("a: 1\n---\nb: 2", 5, "a second document starts here; one is read"),
            (
                "ä: !Sub '${x}'",
                4,
                "the tag `!Sub` means nothing to API Gateway; write the value it stands for",
            ),
            ("a: !!int x", 3, "`x` is not what its tag `tag:yaml.org,2002:!int` says"),
            (
                "a: !!set {b: 1}",
                3,
                "the tag `tag:yaml.org,2002:!set` means nothing to API Gateway; write the value",
            ),
            ("? [a]\n: 1", 2, "a field's name must be a plain text"),
            ("a: &a [*a]", 7, "this alias stands within what it names"),
            ("a: 1\n<<: 2", 5, "only objects can be merged in"),
            (&bomb, 400, "the document has more than a million values"),
            (&deep, 100, "it is nested too deeply"),
        ];
        for (text, start, reason) in table {
            let fault = read(text).unwrap_err();
            assert!(fault.reason.starts_with(reason), "{}", fault.reason);
            if start != 400 {
                assert_eq!(fault.span.start, start, "{text}");
            }
        }
    }
}
