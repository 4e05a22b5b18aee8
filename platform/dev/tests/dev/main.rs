//! The server from outside: bytes over a socket.

mod api;
mod client;
#[cfg(unix)]
mod processes;
mod server;
mod site;
