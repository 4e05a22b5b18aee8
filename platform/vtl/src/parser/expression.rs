//! Expressions, by precedence.

use super::Parser;
use crate::ast::{Arithmetic, Comparison, Expression, Operation, Operator};
use crate::error::CompileError;
use crate::lexer::{Kind, Token};
use std::ops::Range;

/// An expression, and where it is written.
type Spanned = Result<(Expression, Range<usize>), CompileError>;

impl Parser<'_, '_> {
    pub(super) fn expression(&mut self) -> Result<Expression, CompileError> {
        self.deeper(Self::any)
    }

    fn any(&mut self) -> Result<Expression, CompileError> {
        let mut operands = vec![self.all()?];
        while self.take_if(Kind::Or)? {
            operands.push(self.all()?);
        }
        Ok(single_or(operands, Expression::Any))
    }

    fn all(&mut self) -> Result<Expression, CompileError> {
        let mut operands = vec![self.equality()?];
        while self.take_if(Kind::And)? {
            operands.push(self.equality()?);
        }
        Ok(single_or(operands, Expression::All))
    }

    fn equality(&mut self) -> Result<Expression, CompileError> {
        let first = self.relation()?;
        let mut rest = Vec::new();
        loop {
            let comparison = match self.kind(0)? {
                Kind::Equal => Comparison::Equal,
                Kind::NotEqual => Comparison::NotEqual,
                _ => return Ok(compared(first, rest)),
            };
            self.take()?;
            rest.push((comparison, self.relation()?));
        }
    }

    fn relation(&mut self) -> Result<Expression, CompileError> {
        let first = self.sum()?.0;
        let mut rest = Vec::new();
        loop {
            let comparison = match self.kind(0)? {
                Kind::Less => Comparison::Less,
                Kind::LessOrEqual => Comparison::LessOrEqual,
                Kind::Greater => Comparison::Greater,
                Kind::GreaterOrEqual => Comparison::GreaterOrEqual,
                _ => return Ok(compared(first, rest)),
            };
            self.take()?;
            rest.push((comparison, self.sum()?.0));
        }
    }

    fn sum(&mut self) -> Spanned {
        self.chain(Self::product, |kind| match kind {
            Kind::Plus => Some(Operator::Add),
            Kind::Minus => Some(Operator::Subtract),
            _ => None,
        })
    }

    fn product(&mut self) -> Spanned {
        self.chain(Self::unary, |kind| match kind {
            Kind::Multiply => Some(Operator::Multiply),
            Kind::Divide => Some(Operator::Divide),
            Kind::Modulus => Some(Operator::Modulus),
            _ => None,
        })
    }

    fn chain(
        &mut self,
        operand: fn(&mut Self) -> Spanned,
        operator: fn(Kind) -> Option<Operator>,
    ) -> Spanned {
        let (first, first_span) = operand(self)?;
        let mut rest: Vec<Operation> = Vec::new();
        while let Some(operator) = operator(self.kind(0)?) {
            let start = self.take()?.end;
            let (operand, span) = operand(self)?;
            rest.push(Operation { operator, operand, span, result_span: start..self.last_end });
        }
        let Some(last) = rest.last() else { return Ok((first, first_span)) };
        let span = last.result_span.clone();
        let source = self.source.clone();
        Ok((Expression::Arithmetic(Box::new(Arithmetic { source, first, first_span, rest })), span))
    }

    fn unary(&mut self) -> Spanned {
        let blank = self.kind(0)? == Kind::Whitespace;
        if self.kind(usize::from(blank))? != Kind::Not {
            return self.primary();
        }
        self.skip_whitespace()?;
        let start = self.take()?.start;
        let (operand, span) = self.deeper(Self::unary)?;
        Ok((Expression::Not(Box::new(operand)), start..span.end))
    }

