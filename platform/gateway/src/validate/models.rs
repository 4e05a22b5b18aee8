//! Models: JSON Schemas, draft 4, that name each other.

use super::references::{Rewriting, place};
use crate::definition::ApiDefinition;
use indexmap::IndexMap;
use jsonschema::{Draft, PatternOptions};
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How much a pattern may try before a text counts as not matching: a hostile text must not keep a core busy.
const BACKTRACK_LIMIT: usize = 100_000;

/// The models of an API. One is compiled when a method first asks for it, together with those that it refers to.
#[derive(Debug)]
pub(crate) struct Models<'a> {
    own: &'a IndexMap<String, Value>,
    /// Documented: every API has these.
    built_in: [(&'static str, Value); 2],
    compiled: RefCell<HashMap<String, Arc<jsonschema::Validator>>>,
    /// Those that a method asked for and that are none.
    refused: RefCell<HashSet<String>>,
}

impl<'a> Models<'a> {
    /// The models of a definition.
    pub(crate) fn new(definition: &'a ApiDefinition) -> Self {
        let built_in = [
            ("Empty", json!({ "title": "Empty Schema", "type": "object" })),
            (
                "Error",
                json!({
                    "title": "Error Schema",
                    "type": "object",
                    "properties": { "message": { "type": "string" } },
                }),
            ),
        ];
        Self { own: &definition.models, built_in, compiled: RefCell::default(), refused: RefCell::default() }
    }

    /// Whether there is a model of a name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.schema(name).is_some()
    }

    fn schema(&self, name: &str) -> Option<&Value> {
        let built_in = || self.built_in.iter().find(|(known, _)| *known == name).map(|(_, schema)| schema);
        self.own.get(name).or_else(built_in)
    }

    /// The validator of a model; a message when it, or one that it refers to, is no JSON Schema.
    pub(crate) fn validator(&self, name: &str) -> Result<Arc<jsonschema::Validator>, String> {
        if let Some(compiled) = self.compiled.borrow().get(name) {
            return Ok(Arc::clone(compiled));
        }
        let compiled = self.compile(name).inspect_err(|_| {
            self.refused.borrow_mut().insert(name.to_owned());
        })?;
        let compiled = Arc::new(compiled);
        self.compiled.borrow_mut().insert(name.to_owned(), Arc::clone(&compiled));
        Ok(compiled)
    }

    /// What is wrong with the models that no method has asked for. API Gateway looks at a model when it is made, not when it
    /// is used.
    pub(crate) fn mistakes_of_unused(&self) -> Vec<String> {
        let is_new = |name: &&String| !self.refused.borrow().contains(*name);
        self.own.keys().filter(is_new).filter_map(|name| self.validator(name).err()).collect()
    }

    fn compile(&self, name: &str) -> Result<jsonschema::Validator, String> {
        let mut definitions = Map::new();
        let mut wanted = vec![name.to_owned()];
        while let Some(name) = wanted.pop() {
            if definitions.contains_key(&name) {
                continue;
            }
            let schema = self.schema(&name).ok_or_else(|| format!("there is no model `{name}`"))?;
            let exists = |name: &str| self.contains(name);
            let mut rewriting =
                Rewriting { name: &name, schema, exists: &exists, others: Vec::new(), problems: Vec::new() };
            let rewritten = rewriting.whole();
            if let Some(problem) = rewriting.problems.first() {
                return Err(format!("model `{name}`: {problem}"));
            }
            wanted.append(&mut rewriting.others);
            definitions.insert(name, rewritten);
        }
        let document = json!({ "$ref": place(name), "definitions": definitions });
        jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(BACKTRACK_LIMIT))
            .offline()
            .build(&document)
            .map_err(|error| problem(name, &error))
    }
}

