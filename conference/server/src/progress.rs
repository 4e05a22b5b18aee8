//! The progress bar of an import.

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use plenary_app::{Progress, Step};
use std::time::Duration;

/// Shows how far an import is, on a terminal; elsewhere nothing.
#[derive(Debug)]
pub struct ImportBar(ProgressBar);

/// The share of the bar that the store's part takes, in hundredths.
const STORED: u64 = 60;

impl ImportBar {
    /// Begins with reading the file.
    pub fn start() -> Self {
        let bar = ProgressBar::new(100);
        let style = ProgressStyle::with_template("{spinner} {msg:40} {bar:30} {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message("Reading");
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// The store has everything; the pages come next.
    pub fn publishing(&self) {
        self.0.set_position(STORED);
        self.0.set_message("Publishing pages and feeds");
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for ImportBar {
    fn step(&mut self, step: Step) {
        match step {
            Step::Reconciled { sessions, .. } => {
                self.0.set_position(5);
                self.0.set_message(format!("Storing {sessions} sessions"));
            }
            Step::Written { bytes, of } => {
                self.0.set_position(5 + (STORED - 5) * bytes / of.max(1));
                self.0.set_message(format!("Storing {} of {}", HumanBytes(bytes), HumanBytes(of)));
            }
            Step::Visible | Step::Cleared => self.publishing(),
        }
    }
}

impl Drop for ImportBar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
