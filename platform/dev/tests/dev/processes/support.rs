//! Functions whose program does what an event says.

use lockstep_dev::{LogLine, LogSink, LogStream, ProcessFunction, ProcessLimits, Processes};
use lockstep_gateway::{Invocation, InvocationKind, Invoke, InvokeError};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// Keeps the lines.
#[derive(Default)]
pub struct Log(Mutex<Vec<(Option<String>, LogStream, String)>>);

impl LogSink for Log {
    fn line(&self, line: &LogLine<'_>) {
        let request = line.request_id.map(str::to_owned);
        self.0.lock().expect("a lock").push((request, line.stream, line.text.to_owned()));
    }
}

impl Log {
    pub fn lines(&self) -> Vec<(Option<String>, LogStream, String)> {
        self.0.lock().expect("a lock").clone()
    }

    /// Waits for a line that holds this.
    pub async fn line(&self, part: &str) -> String {
        for _ in 0..500 {
            if let Some((_, _, text)) = self.lines().into_iter().find(|(_, _, text)| text.contains(part)) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no line with {part:?} in {:?}", self.lines());
    }
}

/// A function in a folder of its own.
pub struct Running {
    pub processes: Arc<Processes>,
    pub log: Arc<Log>,
    pub folder: TempDir,
}

impl Running {
    pub fn new(change: impl FnOnce(&mut ProcessFunction)) -> Self {
        Self::limited(ProcessLimits::default(), change)
    }

    pub fn limited(limits: ProcessLimits, change: impl FnOnce(&mut ProcessFunction)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let bootstrap = write_bootstrap(&folder, include_str!("bootstrap.py"));
        let mut function = ProcessFunction::new(1, "work", bootstrap);
        function.timeout = Duration::from_secs(20);
        change(&mut function);
        let log = Arc::new(Log::default());
        let processes = Arc::new(Processes::new([function], limits, Arc::clone(&log) as Arc<dyn LogSink>));
        Self { processes, log, folder }
    }

    pub async fn call(&self, event: Value) -> Result<Value, InvokeError> {
        let reply = self.processes.invoke(invocation(event)).await?;
        Ok(reply.into_value().expect("a reply is JSON"))
    }

    /// The error object that a call fails with.
    pub async fn failure(&self, event: Value) -> Value {
        match self.call(event).await {
            Err(InvokeError::Failed(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    pub async fn pid(&self) -> u64 {
        self.call(json!({ "do": "echo" })).await.expect("a reply")["pid"].as_u64().expect("a number")
    }

    /// The counted starts.
    pub fn starts(&self) -> u64 {
        fs::metadata(self.folder.path().join("starts")).map_or(0, |file| file.len())
    }
}

pub fn write_bootstrap(folder: &TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("bootstrap");
    fs::write(&path, text).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("permissions");
    path
}

pub fn invocation(event: Value) -> Invocation {
    Invocation {
        function: "work".to_owned(),
        version: 1,
        event: event.into(),
        request_id: "0d2f4c7e-1111-4222-8333-444455556666".to_owned(),
        trace_id: "Root=1-6553f100-abababababababababababab;Parent=abababababababab;Sampled=0".to_owned(),
        client_context: None,
        kind: InvocationKind::RequestResponse,
        timeout: Duration::from_secs(29),
    }
}

/// Whether a process is there and not merely not collected.
pub fn is_alive(process: u64) -> bool {
    fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

/// Waits until a process is gone.
pub async fn gone(process: u64) {
    for _ in 0..500 {
        if !is_alive(process) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("process {process} is still there");
}
