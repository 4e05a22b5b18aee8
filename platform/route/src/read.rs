//! Reading a version's folder.

mod check;
mod continuation;
mod endpoint;
mod expression;
mod fields;
mod folder;
mod integration;
mod overlap;
mod pair;
mod request;
mod responses;
mod schedule;
mod settings;
mod template;

pub(crate) use folder::version;
