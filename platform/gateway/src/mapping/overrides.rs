//! What templates override of the request to the integration and of the response to the client.

use super::carried::Carried;
use super::error::MappingError;

/// What templates set of `$context`, carried from the request template to the response template and to what is sent.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Overrides {
    /// `$context.requestOverride`, once a template set anything there.
    pub(super) request: Option<Carried>,
    /// `$context.responseOverride`, once a template set anything there.
    pub(super) response: Option<Carried>,
    /// Other names that templates set directly in `$context`. Recorded for names in the overrides; silent about these.
    pub(super) context: Vec<(String, Carried)>,
}

impl Overrides {
    /// Headers of the request to the integration: names with their values' texts.
    pub(crate) fn request_headers(&self) -> Vec<(String, String)> {
        pairs(self.request.as_ref(), "header")
    }

    /// Query parameters of the request to the integration.
    pub(crate) fn request_query(&self) -> Vec<(String, String)> {
        pairs(self.request.as_ref(), "querystring")
    }

    /// Path parameters of the request to the integration.
    pub(crate) fn request_path(&self) -> Vec<(String, String)> {
        pairs(self.request.as_ref(), "path")
    }

    /// Headers of the response to the client.
    pub(crate) fn response_headers(&self) -> Vec<(String, String)> {
        pairs(self.response.as_ref(), "header")
    }

    /// The status of the response to the client.
    ///
    /// # Errors
    /// A template set what is no status. Silent what API Gateway does then; it cannot send it, so it is taken as a failure.
    pub(crate) fn response_status(&self) -> Result<Option<u16>, MappingError> {
        let Some(status) = self.response.as_ref().and_then(|response| response.member("status")) else {
            return Ok(None);
        };
        let text = status.text();
        match text.trim().parse() {
            Ok(status @ 100..=599) => Ok(Some(status)),
            _ if text.is_empty() => Ok(None),
            _ => Err(MappingError::Status(text)),
        }
    }
}

fn pairs(overrides: Option<&Carried>, section: &str) -> Vec<(String, String)> {
    let entries =
        overrides.and_then(|overrides| overrides.member(section)).into_iter().flat_map(Carried::entries);
    entries.map(|(name, value)| (name.text(), value.text())).collect()
}
