//! The shapes of requests and replies, in the dialect of `OpenAPI` 3.0.

use lockstep_route::{RouteSchemas, Schemas};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

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
            requests: SchemaSettings::openapi3()
                .for_deserialize()
                .with(|settings| settings.inline_subschemas = true)
                .into_generator(),
            replies: SchemaSettings::openapi3().for_serialize().into_generator(),
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
