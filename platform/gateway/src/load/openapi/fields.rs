//! Which fields an object may have, and what becomes of each.
//!
//! These tables are the whole truth of what is read: a field that stands in none is found wrong.

use Meaning::{Idle, Read};

/// What becomes of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// It is read.
    Read,
    /// It is taken, and changes no answer, at API Gateway neither.
    Idle,
    /// It would change answers, and cannot be honoured.
    Refused {
        /// Why.
        problem: &'static str,
        /// What to do.
        advice: &'static str,
    },
}

/// The fields of one kind of object.
pub(super) type Table = &'static [(&'static str, Meaning)];

const HTTP_API: Meaning = Meaning::Refused {
    problem: "this belongs to HTTP APIs; REST APIs, which this gateway serves, have no such thing",
    advice: "remove it, or describe the API as a REST API",
};
const OUTSIDE: Meaning = Meaning::Refused {
    problem: "this changes the API as a whole, outside of any deployment, and cannot be honoured locally",
    advice: "keep it with the infrastructure and out of this document",
};
const PRIVATE: Meaning = Meaning::Refused {
    problem: "private integrations (VPC links) cannot be reached locally",
    advice: "use the type `http` or `http_proxy` with a URL that can be reached",
};

/// A document: what one format alone has, and what both have.
macro_rules! document {
    ($($own:expr),+ $(,)?) => { &[
        $($own,)+
        ("info", Read),
        ("paths", Read),
        ("security", Read),
        ("tags", Idle),
        ("externalDocs", Idle),
        ("x-amazon-apigateway-api-key-source", Read),
        ("x-amazon-apigateway-binary-media-types", Read),
        ("x-amazon-apigateway-gateway-responses", Read),
        ("x-amazon-apigateway-minimum-compression-size", Read),
        ("x-amazon-apigateway-request-validator", Read),
        ("x-amazon-apigateway-request-validators", Read),
        ("x-amazon-apigateway-documentation", Idle),
        ("x-amazon-apigateway-importexport-version", Read),
        ("x-amazon-apigateway-cors", HTTP_API),
        ("x-amazon-apigateway-endpoint-access-mode", OUTSIDE),
        ("x-amazon-apigateway-endpoint-configuration", OUTSIDE),
        ("x-amazon-apigateway-policy", OUTSIDE),
        ("x-amazon-apigateway-security-policy", OUTSIDE),
    ] };
}

/// A Swagger 2.0 document.
pub(super) const SWAGGER: Table = document![
    ("swagger", Read),
    ("basePath", Read),
    ("consumes", Read),
    ("definitions", Read),
    ("parameters", Read),
    ("responses", Read),
    ("securityDefinitions", Read),
    ("host", Idle),
    ("schemes", Idle),
    ("produces", Idle),
];

/// An OpenAPI 3.0 document.
pub(super) const OPENAPI: Table = document![("openapi", Read), ("servers", Read), ("components", Read)];

/// `info`.
pub(super) const INFO: Table = &[
    ("title", Read),
    ("version", Idle),
    ("description", Idle),
    ("termsOfService", Idle),
    ("contact", Idle),
    ("license", Idle),
];

/// `components`; its parameters, responses and bodies are read where they are referred to.
pub(super) const COMPONENTS: Table = &[
    ("schemas", Read),
    ("securitySchemes", Read),
    ("parameters", Read),
    ("responses", Read),
    ("requestBodies", Read),
    ("headers", Read),
    ("examples", Idle),
    ("links", Idle),
    ("callbacks", Idle),
    ("x-amazon-apigateway-integrations", HTTP_API),
];

/// `servers[]`.
pub(super) const SERVER: Table = &[
    ("url", Read),
    ("variables", Read),
    ("description", Idle),
    ("x-amazon-apigateway-endpoint-configuration", OUTSIDE),
];

/// `servers[].variables.…`.
pub(super) const SERVER_VARIABLE: Table = &[("default", Read), ("enum", Idle), ("description", Idle)];

/// `paths.…`.
pub(super) const PATH_ITEM: Table = &[
    ("get", Read),
    ("put", Read),
    ("post", Read),
    ("delete", Read),
    ("options", Read),
    ("head", Read),
    ("patch", Read),
    ("x-amazon-apigateway-any-method", Read),
    ("parameters", Read),
    ("summary", Idle),
    ("description", Idle),
    ("servers", Idle),
    (
        "trace",
        Meaning::Refused { problem: "API Gateway has no method TRACE", advice: "remove the operation" },
    ),
    (
        "$ref",
        Meaning::Refused {
            problem: "a path cannot refer to another place",
            advice: "write the operations here",
        },
    ),
];

/// An operation: what one format alone has, and what both have.
macro_rules! operation {
    ($($own:expr),+ $(,)?) => { &[
        $($own,)+
        ("parameters", Read),
        ("responses", Read),
        ("security", Read),
        ("tags", Idle),
        ("summary", Idle),
        ("description", Idle),
        ("externalDocs", Idle),
        ("operationId", Idle),
        ("deprecated", Idle),
        ("x-amazon-apigateway-auth", Read),
        ("x-amazon-apigateway-integration", Read),
        ("x-amazon-apigateway-request-validator", Read),
    ] };
}

