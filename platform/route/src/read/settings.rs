//! `api.json`.

use super::fields::{Fields, SourceFile, Spanned};
use super::responses::is_header_name;
use crate::endpoint::Method;
use crate::json::{Member, Node, Shape};
use crate::problem::Mistake;
use crate::response::HeaderSource;
use crate::settings::{ApiSettings, Authorizer, AuthorizerKind, Cors, GatewayResponse, GatewayResponseType};
use indexmap::IndexMap;
use std::ops::Range;

const FIELDS: &[&str] = &["title", "cors", "binaryTypes", "gatewayResponses", "authorizers", "models"];

/// The settings as far as they could be read by themselves, and the places that checks across files point at.
#[derive(Default)]
pub(super) struct SettingsDraft {
    pub settings: ApiSettings,
    /// Authorizer → where it names its function.
    pub functions: IndexMap<String, Range<usize>>,
}

/// Reads the settings; what is wrong is told to the file, and what could be read is given back. With `inherited` settings
/// nothing is required, and what the file says takes their place, entry by entry.
pub(super) fn read(file: &SourceFile, inherited: Option<ApiSettings>) -> SettingsDraft {
    let Some(mut fields) = file.parse().and_then(|node| Fields::open(file, node, FIELDS)) else {
        return SettingsDraft { settings: inherited.unwrap_or_default(), functions: IndexMap::new() };
    };
    let title = match inherited {
        Some(_) => fields.take_text("title"),
        None => fields.require_text("title"),
    };
    let mut settings = inherited.unwrap_or_default();
    let mut functions = IndexMap::new();
    if let Some(title) = title {
        settings.title = title.value;
    }
    if let Some(node) = fields.take("cors") {
        settings.cors = cors(file, node);
    }
    if let Some(node) = fields.take("binaryTypes") {
        settings.binary_types = file.texts(node).unwrap_or_default();
    }
    settings.gateway_responses.extend(map(file, fields.take("gatewayResponses"), gateway_response));
    for (name, authorizer) in map(file, fields.take("authorizers"), authorizer) {
        if authorizer.value.function.is_some() {
            functions.insert(name.clone(), authorizer.span);
        }
        settings.authorizers.insert(name, authorizer.value);
    }
    settings.models.extend(map(file, fields.take("models"), model));
    SettingsDraft { settings, functions }
}

/// The members of an object, each read by `read`.
fn map<Key: std::hash::Hash + Eq, T>(
    file: &SourceFile,
    node: Option<Node>,
    read: fn(&SourceFile, Member) -> Option<(Key, T)>,
) -> IndexMap<Key, T> {
    let members = node.and_then(|node| file.members(node)).unwrap_or_default();
    members.into_iter().filter_map(|member| read(file, member)).collect()
}

fn cors(file: &SourceFile, node: Node) -> Option<Cors> {
    let span = node.span.clone();
    let known = &["origins", "methods", "headers", "exposedHeaders", "maxAge", "credentials"];
    let mut fields = Fields::open(file, node, known)?;
    let texts = |node: Option<Node>| node.and_then(|node| file.texts(node)).unwrap_or_default();
    let methods = fields.take("methods").and_then(|node| file.list(node)).unwrap_or_default();
    let cors = Cors {
        origins: texts(fields.require("origins")),
        methods: methods
            .into_iter()
            .filter_map(|node| file.word(node, "verb", Method::ALL, Method::as_str))
            .collect(),
        headers: texts(fields.take("headers")),
        exposed_headers: texts(fields.take("exposedHeaders")),
        max_age: fields
            .take("maxAge")
            .and_then(|node| file.whole(&node, 0..86_401, "an age from 0 to 86400 seconds")),
        credentials: fields.take("credentials").and_then(|node| file.flag(&node)).unwrap_or(false),
    };
    if cors.credentials && cors.origins.iter().any(|origin| origin == "*") {
        let rule = "browsers refuse credentials together with the origin `*`: name the origins";
        file.report(&span, Mistake::Meaningless(rule));
    }
    Some(cors)
}

