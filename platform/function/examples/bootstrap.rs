//! The smallest `bootstrap`: one function that greets. Build it with `--features runtime` and give it to whatever runs
//! functions as Lambda does; its `_HANDLER` is `greet`.

#[path = "routes/v1/greet.rs"]
mod greet;

use lockstep_function::runtime::{RuntimeError, run};
use lockstep_function::{Anonymous, Error, Functions, Head, Project};
use lockstep_route::Version;
use std::path::Path;
use std::sync::Arc;

struct Hello;

impl Project for Hello {
    type App = String;
    type Caller = Anonymous;
    async fn identify(_: &String, _: &Head<'_>) -> Result<Anonymous, Error> {
        Ok(Anonymous)
    }
}

/// A project has this from its build script, and carries its version within it.
fn functions() -> Result<Functions, Box<dyn std::error::Error>> {
    let version = Version::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/routes/v1")))?;
    let functions = Functions::builder::<Hello>(version)
        .route::<greet::Request, greet::Reply, _>("greet", |app, caller, request| {
            Box::pin(greet::handler(app, caller, request))
        })
        .build(async { Ok(Arc::new("Hello".to_owned())) })?;
    Ok(functions)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    match run(functions()?).await {
        // So a function ends when the server that runs it does.
        Err(RuntimeError::Host { .. }) => Ok(()),
        outcome => Ok(outcome?),
    }
}
