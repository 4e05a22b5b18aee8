//! The HTTP side of a pair.

use super::fields::{Fields, SourceFile, Spanned};
use super::integration::{self, integration};
use super::pair::Draft;
use super::request::request;
use super::responses::responses;
use super::template::templates;
use crate::endpoint::{Access, AuthorizerName, Endpoint, Method, Validate};
use crate::integration::{ContentHandling, Integration, PassthroughBehavior};
use crate::json::Member;
use crate::path::PathTemplate;
use crate::problem::Mistake;
use crate::request::{Parameter, RequestShape};
use crate::template::Template;
use indexmap::IndexMap;

/// Reads the HTTP side; `None` when something is missing without which there is none.
pub(super) fn endpoint(fields: &mut Fields<'_>, draft: &mut Draft) -> Option<Endpoint> {
    let file = fields.file;
    let method =
        fields.require("method").and_then(|node| file.word(node, "verb", Method::ALL, Method::as_str));
    let path = fields.require_text("path").and_then(|text| path(file, &text, draft));
    let access = fields.require_text("access").and_then(|text| access(file, text));
    draft.authorizer = fields.take("authorizer").and_then(|node| file.text(node));
    let (integration, request_templates) = target(fields, draft);
    let known_path = path.as_ref();
    let request = fields.take("request").map(|node| request(file, node, known_path, &mut draft.models));
    let request_parameters =
        integration::parameters(fields, integration.as_ref(), known_path, &draft.server_span);
    let passthrough_behavior = passthrough(fields, integration.as_ref());
    let responses = fields
        .take_member("responses")
        .map(|member| responses(file, member, integration.as_ref(), &mut draft.models));
    let request = request.unwrap_or_default();
    let validate = fields.take_member("validate").and_then(|member| validate(file, member, &request));
    let api_key_required = fields.take("apiKeyRequired").map(|node| file.flag(&node));
    if integration == Some(Integration::FunctionProxy) {
        // Silent: what a conversion does before a proxied function, whose body is text or base64 by `binaryTypes` alone.
        let reason = "a function that gets the whole request gets its body as `binaryTypes` says: this needs `requestTemplates`";
        fields.refuse("contentHandling", Mistake::Meaningless(reason));
    }
    let content_handling = fields
        .take("contentHandling")
        .map(|node| file.word(node, "conversion", ContentHandling::ALL, ContentHandling::as_str));
    guard(file, integration.as_ref(), access.as_ref(), draft);
    Some(Endpoint {
        method: method?,
        path: path?,
        access: access?.value,
        integration: integration?,
        request,
        request_templates,
        request_parameters,
        passthrough_behavior,
        responses: responses.unwrap_or_default(),
        validate,
        api_key_required: api_key_required.flatten().unwrap_or(false),
        authorizer: draft.authorizer.as_ref().map(|text| AuthorizerName::from(text.value.clone())),
        content_handling: content_handling.flatten(),
    })
}

fn path(file: &SourceFile, text: &Spanned<String>, draft: &mut Draft) -> Option<PathTemplate> {
    draft.path_span = text.span.clone();
    text.value.parse().map_err(|mistake| file.report(&text.span, mistake)).ok()
}

/// `public`, `signed-in` or a permission's name: letters, digits, `.`, `:`, `_` and `-`.
fn access(file: &SourceFile, text: Spanned<String>) -> Option<Spanned<Access>> {
    let Spanned { value, span } = text;
    if value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '_' | '-')) {
        return Some(Spanned { value: Access::from(value), span });
    }
    let expected = "an access: `public`, `signed-in` or the name of a permission";
    file.report(&span, Mistake::BadValue { value, expected });
    None
}

/// What answers, and the templates before it: together they say how.
fn target(fields: &mut Fields<'_>, draft: &mut Draft) -> (Option<Integration>, IndexMap<String, Template>) {
    let file = fields.file;
    let other = fields.take("integration").map(|node| {
        draft.needs_code = false;
        draft.server_span = node.span.clone();
        integration(file, node)
    });
    if let Some(Some(Integration::HttpProxy(_))) = other {
        let reason = "`http_proxy` passes requests and answers on as they are: `http` maps them";
        fields.refuse("requestTemplates", Mistake::Meaningless(reason));
    }
    let Some(Member { key_span, value, .. }) = fields.take_member("requestTemplates") else {
        if let Some(Some(Integration::Mock)) = other {
            let reason = "a mock answers what its `requestTemplates` say: \"{\\\"statusCode\\\": 200}\"";
            file.report(&draft.server_span, Mistake::Meaningless(reason));
        }
        return (other.unwrap_or(Some(Integration::FunctionProxy)), IndexMap::new());
    };
    let templates = templates(file, value);
    let integration = other.unwrap_or_else(|| {
        let reason = "a route with `requestTemplates` is a function of its own, directly below the version: what a template \
                      renders does not say which route it is for";
        draft.alone = Some(Spanned { value: reason, span: key_span });
        Some(Integration::Function)
    });
    (integration, templates)
}

/// Behind templates a function gets what they render and nothing else, unless the pair says otherwise.
fn passthrough(fields: &mut Fields<'_>, integration: Option<&Integration>) -> PassthroughBehavior {
    if integration.is_some_and(|integration| !integration.is_mapped()) {
        let reason =
            "without templates every body is passed on: `passthroughBehavior` needs `requestTemplates`";
        fields.refuse("passthroughBehavior", Mistake::Meaningless(reason));
    }
    let said = fields.take("passthroughBehavior").and_then(|node| {
        let known = PassthroughBehavior::ALL;
        fields.file.word(node, "behaviour", known, PassthroughBehavior::as_str)
    });
    said.unwrap_or(match integration {
        Some(Integration::Function) => PassthroughBehavior::Never,
        _ => PassthroughBehavior::WhenNoMatch,
    })
}

/// API Gateway validates against what `request` says, and lets everything pass where it says nothing.
fn validate(file: &SourceFile, member: Member, request: &RequestShape) -> Option<Validate> {
    let Member { key_span, value, .. } = member;
    let validate = file.word(value, "validation", Validate::ALL, Validate::as_str)?;
    let requires = |parameters: &IndexMap<String, Parameter>| parameters.values().any(|one| one.required);
    let parameters = !request.path.is_empty() || requires(&request.query) || requires(&request.header);
    let missing = match validate {
        Validate::Body => request.body.is_none(),
        Validate::Parameters => !parameters,
        Validate::All => request.body.is_none() && !parameters,
    };
    if missing {
        let reason = "there is nothing to validate: `request` says what a body looks like and which parameters are required";
        file.report(&key_span, Mistake::Meaningless(reason));
    }
    Some(validate)
}

/// Access is enforced by a function that gets the whole request. Where there is none, API Gateway has to ask somebody.
fn guard(
    file: &SourceFile,
    integration: Option<&Integration>,
    access: Option<&Spanned<Access>>,
    draft: &Draft,
) {
    let Some((integration, access)) = integration.zip(access) else { return };
    let enforced = *integration == Integration::FunctionProxy || draft.authorizer.is_some();
    if !enforced && access.value != Access::Public {
        let reason = "nothing would enforce this access: only a function that gets the whole request knows who calls; name \
                      an `authorizer`, or say `public`";
        file.report(&access.span, Mistake::Meaningless(reason));
    }
}
