//! One pair's `.json`.

use super::fields::{Fields, SourceFile, Spanned};
use crate::endpoint::{Access, ContentHandling, Endpoint, Integration, Method, Validate};
use crate::json::{Member, Node, Shape};
use crate::problem::Mistake;
use crate::response::{HeaderSource, Response, ResponseSchema};
use crate::version::{FunctionSettings, Schedule, Trigger};
use indexmap::IndexMap;
use std::ops::Range;

const FIELDS: &[&str] = &[
    "method",
    "path",
    "summary",
    "access",
    "responses",
    "request",
    "requestTemplates",
    "integration",
    "validate",
    "apiKeyRequired",
    "authorizer",
    "contentHandling",
    "function",
    "schedule",
];

/// The fields that only a route over HTTP has.
const HTTP_FIELDS: &[&str] = &[
    "method",
    "path",
    "access",
    "responses",
    "integration",
    "validate",
    "apiKeyRequired",
    "authorizer",
    "contentHandling",
];

/// A pair as far as it could be read by itself, and the places that checks across pairs point at.
#[derive(Default)]
pub(super) struct Draft {
    /// Whether its answers come from its own `.rs`.
    pub needs_code: bool,
    pub summary: Option<String>,
    pub trigger: Option<Trigger>,
    pub function: Option<Spanned<FunctionSettings>>,
    /// Where the path stands.
    pub path_span: Range<usize>,
    pub authorizer: Option<Spanned<String>>,
    /// The models it names.
    pub models: Vec<Spanned<String>>,
}

/// Reads a pair; what is wrong is told to the file.
pub(super) fn read(file: &SourceFile) -> Draft {
    let mut draft = Draft { needs_code: true, ..Draft::default() };
    let Some(mut fields) = file.parse().and_then(|node| Fields::open(file, node, FIELDS)) else {
        return draft;
    };
    draft.summary = fields.require_text("summary").map(|text| text.value);
    for field in ["requestTemplates", "request"] {
        fields.refuse(field, Mistake::NotSupportedYet("mapping templates"));
    }
    draft.function = fields.take_member("function").and_then(|member| function(file, member));
    draft.trigger = match fields.take("schedule") {
        Some(node) => job(&mut fields, node),
        None => endpoint(&mut fields, &mut draft).map(|endpoint| Trigger::Http(Box::new(endpoint))),
    };
    draft
}

fn job(fields: &mut Fields<'_>, node: Node) -> Option<Trigger> {
    for field in HTTP_FIELDS {
        fields.refuse(field, Mistake::Meaningless("a job has no HTTP side: it has a schedule instead"));
    }
    let text = fields.file.text(node)?;
    let schedule = schedule(&text.value);
    let mistake = if schedule.is_some() {
        Mistake::NotSupportedYet("jobs")
    } else {
        Mistake::BadValue { value: text.value, expected: "a schedule: rate(5 minutes) or cron(0 8 * * ? *)" }
    };
    fields.file.report(&text.span, mistake);
    schedule.map(Trigger::Job)
}

/// `EventBridge`'s rule: a rate is a positive number and a unit, singular for 1; a cron expression has six fields.
fn schedule(text: &str) -> Option<Schedule> {
    let inner = |kind: &str| text.strip_prefix(kind)?.strip_prefix('(')?.strip_suffix(')');
    if let Some(fields) = inner("cron") {
        return (fields.split_whitespace().count() == 6).then(|| Schedule::Cron(fields.to_owned()));
    }
    let (number, unit) = inner("rate")?.split_once(' ')?;
    let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
    let minutes = match (unit.strip_suffix('s').unwrap_or(unit), unit.ends_with('s') == (number > 1)) {
        ("minute", true) => 1,
        ("hour", true) => 60,
        ("day", true) => 24 * 60,
        _ => return None,
    };
    number.checked_mul(minutes).map(Schedule::EveryMinutes)
}

fn endpoint(fields: &mut Fields<'_>, draft: &mut Draft) -> Option<Endpoint> {
    let file = fields.file;
    let method =
        fields.require("method").and_then(|node| file.word(node, "verb", Method::ALL, Method::as_str));
    let path = fields.require_text("path").and_then(|text| {
        draft.path_span = text.span.clone();
        text.value.parse().map_err(|mistake| file.report(&text.span, mistake)).ok()
    });
    let access = fields.require_text("access").and_then(|text| access(file, text));
    let integration = fields.take("integration").map_or(Some(Integration::Function), |node| {
        file.report(&node.span, Mistake::NotSupportedYet("integrations other than the pair's own function"));
        draft.needs_code = false;
        integration(file, node)
    });
    let responses = fields.take("responses").map(|node| responses(file, node, &mut draft.models));
    let validate =
        fields.take("validate").map(|node| file.word(node, "validation", Validate::ALL, Validate::as_str));
    let api_key_required = fields.take("apiKeyRequired").map(|node| file.flag(&node));
    draft.authorizer = fields.take("authorizer").and_then(|node| file.text(node));
    let content_handling = fields
        .take("contentHandling")
        .map(|node| file.word(node, "conversion", ContentHandling::ALL, ContentHandling::as_str));
    Some(Endpoint {
        method: method?,
        path: path?,
        access: access?,
        integration: integration?,
        responses: responses.unwrap_or_default(),
        validate: validate.flatten(),
        api_key_required: api_key_required.flatten().unwrap_or(false),
        authorizer: draft.authorizer.as_ref().map(|text| text.value.clone()),
        content_handling: content_handling.flatten(),
    })
}

