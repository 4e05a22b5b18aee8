//! The `JsonPath` dialect that API Gateway reads in mapping templates: `$input.path('$.a')`, `$input.json('$.a')`.
//!
//! API Gateway uses Jayway `JsonPath` over json-smart. This crate does what they do:
//!
//! * [`read_body`] reads a body as leniently as json-smart;
//! * [`Path`] is compiled once and applied to documents;
//! * [`to_text`] and [`to_json`] are the two ways to write what was found.
//!
//! ```
//! use lockstep_jsonpath::{Path, read_body};
//!
//! let body = read_body(r#"{"pet": {"name": "Rex", "tags": ["a", "b"]}}"#).unwrap();
//! let found = |path: &str| Path::compile(path).unwrap().find(&body).unwrap();
//!
//! assert_eq!(found("$.pet").to_text(), r#"{name=Rex, tags=["a","b"]}"#);
//! assert_eq!(found("$.pet").to_json(), r#"{"name":"Rex","tags":["a","b"]}"#);
//! assert_eq!(found("$.pet.tags[1]").to_text(), "b");
//! assert_eq!(found("$.owner").to_text(), "");
//! ```
//!
//! # Which Jayway
//!
//! No recorded answer of API Gateway tells Jayway's releases apart. [`Path::compile`] reads a path as 2.0.0 does, the one
//! that could be compared answer by answer. That release has no functions, no `in` and the like, no negative index, no
//! grouping in filters; and a last name missing behind `..` or a wildcard over an object makes the whole path find
//! nothing. [`Dialect::Jayway29`] has them and leaves out what is missing.
//!
//! # Where it differs, and why
//!
//! From Jayway 2.0.0 and json-smart 2.2, compared on random paths and bodies:
//!
//! * `[?]`, the place for a filter given in program code, is a [`PathError`]: a template has none to give. Jayway fails
//!   only when it reaches a value there.
//! * A pattern in a filter is matched in linear time, so backward references and looking around are a [`PathError`];
//!   `\d`, `\w` and ignoring case know all of Unicode, where Java knows ASCII. Rare forms
//!   inside `[…]` of a pattern (`--`, `~~`) mean what the `regex` crate says.
//! * Only the ASCII digits are digits in an index.
//! * A number that doesn't fit 64 bits, and a fraction of more than 17 digits, are the nearest double; `NaN` and what is
//!   beyond a double's range are null. [`serde_json::Value`] holds no others.
//! * A double is written with the fewest digits that read back the same, as Java does since release 19; older ones now
//!   and then write one digit more.
//! * Half of a surrogate pair, which `\ud800` can make, becomes U+FFFD: a Rust string can't hold it.
//! * Debian's json-smart counts an object that ends with a value as never closed, and so refuses 400 of them side by side
//!   as nested too deeply. Here only real nesting counts, up to 400 levels.
//! * A fraction without digits, such as `1e-`, throws `NumberFormatException` in json-smart. Here it is a [`BodyError`] of
//!   the parser's own form.
//! * Work is bounded: paths up to 64 KiB, 256 steps and 16 filters in one another; walks up to two million values,
//!   and up to 128 MiB of found, copied and matched text.
//!
//! The later dialect follows 2.9's documentation and source; it has not been compared with the running program. It does not
//! parse dates in filters, and a function stands only at the end of a path.

mod body;
mod bracket;
mod compile;
mod compile_later;
mod criterion;
mod dialect;
mod error;
mod evaluate;
mod filter;
mod function;
mod later_criterion;
mod later_filter;
mod number;
mod path;
mod pattern;
mod print;
mod token;

pub use body::read_body;
pub use dialect::Dialect;
pub use error::{BodyError, FindError, PathError};
pub use path::{Found, Path};
pub use print::{to_json, to_text};
