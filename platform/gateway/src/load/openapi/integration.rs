//! `x-amazon-apigateway-integration`.

use super::Import;
use super::fields::{INTEGRATION, INTEGRATION_RESPONSE, TLS};
use super::findings::Fields;
use super::function_uri::{NoFunction, function_name};
use crate::api::INTEGRATION_TIMEOUT;
use crate::definition::{
    IntegrationDefinition, IntegrationResponseDefinition, IntegrationTarget, PassthroughBehavior,
};
use lockstep_route::ContentHandling;
use lockstep_route::json::{Member, Node};
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Aws,
    AwsProxy,
    Http,
    HttpProxy,
    Mock,
}

const KINDS: &[(&str, Kind)] = &[
    ("aws", Kind::Aws),
    ("aws_proxy", Kind::AwsProxy),
    ("http", Kind::Http),
    ("http_proxy", Kind::HttpProxy),
    ("mock", Kind::Mock),
];

/// Recorded: the verbs an integration may have.
const VERBS: &[(&str, &str)] = &[
    ("GET", "GET"),
    ("PUT", "PUT"),
    ("POST", "POST"),
    ("DELETE", "DELETE"),
    ("PATCH", "PATCH"),
    ("OPTIONS", "OPTIONS"),
    ("HEAD", "HEAD"),
    ("ANY", "ANY"),
];

const PASSTHROUGH: &[(&str, PassthroughBehavior)] = &[
    ("when_no_match", PassthroughBehavior::WhenNoMatch),
    ("when_no_templates", PassthroughBehavior::WhenNoTemplates),
    ("never", PassthroughBehavior::Never),
];

const CONTENT_HANDLING: &[(&str, ContentHandling)] = &[
    ("CONVERT_TO_TEXT", ContentHandling::ConvertToText),
    ("CONVERT_TO_BINARY", ContentHandling::ConvertToBinary),
];

/// What API Gateway would take as the URI of a function.
const FUNCTION_URI: &str = "write `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION/invocations`, where \
                            FUNCTION is the function's ARN or name";

impl<'d> Import<'d> {
    /// What answers a method.
    pub(super) fn integration(&mut self, member: &'d Member) -> Option<IntegrationDefinition> {
        let fields = self.findings.fields(&member.value, INTEGRATION)?;
        let target = self.target(member, fields);
        self.connection(fields);
        let passthrough = fields.get("passthroughBehavior");
        let passthrough = passthrough.and_then(|node| self.findings.choice(node, PASSTHROUGH));
        // Documented: 50 ms to 29 s.
        let timeout = fields.get("timeoutInMillis").and_then(|node| self.findings.whole(node, 50..=29_000));
        let timeout = timeout.map(|milliseconds| Duration::from_millis(u64::from(milliseconds)));
        let templates = fields.get("requestTemplates");
        let parameters = fields.get("requestParameters");
        let handling = fields.get("contentHandling");
        let responses = fields.get("responses");
        let request_templates = templates.map(|node| self.findings.templates(node)).unwrap_or_default();
        let request_parameters = parameters.map(|node| self.findings.text_map(node)).unwrap_or_default();
        let content_handling = handling.and_then(|node| self.findings.choice(node, CONTENT_HANDLING));
        let responses = responses.map(|node| self.integration_responses(node)).unwrap_or_default();
        let target = target?;
        Some(IntegrationDefinition {
            timeout: timeout.unwrap_or(INTEGRATION_TIMEOUT),
            passthrough: passthrough.unwrap_or_default(),
            request_templates,
            request_parameters,
            content_handling,
            responses,
            target,
        })
    }

    fn target(&mut self, member: &'d Member, fields: Fields<'d>) -> Option<IntegrationTarget> {
        let Some(kind) = fields.get("type") else {
            let advice = "add one of `aws`, `aws_proxy`, `http`, `http_proxy` and `mock`";
            self.findings.error(member, "the integration has no `type`", advice);
            return None;
        };
        let kind = self.findings.choice(kind, KINDS)?;
        if kind == Kind::Mock {
            return Some(IntegrationTarget::Mock);
        }
        let verb = self.backend_verb(member, fields, kind);
        let Some(node) = fields.get("uri") else {
            self.findings.error(member, "the integration has no `uri`", "say what it calls");
            return None;
        };
        let uri = self.findings.text(node)?;
        match kind {
            Kind::Aws => {
                let function = self.function(node, uri)?;
                Some(IntegrationTarget::Function { function, verb: verb? })
            }
            Kind::AwsProxy => {
                let function = self.function(node, uri)?;
                Some(IntegrationTarget::FunctionProxy { function, verb: verb? })
            }
            _ if !is_url(uri) => {
                // Recorded: API Gateway refuses it too.
                let problem = format!("`{uri}` is no URL of an HTTP server");
                self.findings.error(node, problem, "write an `http://` or `https://` URL");
                None
            }
            Kind::Http => Some(IntegrationTarget::Http { verb: verb?, uri: uri.to_owned() }),
            _ => Some(IntegrationTarget::HttpProxy { verb: verb?, uri: uri.to_owned() }),
        }
    }

