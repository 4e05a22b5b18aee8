//! `#foreach`, `#macro`, `#define` and the like, and macro calls.

use super::Parser;
use super::statement::{DIRECTIVES, push_text};
use crate::ast::{Argument, Body, Call, Expression, Node, Reference};
use crate::error::CompileError;
use crate::lexer::{Kind, Token};
use std::sync::Arc;

struct Parsed {
    token: Token,
    name: String,
    arguments: Vec<Argument>,
}

impl Parser<'_, '_> {
    pub(super) fn directive(&mut self, nodes: &mut Vec<Node>) -> Result<(), CompileError> {
        let token = self.take()?;
        let name = self.directive_name(token);
        if matches!(name.as_str(), "parse" | "include") {
            return Err(self.error(token, format!("API Gateway has no #{name}")));
        }
        self.lexer.enter_directive();
        let known = DIRECTIVES.contains(&name.as_str());
        let mut parsed = Parsed { token, name, arguments: Vec::new() };
        if !self.lexer.parenthesis_follows() {
            if known && !matches!(parsed.name.as_str(), "break" | "stop") {
                return Err(self.error(token, format!("#{} needs arguments in parentheses", parsed.name)));
            }
            self.lexer.leave_directive();
            nodes.push(self.without_arguments(parsed));
            return Ok(());
        }
        self.arguments(&mut parsed, known)?;
        let has_body = matches!(parsed.name.as_str(), "foreach" | "macro" | "define" | "literal")
            || parsed.name.starts_with('@');
        if !has_body {
            return self.line_directive(nodes, parsed);
        }
        let body_start = self.last_end;
        let body = self.block()?;
        let body_end = self.last_end.max(body_start);
        self.expect(Kind::End, "#end")?;
        match parsed.name.as_str() {
            "foreach" => nodes.push(self.foreach(parsed, body)?),
            "define" => nodes.push(self.define_block(parsed, body)?),
            "macro" => self.macro_definition(parsed, body)?,
            "literal" if body.is_empty() => return Err(self.error(token, "#literal holds nothing")),
            "literal" => push_text(nodes, self.literal_block(body_start, body_end)),
            _ => {
                let literal = self.literal(token.start, self.last_end);
                let name = parsed.name.trim_start_matches('@').into();
                nodes.push(Node::Call(Call { name, arguments: parsed.arguments, body: Some(body), literal }));
            }
        }
        Ok(())
    }

    fn directive_name(&self, token: Token) -> String {
        let image = self.image(token);
        let name = if token.kind == Kind::BracketedWord {
            image.get(2..image.len().saturating_sub(1))
        } else {
            image.get(1..)
        };
        name.unwrap_or_default().to_owned()
    }

    fn without_arguments(&self, parsed: Parsed) -> Node {
        let literal = self.image(parsed.token).into();
        match parsed.name.as_str() {
            "break" => Node::Break(None),
            "stop" => Node::Stop,
            // Without parentheses this calls nothing, yet the grammar reads no body either.
            name if name.starts_with('@') => Node::Text(literal),
            _ => Node::Call(Call { name: parsed.name.into(), arguments: Vec::new(), body: None, literal }),
        }
    }

    fn line_directive(&mut self, nodes: &mut Vec<Node>, mut parsed: Parsed) -> Result<(), CompileError> {
        match parsed.name.as_str() {
            "evaluate" => match (parsed.arguments.pop(), parsed.arguments.is_empty()) {
                (
                    Some(Argument::Value(
                        text @ (Expression::Text(_)
                        | Expression::Interpolated { .. }
                        | Expression::Reference(_)),
                    )),
                    true,
                ) => nodes.push(Node::Evaluate(text)),
                _ => return Err(self.error(parsed.token, "#evaluate takes one text or reference")),
            },
            "stop" | "break" if parsed.arguments.len() > 1 => {
                let takes = if parsed.name == "stop" { "message" } else { "scope" };
                return Err(self.error(parsed.token, format!("#{} takes one {takes}", parsed.name)));
            }
            "stop" => nodes.push(Node::Stop),
            "break" => {
                let scope = match parsed.arguments.into_iter().next() {
                    Some(Argument::Value(scope)) => Some(scope),
                    _ => None,
                };
                nodes.push(Node::Break(scope));
            }
            _ => {
                let literal = self.literal(parsed.token.start, self.last_end);
                let call =
                    Call { name: parsed.name.into(), arguments: parsed.arguments, body: None, literal };
                nodes.push(Node::Call(call));
            }
        }
        Ok(())
    }

