//! The substitution that gateway responses know. Documented: it is not VTL; only variables are replaced.

use crate::request_context::RequestContext;
use serde_json::Value;
use std::borrow::Cow;

/// A text with variables, taken apart once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Substitution(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Variable(Variable),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Variable {
    Context(String),
    Stage(String),
    Header(String),
    Query(String),
    Path(String),
}

/// What the error of a gateway response contributes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ErrorVariables<'a> {
    pub(crate) message: Option<&'a str>,
    pub(crate) response_type: &'a str,
    pub(crate) validation_error: Option<&'a str>,
}

impl<'a> ErrorVariables<'a> {
    /// A variable by its name behind `$context.`, `error.message`; none when it is no variable of the error's or has no value.
    pub(crate) fn variable(self, name: &str) -> Option<Cow<'a, str>> {
        match name {
            "error.message" => self.message.map(Cow::from),
            "error.messageString" => Some(Value::from(self.message).to_string().into()),
            "error.responseType" => Some(self.response_type.into()),
            // Silent: how AWS escapes it. Its texts quote names, and APIs in the wild put it between quotes of JSON.
            "error.validationErrorString" => self.validation_error.map(|text| {
                let quoted = Value::from(text).to_string();
                quoted[1..quoted.len() - 1].to_owned().into()
            }),
            _ => None,
        }
    }
}

impl Substitution {
    /// A body template: `$context.…`, `$stageVariables.…` and `$method.request.….…` are variables, all else is text.
    pub(crate) fn template(source: &str) -> Self {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = source;
        while let Some(position) = rest.find('$') {
            text.push_str(&rest[..position]);
            rest = &rest[position..];
            let length = 1 + rest[1..].bytes().take_while(|byte| is_name(*byte)).count();
            let name = rest[1..length].trim_end_matches(['.', '-']);
            if let Some(variable) = variable(name) {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Variable(variable));
                rest = &rest[1 + name.len()..];
            } else {
                text.push('$');
                rest = &rest[1..];
            }
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Self(pieces)
    }

    /// A header's value: `'text in quotes'`, or one variable without a dollar sign.
    pub(crate) fn header_value(source: &str) -> Option<Self> {
        let literal = source.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        match literal {
            Some(text) => Some(Self(vec![Piece::Text(text.to_owned())])),
            None => variable(source).map(|variable| Self(vec![Piece::Variable(variable)])),
        }
    }

    /// The text for a request. A variable without a value leaves nothing (silent).
    pub(crate) fn render(&self, context: &RequestContext<'_>, error: ErrorVariables<'_>) -> String {
        self.0.iter().fold(String::new(), |mut text, piece| {
            match piece {
                Piece::Text(literal) => text.push_str(literal),
                Piece::Variable(variable) => text.push_str(&value(variable, context, error)),
            }
            text
        })
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

fn variable(name: &str) -> Option<Variable> {
    let named = |prefix: &str| name.strip_prefix(prefix).filter(|rest| !rest.is_empty()).map(str::to_owned);
    named("context.")
        .map(Variable::Context)
        .or_else(|| named("stageVariables.").map(Variable::Stage))
        .or_else(|| named("method.request.header.").map(Variable::Header))
        .or_else(|| named("method.request.querystring.").map(Variable::Query))
        .or_else(|| named("method.request.path.").map(Variable::Path))
}

fn value<'a>(
    variable: &'a Variable,
    context: &'a RequestContext<'_>,
    error: ErrorVariables<'a>,
) -> Cow<'a, str> {
    let found = match variable {
        Variable::Context(name) => error.variable(name).or_else(|| context.variable(name)),
        Variable::Stage(name) => context.stage_variable(name).map(Cow::from),
        Variable::Header(name) => context.request.headers.get(name).map(Cow::from),
        Variable::Query(name) => context.query.last(name).map(Cow::from),
        Variable::Path(name) => {
            let mut parameters = context.path_parameters.iter();
            parameters.find(|(present, _)| present == name).map(|(_, value)| Cow::from(*value))
        }
    };
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Piece, Substitution, Variable};

    #[test]
    fn only_known_variables_are_taken() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let context = |name: &str| Piece::Variable(Variable::Context(name.to_owned()));
        let table = [
            ("plain", vec![text("plain")]),
            (
                r#"{"m":$context.error.messageString}"#,
                vec![text(r#"{"m":"#), context("error.messageString"), text("}")],
            ),
            ("$context.requestId. Bye", vec![context("requestId"), text(". Bye")]),
            ("$5 #if($x) $context.", vec![text("$5 #if($x) $context.")]),
            ("$stageVariables.env$", vec![Piece::Variable(Variable::Stage("env".to_owned())), text("$")]),
            (
                "$method.request.header.X-Own!",
                vec![Piece::Variable(Variable::Header("X-Own".to_owned())), text("!")],
            ),
        ];
        for (source, pieces) in table {
            assert_eq!(Substitution::template(source).0, pieces, "{source}");
        }
    }

    #[test]
    fn header_values_are_quoted_text_or_a_variable() {
        assert_eq!(Substitution::header_value("'a b'").unwrap().0, [Piece::Text("a b".to_owned())]);
        let query = Substitution::header_value("method.request.querystring.q").unwrap();
        assert_eq!(query.0, [Piece::Variable(Variable::Query("q".to_owned()))]);
        let path = Substitution::header_value("method.request.path.code").unwrap();
        assert_eq!(path.0, [Piece::Variable(Variable::Path("code".to_owned()))]);
        assert_eq!(Substitution::header_value("bare"), None);
        assert_eq!(Substitution::header_value("'open"), None);
    }
}
