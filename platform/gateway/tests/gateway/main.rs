//! The gateway from outside: requests in, responses and events out.

mod access;
mod answers;
mod functions;
mod load;
mod mock;
mod openapi;
mod proxy_event;
mod servers;
mod stages;
mod support;
