//! Whether what is mapped is declared.

use super::Import;
use crate::definition::{IntegrationTarget, MethodDefinition};
use lockstep_route::json::{Member, Node, Shape};

impl<'d> Import<'d> {
    /// API Gateway refuses to import a mapping from a parameter that the method does not declare, and one onto a response
    /// header, or into a response, that it does not declare ("Invalid mapping expression parameter specified").
    pub(super) fn check_mappings(&mut self, integration: &'d Member, method: &MethodDefinition) {
        for member in texts(field(&integration.value, "requestParameters")) {
            self.check_request_mapping(member, method);
        }
        // What a proxy integration says of responses is not used (documented).
        let proxies = matches!(
            method.integration.target,
            IntegrationTarget::FunctionProxy { .. } | IntegrationTarget::HttpProxy { .. }
        );
        let Some(Shape::Object(responses)) = field(&integration.value, "responses").map(|node| &node.shape)
        else {
            return;
        };
        for response in responses.iter().filter(|_| !proxies) {
            self.check_response(response, method);
        }
    }

    fn check_request_mapping(&mut self, member: &'d Member, method: &MethodDefinition) {
        let destinations = ["header.", "querystring.", "path."];
        let known = member.key.strip_prefix("integration.request.").is_some_and(|rest| {
            destinations.iter().any(|kind| rest.strip_prefix(kind).is_some_and(|name| !name.is_empty()))
        });
        if !known {
            let problem = format!("`{}` names nothing of the integration's request", member.key);
            self.findings.error(
                member,
                problem,
                "write `integration.request.header.NAME`, `.querystring.NAME` or `.path.NAME`",
            );
        }
        let Shape::Text(source) = &member.value.shape else { return };
        let Some((kind, name)) = source.strip_prefix("method.request.").and_then(|rest| rest.split_once('.'))
        else {
            return;
        };
        let kind = match kind {
            "multivalueheader" => "header",
            "multivaluequerystring" => "querystring",
            other => other,
        };
        let declared = method
            .parameters
            .iter()
            .any(|parameter| parameter.location.as_str() == kind && parameter.name == name);
        if !declared && matches!(kind, "header" | "querystring" | "path") {
            let problem = format!("`{source}` is no parameter of this operation");
            self.findings.error(&member.value, problem, "declare it in `parameters`");
        }
    }

    fn check_response(&mut self, response: &'d Member, method: &MethodDefinition) {
        let selected =
            method.integration.responses.iter().find(|candidate| {
                candidate.selection_pattern.as_deref().unwrap_or("default") == response.key
            });
        let Some(selected) = selected else { return };
        let Some(declared) = method.responses.get(&selected.status) else {
            let problem = format!("the operation declares no response {}", selected.status);
            self.findings.error(response, problem, "declare it in the operation's `responses`");
            return;
        };
        for member in texts(field(&response.value, "responseParameters")) {
            let Some(name) = member.key.strip_prefix("method.response.header.") else {
                let problem = format!("`{}` names no header of a response", member.key);
                self.findings.error(member, problem, "write `method.response.header.NAME`");
                continue;
            };
            if !declared.headers.iter().any(|header| header == name) {
                let problem = format!("the response {} declares no header `{name}`", selected.status);
                self.findings.error(
                    member,
                    problem,
                    "declare it in the `headers` of the operation's response",
                );
            }
        }
    }
}

fn field<'d>(node: &'d Node, name: &str) -> Option<&'d Node> {
    match &node.shape {
        Shape::Object(members) => {
            members.iter().find(|member| member.key == name).map(|member| &member.value)
        }
        _ => None,
    }
}

/// The members that are texts; the others are reported where they are read.
fn texts(node: Option<&Node>) -> impl Iterator<Item = &Member> {
    let members: &[Member] = match node.map(|node| &node.shape) {
        Some(Shape::Object(members)) => members,
        _ => &[],
    };
    members.iter().filter(|member| matches!(member.value.shape, Shape::Text(_)))
}
