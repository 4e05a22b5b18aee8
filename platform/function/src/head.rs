//! A request without its body, borrowed out of the event.

use crate::error::FunctionError;
use serde_json::{Map, Value};

/// What is known of a request before its body is read. Names of headers are compared without regard to case.
#[derive(Debug, Clone, Copy)]
pub struct Head<'e> {
    event: &'e Map<String, Value>,
    method: &'e str,
    resource: &'e str,
    request_id: &'e str,
}

impl<'e> Head<'e> {
    /// Reads the head of a proxy event; `fallback_id` is the request's id where the event has none.
    ///
    /// # Errors
    /// It is no proxy event: it lacks its method or its resource.
    pub fn of(event: &'e Value, fallback_id: &'e str) -> Result<Self, FunctionError> {
        let event = event.as_object().ok_or(FunctionError::NotAProxyEvent("httpMethod"))?;
        let text = |name| event.get(name).and_then(Value::as_str).ok_or(FunctionError::NotAProxyEvent(name));
        let context = event.get("requestContext");
        let request_id = context.and_then(|context| context.get("requestId")).and_then(Value::as_str);
        Ok(Self {
            event,
            method: text("httpMethod")?,
            resource: text("resource")?,
            request_id: request_id.unwrap_or(fallback_id),
        })
    }

    /// The verb, in capitals.
    pub fn method(&self) -> &'e str {
        self.method
    }

    /// The route's path with its placeholders.
    pub fn resource(&self) -> &'e str {
        self.resource
    }

    /// The path as the caller sent it, escapes and all.
    pub fn path(&self) -> &'e str {
        self.event.get("path").and_then(Value::as_str).unwrap_or_default()
    }

    /// The id of the request: the gateway's, else the invocation's.
    pub fn request_id(&self) -> &'e str {
        self.request_id
    }

    /// The last value of a header.
    pub fn header(&self, name: &str) -> Option<&'e str> {
        let headers = self.event.get("headers")?.as_object()?;
        let (_, value) = headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        value.as_str()
    }

    /// The last value of a query parameter.
    pub fn query(&self, name: &str) -> Option<&'e str> {
        self.event.get("queryStringParameters")?.get(name)?.as_str()
    }

    /// A stage variable.
    pub fn stage_variable(&self, name: &str) -> Option<&'e str> {
        self.event.get("stageVariables")?.get(name)?.as_str()
    }

    /// Everything the gateway knows of the request: `identity`, `authorizer`, `stage` …
    pub fn context(&self) -> Option<&'e Value> {
        self.event.get("requestContext")
    }

    /// An object of the event; none when it is null or absent, as API Gateway writes "nothing".
    pub(crate) fn object(&self, name: &str) -> Option<&'e Map<String, Value>> {
        self.event.get(name)?.as_object()
    }

    /// The members of an object of the event.
    pub(crate) fn members(&self, name: &str) -> impl Iterator<Item = (&'e String, &'e Value)> + use<'e> {
        self.object(name).into_iter().flatten()
    }

    /// The body as it stands in the event, and whether it is in base64.
    pub(crate) fn body(&self) -> Option<(&'e str, bool)> {
        let body = self.event.get("body")?.as_str()?;
        Some((body, self.event.get("isBase64Encoded").and_then(Value::as_bool).unwrap_or(false)))
    }
}
