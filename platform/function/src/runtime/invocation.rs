//! An event as the Runtime API gives it.

use bytes::Bytes;
use http::HeaderMap;
use std::time::{Duration, SystemTime};

/// An event and what is said of it.
#[derive(Debug)]
pub(super) struct Invocation {
    pub request_id: String,
    pub deadline: Option<SystemTime>,
    /// JSON text.
    pub body: Bytes,
}

impl Invocation {
    /// Nothing if it has no id, without which nobody could answer it.
    pub fn new(headers: &HeaderMap, body: Bytes) -> Option<Self> {
        let header = |name: &str| headers.get(name)?.to_str().ok();
        let deadline = header("lambda-runtime-deadline-ms").and_then(|time| time.parse().ok());
        let deadline =
            deadline.and_then(|time| SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(time)));
        let request_id = header("lambda-runtime-aws-request-id")?.to_owned();
        Some(Self { request_id, deadline, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_without_an_id_is_none() {
        let mut headers = HeaderMap::new();
        headers.insert("lambda-runtime-deadline-ms", "1500".parse().unwrap());
        assert!(Invocation::new(&headers, Bytes::new()).is_none());
        headers.insert("lambda-runtime-aws-request-id", "r-1".parse().unwrap());
        let invocation = Invocation::new(&headers, Bytes::new()).unwrap();
        assert_eq!(invocation.deadline, Some(SystemTime::UNIX_EPOCH + Duration::from_millis(1500)));
        headers.insert("lambda-runtime-deadline-ms", "soon".parse().unwrap());
        assert_eq!(Invocation::new(&headers, Bytes::new()).unwrap().deadline, None);
    }
}
