//! Running the handler that an event asks for.

use crate::builder::Run;
use crate::error::{Error, FunctionError};
use crate::head::Head;
use crate::project::{PreambleError, Project};
use crate::reply::ReplyRules;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use lockstep_route::{Access, Method};
use serde_json::Value;
use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// A function's routes by resource.
pub(crate) type FunctionTable<P> = HashMap<String, Vec<RouteEntry<P>>>;
/// All functions by name.
pub(crate) type Table<P> = HashMap<String, FunctionTable<P>>;

/// A route, ready to run.
pub(crate) struct RouteEntry<P: Project> {
    pub method: Method,
    pub source: String,
    pub access: Access,
    pub rules: ReplyRules,
    pub run: Run<P>,
}

type Opened<App> = Shared<BoxFuture<'static, Result<Arc<App>, Arc<str>>>>;

/// The functions of one project with its app, once the preamble has built it.
pub(crate) struct Host<P: Project> {
    table: Table<P>,
    app: Opened<P::App>,
}

/// A [`Host`] whatever its project.
pub(crate) trait Serve: Send + Sync {
    /// Runs the preamble unless it has run.
    fn prepare(&self) -> BoxFuture<'_, Result<(), FunctionError>>;
    /// Serves one event.
    fn serve<'a>(
        &'a self,
        function: &'a str,
        event: &'a Value,
        request_id: &'a str,
    ) -> BoxFuture<'a, Result<Value, FunctionError>>;
}

impl<P: Project> Host<P> {
    pub fn new(
        table: Table<P>,
        preamble: impl Future<Output = Result<Arc<P::App>, PreambleError>> + Send + 'static,
    ) -> Self {
        let opened = AssertUnwindSafe(preamble).catch_unwind().map(|outcome| {
            let failure: Arc<str> = match outcome {
                Ok(Ok(app)) => return Ok(app),
                Ok(Err(error)) => chain(&*error).into(),
                Err(panic) => format!("it panicked: {}", panic_message(&*panic)).into(),
            };
            // Here and nowhere else, so that the log has it once, however many events wait.
            tracing::error!(reason = &*failure, "the preamble failed");
            Err(failure)
        });
        Self { table, app: opened.boxed().shared() }
    }

    fn find(&self, function: &str, head: &Head<'_>) -> Result<&RouteEntry<P>, FunctionError> {
        let routes =
            self.table.get(function).ok_or_else(|| FunctionError::UnknownFunction(function.to_owned()))?;
        let entries = routes.get(head.resource()).map_or(&[][..], Vec::as_slice);
        let exact = entries.iter().find(|entry| entry.method.as_str() == head.method());
        exact.or_else(|| entries.iter().find(|entry| entry.method == Method::Any)).ok_or_else(|| {
            FunctionError::UnknownRoute {
                function: function.to_owned(),
                method: head.method().to_owned(),
                resource: head.resource().to_owned(),
            }
        })
    }

    async fn app(&self) -> Result<Arc<P::App>, FunctionError> {
        self.app.clone().await.map_err(FunctionError::Preamble)
    }
}

impl<P: Project> Serve for Host<P> {
    fn prepare(&self) -> BoxFuture<'_, Result<(), FunctionError>> {
        self.app().map(|app| app.map(drop)).boxed()
    }

    fn serve<'a>(
        &'a self,
        function: &'a str,
        event: &'a Value,
        request_id: &'a str,
    ) -> BoxFuture<'a, Result<Value, FunctionError>> {
        Box::pin(async move {
            let head = Head::of(event, request_id)?;
            let entry = self.find(function, &head)?;
            let app = self.app().await?;
            let run = (entry.run)(&app, &entry.rules, &entry.access, head);
            // A panic of a handler ends its request and nothing else; the app it borrows is shared and guards itself.
            let outcome = AssertUnwindSafe(run).catch_unwind().await.unwrap_or_else(|panic| {
                Err(Error::internal(format!("the handler panicked: {}", panic_message(&*panic))))
            });
            Ok(outcome.unwrap_or_else(|mut error| {
                entry.rules.select(&mut error);
                log(entry, &head, &error);
                entry.rules.problem(&head, error)
            }))
        })
    }
}

/// What the caller is not told. Their mistakes are noted, ours are errors.
fn log<P: Project>(entry: &RouteEntry<P>, head: &Head<'_>, error: &Error) {
    let (request_id, route, status) = (head.request_id(), entry.source.as_str(), error.status().as_u16());
    let (detail, reason) = (error.to_string(), error.log_message());
    if error.status().is_server_error() {
        tracing::error!(request_id, route, status, detail, reason, "the request failed");
    } else {
        tracing::debug!(request_id, route, status, detail, reason, "the request was refused");
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}
