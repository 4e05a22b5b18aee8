//! What a process writes, line by line.

use super::journal::{Journal, LogStream};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{ChildStderr, ChildStdout};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

/// A line's longest piece, bytes.
const PIECE: usize = 64 * 1024;

/// How long the end of an invocation waits for what was written before it. Who never stops writing is not waited for.
const DRAIN_TIME: Duration = Duration::from_millis(50);

/// Reads both outputs of a process. What is not read yet stays in the pipe, so that who floods waits.
#[derive(Debug)]
pub(crate) struct Output {
    drains: [mpsc::Sender<oneshot::Sender<()>>; 2],
    readers: JoinSet<()>,
}

impl Output {
    pub fn new(output: ChildStdout, error: ChildStderr, journal: &Arc<Journal>) -> Self {
        let mut readers = JoinSet::new();
        let (drain_output, drains) = mpsc::channel(1);
        readers.spawn(read(output, LogStream::Output, Arc::clone(journal), drains));
        let (drain_error, drains) = mpsc::channel(1);
        readers.spawn(read(error, LogStream::Error, Arc::clone(journal), drains));
        Self { drains: [drain_output, drain_error], readers }
    }

    /// Waits until all is read that was written so far; a line that was begun ends here.
    pub async fn drain(&self) {
        let drained = async {
            for drain in &self.drains {
                let (done, drained) = oneshot::channel();
                if drain.send(done).await.is_ok() {
                    let _ = drained.await;
                }
            }
        };
        let _ = tokio::time::timeout(DRAIN_TIME, drained).await;
    }

    /// Waits until the process has closed both outputs and all is read.
    pub async fn close(mut self) {
        self.drain().await;
        drop(self.drains);
        let closed = async { while self.readers.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(DRAIN_TIME, closed).await;
    }
}

async fn read(
    mut pipe: impl AsyncRead + Unpin,
    stream: LogStream,
    journal: Arc<Journal>,
    mut drains: mpsc::Receiver<oneshot::Sender<()>>,
) {
    let mut lines = Lines::default();
    let mut buffer = [0; 4096];
    let write = |line: &str| journal.line(stream, line);
    loop {
        tokio::select! {
            biased;
            read = pipe.read(&mut buffer) => match read {
                Ok(0) | Err(_) => break,
                Ok(length) => lines.add(&buffer[..length], write),
            },
            Some(drained) = drains.recv() => {
                lines.finish(write);
                let _ = drained.send(());
            }
        }
    }
    lines.finish(write);
    while let Some(drained) = drains.recv().await {
        let _ = drained.send(());
    }
}

/// Cuts bytes into lines.
#[derive(Debug, Default)]
struct Lines {
    begun: Vec<u8>,
}

impl Lines {
    fn add(&mut self, mut bytes: &[u8], mut write: impl FnMut(&str)) {
        while !bytes.is_empty() {
            let room = PIECE - self.begun.len();
            let within = &bytes[..bytes.len().min(room)];
            let end = within.iter().position(|byte| *byte == b'\n');
            self.begun.extend_from_slice(&within[..end.unwrap_or(within.len())]);
            bytes = &bytes[end.map_or(within.len(), |end| end + 1)..];
            if end.is_some() || self.begun.len() == PIECE {
                write(&String::from_utf8_lossy(&self.begun));
                self.begun.clear();
            }
        }
    }

    fn finish(&mut self, mut write: impl FnMut(&str)) {
        if !self.begun.is_empty() {
            write(&String::from_utf8_lossy(&self.begun));
            self.begun = Vec::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_lines() {
        let mut seen: Vec<String> = Vec::new();
        let mut lines = Lines::default();
        for part in ["on", "e\ntwo\n\nth", "ree"] {
            lines.add(part.as_bytes(), |line| seen.push(line.to_owned()));
        }
        assert_eq!(seen, ["one", "two", ""]);
        lines.finish(|line| seen.push(line.to_owned()));
        lines.finish(|line| seen.push(line.to_owned()));
        assert_eq!(seen.last().unwrap(), "three");
        seen.clear();
        lines.add(&vec![b'x'; PIECE * 2 + 1], |line| seen.push(line.to_owned()));
        lines.add(b"\xff\n", |line| seen.push(line.to_owned()));
        assert_eq!(seen.iter().map(String::len).collect::<Vec<_>>(), [PIECE, PIECE, 1 + 3]);
    }
}
