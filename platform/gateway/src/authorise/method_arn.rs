//! The name of a method in policies.

use crate::request_context::RequestContext;
use crate::request_target::{RequestTarget, lookup_path};

/// Documented: `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{verb}/{path}`. The path is the request's own, variables
/// filled in, without stage or base path; the root's is empty. Silent: a trailing slash. It does not count where the method is
/// found, so it does not count here: a policy that denies `GET/admin` denies `GET/admin/`, which is the same method.
pub(crate) fn method_arn(request: &RequestContext<'_>) -> String {
    let api = request.api;
    let path = lookup_path(RequestTarget::parse(&request.request.target).path_in(api));
    format!(
        "arn:aws:execute-api:{}:{}:{}/{}/{}/{}",
        api.region,
        api.account_id,
        api.id,
        api.stage.name,
        request.request.method,
        path.strip_prefix('/').unwrap_or(path)
    )
}

#[cfg(test)]
mod tests {
    use super::method_arn;
    use crate::testing::Asked;

    #[test]
    fn methods_are_named_as_aws_does() {
        let start = "arn:aws:execute-api:us-east-1:123456789012:api1234567/dev/";
        let table = [
            (Asked::get("/"), "GET/"),
            (Asked::get(""), "GET/"),
            (Asked::get("/talks/ABC?x=1"), "GET/talks/ABC"),
            (Asked::post("/a%20b/c:d", ""), "POST/a%20b/c:d"),
            (Asked::get("/talks").at_base_path("v1"), "GET/talks"),
        ];
        for (asked, end) in table {
            assert_eq!(asked.with(method_arn), format!("{start}{end}"));
        }
    }
}
