//! What is mapped: whether templates, expressions and patterns can be used, and what they name is declared.
//!
//! Compiling the definition would find most of it too, but only knows which operation it is of.

use super::Import;
use crate::definition::{IntegrationTarget, MethodDefinition};
use crate::mapping::{Expression, MappingTemplate};
use crate::respond::SelectionPattern;
use crate::substitution::Substitution;
use lockstep_route::json::{Member, Node, Shape};

impl<'d> Import<'d> {
    /// Checks what an operation's integration maps.
    pub(super) fn check_mappings(&mut self, integration: &'d Member, method: &MethodDefinition) {
        for member in texts(field(&integration.value, "requestParameters")) {
            self.check_request_mapping(member, method);
        }
        self.check_templates(&integration.value, "requestTemplates");
        let responses = field(&integration.value, "responses").map(|node| &node.shape);
        let Some(Shape::Object(responses)) = responses else { return };
        // What a proxy integration says of responses is not used (documented).
        let proxies = matches!(
            method.integration.target,
            IntegrationTarget::FunctionProxy { .. } | IntegrationTarget::HttpProxy { .. }
        );
        for response in responses.iter().filter(|_| !proxies) {
            self.check_response(response, method);
        }
    }

    /// API Gateway does not import a mapping from a parameter that the method does not declare ("Invalid mapping expression
    /// parameter specified").
    fn check_request_mapping(&mut self, member: &'d Member, method: &MethodDefinition) {
        let destinations = ["header.", "querystring.", "path."];
        let known = member.key.strip_prefix("integration.request.").is_some_and(|rest| {
            destinations.iter().any(|kind| rest.strip_prefix(kind).is_some_and(|name| !name.is_empty()))
        });
        if !known {
            let problem = format!("`{}` names nothing of the integration's request", member.key);
            let advice = "write `integration.request.header.NAME`, `.querystring.NAME` or `.path.NAME`";
            self.findings.error(member, problem, advice);
        }
        let Shape::Text(source) = &member.value.shape else { return };
        if let Err(error) = Expression::of_request(source) {
            self.findings.error(&member.value, error.to_string(), "write one of the expressions there are");
        }
        if !is_declared(source, method) {
            let problem = format!("`{source}` is no parameter of this operation");
            self.findings.error(&member.value, problem, "declare it in `parameters`");
        }
    }

    fn check_response(&mut self, response: &'d Member, method: &MethodDefinition) {
        if response.key != "default"
            && !response.key.is_empty()
            && let Err(problem) = SelectionPattern::compile(&response.key)
        {
            self.findings.error(response, problem, "write a regular expression, or `default`");
        }
        self.check_templates(&response.value, "responseTemplates");
        let mapped: Vec<_> = texts(field(&response.value, "responseParameters")).collect();
        for member in &mapped {
            self.check_response_source(member);
        }
        let selected =
            method.integration.responses.iter().find(|candidate| {
                candidate.selection_pattern.as_deref().unwrap_or("default") == response.key
            });
        let Some(status) = selected.map(|selected| selected.status) else { return };
        match method.responses.get(&status) {
            // Recorded for a response that maps nothing: it is taken when the API is made ("Output mapping refers to an invalid
            // method response" says the log when it is called). Where it maps headers, AWS's documentation shows an import
            // with such a response, others report that it fails: silent.
            None => {
                let problem = format!(
                    "the operation declares no response {status}: API Gateway answers 500 when it is selected"
                );
                let advice = "declare it in the operation's `responses`";
                self.findings.warning(response, problem, advice);
            }
            Some(declared) => {
                for member in mapped {
                    self.check_response_target(member, status, &declared.headers);
                }
            }
        }
    }

    fn check_response_source(&mut self, member: &'d Member) {
        let Shape::Text(source) = &member.value.shape else { return };
        if let Err(error) = Expression::of_response(source) {
            self.findings.error(&member.value, error.to_string(), "write one of the expressions there are");
        }
    }

    /// API Gateway does not import a mapping onto a header that the method's response does not declare.
    fn check_response_target(&mut self, member: &'d Member, status: u16, declared: &[String]) {
        let Some(name) = member.key.strip_prefix("method.response.header.") else {
            let problem = format!("`{}` names no header of a response", member.key);
            self.findings.error(member, problem, "write `method.response.header.NAME`");
            return;
        };
        if !declared.iter().any(|header| header == name) {
            let problem = format!("the response {status} declares no header `{name}`");
            let advice = "declare it in the `headers` of the operation's response";
            self.findings.error(member, problem, advice);
        }
    }

    fn check_templates(&mut self, node: &'d Node, name: &str) {
        for member in texts(field(node, name)) {
            let Shape::Text(source) = &member.value.shape else { continue };
            if let Err(error) = MappingTemplate::compile(source) {
                let advice = "write a template that can be rendered";
                self.findings.error(&member.value, format!("in the template, {error}"), advice);
            }
        }
    }

    /// Checks the value of a header of a gateway response.
    pub(super) fn check_gateway_header(&mut self, node: &'d Node, written: &str) {
        if Substitution::header_value(written).is_none() {
            let problem = format!("`{written}` is no value of a header");
            let advice =
                "write a text in single quotes, or a variable of context, stageVariables or method.request";
            self.findings.error(node, problem, advice);
        }
    }
}

/// Whether what an expression takes of the request's parameters is declared.
fn is_declared(source: &str, method: &MethodDefinition) -> bool {
    let parameter = source.strip_prefix("method.request.").and_then(|rest| rest.split_once('.'));
    let Some((location, name)) = parameter else { return true };
    let location = location.strip_prefix("multivalue").unwrap_or(location);
    if !matches!(location, "header" | "querystring" | "path") {
        return true;
    }
    let mut parameters = method.parameters.iter();
    parameters.any(|parameter| parameter.location.as_str() == location && parameter.name == name)
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
