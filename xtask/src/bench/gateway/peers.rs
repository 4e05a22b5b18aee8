//! Others of our kind: where they would lie below the target directory, and how they come there.

use crate::workspace;
use std::path::PathBuf;

/// A server that others have written.
struct Peer {
    name: &'static str,
    /// What of it is looked for, from the folder of peers.
    program: &'static str,
    /// How it comes there, from the folder of peers.
    install: &'static str,
}

const PEERS: [Peer; 3] = [
    Peer {
        name: "api-gateway-localdev on express",
        program: "node_modules/api-gateway-localdev",
        install: "npm install api-gateway-localdev express",
    },
    Peer {
        name: "serverless-offline",
        program: "node_modules/serverless-offline",
        install: "npm install serverless@3 serverless-offline@13",
    },
    Peer {
        name: "cargo lambda watch",
        program: "bin/cargo-lambda",
        install: "cargo install cargo-lambda --root .",
    },
];

fn folder() -> PathBuf {
    workspace::target().join("peers")
}

/// Says of each how to get it, or that it lies there unmeasured.
pub fn print() {
    let folder = folder();
    for Peer { name, program, install } in PEERS {
        if folder.join(program).exists() {
            println!("{name}: installed, but not measured");
        } else {
            println!("{name}: not installed; `mkdir -p {0} && cd {0} && {install}`", folder.display());
        }
    }
}
