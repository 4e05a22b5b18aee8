//! All functions of a version in one process.

use crate::builder::FunctionsBuilder;
use crate::direct::ScheduledEvent;
use crate::error::FunctionError;
use crate::project::Project;
use crate::run::Serve;
use lockstep_route::{Schemas, Version};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// What the host says of an invocation beside its event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvocationContext {
    /// The invocation's id; it stands in problem documents and the log where the event has none of its own.
    pub request_id: String,
    /// When the host will give up on the function.
    pub deadline: Option<SystemTime>,
}

impl InvocationContext {
    /// A context without a deadline.
    pub fn new(request_id: impl Into<String>) -> Self {
        Self { request_id: request_id.into(), deadline: None }
    }
}

/// All functions of a version in one process. Copies share everything.
#[derive(Clone)]
pub struct Functions {
    version: Arc<Version>,
    schemas: Arc<Schemas>,
    host: Arc<dyn Serve>,
}

impl Functions {
    /// Begins to collect the handlers of a version.
    pub fn builder<P: Project>(version: Version) -> FunctionsBuilder<P> {
        FunctionsBuilder::new(version)
    }

    pub(crate) fn new(version: Version, schemas: Schemas, host: Arc<dyn Serve>) -> Self {
        Self { version: Arc::new(version), schemas: Arc::new(schemas), host }
    }

    /// The version they serve.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The shapes of all requests and replies.
    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    /// Runs the preamble, unless it has run: a host that calls this finds out before the first event whether it can serve.
    ///
    /// # Errors
    /// When the preamble fails.
    pub async fn prepare(&self) -> Result<(), FunctionError> {
        self.host.prepare().await
    }

    /// Serves one event. That of a Lambda proxy integration (REST, format 1.0) gets the reply of one: whatever its handler
    /// does, an error or a panic, is a reply. Behind mapping templates, and for jobs and authorizers, the event is the
    /// handler's request, the reply is plain JSON and an error is [`FunctionError::Failed`]. Whoever waits for the future may
    /// drop it at any time.
    ///
    /// # Errors
    /// When the event is for none of the functions, the preamble failed, or a handler without an HTTP reply did.
    pub async fn invoke(
        &self,
        function: &str,
        event: Value,
        context: InvocationContext,
    ) -> Result<Value, FunctionError> {
        let deadline = context.deadline.and_then(|deadline| deadline.duration_since(SystemTime::now()).ok());
        tracing::trace!(function, request_id = context.request_id, ?deadline, "invoked");
        self.host.serve(function, &event, &context.request_id).await
    }

    /// Runs a job by the name of its route, for a host with a clock of its own.
    ///
    /// # Errors
    /// When there is no such job, the preamble failed, or the job did.
    pub async fn invoke_job(
        &self,
        job: &str,
        event: &ScheduledEvent,
        context: InvocationContext,
    ) -> Result<(), FunctionError> {
        tracing::trace!(job, request_id = context.request_id, "due");
        self.host.run_job(job, &event.to_json(), &context.request_id).await.map(drop)
    }
}

impl fmt::Debug for Functions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.version.functions.iter().map(|function| function.name.as_str()).collect();
        formatter
            .debug_struct("Functions")
            .field("version", &self.version.number)
            .field("names", &names)
            .finish_non_exhaustive()
    }
}
