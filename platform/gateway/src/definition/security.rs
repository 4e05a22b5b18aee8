//! Who is asked whether a request may pass.

/// Where API keys are sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ApiKeySource {
    /// In the header `X-API-Key`.
    #[default]
    Header,
    /// The authorizer names it (`usageIdentifierKey`).
    Authorizer,
}

/// A function that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizerDefinition {
    /// Where it is written, for messages.
    pub place: String,
    /// What it sees.
    pub kind: AuthorizerKind,
    /// The function's name within its version; it may hold `${stageVariables.name}`.
    pub function: String,
    /// What it goes by and what a decision is kept for: `method.request.header.Authorization`, `method.request.querystring.…`,
    /// `stageVariables.…`, `context.…`.
    pub identity_sources: Vec<String>,
    /// A regular expression that a token must match as a whole; a token that does not is refused without a call.
    pub validation_expression: Option<String>,
    /// How long a decision is kept, seconds: 0 (not at all) to 3,600; 300 when nothing is said.
    pub result_ttl_seconds: u32,
}

/// What an authorizer sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorizerKind {
    /// One header: the token.
    Token,
    /// The request without its body.
    Request,
}
