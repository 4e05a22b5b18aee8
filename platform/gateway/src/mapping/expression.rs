//! Parameter mapping: expressions that take a value from a request or from an integration's response.

use super::body::Body;
use super::error::MappingError;
use crate::event;
use crate::message::Headers;
use crate::request_context::RequestContext;
use lockstep_jsonpath::{Found, Path};
use serde_json::Value;
use thiserror::Error;

/// An expression of a parameter mapping, compiled. Which there are is documented in the developer guide, "Parameter mapping
/// source reference for REST APIs".
#[derive(Debug, Clone)]
pub(crate) struct Expression(Source);

#[derive(Debug, Clone)]
enum Source {
    Literal(String),
    Context(String),
    Stage(String),
    Path(String),
    Query(String),
    QueryValues(String),
    Header(String),
    HeaderValues(String),
    RequestBody(BodyPart),
    ResponseHeader(String),
    ResponseHeaderValues(String),
    ResponseBody(BodyPart),
}

/// What is taken of a body.
#[derive(Debug, Clone)]
enum BodyPart {
    Whole,
    At(Path),
}

/// Why a text is no expression.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum ExpressionError {
    /// It begins like none.
    #[error("`{0}` is neither a text in single quotes nor one of {1}")]
    Unknown(String, &'static str),
    /// It begins with a quote and does not end with one.
    #[error("`{0}`: a quote stays open")]
    Quote(String),
    /// The name behind the last dot is missing or no name.
    #[error("`{0}` ends without a name")]
    Name(String),
    /// The path into the body cannot be read.
    #[error("`{expression}`: {error}")]
    Path {
        /// The expression.
        expression: String,
        /// What is wrong with the path in it.
        error: lockstep_jsonpath::PathError,
    },
}

const REQUEST: &str = "method.request.{path,querystring,multivaluequerystring,header,multivalueheader}.NAME, \
    method.request.body[.JSONPATH], context.NAME, stageVariables.NAME";
const RESPONSE: &str = "integration.response.{header,multivalueheader}.NAME, integration.response.body[.JSONPATH], \
    context.NAME, stageVariables.NAME";

impl Expression {
    /// Compiles the right side of `requestParameters`, `method.request.header.X`.
    ///
    /// # Errors
    /// It is no expression over a request.
    pub(crate) fn of_request(source: &str) -> Result<Self, ExpressionError> {
        if let Some(common) = common(source)? {
            return Ok(Self(common));
        }
        let unknown = || ExpressionError::Unknown(source.to_owned(), REQUEST);
        let rest = source.strip_prefix("method.request.").ok_or_else(unknown)?;
        if let Some(part) = body_part(source, rest)? {
            return Ok(Self(Source::RequestBody(part)));
        }
        let (location, name) = rest.split_once('.').ok_or_else(unknown)?;
        let name = named(source, name)?;
        Ok(Self(match location {
            "path" => Source::Path(name),
            "querystring" => Source::Query(name),
            "multivaluequerystring" => Source::QueryValues(name),
            "header" => Source::Header(name),
            "multivalueheader" => Source::HeaderValues(name),
            _ => return Err(unknown()),
        }))
    }

    /// Compiles the right side of `responseParameters`, `integration.response.header.X`.
    ///
    /// # Errors
    /// It is no expression over a response.
    pub(crate) fn of_response(source: &str) -> Result<Self, ExpressionError> {
        if let Some(common) = common(source)? {
            return Ok(Self(common));
        }
        let unknown = || ExpressionError::Unknown(source.to_owned(), RESPONSE);
        let rest = source.strip_prefix("integration.response.").ok_or_else(unknown)?;
        if let Some(part) = body_part(source, rest)? {
            return Ok(Self(Source::ResponseBody(part)));
        }
        let (location, name) = rest.split_once('.').ok_or_else(unknown)?;
        let name = named(source, name)?;
        Ok(Self(match location {
            "header" => Source::ResponseHeader(name),
            "multivalueheader" => Source::ResponseHeaderValues(name),
            _ => return Err(unknown()),
        }))
    }

