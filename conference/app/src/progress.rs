//! How far a long use case is.

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The file was brought together with what was there.
    Reconciled {
        /// How many sessions the programme has now.
        sessions: usize,
        /// How many slots.
        slots: usize,
        /// How many speakers.
        speakers: usize,
    },
    /// A part of the new generation was written; nobody sees it yet.
    Written {
        /// How many bytes were written so far.
        bytes: u64,
        /// How many there are to write.
        of: u64,
    },
    /// The new generation is what everybody sees.
    Visible,
    /// What it replaced, and what a crash had left, is removed.
    Cleared,
}

/// Somebody who wants to know how far a use case is: a progress bar. `()` does not.
pub trait Progress: Send {
    /// A step was taken.
    fn step(&mut self, step: Step);
}

impl Progress for () {
    fn step(&mut self, _: Step) {}
}
