//! The document as a whole.

use crate::operation;
use crate::problem;
use lockstep_route::{Schemas, Version};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The `OpenAPI` 3.0.3 document of a version: what people read and client generators take.
///
/// A reference to a model of `api.json` is a component of that name; where a Rust type has the same name, the type wins.
pub fn public_document(version: &Version, schemas: &Schemas) -> Value {
    let mut paths: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for (function, route, endpoint) in version.endpoints() {
        for method in operation::methods(endpoint.method) {
            let shapes = schemas.routes.get(&route.source);
            let operation = operation::operation(function, route, endpoint, method, shapes);
            // OpenAPI knows no greedy placeholders.
            let path = endpoint.path.as_str().replace("+}", "}");
            paths.entry(path).or_default().insert(method.to_lowercase(), operation);
        }
    }
    let mut components: BTreeMap<&String, &Value> = version.settings.models.iter().collect();
    components.extend(&schemas.definitions);
    let problem = problem::schema();
    let problem_name = problem::NAME.to_owned();
    components.insert(&problem_name, &problem);
    let tags: Vec<Value> =
        version.functions.iter().map(|function| json!({ "name": function.name })).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": version.settings.title, "version": version.number.to_string() },
        "servers": [{ "url": format!("/v{}", version.number) }],
        "tags": tags,
        "paths": paths,
        "components": { "schemas": components, "responses": { (problem::NAME): problem::response() } },
    })
}

/// A document as it is committed: indented, with a line feed at its end.
///
/// ```
/// let text = lockstep_contract::to_text(&serde_json::json!({ "openapi": "3.0.3" }));
/// assert_eq!(text, "{\n  \"openapi\": \"3.0.3\"\n}\n");
/// ```
pub fn to_text(document: &Value) -> String {
    format!("{document:#}\n")
}

/// The members of an object schema.
pub(crate) fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::iter)
}
