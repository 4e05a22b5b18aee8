//! How much work one rendering may make of a body.

use lockstep_vtl::RenderError;
use std::cell::Cell;

/// Units of work, about a byte read or written each: enough to go over the largest body some twenty times, and over in a
/// few seconds. API Gateway ends such templates too, by its time limit (silent about how much they may do).
const MOST_WORK: usize = 256 * 1024 * 1024;
/// Units that a value costs beside its text.
const VALUE: usize = 32;

/// What is left of the work that a rendering may do. A template in a loop can ask for the whole of a large body each time.
#[derive(Debug)]
pub(crate) struct Work(Cell<usize>);

impl Default for Work {
    fn default() -> Self {
        Self(Cell::new(MOST_WORK))
    }
}

impl Work {
    /// Pays for handling so many bytes.
    ///
    /// # Errors
    /// There is not so much left.
    pub(crate) fn charge(&self, bytes: usize) -> Result<(), RenderError> {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.ok_or(RenderError::Limit("takes too much from the body"))?);
        Ok(())
    }

    /// Pays for a value with a text of so many bytes.
    ///
    /// # Errors
    /// There is not so much left.
    pub(crate) fn charge_value(&self, text: usize) -> Result<(), RenderError> {
        self.charge(VALUE + text)
    }
}
