//! What the crate promises, by format.

#[cfg(test)]
mod any_conference;
#[cfg(test)]
mod export;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod html;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod malicious;
#[cfg(test)]
mod read_icalendar;
#[cfg(test)]
mod read_json;
#[cfg(test)]
mod read_xml;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod sample;
