//! A body as json-smart reads it, in its permissive mode.

use crate::error::BodyError;
use serde_json::{Map, Number, Value};

/// How deep json-smart lets containers nest.
const DEEPEST: usize = 400;
/// What json-smart puts behind the last character.
const END: u16 = 0x1a;

/// Reads a request or response body as API Gateway does before a path is applied to it.
///
/// The reading is very lenient: names and strings may go without quotes, single quotes do, commas may be too many, what
/// follows the first value is ignored, a later duplicate name wins, and what doesn't begin like JSON is one string as
/// a whole. An empty body is `{}`. An object or an array that isn't closed is an error.
///
/// ```
/// use lockstep_jsonpath::read_body;
/// use serde_json::json;
///
/// assert_eq!(read_body("{a: 1, 'b': x,}").unwrap(), json!({ "a": 1, "b": "x" }));
/// assert_eq!(read_body("a=b").unwrap(), json!("a=b"));
/// assert_eq!(
///     read_body("{a").unwrap_err().to_string(),
///     "Could not process payloadnet.minidev.json.parser.ParseException: Unexpected End Of File position 1: null"
/// );
/// ```
pub fn read_body(body: &str) -> Result<Value, BodyError> {
    if body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    let mut reader = Reader { units: body.encode_utf16().collect(), at: 0, depth: 0 };
    reader.first()
}

/// What ends a text without quotes or a number.
#[derive(Clone, Copy)]
enum Within {
    /// Nothing but the end.
    Nothing,
    Array,
    Member,
    Name,
}

impl Within {
    fn ends_at(self, unit: u16) -> bool {
        match self {
            _ if unit == END => true,
            Self::Nothing => false,
            Self::Array => is(unit, ',') || is(unit, ']'),
            Self::Member => is(unit, ',') || is(unit, '}'),
            Self::Name => is(unit, ':'),
        }
    }
}

fn is(unit: u16, character: char) -> bool {
    u32::from(unit) == u32::from(character)
}

fn is_digit(unit: u16) -> bool {
    (0x30..=0x39).contains(&unit)
}

fn is_exponent(unit: u16) -> bool {
    is(unit, 'e') || is(unit, 'E')
}

/// The text as UTF-16, because positions in messages count such units.
struct Reader {
    units: Vec<u16>,
    at: usize,
    depth: usize,
}

impl Reader {
    /// The unit at the present position, [`END`] behind the text. A U+001A in the text ends it just as well.
    fn unit(&self) -> u16 {
        self.units.get(self.at).copied().unwrap_or(END)
    }

    fn step(&mut self) {
        // json-smart counts on behind the end, and its messages show it.
        self.at += 1;
    }

    /// The outermost value.
    fn first(&mut self) -> Result<Value, BodyError> {
        self.skip_json_space();
        self.value(Within::Nothing)
    }

