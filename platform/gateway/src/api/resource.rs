//! A path with its methods, compiled.

use crate::definition::Authorization;
use crate::integrate::Integration;
use crate::validate::Validator;

/// A verb on a resource.
#[derive(Debug)]
pub(crate) struct Method {
    /// `GET`, … or `ANY`.
    pub(crate) verb: String,
    /// Who decides whether it may be called.
    pub(crate) authorization: Authorization,
    /// Whether an API key is needed.
    pub(crate) api_key_required: bool,
    /// What is checked before anything is called.
    pub(crate) validator: Option<Validator>,
    /// What it does.
    pub(crate) integration: Integration,
}

impl Method {
    /// The mock that answers preflight requests of browsers, where a resource has no `OPTIONS` of its own.
    pub(crate) fn preflight() -> Self {
        Self {
            verb: "OPTIONS".to_owned(),
            authorization: Authorization::None,
            api_key_required: false,
            validator: None,
            integration: Integration::preflight(),
        }
    }

    /// Whether the body of a request is of any use.
    pub(crate) fn takes_body(&self) -> bool {
        self.validator.is_some() || self.integration.takes_body()
    }
}

/// A path with its methods.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Identity of the resource, six characters at AWS.
    pub(crate) id: String,
    /// Its template, `/talks/{code}`.
    pub(crate) path: String,
    /// Its methods.
    pub(crate) methods: Vec<Method>,
}

impl Resource {
    /// The method for a verb; `ANY` serves those that have none of their own.
    pub(crate) fn method(&self, verb: &str) -> Option<&Method> {
        let own = self.methods.iter().find(|method| method.verb == verb);
        own.or_else(|| self.methods.iter().find(|method| method.verb == "ANY"))
    }
}

/// A stable identifier in the alphabet of AWS's: the same path always has the same one.
pub(crate) fn identifier(kind: &str, name: &str, length: usize) -> String {
    // FNV-1a, widened as needed: an identifier, not a secret.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut mix = |byte: u8| {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        hash
    };
    for byte in kind.bytes().chain([b':']).chain(name.bytes()) {
        mix(byte);
    }
    (0..length)
        .map(|_| {
            let digit = u32::try_from((mix(b'.') >> 17) % 36).unwrap_or_default();
            char::from_digit(digit, 36).unwrap_or('0')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn identifiers_are_stable_and_differ() {
        assert_eq!(identifier("resource", "/talks", 6), identifier("resource", "/talks", 6));
        assert_ne!(identifier("resource", "/talks", 6), identifier("resource", "/rooms", 6));
        assert_eq!(identifier("api", "1", 10).len(), 10);
    }
}
