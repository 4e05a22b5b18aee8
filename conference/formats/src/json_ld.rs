//! schema.org JSON-LD.
use crate::addresses::Addresses;
use plenary_domain::published::Published;
use plenary_domain::session::Session;
use plenary_domain::speaker::Speaker;
use serde_json::{Value, json};

/// The conference as a schema.org `Event` with one `subEvent` a session.
pub fn event(published: &Published, addresses: &Addresses) -> Value {
    json!({ "name": published.conference().title, "url": addresses.base() })
}

/// One session as a schema.org `Event`.
pub fn session(published: &Published, addresses: &Addresses, session: &Session) -> Value {
    json!({ "name": session.title, "in": event(published, addresses) })
}

/// One speaker as a schema.org `Person`.
pub fn speaker(published: &Published, addresses: &Addresses, speaker: &Speaker) -> Value {
    json!({ "name": speaker.name, "in": event(published, addresses) })
}

/// JSON that may stand inside a `<script>` element.
pub fn script_safe(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
