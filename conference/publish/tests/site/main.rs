//! The site of a conference, looked at as visitors and their browsers do.

#[cfg(test)]
mod measure;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod soundness;
#[cfg(test)]
mod support;
