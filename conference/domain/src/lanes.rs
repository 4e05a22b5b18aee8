//! Lanes: slots of one room that overlap stand side by side.
