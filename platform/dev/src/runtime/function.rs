//! A function whose code is a program.

use lockstep_route::Version;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Memory and time of a function that says nothing of them (documented: Lambda's defaults).
const DEFAULT_MEMORY: u32 = 128;
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(3);

/// A function whose code is a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessFunction {
    /// The version that it belongs to, as invocations name it.
    pub version: u32,
    /// Its name within the version, as invocations name it.
    pub name: String,
    /// What the process sees as its function's name, `APP-v1-dev-schedule`.
    pub function_name: String,
    /// The program.
    pub bootstrap: PathBuf,
    /// Where the function's files lie: the process's working directory.
    pub task_root: PathBuf,
    /// What the function's configuration names as handler; the process sees it as `_HANDLER`.
    pub handler: String,
    /// Memory, MB. A process that holds more is killed.
    pub memory: u32,
    /// How long the function may take for an event.
    pub timeout: Duration,
    /// The AWS region that the process believes to be in.
    pub region: String,
    /// Further environment variables. Those that Lambda reserves are not overridden.
    pub environment: BTreeMap<String, String>,
}

impl ProcessFunction {
    /// A function with Lambda's defaults: 128 MB, 3 s. Its files lie beside the program.
    pub fn new(version: u32, name: impl Into<String>, bootstrap: impl Into<PathBuf>) -> Self {
        let (name, bootstrap) = (name.into(), bootstrap.into());
        // The process starts elsewhere than this one.
        let bootstrap = std::path::absolute(&bootstrap).unwrap_or(bootstrap);
        Self {
            version,
            function_name: name.clone(),
            handler: name.clone(),
            name,
            task_root: bootstrap.parent().map(Path::to_path_buf).unwrap_or_default(),
            bootstrap,
            memory: DEFAULT_MEMORY,
            timeout: DEFAULT_TIMEOUT,
            region: "us-east-1".to_owned(),
            environment: BTreeMap::new(),
        }
    }

    /// All functions of a version, each with its own memory and time-out; they share one program, which the handler's name
    /// tells which function to be.
    pub fn of_version(version: &Version, bootstrap: &Path) -> Vec<Self> {
        let functions = version.functions.iter().map(|function| {
            let mut process = Self::new(version.number.0, function.name.as_str(), bootstrap);
            if let Some(memory) = function.settings.memory {
                process.memory = memory;
            }
            if let Some(seconds) = function.settings.timeout {
                process.timeout = Duration::from_secs(seconds.into());
            }
            process
        });
        functions.collect()
    }

    /// The function's ARN. The account is the one that AWS's own examples show.
    pub(crate) fn arn(&self) -> String {
        format!("arn:aws:lambda:{}:123456789012:function:{}", self.region, self.function_name)
    }
}
