//! Functions as Lambda runs them: any executable `bootstrap`, spoken to over the Lambda Runtime API (2018-06-01).
//!
//! [`Processes`] lets a gateway call functions that are programs of their own. A process gets the environment that Lambda
//! gives it and nothing else, one event at a time, and a Runtime API on a loopback port that is its own. There are as many
//! processes of a function as there are events at once, up to a limit; idle ones are used again, the last used first.
//!
//! Time-outs, memory, sizes and the errors that come of them are Lambda's; so are the lines `START`, `END` and `REPORT`
//! that a [`LogSink`] gets around what the function writes. What differs: an idle process is not frozen, its memory is
//! measured and not fenced in, and its files and network are the workstation's.

mod child;
mod environment;
mod exchange;
mod failure;
mod function;
mod interface;
mod journal;
mod memory;
mod output;
mod pool;
mod process;
mod processes;
mod report;
mod request_body;
mod watchdog;

pub use function::ProcessFunction;
pub use journal::{LogLine, LogSink, LogStream, TracingLog};
pub use processes::{ProcessLimits, Processes};
