//! What the gateway answers by itself: gateway responses, with their defaults and an API's own.

use crate::error::LoadError;
use crate::message::{Headers, HttpResponse};
use crate::request_context::{Identities, RequestContext};
use crate::substitution::{ErrorVariables, Substitution};
use bytes::Bytes;
use lockstep_route::{GatewayResponse, GatewayResponseType};
use std::collections::HashMap;

/// An API's own gateway responses, compiled. A type without one falls back to `DEFAULT_4XX` or `DEFAULT_5XX`, then to
/// API Gateway's defaults (documented).
#[derive(Debug, Default)]
pub(crate) struct GatewayResponses(HashMap<GatewayResponseType, CustomResponse>);

#[derive(Debug)]
struct CustomResponse {
    status: Option<u16>,
    headers: Vec<(String, Substitution)>,
    templates: Vec<(String, Substitution)>,
}

impl GatewayResponses {
    /// Compiles gateway responses; `place` names the file in errors.
    pub(crate) fn new<'a>(
        responses: impl IntoIterator<Item = (&'a GatewayResponseType, &'a GatewayResponse)>,
        place: &str,
    ) -> Result<Self, LoadError> {
        let compiled = responses.into_iter().map(|(kind, response)| {
            let place = format!("{place}, gatewayResponses.{}", kind.as_str());
            Ok((*kind, CustomResponse::new(response, &place)?))
        });
        compiled.collect::<Result<_, _>>().map(Self)
    }

    fn custom(&self, kind: GatewayResponseType, status: u16) -> Option<&CustomResponse> {
        let default =
            if status >= 500 { GatewayResponseType::Default5xx } else { GatewayResponseType::Default4xx };
        self.0.get(&kind).or_else(|| self.0.get(&default))
    }
}

impl CustomResponse {
    fn new(response: &GatewayResponse, place: &str) -> Result<Self, LoadError> {
        let headers = response.headers.iter().map(|(name, source)| {
            let written = source.to_string();
            let value = Substitution::header_value(&written).ok_or_else(|| LoadError::GatewayResponse {
                place: format!("{place}.headers.{name}"),
                problem: format!(
                    "`{written}` is neither a text in single quotes nor a variable of context, stageVariables or \
                     method.request"
                ),
            })?;
            Ok((name.clone(), value))
        });
        let templates = response.response_templates.iter();
        Ok(Self {
            status: response.status_code,
            headers: headers.collect::<Result<_, _>>()?,
            templates: templates
                .map(|(kind, source)| (kind.clone(), Substitution::template(source)))
                .collect(),
        })
    }

    /// The template for what a client accepts, else the one for JSON, else the first.
    fn template(&self, accept: Option<&str>) -> Option<&(String, Substitution)> {
        let wanted = accept.into_iter().flat_map(|value| value.split(','));
        let wanted = wanted.map(|entry| entry.split(';').next().unwrap_or_default().trim());
        let of = |kind: &str| self.templates.iter().find(|(present, _)| present.eq_ignore_ascii_case(kind));
        let mut wanted = wanted.filter_map(of);
        wanted.next().or_else(|| of("application/json")).or_else(|| self.templates.first())
    }
}

/// Why the gateway answers by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    kind: GatewayResponseType,
    status: u16,
    error_type: &'static str,
    /// What `$context.error.message` is; none is JSON's `null`.
    message: Option<String>,
    /// What `$context.error.validationErrorString` is.
    validation_error: Option<String>,
    /// The member of the default body that has the message.
    member: &'static str,
}

impl Failure {
    fn new(kind: GatewayResponseType, status: u16, error_type: &'static str, message: &str) -> Self {
        Self {
            kind,
            status,
            error_type,
            message: Some(message.to_owned()),
            validation_error: None,
            member: "message",
        }
    }

    /// Recorded: both for a path that no resource has and for a verb that the resource has not.
    pub(crate) fn no_method() -> Self {
        Self::new(
            GatewayResponseType::MissingAuthenticationToken,
            403,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
        )
    }

    /// No stage or base path of this name; answered before any API is known.
    pub(crate) fn no_api() -> Self {
        Self::new(GatewayResponseType::AccessDenied, 403, "ForbiddenException", "Forbidden")
    }

    /// A body that a mapping cannot read. Recorded: the status and the message; silent about the type of the response.
    pub(crate) fn unreadable_body(message: &str) -> Self {
        Self::new(GatewayResponseType::Default4xx, 400, "BadRequestException", message)
    }

