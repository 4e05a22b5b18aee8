//! The authorizers of `api.json`.

use crate::definition::{AuthorizerDefinition, AuthorizerKind};
use crate::error::LoadError;
use lockstep_route::{Authorizer, AuthorizerKind as Kind};

/// How long a decision is kept when nothing is said, seconds (documented).
const RESULT_TTL: u32 = 300;

/// Where a token stands when nothing is said. Silent: API Gateway asks for an identity source; this is the one that its
/// console proposes.
const TOKEN: &str = "method.request.header.Authorization";

/// An authorizer's definition.
///
/// # Errors
/// User pools live at AWS and cannot be asked from here.
pub(super) fn definition(
    place: &str,
    name: &str,
    authorizer: &Authorizer,
) -> Result<AuthorizerDefinition, LoadError> {
    let kind = match authorizer.kind {
        Kind::Token => AuthorizerKind::Token,
        Kind::Request => AuthorizerKind::Request,
        Kind::CognitoUserPools => {
            let feature = format!("the authorizer `{name}`, a user pool of Amazon Cognito,");
            return Err(LoadError::Unsupported { place: place.to_owned(), feature });
        }
    };
    let sources = authorizer.identity_source.as_deref().unwrap_or(match kind {
        AuthorizerKind::Token => TOKEN,
        AuthorizerKind::Request => "",
    });
    let sources = sources.split(',').map(str::trim).filter(|source| !source.is_empty());
    Ok(AuthorizerDefinition {
        place: format!("{place}: authorizers.{name}"),
        kind,
        function: authorizer.function.clone().unwrap_or_default(),
        identity_sources: sources.map(str::to_owned).collect(),
        validation_expression: authorizer.identity_validation_expression.clone(),
        result_ttl_seconds: authorizer.result_ttl_seconds.unwrap_or(RESULT_TTL),
    })
}
