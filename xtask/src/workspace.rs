//! Where things are: the checkout, the target directory, the binaries in it.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout's root: that of the checkout in which `cargo xtask` was called, since several may share a target directory
/// and with it this program.
pub fn root() -> PathBuf {
    let called = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let manifest = called.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    manifest.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// What `cargo metadata` says of the workspace, dependencies included.
pub fn metadata() -> Result<Value> {
    let output = Command::new(cargo())
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .context("cargo metadata could not be run")?;
    anyhow::ensure!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")
}

/// The cargo that runs this chore.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// The target directory: `CARGO_TARGET_DIR`, else `target` in the checkout.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The folder for tools that a chore installs.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// How a binary is built.
#[derive(Clone, Copy)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Quick to run.
    Release,
}

/// Builds the `plenary` command and tells where it is. The whole workspace is selected, so that its dependencies are compiled
/// once and not again for each set of features.
pub fn plenary(profile: Profile) -> Result<PathBuf> {
    let (flags, folder): (&[&str], _) = match profile {
        Profile::Dev => (&[], "debug"),
        Profile::Release => (&["--release"], "release"),
    };
    crate::step::run(
        "Building plenary",
        Command::new(cargo()).args(["build", "--workspace", "--bin", "plenary", "--locked"]).args(flags),
    )?;
    Ok(target().join(folder).join("plenary"))
}
