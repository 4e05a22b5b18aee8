//! Errors: in two voices for a handler's, in one for the host's.

use http::StatusCode;
use serde_json::{Map, Value};
use std::fmt;
use std::sync::Arc;

/// Why a handler could not answer. What the caller may see (RFC 9457) and what the log keeps are two different things.
///
/// ```
/// use lockstep_function::Error;
/// # fn read() -> std::io::Result<()> { Err(std::io::Error::other("disk on fire")) }
/// let error = read().map_err(Error::internal).unwrap_err();
/// assert_eq!(error.status().as_u16(), 500);
/// assert!(!error.to_string().contains("disk"), "the caller is not told");
/// ```
#[derive(Debug)]
pub struct Error(Box<Content>);

/// Boxed, so that a handler's result stays small.
#[derive(Debug)]
struct Content {
    status: StatusCode,
    detail: String,
    members: Map<String, Value>,
    headers: Vec<(&'static str, String)>,
    log: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    selectable: Option<String>,
}

impl Error {
    /// An error of a status, with a sentence for the caller.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self(Box::new(Content {
            status,
            detail: detail.into(),
            members: Map::new(),
            headers: Vec::new(),
            log: None,
            source: None,
            selectable: None,
        }))
    }

    /// 400: the request makes no sense.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 400 because of one input; the problem document names it in its member `field`.
    pub fn bad_field(field: impl Into<String>, reason: impl fmt::Display) -> Self {
        let field = field.into();
        Self::bad_request(format!("`{field}`: {reason}")).member("field", field)
    }

    /// 401: the caller is not known.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail).header("WWW-Authenticate", "Bearer")
    }

    /// 403: the caller is known and may not.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// 404: there is no such thing, or the caller may not know of it.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 409: it would contradict what is there.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    /// 503: not now; `source` goes to the log.
    pub fn unavailable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let mut error =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, "the service cannot answer right now, try again soon");
        error.0.source = Some(source.into());
        error
    }

    /// 500: our fault; `source` goes to the log.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let mut error = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong on our side");
        error.0.source = Some(source.into());
        error
    }

    /// An error by its message alone. If a `selectionPattern` of the route matches the whole message, the caller gets that
    /// status and the message; if none does, a plain 500, and the message goes to the log: so does API Gateway with a
    /// function's `errorMessage`.
    pub fn message(message: impl Into<String>) -> Self {
        let message = message.into();
        let mut error = Self::internal(message.clone());
        error.0.selectable = Some(message);
        error
    }

    /// With a further member of the problem document.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0.members.insert(name.into(), value.into());
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// With a sentence for the log.
    #[must_use]
    pub fn log(mut self, message: impl Into<String>) -> Self {
        self.0.log = Some(message.into());
        self
    }

    /// The status the caller gets.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// What the log gets: its own sentence, and all causes.
    pub fn log_message(&self) -> String {
        let mut message = self.0.log.clone().unwrap_or_default();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let gap = if message.is_empty() { "" } else { ": " };
            message = format!("{message}{gap}{error}");
            cause = error.source();
        }
        message
    }

    /// The text that selection patterns are matched against.
    pub(crate) fn selection_text(&self) -> &str {
        self.0.selectable.as_deref().unwrap_or(&self.0.detail)
    }

    /// The kind of error by its status, as an `errorType`: `NotFound`.
    pub(crate) fn kind(&self) -> String {
        self.0.status.canonical_reason().unwrap_or("Error").split([' ', '-']).collect()
    }

    /// Takes the status a pattern selected; a message that was held back is thereby meant for the caller.
    pub(crate) fn select(&mut self, status: StatusCode) {
        self.0.status = status;
        if let Some(message) = self.0.selectable.take() {
            self.0.detail = message;
        }
    }

    /// The problem document (RFC 9457) and the headers.
    pub(crate) fn into_problem(self, instance: &str) -> (Map<String, Value>, Vec<(&'static str, String)>) {
        let mut document = Map::new();
        document.insert("type".to_owned(), "about:blank".into());
        document.insert("title".to_owned(), self.0.status.canonical_reason().unwrap_or("Error").into());
        document.insert("status".to_owned(), self.0.status.as_u16().into());
        document.insert("detail".to_owned(), self.0.detail.into());
        document.insert("instance".to_owned(), instance.into());
        document.extend(self.0.members);
        (document, self.0.headers)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.detail)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// Why the functions of a version cannot serve, whatever the request.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FunctionError {
    /// The version has no such function.
    #[error("there is no function `{0}`")]
    UnknownFunction(String),
    /// The function has no route for the event.
    #[error("the function `{function}` has no route {method} {resource}")]
    UnknownRoute {
        /// The function's name.
        function: String,
        /// The event's `httpMethod`.
        method: String,
        /// The event's `resource`.
        resource: String,
    },
    /// The event is none that API Gateway sends.
    #[error("this is not an event of a Lambda proxy integration: `{0}` is missing")]
    NotAProxyEvent(&'static str),
    /// A route has no handler: the table was not written from this version.
    #[error("the route `{0}` has no handler")]
    MissingHandler(String),
    /// A route's handler takes what another kind of route has: the table was not written from this version.
    #[error("the handler of the route `{0}` is one for another kind of route")]
    WrongHandler(String),
    /// Two routes of a function have events that do not say which of them is meant.
    #[error("the function `{0}` cannot tell its events apart")]
    Ambiguous(String),
    /// The version has no such job.
    #[error("there is no job `{0}`")]
    UnknownJob(String),
    /// A handler without an HTTP reply ended in an error: the function fails as a Lambda function does.
    #[error("{message}")]
    Failed {
        /// What kind of error it is, such as `NotFound`.
        error_type: String,
        /// What API Gateway's selection patterns are matched against.
        message: String,
    },
    /// A handler has no route: the table was not written from this version.
    #[error("the handler `{0}` has no route")]
    UnknownHandler(String),
    /// A selection pattern does not compile.
    #[error("the route `{route}`: {reason}")]
    BadPattern {
        /// The route's source.
        route: String,
        /// What the compiler of regular expressions says.
        reason: String,
    },
    /// The preamble failed, so that the app is not there. It runs only once: the process is of no use.
    #[error("the preamble failed: {0}")]
    Preamble(Arc<str>),
}