/// What is wrong with a model's schema, and where.
fn problem(name: &str, error: &jsonschema::ValidationError<'_>) -> String {
    let pointer = error.instance_path().to_string();
    let within = pointer.strip_prefix("/definitions/").unwrap_or_default();
    match within.split_once('/') {
        Some((model, pointer)) => format!("model `{model}`: /{pointer}: {error}"),
        None if within.is_empty() => format!("model `{name}`: {error}"),
        None => format!("model `{within}`: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::Models;
    use crate::definition::ApiDefinition;
    use serde_json::{Value, json};

    fn definition(models: &Value) -> ApiDefinition {
        let models = models.as_object().unwrap().clone().into_iter().collect();
        ApiDefinition { models, ..ApiDefinition::default() }
    }

    #[test]
    fn models_name_each_other_and_themselves() {
        let definition = definition(&json!({
            "Talk": {
                "type": "object",
                "required": ["title"],
                "properties": {
                    "title": { "type": "string" },
                    "room": { "$ref": "https://apigateway.amazonaws.com/restapis/abc/models/Room" },
                    "follow_up": { "$ref": "#" },
                },
            },
            "Room": {
                "type": "object",
                "properties": { "talks": { "type": "array", "items": { "$ref": "#/models/Talk" } } },
            },
            "Odd/name ~": { "type": "string" },
            "Names odd": { "$ref": "#/components/schemas/Odd~1name%20~0" },
        }));
        let models = Models::new(&definition);
        let table = [
            ("Talk", json!({ "title": "a" }), true),
            ("Talk", json!({}), false),
            ("Talk", json!({ "title": "a", "room": { "talks": [{ "title": "b" }] } }), true),
            ("Talk", json!({ "title": "a", "room": { "talks": [{}] } }), false),
            ("Talk", json!({ "title": "a", "follow_up": { "title": 1 } }), false),
            ("Room", json!({ "talks": [{ "title": "b", "room": {} }] }), true),
            ("Room", json!({ "talks": [{ "title": "b", "room": [] }] }), false),
            ("Names odd", json!("x"), true),
            ("Names odd", json!(1), false),
            ("Empty", json!({ "anything": 1 }), true),
            ("Empty", json!([]), false),
            ("Error", json!({ "message": "x" }), true),
            ("Error", json!({ "message": 1 }), false),
        ];
        for (model, body, valid) in table {
            assert_eq!(models.validator(model).unwrap().is_valid(&body), valid, "{model}: {body}");
        }
    }

    #[test]
    fn models_that_nobody_uses_are_looked_at_too() {
        let definition = definition(&json!({
            "Good": { "type": "object" },
            "Asked": { "type": "objekt" },
            "Odd": { "type": "objekt" },
            "Lost": { "$ref": "#/components/schemas/Nothing" },
        }));
        let models = Models::new(&definition);
        models.validator("Asked").unwrap_err();
        let mistakes = models.mistakes_of_unused();
        assert_eq!(mistakes.len(), 2, "{mistakes:?}");
        assert!(mistakes[0].starts_with("model `Odd`: /type: "), "{mistakes:?}");
        assert!(mistakes[1].starts_with("model `Lost`: "), "{mistakes:?}");
    }

    #[test]
    fn draft_four_it_is() {
        let definition = definition(&json!({
            "Number": { "type": "number", "minimum": 1, "exclusiveMinimum": true },
            "Sibling": { "$ref": "#/models/Number", "type": "string" },
        }));
        let models = Models::new(&definition);
        assert!(!models.validator("Number").unwrap().is_valid(&json!(1)));
        assert!(models.validator("Number").unwrap().is_valid(&json!(1.5)));
        // Draft 4: what stands beside `$ref` does not count.
        assert!(models.validator("Sibling").unwrap().is_valid(&json!(2)));
    }

    #[test]
    fn an_own_model_goes_before_a_built_in_one() {
        let definition = definition(&json!({ "Empty": { "type": "null" } }));
        let models = Models::new(&definition);
        assert!(models.validator("Empty").unwrap().is_valid(&Value::Null));
        assert!(!models.validator("Empty").unwrap().is_valid(&json!({})));
    }

    #[test]
    fn what_is_no_schema_is_told_with_its_place() {
        let definition = definition(&json!({
            "Type": { "properties": { "a": { "type": "strnig" } } },
            "Required": { "type": "object", "required": [] },
            "Minimum": { "exclusiveMinimum": 5 },
            "Pattern": { "pattern": "(" },
            "Lost": { "not": { "$ref": "#/definitions/Nobody" } },
            "Far": { "properties": { "far": { "$ref": "#/models/Lost" } } },
            "Text": "x",
        }));
        let models = Models::new(&definition);
        let table = [
            ("Type", "model `Type`: /properties/a/type: "),
            ("Required", "model `Required`: /required: "),
            ("Minimum", "model `Minimum`: "),
            ("Pattern", "model `Pattern`: "),
            ("Lost", "model `Lost`: `#/definitions/Nobody` refers to no model"),
            ("Far", "model `Lost`: `#/definitions/Nobody` refers to no model"),
            ("Text", "model `Text`: "),
            ("Nobody", "there is no model `Nobody`"),
        ];
        for (model, beginning) in table {
            let problem = models.validator(model).unwrap_err();
            assert!(problem.starts_with(beginning), "{model}: {problem}");
        }
    }
}
