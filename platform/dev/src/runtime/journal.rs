//! What functions write, and what is written about them.

use jiff::Timestamp;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Where a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogStream {
    /// The function's standard output.
    Output,
    /// The function's standard error.
    Error,
    /// Lambda itself: `START`, `END`, `REPORT`.
    Platform,
}

/// A line of a function's log.
#[derive(Debug, Clone, Copy)]
pub struct LogLine<'a> {
    /// The function's name within its version.
    pub function: &'a str,
    /// The version.
    pub version: u32,
    /// The request that the process was working on; none while it starts and between requests.
    pub request_id: Option<&'a str>,
    /// Where it comes from.
    pub stream: LogStream,
    /// When it came.
    pub time: Timestamp,
    /// The line without its end. Longer ones than 64 KiB come in pieces.
    pub text: &'a str,
}

/// Takes the lines of functions. A sink that takes its time slows the functions that write: nothing piles up.
pub trait LogSink: Send + Sync {
    /// Takes a line.
    fn line(&self, line: &LogLine<'_>);
}

/// Hands lines to [`tracing`], target `function`.
#[derive(Debug, Clone, Copy, Default)]
pub struct TracingLog;

impl LogSink for TracingLog {
    fn line(&self, line: &LogLine<'_>) {
        let request = line.request_id.unwrap_or_default();
        tracing::info!(target: "function", function = line.function, version = line.version, request, "{}", line.text);
    }
}

/// The log of one process.
pub(crate) struct Journal {
    sink: Arc<dyn LogSink>,
    function: String,
    version: u32,
    request: Mutex<Option<Arc<str>>>,
}

impl Journal {
    pub fn new(sink: Arc<dyn LogSink>, function: &str, version: u32) -> Self {
        Self { sink, function: function.to_owned(), version, request: Mutex::new(None) }
    }

    /// From now on lines belong to this request.
    pub fn work_on(&self, request_id: Option<Arc<str>>) {
        *self.request.lock().unwrap_or_else(PoisonError::into_inner) = request_id;
    }

    pub fn line(&self, stream: LogStream, text: &str) {
        let request = self.request.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.sink.line(&LogLine {
            function: &self.function,
            version: self.version,
            request_id: request.as_deref(),
            stream,
            time: Timestamp::now(),
            text,
        });
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { function, version, request, .. } = self;
        formatter
            .debug_struct("Journal")
            .field("function", function)
            .field("version", version)
            .field("request", request)
            .finish_non_exhaustive()
    }
}
