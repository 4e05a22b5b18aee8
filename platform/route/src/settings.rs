//! What the routes of a version share: `api.json`.

use crate::endpoint::{Method, words};
use crate::response::HeaderSource;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The content of `api.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiSettings {
    /// The API's name, for people.
    pub title: String,
    /// Which other origins may call from a browser; none when absent.
    pub cors: Option<Cors>,
    /// Media types that API Gateway treats as bytes (`image/*`).
    pub binary_types: Vec<String>,
    /// How API Gateway's own errors look.
    pub gateway_responses: IndexMap<GatewayResponseType, GatewayResponse>,
    /// The authorizers that routes may name.
    pub authorizers: IndexMap<String, Authorizer>,
    /// JSON Schemas (draft 4, as API Gateway has them) that routes may name.
    pub models: IndexMap<String, serde_json::Value>,
}

/// Cross-origin access; a preflight is answered out of it for every path that has no `OPTIONS` route of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cors {
    /// Origins that may call: `*`, or `https://example.org`.
    pub origins: Vec<String>,
    /// Verbs that may be used; empty: those that the path has.
    pub methods: Vec<Method>,
    /// Request headers that may be sent.
    pub headers: Vec<String>,
    /// Response headers that a script may read.
    pub exposed_headers: Vec<String>,
    /// How long a browser may keep the answer, seconds.
    pub max_age: Option<u32>,
    /// Whether cookies and the like may be sent along; never together with the origin `*`.
    pub credentials: bool,
}

/// How one of API Gateway's own errors looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GatewayResponse {
    /// Another status than the type's own.
    pub status_code: Option<u16>,
    /// Header name → where its value comes from.
    pub headers: IndexMap<String, HeaderSource>,
    /// Content type → text in which `$context…`, `$stageVariables…` and `$method.request…` are replaced. Not a mapping
    /// template: API Gateway only substitutes here.
    pub response_templates: IndexMap<String, String>,
}

words! {
    /// The errors that API Gateway answers by itself
    /// (<https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html>).
    GatewayResponseType {
        /// The authorizer refused.
        AccessDenied = "ACCESS_DENIED",
        /// The API's own configuration is wrong.
        ApiConfigurationError = "API_CONFIGURATION_ERROR",
        /// The authorizer could not be asked.
        AuthorizerConfigurationError = "AUTHORIZER_CONFIGURATION_ERROR",
        /// The authorizer failed.
        AuthorizerFailure = "AUTHORIZER_FAILURE",
        /// A required parameter is missing.
        BadRequestParameters = "BAD_REQUEST_PARAMETERS",
        /// The body does not match its model.
        BadRequestBody = "BAD_REQUEST_BODY",
        /// Every client error without a response of its own.
        Default4xx = "DEFAULT_4XX",
        /// Every server error without a response of its own.
        Default5xx = "DEFAULT_5XX",
        /// The token is too old.
        ExpiredToken = "EXPIRED_TOKEN",
        /// The integration could not be reached or answered nonsense.
        IntegrationFailure = "INTEGRATION_FAILURE",
        /// The integration took too long.
        IntegrationTimeout = "INTEGRATION_TIMEOUT",
        /// The API key is wrong.
        InvalidApiKey = "INVALID_API_KEY",
        /// The signature is wrong.
        InvalidSignature = "INVALID_SIGNATURE",
        /// No credentials, or a path or method that does not exist.
        MissingAuthenticationToken = "MISSING_AUTHENTICATION_TOKEN",
        /// The usage plan's quota is used up.
        QuotaExceeded = "QUOTA_EXCEEDED",
        /// More than 10 MB.
        RequestTooLarge = "REQUEST_TOO_LARGE",
        /// A known host, but nothing below the path.
        ResourceNotFound = "RESOURCE_NOT_FOUND",
        /// Too many requests.
        Throttled = "THROTTLED",
        /// The authorizer had nothing to go by.
        Unauthorized = "UNAUTHORIZED",
        /// No template for this media type.
        UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE",
        /// The firewall refused.
        WafFiltered = "WAF_FILTERED",
    }
}

/// Something API Gateway asks before it invokes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Authorizer {
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: AuthorizerKind,
    /// The function that decides; for the kinds `token` and `request`.
    pub function: Option<String>,
    /// What it goes by: `method.request.header.Authorization`.
    pub identity_source: Option<String>,
    /// A regular expression that a token must match to be passed on.
    pub identity_validation_expression: Option<String>,
    /// How long a decision is kept, seconds: 0 to 3,600.
    pub result_ttl_seconds: Option<u32>,
    /// The user pools; for the kind `cognito_user_pools`.
    pub provider_arns: Vec<String>,
}

words! {
    /// The kinds of authorizer a REST API has.
    AuthorizerKind {
        /// A function that sees one token.
        Token = "token",
        /// A function that sees the request.
        Request = "request",
        /// Amazon Cognito.
        CognitoUserPools = "cognito_user_pools",
    }
}
