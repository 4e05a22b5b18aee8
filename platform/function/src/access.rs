//! Who calls, and whether a route lets them.

use crate::error::Error;
use lockstep_route::Access;

/// Who calls, as the project knows it.
pub trait Caller: Send + 'static {
    /// Whether the caller is known at all.
    fn is_signed_in(&self) -> bool;
    /// Whether the caller has a permission, anywhere; what it is good for on which object is decided by the use case.
    fn may(&self, permission: &str) -> bool;
}

/// A caller of whom nothing is known: the only one that a project without sign-in has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anonymous;

impl Caller for Anonymous {
    fn is_signed_in(&self) -> bool {
        false
    }

    fn may(&self, _permission: &str) -> bool {
        false
    }
}

/// Refuses whoever the route's access does not let in. A permission nobody knows is a permission nobody has.
pub(crate) fn enforce(access: &Access, caller: &impl Caller) -> Result<(), Error> {
    match access {
        Access::Public => Ok(()),
        _ if !caller.is_signed_in() => Err(Error::unauthorized("sign in first")),
        Access::SignedIn => Ok(()),
        Access::Permission(name) if caller.may(name) => Ok(()),
        Access::Permission(name) => {
            Err(Error::forbidden("you may not do this")
                .log(format!("the caller lacks the permission `{name}`")))
        }
    }
}
