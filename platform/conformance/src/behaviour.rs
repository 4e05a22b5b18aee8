//! Functions that a case describes in words, made to work.
//!
//! The words are a small language: what is returned or thrown, under which condition, with values written as JavaScript or
//! Python write them.
//!
//! ```text
//! returns {statusCode:200, body: JSON.stringify(event)}
//! if int(event.body.status) >= 400 returns {statusCode:200, body:"bad"} else {statusCode:200, body:"good"}
//! event.statusCode "200" -> returns the string "Pass"; "400" -> throws Exception("400")
//! by event.path: /empty -> {}; else the event unchanged
//! ```
//!
//! What cannot be read is no function: the case that describes it has failed.

mod expression;
mod parse;
mod program;
mod token;

pub use program::{Program, Thrown};
