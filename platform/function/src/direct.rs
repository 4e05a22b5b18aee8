//! Events without an HTTP request in them: what a mapping template rendered, the clock's, an authorizer's. The event is the
//! handler's request as it stands, its reply is plain JSON, and an error is a function error.

use crate::builder::{DirectHandler, HandlerFuture};
use crate::error::Error;
use crate::project::Project;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A handler without its types: from an event to a reply.
pub(crate) type Direct<P> =
    Box<dyn for<'a> Fn(&'a <P as Project>::App, &'a Value) -> HandlerFuture<'a, Value, Error> + Send + Sync>;

/// Takes the types off a handler.
pub(crate) fn untyped<P: Project, Request, Reply, Failure>(
    handler: DirectHandler<P::App, Request, Reply, Failure>,
) -> Direct<P>
where
    Request: DeserializeOwned + Send + 'static,
    Reply: Serialize + 'static,
    Failure: Into<Error> + 'static,
{
    Box::new(move |app, event| {
        Box::pin(async move {
            let request = decode(event)?;
            let reply = handler(app, request).await.map_err(Into::into)?;
            serde_json::to_value(reply).map_err(Error::internal)
        })
    })
}

/// The event as the handler's request.
fn decode<Request: DeserializeOwned>(event: &Value) -> Result<Request, Error> {
    serde_path_to_error::deserialize(event).map_err(|error| {
        let field = error.path().to_string();
        let reason = error.into_inner().to_string();
        // The message names the field itself, or the event is none at all.
        if field == "." { Error::bad_request(reason) } else { Error::bad_field(field, reason) }
    })
}

/// The clock's event, as `EventBridge` sends it for a schedule
/// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html>).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduledEvent {
    /// The event's own id: a job that was run twice for one event sees the same twice.
    pub id: String,
    /// When the job was due: RFC 3339, in UTC, whole seconds.
    pub time: String,
    /// The account it comes from.
    #[serde(default)]
    pub account: String,
    /// The region it comes from.
    #[serde(default)]
    pub region: String,
    /// The rules that sent it.
    #[serde(default)]
    pub resources: Vec<String>,
}

impl ScheduledEvent {
    /// The event of a host with a clock of its own.
    pub fn new(id: impl Into<String>, time: impl Into<String>) -> Self {
        let (account, region) = (String::new(), String::new());
        Self { id: id.into(), time: time.into(), account, region, resources: Vec::new() }
    }

    /// The event with all members that `EventBridge` gives it.
    pub fn to_json(&self) -> Value {
        json!({
            "version": "0",
            "id": self.id,
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": self.account,
            "time": self.time,
            "region": self.region,
            "resources": self.resources,
            "detail": {},
        })
    }
}
