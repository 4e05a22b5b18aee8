//! What must hold whenever the work is interrupted.
