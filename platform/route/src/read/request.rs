//! The field `request`: what comes over HTTP.

use super::fields::{Fields, SourceFile, Spanned};
use super::responses::{body_schema, is_header_name};
use crate::json::{Member, Node, Shape};
use crate::path::PathTemplate;
use crate::problem::Mistake;
use crate::request::{Parameter, RequestShape};
use indexmap::IndexMap;

/// Reads the inputs; the models they name are noted.
pub(super) fn request(
    file: &SourceFile,
    node: Node,
    path: Option<&PathTemplate>,
    models: &mut Vec<Spanned<String>>,
) -> RequestShape {
    let known = &["path", "query", "header", "body"];
    let Some(mut fields) = Fields::open(file, node, known) else { return RequestShape::default() };
    let mut members = |name: &str| fields.take(name).and_then(|node| file.members(node)).unwrap_or_default();
    let (of_path, of_query, of_header) = (members("path"), members("query"), members("header"));
    for Member { key, key_span, .. } in &of_path {
        if let Some(path) = path.filter(|path| path.variables().all(|variable| variable != key)) {
            let mistake = Mistake::NoPlaceholder { name: key.clone(), path: path.as_str().to_owned() };
            file.report(key_span, mistake);
        }
    }
    for Member { key, key_span, .. } in of_header.iter().filter(|member| !is_header_name(&member.key)) {
        file.report(key_span, Mistake::BadValue { value: key.clone(), expected: "a header's name" });
    }
    let placeholder = |member| parameter(file, member, &["schema"]);
    RequestShape {
        path: of_path
            .into_iter()
            .map(placeholder)
            .map(|(name, parameter)| (name, Parameter { required: true, ..parameter }))
            .collect(),
        query: parameters(file, of_query),
        header: parameters(file, of_header),
        body: fields.take("body").and_then(|node| body_schema(file, node, models)),
    }
}

fn parameters(file: &SourceFile, members: Vec<Member>) -> IndexMap<String, Parameter> {
    members.into_iter().map(|member| parameter(file, member, &["required", "schema"])).collect()
}

fn parameter(file: &SourceFile, member: Member, known: &'static [&'static str]) -> (String, Parameter) {
    let Some(mut fields) = Fields::open(file, member.value, known) else {
        return (member.key, Parameter::default());
    };
    let required = fields.take("required").and_then(|node| file.flag(&node)).unwrap_or(false);
    let schema = fields.take("schema").and_then(|node| match node.shape {
        Shape::Object(_) => Some(node.into_value()),
        _ => file.wrong_shape(&node, "a JSON Schema"),
    });
    (member.key, Parameter { required, schema })
}
