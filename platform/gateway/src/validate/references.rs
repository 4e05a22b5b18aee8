//! References between models, in every form that API Gateway takes.
//!
//! A model is rewritten so that it can stand in one document together with the models it names: what it says of itself
//! (`#`, `#/properties/x`, an inner `#/definitions/x`) points to where it stands there, what it says of others to where they do.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// Where models are addressed at AWS (documented): `https://apigateway.amazonaws.com/restapis/{id}/models/{name}`.
const AWS: [&str; 2] =
    ["https://apigateway.amazonaws.com/restapis/", "http://apigateway.amazonaws.com/restapis/"];

/// How documents name a model that stands beside the one that names it: OpenAPI 2.0, 3.0, and route pairs.
const BESIDE: [&str; 3] = ["#/definitions/", "#/components/schemas/", "#/models/"];

/// Rewrites models. Gathers the names of those that are referred to, and what cannot be resolved.
pub(crate) struct Rewriting<'a> {
    /// The model's name.
    pub(crate) name: &'a str,
    /// The model.
    pub(crate) schema: &'a Value,
    /// Whether there is a model of a name.
    pub(crate) exists: &'a dyn Fn(&str) -> bool,
    /// The models that it refers to.
    pub(crate) others: Vec<String>,
    /// What cannot be resolved, as messages.
    pub(crate) problems: Vec<String>,
}

impl Rewriting<'_> {
    /// The model as it stands in the common document.
    pub(crate) fn whole(&mut self) -> Value {
        self.schema(self.schema)
    }

    fn schema(&mut self, schema: &Value) -> Value {
        let Value::Object(members) = schema else { return schema.clone() };
        let rewritten = members.iter().filter_map(|(keyword, value)| {
            let value = match keyword.as_str() {
                // Silent: what `id` does at AWS. References here are resolved by API Gateway's own rules, not by base URIs.
                "id" | "$schema" if value.is_string() => return None,
                "$ref" => self.reference(value),
                "items"
                | "additionalItems"
                | "additionalProperties"
                | "not"
                | "allOf"
                | "anyOf"
                | "oneOf" => self.one_or_more(value),
                "properties" | "patternProperties" | "definitions" | "dependencies" => self.members(value),
                _ => value.clone(),
            };
            Some((keyword.clone(), value))
        });
        Value::Object(rewritten.collect::<Map<_, _>>())
    }

    fn one_or_more(&mut self, value: &Value) -> Value {
        match value {
            Value::Array(schemas) => schemas.iter().map(|schema| self.schema(schema)).collect(),
            schema => self.schema(schema),
        }
    }

    fn members(&mut self, value: &Value) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        let members = members.iter().map(|(name, schema)| (name.clone(), self.schema(schema)));
        Value::Object(members.collect())
    }

    fn reference(&mut self, value: &Value) -> Value {
        let Value::String(text) = value else { return value.clone() };
        match self.target(text) {
            Some((model, rest)) => {
                if model != self.name && !self.others.contains(&model) {
                    self.others.push(model.clone());
                }
                Value::String(place(&model) + &rest)
            }
            // The draft's own schema is known to every validator.
            None if text.starts_with("http://json-schema.org/draft-04/schema") => value.clone(),
            None => {
                self.problems.push(format!("`{text}` refers to no model"));
                // Accepts everything; the problem keeps the model from being used.
                Value::String(place(self.name))
            }
        }
    }

    /// The model that a reference names, and the pointer within it.
    fn target(&self, text: &str) -> Option<(String, String)> {
        if let Some(pointer) = text.strip_prefix('#') {
            let decoded = percent_decode_str(pointer).decode_utf8().ok()?;
            if self.schema.pointer(&decoded).is_some() {
                return Some((self.name.to_owned(), pointer.to_owned()));
            }
            let path = BESIDE.iter().find_map(|form| text.strip_prefix(form))?;
            let (name, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
            return self.existing(name, rest);
        }
        let path = AWS.iter().find_map(|form| text.strip_prefix(form))?;
        // Silent: whether the identity must be the API's own. An API is served under another one here than at AWS, so any will do.
        let (_, path) = path.split_once("/models/")?;
        let (name, rest) = path.split_once('#').unwrap_or((path, ""));
        self.existing(name, rest)
    }

    fn existing(&self, name: &str, rest: &str) -> Option<(String, String)> {
        let name = percent_decode_str(name).decode_utf8().ok()?.replace("~1", "/").replace("~0", "~");
        (self.exists)(&name).then(|| (name, rest.to_owned()))
    }
}

