//! Bodies and answers of routes that no Rust type describes: what stands behind mapping templates, and other servers.

use crate::operation::{description, schema};
use lockstep_route::{Endpoint, HeaderSource, Integration, Response};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The content type of bodies of which nothing else is said.
const JSON: &str = "application/json";

/// The body that `request` declares, in the content types that there are templates for.
pub(crate) fn body(endpoint: &Endpoint) -> Option<Value> {
    let shape = schema(endpoint.request.body.as_ref()?);
    Some(json!({ "required": true, "content": content(endpoint.request_templates.keys(), &shape) }))
}

/// Status → response, as the pair declares them. What API Gateway itself answers has no shape that this document knows of.
pub(crate) fn responses(endpoint: &Endpoint) -> BTreeMap<String, Value> {
    let mut responses: BTreeMap<String, Value> =
        endpoint.responses.iter().map(|(status, one)| (status.to_string(), response(*status, one))).collect();
    if matches!(endpoint.integration, Integration::HttpProxy(_)) {
        responses
            .insert("default".to_owned(), json!({ "description": "Whatever the server behind it answers." }));
    } else if responses.is_empty() {
        let status = endpoint.success_status();
        responses.insert(status.to_string(), response(status, &Response::default()));
    }
    responses
}

fn response(status: u16, response: &Response) -> Value {
    let mut described = json!({ "description": description(status) });
    if !response.headers.is_empty() {
        let headers: Map<String, Value> =
            response.headers.iter().map(|(name, source)| (name.clone(), header(source))).collect();
        described["headers"] = headers.into();
    }
    if let Some(shape) = &response.schema {
        described["content"] = content(response.response_templates.keys(), &schema(shape));
    }
    described
}

fn header(source: &HeaderSource) -> Value {
    let about = match source {
        HeaderSource::Fixed(value) => format!("`{value}`."),
        HeaderSource::Mapped(_) => "Depends on the answer.".to_owned(),
    };
    json!({ "description": about, "schema": { "type": "string" } })
}

/// The shape in each content type; in JSON when none is named.
fn content<'t>(types: impl Iterator<Item = &'t String>, shape: &Value) -> Value {
    let mut content: Map<String, Value> =
        types.map(|one| (one.clone(), json!({ "schema": shape }))).collect();
    if content.is_empty() {
        content.insert(JSON.to_owned(), json!({ "schema": shape }));
    }
    content.into()
}
