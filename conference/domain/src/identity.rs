//! Internal identities: random, never shown, never reused. People see a [`PageCode`](crate::code::PageCode).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where fresh identities come from; the domain has no randomness of its own.
pub trait IdentitySource {
    /// A new random UUID (version 4).
    fn uuid(&mut self) -> Uuid;
    /// Six random characters out of `A-Z0-9`; the caller checks that the code is free.
    fn page_code(&mut self) -> crate::code::PageCode;
}

macro_rules! identity {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);
    )+};
}

identity! {
    /// A conference.
    ConferenceId
    /// A track of one conference.
    TrackId
    /// A room of one conference.
    RoomId
    /// A kind of session: talk, workshop, …
    SessionTypeId
    /// A session.
    SessionId
    /// A speaker of one conference.
    SpeakerId
}
