//! The field `responses`.

use super::expression;
use super::fields::{Fields, SourceFile, Spanned};
use super::overlap;
use super::template::templates;
use crate::integration::{ContentHandling, Integration};
use crate::json::{Member, Node, Shape};
use crate::problem::Mistake;
use crate::request::BodySchema;
use crate::response::{HeaderSource, Response};
use indexmap::IndexMap;

/// Reads status → response. Without `integration`, which then is a mistake of its own, everything may stand here.
pub(super) fn responses(
    file: &SourceFile,
    member: Member,
    integration: Option<&Integration>,
    models: &mut Vec<Spanned<String>>,
) -> IndexMap<u16, Response> {
    let mut responses = IndexMap::new();
    let mut patterns: Vec<(String, String)> = Vec::new();
    let mut default: Option<String> = None;
    let is_mapped = integration.is_some_and(Integration::is_mapped);
    let members = file.members(member.value).unwrap_or_default();
    let is_empty = members.is_empty();
    for Member { key, key_span, value } in members {
        let status = key.parse().ok().filter(|status| (200..600).contains(status) && key.len() == 3);
        if status.is_none() {
            let expected = "an HTTP status from 200 to 599";
            file.report(&key_span, Mistake::BadValue { value: key.clone(), expected });
        }
        // One with a pattern that is none is not the default.
        let has_pattern = matches!(&value.shape, Shape::Object(fields) if fields.iter().any(|field| field.key == "selectionPattern"));
        let (response, pattern) = response(file, value, integration, models);
        match pattern {
            Some(pattern) => {
                distinct(file, &pattern, &patterns);
                patterns.push((key, pattern.value));
            }
            None if is_mapped && !has_pattern => match &default {
                Some(other) => {
                    let what = "the default response, the one without `selectionPattern`,".to_owned();
                    file.report(&key_span, Mistake::Taken { what, by: format!("`{other}`") });
                }
                None => default = Some(key),
            },
            None => {}
        }
        responses.extend(status.map(|status| (status, response)));
    }
    if is_mapped && default.is_none() && !is_empty {
        let reason = "one response has no `selectionPattern`: the default, for what no pattern matches";
        file.report(&member.key_span, Mistake::Meaningless(reason));
    }
    responses.sort_unstable_keys();
    responses
}

/// No text may match two patterns; where that cannot be decided, they are taken as they are.
fn distinct(file: &SourceFile, pattern: &Spanned<String>, others: &[(String, String)]) {
    for (status, other) in others {
        if *other == pattern.value {
            let what = format!("the pattern `{other}`");
            file.report(&pattern.span, Mistake::Taken { what, by: format!("`{status}`") });
        } else if let Some(example) = overlap::example(&pattern.value, other) {
            let mistake = Mistake::Overlap {
                pattern: pattern.value.clone(),
                other: other.clone(),
                status: status.clone(),
                example,
            };
            file.report(&pattern.span, mistake);
        }
    }
}

fn response(
    file: &SourceFile,
    node: Node,
    integration: Option<&Integration>,
    models: &mut Vec<Spanned<String>>,
) -> (Response, Option<Spanned<String>>) {
    const FIELDS: &[&str] =
        &["selectionPattern", "responseTemplates", "headers", "contentHandling", "schema"];
    let Some(mut fields) = Fields::open(file, node, FIELDS) else { return (Response::default(), None) };
    refuse_unmapped(&mut fields, integration);
    let pattern = fields.take("selectionPattern").and_then(|node| selection_pattern(file, node));
    let fixed_only = integration == Some(&Integration::FunctionProxy);
    let response = Response {
        selection_pattern: pattern.as_ref().map(|pattern| pattern.value.clone()),
        response_templates: fields
            .take("responseTemplates")
            .map(|node| templates(file, node))
            .unwrap_or_default(),
        headers: match fields.take("headers") {
            Some(node) if fixed_only => fixed_headers(file, node),
            Some(node) => mapped_headers(file, node),
            None => IndexMap::new(),
        },
        content_handling: fields
            .take("contentHandling")
            .and_then(|node| file.word(node, "conversion", ContentHandling::ALL, ContentHandling::as_str)),
        schema: fields.take("schema").and_then(|node| body_schema(file, node, models)),
    };
    (response, pattern)
}

/// What API Gateway does not do on proxy integrations; of a function's answers some is done by the function itself.
fn refuse_unmapped(fields: &mut Fields<'_>, integration: Option<&Integration>) {
    let (refused, reason): (&[&str], _) = match integration {
        Some(Integration::FunctionProxy) => (
            &["responseTemplates", "contentHandling"],
            "API Gateway maps no answers of a proxy integration: this needs `requestTemplates`",
        ),
        Some(Integration::HttpProxy(_)) => (
            &["selectionPattern", "responseTemplates", "headers", "contentHandling"],
            "`http_proxy` passes requests and answers on as they are: `http` maps them",
        ),
        _ => (&[], ""),
    };
    for field in refused {
        fields.refuse(field, Mistake::Meaningless(reason));
    }
}

fn selection_pattern(file: &SourceFile, node: Node) -> Option<Spanned<String>> {
    let pattern = file.pattern(node)?;
    if pattern.value.is_empty() {
        let reason = "an empty pattern selects nothing: the default response has none at all";
        file.report(&pattern.span, Mistake::Meaningless(reason));
        return None;
    }
    Some(pattern)
}

/// The function itself sets these headers, so that they can only be fixed.
fn fixed_headers(file: &SourceFile, node: Node) -> IndexMap<String, HeaderSource> {
    headers(file, node, |source| match source {
        HeaderSource::Fixed(_) => None,
        HeaderSource::Mapped(_) => Some("a fixed value; it stands between single quotes: \"'no-store'\""),
    })
}

fn mapped_headers(file: &SourceFile, node: Node) -> IndexMap<String, HeaderSource> {
    headers(file, node, |source| match source {
        HeaderSource::Mapped(expression) if !expression::is_response_expression(expression) => Some(
            "a value such as `integration.response.header.Location`, `integration.response.body.id`, \
             `context.requestId`, `stageVariables.name` or `'text'`",
        ),
        _ => None,
    })
}

/// Reads header → source; `wrong` says what should stand instead of a source.
fn headers(
    file: &SourceFile,
    node: Node,
    wrong: fn(&HeaderSource) -> Option<&'static str>,
) -> IndexMap<String, HeaderSource> {
    let mut headers = IndexMap::new();
    for Member { key, key_span, value } in file.members(node).unwrap_or_default() {
        let Some(text) = file.text(value) else { continue };
        let source = HeaderSource::from(text.value);
        if let Some(expected) = wrong(&source) {
            file.report(&text.span, Mistake::BadValue { value: source.to_string(), expected });
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

/// The shape of a body; a model that it names is noted.
pub(super) fn body_schema(
    file: &SourceFile,
    node: Node,
    models: &mut Vec<Spanned<String>>,
) -> Option<BodySchema> {
    match node.shape {
        Shape::Object(_) => Some(BodySchema::Inline(node.into_value())),
        Shape::Text(name) => {
            models.push(Spanned { value: name.clone(), span: node.span });
            Some(BodySchema::Model(name))
        }
        _ => file.wrong_shape(&node, "the name of a model or a JSON Schema"),
    }
}