    fn backend_verb(&mut self, member: &'d Member, fields: Fields<'d>, kind: Kind) -> Option<String> {
        if let Some(node) = fields.get("httpMethod") {
            return self.findings.choice(node, VERBS).map(str::to_owned);
        }
        let advice = match kind {
            Kind::Aws | Kind::AwsProxy => "add `\"httpMethod\": \"POST\"`: Lambda is called with POST",
            _ => "add the verb that the other server is called with",
        };
        self.findings.error(member, "the integration has no `httpMethod`", advice);
        None
    }

    /// The function that a URI calls.
    pub(super) fn function(&mut self, node: &'d Node, uri: &str) -> Option<String> {
        let (problem, advice) = match function_name(uri) {
            Ok(name) => return Some(name.to_owned()),
            Err(NoFunction::Shape) => (format!("`{uri}` names no function"), FUNCTION_URI),
            Err(NoFunction::Service) => (
                format!(
                    "`{uri}`: integrations of other AWS services than Lambda's functions cannot be served"
                ),
                "call a function that calls the service",
            ),
            Err(NoFunction::Stream) => (
                format!("`{uri}`: answers cannot be streamed"),
                "let it end with `/functions/FUNCTION/invocations`",
            ),
        };
        self.findings.error(node, problem, advice);
        None
    }

    /// How the backend is reached: over the internet, verified, and with its answer in one piece, or not at all.
    fn connection(&mut self, fields: Fields<'d>) {
        if let Some(node) = fields.get("connectionType") {
            let words = &[("INTERNET", false), ("VPC_LINK", true)];
            if self.findings.choice(node, words) == Some(true) {
                let advice = "use the type `http` or `http_proxy` with a URL that can be reached";
                self.findings.error(node, "VPC links cannot be reached locally", advice);
            }
        }
        if let Some(node) = fields.get("responseTransferMode") {
            let words = &[("BUFFERED", false), ("STREAM", true)];
            if self.findings.choice(node, words) == Some(true) {
                self.findings.error(node, "answers cannot be streamed", "write `BUFFERED`");
            }
        }
        let Some(tls) = fields.get("tlsConfig").and_then(|node| self.findings.fields(node, TLS)) else {
            return;
        };
        let Some(node) = tls.get("insecureSkipVerification") else { return };
        if self.findings.flag(node) == Some(true) {
            let problem = "certificates of other servers are always verified";
            self.findings.error(node, problem, "give the server a certificate that can be verified");
        }
    }

    fn integration_responses(&mut self, node: &'d Node) -> Vec<IntegrationResponseDefinition> {
        let members = self.findings.members(node).iter();
        members.filter_map(|member| self.integration_response(member)).collect()
    }

    /// One response; its name is the pattern that selects it.
    fn integration_response(&mut self, member: &'d Member) -> Option<IntegrationResponseDefinition> {
        let fields = self.findings.fields(&member.value, INTEGRATION_RESPONSE)?;
        let handling = fields.get("contentHandling");
        let templates = fields.get("responseTemplates");
        let parameters = fields.get("responseParameters");
        let response = IntegrationResponseDefinition {
            status: 0,
            selection_pattern: (member.key != "default").then(|| member.key.clone()),
            templates: templates.map(|node| self.findings.templates(node)).unwrap_or_default(),
            parameters: parameters.map(|node| self.findings.text_map(node)).unwrap_or_default(),
            content_handling: handling.and_then(|node| self.findings.choice(node, CONTENT_HANDLING)),
        };
        let Some(status) = fields.get("statusCode") else {
            self.findings.error(
                member,
                "the response has no `statusCode`",
                "add the status that the client gets",
            );
            return None;
        };
        let status = self.findings.status(status)?;
        Some(IntegrationResponseDefinition { status, ..response })
    }
}

/// Whether a text may be the URL of an HTTP server; its beginning may be a stage variable.
fn is_url(uri: &str) -> bool {
    ["http://", "https://", "${stageVariables."].iter().any(|start| {
        uri.len() > start.len()
            && uri.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    })
}
