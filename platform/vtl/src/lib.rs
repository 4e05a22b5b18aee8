//! Velocity 1.7 templates as API Gateway renders them.
//!
//! The language is Apache Velocity 1.7's, whitespace and escapes included, with API Gateway's one rule on top: a reference
//! that is null, or of which any part does not exist, evaluates to the empty string. So `$missing` prints nothing,
//! `#if($missing)` takes its branch, and `#set($x = $missing)` sets the empty string.
//!
//! `#parse` and `#include` are refused, as API Gateway has nothing to read; a `#foreach` ends after 1,000 turns; a template
//! holds at most 300 KB.
//!
//! ```
//! use lockstep_vtl::{Context, Map, Template, Value};
//!
//! let template = Template::compile(r##"#set($user = $input.user){"name": "$user.name", "mail": "$!user.mail"}"##)?;
//! let user = Map::from_iter([("name".into(), Value::from("Ada"))]);
//! let input = Map::from_iter([("user".into(), user.into())]);
//! let mut context = Context::new();
//! context.set("input", input);
//! assert_eq!(template.render(&mut context)?, r#"{"name": "Ada", "mail": ""}"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where it differs, and why
//!
//! From Velocity 1.7, compared on random templates:
//!
//! * An object without a text of its own, such as a Java array or an iterator, prints its class without the address that Java
//!   adds; a `java.lang.Class` answers its names only.
//! * A `#foreach` or `#define` without the arguments it needs is a [`CompileError`]; Velocity says so when it comes to it.
//! * A `Float` and a `BigDecimal` are doubles, a `Short` and a `Byte` are integers, streams (`chars()`, `lines()`) are null, and
//!   `#literal` prints its body whatever stands in its parentheses; around comments alone it is a [`CompileError`].
//! * A regular expression is matched in linear time, so backward references and looking around are a [`RenderError`].
//! * Work is bounded: templates and values that nest, loop or grow beyond any use are a [`RenderError`].
//!
//! Objects with methods, such as `$util`, are supplied through [`Host`].

mod ast;
mod collection;
mod context;
mod error;
mod lexer;
mod methods;
mod object;
mod operators;
mod parser;
mod print;
mod render;
mod template;
mod value;

pub use collection::{Key, List, ListKind, Map};
pub use context::{Context, Nulls};
pub use error::{CompileError, RenderError};
pub use template::{LONGEST_TEMPLATE, Template};
pub use value::{Block, Host, Value};

/// An ordinary list, as `[…]` makes it in a template.
pub fn list<V: Into<Value>>(items: impl IntoIterator<Item = V>) -> List {
    List::new(ListKind::Java, items.into_iter().map(Into::into).collect())
}

/// The text that a value renders as.
///
/// # Errors
/// The value nests too deeply or is longer than a gateway can answer.
pub fn text(value: &Value) -> Result<String, RenderError> {
    operators::plain_text(value).map(|text| text.to_string())
}
