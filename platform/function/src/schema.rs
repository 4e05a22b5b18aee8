//! The shapes of requests and replies, in the dialect of `OpenAPI` 3.0.

use lockstep_route::{RouteSchemas, Schemas};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// Collects the schemas of one route after the other.
pub(crate) struct Collector {
    requests: SchemaGenerator,
    replies: SchemaGenerator,
    schemas: Schemas,
}

impl Collector {
    pub fn new() -> Self {
        Self {
            // Inputs become parameters one by one, so that nothing of them is shared.
            requests: settings()
                .for_deserialize()
                .with(|settings| settings.inline_subschemas = true)
                .into_generator(),
            replies: settings().for_serialize().into_generator(),
            schemas: Schemas::default(),
        }
    }

    /// Takes the types of a route.
    pub fn add<Request: JsonSchema, Reply: JsonSchema>(&mut self, source: &str) {
        let request = transformed(&mut self.requests, Request::json_schema);
        // `Reply` is every route's name for its own type: no name for a component.
        let reply = if Reply::schema_name() == "Reply" {
            transformed(&mut self.replies, Reply::json_schema)
        } else {
            transformed(&mut self.replies, SchemaGenerator::subschema_for::<Reply>)
        };
        self.schemas.routes.insert(source.to_owned(), RouteSchemas { request, reply });
    }

    /// Everything collected, definitions sorted by name.
    pub fn finish(mut self) -> Schemas {
        self.schemas.routes.sort_unstable_keys();
        self.schemas.definitions = self.replies.take_definitions(true);
        self.schemas.definitions.sort_keys();
        self.schemas
    }
}

fn transformed(generator: &mut SchemaGenerator, make: fn(&mut SchemaGenerator) -> Schema) -> Value {
    let mut schema = make(generator);
    for transform in generator.transforms_mut() {
        transform.transform(&mut schema);
    }
    schema.to_value()
}

fn settings() -> SchemaSettings {
    SchemaSettings::openapi3()
        .with_transform(RecursiveTransform(nullable_reference))
        .with_transform(RecursiveTransform(plain_enumeration))
        .with_transform(RecursiveTransform(plain_number))
}

/// "This component or null" as `OpenAPI` 3.0 says it: what is beside a `$ref` does not count there, so that it stands in
/// an `allOf`.
fn nullable_reference(schema: &mut Schema) {
    let Some(Value::Array(choices)) = schema.get("anyOf") else { return };
    let [reference, null] = choices.as_slice() else { return };
    if reference.get("$ref").is_some() && null.get("enum") == Some(&json!([null])) {
        let reference = reference.clone();
        schema.remove("anyOf");
        schema.insert("allOf".to_owned(), json!([reference]));
        schema.insert("nullable".to_owned(), true.into());
    }
}

/// An enum whose variants have comments comes as a choice of enums with one value each; generators of clients want one
/// enum. The comments become lines of its description.
fn plain_enumeration(schema: &mut Schema) {
    let Some(Value::Array(choices)) = schema.get("oneOf") else { return };
    let value = |choice: &Value| match choice.get("enum")?.as_array()?.as_slice() {
        [Value::String(word)] => Some(word.clone()),
        _ => None,
    };
    let Some(words) = choices.iter().map(value).collect::<Option<Vec<String>>>() else { return };
    let mut description = schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    for (word, choice) in words.iter().zip(choices) {
        if let Some(about) = choice.get("description").and_then(Value::as_str) {
            description = format!("{description}\n* `{word}`: {about}");
        }
    }
    schema.remove("oneOf");
    schema.insert("type".to_owned(), "string".into());
    schema.insert("enum".to_owned(), json!(words));
    schema.insert("description".to_owned(), description.trim_start().into());
}

/// `OpenAPI` knows no unsigned formats; the minimum says it.
fn plain_number(schema: &mut Schema) {
    if schema.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("uint")) {
        schema.remove("format");
    }
}
