//! The functions behind the gateway, in process and as a `bootstrap` alike.

pub mod greeting;
#[path = "../routes/v1/mapped.rs"]
mod mapped;
#[path = "../routes/v1/greet.rs"]
mod plain;

use anyhow::Result;
use greeting::{Greeted, Greeting};
use lockstep_function::{Anonymous, Error, Functions, Head, Project};
use lockstep_route::Version;
use std::path::Path;
use std::sync::Arc;

struct Greetings;

impl Project for Greetings {
    type App = String;
    type Caller = Anonymous;
    async fn identify(_: &String, _: &Head<'_>) -> Result<Anonymous, Error> {
        Ok(Anonymous)
    }
}

/// The version that the route pairs describe.
///
/// # Errors
/// They cannot be read.
pub fn version() -> Result<Version> {
    Ok(Version::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/routes/v1")))?)
}

/// Its functions.
///
/// # Errors
/// A route without a handler, or a version that cannot be read.
pub fn functions() -> Result<Functions> {
    let builder = Functions::builder::<Greetings>(version()?);
    let builder = builder.route::<Greeted, Greeting, _>("greet", |app, caller, request| {
        Box::pin(plain::handler(app, caller, request))
    });
    let builder = builder
        .mapped::<Greeted, Greeting, _>("mapped", |app, request| Box::pin(mapped::handler(app, request)));
    Ok(builder.build(async { Ok(Arc::new("Hello".to_owned())) })?)
}
