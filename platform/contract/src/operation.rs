//! One route as an operation of the document.

use crate::document::properties;
use crate::mapped;
use crate::problem;
use indexmap::IndexMap;
use lockstep_route::{
    BodySchema, Endpoint, Function, HeaderSource, Integration, Method, Parameter, Response, Route,
    RouteSchemas,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The verbs of a route: `ANY` is all that `OpenAPI` knows of.
pub(crate) fn methods(method: Method) -> Vec<&'static str> {
    let all = Method::ALL.iter().filter(|other| **other != Method::Any);
    all.filter(|other| method == Method::Any || **other == method).map(|other| other.as_str()).collect()
}

pub(crate) fn operation(
    function: &Function,
    route: &Route,
    endpoint: &Endpoint,
    method: &str,
    shapes: Option<&RouteSchemas>,
) -> Value {
    let has_query = matches!(method, "GET" | "HEAD" | "DELETE");
    let is_typed = endpoint.integration == Integration::FunctionProxy;
    let request = shapes.map_or(&Value::Null, |shapes| &shapes.request);
    let suffix = if endpoint.method == Method::Any { method } else { "" };
    let mut operation = Map::new();
    operation.insert("operationId".to_owned(), operation_id(&route.name, suffix).into());
    operation.insert("summary".to_owned(), route.summary.as_str().into());
    operation.insert("tags".to_owned(), json!([function.name]));
    operation.insert("x-lockstep-access".to_owned(), endpoint.access.to_string().into());
    let mut parameters = if is_typed { parameters(endpoint, request, has_query) } else { declared(endpoint) };
    parameters.extend(headers(endpoint));
    if !parameters.is_empty() {
        operation.insert("parameters".to_owned(), parameters.into());
    }
    let body = if is_typed { body(endpoint, request).filter(|_| !has_query) } else { mapped::body(endpoint) };
    if let Some(body) = body {
        operation.insert("requestBody".to_owned(), body);
    }
    let reply = shapes.map(|shapes| &shapes.reply);
    let responses = if is_typed { responses(endpoint, method, reply) } else { mapped::responses(endpoint) };
    operation.insert("responses".to_owned(), json!(responses));
    Value::Object(operation)
}

/// `list_talks` → `listTalks`.
fn operation_id(name: &str, suffix: &str) -> String {
    let mut id = String::new();
    for (position, word) in name.split('_').chain(Some(suffix)).filter(|word| !word.is_empty()).enumerate() {
        let word = word.to_lowercase();
        let first = usize::from(position > 0);
        id.push_str(&word[..first].to_uppercase());
        id.push_str(&word[first..]);
    }
    id
}

/// Path parameters in the path's order, then query parameters in the type's.
fn parameters(endpoint: &Endpoint, request: &Value, has_query: bool) -> Vec<Value> {
    let mut parameters = Vec::new();
    for name in endpoint.path.variables() {
        let schema = properties(request).find(|(property, _)| *property == name).map(|(_, schema)| schema);
        parameters.push(parameter(name, "path", true, schema));
    }
    for (name, schema) in properties(request).filter(|(name, _)| has_query && !in_path(endpoint, name)) {
        parameters.push(parameter(name, "query", is_required(request, name), Some(schema)));
    }
    parameters
}

/// What a pair declares itself: behind templates no type says it.
fn declared(endpoint: &Endpoint) -> Vec<Value> {
    let schema = |parameters: &IndexMap<String, Parameter>, name: &str| {
        parameters.get(name).and_then(|parameter| parameter.schema.clone())
    };
    let path = endpoint.path.variables();
    let mut parameters: Vec<Value> = path
        .map(|name| parameter(name, "path", true, schema(&endpoint.request.path, name).as_ref()))
        .collect();
    parameters.extend(
        endpoint
            .request
            .query
            .iter()
            .map(|(name, one)| parameter(name, "query", one.required, one.schema.as_ref())),
    );
    parameters
}

/// Headers, which no type knows of.
fn headers(endpoint: &Endpoint) -> impl Iterator<Item = Value> {
    let headers = endpoint.request.header.iter();
    headers.map(|(name, one)| parameter(name, "header", one.required, one.schema.as_ref()))
}

