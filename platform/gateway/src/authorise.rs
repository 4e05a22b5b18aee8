//! Who may call: Lambda authorizers with their policies and cache, and signed requests.

mod authorized;
mod authorizer;
mod cache;
mod condition;
mod event;
mod identity;
mod method_arn;
mod pattern;
mod policy;
mod reply;
mod signature;

pub(crate) use authorized::Authorized;

use crate::definition::{ApiDefinition, Authorization};
use crate::error::LoadError;
use crate::gateway_response::Failure;
use crate::invoke::Invoke;
use crate::request_context::RequestContext;
use crate::surroundings::Surroundings;
use authorizer::Authorizer;
use indexmap::IndexMap;
use method_arn::method_arn;
use signature::signer;

/// What came of asking whether a request may pass.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Who the caller is, as far as that is known; gateway responses and access logs see it even when the call is refused.
    pub(crate) authorized: Authorized,
    /// Why it may not pass.
    pub(crate) refusal: Option<Failure>,
}

impl Verdict {
    fn refused(failure: Failure) -> Self {
        Self { authorized: Authorized::Open, refusal: Some(failure) }
    }
}

/// The answer to a request that no resource or method takes. Recorded: it is that to a request which is not signed. Measured at
/// AWS by many: credentials of another kind are then read as a signature, and found incomplete.
pub(crate) fn no_method(request: &RequestContext<'_>) -> Failure {
    signer(request).err().unwrap_or_else(Failure::no_method)
}

/// The authorizers of a stage, with what they decided so far. An API that is served twice has them twice: decisions are kept for
/// each stage by itself.
#[derive(Debug)]
pub(crate) struct Authorizers(IndexMap<String, Authorizer>);

impl Authorizers {
    /// Compiles the authorizers of an API, and looks whether methods name any that are not there. What is wrong is added to
    /// `mistakes`.
    pub(crate) fn compile(definition: &ApiDefinition, mistakes: &mut Vec<LoadError>) -> Self {
        let mut authorizers = IndexMap::new();
        for (name, authorizer) in &definition.authorizers {
            match Authorizer::compile(name, authorizer) {
                Ok(compiled) => {
                    authorizers.insert(name.clone(), compiled);
                }
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let methods = definition.resources.iter().flat_map(|resource| &resource.methods);
        for method in methods {
            if let Authorization::Authorizer { name, scopes } = &method.authorization {
                let mistake = |problem| LoadError::Mistake { place: method.place.clone(), problem };
                if !definition.authorizers.contains_key(name) {
                    mistakes.push(mistake(format!("there is no authorizer `{name}`")));
                } else if !scopes.is_empty() {
                    // Documented: scopes are checked by Cognito authorizers alone.
                    mistakes.push(mistake(format!(
                        "the authorizer `{name}` is a function and cannot check scopes; only Cognito's can"
                    )));
                }
            }
        }
        Self(authorizers)
    }

    /// Asks whether a request may pass. A cached decision is used when there is one; it is the policy that is cached, and it is
    /// evaluated for each method anew (documented).
    pub(crate) async fn authorise(
        &self,
        request: &RequestContext<'_>,
        authorization: &Authorization,
        invoke: &dyn Invoke,
        surroundings: &dyn Surroundings,
    ) -> Verdict {
        match authorization {
            Authorization::None => Verdict { authorized: Authorized::Open, refusal: None },
            Authorization::Iam => match signer(request) {
                Ok(Some(signer)) => Verdict { authorized: Authorized::Signer(signer), refusal: None },
                Ok(None) => Verdict::refused(Failure::no_method()),
                Err(failure) => Verdict::refused(failure),
            },
            Authorization::Authorizer { name, .. } => {
                let arn = method_arn(request);
                // Documented: 1,600 bytes.
                if arn.len() > 1_600 {
                    return Verdict::refused(Failure::uri_too_long());
                }
                match self.0.get(name) {
                    Some(authorizer) => authorizer.ask(request, &arn, invoke, surroundings).await,
                    None => Verdict::refused(Failure::authorizer_misconfigured()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
