//! What is known of a request while it is answered: `$context` and the event's `requestContext`.

use crate::api::{Api, Resource};
use crate::authorise::Authorized;
use crate::gateway_response::Failure;
use crate::message::HttpRequest;
use crate::query::Query;
use crate::request_target::RequestTarget;
use crate::surroundings::Surroundings;
use crate::trace::{TRACE_HEADER, Trace};
use crate::usage::ApiKeyUse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::fmt::Display;

/// Identities and time of a request.
#[derive(Debug)]
pub(crate) struct Identities {
    pub(crate) now: Timestamp,
    pub(crate) request_id: String,
    /// Eleven random bytes in base64, as AWS's look.
    pub(crate) extended_request_id: String,
    pub(crate) trace: Trace,
}

impl Identities {
    pub(crate) fn new(request: &HttpRequest, surroundings: &dyn Surroundings) -> Self {
        let now = surroundings.now();
        let request_id = uuid::Builder::from_random_bytes(surroundings.random()).into_uuid().to_string();
        Self {
            now,
            request_id,
            extended_request_id: STANDARD.encode(&surroundings.random()[..11]),
            trace: Trace::new(request.headers.get(TRACE_HEADER), now, surroundings.random()),
        }
    }
}

/// A request on its way through an API.
#[derive(Debug)]
pub(crate) struct RequestContext<'a> {
    pub(crate) api: &'a Api,
    pub(crate) request: &'a HttpRequest,
    pub(crate) identities: &'a Identities,
    /// The path with stage or base path.
    pub(crate) whole_path: &'a str,
    pub(crate) query: &'a Query,
    /// The resource, once one is found.
    pub(crate) resource: Option<&'a Resource>,
    /// Its variables, as sent.
    pub(crate) path_parameters: Vec<(&'a str, &'a str)>,
    /// Who the caller is, as far as that was found out.
    pub(crate) authorized: Authorized,
    /// The API key that let it pass.
    pub(crate) api_key: Option<ApiKeyUse>,
}

impl RequestContext<'_> {
    /// The request's target, taken apart.
    pub(crate) fn target(&self) -> RequestTarget<'_> {
        RequestTarget::parse(&self.request.target)
    }

    /// Tells the log why a request fails; the client does not get to know.
    pub(crate) fn log(&self, reason: &dyn Display) {
        tracing::error!(request = %self.identities.request_id, "{reason}");
    }

    /// A failure that is the gateway's or the integration's own.
    pub(crate) fn internal(&self, reason: &dyn Display) -> Failure {
        self.log(reason);
        Failure::internal(500)
    }

    /// A failure that is the API's own.
    pub(crate) fn misconfigured(&self, reason: &dyn Display) -> Failure {
        self.log(reason);
        Failure::misconfigured()
    }

    /// The domain that the client asked, without a port.
    pub(crate) fn domain_name(&self) -> &str {
        let host = self.request.headers.get("Host").unwrap_or_default();
        match host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        }
    }

    fn domain_prefix(&self) -> &str {
        self.domain_name().split('.').next().unwrap_or_default()
    }

    /// `24/Nov/2026:09:05:03 +0000`, the format of common access logs.
    fn request_time(&self) -> String {
        self.identities.now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string()
    }

    /// The event's `requestContext`. Recorded: members without a value are `null` in `identity` and stay.
    pub(crate) fn event_member(&self) -> Value {
        let resource = self.resource;
        let mut member = json!({
            "resourceId": resource.map(|resource| resource.id.as_str()),
            "resourcePath": resource.map(|resource| resource.path.as_str()),
            "httpMethod": self.request.method,
            "extendedRequestId": self.identities.extended_request_id,
            "requestTime": self.request_time(),
            "path": self.whole_path,
            "accountId": self.api.account_id,
            "protocol": self.request.protocol,
            "stage": self.api.stage.name,
            "domainPrefix": self.domain_prefix(),
            "requestTimeEpoch": self.identities.now.as_millisecond(),
            "requestId": self.identities.request_id,
            "identity": self.event_identity(),
            "domainName": self.domain_name(),
            "deploymentId": self.api.stage.deployment_id,
            "apiId": self.api.id,
        });
        if let Some(authorizer) = self.authorized.authorizer_member() {
            member["authorizer"] = authorizer;
        }
        member
    }

    fn event_identity(&self) -> Value {
        let mut identity = json!({
            "cognitoIdentityPoolId": null,
            "accountId": null,
            "cognitoIdentityId": null,
            "caller": null,
            "sourceIp": self.request.source_ip.to_string(),
            "principalOrgId": null,
            "accessKey": null,
            "cognitoAuthenticationType": null,
            "cognitoAuthenticationProvider": null,
            "userArn": null,
            "userAgent": self.request.headers.get("User-Agent"),
            "user": null,
        });
        for (name, value) in self.authorized.identity_members() {
            identity[name] = value;
        }
        if let Some(key) = &self.api_key {
            identity["apiKey"] = json!(key.value);
            identity["apiKeyId"] = json!(key.id);
        }
        identity
    }

    /// A `$context` variable by its name without the prefix, `identity.sourceIp`; none when it has no value here.
    /// `error.*` is the gateway response's own.
    pub(crate) fn variable(&self, name: &str) -> Option<Cow<'_, str>> {
        let identities = self.identities;
        Some(match name {
            "accountId" => self.api.account_id.as_str().into(),
            "apiId" => self.api.id.as_str().into(),
            "deploymentId" => self.api.stage.deployment_id.as_str().into(),
            "domainName" => self.domain_name().into(),
            "domainPrefix" => self.domain_prefix().into(),
            "extendedRequestId" => identities.extended_request_id.as_str().into(),
            "isCanaryRequest" => self.api.stage.canary_request?.to_string().into(),
            "xrayTraceId" => identities.trace.root().into(),
            "httpMethod" => self.request.method.as_str().into(),
            "identity.sourceIp" => self.request.source_ip.to_string().into(),
            "identity.userAgent" => self.request.headers.get("User-Agent")?.into(),
            "path" => self.whole_path.into(),
            "protocol" => self.request.protocol.into(),
            "requestId" => identities.request_id.as_str().into(),
            "requestTime" => self.request_time().into(),
            "requestTimeEpoch" => identities.now.as_millisecond().to_string().into(),
            "resourceId" => self.resource?.id.as_str().into(),
            "resourcePath" => self.resource?.path.as_str().into(),
            "stage" => self.api.stage.name.as_str().into(),
            _ => {
                let key = self.api_key.as_ref().and_then(|key| key.variable(name));
                return key.map(Cow::from).or_else(|| self.authorized.variable(name));
            }
        })
    }

    /// A stage variable.
    pub(crate) fn stage_variable(&self, name: &str) -> Option<&str> {
        let mut variables = self.api.stage.variables.iter();
        variables.find(|(present, _)| present == name).map(|(_, value)| value.as_str())
    }
}
