//! From an integration's answer to the client's: the integration response that the answer selects, its template, headers,
//! status and payload.

mod pattern;

pub(crate) use pattern::SelectionPattern;

use crate::content::{self, Content};
use crate::definition::{IntegrationResponseDefinition, MethodDefinition};
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::mapping::{Body, Expression, MappingError, MappingTemplate, Overrides};
use crate::media_type::{self, JSON};
use crate::message::Headers;
use crate::payload::Payload;
use crate::request_context::RequestContext;
use crate::response_headers::remap_mapped;
use bytes::Bytes;
use lockstep_route::ContentHandling;
use serde_json::Value;
use std::borrow::Cow;

/// What a client gets, but for what every response carries.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Bytes,
    /// The backend's own status; of a function behind templates Lambda's.
    pub(crate) backend_status: u16,
}

/// What an integration answered.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    /// What selection patterns are matched against: a backend's status, a failed function's error message.
    pub(crate) subject: Cow<'a, str>,
    /// The backend's status; of a function Lambda's own.
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: AnswerBody,
}

/// The payload of an integration's answer.
#[derive(Debug)]
pub(crate) enum AnswerBody {
    Empty,
    Bytes(Bytes),
    Payload(Payload),
}

/// The integration responses of a method, compiled.
#[derive(Debug, Default)]
pub(crate) struct Responses {
    responses: Vec<IntegrationResponse>,
}

#[derive(Debug)]
struct IntegrationResponse {
    status: u16,
    /// None: it is the default.
    pattern: Option<SelectionPattern>,
    templates: Vec<(String, MappingTemplate)>,
    headers: Vec<(String, Expression)>,
    handling: Option<ContentHandling>,
    /// Whether the method has a response of this status, if it says anything of its responses.
    declared: bool,
}

impl Responses {
    /// Compiles the integration responses of a method.
    pub(crate) fn compile(method: &MethodDefinition, mistakes: &mut Vec<LoadError>) -> Self {
        let definitions = &method.integration.responses;
        let responses = definitions.iter().map(|definition| compile(definition, method, mistakes));
        Self { responses: responses.collect() }
    }

    /// Recorded: the first whose pattern matches, else the first without a pattern. Documented: without either the API is
    /// misconfigured.
    fn select(&self, subject: &str) -> Option<&IntegrationResponse> {
        let matching = |response: &&IntegrationResponse| {
            response.pattern.as_ref().is_some_and(|pattern| pattern.matches(subject))
        };
        let default = |response: &&IntegrationResponse| response.pattern.is_none();
        self.responses.iter().find(matching).or_else(|| self.responses.iter().find(default))
    }

    /// How the payload is converted where no response is selected: what another server answers is passed on.
    pub(crate) fn proxy_handling(&self) -> Option<ContentHandling> {
        let default = self.responses.iter().find(|response| response.pattern.is_none());
        default.or_else(|| self.responses.first()).and_then(|response| response.handling)
    }

    /// Makes the client's response.
    pub(crate) fn respond(
        &self,
        context: &RequestContext<'_>,
        answer: Answer<'_>,
        overrides: &mut Overrides,
    ) -> Result<Reply, Failure> {
        let Some(response) = self.select(&answer.subject) else {
            return Err(context.misconfigured(&"no integration response matches and none is the default"));
        };
        if !response.declared {
            let problem = format!("the method has no response {}", response.status);
            return Err(context.misconfigured(&problem));
        }
        response.respond(context, answer, overrides)
    }
}

impl IntegrationResponse {
    fn respond(
        &self,
        context: &RequestContext<'_>,
        answer: Answer<'_>,
        overrides: &mut Overrides,
    ) -> Result<Reply, Failure> {
        let accept = context.request.headers.get("Accept");
        let payload = self.convert(context, &answer.headers, answer.body, accept)?;
        let chosen = media_type::accepted_position(&self.templates, accept).map(|at| &self.templates[at]);
        let mapped = self.map_headers(context, &answer.headers, &payload)?;
        let (media_type, body) = match chosen {
            None => (JSON, payload.into_bytes()),
            Some((media_type, template)) => {
                let body = payload.readable().ok_or_else(|| {
                    // Recorded: bytes cannot be read by a template.
                    context.misconfigured(
                        &"the payload of the integration is binary and a template is to read it",
                    )
                })?;
                let rendered = template.render(context, &body, overrides);
                let rendered = rendered.map_err(|error| on_response(context, &error))?;
                (media_type.as_str(), Bytes::from(rendered))
            }
        };
        // Told by authors of another emulator who compared it with AWS: a status that is none is passed over.
        let status = overrides.response_status().unwrap_or_else(|error| {
            context.log(&error);
            None
        });
        let mut headers = mapped;
        for (name, value) in overrides.response_headers() {
            headers.remove(&name);
            headers.add(name, value);
        }
        if !headers.contains("Content-Type") {
            headers.add("Content-Type", media_type.to_owned());
        }
        Ok(Reply {
            status: status.unwrap_or(self.status),
            headers: remap_mapped(headers),
            body,
            backend_status: answer.status,
        })
    }

