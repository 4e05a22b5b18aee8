//! A template as a tree.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// What stands between a directive and its `#end`, or the whole template.
pub(crate) type Body = Arc<[Node]>;

/// The macros that a template defines, by name; the last definition of a name holds for the whole template.
pub(crate) type Macros = HashMap<Box<str>, Arc<Macro>>;

#[derive(Debug)]
pub(crate) enum Node {
    Text(Box<str>),
    Reference(Reference),
    Set { target: Reference, value: Expression },
    If { branches: Vec<(Expression, Body)>, otherwise: Option<Body> },
    Foreach { variable: Box<str>, over: Expression, body: Body },
    Define { name: Box<str>, body: Body },
    Call(Call),
    Evaluate(Expression),
    Break(Option<Expression>),
    Stop,
}

/// A macro call, or text that looks like one.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: Box<str>,
    pub(crate) arguments: Vec<Argument>,
    /// The body of a call by `#@name()`.
    pub(crate) body: Option<Body>,
    /// The call as written, printed when there is no such macro.
    pub(crate) literal: Box<str>,
}

#[derive(Debug)]
pub(crate) enum Argument {
    Value(Expression),
    /// A bare word, which no macro accepts.
    Word(Box<str>),
}

#[derive(Debug)]
pub(crate) struct Macro {
    pub(crate) parameters: Vec<Box<str>>,
    pub(crate) body: Body,
}

#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) root: Box<str>,
    /// The name as `#set`, `#define` and `#macro` take it: in Velocity 1.7 `${x}` and `$!x` set something else than `$x`.
    pub(crate) target: Box<str>,
    pub(crate) steps: Vec<Step>,
    pub(crate) form: Form,
    /// Half of the backslashes before the `$`.
    pub(crate) escape: Box<str>,
    /// Other characters that the lexer took into the reference, as the first `$` of `$$x`.
    pub(crate) prefix: Box<str>,
    /// The reference as written; empty for a quiet one.
    pub(crate) literal: Box<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `$x`, `$!x`, `${x}`.
    Plain,
    /// `\$x`: prints itself.
    Escaped,
    /// An identifier without `$`, which is null.
    Bare,
    /// `$\!x`: no reference at all.
    Spoiled,
}

#[derive(Debug)]
pub(crate) enum Step {
    Property(Box<str>),
    Method(Box<str>, Vec<Expression>),
    Index(Expression),
}

#[derive(Debug)]
pub(crate) enum Expression {
    Boolean(bool),
    Integer(i128),
    Double(f64),
    Text(Arc<str>),
    /// A string in double quotes that holds references or directives.
    Interpolated {
        body: Body,
        /// The lexer needs a character after the last directive; it is taken off again.
        padded: Padding,
    },
    List(Vec<Expression>),
    Range(Box<(Expression, Expression)>),
    Map(Vec<(Expression, Expression)>),
    Reference(Reference),
    Not(Box<Expression>),
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Comparison(Box<Expression>, Vec<(Comparison, Expression)>),
    Arithmetic(Box<Arithmetic>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Padding {
    Space,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A chain of operations of one precedence, from left to right.
#[derive(Debug)]
pub(crate) struct Arithmetic {
    pub(crate) source: Arc<str>,
    pub(crate) first: Expression,
    pub(crate) first_span: Range<usize>,
    pub(crate) rest: Vec<Operation>,
}

#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) operator: Operator,
    pub(crate) operand: Expression,
    /// Where the operand is written: `"a" + (1 / 0)` joins the text of what has no value.
    pub(crate) span: Range<usize>,
    /// What Velocity takes for the text of the whole operation: all that follows the operator.
    pub(crate) result_span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulus,
}
