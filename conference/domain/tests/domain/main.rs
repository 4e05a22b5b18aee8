//! The domain's laws, over what it offers to other crates.

#[cfg(test)]
mod changes;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod published;
#[cfg(test)]
mod reconcile;
#[cfg(test)]
mod soundness;
