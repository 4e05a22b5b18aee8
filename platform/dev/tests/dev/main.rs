//! The server from outside: bytes over a socket.

mod api;
mod client;
#[cfg(unix)]
mod configured;
mod outbound;
#[cfg(unix)]
mod parity;
#[cfg(unix)]
mod processes;
mod server;
mod site;