    fn primary(&mut self) -> Spanned {
        self.skip_whitespace()?;
        let start = self.peek(0)?.start;
        if self.take_if(Kind::ParenOpen)? {
            let start = self.last_end;
            let inner = self.expression()?;
            let span = start..self.last_end;
            self.expect(Kind::ParenClose, "`)`")?;
            self.skip_whitespace()?;
            return Ok((inner, span));
        }
        let expression = self.literal_or_reference()?;
        let end = self.last_end;
        self.skip_whitespace()?;
        Ok((expression, start..end))
    }

    /// A method's argument, a list's element, a map's key or value.
    pub(super) fn parameter(&mut self) -> Result<Expression, CompileError> {
        self.skip_whitespace()?;
        let value = self.literal_or_reference()?;
        self.skip_whitespace()?;
        Ok(value)
    }

    pub(super) fn literal_or_reference(&mut self) -> Result<Expression, CompileError> {
        let token = self.peek(0)?;
        match token.kind {
            Kind::Identifier | Kind::FormalOpen => return self.reference().map(Expression::Reference),
            Kind::BracketOpen => return self.deeper(Self::list_or_range),
            Kind::CurlyOpen => return self.deeper(Self::map),
            Kind::StringLiteral => {
                self.take()?;
                return self.string(token);
            }
            Kind::True | Kind::False | Kind::Integer | Kind::Double => {}
            _ => return Err(self.unexpected(token, "a value")),
        }
        self.take()?;
        match token.kind {
            Kind::True => Ok(Expression::Boolean(true)),
            Kind::False => Ok(Expression::Boolean(false)),
            Kind::Integer => {
                let parsed = self.image(token).parse().map(Expression::Integer);
                parsed.map_err(|_| self.error(token, "this number is too large"))
            }
            _ => self.double(token),
        }
    }

    fn double(&self, token: Token) -> Result<Expression, CompileError> {
        let parsed = self.image(token).parse().map(Expression::Double);
        parsed.map_err(|_| self.error(token, "this is no number"))
    }

    fn list_or_range(&mut self) -> Result<Expression, CompileError> {
        self.take()?;
        let mut elements = Vec::new();
        if self.take_if(Kind::BracketClose)? {
            return Ok(Expression::List(elements));
        }
        loop {
            let element = self.parameter()?;
            let bound = matches!(element, Expression::Integer(_) | Expression::Reference(_));
            if elements.is_empty() && bound && self.take_if(Kind::DoubleDot)? {
                let end = self.parameter()?;
                if !matches!(end, Expression::Integer(_) | Expression::Reference(_)) {
                    let token = self.peek(0)?;
                    return Err(self.error(token, "a range ends with a whole number or a reference"));
                }
                self.expect(Kind::BracketClose, "`]`")?;
                return Ok(Expression::Range(Box::new((element, end))));
            }
            elements.push(element);
            if !self.take_if(Kind::Comma)? {
                break;
            }
        }
        self.expect(Kind::BracketClose, "`]`")?;
        Ok(Expression::List(elements))
    }

    fn map(&mut self) -> Result<Expression, CompileError> {
        self.take()?;
        self.skip_whitespace()?;
        let mut entries = Vec::new();
        if !matches!(self.kind(0)?, Kind::CurlyClose | Kind::FormalClose) {
            loop {
                let key = self.parameter()?;
                self.expect(Kind::Colon, "`:`")?;
                entries.push((key, self.parameter()?));
                if !self.take_if(Kind::Comma)? {
                    break;
                }
            }
        }
        if !self.take_if(Kind::FormalClose)? {
            self.expect(Kind::CurlyClose, "`}`")?;
        }
        Ok(Expression::Map(entries))
    }
}

fn single_or(mut operands: Vec<Expression>, chain: fn(Vec<Expression>) -> Expression) -> Expression {
    match operands.pop() {
        Some(only) if operands.is_empty() => only,
        Some(last) => {
            operands.push(last);
            chain(operands)
        }
        None => Expression::Boolean(false),
    }
}

fn compared(first: Expression, rest: Vec<(Comparison, Expression)>) -> Expression {
    if rest.is_empty() { first } else { Expression::Comparison(Box::new(first), rest) }
}
