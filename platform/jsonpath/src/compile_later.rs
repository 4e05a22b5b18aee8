//! Reads the text of a path as later releases of Jayway do.

use crate::bracket;
use crate::compile::{DEEPEST_FILTER, LONGEST, MOST_STEPS, java_trim};
use crate::dialect::Dialect;
use crate::error::PathError;
use crate::function::{Argument, Function, Name};
use crate::later_filter;
use crate::path::Path;
use crate::token::Token;
use serde_json::Value;

/// Reads a path; `depth` counts the filters around it.
pub(crate) fn compile(whole: &str, depth: usize) -> Result<Path, PathError> {
    if whole.len() > LONGEST {
        return Err(PathError::new(LONGEST, "the path is too long"));
    }
    let text = java_trim(whole);
    if text.is_empty() {
        return Err(PathError::new(0, "a path can't be empty"));
    }
    let offset = whole.find(text).unwrap_or(0);
    let bare = !text.starts_with(['$', '@']);
    let read = if bare { format!("$.{text}") } else { text.to_owned() };
    let place = |error: PathError| {
        PathError::new((error.position + offset).saturating_sub(if bare { 2 } else { 0 }), error.reason)
    };
    let mut reader = Reader { text: &read, at: 0, depth };
    let path = reader.path().map_err(place)?;
    if reader.at < read.len() {
        return Err(place(PathError::new(reader.at, "the path can't go on like this")));
    }
    Ok(Path::new(whole, path.tokens, Dialect::Jayway29, path.from_document))
}

/// Reads from the front on.
pub(crate) struct Reader<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: usize,
    /// How many filters and argument lists are around this place.
    pub(crate) depth: usize,
}

