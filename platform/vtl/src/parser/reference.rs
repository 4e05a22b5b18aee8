//! References: `$x`, `$!{x.y}`, `$x.method($y)[0]`.

use super::Parser;
use crate::ast::{Expression, Form, Reference, Step};
use crate::error::CompileError;
use crate::lexer::{Kind, Token};

impl Parser<'_, '_> {
    pub(super) fn reference(&mut self) -> Result<Reference, CompileError> {
        self.deeper(Self::reference_here)
    }

    fn reference_here(&mut self) -> Result<Reference, CompileError> {
        let first = self.take()?;
        let formal = first.kind == Kind::FormalOpen;
        let name = if formal { self.expect(Kind::Identifier, "a name")? } else { first };
        let mut steps = Vec::new();
        self.indexes(&mut steps)?;
        while self.kind(0)? == Kind::Dot && self.kind(1)? == Kind::Identifier {
            self.take()?;
            steps.push(self.member()?);
            self.indexes(&mut steps)?;
        }
        if formal {
            self.expect(Kind::FormalClose, "`}`")?;
        }
        Ok(self.dressed(first, name, steps))
    }

    fn member(&mut self) -> Result<Step, CompileError> {
        let token = self.take()?;
        let name = Box::from(self.image(token));
        if self.kind(0)? != Kind::ParenOpen || !begins_argument_or_ends(self.kind(1)?) {
            return Ok(Step::Property(name));
        }
        self.take()?;
        let mut arguments = Vec::new();
        if !self.take_if(Kind::MethodClose)? {
            loop {
                arguments.push(self.parameter()?);
                if !self.take_if(Kind::Comma)? {
                    break;
                }
            }
            self.expect(Kind::MethodClose, "`)`")?;
        }
        Ok(Step::Method(name, arguments))
    }

    fn indexes(&mut self, steps: &mut Vec<Step>) -> Result<(), CompileError> {
        while self.take_if(Kind::IndexOpen)? {
            self.skip_whitespace()?;
            let token = self.peek(0)?;
            let expected = matches!(
                token.kind,
                Kind::StringLiteral
                    | Kind::Integer
                    | Kind::True
                    | Kind::False
                    | Kind::Identifier
                    | Kind::FormalOpen
            );
            if !expected {
                return Err(self.unexpected(token, "an index"));
            }
            let index: Expression = self.literal_or_reference()?;
            self.skip_whitespace()?;
            self.expect(Kind::IndexClose, "`]`")?;
            steps.push(Step::Index(index));
        }
        Ok(())
    }

    /// Reads the escapes and prefixes that the lexer took into the first token.
    fn dressed(&mut self, first: Token, name: Token, steps: Vec<Step>) -> Reference {
        let image = self.image(first);
        let slashes = image.bytes().take_while(|byte| *byte == b'\\').count();
        let undressed = image.get(slashes..).unwrap_or_default();
        let dollar = undressed.rfind('$');
        let prefix = undressed.get(..dollar.unwrap_or(0)).unwrap_or_default();
        let core = undressed.get(dollar.unwrap_or(0)..).unwrap_or_default();
        let quiet = core.starts_with("$!");
        let form = if image.contains("\\!") {
            Form::Spoiled
        } else if slashes % 2 == 1 {
            Form::Escaped
        } else if core.starts_with('$') {
            Form::Plain
        } else {
            Form::Bare
        };
        let root = if form == Form::Bare {
            core
        } else if first.kind == Kind::FormalOpen {
            self.image(name)
        } else {
            core.trim_start_matches('$').trim_start_matches('!')
        };
        let literal_start = first.start + slashes + prefix.len();
        let target = Box::from(core.get(1..).unwrap_or_default());
        let (root, prefix) = (Box::from(root), Box::from(prefix));
        let literal = if quiet && form != Form::Escaped {
            Box::from("")
        } else {
            self.literal(literal_start, self.last_end)
        };
        if form != Form::Spoiled && literal_start > first.start {
            self.undress(first.start..literal_start, String::new());
        }
        Reference { root, target, steps, form, escape: "\\".repeat(slashes / 2).into(), prefix, literal }
    }
}

fn begins_argument_or_ends(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::MethodClose
            | Kind::Whitespace
            | Kind::StringLiteral
            | Kind::Integer
            | Kind::Double
            | Kind::BracketOpen
            | Kind::CurlyOpen
            | Kind::True
            | Kind::False
            | Kind::Identifier
            | Kind::FormalOpen
    )
}
