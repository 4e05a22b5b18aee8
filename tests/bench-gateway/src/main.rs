//! The servers under measurement, and the templates.

use anyhow::{Context as _, Result};
use bench_gateway::{floor, gateway, templates};
use clap::{Parser, Subcommand, ValueEnum};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

#[derive(Parser)]
#[command(about = "What `cargo xtask bench gateway` measures", version)]
struct Command {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {
    /// Serve on loopback
    Serve {
        /// What
        kind: Kind,
        /// The port
        #[arg(long)]
        port: u16,
        /// The program of functions that are processes
        #[arg(long, value_name = "FILE", required_if_eq("kind", "processes"))]
        bootstrap: Option<PathBuf>,
    },
    /// Time the templates of a file of cases
    Templates {
        /// The file
        cases: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Nothing but HTTP
    Floor,
    /// The gateway with functions in process
    InProcess,
    /// The gateway with functions over the Lambda Runtime API
    Processes,
}

fn main() -> Result<()> {
    match Command::parse().subject {
        Subject::Templates { cases } => templates::measure(&cases),
        Subject::Serve { kind, port, bootstrap } => {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            // The runtime that the product has.
            tokio::runtime::Runtime::new()?.block_on(async {
                match kind {
                    Kind::Floor => floor::serve(address).await,
                    Kind::InProcess => gateway::serve(address, gateway::in_process()?).await,
                    Kind::Processes => {
                        let bootstrap = bootstrap.context("--bootstrap is missing")?;
                        gateway::serve(address, gateway::processes(&bootstrap)?).await
                    }
                }
            })
        }
    }
}
