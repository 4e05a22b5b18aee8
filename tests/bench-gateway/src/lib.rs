//! What `cargo xtask bench gateway` measures: a bare server, the gateway with functions in process and as processes, and
//! templates. The measuring is xtask's; here are the programs.

pub mod floor;
pub mod functions;
pub mod gateway;
pub mod templates;
