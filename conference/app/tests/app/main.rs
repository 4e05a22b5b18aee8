//! The use cases, over the store in memory and over a file.

#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod import;
#[cfg(test)]
mod read;
#[cfg(test)]
mod restore;
#[cfg(test)]
mod size;
#[cfg(test)]
mod watched_store;
