//! Running the handler that an event asks for.

use crate::builder::{HandlerFuture, Run};
use crate::direct::Direct;
use crate::error::{Error, FunctionError};
use crate::head::Head;
use crate::project::{PreambleError, Project};
use crate::reply::ReplyRules;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use http::StatusCode;
use lockstep_route::{Access, Method};
use serde_json::Value;
use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// A function's routes.
pub(crate) struct FunctionTable<P: Project> {
    /// Those that get a request whole, by resource.
    pub routes: HashMap<String, Vec<RouteEntry<P>>>,
    /// The one whose events hold no request.
    pub direct: Option<DirectEntry<P>>,
}

impl<P: Project> Default for FunctionTable<P> {
    fn default() -> Self {
        Self { routes: HashMap::new(), direct: None }
    }
}

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

/// What serves events without a request, ready to run.
pub(crate) struct DirectEntry<P: Project> {
    source: String,
    kind: DirectKind,
    run: Direct<P>,
}

/// What sends such events.
enum DirectKind {
    /// A mapping template; the rules say which errors have a status of their own.
    Mapped(ReplyRules),
    /// The clock, for the job of this name.
    Job(String),
    /// API Gateway, which asks whether a request may pass.
    Authorizer,
}

impl<P: Project> DirectEntry<P> {
    pub fn mapped(source: String, rules: ReplyRules, run: Direct<P>) -> Self {
        Self { source, kind: DirectKind::Mapped(rules), run }
    }

    pub fn job(source: String, name: String, run: Direct<P>) -> Self {
        Self { source, kind: DirectKind::Job(name), run }
    }

    pub fn authorizer(source: String, run: Direct<P>) -> Self {
        Self { source, kind: DirectKind::Authorizer, run }
    }

    fn is_job(&self, name: &str) -> bool {
        matches!(&self.kind, DirectKind::Job(own) if own == name)
    }

    /// Runs the handler; its error is the function's.
    async fn serve(&self, app: &P::App, event: &Value, request_id: &str) -> Result<Value, FunctionError> {
        let outcome = caught((self.run)(app, event)).await;
        outcome.map_err(|mut error| {
            if let DirectKind::Mapped(rules) = &self.kind {
                // A message that no pattern is meant for stays with us, as it does in a whole reply.
                rules.select(&mut error);
            }
            log(&self.source, request_id, &error);
            // Documented: API Gateway answers 401 to this very word of an authorizer, and 500 to all others.
            let message = match self.kind {
                DirectKind::Authorizer if error.status() == StatusCode::UNAUTHORIZED => {
                    "Unauthorized".to_owned()
                }
                _ => error.to_string(),
            };
            FunctionError::Failed { error_type: error.kind(), message }
        })
    }
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
    /// Runs a job.
    fn run_job<'a>(
        &'a self,
        job: &'a str,
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

    fn function(&self, function: &str) -> Result<&FunctionTable<P>, FunctionError> {
        self.table.get(function).ok_or_else(|| FunctionError::UnknownFunction(function.to_owned()))
    }

    fn find<'t>(
        table: &'t FunctionTable<P>,
        function: &str,
        head: &Head<'_>,
    ) -> Result<&'t RouteEntry<P>, FunctionError> {
        let entries = table.routes.get(head.resource()).map_or(&[][..], Vec::as_slice);
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
            let table = self.function(function)?;
            // A function that has nothing else gets whatever comes; one with routes knows its requests by their verb.
            let direct = table.direct.as_ref();
            if let Some(entry) =
                direct.filter(|_| table.routes.is_empty() || event.get("httpMethod").is_none())
            {
                let app = self.app().await?;
                return entry.serve(&app, event, request_id).await;
            }
            let head = Head::of(event, request_id)?;
            let entry = Self::find(table, function, &head)?;
            let app = self.app().await?;
            let outcome = caught((entry.run)(&app, &entry.rules, &entry.access, head)).await;
            Ok(outcome.unwrap_or_else(|mut error| {
                entry.rules.select(&mut error);
                log(&entry.source, head.request_id(), &error);
                entry.rules.problem(&head, error)
            }))
        })
    }

    fn run_job<'a>(
        &'a self,
        job: &'a str,
        event: &'a Value,
        request_id: &'a str,
    ) -> BoxFuture<'a, Result<Value, FunctionError>> {
        Box::pin(async move {
            let jobs = self.table.values().filter_map(|table| table.direct.as_ref());
            let entry = jobs.into_iter().find(|entry| entry.is_job(job));
            let entry = entry.ok_or_else(|| FunctionError::UnknownJob(job.to_owned()))?;
            let app = self.app().await?;
            entry.serve(&app, event, request_id).await
        })
    }
}

/// A panic of a handler ends its request and nothing else; the app it borrows is shared and guards itself.
async fn caught(run: HandlerFuture<'_, Value, Error>) -> Result<Value, Error> {
    AssertUnwindSafe(run).catch_unwind().await.unwrap_or_else(|panic| {
        Err(Error::internal(format!("the handler panicked: {}", panic_message(&*panic))))
    })
}

/// What the caller is not told. Their mistakes are noted, ours are errors.
fn log(route: &str, request_id: &str, error: &Error) {
    let status = error.status().as_u16();
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
