//! The Java program that answers as API Gateway's parts do.

use crate::answer::Answer;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// A case that takes longer than this is given up: Velocity goes round a loop as often as it is told to.
const PATIENCE: Duration = Duration::from_secs(10);
/// The first answer comes after the Java machine has started, on a machine that may be busy.
const START: Duration = Duration::from_mins(1);
/// A program that ends by itself so often without an answer in between is broken.
const MOST_ENDS: u32 = 3;

/// The program, started when it is first asked and again after it had to be ended.
pub struct Oracle {
    script: PathBuf,
    classes: PathBuf,
    running: Option<Running>,
    ended_in_a_row: u32,
}

struct Running {
    process: Child,
    questions: ChildStdin,
    answers: Receiver<String>,
    patience: Duration,
}

impl Oracle {
    /// The oracle that a script runs out of a folder of classes.
    pub fn new(script: PathBuf, classes: PathBuf) -> Self {
        Self { script, classes, running: None, ended_in_a_row: 0 }
    }

    /// Asks; `None` when no answer comes in time, or the question was too much for the program.
    ///
    /// # Errors
    /// The program can't be started or ends by itself again and again.
    pub fn ask(&mut self, question: &Value) -> Result<Option<Answer>> {
        let running = match &mut self.running {
            Some(running) => running,
            None => self.running.insert(start(&self.script, &self.classes)?),
        };
        writeln!(running.questions, "{question}").context("the oracle takes no question")?;
        match running.answers.recv_timeout(running.patience) {
            Ok(line) => {
                running.patience = PATIENCE;
                self.ended_in_a_row = 0;
                read(&line).map(Some)
            }
            Err(RecvTimeoutError::Timeout) => {
                self.end();
                Ok(None)
            }
            // One question may be more than its memory holds; a program that always ends is broken.
            Err(RecvTimeoutError::Disconnected) => {
                self.end();
                self.ended_in_a_row += 1;
                ensure!(self.ended_in_a_row < MOST_ENDS, "the oracle ended by itself again, on {question}");
                Ok(None)
            }
        }
    }

    fn end(&mut self) {
        if let Some(mut running) = self.running.take() {
            // It may have ended already; then there is nothing to do.
            let _ = running.process.kill();
            let _ = running.process.wait();
        }
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        self.end();
    }
}

fn start(script: &PathBuf, classes: &PathBuf) -> Result<Running> {
    let mut process = Command::new("sh")
        .arg(script)
        .arg(classes)
        // A template may ask for more memory than there is.
        .env("JAVA_TOOL_OPTIONS", "-Xmx512m -XX:TieredStopAtLevel=1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{} cannot be run", script.display()))?;
    let questions = process.stdin.take().context("the oracle has no input")?;
    let output = process.stdout.take().context("the oracle has no output")?;
    let (sender, answers) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines() {
            let Ok(line) = line else { return };
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    Ok(Running { process, questions, answers, patience: START })
}

fn read(line: &str) -> Result<Answer> {
    let answer: Value = serde_json::from_str(line).with_context(|| format!("the oracle said {line}"))?;
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    Ok(if answer["ok"] == true { Answer::Text(text("output")) } else { Answer::Refused(text("error")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read() {
        assert_eq!(read(r#"{"id":1,"ok":true,"output":"x"}"#).unwrap(), Answer::Text("x".into()));
        assert_eq!(read(r#"{"id":1,"ok":false,"error":"no"}"#).unwrap(), Answer::Refused("no".into()));
        assert!(read("Exception in thread").is_err());
    }
}
