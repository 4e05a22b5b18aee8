//! What answers instead of the pair's own function, and what is handed to it.

use super::expression;
use super::fields::{Fields, SourceFile};
use crate::endpoint::Method;
use crate::integration::{Integration, Server};
use crate::json::{Member, Node, Shape};
use crate::path::PathTemplate;
use crate::problem::Mistake;
use indexmap::IndexMap;
use std::ops::Range;

/// `"mock"`, or `{ "type": "http_proxy", "uri": "https://…", "method": "GET", "timeout": 5 }`.
pub(super) fn integration(file: &SourceFile, node: Node) -> Option<Integration> {
    const TYPES: &[&str] = &["mock", "http", "http_proxy"];
    let as_str = |word: &'static str| word;
    if let Shape::Text(_) = node.shape {
        return match file.word(node.clone(), "integration", TYPES, as_str)? {
            "mock" => Some(Integration::Mock),
            _ => file.wrong_shape(&node, "an object with type, uri and method"),
        };
    }
    let mut fields = Fields::open(file, node, &["type", "uri", "method", "timeout"])?;
    let kind = fields.require("type").and_then(|node| file.word(node, "integration", TYPES, as_str))?;
    if kind == "mock" {
        for field in ["uri", "method", "timeout"] {
            fields.refuse(field, Mistake::Meaningless("a mock calls nobody"));
        }
        return Some(Integration::Mock);
    }
    let uri = fields.require_text("uri").map(|text| {
        // A stage variable may hold the scheme.
        if !["http://", "https://", "${stageVariables."].iter().any(|start| text.value.starts_with(start)) {
            let expected = "an address such as `https://example.org/talks`";
            file.report(&text.span, Mistake::BadValue { value: text.value.clone(), expected });
        }
        text.value
    });
    let method =
        fields.require("method").and_then(|node| file.word(node, "verb", Method::ALL, Method::as_str));
    let timeout_milliseconds = fields.take("timeout").and_then(|node| file.patience(&node));
    let server = Server { uri: uri?, method: method?, timeout_milliseconds };
    Some(if kind == "http" { Integration::Http(server) } else { Integration::HttpProxy(server) })
}

/// Reads `requestParameters`, and looks whether every variable of the server's address is filled.
pub(super) fn parameters(
    fields: &mut Fields<'_>,
    integration: Option<&Integration>,
    path: Option<&PathTemplate>,
    server_span: &Range<usize>,
) -> IndexMap<String, String> {
    let file = fields.file;
    if matches!(integration, Some(Integration::FunctionProxy | Integration::Mock)) {
        let reason =
            "API Gateway hands these to another server or through templates to a function, and nowhere else";
        fields.refuse("requestParameters", Mistake::Meaningless(reason));
    }
    let parameters: IndexMap<String, String> = fields
        .take("requestParameters")
        .and_then(|node| file.members(node))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|member| parameter(file, member, path))
        .collect();
    let uri = integration.and_then(Integration::server).map_or("", |server| server.uri.as_str());
    for name in variables(uri) {
        if !parameters.contains_key(&format!("integration.request.path.{name}")) {
            file.report(server_span, Mistake::Unfilled(name.to_owned()));
        }
    }
    parameters
}

fn parameter(file: &SourceFile, member: Member, path: Option<&PathTemplate>) -> Option<(String, String)> {
    let Member { key, key_span, value } = member;
    if !expression::is_integration_parameter(&key) {
        let expected =
            "a parameter such as `integration.request.header.X-Name`, or one of `querystring` or `path`";
        file.report(&key_span, Mistake::BadValue { value: key.clone(), expected });
    }
    let text = file.text(value)?;
    if !expression::is_request_value(&text.value) {
        let expected = "a value such as `method.request.header.X-Name`, `context.requestId`, `stageVariables.name` or \
                        `'text'`";
        file.report(&text.span, Mistake::BadValue { value: text.value.clone(), expected });
    }
    if let (Some(name), Some(path)) = (text.value.strip_prefix("method.request.path."), path)
        && path.variables().all(|variable| variable != name)
    {
        let mistake = Mistake::NoPlaceholder { name: name.to_owned(), path: path.as_str().to_owned() };
        file.report(&text.span, mistake);
    }
    Some((key, text.value))
}

/// The `{names}` of an address; `${stageVariables.…}` is none.
fn variables(uri: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = uri;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        if !before.ends_with('$') {
            names.push(name);
        }
        rest = behind;
    }
    names
}