    /// More than 10 MB.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(
            GatewayResponseType::RequestTooLarge,
            413,
            "RequestTooLargeException",
            &format!("HTTP content length exceeded {limit} bytes."),
        )
    }

    /// The integration took too long.
    pub(crate) fn timed_out() -> Self {
        Self::new(
            GatewayResponseType::IntegrationTimeout,
            504,
            "InternalServerErrorException",
            "Endpoint request timed out",
        )
    }

    /// The server of an integration cannot be reached (documented; the message as those who met it tell).
    pub(crate) fn unreachable() -> Self {
        Self::new(
            GatewayResponseType::IntegrationFailure,
            504,
            "InternalServerErrorException",
            "Network error communicating with endpoint",
        )
    }

    /// No template for the request's media type, and it is not to be passed on (documented; measured at AWS: the message).
    pub(crate) fn unsupported_media_type() -> Self {
        Self::new(
            GatewayResponseType::UnsupportedMediaType,
            415,
            "UnsupportedMediaTypeException",
            "Unsupported Media Type",
        )
    }

    /// The API itself is wrong (documented).
    pub(crate) fn misconfigured() -> Self {
        Self::new(
            GatewayResponseType::ApiConfigurationError,
            500,
            "InternalServerErrorException",
            "Internal server error",
        )
    }

    /// Documented: the values of all headers together have at most 10,240 bytes. Silent: the status; the message is that of
    /// those who met it.
    pub(crate) fn headers_too_large(limit: usize) -> Self {
        Self::new(
            GatewayResponseType::RequestTooLarge,
            413,
            "RequestTooLargeException",
            &format!("HTTP header is larger than {limit} bytes."),
        )
    }

    /// Recorded: a malformed reply or a failed function is a 502, everything else that goes wrong inside a 500.
    pub(crate) fn internal(status: u16) -> Self {
        Self::new(
            GatewayResponseType::Default5xx,
            status,
            "InternalServerErrorException",
            "Internal server error",
        )
    }

    /// Recorded: names of required parameters that are missing, in brackets.
    pub(crate) fn missing_parameters(names: &[&str]) -> Self {
        let message = format!("Missing required request parameters: [{}]", names.join(", "));
        Self::new(GatewayResponseType::BadRequestParameters, 400, "BadRequestException", &message)
    }

    /// Recorded: the body does not match its model. `validation_error` tells what is wrong, for gateway responses and logs.
    pub(crate) fn invalid_body(validation_error: String) -> Self {
        let failure = Self::new(
            GatewayResponseType::BadRequestBody,
            400,
            "BadRequestException",
            "Invalid request body",
        );
        Self { validation_error: Some(validation_error), ..failure }
    }

    /// The authorizer had nothing to go by, or said so itself (documented).
    pub(crate) fn unauthorized() -> Self {
        Self::new(GatewayResponseType::Unauthorized, 401, "UnauthorizedException", "Unauthorized")
    }

    /// The authorizer's policy says nothing of the method, or nothing in its favour (documented).
    pub(crate) fn access_denied() -> Self {
        Self::denied("User is not authorized to access this resource")
    }

    /// The authorizer's policy denies the method (documented). Some who measured it lately found ` in an identity-based policy` at
    /// the end; the documentation is followed.
    pub(crate) fn explicitly_denied() -> Self {
        Self::denied("User is not authorized to access this resource with an explicit deny")
    }

    /// Documented with `message`; those who measured it at AWS all found `Message`.
    fn denied(message: &str) -> Self {
        let failure = Self::new(GatewayResponseType::AccessDenied, 403, "AccessDeniedException", message);
        Self { member: "Message", ..failure }
    }

    /// The authorizer did not answer (documented). Those who measured it at AWS found the message `null`.
    pub(crate) fn authorizer_failed() -> Self {
        let failure =
            Self::new(GatewayResponseType::AuthorizerFailure, 500, "AuthorizerFailureException", "");
        Self { message: None, ..failure }
    }

    /// The authorizer cannot be asked, ended in an error, or its answer is not what an authorizer answers (documented). Those
    /// who measured it at AWS found the message `null`.
    pub(crate) fn authorizer_misconfigured() -> Self {
        let kind = GatewayResponseType::AuthorizerConfigurationError;
        let failure = Self::new(kind, 500, "AuthorizerConfigurationException", "");
        Self { message: None, ..failure }
    }

    /// A signature that lacks something. Silent: its gateway response; those who met this answer at AWS could change it by this one.
    pub(crate) fn incomplete_signature(message: &str) -> Self {
        let kind = GatewayResponseType::MissingAuthenticationToken;
        Self::new(kind, 403, "IncompleteSignatureException", message)
    }

    /// A signature that cannot be right (measured at AWS: one older than five minutes has this gateway response).
    pub(crate) fn invalid_signature(message: &str) -> Self {
        Self::new(GatewayResponseType::InvalidSignature, 403, "InvalidSignatureException", message)
    }

    /// Recorded: 403 for an API key that is missing or disabled; measured at AWS: the message.
    pub(crate) fn invalid_api_key() -> Self {
        Self::new(GatewayResponseType::InvalidApiKey, 403, "ForbiddenException", "Forbidden")
    }

    /// Too many requests at once (measured at AWS).
    pub(crate) fn throttled() -> Self {
        Self::new(GatewayResponseType::Throttled, 429, "TooManyRequestsException", "Too Many Requests")
    }

    /// The quota of the usage plan is used up (measured at AWS).
    pub(crate) fn quota_exceeded() -> Self {
        Self::new(GatewayResponseType::QuotaExceeded, 429, "LimitExceededException", "Limit Exceeded")
    }

    /// Documented for an ARN of a method that is longer than 1,600 bytes. Silent: the type.
    pub(crate) fn uri_too_long() -> Self {
        Self::new(GatewayResponseType::Default4xx, 414, "RequestTooLongException", "Request URI too long")
    }

    /// What the client is told.
    pub(crate) fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What gateway responses and access logs see of it.
    pub(crate) fn error_variables(&self) -> ErrorVariables<'_> {
        ErrorVariables {
            message: self.message.as_deref(),
            response_type: self.kind.as_str(),
            validation_error: self.validation_error.as_deref(),
        }
    }

    /// The body where no template says another. Recorded: the 500s and the 400 for an unreadable body have a space after the colon.
    /// Those who met them tell the same of validation, of media types and of time-outs, and of no space before that, where
    /// routes and access are decided.
    fn default_body(&self) -> String {
        use GatewayResponseType as Kind;
        let space = match self.kind {
            Kind::Default4xx
            | Kind::Default5xx
            | Kind::ApiConfigurationError
            | Kind::BadRequestBody
            | Kind::BadRequestParameters
            | Kind::IntegrationFailure
            | Kind::IntegrationTimeout
            | Kind::UnsupportedMediaType => " ",
            _ => "",
        };
        format!("{{\"{}\":{space}{}}}", self.member, serde_json::json!(self.message))
    }

    /// The response when no API is known.
    pub(crate) fn plain_response(&self, identities: &Identities) -> HttpResponse {
        let mut headers = gateway_headers(identities, 4);
        headers.add("x-amzn-ErrorType", self.error_type);
        headers.add("Content-Type", "application/json");
        HttpResponse { status: self.status, headers, body: Bytes::from(self.default_body()) }
    }

    /// The response of an API.
    pub(crate) fn response(&self, context: &RequestContext<'_>) -> HttpResponse {
        let Some(custom) = context.api.gateway_responses.custom(self.kind, self.status) else {
            return self.plain_response(context.identities);
        };
        let error = self.error_variables();
        let mut headers = gateway_headers(context.identities, custom.headers.len() + 4);
        headers.add("x-amzn-ErrorType", self.error_type);
        for (name, value) in &custom.headers {
            headers.remove(name);
            headers.add(name.clone(), value.render(context, error));
        }
        let template = custom.template(context.request.headers.get("Accept"));
        let (media_type, body) = match template {
            Some((media_type, template)) => (media_type.as_str(), template.render(context, error)),
            None => ("application/json", self.default_body()),
        };
        if !headers.contains("Content-Type") {
            headers.add("Content-Type", media_type.to_owned());
        }
        HttpResponse { status: custom.status.unwrap_or(self.status), headers, body: Bytes::from(body) }
    }
}

/// What every response carries (recorded).
pub(crate) fn gateway_headers(identities: &Identities, more: usize) -> Headers {
    let mut headers = Headers::with_capacity(2 + more);
    headers.add("x-amzn-RequestId", identities.request_id.clone());
    headers.add("x-amz-apigw-id", identities.extended_request_id.clone());
    headers
}