impl<'t> Reader<'t> {
    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over the text if it stands here.
    pub(crate) fn takes(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    pub(crate) fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    pub(crate) fn error(&self, reason: impl Into<String>) -> PathError {
        PathError::new(self.at, reason)
    }

    /// Goes one level deeper, into a filter or a list of arguments.
    pub(crate) fn enter(&mut self) -> Result<(), PathError> {
        self.depth += 1;
        if self.depth > DEEPEST_FILTER { Err(self.error("the path is nested too deeply")) } else { Ok(()) }
    }

    /// Reads a path from `$` or `@` on, as far as it goes.
    pub(crate) fn path(&mut self) -> Result<Path, PathError> {
        let start = self.at;
        let from_document = !self.takes("@");
        if from_document && !self.takes("$") {
            return Err(self.error("a path begins with `$` or `@`"));
        }
        let mut tokens = vec![Token::Root];
        loop {
            if tokens.len() >= MOST_STEPS {
                return Err(self.error("the path has too many steps"));
            }
            match self.peek() {
                Some('.') => self.dotted(&mut tokens, from_document)?,
                Some('[') => tokens.push(self.bracket()?),
                _ => break,
            }
            if matches!(tokens.last(), Some(Token::Function(_))) {
                break;
            }
        }
        Ok(Path::new(&self.text[start..self.at], tokens, Dialect::Jayway29, from_document))
    }

    fn dotted(&mut self, tokens: &mut Vec<Token>, from_document: bool) -> Result<(), PathError> {
        self.at += 1;
        if self.takes(".") {
            tokens.push(Token::Scan);
            if self.peek() == Some('[') {
                return Ok(());
            }
        }
        if self.takes("*") {
            tokens.push(Token::Wildcard);
            return Ok(());
        }
        let name = self.name();
        if name.is_empty() {
            return Err(self.error("a name was expected"));
        }
        match (self.peek(), Name::read(name)) {
            (Some('('), Some(function)) => {
                let arguments = self.arguments()?;
                let before = std::mem::take(tokens);
                tokens.extend(called(function, arguments, before, from_document));
            }
            (Some('('), None) => return Err(self.error(format!("there is no function {name}()"))),
            _ => tokens.push(Token::Names(vec![name.to_owned()])),
        }
        Ok(())
    }

    fn name(&mut self) -> &'t str {
        let ends: &[char] = if self.depth == 0 {
            &['.', '[', '(', ' ']
        } else {
            &['.', '[', '(', ' ', ')', ']', ',', '=', '!', '<', '>', '&', '|']
        };
        let rest = self.rest();
        let length = rest.find(ends).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn bracket(&mut self) -> Result<Token, PathError> {
        let start = self.at;
        self.at += 1;
        self.skip_space();
        match self.peek() {
            Some('\'' | '"') => self.names(),
            Some('?') => {
                self.at += 1;
                later_filter::read(self).map(Token::Filter)
            }
            _ => {
                let length = self.rest().find(']').ok_or_else(|| self.error("a bracket is not closed"))?;
                let inner = java_trim(&self.rest()[..length]);
                let known = inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ':' | '-' | ' '))
                    || inner.starts_with('(');
                self.at += length + 1;
                if inner == "*" {
                    Ok(Token::Wildcard)
                } else if known {
                    bracket::token(&format!("[{inner}]"), self.depth)
                        .map_err(|error| PathError::new(start, error.reason))
                } else {
                    Err(PathError::new(start, "a bracket holds names in quotes, indices, `*` or a filter"))
                }
            }
        }
    }

    fn names(&mut self) -> Result<Token, PathError> {
        let mut names = Vec::new();
        loop {
            self.skip_space();
            names.push(self.quoted()?);
            self.skip_space();
            if self.takes("]") {
                return Ok(Token::Names(names));
            }
            if !self.takes(",") {
                return Err(self.error("a comma or a closing bracket was expected"));
            }
        }
    }

    /// Reads a text in quotes of either kind, with a backslash before what is meant literally.
    pub(crate) fn quoted(&mut self) -> Result<String, PathError> {
        let Some(quote @ ('\'' | '"')) = self.peek() else {
            return Err(self.error("a text in quotes was expected"));
        };
        let mut text = String::new();
        let mut escaped = false;
        for (index, character) in self.rest().char_indices().skip(1) {
            match character {
                _ if escaped => {
                    escaped = false;
                    text.push(match character {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' => '\u{8}',
                        'f' => '\u{c}',
                        other => other,
                    });
                }
                '\\' => escaped = true,
                end if end == quote => {
                    self.at += index + 1;
                    return Ok(text);
                }
                other => text.push(other),
            }
        }
        Err(self.error("a text in quotes is not closed"))
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, PathError> {
        self.enter()?;
        self.at += 1;
        let mut arguments = Vec::new();
        self.skip_space();
        while !self.takes(")") {
            if !arguments.is_empty() && !self.takes(",") {
                return Err(self.error("a comma or a closing parenthesis was expected"));
            }
            self.skip_space();
            arguments.push(match self.peek() {
                Some('$' | '@') => Argument::Path(self.path()?),
                Some('\'' | '"') => Argument::Value(Value::String(self.quoted()?)),
                _ => Argument::Value(self.json()?),
            });
            self.skip_space();
        }
        self.depth -= 1;
        Ok(arguments)
    }

    /// Reads a number, a truth value, null or an object as far as it goes.
    pub(crate) fn json(&mut self) -> Result<Value, PathError> {
        let rest = self.rest();
        if rest.starts_with('{') {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            if let Some(Ok(value)) = values.next() {
                self.at += values.byte_offset();
                return Ok(value);
            }
            return Err(self.error("this object can't be read"));
        }
        let length = rest.find([' ', ',', ')', ']', '&', '|', '=', '!', '<', '>']).unwrap_or(rest.len());
        let value = serde_json::from_str(&rest[..length]).map_err(|_| self.error("a value was expected"))?;
        self.at += length;
        Ok(value)
    }
}

/// A function at the end of a path. Behind a `..` it is applied to all that the path before it finds.
fn called(name: Name, arguments: Vec<Argument>, before: Vec<Token>, from_document: bool) -> Vec<Token> {
    if before.iter().any(|token| matches!(token, Token::Scan)) {
        let path = Path::new("", before, Dialect::Jayway29, from_document);
        return vec![
            Token::Root,
            Token::Function(Function { name, arguments, gathered: Some(Box::new(path)) }),
        ];
    }
    let mut tokens = before;
    tokens.push(Token::Function(Function { name, arguments, gathered: None }));
    tokens
}
