//! The server from outside: bytes over a socket.

mod api;
mod client;
mod server;
mod site;
