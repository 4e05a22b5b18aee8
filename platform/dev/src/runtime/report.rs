//! The lines that Lambda writes around those of a function (recorded in AWS's documentation, plain text format).

use std::time::Duration;

/// How an invocation ended, for its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// The function answered, be it with an error of its own.
    Answered,
    /// It was stopped at the end of its time.
    TimedOut,
    /// Its process ended or was killed.
    Failed(&'static str),
}

/// What is reported of an invocation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Report<'a> {
    pub request_id: &'a str,
    pub duration: Duration,
    /// How long the process took to start, if it was started for this invocation.
    pub init: Option<Duration>,
    /// Memory that the function may use, MB.
    pub memory: u32,
    /// The most that it used, bytes.
    pub used: u64,
    pub status: Status,
}

/// The first line.
pub(crate) fn start(request_id: &str) -> String {
    format!("START RequestId: {request_id} Version: $LATEST")
}

/// The last line but one.
pub(crate) fn end(request_id: &str) -> String {
    format!("END RequestId: {request_id}")
}

impl Report<'_> {
    /// The last line. Documented: the start of a process is billed with the invocation that it was started for.
    pub fn line(&self) -> String {
        let billed = (self.duration + self.init.unwrap_or_default()).as_micros().div_ceil(1000);
        let mut line = format!(
            "REPORT RequestId: {}\tDuration: {} ms\tBilled Duration: {billed} ms\tMemory Size: {} MB\tMax Memory Used: {} MB",
            self.request_id,
            milliseconds(self.duration),
            self.memory,
            self.used.div_ceil(1024 * 1024),
        );
        if let Some(init) = self.init {
            line.push_str("\tInit Duration: ");
            line.push_str(&milliseconds(init));
            line.push_str(" ms");
        }
        match self.status {
            Status::Answered => {}
            Status::TimedOut => line.push_str("\tStatus: timeout"),
            Status::Failed(error_type) => {
                line.push_str("\tStatus: error\tError Type: ");
                line.push_str(error_type);
            }
        }
        line
    }
}

/// What is said of a start that failed.
pub(crate) fn init_report(duration: Duration, phase: &str, status: Status) -> String {
    let ended = match status {
        Status::Failed(error_type) => format!("error\tError Type: {error_type}"),
        Status::TimedOut | Status::Answered => "timeout".to_owned(),
    };
    format!("INIT_REPORT Init Duration: {} ms\tPhase: {phase}\tStatus: {ended}", milliseconds(duration))
}

fn milliseconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_read_as_lambdas() {
        let report = Report {
            request_id: "r-1",
            duration: Duration::from_micros(1234),
            init: None,
            memory: 128,
            used: 3_200_000,
            status: Status::Answered,
        };
        let plain = "REPORT RequestId: r-1\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 4 MB";
        assert_eq!(report.line(), plain);
        let started = Report { init: Some(Duration::from_millis(20)), status: Status::TimedOut, ..report };
        assert_eq!(
            started.line(),
            plain.replace("Billed Duration: 2 ms", "Billed Duration: 22 ms")
                + "\tInit Duration: 20.00 ms\tStatus: timeout"
        );
        let failed = Report { status: Status::Failed("Runtime.ExitError"), ..report };
        assert_eq!(failed.line(), format!("{plain}\tStatus: error\tError Type: Runtime.ExitError"));
        assert_eq!(
            init_report(Duration::from_secs(10), "init", Status::TimedOut),
            "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout"
        );
    }
}
