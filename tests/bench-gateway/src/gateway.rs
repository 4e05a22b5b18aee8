//! The gateway as a developer runs it.

use crate::functions::{functions, version};
use anyhow::Result;
use lockstep_dev::{
    Api as Serving, InProcess, Limits, ProcessFunction, ProcessLimits, Processes, Server, SystemSurroundings,
    TracingLog, termination,
};
use lockstep_gateway::{Address, Api, ApiDefinition, Gateway, Invoke, Stage};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Long enough for a busy machine.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Functions that are linked into this program.
///
/// # Errors
/// The functions cannot be made.
pub fn in_process() -> Result<Arc<dyn Invoke>> {
    Ok(Arc::new(InProcess::new([functions()?])))
}

/// Functions that this program runs.
///
/// # Errors
/// The version cannot be read.
pub fn processes(bootstrap: &Path) -> Result<Arc<dyn Invoke>> {
    let mut functions = ProcessFunction::of_version(&version()?, bootstrap);
    for function in &mut functions {
        function.timeout = TIMEOUT;
    }
    Ok(Arc::new(Processes::new(functions, ProcessLimits::default(), Arc::new(TracingLog))))
}

/// Serves until the process is asked to end.
///
/// # Errors
/// The route pairs have mistakes, or the address cannot be listened on.
pub async fn serve(address: SocketAddr, invoke: Arc<dyn Invoke>) -> Result<()> {
    let definition = ApiDefinition::from_version(&version()?)?;
    let api = Api::new(&definition, 1, Address::BasePath("v1".to_owned()), Stage::new("bench"))?;
    let gateway = Gateway::new(vec![api], invoke, Arc::new(SystemSurroundings))?;
    let end = termination()?;
    let server = Server::bind(address, Limits::default()).await?;
    server.serve(Arc::new(Serving::new(gateway)), end).await;
    Ok(())
}
