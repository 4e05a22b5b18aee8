//! Models of the bodies whose shapes stand in pairs.

use indexmap::IndexMap;
use lockstep_route::BodySchema;
use serde_json::Value;

/// The name of a body's model. A shape that stands in the pair becomes a model of its own, named after the route and what it
/// is the body of: `ListTalksRequest`.
pub(super) fn name(
    models: &mut IndexMap<String, Value>,
    route: &str,
    part: &str,
    schema: &BodySchema,
) -> String {
    let schema = match schema {
        BodySchema::Model(name) => return name.clone(),
        BodySchema::Inline(schema) => schema,
    };
    let mut name = format!("{}{part}", camel_case(route));
    // Somebody may have given this very name to a model of `api.json`.
    while models.contains_key(&name) {
        name.push('x');
    }
    models.insert(name.clone(), schema.clone());
    name
}

/// `list_talks` → `ListTalks`.
fn camel_case(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    for word in name.split('_') {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