/// `public`, `signed-in` or a permission's name: letters, digits, `.`, `:`, `_` and `-`.
fn access(file: &SourceFile, text: Spanned<String>) -> Option<Access> {
    if text.value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '_' | '-')) {
        return Some(Access::from(text.value));
    }
    let expected = "an access: `public`, `signed-in` or the name of a permission";
    file.report(&text.span, Mistake::BadValue { value: text.value, expected });
    None
}

/// `"mock"`, or `{ "type": "http_proxy", "uri": "https://…", "method": "GET" }`.
fn integration(file: &SourceFile, node: Node) -> Option<Integration> {
    const TYPES: &[&str] = &["mock", "http", "http_proxy"];
    let as_str = |word: &'static str| word;
    if let Shape::Text(_) = node.shape {
        return match file.word(node.clone(), "integration", TYPES, as_str)? {
            "mock" => Some(Integration::Mock),
            _ => file.wrong_shape(&node, "an object with type, uri and method"),
        };
    }
    let mut fields = Fields::open(file, node, &["type", "uri", "method"])?;
    let kind = fields.require("type").and_then(|node| file.word(node, "integration", TYPES, as_str))?;
    if kind == "mock" {
        return Some(Integration::Mock);
    }
    let uri = fields.require_text("uri").map(|text| text.value);
    let method =
        fields.require("method").and_then(|node| file.word(node, "verb", Method::ALL, Method::as_str));
    let (uri, method) = (uri?, method?);
    Some(if kind == "http" {
        Integration::Http { uri, method }
    } else {
        Integration::HttpProxy { uri, method }
    })
}

fn responses(file: &SourceFile, node: Node, models: &mut Vec<Spanned<String>>) -> IndexMap<u16, Response> {
    let mut responses = IndexMap::new();
    let mut patterns: Vec<String> = Vec::new();
    for Member { key, key_span, value } in file.members(node).unwrap_or_default() {
        let status = key.parse().ok().filter(|status| (200..600).contains(status) && key.len() == 3);
        if status.is_none() {
            file.report(
                &key_span,
                Mistake::BadValue { value: key, expected: "an HTTP status from 200 to 599" },
            );
        }
        let response = response(file, value, models);
        if let Some(pattern) =
            response.selection_pattern.as_ref().filter(|pattern| patterns.contains(pattern))
        {
            let what = format!("the pattern `{pattern}`");
            file.report(&key_span, Mistake::Taken { what, by: "another status of this route".to_owned() });
        }
        patterns.extend(response.selection_pattern.clone());
        responses.extend(status.map(|status| (status, response)));
    }
    responses.sort_unstable_keys();
    responses
}

fn response(file: &SourceFile, node: Node, models: &mut Vec<Spanned<String>>) -> Response {
    const FIELDS: &[&str] = &["selectionPattern", "responseTemplates", "headers", "schema"];
    let Some(mut fields) = Fields::open(file, node, FIELDS) else { return Response::default() };
    let only_errors =
        "API Gateway maps no answers of a proxy integration: `responseTemplates` need `requestTemplates`";
    fields.refuse("responseTemplates", Mistake::Meaningless(only_errors));
    Response {
        selection_pattern: fields
            .take("selectionPattern")
            .and_then(|node| file.pattern(node))
            .map(|pattern| pattern.value),
        response_templates: IndexMap::new(),
        headers: fields.take("headers").map(|node| fixed_headers(file, node)).unwrap_or_default(),
        schema: fields.take("schema").and_then(|node| schema(file, node, models)),
    }
}

/// The function itself sets these headers, so that they can only be fixed.
fn fixed_headers(file: &SourceFile, node: Node) -> IndexMap<String, HeaderSource> {
    let mut headers = IndexMap::new();
    for Member { key, key_span, value } in file.members(node).unwrap_or_default() {
        let Some(text) = file.text(value) else { continue };
        let source = HeaderSource::from(text.value);
        if let HeaderSource::Mapped(expression) = &source {
            let expected = "a fixed value; it stands between single quotes: \"'no-store'\"";
            file.report(&text.span, Mistake::BadValue { value: expression.clone(), expected });
        }
        if !is_header_name(&key) {
            file.report(&key_span, Mistake::BadValue { value: key.clone(), expected: "a header's name" });
        }
        headers.insert(key, source);
    }
    headers
}

/// RFC 9110, 5.6.2: a token.
pub(super) fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn schema(file: &SourceFile, node: Node, models: &mut Vec<Spanned<String>>) -> Option<ResponseSchema> {
    match node.shape {
        Shape::Object(_) => Some(ResponseSchema::Inline(node.into_value())),
        Shape::Text(name) => {
            models.push(Spanned { value: name.clone(), span: node.span });
            Some(ResponseSchema::Model(name))
        }
        _ => file.wrong_shape(&node, "the name of a model or a JSON Schema"),
    }
}

fn function(file: &SourceFile, member: Member) -> Option<Spanned<FunctionSettings>> {
    let mut fields = Fields::open(file, member.value, &["memory", "timeout", "role"])?;
    let memory = fields.take("memory");
    let timeout = fields.take("timeout");
    let role = fields.take("role");
    let value = FunctionSettings {
        memory: memory.and_then(|node| file.whole(&node, 128..10_241, "a memory size from 128 to 10240 MB")),
        timeout: timeout.and_then(|node| file.whole(&node, 1..901, "a time-out from 1 to 900 seconds")),
        role: role.and_then(|node| file.text(node)).map(|text| text.value),
    };
    Some(Spanned { value, span: member.key_span })
}
