//! Plenary's REST API: the route pairs below `routes/`, and what they share.
//!
//! Version 1 reads what everybody may see. [`functions`] serves it over an [`App`]; `contract/v1.json` is what callers may
//! rely on, written by `cargo run -p plenary-api --bin contract`.
//!
//! ```
//! # async fn serve(app: std::sync::Arc<plenary_app::App>) -> Result<(), lockstep_function::FunctionError> {
//! use lockstep_function::InvocationContext;
//! let functions = plenary_api::functions(app);
//! let event = serde_json::json!({
//!     "resource": "/conferences/{conference}",
//!     "httpMethod": "GET",
//!     "pathParameters": { "conference": "38c3" },
//! });
//! let reply = functions.invoke("conferences", event, InvocationContext::new("request-1")).await?;
//! assert_eq!(reply["statusCode"], 200);
//! # Ok(())
//! # }
//! ```

mod date_parameter;
mod error;
mod filter;
mod page;
mod preamble;
mod project;
mod view;

pub(crate) use error::Error;
pub(crate) use plenary_app::App;
pub(crate) use project::{Caller, Project};

use lockstep_function::Functions;
use lockstep_route::Version;
use std::sync::{Arc, LazyLock};

/// The table that the build script writes.
mod v1 {
    include!(concat!(env!("OUT_DIR"), "/v1.rs"));
}

static VERSION: LazyLock<Version> =
    LazyLock::new(|| Version::from_json(v1::VERSION).expect("the build script writes what `Version` reads"));

/// Version 1, as its pairs describe it.
pub fn version() -> Version {
    VERSION.clone()
}

/// The functions of version 1 over an app.
///
/// # Panics
/// Never: handlers and version are written by the same build script, and a test builds them.
pub fn functions(app: Arc<App>) -> Functions {
    v1::register(Functions::builder(version()))
        .build(preamble::with(app))
        .expect("the build script writes a handler for every route")
}

/// The contract of version 1 as it is committed.
pub fn contract() -> String {
    let schemas = v1::register(Functions::builder(version())).schemas();
    lockstep_contract::to_text(&lockstep_contract::public_document(&VERSION, &schemas))
}