fn gateway_response(
    file: &SourceFile,
    Member { key, key_span, value }: Member,
) -> Option<(GatewayResponseType, GatewayResponse)> {
    let name = Node { span: key_span, shape: Shape::Text(key) };
    let kind = file.word(name, "gateway response", GatewayResponseType::ALL, GatewayResponseType::as_str);
    let mut fields = Fields::open(file, value, &["statusCode", "headers", "responseTemplates"])?;
    let response = GatewayResponse {
        status_code: fields
            .take("statusCode")
            .and_then(|node| file.whole(&node, 200..600, "an HTTP status from 200 to 599"))
            .and_then(|status| u16::try_from(status).ok()),
        headers: map(file, fields.take("headers"), header),
        response_templates: fields
            .take("responseTemplates")
            .and_then(|node| file.text_map(node))
            .unwrap_or_default(),
    };
    Some((kind?, response))
}

fn header(file: &SourceFile, member: Member) -> Option<(String, HeaderSource)> {
    if !is_header_name(&member.key) {
        let mistake = Mistake::BadValue { value: member.key.clone(), expected: "a header's name" };
        file.report(&member.key_span, mistake);
    }
    Some((member.key, HeaderSource::from(file.text(member.value)?.value)))
}

/// An authorizer, and where it names its function.
fn authorizer(file: &SourceFile, member: Member) -> Option<(String, Spanned<Authorizer>)> {
    let known = &[
        "type",
        "function",
        "identitySource",
        "identityValidationExpression",
        "resultTtlSeconds",
        "providerArns",
    ];
    let Member { key, key_span, value } = member;
    let mut fields = Fields::open(file, value, known)?;
    if key == "iam" {
        let mistake =
            Mistake::Taken { what: "the name `iam`".to_owned(), by: "API Gateway's own IAM".to_owned() };
        file.report(&key_span, mistake);
    }
    let kind = fields.require("type").and_then(|node| {
        file.word(node, "kind of authorizer", AuthorizerKind::ALL, AuthorizerKind::as_str)
    })?;
    if kind != AuthorizerKind::Token {
        let reason = "only a token can be validated by an expression: an authorizer of the kind `token`";
        fields.refuse("identityValidationExpression", Mistake::Meaningless(reason));
    }
    let function = fields.take("function").and_then(|node| file.text(node));
    let span = function.as_ref().map(|function| function.span.clone()).unwrap_or_default();
    let authorizer = Authorizer {
        kind,
        function: function.map(|function| function.value),
        identity_source: fields.take_text("identitySource").map(|text| text.value),
        identity_validation_expression: fields
            .take("identityValidationExpression")
            .and_then(|node| file.pattern(node))
            .map(|pattern| pattern.value),
        result_ttl_seconds: fields
            .take("resultTtlSeconds")
            .and_then(|node| file.whole(&node, 0..3_601, "a time from 0 to 3600 seconds")),
        provider_arns: fields.take("providerArns").and_then(|node| file.texts(node)).unwrap_or_default(),
    };
    if let Some(rule) = incomplete(&authorizer) {
        file.report(&key_span, Mistake::Meaningless(rule));
    }
    Some((key, Spanned { value: authorizer, span }))
}

/// What an authorizer lacks.
fn incomplete(authorizer: &Authorizer) -> Option<&'static str> {
    let complete = match authorizer.kind {
        AuthorizerKind::CognitoUserPools => !authorizer.provider_arns.is_empty(),
        AuthorizerKind::Token | AuthorizerKind::Request => authorizer.function.is_some(),
    };
    let kept_for_nothing = authorizer.kind == AuthorizerKind::Request
        && authorizer.identity_source.is_none()
        && authorizer.result_ttl_seconds != Some(0);
    if !complete {
        return Some(
            "an authorizer of the kinds `token` and `request` names its `function`, one of the kind `cognito_user_pools` \
             its `providerArns`",
        );
    }
    // Documented: an identity source is required while decisions are kept, which they are unless the time is 0.
    kept_for_nothing.then_some(
        "an authorizer of the kind `request` says in `identitySource` what a decision is kept for, or keeps none: \
         `\"resultTtlSeconds\": 0`",
    )
}

fn model(file: &SourceFile, member: Member) -> Option<(String, serde_json::Value)> {
    if member.key.is_empty() || !member.key.chars().all(|c| c.is_ascii_alphanumeric()) {
        let expected = "a model's name: letters and digits";
        file.report(&member.key_span, Mistake::BadValue { value: member.key.clone(), expected });
    }
    match member.value.shape {
        Shape::Object(_) => Some((member.key, member.value.into_value())),
        _ => file.wrong_shape(&member.value, "a JSON Schema"),
    }
}
