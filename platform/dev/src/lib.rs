//! The workstation: an HTTP server for a [`Gateway`](lockstep_gateway::Gateway) and for a folder of files.
//!
//! [`Server`] accepts connections and hands requests to a [`Handler`]; it bounds what a client can make it hold (heads,
//! bodies, waiting) and ends in good order. [`Site`] serves a folder, [`Api`] a gateway; who has both writes a handler that
//! asks one or the other. [`InProcess`] lets a gateway call functions that are linked into the same program, [`Processes`]
//! such as are programs of their own, [`OutboundClient`] other servers.
//!
//! Nothing here knows what an API or a site is about.
//!
//! # A server for APIs
//!
//! What belongs to a stage and not to an API's definition is said here: variables, throttling, the format of the access log
//! and a canary by [`Stage`](lockstep_gateway::Stage); keys and plans by
//! [`UsageDefinition`](lockstep_gateway::UsageDefinition). A plan names an API by its [`id`](lockstep_gateway::Api::id).
//!
//! ```no_run
//! use lockstep_dev::*;
//! use lockstep_gateway::{
//!     Address, Api as Loaded, ApiDefinition, ApiKey, Canary, Gateway, KeyState, PlanStage, Quota, QuotaPeriod, Stage,
//!     StageThrottling, Throttle, UsageDefinition, UsagePlan,
//! };
//! use std::{error::Error, path::Path, sync::Arc};
//!
//! # #[cfg(unix)]
//! async fn serve() -> Result<(), Box<dyn Error>> {
//!     // Pairs at /v1/…, with functions that are programs of their own.
//!     let version = lockstep_route::Version::read(Path::new("routes/v1"))?;
//!     let v1 = Loaded::from_version(&version, Address::BasePath("v1".to_owned()), Stage::new("dev"))?;
//!     let mut functions = ProcessFunction::of_version(&version, Path::new("bootstrap"));
//!
//!     // An OpenAPI document as API Gateway exports it, at /test/… as at the default endpoint of its stage.
//!     let document = std::fs::read_to_string("talks.json")?;
//!     let limit = Throttle { rate: 100.0, burst: 200 };
//!     let stage = Stage::new("test")
//!         .variable("backend", "https://backend.example")
//!         .throttling(StageThrottling { default: Some(limit), ..StageThrottling::default() })
//!         .access_log("$context.requestId $context.httpMethod $context.path $context.status")
//!         .canary(Canary::new(10.0, "next01", ApiDefinition::from_openapi(&document, "talks.json")?));
//!     let talks = Loaded::from_openapi(&document, "talks.json", 2, Address::Stage, stage)?;
//!     functions.push(ProcessFunction::new(2, "list-talks", "list-talks/bootstrap"));
//!
//!     let usage = UsageDefinition {
//!         keys: vec![ApiKey {
//!             id: "ada".to_owned(),
//!             name: "Ada's laptop".to_owned(),
//!             value: "a-secret-of-twenty-letters".to_owned(),
//!             state: KeyState::Enabled,
//!         }],
//!         plans: vec![UsagePlan {
//!             name: "gold".to_owned(),
//!             keys: vec!["ada".to_owned()],
//!             stages: vec![PlanStage {
//!                 api: talks.id().to_owned(),
//!                 stage: "test".to_owned(),
//!                 ..PlanStage::default()
//!             }],
//!             throttle: Some(limit),
//!             quota: Some(Quota { limit: 10_000, offset: 0, period: QuotaPeriod::Day }),
//!             ..UsagePlan::default()
//!         }],
//!     };
//!
//!     let processes = Processes::new(functions, ProcessLimits::default(), Arc::new(TracingLog));
//!     let gateway = Gateway::new(vec![v1, talks], Arc::new(processes), Arc::new(SystemSurroundings))?
//!         .with_outbound(Arc::new(OutboundClient::new()))
//!         .with_access_log(Arc::new(TracingAccessLog))
//!         .with_usage(&usage)?;
//!     let server = Server::bind(([127, 0, 0, 1], 3000).into(), Limits::default()).await?;
//!     server.serve(Arc::new(Api::new(gateway)), termination()?).await;
//!     Ok(())
//! }
//! ```

mod access_log;
mod api;
mod body;
mod cache;
mod casing;
mod conditional;
mod encoding;
mod error;
mod handler;
mod header_text;
mod in_process;
mod json_length;
mod lambda_failure;
mod limits;
mod media_type;
mod outbound;
#[cfg(unix)]
mod runtime;
mod security;
mod sent_head;
mod server;
mod signals;
mod site;
mod site_path;
mod surroundings;
mod write_timeout;

pub use access_log::TracingAccessLog;
pub use api::Api;
pub use error::ServerError;
pub use handler::{BodyError, Handler, Request, Response, text};
pub use in_process::InProcess;
pub use limits::Limits;
pub use outbound::OutboundClient;
#[cfg(unix)]
pub use runtime::{LogLine, LogSink, LogStream, ProcessFunction, ProcessLimits, Processes, TracingLog};
pub use security::SecurityHeaders;
pub use server::{Ended, Server};
pub use signals::termination;
pub use site::Site;
pub use surroundings::SystemSurroundings;