    fn value(&mut self, within: Within) -> Result<Value, BodyError> {
        self.skip_json_space();
        let unit = self.unit();
        match char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}') {
            ':' | ']' | '}' => Err(self.unexpected_character(self.at)),
            '{' => self.object(),
            '[' => self.array(),
            '"' | '\'' => self.string().map(Value::String),
            '-' | '0'..='9' => self.number(within),
            first => {
                let text = self.bare_text(within);
                Ok(match text.as_str() {
                    // A control before a word, trimmed off, still makes it a string.
                    _ if !text.starts_with(first) => Value::String(text),
                    // JSON has no NaN, and neither have its numbers here.
                    "null" | "NaN" => Value::Null,
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    _ => Value::String(text),
                })
            }
        }
    }

    fn enter(&mut self) -> Result<(), BodyError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Self::error(
                self.at,
                format!(
                    "Malicious payload, having non natural depths, parsing stoped on {} at position {}.",
                    self.shown(),
                    self.at
                ),
            ));
        }
        self.step();
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
        self.step();
    }

    fn array(&mut self) -> Result<Value, BodyError> {
        self.enter()?;
        let mut elements = Vec::new();
        loop {
            self.skip_json_space();
            match self.unit() {
                unit if is(unit, ']') => {
                    self.leave();
                    return Ok(Value::Array(elements));
                }
                unit if is(unit, ',') => self.step(),
                END => return Err(Self::end_of_file(self.at - 1, "EOF")),
                _ => elements.push(self.value(Within::Array)?),
            }
        }
    }

    fn object(&mut self) -> Result<Value, BodyError> {
        self.enter()?;
        let mut members = Map::new();
        loop {
            self.skip_json_space();
            match char::from_u32(u32::from(self.unit())).unwrap_or('\u{fffd}') {
                ':' | '[' | ']' | '{' => return Err(self.unexpected_character(self.at)),
                '}' => {
                    self.leave();
                    return Ok(Value::Object(members));
                }
                ',' => self.step(),
                _ => {
                    self.member(&mut members)?;
                    if is(self.unit(), '}') {
                        self.leave();
                        return Ok(Value::Object(members));
                    }
                    // A comma.
                    self.step();
                }
            }
        }
    }

    /// One name with its value, up to the comma or brace behind it.
    fn member(&mut self, members: &mut Map<String, Value>) -> Result<(), BodyError> {
        let quoted = is(self.unit(), '"') || is(self.unit(), '\'');
        let name = if quoted { self.string()? } else { self.bare_text(Within::Name) };
        self.skip_any_space();
        if !is(self.unit(), ':') {
            return Err(match self.unit() {
                END => Self::end_of_file(self.at - 1, "null"),
                _ => self.unexpected_character(self.at - 1),
            });
        }
        self.step();
        if self.at >= self.units.len() {
            return Err(Self::end_of_file(self.at - 1, "EOF"));
        }
        let value = self.value(Within::Member)?;
        members.insert(name, value);
        self.skip_any_space();
        match self.unit() {
            unit if is(unit, '}') || is(unit, ',') => Ok(()),
            END => Err(Self::end_of_file(self.at - 1, "null")),
            _ => Err(Self::error(
                self.at - 1,
                format!("Unexpected token {} at position {}.", self.shown(), self.at - 1),
            )),
        }
    }

    /// A text in quotes of either kind. Without a backslash it is taken as it stands, controls included; with one,
    /// controls are dropped and so is a backslash's companion that means nothing.
    fn string(&mut self) -> Result<String, BodyError> {
        let quote = self.unit();
        let start = self.at + 1;
        let Some(length) =
            self.units.get(start..).and_then(|rest| rest.iter().position(|&unit| unit == quote))
        else {
            return Err(Self::end_of_file(self.units.len(), "null"));
        };
        let plain = &self.units[start..start + length];
        if !plain.iter().any(|&unit| is(unit, '\\')) {
            let text = String::from_utf16_lossy(plain);
            self.at = start + length + 1;
            return Ok(text);
        }
        let mut text = Vec::with_capacity(length);
        loop {
            self.step();
            match self.unit() {
                END => return Err(Self::end_of_file(self.at - 1, "null")),
                unit if unit == quote => {
                    self.step();
                    return Ok(String::from_utf16_lossy(&text));
                }
                unit if is(unit, '\\') => text.extend(self.escaped()?),
                0..=0x1f | 0x7f => {}
                unit => text.push(unit),
            }
        }
    }

    /// The unit that a backslash and what follows it stand for.
    fn escaped(&mut self) -> Result<Option<u16>, BodyError> {
        self.step();
        let unit = self.unit();
        Ok(match char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}') {
            't' => Some(0x09),
            'n' => Some(0x0a),
            'r' => Some(0x0d),
            'f' => Some(0x0c),
            'b' => Some(0x08),
            '\\' | '/' | '\'' | '"' => Some(unit),
            'u' => Some(self.hexadecimal(4)?),
            'x' => Some(self.hexadecimal(2)?),
            _ => None,
        })
    }

    fn hexadecimal(&mut self, count: usize) -> Result<u16, BodyError> {
        let mut value = 0_u32;
        for _ in 0..count {
            self.step();
            let unit = self.unit();
            let digit = char::from_u32(u32::from(unit)).and_then(|character| character.to_digit(16));
            value = match digit {
                Some(digit) => value * 16 + digit,
                None if unit == END => return Err(Self::end_of_file(self.at, "EOF")),
                None => {
                    return Err(Self::error(
                        self.at,
                        format!(
                            "Unexpected unicode escape sequence {} at position {}.",
                            self.shown(),
                            self.at
                        ),
                    ));
                }
            };
        }
        Ok(u16::try_from(value).unwrap_or(0xfffd))
    }

    /// A number, or a text that began like one.
    fn number(&mut self, within: Within) -> Result<Value, BodyError> {
        let start = self.at;
        self.step();
        self.skip_digits();
        let mut whole = true;
        if is(self.unit(), '.') {
            whole = false;
            self.step();
            self.skip_digits();
        }
        if is_exponent(self.unit()) {
            whole = false;
            self.step();
            let unit = self.unit();
            if !(is(unit, '+') || is(unit, '-') || is_digit(unit)) {
                self.skip_bare(within);
                return Ok(Value::String(self.trimmed(start)));
            }
            self.step();
            self.skip_digits();
        }
        self.skip_any_space();
        // Whatever lies behind `}` in the alphabet ends a number, though it doesn't end a text.
        if self.unit() < u16::from(b'~') && !within.ends_at(self.unit()) {
            self.skip_bare(within);
            return Ok(Value::String(self.trimmed(start)));
        }
        let text = self.trimmed(start);
        if whole { Ok(integer(&text)) } else { self.fraction(&text) }
    }

    fn fraction(&self, text: &str) -> Result<Value, BodyError> {
        // A double beyond all bounds is Infinity in Java; JSON has none.
        match text.parse::<f64>() {
            Ok(double) => Ok(Number::from_f64(double).map_or(Value::Null, Value::Number)),
            Err(_) => Err(Self::error(
                self.at,
                format!(
                    "Unexpected exception java.lang.NumberFormatException occur at position {}.",
                    self.at
                ),
            )),
        }
    }

    /// A text without quotes, its outer space left off.
    fn bare_text(&mut self, within: Within) -> String {
        let start = self.at;
        self.skip_bare(within);
        self.trimmed(start)
    }

    fn trimmed(&self, start: usize) -> String {
        let end = self.at.min(self.units.len());
        let text = String::from_utf16_lossy(self.units.get(start..end).unwrap_or_default());
        text.trim_matches(|character| character <= ' ').to_owned()
    }

    fn skip_bare(&mut self, within: Within) {
        while !within.ends_at(self.unit()) {
            self.step();
        }
    }

    fn skip_digits(&mut self) {
        while is_digit(self.unit()) {
            self.step();
        }
    }

    fn skip_json_space(&mut self) {
        while matches!(self.unit(), 0x09 | 0x0a | 0x0d | 0x20) {
            self.step();
        }
    }

    fn skip_any_space(&mut self) {
        while self.unit() <= 0x20 && self.unit() != END {
            self.step();
        }
    }

    /// The present unit as a message shows it.
    fn shown(&self) -> String {
        String::from_utf16_lossy(&[self.unit()])
    }

    fn unexpected_character(&self, position: usize) -> BodyError {
        Self::error(position, format!("Unexpected character ({}) at position {position}.", self.shown()))
    }

    fn end_of_file(position: usize, what: &str) -> BodyError {
        Self::error(position, format!("Unexpected End Of File position {position}: {what}"))
    }

    fn error(position: usize, message: String) -> BodyError {
        BodyError { position, message }
    }
}

/// A whole number. One that fits into no 64 bits becomes a double; a lone `-` is zero.
fn integer(text: &str) -> Value {
    if let Ok(number) = text.parse::<i64>() {
        return Value::from(number);
    }
    if let Ok(number) = text.parse::<u64>() {
        return Value::from(number);
    }
    let double = text.parse::<f64>().unwrap_or(0.0);
    if double == 0.0 { Value::from(0) } else { Number::from_f64(double).map_or(Value::Null, Value::Number) }
}
