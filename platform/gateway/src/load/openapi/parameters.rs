//! What a method takes: parameters and bodies.

use super::fields::{MEDIA_TYPE, PARAMETER, REQUEST_BODY};
use super::models::reference;
use super::{Dialect, Import};
use crate::definition::{MethodDefinition, ParameterLocation, RequestParameter};
use lockstep_route::json::Node;

#[derive(Clone, Copy)]
enum Place {
    At(ParameterLocation),
    Body,
    Form,
    Cookie,
}

const PLACES: &[(&str, Place)] = &[
    ("path", Place::At(ParameterLocation::Path)),
    ("query", Place::At(ParameterLocation::QueryString)),
    ("header", Place::At(ParameterLocation::Header)),
    ("body", Place::Body),
    ("formData", Place::Form),
    ("cookie", Place::Cookie),
];

impl<'d> Import<'d> {
    /// The value of a node, or what its `$ref` leads to within the document; `prefix` says where such things are kept.
    pub(super) fn resolve(&mut self, node: &'d Node, prefix: &str) -> Option<&'d Node> {
        let Some(member) = reference(node) else { return Some(node) };
        let text = self.findings.text(&member.value)?;
        let target = text.strip_prefix('#').filter(|pointer| pointer.starts_with(prefix));
        let target = target.and_then(|pointer| self.document.find(pointer));
        // A reference to a reference would need a guard against circles, and nobody writes any.
        let target = target.filter(|target| reference(target).is_none());
        if target.is_none() {
            let advice = format!("write `#{prefix}NAME`, and declare it there");
            self.findings.error(&member.value, format!("`{text}` leads nowhere"), advice);
        }
        target
    }

    /// Adds a list of parameters to a method; one that is there already, by place and name, is replaced.
    pub(super) fn parameters(&mut self, list: &'d Node, consumes: &[String], method: &mut MethodDefinition) {
        let prefix = match self.dialect {
            Dialect::Swagger => "/parameters/",
            Dialect::OpenApi => "/components/parameters/",
        };
        for node in self.findings.items(list) {
            if let Some(node) = self.resolve(node, prefix) {
                self.parameter(node, consumes, method);
            }
        }
    }

    fn parameter(&mut self, node: &'d Node, consumes: &[String], method: &mut MethodDefinition) {
        let Some(fields) = self.findings.fields(node, PARAMETER) else { return };
        let place = fields.get("in").and_then(|node| self.findings.choice(node, PLACES));
        let (Some(place), Some(name)) = (place, fields.get("name")) else {
            if fields.get("in").is_none() || fields.get("name").is_none() {
                self.findings.error(node, "a parameter has `in` and `name`", "add both");
            }
            return;
        };
        let Some(text) = self.findings.text(name) else { return };
        let required = fields.get("required").and_then(|node| self.findings.flag(node)).unwrap_or(false);
        match place {
            Place::At(location) => {
                let parameter = RequestParameter { location, name: text.to_owned(), required };
                let same = |present: &&mut RequestParameter| {
                    present.location == location && present.name == parameter.name
                };
                match method.parameters.iter_mut().find(same) {
                    Some(present) => *present = parameter,
                    None => method.parameters.push(parameter),
                }
            }
            Place::Body => {
                let Some(schema) = fields.get("schema") else {
                    self.findings.error(node, "the body has no `schema`", "say what it looks like");
                    return;
                };
                let Some(model) = self.model_of(schema) else { return };
                for media_type in consumes {
                    method.models.insert(media_type.clone(), model.clone());
                }
            }
            // Silent: API Gateway has no such parameters.
            Place::Form | Place::Cookie => {
                let problem = format!(
                    "API Gateway knows no parameters in `{}`",
                    if matches!(place, Place::Form) { "formData" } else { "cookie" }
                );
                self.findings.warning(node, problem, "remove it, and read it in the function");
            }
        }
    }

    /// Reads an OpenAPI 3.0 body into a method.
    pub(super) fn request_body(&mut self, node: &'d Node, method: &mut MethodDefinition) {
        let Some(node) = self.resolve(node, "/components/requestBodies/") else { return };
        let fields = self.findings.fields(node, REQUEST_BODY);
        let Some(content) = fields.and_then(|fields| fields.get("content")) else { return };
        for member in self.findings.members(content) {
            let fields = self.findings.fields(&member.value, MEDIA_TYPE);
            let schema = fields.and_then(|fields| fields.get("schema"));
            if let Some(model) = schema.and_then(|schema| self.model_of(schema)) {
                method.models.insert(member.key.clone(), model);
            }
        }
    }
}
