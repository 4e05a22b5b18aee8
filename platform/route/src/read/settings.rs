//! `api.json`.

use super::fields::{Fields, SourceFile};
use super::pair::is_header_name;
use crate::endpoint::Method;
use crate::json::{Member, Node, Shape};
use crate::problem::Mistake;
use crate::response::HeaderSource;
use crate::settings::{ApiSettings, Authorizer, AuthorizerKind, Cors, GatewayResponse, GatewayResponseType};
use indexmap::IndexMap;

const FIELDS: &[&str] = &["title", "cors", "binaryTypes", "gatewayResponses", "authorizers", "models"];

/// Reads the settings; what is wrong is told to the file, and what could be read is given back.
pub(super) fn read(file: &SourceFile) -> ApiSettings {
    let Some(mut fields) = file.parse().and_then(|node| Fields::open(file, node, FIELDS)) else {
        return ApiSettings::default();
    };
    ApiSettings {
        title: fields.require_text("title").map(|text| text.value).unwrap_or_default(),
        cors: fields.take("cors").and_then(|node| cors(file, node)),
        binary_types: fields.take("binaryTypes").and_then(|node| file.texts(node)).unwrap_or_default(),
        gateway_responses: map(file, fields.take("gatewayResponses"), gateway_response),
        authorizers: map(file, fields.take("authorizers"), authorizer),
        models: map(file, fields.take("models"), model),
    }
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

fn authorizer(file: &SourceFile, Member { key, key_span, value }: Member) -> Option<(String, Authorizer)> {
    let known = &[
        "type",
        "function",
        "identitySource",
        "identityValidationExpression",
        "resultTtlSeconds",
        "providerArns",
    ];
    let mut fields = Fields::open(file, value, known)?;
    let kind = fields.require("type").and_then(|node| {
        file.word(node, "kind of authorizer", AuthorizerKind::ALL, AuthorizerKind::as_str)
    })?;
    let text = |node: Option<Node>| node.and_then(|node| file.text(node)).map(|text| text.value);
    let authorizer = Authorizer {
        kind,
        function: text(fields.take("function")),
        identity_source: text(fields.take("identitySource")),
        identity_validation_expression: fields
            .take("identityValidationExpression")
            .and_then(|node| file.pattern(node))
            .map(|pattern| pattern.value),
        result_ttl_seconds: fields
            .take("resultTtlSeconds")
            .and_then(|node| file.whole(&node, 0..3_601, "a time from 0 to 3600 seconds")),
        provider_arns: fields.take("providerArns").and_then(|node| file.texts(node)).unwrap_or_default(),
    };
    let complete = match kind {
        AuthorizerKind::CognitoUserPools => !authorizer.provider_arns.is_empty(),
        AuthorizerKind::Token | AuthorizerKind::Request => authorizer.function.is_some(),
    };
    if !complete {
        let rule = "an authorizer of the kinds `token` and `request` names its `function`, one of the kind \
                    `cognito_user_pools` its `providerArns`";
        file.report(&key_span, Mistake::Meaningless(rule));
    }
    Some((key, authorizer))
}

fn model(file: &SourceFile, member: Member) -> Option<(String, serde_json::Value)> {
    if !member.key.chars().all(|c| c.is_ascii_alphanumeric()) {
        let expected = "a model's name: letters and digits";
        file.report(&member.key_span, Mistake::BadValue { value: member.key.clone(), expected });
    }
    match member.value.shape {
        Shape::Object(_) => Some((member.key, member.value.into_value())),
        _ => file.wrong_shape(&member.value, "a JSON Schema"),
    }
}
