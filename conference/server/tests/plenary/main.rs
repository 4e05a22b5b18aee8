//! The command from outside: real processes, files and sockets.

mod command;
mod demo;
mod import;
mod killed;
mod serve;
