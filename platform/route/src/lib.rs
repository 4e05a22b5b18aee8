//! The route pair: a function's body (`.rs`) beside the API Gateway configuration of its route (`.json`).
//!
//! A folder `routes/v1` holds version 1 of an API. A folder below it is one Lambda function, a pair directly below it a
//! function of its own; `api.json` holds what the whole version shares. [`Version::read`] finds and checks all of it and
//! reports **every** mistake with file, line, column and a suggestion; [`generate::table`] turns it into Rust in a build
//! script, so that a running program needs no files.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! # let v1 = folder.path().join("v1");
//! std::fs::create_dir(&v1)?;
//! std::fs::write(v1.join("api.json"), r#"{ "title": "Hello" }"#)?;
//! std::fs::write(v1.join("greet.rs"), "// the handler")?;
//! std::fs::write(
//!     v1.join("greet.json"),
//!     r#"{ "method": "GET", "path": "/greetings/{name}", "summary": "Greets somebody", "acces": "public" }"#,
//! )?;
//!
//! let problems = lockstep_route::Version::read(&v1).unwrap_err();
//! let text = problems.to_string();
//! assert!(text.contains("greet.json:1:79: unknown field `acces`; did you mean `access`?"), "{text}");
//! assert!(text.contains("greet.json:1:1: the field `access` is missing"), "{text}");
//! # Ok::<(), std::io::Error>(())
//! ```

mod endpoint;
pub mod generate;
pub mod json;
mod path;
mod problem;
mod read;
mod response;
mod schemas;
mod settings;
mod version;

pub use endpoint::{Access, ContentHandling, Endpoint, Integration, Method, Validate};
pub use path::{PathTemplate, Segment};
pub use problem::{Mistake, Problem, Problems};
pub use response::{HeaderSource, Response, ResponseSchema};
pub use schemas::{RouteSchemas, Schemas};
pub use settings::{ApiSettings, Authorizer, AuthorizerKind, Cors, GatewayResponse, GatewayResponseType};
pub use version::{Function, FunctionSettings, Route, Schedule, Trigger, Version, VersionNumber};