    /// The values for a request, on the way to the integration; none when there is no such thing.
    ///
    /// # Errors
    /// A path is to be applied to a body that begins like JSON and is none, or that it cannot be applied to.
    pub(crate) fn request_values(
        &self,
        request: &RequestContext<'_>,
        body: &Body,
    ) -> Result<Vec<String>, MappingError> {
        let one = |value: Option<&str>| value.map(str::to_owned).into_iter().collect();
        Ok(match &self.0 {
            Source::Path(name) => {
                let mut parameters = request.path_parameters.iter();
                one(parameters.find(|(present, _)| present == name).map(|(_, value)| *value))
            }
            Source::Query(name) => one(request.query.last(name)),
            Source::QueryValues(name) => request.query.0.get(name).cloned().unwrap_or_default(),
            Source::Header(name) => header_values(request, name).pop().into_iter().collect(),
            Source::HeaderValues(name) => header_values(request, name),
            Source::RequestBody(part) => body_value(part, body)?.into_iter().collect(),
            other => common_value(other, request).into_iter().collect(),
        })
    }

    /// The values for an integration's response; none when there is no such thing.
    ///
    /// # Errors
    /// A path is to be applied to a body that begins like JSON and is none, or that it cannot be applied to.
    pub(crate) fn response_values(
        &self,
        request: &RequestContext<'_>,
        headers: &Headers,
        body: &Body,
    ) -> Result<Vec<String>, MappingError> {
        // What other servers answer has names in any casing, whatever HTTP they speak; silent how API Gateway compares.
        let lines = |name: &str| {
            let lines = headers.iter().filter(|(present, _)| present.eq_ignore_ascii_case(name));
            lines.map(|(_, value)| value.to_owned()).collect::<Vec<_>>()
        };
        Ok(match &self.0 {
            Source::ResponseHeader(name) => lines(name).pop().into_iter().collect(),
            Source::ResponseHeaderValues(name) => lines(name),
            Source::ResponseBody(part) => body_value(part, body)?.into_iter().collect(),
            other => common_value(other, request).into_iter().collect(),
        })
    }
}

/// What both sides know.
fn common(source: &str) -> Result<Option<Source>, ExpressionError> {
    if let Some(open) = source.strip_prefix('\'') {
        let text = open.strip_suffix('\'').ok_or_else(|| ExpressionError::Quote(source.to_owned()))?;
        return Ok(Some(Source::Literal(text.to_owned())));
    }
    if let Some(name) = source.strip_prefix("context.") {
        return named(source, name).map(Source::Context).map(Some);
    }
    if let Some(name) = source.strip_prefix("stageVariables.") {
        return named(source, name).map(Source::Stage).map(Some);
    }
    Ok(None)
}

/// `body` and `body.PATH`.
fn body_part(source: &str, rest: &str) -> Result<Option<BodyPart>, ExpressionError> {
    if rest == "body" {
        return Ok(Some(BodyPart::Whole));
    }
    // Documented as a JSONPath behind a dot; `body.$.a` and `body.a` are one.
    let Some(path) = rest.strip_prefix("body.") else { return Ok(None) };
    let path = named(source, path)?;
    let path = Path::compile(&path)
        .map_err(|error| ExpressionError::Path { expression: source.to_owned(), error })?;
    Ok(Some(BodyPart::At(path)))
}

fn named(source: &str, name: &str) -> Result<String, ExpressionError> {
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(ExpressionError::Name(source.to_owned()));
    }
    Ok(name.to_owned())
}

fn common_value(source: &Source, request: &RequestContext<'_>) -> Option<String> {
    match source {
        Source::Literal(text) => Some(text.clone()),
        Source::Context(name) => request.variable(name).map(std::borrow::Cow::into_owned),
        Source::Stage(name) => request.stage_variable(name).map(str::to_owned),
        _ => None,
    }
}

/// All lines of a header that integrations get to see. Documented: names are compared with their casing.
fn header_values(request: &RequestContext<'_>, name: &str) -> Vec<String> {
    let mut values = Vec::new();
    event::visible_headers(request.request, &request.identities.trace.incoming, |present, value| {
        if present == name {
            values.push(value.to_owned());
        }
    });
    values
}

/// The whole body, or what a path finds in it: a string bare, everything else as JSON (silent about containers).
fn body_value(part: &BodyPart, body: &Body) -> Result<Option<String>, MappingError> {
    let BodyPart::At(path) = part else { return Ok(Some(body.text().into_owned())) };
    let document = body.document().map_err(MappingError::ParameterBody)?;
    Ok(match path.find(document)? {
        Found::Nothing => None,
        Found::One(value) => match &*value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(lockstep_jsonpath::to_json(other)),
        },
        found @ Found::Many(_) => Some(found.to_json()),
    })
}
