//! Giving the handlers of a version to [`Functions`].

use crate::access;
use crate::answer::IntoAnswer;
use crate::decode;
use crate::direct::{self, Direct, ScheduledEvent};
use crate::error::{Error, FunctionError};
use crate::functions::Functions;
use crate::head::Head;
use crate::project::{PreambleError, Project};
use crate::reply::ReplyRules;
use crate::run::{DirectEntry, FunctionTable, Host, RouteEntry, Table};
use crate::schema::Collector;
use lockstep_route::{Access, Endpoint, Function, Integration, Route, Schemas, Trigger, Version};
use schemars::JsonSchema;
use serde::Serialize;
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

/// A handler of whatever comes without a caller: behind a mapping template, from the clock, or as an authorizer.
pub type DirectHandler<App, Request, Reply, Failure> =
    for<'a> fn(&'a App, Request) -> HandlerFuture<'a, Reply, Failure>;

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

/// A handler as it was handed over, by what it is a handler of.
enum Bound<P: Project> {
    Proxy(Run<P>),
    Mapped(Direct<P>),
    Job(Direct<P>),
    Authorizer(Direct<P>),
}

/// Collects the handlers of a version; the table that the build script writes calls it.
pub struct FunctionsBuilder<P: Project> {
    version: Version,
    handlers: HashMap<&'static str, Bound<P>>,
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
        self.handlers.insert(source, Bound::Proxy(run));
        self
    }

    /// Takes the handler of a route behind mapping templates: its request is exactly what the template renders, its reply
    /// plain JSON for the response's template. There is no caller: API Gateway's authorizer is all that such a route has.
    #[must_use]
    pub fn mapped<Request, Reply, Failure>(
        mut self,
        source: &'static str,
        handler: DirectHandler<P::App, Request, Reply, Failure>,
    ) -> Self
    where
        Request: DeserializeOwned + Send + 'static,
        Reply: Serialize + 'static,
        Failure: Into<Error> + 'static,
    {
        self.handlers.insert(source, Bound::Mapped(direct::untyped::<P, _, _, _>(handler)));
        self
    }

    /// Takes the handler of a job.
    #[must_use]
    pub fn job<Failure>(
        mut self,
        source: &'static str,
        handler: DirectHandler<P::App, ScheduledEvent, (), Failure>,
    ) -> Self
    where
        Failure: Into<Error> + 'static,
    {
        self.handlers.insert(source, Bound::Job(direct::untyped::<P, _, _, _>(handler)));
        self
    }

    /// Takes the handler of an authorizer: its request is the event that API Gateway sends to one, its reply the policy. An
    /// error with the status 401 refuses the caller; any other is a failure of the authorizer.
    #[must_use]
    pub fn authorizer<Request, Reply, Failure>(
        mut self,
        source: &'static str,
        handler: DirectHandler<P::App, Request, Reply, Failure>,
    ) -> Self
    where
        Request: DeserializeOwned + Send + 'static,
        Reply: Serialize + 'static,
        Failure: Into<Error> + 'static,
    {
        self.handlers.insert(source, Bound::Authorizer(direct::untyped::<P, _, _, _>(handler)));
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
        for (function, route) in self.version.routes().filter(|(_, route)| route.has_code()) {
            let handler = self.handlers.remove(route.source.as_str());
            let functions = table.entry(function.name.clone()).or_default();
            bind(&self.version, function, route, handler, functions)?;
        }
        if let Some(source) = self.handlers.keys().next() {
            return Err(FunctionError::UnknownHandler((*source).to_owned()));
        }
        let host = Host::new(table, preamble);
        Ok(Functions::new(self.version, self.schemas.finish(), Arc::new(host)))
    }
}

/// Puts a route with its handler into the table of its function.
fn bind<P: Project>(
    version: &Version,
    function: &Function,
    route: &Route,
    handler: Option<Bound<P>>,
    table: &mut FunctionTable<P>,
) -> Result<(), FunctionError> {
    let rules = |endpoint: &Endpoint| {
        ReplyRules::new(endpoint, version.settings.cors.as_ref()).map_err(|error| FunctionError::BadPattern {
            route: route.source.clone(),
            reason: error.to_string(),
        })
    };
    let source = route.source.clone();
    let entry = match (&route.trigger, handler) {
        (Trigger::Http(endpoint), Some(Bound::Proxy(run)))
            if endpoint.integration == Integration::FunctionProxy =>
        {
            let (method, access) = (endpoint.method, endpoint.access.clone());
            let entry = RouteEntry { method, source, access, rules: rules(endpoint)?, run };
            table.routes.entry(endpoint.path.as_str().to_owned()).or_default().push(entry);
            return Ok(());
        }
        (Trigger::Http(endpoint), Some(Bound::Mapped(run)))
            if endpoint.integration == Integration::Function =>
        {
            DirectEntry::mapped(source, rules(endpoint)?, run)
        }
        (Trigger::Job(_), Some(Bound::Job(run))) => DirectEntry::job(source, route.name.clone(), run),
        (Trigger::Authorizer(_), Some(Bound::Authorizer(run))) => DirectEntry::authorizer(source, run),
        (_, None) => return Err(FunctionError::MissingHandler(source)),
        (_, Some(_)) => return Err(FunctionError::WrongHandler(source)),
    };
    if table.direct.replace(entry).is_some() {
        return Err(FunctionError::Ambiguous(function.name.clone()));
    }
    Ok(())
}
