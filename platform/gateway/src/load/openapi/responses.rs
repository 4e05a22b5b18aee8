//! What is said of a method's responses.

use super::fields::{MEDIA_TYPE, RESPONSE};
use super::{Dialect, Import};
use crate::definition::{MethodDefinition, MethodResponseDefinition};
use lockstep_route::json::{Member, Node};

impl<'d> Import<'d> {
    /// Reads an operation's `responses`. The shapes of their bodies are documentation: nothing of a response is validated.
    pub(super) fn responses(&mut self, node: &'d Node, method: &mut MethodDefinition) {
        for member in self.findings.members(node) {
            // What `default` says is of no status that API Gateway could keep it for.
            if member.key == "default" || member.key.starts_with("x-") {
                continue;
            }
            let Some(status) = member.key.parse::<u16>().ok().filter(|status| (100..600).contains(status))
            else {
                let problem = format!("`{}` is no status", member.key);
                self.findings.warning(member, problem, "write a status from 100 to 599, or `default`");
                continue;
            };
            let response = self.response(member);
            method.responses.insert(status, response);
        }
    }

    fn response(&mut self, member: &'d Member) -> MethodResponseDefinition {
        let prefix = match self.dialect {
            Dialect::Swagger => "/responses/",
            Dialect::OpenApi => "/components/responses/",
        };
        let node = self.resolve(&member.value, prefix);
        let Some(fields) = node.and_then(|node| self.findings.fields(node, RESPONSE)) else {
            return MethodResponseDefinition::default();
        };
        let headers = fields.get("headers").map(|node| self.findings.members(node)).unwrap_or_default();
        let mut response = MethodResponseDefinition {
            headers: headers.iter().map(|member| member.key.clone()).collect(),
            ..MethodResponseDefinition::default()
        };
        if let Some(schema) = fields.get("schema") {
            self.response_model("application/json", schema, &mut response);
        }
        let content = fields.get("content").map(|node| self.findings.members(node)).unwrap_or_default();
        for member in content {
            let fields = self.findings.fields(&member.value, MEDIA_TYPE);
            if let Some(schema) = fields.and_then(|fields| fields.get("schema")) {
                self.response_model(&member.key, schema, &mut response);
            }
        }
        response
    }

    /// Only models by name are kept: one that is written in place would never be looked at.
    fn response_model(
        &mut self,
        media_type: &str,
        schema: &'d Node,
        response: &mut MethodResponseDefinition,
    ) {
        if super::models::reference(schema).is_some()
            && let Some(model) = self.model_of(schema)
        {
            response.models.insert(media_type.to_owned(), model);
        }
    }
}