/// An operation of a Swagger 2.0 document.
pub(super) const SWAGGER_OPERATION: Table =
    operation![("consumes", Read), ("produces", Idle), ("schemes", Idle)];

/// An operation of an OpenAPI 3.0 document.
pub(super) const OPENAPI_OPERATION: Table =
    operation![("requestBody", Read), ("callbacks", Idle), ("servers", Idle)];

/// A parameter. Documented: of a parameter only its presence is validated, so what else it says is idle.
pub(super) const PARAMETER: Table = &[
    ("name", Read),
    ("in", Read),
    ("required", Read),
    ("schema", Read),
    ("description", Idle),
    ("deprecated", Idle),
    ("allowEmptyValue", Idle),
    ("style", Idle),
    ("explode", Idle),
    ("allowReserved", Idle),
    ("example", Idle),
    ("examples", Idle),
    ("content", Idle),
    ("type", Idle),
    ("format", Idle),
    ("items", Idle),
    ("collectionFormat", Idle),
    ("default", Idle),
    ("enum", Idle),
    ("pattern", Idle),
    ("minimum", Idle),
    ("maximum", Idle),
    ("exclusiveMinimum", Idle),
    ("exclusiveMaximum", Idle),
    ("minLength", Idle),
    ("maxLength", Idle),
    ("minItems", Idle),
    ("maxItems", Idle),
    ("uniqueItems", Idle),
    ("multipleOf", Idle),
];

/// `requestBody`. Recorded: a body is validated whenever it has a model, so whether it is `required` is idle.
pub(super) const REQUEST_BODY: Table = &[("content", Read), ("required", Idle), ("description", Idle)];

/// `content.…`.
pub(super) const MEDIA_TYPE: Table =
    &[("schema", Read), ("example", Idle), ("examples", Idle), ("encoding", Idle)];

/// `responses.…`.
pub(super) const RESPONSE: Table = &[
    ("headers", Read),
    ("schema", Read),
    ("content", Read),
    ("description", Idle),
    ("examples", Idle),
    ("links", Idle),
];

/// A security scheme.
pub(super) const SECURITY_SCHEME: Table = &[
    ("type", Read),
    ("name", Read),
    ("in", Read),
    ("x-amazon-apigateway-authorizer", Read),
    ("x-amazon-apigateway-authtype", Read),
    ("description", Idle),
    ("scheme", Idle),
    ("bearerFormat", Idle),
    ("flow", Idle),
    ("flows", Idle),
    ("authorizationUrl", Idle),
    ("tokenUrl", Idle),
    ("scopes", Idle),
    ("openIdConnectUrl", Idle),
];

/// `x-amazon-apigateway-authorizer`. Whose credentials call the function is idle: nobody asks for any locally.
pub(super) const AUTHORIZER: Table = &[
    ("type", Read),
    ("authorizerUri", Read),
    ("identitySource", Read),
    ("identityValidationExpression", Read),
    ("authorizerResultTtlInSeconds", Read),
    ("authorizerCredentials", Idle),
    ("providerARNs", Read),
    ("authorizerPayloadFormatVersion", HTTP_API),
    ("enableSimpleResponses", HTTP_API),
    ("jwtConfiguration", HTTP_API),
];

/// `x-amazon-apigateway-auth`.
pub(super) const AUTH: Table = &[("type", Read)];

/// `x-amazon-apigateway-integration`. Credentials are idle as those of an authorizer are; the fields of caching because
/// a cache is switched on at the stage, outside of the document.
pub(super) const INTEGRATION: Table = &[
    ("type", Read),
    ("uri", Read),
    ("httpMethod", Read),
    ("requestTemplates", Read),
    ("requestParameters", Read),
    ("passthroughBehavior", Read),
    ("contentHandling", Read),
    ("timeoutInMillis", Read),
    ("responses", Read),
    ("connectionType", Read),
    ("responseTransferMode", Read),
    ("tlsConfig", Read),
    ("cacheKeyParameters", Idle),
    ("cacheNamespace", Idle),
    ("credentials", Idle),
    // Recorded: REST APIs import it and have no such thing.
    ("payloadFormatVersion", Idle),
    ("connectionId", PRIVATE),
    ("integrationTarget", PRIVATE),
    ("integrationSubtype", HTTP_API),
    ("$ref", HTTP_API),
];

/// `tlsConfig`.
pub(super) const TLS: Table = &[("insecureSkipVerification", Read), ("serverNameToVerify", HTTP_API)];

/// One of an integration's `responses`.
pub(super) const INTEGRATION_RESPONSE: Table = &[
    ("statusCode", Read),
    ("responseParameters", Read),
    ("responseTemplates", Read),
    ("contentHandling", Read),
];

/// One of `x-amazon-apigateway-gateway-responses`.
pub(super) const GATEWAY_RESPONSE: Table =
    &[("statusCode", Read), ("responseParameters", Read), ("responseTemplates", Read)];

/// One of `x-amazon-apigateway-request-validators`.
pub(super) const VALIDATOR: Table = &[("validateRequestBody", Read), ("validateRequestParameters", Read)];
