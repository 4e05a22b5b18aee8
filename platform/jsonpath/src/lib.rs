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
