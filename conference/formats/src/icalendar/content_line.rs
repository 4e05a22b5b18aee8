//! Content lines: unfolded, split into name, parameters and value (RFC 5545, section 3.1).

use crate::repair::{RepairKind, Repairs};

/// `NAME;PARAMETER=value:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ContentLine {
    /// The line of the file where it begins, from 1.
    pub(super) line: usize,
    /// Its name, in upper case.
    pub(super) name: String,
    /// Its parameters, names in upper case, values without quotes.
    pub(super) parameters: Vec<(String, String)>,
    /// Its value, still escaped.
    pub(super) value: String,
}

impl ContentLine {
    /// A parameter's value.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value as text: escapes resolved; `None` for white space.
    pub(super) fn text(&self) -> Option<String> {
        let text = unescape(&self.value);
        (!text.trim().is_empty()).then_some(text)
    }

    fn parse(line: usize, text: &str) -> Option<Self> {
        let end = text.find([';', ':'])?;
        let name = &text[..end];
        let well_formed =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !well_formed {
            return None;
        }
        let (parameters, value) = parameters(&text[end..])?;
        Some(Self { line, name: name.to_ascii_uppercase(), parameters, value: value.to_owned() })
    }
}

/// Reads `;NAME=value;NAME="value"…:`; gives what follows the colon.
fn parameters(mut rest: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut parameters = Vec::new();
    while let Some(parameter) = rest.strip_prefix(';') {
        let equals = parameter.find(['=', ';', ':'])?;
        if !parameter[equals..].starts_with('=') {
            // A parameter without a value says nothing.
            rest = &parameter[equals..];
            continue;
        }
        let name = parameter[..equals].trim().to_ascii_uppercase();
        let after = &parameter[equals + 1..];
        let end = end_of_value(after)?;
        parameters.push((name, after[..end].replace('"', "")));
        rest = &after[end..];
    }
    rest.strip_prefix(':').map(|value| (parameters, value))
}

/// Where an unquoted `;` or `:` ends a parameter's value.
fn end_of_value(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, character)| {
        if character == '"' {
            quoted = !quoted;
        }
        (!quoted && matches!(character, ';' | ':')).then_some(at)
    })
}

/// All lines of a calendar. A line that is none continues the one before it: some systems forget to escape line breaks.
pub(super) fn lines(text: &str, repairs: &mut Repairs) -> Vec<ContentLine> {
    let mut folded: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), folded.last_mut()) {
            (Some(continuation), Some((_, unfolded))) => unfolded.push_str(continuation),
            _ if line.trim().is_empty() => {}
            _ => folded.push((index + 1, line.to_owned())),
        }
    }
    let mut lines: Vec<ContentLine> = Vec::with_capacity(folded.len());
    for (number, text) in folded {
        match (ContentLine::parse(number, &text), lines.last_mut()) {
            (Some(line), _) => lines.push(line),
            (None, Some(before)) => {
                before.value.push_str("\\n");
                before.value.push_str(&text);
                repairs.note(RepairKind::Misplaced, || {
                    format!(
                        "line {number} is no line of a calendar and was taken as the rest of the line before"
                    )
                });
            }
            (None, None) => {}
        }
    }
    lines
}

/// Joins folded lines before decoding: software that folds by bytes tears characters apart.
pub(crate) fn unfold_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut unfolded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = match rest {
            [b'\r', b'\n', b' ' | b'\t', tail @ ..] | [b'\n', b' ' | b'\t', tail @ ..] => tail,
            _ => {
                unfolded.push(*first);
                after
            }
        };
    }
    unfolded
}

/// Resolves `\n`, `\,`, `\;` and `\\`.
pub(super) fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            result.push(character);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => result.push('\n'),
            Some(escaped @ (',' | ';' | '\\' | ':' | '"')) => result.push(escaped),
            Some(other) => result.extend(['\\', other]),
            None => result.push('\\'),
        }
    }
    result
}

/// The parts of a list of texts, at commas that are not escaped.
pub(super) fn split_list(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for character in value.chars() {
        if character == ',' && !escaped {
            parts.push(String::new());
            continue;
        }
        escaped = character == '\\' && !escaped;
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts.iter().map(|part| unescape(part).trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{ContentLine, lines, split_list, unescape, unfold_bytes};
    use crate::repair::Repairs;

    #[test]
    fn parameters_may_be_quoted_foreign_or_empty() {
        let line = ContentLine::parse(3, "dtstart;TZID=\"A:B;C\";VALUE=DATE-TIME;X:2020").unwrap();
        assert_eq!(line.name, "DTSTART");
        assert_eq!(line.parameter("TZID"), Some("A:B;C"));
        assert_eq!(line.parameter("VALUE"), Some("DATE-TIME"));
        assert_eq!(line.value, "2020");
        assert!(ContentLine::parse(1, "no colon").is_none());
        assert!(ContentLine::parse(1, "two words:x").is_none());
        assert!(ContentLine::parse(1, "A;B=\"open:x").is_none());
    }

    #[test]
    fn folds_are_undone_and_stray_lines_kept() {
        let mut repairs = Repairs::default();
        let read = lines("A:one\r\n  two\r\n\r\nstray text\nB:x\n\tthree", &mut repairs);
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].text().unwrap(), "one two\nstray text");
        assert_eq!((read[1].line, read[1].value.as_str()), (5, "xthree"));
        assert_eq!(repairs.into_vec().len(), 1);
    }

    #[test]
    fn characters_torn_apart_by_folding_come_together() {
        assert_eq!(unfold_bytes(b"A:\xC3\r\n \xA4\n\tb\r\nB"), b"A:\xC3\xA4b\r\nB");
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape(r"a\, b\; c\\n \N\x\"), "a, b; c\\n \n\\x\\");
        assert_eq!(split_list(r"a\, b, c,, d\\,e"), ["a, b", "c", "d\\", "e"]);
    }
}
