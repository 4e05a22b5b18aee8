//! Reading a version's folder.

mod check;
mod fields;
mod folder;
mod pair;
mod settings;

pub(crate) use folder::version;
