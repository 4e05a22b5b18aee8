//! Paths and their operations.

use super::fields::{OPENAPI_OPERATION, PATH_ITEM, SWAGGER_OPERATION};
use super::findings::Fields;
use super::{Dialect, Import};
use crate::api::bad_path;
use crate::definition::MethodDefinition;
use lockstep_route::json::{Member, Node};

/// The fields of a path that are operations, and the verbs they are of.
const OPERATIONS: &[(&str, &str)] = &[
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("x-amazon-apigateway-any-method", "ANY"),
];

impl<'d> Import<'d> {
    /// Reads `paths`.
    pub(super) fn paths(&mut self, prefix: &str) {
        let Some(node) = self.root.get("paths") else {
            self.findings.error(
                self.root.node,
                "`paths` is missing",
                "add `\"paths\": {}`, with the API's paths",
            );
            return;
        };
        for member in self.findings.members(node) {
            if member.key.starts_with("x-") && !member.key.starts_with("x-amazon-") {
                continue;
            }
            if !member.key.starts_with('/') {
                let problem = format!("`{}` is no path", member.key);
                self.findings.error(member, problem, "begin it with `/`");
                continue;
            }
            self.path(member, &full_path(prefix, &member.key));
        }
    }

    fn path(&mut self, member: &'d Member, path: &str) {
        let Some(fields) = self.findings.fields(&member.value, PATH_ITEM) else { return };
        let shared = fields.get("parameters");
        let mut methods = Vec::new();
        for operation in fields.iter() {
            if let Some((_, verb)) = OPERATIONS.iter().find(|(name, _)| *name == operation.key) {
                methods.extend(self.operation(operation, verb, shared));
            }
        }
        if let Err(reason) = self.tree.add(path, self.definition.resources.len()) {
            let problem = bad_path(path, reason).to_string();
            self.findings.error(member, problem, "choose another path");
        }
        self.definition.resource(path).methods.append(&mut methods);
    }

    fn operation(
        &mut self,
        member: &'d Member,
        verb: &str,
        shared: Option<&'d Node>,
    ) -> Option<MethodDefinition> {
        let table = match self.dialect {
            Dialect::Swagger => SWAGGER_OPERATION,
            Dialect::OpenApi => OPENAPI_OPERATION,
        };
        let fields = self.findings.fields(&member.value, table)?;
        let answers = fields.member("x-amazon-apigateway-integration");
        if answers.is_none() {
            // API Gateway imports a method without, and then refuses to deploy the API.
            let advice = "add an `x-amazon-apigateway-integration`";
            self.findings.error(member, "nothing answers this operation", advice);
        }
        let integration = answers.and_then(|member| self.integration(member));
        // Reading goes on for the sake of its other mistakes.
        let mut method = MethodDefinition::new(
            self.document.place_of(member),
            verb,
            integration.clone().unwrap_or_else(super::nothing),
        );
        self.takes(fields, shared, &mut method);
        (method.authorization, method.api_key_required) = self.security(fields);
        if let Some(node) = fields.get("responses") {
            self.responses(node, &mut method);
        }
        if let Some(member) = answers {
            self.check_mappings(member, &method);
        }
        integration.map(|_| method)
    }

    /// Parameters, bodies and what of them is validated.
    fn takes(&mut self, fields: Fields<'d>, shared: Option<&'d Node>, method: &mut MethodDefinition) {
        let consumes = match fields.get("consumes") {
            Some(node) => self.findings.texts(node),
            None => self.consumes.clone(),
        };
        // Documented: without a media type, a body is JSON.
        let consumes = if consumes.is_empty() { vec!["application/json".to_owned()] } else { consumes };
        for list in shared.into_iter().chain(fields.get("parameters")) {
            self.parameters(list, &consumes, method);
        }
        if let Some(node) = fields.get("requestBody") {
            self.request_body(node, method);
        }
        method.validate = match fields.get("x-amazon-apigateway-request-validator") {
            Some(node) => self.validator(node),
            None => self.default_validator,
        };
    }
}

/// A path below the prefix; both `/` and a last `/` fall away.
fn full_path(prefix: &str, path: &str) -> String {
    let path = path.strip_suffix('/').unwrap_or(path);
    match (prefix, path) {
        ("", "") => "/".to_owned(),
        _ => format!("{prefix}{path}"),
    }
}
