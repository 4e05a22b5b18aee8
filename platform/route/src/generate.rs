//! The route table, written by a project's build script.
//!
//! ```no_run
//! // build.rs
//! use std::path::Path;
//! use std::process::ExitCode;
//!
//! fn main() -> ExitCode {
//!     let out = std::env::var("OUT_DIR").unwrap_or_default();
//!     lockstep_route::generate::table(Path::new("routes/v1"), &Path::new(&out).join("v1.rs"))
//! }
//! ```
//!
//! The project includes the file in a module of its own, beside which it has the names `App` and `Project`:
//!
//! ```ignore
//! mod v1 {
//!     include!(concat!(env!("OUT_DIR"), "/v1.rs"));
//! }
//! let version = lockstep_route::Version::from_json(v1::VERSION)?;
//! let functions = v1::register(lockstep_function::Functions::builder(version)).build(preamble::open())?;
//! ```

use crate::integration::Integration;
use crate::version::{Function, Route, Trigger, Version, VersionNumber};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reads the version below `version_folder`, writes its table to `out_file` and tells cargo what to watch. Mistakes are
/// reported on standard error, each in its line, and fail the build.
///
/// The table holds a module for every pair's `.rs`; `VERSION`, the whole version as JSON; and `register`, which gives
/// every handler to a `FunctionsBuilder`. The code of inherited routes lies in the folder of the version they come from; it is
/// compiled once for each version that uses it, so that a change to it is checked against all of them.
pub fn table(version_folder: &Path, out_file: &Path) -> ExitCode {
    // Cargo watches a folder with everything below it.
    println!("cargo:rerun-if-changed={}", version_folder.display());
    let version = Version::read(version_folder);
    for folder in version.iter().flat_map(|version| inherited_folders(version, version_folder)) {
        println!("cargo:rerun-if-changed={}", folder.display());
    }
    let written = version
        .map_err(|problems| problems.render())
        .and_then(|version| Ok(source(&version, &absolute(version_folder)?)))
        .and_then(|source| {
            std::fs::write(out_file, source).map_err(|error| format!("{}: {error}", out_file.display()))
        });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(report) => {
            eprintln!("{report}");
            ExitCode::FAILURE
        }
    }
}

fn absolute(folder: &Path) -> Result<PathBuf, String> {
    std::path::absolute(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// The folders of other versions that routes come from.
fn inherited_folders(version: &Version, folder: &Path) -> BTreeSet<PathBuf> {
    let origins = version.routes().map(|(_, route)| route.origin).filter(|origin| *origin != version.number);
    origins.map(|origin| origin_folder(folder, origin)).collect()
}

/// The folder of a version, which lies beside another one's.
fn origin_folder(folder: &Path, origin: VersionNumber) -> PathBuf {
    folder.with_file_name(format!("v{origin}"))
}

/// The table's source text; `folder` is the version's, absolute.
fn source(version: &Version, folder: &Path) -> String {
    let mut text = String::from("// Written by the build script out of the route pairs.\n\n");
    for function in &version.functions {
        module(&mut text, function, folder);
    }
    let json = version.to_json();
    let _ = write!(
        text,
        "/// The version, as `lockstep_route::Version::from_json` reads it.\npub(crate) const VERSION: &str = {json:?};\n\n"
    );
    text.push_str(
        "/// Gives every handler of the version to a builder.\npub(crate) fn register(\n    \
         builder: lockstep_function::FunctionsBuilder<crate::Project>,\n) -> lockstep_function::FunctionsBuilder<crate::Project> {\n    \
         builder\n",
    );
    for (function, route) in version.routes() {
        handler(&mut text, function, route);
    }
    text.push_str("}\n");
    text
}

/// Hands over a route's handler, with the types that its trigger asks for.
fn handler(text: &mut String, function: &Function, route: &Route) {
    let path = format!("function_{}::route_{}", function.name, route.name);
    let (method, takes) = match &route.trigger {
        Trigger::Http(endpoint) => match endpoint.integration {
            Integration::FunctionProxy => ("route", "app, caller, request"),
            Integration::Function => ("mapped", "app, request"),
            Integration::Mock | Integration::Http(_) | Integration::HttpProxy(_) => return,
        },
        Trigger::Job(_) => ("job", "app, event"),
        Trigger::Authorizer(_) => ("authorizer", "app, request"),
    };
    let types = match method {
        "job" => "_".to_owned(),
        _ => format!("{path}::Request, {path}::Reply, _"),
    };
    let _ = writeln!(
        text,
        "        .{method}::<{types}>({:?}, |{takes}| {{\n            Box::pin({path}::handler({takes}))\n        }})",
        route.source
    );
}

/// The modules of a function's pairs; what has no code has none.
fn module(text: &mut String, function: &Function, folder: &Path) {
    let mut modules = function.routes.iter().filter(|route| route.has_code()).peekable();
    if modules.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "mod function_{} {{", function.name);
    for Route { name, source, origin, .. } in modules {
        let path = origin_folder(folder, *origin).join(format!("{source}.rs")).display().to_string();
        let _ = writeln!(text, "    #[path = {path:?}]\n    pub(crate) mod route_{name};");
    }
    text.push_str("}\n\n");
}
