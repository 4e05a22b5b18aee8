//! X-Ray's trace header.

use jiff::Timestamp;

/// The name of the header, in the casing in which AWS sends it.
pub(crate) const TRACE_HEADER: &str = "X-Amzn-Trace-Id";

/// A request's trace: what the client sent, completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trace {
    /// What the function's event shows: the client's header, else a new root.
    pub(crate) incoming: String,
    /// What the response and the function's process carry: root, parent and sampling decision.
    pub(crate) complete: String,
}

impl Trace {
    /// Recorded: `Root`, `Parent` and `Sampled` of the client are kept; what is missing is made.
    pub(crate) fn new(header: Option<&str>, now: Timestamp, random: [u8; 16]) -> Self {
        let field = |name: &str| {
            header.into_iter().flat_map(|value| value.split(';')).find_map(|part| {
                let (key, value) = part.split_once('=')?;
                key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            })
        };
        let sent_root = field("Root");
        let incoming = match (&sent_root, header) {
            (Some(_), Some(header)) => header.to_owned(),
            _ => format!("Root={}", new_root(now, random)),
        };
        let root = sent_root.unwrap_or_else(|| incoming.trim_start_matches("Root=").to_owned());
        let parent = field("Parent");
        let sampled =
            field("Sampled").unwrap_or_else(|| String::from(if parent.is_some() { "1" } else { "0" }));
        let parent = parent.unwrap_or_else(|| hexadecimal(&random[8..]));
        Self { incoming, complete: format!("Root={root};Parent={parent};Sampled={sampled}") }
    }

    /// The root alone, as `$context.xrayTraceId` shows it.
    pub(crate) fn root(&self) -> &str {
        let root = self.complete.split(';').next().unwrap_or_default();
        root.strip_prefix("Root=").unwrap_or(root)
    }
}

/// `1-` seconds `-` 96 random bits (documented by X-Ray).
fn new_root(now: Timestamp, random: [u8; 16]) -> String {
    format!("1-{:08x}-{}", now.as_second(), hexadecimal(&random[..12]))
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| DIGITS[usize::from(half)]).collect()
}

#[cfg(test)]
mod tests {
    use super::Trace;
    use jiff::Timestamp;

    #[test]
    fn what_the_client_sent_is_kept_and_the_rest_is_made() {
        let now = Timestamp::from_second(0x6553_f100).unwrap();
        let made = Trace::new(None, now, [0xab; 16]);
        assert_eq!(made.incoming, "Root=1-6553f100-abababababababababababab");
        assert_eq!(
            made.complete,
            "Root=1-6553f100-abababababababababababab;Parent=abababababababab;Sampled=0"
        );
        let whole = "Root=1-00000001-000000000000000000000001;Parent=0000000000000002;Sampled=1";
        assert_eq!(Trace::new(Some(whole), now, [1; 16]).complete, whole);
        let root = Trace::new(Some("Root=1-00000001-000000000000000000000001"), now, [1; 16]);
        assert_eq!(
            root.complete,
            "Root=1-00000001-000000000000000000000001;Parent=0101010101010101;Sampled=0"
        );
        assert_eq!(root.incoming, "Root=1-00000001-000000000000000000000001");
        let junk = Trace::new(Some("nonsense"), now, [2; 16]);
        assert!(junk.incoming.starts_with("Root=1-6553f100-"));
    }
}
