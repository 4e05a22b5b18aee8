//! What a route's code links: handler, request and reply, access, preamble, errors.
//!
//! A handler is an async function over the project's app, the caller and a typed request. [`Functions`] holds the handlers
//! of a version and serves Lambda proxy events out of them, in every host alike: it decodes the event, asks the project who
//! calls ([`Project::identify`]), enforces the route's `access`, runs the handler and writes the reply, errors included.
//! Routes behind mapping templates, jobs and authorizers have handlers over the app and their event alone: nobody calls them
//! by HTTP, so that there is no caller; what they give is plain JSON, and an error is the function's ([`FunctionError`]).
//!
//! ```
//! use lockstep_function::{Anonymous, Error, Functions, Head, InvocationContext, Project};
//! use lockstep_route::Version;
//! use serde_json::json;
//! use std::sync::Arc;
//!
//! struct App { greeting: String }
//!
//! struct Hello;
//! impl Project for Hello {
//!     type App = App;
//!     type Caller = Anonymous;
//!     async fn identify(_: &App, _: &Head<'_>) -> Result<Anonymous, Error> {
//!         Ok(Anonymous)
//!     }
//! }
//!
//! #[derive(serde::Deserialize, schemars::JsonSchema)]
//! struct Request { name: String }
//!
//! #[derive(serde::Serialize, schemars::JsonSchema)]
//! struct Reply { text: String }
//!
//! async fn handler(app: &App, _: Anonymous, request: Request) -> Result<Reply, Error> {
//!     if request.name == "nobody" {
//!         return Err(Error::not_found("there is nobody to greet"));
//!     }
//!     Ok(Reply { text: format!("{}, {}!", app.greeting, request.name) })
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let folder = tempfile::tempdir().unwrap();
//! # let v1 = folder.path().join("v1");
//! # std::fs::create_dir(&v1).unwrap();
//! # std::fs::write(v1.join("api.json"), r#"{ "title": "Hello" }"#).unwrap();
//! # std::fs::write(v1.join("greet.rs"), "").unwrap();
//! # std::fs::write(v1.join("greet.json"),
//! #     r#"{ "method": "GET", "path": "/greetings/{name}", "summary": "Greets", "access": "public" }"#).unwrap();
//! let version = Version::read(&v1).unwrap();
//! // The build script writes these lines for all pairs of a version.
//! let functions = Functions::builder::<Hello>(version)
//!     .route::<Request, Reply, _>("greet", |app, caller, request| Box::pin(handler(app, caller, request)))
//!     .build(async { Ok(Arc::new(App { greeting: "Hello".to_owned() })) })
//!     .unwrap();
//!
//! let event = json!({ "resource": "/greetings/{name}", "httpMethod": "GET", "pathParameters": { "name": "Ada" } });
//! let reply = functions.invoke("greet", event, InvocationContext::new("request-1")).await.unwrap();
//! assert_eq!(reply["statusCode"], 200);
//! assert_eq!(reply["body"], r#"{"text":"Hello, Ada!"}"#);
//! # });
//! ```

mod access;
mod answer;
mod builder;
mod conditional;
mod cors;
mod decode;
mod direct;
mod error;
mod functions;
mod head;
mod lambda_error;
mod project;
mod reply;
mod run;
#[cfg(feature = "runtime")]
pub mod runtime;
mod schema;

pub use access::{Anonymous, Caller};
pub use answer::{Answer, IntoAnswer};
pub use builder::{DirectHandler, FunctionsBuilder, Handler, HandlerFuture};
pub use direct::ScheduledEvent;
pub use error::{Error, FunctionError};
pub use functions::{Functions, InvocationContext};
pub use head::Head;
pub use project::{PreambleError, Project};
