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
//!
//! # A pair's fields
//!
//! | field | |
//! |---|---|
//! | `summary` | one line for the contract; always there |
//! | `method`, `path`, `access` | the verb or `ANY`, the URL with `{placeholders}`, and who may call: `public`, `signed-in` or a permission |
//! | `schedule` | instead of them, a job: `rate(5 minutes)` or `cron(0 8 * * ? *)` |
//! | `authorizes` | instead of them, a function that `api.json` names as an authorizer: `token` or `request` |
//! | `function` | `{ "memory": 256, "timeout": 10, "role": "…" }` |
//! | `integration` | instead of the pair's own function: `"mock"`, or `{ "type": "http", "uri": "https://…", "method": "GET", "timeout": 2.5 }`, or the same with `http_proxy`; the time-out is in seconds |
//! | `request` | the inputs, see below |
//! | `requestTemplates` | content type → mapping template |
//! | `requestParameters` | `integration.request.{header,querystring,path}.NAME` → `method.request.…`, `context.…`, `stageVariables.…` or `'text'` |
//! | `passthroughBehavior` | `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`; before a function `NEVER` when nothing is said |
//! | `responses` | status → `selectionPattern`, `responseTemplates`, `headers`, `contentHandling`, `schema` |
//! | `validate`, `apiKeyRequired`, `authorizer`, `contentHandling` | as API Gateway has them; the authorizer is one of `api.json` or `iam` |
//!
//! A template is a text, or `{ "file": "list_talks.vtl" }` for a file beside the pair. A route with `requestTemplates` is a
//! function of its own, since its event is what a template renders and says nothing of the route; and unless it is `public` it
//! has an `authorizer`, since behind a template there is no caller to be known.
//!
//! `request` says what comes over HTTP, behind templates for the contract, everywhere for API Gateway's validation:
//!
//! ```json
//! {
//!   "path": { "talk": { "schema": { "type": "string" } } },
//!   "query": { "day": { "required": true, "schema": { "type": "integer" } } },
//!   "header": { "X-Tenant": { "required": true } },
//!   "body": "Talk"
//! }
//! ```
//!
//! A body is one of `api.json`'s models or a JSON Schema. Placeholders of the path need no mention.
//!
//! Of the responses behind templates exactly one has no `selectionPattern`: the default. No text may match two patterns of
//! one route; where that can be decided, such patterns are refused with a text that both match. A pattern that looks around or
//! refers back is refused: functions apply patterns too, and they do it in linear time.
//!
//! # Continuing a version
//!
//! `version.json` makes a version continue an earlier one that stands by itself:
//!
//! ```json
//! { "from": 1, "without": ["GET /usery/{username}"] }
//! ```
//!
//! Only what differs is a file of the new version: a pair of the same method and path, or of the same name, takes the place of
//! the inherited one. `without` leaves routes out, each by method and path, a job by its name. `api.json` may be missing; what
//! it says takes the place of what the earlier one says, models, authorizers and gateway responses one by one.

mod endpoint;
pub mod generate;
mod integration;
pub mod json;
mod path;
mod problem;
mod read;
mod request;
mod response;
mod schemas;
mod settings;
mod template;
mod version;

pub use endpoint::{Access, AuthorizerName, Endpoint, Method, Validate};
pub use integration::{ContentHandling, Integration, PassthroughBehavior, Server};
pub use path::{PathTemplate, Segment};
pub use problem::{Mistake, Problem, Problems};
pub use request::{BodySchema, Parameter, RequestShape};
pub use response::{HeaderSource, Response};
pub use schemas::{RouteSchemas, Schemas};
pub use settings::{ApiSettings, Authorizer, AuthorizerKind, Cors, GatewayResponse, GatewayResponseType};
pub use template::{Template, TemplateOrigin};
pub use version::{Function, FunctionSettings, Route, Schedule, Trigger, Version, VersionNumber};