/// Where a model stands in the common document.
pub(crate) fn place(name: &str) -> String {
    let name = name.replace('~', "~0").replace('/', "~1").replace('%', "%25").replace(' ', "%20");
    format!("#/definitions/{name}")
}

#[cfg(test)]
mod tests {
    use super::Rewriting;
    use proptest::prelude::{prop_assert, proptest};
    use serde_json::{Value, json};

    fn rewritten(schema: &Value) -> (Value, Vec<String>, Vec<String>) {
        let exists = |name: &str| ["Talk", "Room", "Speaker"].contains(&name);
        let mut rewriting =
            Rewriting { name: "Talk", schema, exists: &exists, others: Vec::new(), problems: Vec::new() };
        let whole = rewriting.whole();
        (whole, rewriting.others, rewriting.problems)
    }

    #[test]
    fn references_are_found_in_every_form() {
        let table = [
            ("https://apigateway.amazonaws.com/restapis/abc123/models/Room", "#/definitions/Room"),
            (
                "https://apigateway.amazonaws.com/restapis/abc123/models/Room#/properties/name",
                "#/definitions/Room/properties/name",
            ),
            ("http://apigateway.amazonaws.com/restapis/x/models/Speaker", "#/definitions/Speaker"),
            ("#/definitions/Room", "#/definitions/Room"),
            ("#/components/schemas/Room/properties/name", "#/definitions/Room/properties/name"),
            ("#/models/Talk", "#/definitions/Talk"),
            ("#", "#/definitions/Talk"),
            ("#/definitions/inner", "#/definitions/Talk/definitions/inner"),
            ("http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-04/schema#"),
        ];
        for (written, expected) in table {
            let schema = json!({ "definitions": { "inner": {} }, "not": { "$ref": written } });
            let (schema, _, problems) = rewritten(&schema);
            assert_eq!(schema["not"]["$ref"], expected, "{written}");
            assert_eq!(problems, [""; 0], "{written}");
        }
    }

    #[test]
    fn references_are_found_in_every_place_and_nowhere_else() {
        let schema = json!({
            "$schema": "http://json-schema.org/draft-04/schema#",
            "id": "http://example.org/talk",
            "properties": { "id": { "type": "string" }, "$ref": { "$ref": "#/models/Room" } },
            "items": [{ "$ref": "#/models/Speaker" }, true],
            "dependencies": { "a": ["b"], "c": { "$ref": "#/models/Room" } },
            "enum": [{ "$ref": "#/models/Nobody" }],
            "default": { "$ref": "#/models/Nobody" },
        });
        let (schema, others, problems) = rewritten(&schema);
        assert_eq!(
            schema,
            json!({
                "properties": { "id": { "type": "string" }, "$ref": { "$ref": "#/definitions/Room" } },
                "items": [{ "$ref": "#/definitions/Speaker" }, true],
                "dependencies": { "a": ["b"], "c": { "$ref": "#/definitions/Room" } },
                "enum": [{ "$ref": "#/models/Nobody" }],
                "default": { "$ref": "#/models/Nobody" },
            })
        );
        assert_eq!(others, ["Room", "Speaker"]);
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn what_refers_to_nothing_is_a_problem() {
        for written in [
            "#/definitions/Nobody",
            "#/nowhere",
            "https://example.org/schema.json",
            "file:///etc/passwd",
            "https://apigateway.amazonaws.com/restapis/abc123/models/Nobody",
            "Room",
            "",
        ] {
            let (_, _, problems) = rewritten(&json!({ "$ref": written }));
            assert_eq!(problems, [format!("`{written}` refers to no model")], "{written}");
        }
    }

    proptest! {
        #[test]
        fn a_reference_leads_to_a_model_or_is_a_problem(
            reference in "(#|https://apigateway.amazonaws.com/restapis/x/models/)?[#/a-zA-Z%~0-9]{0,20}|.*",
        ) {
            let (schema, _, problems) = rewritten(&json!({ "$ref": reference }));
            let target = schema["$ref"].as_str().unwrap();
            let known = target.starts_with("#/definitions/") || target.starts_with("http://json-schema.org/draft-04/");
            prop_assert!(known && problems.len() <= 1, "{target} {problems:?}");
        }
    }
}
