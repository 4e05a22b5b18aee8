//! From tokens to a tree, by the productions of Velocity's grammar.

mod directive;
mod expression;
mod reference;
mod statement;
mod string;

use crate::ast::{Body, Macro, Macros};
use crate::error::CompileError;
use crate::lexer::{Kind, Lexer, Token};
use std::collections::{HashSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

/// How deep directives, expressions and strings may stand in one another.
const DEEPEST: usize = 60;

/// Parses a whole template.
pub(crate) fn parse(source: &str) -> Result<(Body, Macros), CompileError> {
    let mut macros = Macros::new();
    let body = parse_nested(source, 0, &mut macros)?;
    Ok((body, macros))
}

/// Parses a template that stands `depth` levels inside another, as in an interpolated string.
fn parse_nested(source: &str, depth: usize, macros: &mut Macros) -> Result<Body, CompileError> {
    let mut parser = Parser {
        source: Arc::from(source),
        lexer: Lexer::new(source),
        ahead: VecDeque::new(),
        depth,
        last_end: 0,
        dressing: Vec::new(),
        defined: HashSet::new(),
        macros,
    };
    let nodes = parser.statements()?;
    let token = parser.peek(0)?;
    if token.kind != Kind::EndOfTemplate {
        return Err(parser.unexpected(token, "text, a reference or a directive"));
    }
    Ok(nodes)
}

/// A piece of the template that is no part of any token's text.
struct Dressing {
    range: Range<usize>,
    /// What the grammar still remembers of it: the `$` of `$ ` or the `#` of `#!`.
    special: String,
}

struct Parser<'t, 'm> {
    source: Arc<str>,
    lexer: Lexer<'t>,
    ahead: VecDeque<Token>,
    depth: usize,
    /// Where the last token read ends.
    last_end: usize,
    /// Escapes, prefixes of references and comments so far, in order: they are no part of what is written again.
    dressing: Vec<Dressing>,
    /// Macros defined so far: only these are known to escapes.
    defined: HashSet<Box<str>>,
    macros: &'m mut Macros,
}

impl Parser<'_, '_> {
    /// The token `distance` tokens ahead. Reads no further than that, as the lexer's state depends on the parser's.
    fn peek(&mut self, distance: usize) -> Result<Token, CompileError> {
        while self.ahead.len() <= distance {
            let token = self.lexer.next()?;
            self.ahead.push_back(token);
        }
        Ok(self.ahead[distance])
    }

    fn kind(&mut self, distance: usize) -> Result<Kind, CompileError> {
        Ok(self.peek(distance)?.kind)
    }

    fn take(&mut self) -> Result<Token, CompileError> {
        let token = self.peek(0)?;
        self.ahead.pop_front();
        if token.start > self.last_end {
            let special = statement::special_text(self.slice(token.special, token.start));
            self.undress(self.last_end..token.start, special);
        }
        self.last_end = token.end;
        Ok(token)
    }

    fn take_if(&mut self, kind: Kind) -> Result<bool, CompileError> {
        let found = self.kind(0)? == kind;
        if found {
            self.take()?;
        }
        Ok(found)
    }

    fn expect(&mut self, kind: Kind, wanted: &str) -> Result<Token, CompileError> {
        let token = self.peek(0)?;
        if token.kind == kind { self.take() } else { Err(self.unexpected(token, wanted)) }
    }

    fn skip_whitespace(&mut self) -> Result<(), CompileError> {
        self.take_if(Kind::Whitespace).map(|_| ())
    }

    fn image(&self, token: Token) -> &str {
        self.slice(token.start, token.end)
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// Leaves a piece of the template out of what is written again.
    fn undress(&mut self, range: Range<usize>, special: String) {
        let position = self.dressing.partition_point(|other| other.range.start < range.start);
        self.dressing.insert(position, Dressing { range, special });
    }

    /// What is printed for a macro call that turns out to call nothing.
    fn literal(&self, start: usize, end: usize) -> Box<str> {
        self.written(start, end, |_| "")
    }

    /// What is printed for the text in `#literal`.
    fn literal_block(&self, start: usize, end: usize) -> Box<str> {
        self.written(start, end, |dressing| &dressing.special)
    }

    fn written(&self, start: usize, end: usize, instead: impl Fn(&Dressing) -> &str) -> Box<str> {
        let mut literal = String::new();
        let mut from = start;
        let first = self.dressing.partition_point(|dressing| dressing.range.start < start);
        for dressing in self.dressing.get(first..).unwrap_or_default() {
            if dressing.range.end > end {
                break;
            }
            literal.push_str(self.slice(from, dressing.range.start));
            literal.push_str(instead(dressing));
            from = dressing.range.end;
        }
        literal.push_str(self.slice(from, end));
        literal.into()
    }

    fn error(&self, token: Token, message: impl Into<String>) -> CompileError {
        CompileError::at(&self.source, token.start, token.end, message)
    }

    fn unexpected(&self, token: Token, wanted: &str) -> CompileError {
        if token.kind == Kind::EndOfTemplate {
            return self.error(token, format!("the template ends where {wanted} is expected"));
        }
        let found: String = self.image(token).chars().take(40).collect();
        self.error(token, format!("`{}` stands where {wanted} is expected", found.trim_end()))
    }

    /// Runs `production` one level deeper.
    fn deeper<T>(
        &mut self,
        production: impl FnOnce(&mut Self) -> Result<T, CompileError>,
    ) -> Result<T, CompileError> {
        if self.depth >= DEEPEST {
            let token = self.peek(0)?;
            return Err(self.error(token, "the template nests too deeply"));
        }
        self.depth += 1;
        let result = production(self);
        self.depth -= 1;
        result
    }

    fn define(&mut self, name: &str, parameters: Vec<Box<str>>, body: Body) {
        self.defined.insert(name.into());
        self.macros.insert(name.into(), Arc::new(Macro { parameters, body }));
    }
}
