//! Statements: text, comments, escapes, and the directives of the grammar itself.

use super::Parser;
use crate::ast::{Body, Node};
use crate::error::CompileError;
use crate::lexer::{Kind, Token};
use std::sync::Arc;

/// The directives that are no part of the grammar.
pub(super) const DIRECTIVES: &[&str] =
    &["foreach", "include", "parse", "macro", "literal", "evaluate", "break", "define", "stop"];

impl Parser<'_, '_> {
    /// Statements up to a token that begins none.
    pub(super) fn statements(&mut self) -> Result<Body, CompileError> {
        let mut nodes = Vec::new();
        while self.statement(&mut nodes)? {}
        Ok(Arc::from(nodes))
    }

    pub(super) fn block(&mut self) -> Result<Body, CompileError> {
        self.deeper(Self::statements)
    }

    fn statement(&mut self, nodes: &mut Vec<Node>) -> Result<bool, CompileError> {
        let token = self.peek(0)?;
        match token.kind {
            Kind::If => nodes.push(self.if_statement()?),
            Kind::Identifier => {
                // The grammar looks two tokens ahead here.
                self.peek(1)?;
                nodes.push(Node::Reference(self.reference()?));
            }
            Kind::FormalOpen if self.kind(1)? == Kind::Identifier => {
                nodes.push(Node::Reference(self.reference()?));
            }
            Kind::LineCommentStart => {
                self.comment(nodes)?;
                self.take_if(Kind::LineCommentEnd)?;
            }
            Kind::BlockComment => self.comment(nodes)?,
            Kind::TextBlock => {
                self.take()?;
                let image = self.image(token);
                let inside = image.get(3..image.len().saturating_sub(3));
                let Some(inside) = inside.map(Box::from) else {
                    return Err(self.error(token, "this block of text has no beginning"));
                };
                push_text(nodes, inside);
            }
            Kind::Set => nodes.push(self.set()?),
            Kind::EscapedDirective => {
                self.take()?;
                let text = self.escaped_directive(token);
                self.undress(token.start..token.end - text.len(), String::new());
                push_text(nodes, text.into());
            }
            Kind::DoubleEscape => {
                let text = self.escapes()?;
                push_text(nodes, text.into());
            }
            Kind::Word | Kind::BracketedWord => self.directive(nodes)?,
            Kind::Text
            | Kind::Dot
            | Kind::ParenOpen
            | Kind::ParenClose
            | Kind::Integer
            | Kind::Double
            | Kind::StringLiteral
            | Kind::Escape
            | Kind::FormalOpen
            | Kind::FormalClose
            | Kind::EmptyIndex => {
                self.take()?;
                let text = self.text(token);
                push_text(nodes, text.into());
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A token's text, with what the lexer first took for something else before it.
    fn text(&self, token: Token) -> String {
        let mut text = special_text(self.slice(token.special, token.start));
        text.push_str(self.image(token));
        text
    }

    /// A comment prints what the lexer took into it from before its opening.
    fn comment(&mut self, nodes: &mut Vec<Node>) -> Result<(), CompileError> {
        let token = self.take()?;
        let image = self.image(token);
        let opening = image.find("##").or_else(|| image.find("#*"));
        let before = image.get(..opening.unwrap_or(0)).unwrap_or_default();
        push_text(nodes, before.into());
        Ok(())
    }

    fn if_statement(&mut self) -> Result<Node, CompileError> {
        let mut branches = Vec::new();
        while branches.is_empty() || self.kind(0)? == Kind::ElseIf {
            self.take()?;
            self.skip_whitespace()?;
            self.expect(Kind::ParenOpen, "`(`")?;
            let condition = self.expression()?;
            self.expect(Kind::ParenClose, "`)`")?;
            branches.push((condition, self.block()?));
        }
        let otherwise = if self.take_if(Kind::Else)? { Some(self.block()?) } else { None };
        self.expect(Kind::End, "#end")?;
        Ok(Node::If { branches, otherwise })
    }

    fn set(&mut self) -> Result<Node, CompileError> {
        self.take()?;
        self.skip_whitespace()?;
        let token = self.peek(0)?;
        if !matches!(token.kind, Kind::Identifier | Kind::FormalOpen) {
            return Err(self.unexpected(token, "a reference to set"));
        }
        let target = self.reference()?;
        self.skip_whitespace()?;
        self.expect(Kind::Assign, "`=`")?;
        let value = self.expression()?;
        self.expect(Kind::ParenClose, "`)`")?;
        self.lexer.leave_set();
        Ok(Node::Set { target, value })
    }

    /// `\#if` prints `#if`, `\#unknown` prints itself.
    fn escaped_directive(&self, token: Token) -> String {
        let image = self.image(token);
        let last = image.rfind('\\').unwrap_or(0);
        let directive = image.get(last + 1..).unwrap_or_default();
        let name = directive.get(1..).unwrap_or_default();
        let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
        let known = DIRECTIVES.contains(&name)
            || matches!(name, "if" | "end" | "set" | "else" | "elseif")
            || self.defined.contains(name);
        if known { format!("{}{directive}", "\\".repeat(last / 2)) } else { image.to_owned() }
    }

    /// Pairs of backslashes: halved before a directive, printed as they are before anything else.
    fn escapes(&mut self) -> Result<String, CompileError> {
        let mut count = 0;
        while self.kind(0)? == Kind::DoubleEscape {
            self.take()?;
            count += 1;
        }
        let next = self.peek(0)?;
        let control = matches!(next.kind, Kind::If | Kind::Else | Kind::ElseIf | Kind::End)
            || self
                .image(next)
                .get(1..)
                .is_some_and(|name| DIRECTIVES.contains(&name) || self.defined.contains(name));
        Ok(if control { "\\" } else { "\\\\" }.repeat(count))
    }
}

/// Adds text.
pub(super) fn push_text(nodes: &mut Vec<Node>, text: Box<str>) {
    if !text.is_empty() {
        nodes.push(Node::Text(text));
    }
}

/// What is printed of text that the lexer took for a beginning reference or directive: `$`, `#`, and backslashes before a `$`.
pub(super) fn special_text(special: &str) -> String {
    let mut text = String::new();
    let mut slashes = 0;
    let mut characters = special.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => slashes += 1,
            '$' => {
                text.push_str(&"\\".repeat(slashes));
                text.push('$');
                if slashes > 0 {
                    // Velocity loses the character behind an escaped `$`.
                    characters.next();
                }
                slashes = 0;
            }
            '#' => {
                text.push('#');
                slashes = 0;
            }
            _ => slashes = 0,
        }
    }
    text
}
