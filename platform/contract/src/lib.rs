//! What callers of an API version may rely on: its public document.
//!
//! [`public_document`] writes the `OpenAPI` 3.0 document of a version out of its routes and the shapes that their Rust
//! types declare. The same input always gives the same bytes, so that the document can be committed and compared.
//!
//! ```
//! use lockstep_route::{Schemas, Version};
//!
//! # let folder = tempfile::tempdir().unwrap();
//! # let v1 = folder.path().join("v1");
//! # std::fs::create_dir(&v1).unwrap();
//! # std::fs::write(v1.join("api.json"), r#"{ "title": "Hello" }"#).unwrap();
//! let version = Version::read(&v1).unwrap();
//! let document = lockstep_contract::public_document(&version, &Schemas::default());
//! assert_eq!(document["openapi"], "3.0.3");
//! assert_eq!(document["servers"][0]["url"], "/v1");
//! ```

mod document;
mod mapped;
mod operation;
mod problem;

pub use document::{public_document, to_text};
