//! Giving the handlers of a version to [`Functions`].

use crate::access;
use crate::answer::IntoAnswer;
use crate::decode;
use crate::error::{Error, FunctionError};
use crate::functions::Functions;
use crate::head::Head;
use crate::project::{PreambleError, Project};
use crate::reply::ReplyRules;
use crate::run::{FunctionTable, Host, RouteEntry, Table};
use crate::schema::Collector;
use lockstep_route::{Access, Schemas, Version};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What a handler gives: its reply, some time later.
pub type HandlerFuture<'a, Reply, Failure> =
    Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>>;

/// A handler as the generated table hands it over.
pub type Handler<App, Caller, Request, Reply, Failure> =
    for<'a> fn(&'a App, Caller, Request) -> HandlerFuture<'a, Reply, Failure>;

/// A handler without its types: from the head of a request to a whole reply.
pub(crate) type Run<P> = Box<
    dyn for<'a> Fn(
            &'a <P as Project>::App,
            &'a ReplyRules,
            &'a Access,
            Head<'a>,
        ) -> HandlerFuture<'a, Value, Error>
        + Send
        + Sync,
>;

/// Collects the handlers of a version; the table that the build script writes calls it.
pub struct FunctionsBuilder<P: Project> {
    version: Version,
    handlers: HashMap<&'static str, Run<P>>,
    schemas: Collector,
}

impl<P: Project> FunctionsBuilder<P> {
    pub(crate) fn new(version: Version) -> Self {
        Self { version, handlers: HashMap::new(), schemas: Collector::new() }
    }

    /// Takes the handler of the route whose pair lies at `source` below the version's folder.
    #[must_use]
    pub fn route<Request, Reply, Failure>(
        mut self,
        source: &'static str,
        handler: Handler<P::App, P::Caller, Request, Reply, Failure>,
    ) -> Self
    where
        Request: DeserializeOwned + JsonSchema + Send + 'static,
        Reply: IntoAnswer + 'static,
        Failure: Into<Error> + 'static,
    {
        self.schemas.add::<Request, Reply::Body>(source);
        let run: Run<P> = Box::new(move |app, rules, access, head| {
            Box::pin(async move {
                let caller = P::identify(app, &head).await?;
                access::enforce(access, &caller)?;
                let request = decode::request(&head)?;
                let reply = handler(app, caller, request).await.map_err(Into::into)?;
                rules.success(&head, reply.into_answer())
            })
        });
        self.handlers.insert(source, run);
        self
    }

    /// The shapes of all routes so far, for a contract that is written without serving anything.
    pub fn schemas(self) -> Schemas {
        self.schemas.finish()
    }

    /// Completes the functions. `preamble` builds the app; it runs once per process, before the first event.
    ///
    /// # Errors
    /// When handlers and routes do not cover each other.
    pub fn build(
        mut self,
        preamble: impl Future<Output = Result<Arc<P::App>, PreambleError>> + Send + 'static,
    ) -> Result<Functions, FunctionError> {
        let mut table: Table<P> = HashMap::new();
        for (function, route, endpoint) in self.version.endpoints() {
            let run = self
                .handlers
                .remove(route.source.as_str())
                .ok_or_else(|| FunctionError::MissingHandler(route.source.clone()))?;
            let rules = ReplyRules::new(endpoint, self.version.settings.cors.as_ref()).map_err(|error| {
                FunctionError::BadPattern { route: route.source.clone(), reason: error.to_string() }
            })?;
            let entry = RouteEntry {
                method: endpoint.method,
                source: route.source.clone(),
                access: endpoint.access.clone(),
                rules,
                run,
            };
            let routes: &mut FunctionTable<P> = table.entry(function.name.clone()).or_default();
            routes.entry(endpoint.path.as_str().to_owned()).or_default().push(entry);
        }
        if let Some(source) = self.handlers.keys().next() {
            return Err(FunctionError::UnknownHandler((*source).to_owned()));
        }
        let host = Host::new(table, preamble);
        Ok(Functions::new(self.version, self.schemas.finish(), Arc::new(host)))
    }
}
