//! JSON that remembers where everything stands, so that a mistake can be shown in its line.
//!
//! ```
//! let node = lockstep_route::json::read(r#"{ "a": 1 }"#).unwrap();
//! let lockstep_route::json::Shape::Object(members) = &node.shape else { panic!() };
//! assert_eq!(members[0].value.span, 7..8);
//! assert_eq!(lockstep_route::json::read("{").unwrap_err().span, 1..1);
//! ```

use serde_json::{Map, Number, Value};
use std::ops::Range;

/// A value and the bytes it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The bytes.
    pub span: Range<usize>,
    /// The value.
    pub shape: Shape,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as precise as it is written.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object; a name may stand in it more than once.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name.
    pub key: String,
    /// The bytes of its name, quotes included.
    pub key_span: Range<usize>,
    /// Its value.
    pub value: Node,
}

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes that are no JSON; empty at the end of the text.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub reason: String,
}

/// Deeper nesting is refused rather than risking the stack.
const DEPTH: usize = 100;

/// Reads a whole text.
///
/// # Errors
/// The first place that is no JSON, or is nested more than 100 deep.
pub fn read(text: &str) -> Result<Node, Fault> {
    let mut reader = Reader { text, position: 0, depth: 0 };
    let node = reader.value()?;
    match reader.peek() {
        None => Ok(node),
        Some(_) => Err(reader.fault("nothing may follow the value")),
    }
}

impl Node {
    /// What kind of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match self.shape {
            Shape::Null => "null",
            Shape::Bool(_) => "true or false",
            Shape::Number(_) => "a number",
            Shape::Text(_) => "a text",
            Shape::List(_) => "a list",
            Shape::Object(_) => "an object",
        }
    }

    /// The value without its places.
    pub fn into_value(self) -> Value {
        match self.shape {
            Shape::Null => Value::Null,
            Shape::Bool(flag) => Value::Bool(flag),
            Shape::Number(number) => Value::Number(number),
            Shape::Text(text) => Value::String(text),
            Shape::List(nodes) => Value::Array(nodes.into_iter().map(Node::into_value).collect()),
            Shape::Object(members) => Value::Object(
                members
                    .into_iter()
                    .map(|member| (member.key, member.value.into_value()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
    depth: usize,
}

impl Reader<'_> {
    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = &self.text.as_bytes()[self.position..];
        let blank = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        self.position += blank;
        bytes.get(blank).copied()
    }

    /// A fault at the next character, or at the end.
    fn fault(&self, reason: &str) -> Fault {
        let width = self.text[self.position..].chars().next().map_or(0, char::len_utf8);
        Fault { span: self.position..self.position + width, reason: reason.to_owned() }
    }

    fn value(&mut self) -> Result<Node, Fault> {
        let next = self.peek();
        let start = self.position;
        let shape = match next {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::list)?,
            Some(b'"') => Shape::Text(self.text()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.word()?,
            Some(_) => return Err(self.fault("a value is expected here")),
            None => return Err(self.fault("it ends where a value is expected")),
        };
        Ok(Node { span: start..self.position, shape })
    }

    fn nested(&mut self, inside: fn(&mut Self) -> Result<Shape, Fault>) -> Result<Shape, Fault> {
        if self.depth == DEPTH {
            return Err(self.fault("it is nested too deeply"));
        }
        self.depth += 1;
        self.position += 1;
        let shape = inside(self)?;
        self.depth -= 1;
        Ok(shape)
    }

    fn object(&mut self) -> Result<Shape, Fault> {
        let mut members = Vec::new();
        if self.closes(b'}') {
            return Ok(Shape::Object(members));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.fault("a field's name in double quotes is expected here"));
            }
            let start = self.position;
            let key = self.text()?;
            let key_span = start..self.position;
            if self.peek() != Some(b':') {
                return Err(self.fault("`:` is expected here"));
            }
            self.position += 1;
            members.push(Member { key, key_span, value: self.value()? });
            if self.ends(b'}', "`,` or `}` is expected here")? {
                return Ok(Shape::Object(members));
            }
        }
    }

    fn list(&mut self) -> Result<Shape, Fault> {
        let mut nodes = Vec::new();
        if self.closes(b']') {
            return Ok(Shape::List(nodes));
        }
        loop {
            nodes.push(self.value()?);
            if self.ends(b']', "`,` or `]` is expected here")? {
                return Ok(Shape::List(nodes));
            }
        }
    }

    fn closes(&mut self, bracket: u8) -> bool {
        let closes = self.peek() == Some(bracket);
        self.position += usize::from(closes);
        closes
    }

    /// Whether the bracket closes here, rather than a comma going on.
    fn ends(&mut self, bracket: u8, expected: &str) -> Result<bool, Fault> {
        if self.closes(bracket) {
            return Ok(true);
        }
        if self.closes(b',') { Ok(false) } else { Err(self.fault(expected)) }
    }

    fn text(&mut self) -> Result<String, Fault> {
        let start = self.position;
        let mut escaped = true; // The opening quote ends nothing.
        let length = self.text.as_bytes()[start..].iter().position(|byte| {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            ends
        });
        let Some(length) = length else {
            return Err(Fault { span: start..start + 1, reason: "this text has no end".to_owned() });
        };
        self.scalar(start + length + 1)
    }

    fn number(&mut self) -> Result<Shape, Fault> {
        let rest = &self.text.as_bytes()[self.position..];
        let length = rest
            .iter()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
            .count();
        self.scalar(self.position + length).map(Shape::Number)
    }

    fn word(&mut self) -> Result<Shape, Fault> {
        let rest = &self.text.as_bytes()[self.position..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let span = self.position..self.position + length;
        let shape = match &self.text[span.clone()] {
            "true" => Shape::Bool(true),
            "false" => Shape::Bool(false),
            "null" => Shape::Null,
            word => {
                return Err(Fault {
                    span,
                    reason: format!("`{word}` is no value; texts stand in double quotes"),
                });
            }
        };
        self.position = span.end;
        Ok(shape)
    }

    /// Reads a text or number up to `end`, by the rules of `serde_json`.
    fn scalar<T: serde::de::DeserializeOwned>(&mut self, end: usize) -> Result<T, Fault> {
        let span = self.position..end;
        let value = serde_json::from_str(&self.text[span.clone()]).map_err(|error| {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            Fault { span, reason }
        })?;
        self.position = end;
        Ok(value)
    }
}
