//! The gateway from outside: requests in, responses and events out.

mod answers;
mod load;
mod proxy_event;
mod support;
