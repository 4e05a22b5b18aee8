//! The functions as a program of their own.

use anyhow::Result;
use bench_gateway::functions::functions;
use lockstep_function::runtime::{RuntimeError, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    match run(functions()?).await {
        // So a function ends when the server that runs it does.
        Err(RuntimeError::Host { .. }) => Ok(()),
        outcome => Ok(outcome?),
    }
}
