//! A project's functions as a Lambda `bootstrap`.
//!
//! ```
//! # use lockstep_function::{Functions, runtime::RuntimeError};
//! # async fn program(functions: Functions) -> Result<(), RuntimeError> {
//! lockstep_function::runtime::run(functions).await
//! # }
//! ```
//!
//! The loop is our own and not the crate `lambda_runtime`: it does one thing, one event at a time over one connection, for
//! which that crate would bring some fifty crates more into every function (74 against 27 counted with their own). What
//! starts faster is what is not there.

mod connection;
mod invocation;
#[cfg(test)]
mod tests;

use crate::error::FunctionError;
use crate::functions::{Functions, InvocationContext};
use connection::Connection;
use invocation::Invocation;
use serde_json::Value;

/// Why a `bootstrap` ends.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// The program does not run in Lambda, nor under something that does as Lambda.
    #[error(
        "`{0}` is not set: this program is started by Lambda, or by a server that runs functions as Lambda does"
    )]
    NotInLambda(&'static str),
    /// The functions cannot serve. The host has been told.
    #[error(transparent)]
    Functions(#[from] FunctionError),
    /// The host's side of the connection is gone or does not make sense.
    #[error("the Runtime API at {address}: {problem}")]
    Host {
        /// Where it was looked for.
        address: String,
        /// What is wrong.
        problem: String,
    },
}

/// Serves events of the function that `_HANDLER` names, one at a time, until the process is stopped or its host goes away.
/// The preamble runs before the first event.
///
/// # Errors
/// Always, at the end: there is no other end than that the functions cannot serve or that the host is gone.
pub async fn run(functions: Functions) -> Result<(), RuntimeError> {
    let variable = |name| std::env::var(name).map_err(|_| RuntimeError::NotInLambda(name));
    serve(&functions, &variable("_HANDLER")?, variable("AWS_LAMBDA_RUNTIME_API")?).await
}

async fn serve(functions: &Functions, handler: &str, address: String) -> Result<(), RuntimeError> {
    let mut host = Connection::new(address);
    if let Err(error) = start(functions, handler).await {
        host.init_error(&error.lambda_error()).await?;
        return Err(error.into());
    }
    loop {
        let invocation = host.next().await?;
        let request_id = invocation.request_id.clone();
        match answer(functions, handler, invocation).await {
            Ok(reply) => host.response(&request_id, &reply).await?,
            Err(error) => host.error(&request_id, &error).await?,
        }
    }
}

/// Finds out before the first event whether the function can serve.
async fn start(functions: &Functions, handler: &str) -> Result<(), FunctionError> {
    if functions.version().function(handler).is_none() {
        return Err(FunctionError::UnknownFunction(handler.to_owned()));
    }
    functions.prepare().await
}

async fn answer(functions: &Functions, handler: &str, invocation: Invocation) -> Result<Value, Value> {
    let Invocation { request_id, deadline, body } = invocation;
    let event = serde_json::from_slice(&body).map_err(|error| {
        serde_json::json!({ "errorType": "Runtime.UnmarshalError", "errorMessage": error.to_string() })
    })?;
    let context = InvocationContext { request_id, deadline };
    functions.invoke(handler, event, context).await.map_err(|error| error.lambda_error())
}