/// A parameter; what its field's comment says is the description.
fn parameter(name: &str, place: &str, required: bool, schema: Option<&Value>) -> Value {
    let mut schema = schema.cloned().unwrap_or_else(|| json!({ "type": "string" }));
    let mut parameter = json!({ "name": name, "in": place, "required": required });
    if let Some(members) = schema.as_object_mut() {
        // A parameter is left out rather than null.
        members.shift_remove("nullable");
        if members.get("default") == Some(&json!([])) {
            members.shift_remove("default");
        }
        if let Some(description) = members.shift_remove("description") {
            parameter["description"] = description;
        }
    }
    parameter["schema"] = schema;
    parameter
}

/// The body: what the path does not hold. `None` when nothing is left.
fn body(endpoint: &Endpoint, request: &Value) -> Option<Value> {
    let members: Map<String, Value> = properties(request)
        .filter(|(name, _)| !in_path(endpoint, name))
        .map(|(name, schema)| (name.clone(), schema.clone()))
        .collect();
    if members.is_empty() {
        return None;
    }
    let required: Vec<&String> = members.keys().filter(|name| is_required(request, name)).collect();
    let mut schema = json!({ "type": "object" });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    let is_required = !required.is_empty();
    schema["properties"] = json!(members);
    Some(json!({ "required": is_required, "content": { "application/json": { "schema": schema } } }))
}

fn in_path(endpoint: &Endpoint, name: &str) -> bool {
    endpoint.path.variables().any(|variable| variable == name)
}

fn is_required(request: &Value, name: &str) -> bool {
    let required = request.get("required").and_then(Value::as_array);
    required.is_some_and(|required| required.iter().any(|one| one == name))
}

/// Status → response: the success, 304 where a conditional request may have it, what the pair names, any other error.
fn responses(endpoint: &Endpoint, method: &str, reply: Option<&Value>) -> BTreeMap<String, Value> {
    let success = endpoint.success_status();
    let nothing = Response::default();
    let configured = endpoint.responses.get(&success).unwrap_or(&nothing);
    let mut responses = BTreeMap::new();
    responses.insert(success.to_string(), success_response(configured, method, reply));
    if matches!(method, "GET" | "HEAD") {
        responses.insert("304".to_owned(), json!({ "description": "What the caller has is still true." }));
    }
    for (status, response) in endpoint.responses.iter().filter(|(status, _)| **status != success) {
        let shape = response.schema.as_ref().map(schema);
        let described = shape.map_or_else(problem::reference, |schema| {
            json!({ "description": description(*status), "content": { "application/json": { "schema": schema } } })
        });
        responses.insert(status.to_string(), described);
    }
    responses.insert("default".to_owned(), problem::reference());
    responses
}

fn success_response(configured: &Response, method: &str, reply: Option<&Value>) -> Value {
    let text = |about: &str| json!({ "description": about, "schema": { "type": "string" } });
    let mut headers: BTreeMap<&str, Value> = BTreeMap::new();
    if matches!(method, "GET" | "HEAD") {
        headers.insert("ETag", text("Names this state of the answer; send it back in `If-None-Match`."));
    }
    for (name, source) in &configured.headers {
        let about = match source {
            HeaderSource::Fixed(value) => format!("`{value}` unless the answer says otherwise."),
            HeaderSource::Mapped(_) => "Set by the integration.".to_owned(),
        };
        headers.insert(name, text(&about));
    }
    let mut response = json!({ "description": "It worked." });
    if !headers.is_empty() {
        response["headers"] = json!(headers);
    }
    let declared = configured.schema.as_ref().map(schema);
    if let Some(shape) = declared.or_else(|| reply.cloned()) {
        response["content"] = json!({ "application/json": { "schema": shape } });
    }
    response
}

/// A body's shape.
pub(crate) fn schema(schema: &BodySchema) -> Value {
    match schema {
        BodySchema::Model(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
        BodySchema::Inline(schema) => schema.clone(),
    }
}

/// What is said of a status by itself.
pub(crate) fn description(status: u16) -> String {
    format!("The answer with status {status}.")
}