    fn arguments(&mut self, parsed: &mut Parsed, known: bool) -> Result<(), CompileError> {
        self.skip_whitespace()?;
        self.expect(Kind::ParenOpen, "`(`")?;
        loop {
            self.skip_whitespace()?;
            let after_comma = self.take_if(Kind::Comma)?;
            if after_comma {
                self.skip_whitespace()?;
            }
            let token = self.peek(0)?;
            if token.kind == Kind::ParenClose && !after_comma {
                self.take()?;
                return Ok(());
            }
            let position = parsed.arguments.len();
            let argument = if token.kind == Kind::Word {
                self.take()?;
                let word = self.image(token).to_owned();
                let expected = match parsed.name.as_str() {
                    "macro" => position == 0,
                    "foreach" => position == 1,
                    _ => !known,
                };
                if !expected {
                    return Err(self.error(token, format!("`{word}` is no argument of #{}", parsed.name)));
                }
                Argument::Word(word.into())
            } else if parsed.name == "macro" && position == 0 {
                return Err(self.error(token, "the first argument of #macro is its name, a bare word"));
            } else {
                Argument::Value(self.literal_or_reference()?)
            };
            parsed.arguments.push(argument);
        }
    }

    fn foreach(&self, parsed: Parsed, body: Body) -> Result<Node, CompileError> {
        let mut arguments = parsed.arguments.into_iter();
        let (Some(variable), Some(_)) = (arguments.next(), arguments.next()) else {
            return Err(self.error(parsed.token, "write #foreach($item in $list)"));
        };
        // Without `in` there is nothing to go over, which Velocity accepts.
        let Some(Argument::Value(over)) = arguments.next() else { return Ok(Node::Text("".into())) };
        // Velocity takes its fourth argument for the body, which otherwise is the block.
        let body = match arguments.next() {
            None => body,
            Some(Argument::Value(Expression::Reference(reference))) => {
                Arc::from([Node::Reference(reference)])
            }
            Some(_) => Arc::from([]),
        };
        let variable = into_reference(variable).map_or_else(|| "".into(), |reference| reference.root);
        Ok(Node::Foreach { variable, over, body })
    }

    fn define_block(&self, parsed: Parsed, body: Body) -> Result<Node, CompileError> {
        let mut arguments = parsed.arguments.into_iter();
        let (Some(name), None) = (arguments.next(), arguments.next()) else {
            return Err(self.error(parsed.token, "write #define($name)"));
        };
        // Velocity accepts anything here; what is no reference has no name to be used by.
        let name = into_reference(name).map_or_else(|| "".into(), |name| name.target);
        Ok(Node::Define { name, body })
    }

    fn macro_definition(&mut self, parsed: Parsed, body: Body) -> Result<(), CompileError> {
        let mut arguments = parsed.arguments.into_iter();
        let Some(Argument::Word(name)) = arguments.next() else {
            return Err(self.error(parsed.token, "write #macro(name $parameter)"));
        };
        let mut parameters = Vec::new();
        for argument in arguments {
            // Velocity accepts anything here; what is no reference has no name to be used by.
            parameters.push(into_reference(argument).map_or_else(|| "".into(), |parameter| parameter.target));
        }
        self.define(&name, parameters, body);
        Ok(())
    }
}

fn into_reference(argument: Argument) -> Option<Reference> {
    match argument {
        Argument::Value(Expression::Reference(reference)) => Some(reference),
        _ => None,
    }
}