    fn map_headers(
        &self,
        context: &RequestContext<'_>,
        lines: &Headers,
        payload: &Converted,
    ) -> Result<Headers, Failure> {
        let mut headers = Headers::with_capacity(self.headers.len() + 1);
        if self.headers.is_empty() {
            return Ok(headers);
        }
        let body = payload.readable().unwrap_or_default();
        for (name, expression) in &self.headers {
            let values = expression.response_values(context, lines, &body);
            for value in values.map_err(|error| on_response(context, &error))? {
                headers.add(name.clone(), value);
            }
        }
        Ok(headers)
    }

    fn convert(
        &self,
        context: &RequestContext<'_>,
        headers: &Headers,
        body: AnswerBody,
        accept: Option<&str>,
    ) -> Result<Converted, Failure> {
        let bytes = match body {
            AnswerBody::Empty => return Ok(Converted::Empty),
            AnswerBody::Payload(payload) => match self.handling {
                // Silent: a function that is to answer bytes answers their base64 as a string, so its quotes don't count.
                Some(ContentHandling::ConvertToBinary) => match payload.into_value() {
                    Ok(Value::String(text)) => Bytes::from(text),
                    Ok(other) => Bytes::from(other.to_string()),
                    Err(error) => return Err(context.internal(&error)),
                },
                _ => return Ok(Converted::Payload(payload.into())),
            },
            AnswerBody::Bytes(bytes) => bytes,
        };
        let binary = &context.api.binary_media_types;
        let nature = binary.content_nature(headers.get("Content-Type"));
        let accepted = binary.accepted_nature(accept);
        content::of_response(bytes, nature, accepted, self.handling)
            .map(Converted::Content)
            .map_err(|error| context.internal(&error))
    }
}

fn on_response(context: &RequestContext<'_>, error: &MappingError) -> Failure {
    context.log(error);
    error.on_response()
}

/// The payload of an answer, converted.
enum Converted {
    Empty,
    Payload(Body),
    Content(Content),
}

impl Converted {
    /// What templates and expressions read; none of bytes.
    fn readable(&self) -> Option<Body> {
        match self {
            Self::Empty => Some(Body::default()),
            Self::Payload(body) => Some(body.clone()),
            Self::Content(Content::Text(bytes)) => Some(bytes.clone().into()),
            Self::Content(Content::Binary(bytes)) => bytes.is_empty().then(Body::default),
        }
    }

    fn into_bytes(self) -> Bytes {
        match self {
            Self::Empty => Bytes::new(),
            Self::Payload(body) => Bytes::from(body.text().into_owned()),
            Self::Content(content) => content.into_bytes(),
        }
    }
}

fn compile(
    definition: &IntegrationResponseDefinition,
    method: &MethodDefinition,
    mistakes: &mut Vec<LoadError>,
) -> IntegrationResponse {
    let place = format!("{}, response {}", method.place, definition.status);
    let mut mistake = |problem: String| mistakes.push(LoadError::Mistake { place: place.clone(), problem });
    if !(100..600).contains(&definition.status) {
        mistake(format!("`{}` is no status", definition.status));
    }
    let written = definition.selection_pattern.as_deref().filter(|pattern| !pattern.is_empty());
    let pattern = written.and_then(|written| SelectionPattern::compile(written).map_err(&mut mistake).ok());
    let mut templates = Vec::with_capacity(definition.templates.len());
    for (media_type, source) in &definition.templates {
        match MappingTemplate::compile(source) {
            Ok(template) => templates.push((media_type.clone(), template)),
            Err(error) => mistake(format!("the template for `{media_type}`: {error}")),
        }
    }
    let declared = method.responses.get(&definition.status);
    let mut headers = Vec::with_capacity(definition.parameters.len());
    for (target, source) in &definition.parameters {
        let Some(name) = target.strip_prefix("method.response.header.").filter(|name| !name.is_empty())
        else {
            mistake(format!("`{target}` is not `method.response.header.NAME`"));
            continue;
        };
        // Documented: what is mapped must be a header that the method's response has.
        if declared.is_some_and(|declared| !declared.headers.iter().any(|own| own.eq_ignore_ascii_case(name)))
        {
            mistake(format!("the method's response has no header `{name}`"));
        }
        match Expression::of_response(source) {
            Ok(expression) => headers.push((name.to_owned(), expression)),
            Err(error) => mistake(format!("`{target}`: {error}")),
        }
    }
    IntegrationResponse {
        status: definition.status,
        pattern,
        templates,
        headers,
        handling: definition.content_handling,
        declared: method.responses.is_empty() || declared.is_some(),
    }
}
