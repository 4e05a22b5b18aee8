//! Models: the schemas that request bodies are validated against.

use super::findings::nearest;
use super::{Dialect, Import};
use lockstep_route::json::{Member, Node, Shape};
use serde_json::Value;

/// Where a reference between models leads, whatever the document's own form was.
const MODEL_PREFIX: &str = "#/components/schemas/";

/// What a keyword of JSON Schema draft 4 holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Schemas by name.
    Named,
    /// One schema, or several.
    Schemas,
    /// Something else.
    Value,
}

fn keyword(name: &str) -> Holds {
    match name {
        "properties" | "patternProperties" | "definitions" => Holds::Named,
        "items" | "additionalItems" | "additionalProperties" | "not" | "allOf" | "anyOf" | "oneOf" => {
            Holds::Schemas
        }
        _ => Holds::Value,
    }
}

/// Keywords of later drafts, which draft 4 passes over: what they ask for is not validated.
const LATER: &[&str] = &[
    "$anchor",
    "$defs",
    "$dynamicRef",
    "$recursiveRef",
    "const",
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

impl<'d> Import<'d> {
    /// Reads `definitions`, or `components.schemas`.
    pub(super) fn models(&mut self, node: &'d Node) {
        let members = self.findings.members(node);
        self.model_names = members.iter().map(|member| member.key.clone()).collect();
        for member in members {
            // Documented: letters and digits.
            if member.key.is_empty() || !member.key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                let problem = format!("`{}` is no name of a model", member.key);
                self.findings.error(member, problem, "use letters and digits only");
            }
            let schema = self.schema(&member.value);
            self.definition.models.insert(member.key.clone(), schema);
        }
    }

    /// The model that a body has: one of the document's, or one made for a schema that is written in place.
    pub(super) fn model_of(&mut self, node: &'d Node) -> Option<String> {
        if let Some(reference) = reference(node) {
            return self.referred_model(reference);
        }
        let schema = self.schema(node);
        // Silent: how API Gateway names the model it makes; nobody sees the name.
        let known = self
            .definition
            .models
            .iter()
            .find(|(name, present)| **present == schema && !self.model_names.contains(*name));
        if let Some((name, _)) = known {
            return Some(name.clone());
        }
        let name = (1_u32..).map(|number| format!("MODEL{number}"));
        let name = name.into_iter().find(|name| !self.definition.models.contains_key(name))?;
        self.definition.models.insert(name.clone(), schema);
        Some(name)
    }

    fn referred_model(&mut self, member: &'d Member) -> Option<String> {
        let text = self.findings.text(&member.value)?;
        let Some(name) = model_name(text) else {
            let prefix = match self.dialect {
                Dialect::Swagger => "#/definitions/",
                Dialect::OpenApi => MODEL_PREFIX,
            };
            // Documented: other files cannot be referred to.
            let problem = format!("`{text}` refers to no model of this document");
            self.findings.error(&member.value, problem, format!("write `{prefix}NAME`"));
            return None;
        };
        if self.model_names.iter().any(|present| present == name) {
            return Some(name.to_owned());
        }
        // Documented: a missing model is something to warn of.
        let near = nearest(name, self.model_names.iter().map(String::as_str));
        let advice = near.map_or_else(|| "declare it".to_owned(), |near| format!("did you mean `{near}`?"));
        self.findings.warning(&member.value, format!("no model is named `{name}`"), advice);
        None
    }

    /// A schema with its references in one form; what draft 4 does not know is found wrong.
    fn schema(&mut self, node: &'d Node) -> Value {
        let Shape::Object(members) = &node.shape else {
            // `additionalProperties` and `additionalItems` may be true or false.
            if !matches!(node.shape, Shape::Bool(_)) {
                self.findings.fields(node, &[]);
            }
            return node.clone().into_value();
        };
        self.findings.members(node);
        let fields =
            members.iter().filter_map(|member| Some((member.key.clone(), self.schema_field(member)?)));
        Value::Object(fields.collect())
    }

    /// A reference that leads nowhere falls away.
    fn schema_field(&mut self, member: &'d Member) -> Option<Value> {
        if member.key == "$ref" {
            let name = self.referred_model(member)?;
            return Some(Value::String(format!("{MODEL_PREFIX}{name}")));
        }
        self.check_keyword(member);
        Some(match (keyword(&member.key), &member.value.shape) {
            (Holds::Named, Shape::Object(inner)) => {
                self.findings.members(&member.value);
                let named = inner.iter().map(|named| (named.key.clone(), self.schema(&named.value)));
                Value::Object(named.collect())
            }
            (Holds::Schemas, Shape::List(nodes)) => {
                Value::Array(nodes.iter().map(|node| self.schema(node)).collect())
            }
            (Holds::Schemas | Holds::Named, _) => self.schema(&member.value),
            (Holds::Value, _) => member.value.clone().into_value(),
        })
    }

    /// Models are JSON Schema draft 4 (documented), which knows less than OpenAPI.
    fn check_keyword(&mut self, member: &'d Member) {
        match (member.key.as_str(), &member.value.shape) {
            ("nullable", Shape::Bool(true)) => {
                let advice = "write `\"type\": [\"…\", \"null\"]`, or leave it out";
                self.findings.warning(member, "models know no `nullable`: null is refused", advice);
            }
            ("exclusiveMinimum" | "exclusiveMaximum", Shape::Number(_)) => {
                let problem = format!("`{}` is true or false in draft 4, beside the limit", member.key);
                self.findings.error(
                    member,
                    problem,
                    "write the limit as `minimum` or `maximum`, and true here",
                );
            }
            (name, _) if LATER.contains(&name) => {
                let problem = format!("models are JSON Schema draft 4, which has no `{name}`");
                self.findings.warning(member, problem, "say it with keywords of draft 4, or leave it out");
            }
            _ => {}
        }
    }
}

/// The `$ref` of an object.
pub(super) fn reference(node: &Node) -> Option<&Member> {
    match &node.shape {
        Shape::Object(members) => members.iter().find(|member| member.key == "$ref"),
        _ => None,
    }
}

/// The name of the model that a reference leads to. Recorded: `https://apigateway.amazonaws.com/restapis/ID/models/NAME` is
/// the form that API Gateway keeps.
fn model_name(reference: &str) -> Option<&str> {
    let local = ["#/definitions/", MODEL_PREFIX].iter().find_map(|prefix| reference.strip_prefix(prefix));
    let kept = || {
        let rest = reference.strip_prefix("https://apigateway.amazonaws.com/restapis/")?;
        rest.split_once("/models/").map(|(_, name)| name)
    };
    local.or_else(kept).filter(|name| !name.is_empty() && !name.contains('/'))
}
