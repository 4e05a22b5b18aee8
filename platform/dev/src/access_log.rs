//! Access logs of stages.

use lockstep_gateway::AccessLog;

/// Hands the lines of access logs to [`tracing`], target `stage`: one for every request to a stage that has
/// [a format](lockstep_gateway::Stage::access_log).
#[derive(Debug, Clone, Copy, Default)]
pub struct TracingAccessLog;

impl AccessLog for TracingAccessLog {
    fn line(&self, version: u32, stage: &str, line: &str) {
        tracing::info!(target: "stage", version, stage, "{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::TracingAccessLog;
    use lockstep_gateway::AccessLog;
    use std::io::{Result, Write};
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> Result<usize> {
            self.0.lock().expect("a lock").write(bytes)
        }
        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_is_an_event_with_its_stage() {
        let written = Written::default();
        let writer = written.clone();
        let subscriber = tracing_subscriber::fmt().without_time().with_ansi(false);
        let subscriber = subscriber.with_writer(move || writer.clone()).finish();
        tracing::subscriber::with_default(subscriber, || TracingAccessLog.line(2, "test", "GET /talks 200"));
        let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("INFO stage: GET /talks 200"), "{text}");
        assert!(text.contains("version=2") && text.contains("stage=\"test\""), "{text}");
    }
}
