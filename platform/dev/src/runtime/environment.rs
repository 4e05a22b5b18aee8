//! The environment of a process.
//!
//! Documented (Lambda developer guide, "Defined runtime environment variables"). `AWS_EXECUTION_ENV` is not defined for a
//! `bootstrap` of one's own. Credentials are the declared ones: a workstation has no role to lend.

use super::function::ProcessFunction;
use jiff::Timestamp;
use std::net::SocketAddr;
use uuid::Uuid;

/// The variables of a new process, in full: nothing is inherited from the workstation.
pub(crate) fn variables(function: &ProcessFunction, interface: SocketAddr) -> Vec<(String, String)> {
    // A function may set these otherwise.
    let unreserved = [
        ("LANG", "en_US.UTF-8".to_owned()),
        ("TZ", ":UTC".to_owned()),
        ("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin".to_owned()),
    ];
    let name = &function.function_name;
    let reserved = [
        ("_HANDLER", function.handler.clone()),
        ("AWS_LAMBDA_RUNTIME_API", interface.to_string()),
        ("AWS_LAMBDA_FUNCTION_NAME", name.clone()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST".to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", function.memory.to_string()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand".to_owned()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", format!("/aws/lambda/{name}")),
        ("AWS_LAMBDA_LOG_STREAM_NAME", log_stream(Timestamp::now())),
        ("AWS_REGION", function.region.clone()),
        ("AWS_DEFAULT_REGION", function.region.clone()),
        ("LAMBDA_TASK_ROOT", function.task_root.display().to_string()),
        ("LAMBDA_RUNTIME_DIR", function.task_root.display().to_string()),
    ];
    let declared = function.environment.iter().map(|(name, value)| (name.clone(), value.clone()));
    let unreserved = unreserved.into_iter().map(|(name, value)| (name.to_owned(), value));
    let reserved = reserved.into_iter().map(|(name, value)| (name.to_owned(), value));
    unreserved.chain(declared).chain(reserved).collect()
}

/// `2030/01/02/[$LATEST]` and 32 hexadecimal digits.
fn log_stream(now: Timestamp) -> String {
    let day = now.strftime("%Y/%m/%d").to_string();
    format!("{day}/[$LATEST]{}", Uuid::new_v4().simple())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn what_lambda_reserves_is_not_overridden() {
        let mut function = ProcessFunction::new(1, "talks", "/srv/app/bootstrap");
        for (name, value) in [("TZ", "Asia/Tokyo"), ("AWS_REGION", "mars-1"), ("TABLE", "talks")] {
            function.environment.insert(name.to_owned(), value.to_owned());
        }
        let variables = variables(&function, ([127, 0, 0, 1], 4000).into());
        let variables: HashMap<_, _> = variables.into_iter().collect();
        let value = |name: &str| variables[name].as_str();
        assert_eq!((value("TZ"), value("AWS_REGION"), value("TABLE")), ("Asia/Tokyo", "us-east-1", "talks"));
        assert_eq!(value("AWS_LAMBDA_RUNTIME_API"), "127.0.0.1:4000");
        assert_eq!((value("_HANDLER"), value("LAMBDA_TASK_ROOT")), ("talks", "/srv/app"));
        assert!(!variables.contains_key("HOME"));
        assert_eq!(function.arn(), "arn:aws:lambda:us-east-1:123456789012:function:talks");
    }

    #[test]
    fn a_log_stream_is_named_by_its_day() {
        let name = log_stream("2030-01-02T23:59:59Z".parse().unwrap());
        assert!(name.starts_with("2030/01/02/[$LATEST]"), "{name}");
        assert_eq!(name.len(), 20 + 32);
    }
}
