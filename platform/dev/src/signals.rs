//! The signals that end a server.

use crate::error::ServerError;

/// Completes when the process is asked to end: by SIGINT (Ctrl-C) or SIGTERM.
pub fn termination() -> Result<impl Future<Output = ()> + Send, ServerError> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt()).map_err(ServerError::Signals)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(ServerError::Signals)?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot wait for Ctrl-C");
            std::future::pending::<()>().await;
        }
    })
}
