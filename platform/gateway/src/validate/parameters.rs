//! Required parameters.

use crate::definition::{ParameterLocation, RequestParameter};
use crate::gateway_response::Failure;
use crate::request_context::RequestContext;

/// The parameters that must be there, in the order in which a message names them.
#[derive(Debug)]
pub(crate) struct Parameters(Vec<RequestParameter>);

impl Parameters {
    /// Keeps what is required. Recorded: a message names headers, then variables of the path, then the query, which is the order
    /// of their full names (`method.request.header.…`). Silent: the order within each; theirs is alphabetical too.
    pub(crate) fn compile(parameters: &[RequestParameter]) -> Self {
        let required = parameters.iter().filter(|parameter| parameter.required);
        let mut required: Vec<RequestParameter> = required.cloned().collect();
        required.sort_by(|one, other| {
            (one.location.as_str(), &one.name).cmp(&(other.location.as_str(), &other.name))
        });
        Self(required)
    }

    /// Documented: each must be there and not blank; types are not looked at. Recorded: a variable that the path does not have is
    /// missing from every request.
    pub(crate) fn check(&self, request: &RequestContext<'_>) -> Result<(), Failure> {
        let missing = self.0.iter().filter(|parameter| !is_present(parameter, request));
        let missing: Vec<&str> = missing.map(|parameter| parameter.name.as_str()).collect();
        if missing.is_empty() { Ok(()) } else { Err(Failure::missing_parameters(&missing)) }
    }
}

fn is_present(parameter: &RequestParameter, request: &RequestContext<'_>) -> bool {
    let name = parameter.name.as_str();
    let told = |value: &str| !value.trim().is_empty();
    match parameter.location {
        ParameterLocation::Header => request
            .request
            .headers
            .iter()
            .any(|(present, value)| present.eq_ignore_ascii_case(name) && told(value)),
        ParameterLocation::Path => {
            request.path_parameters.iter().any(|(present, value)| *present == name && told(value))
        }
        ParameterLocation::QueryString => {
            request.query.0.get(name).is_some_and(|values| values.iter().any(|value| told(value)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Parameters;
    use crate::definition::{ParameterLocation, RequestParameter};
    use crate::gateway_response::Failure;
    use crate::testing::Asked;

    fn parameter(location: ParameterLocation, name: &str) -> RequestParameter {
        RequestParameter { location, name: name.to_owned(), required: true }
    }

    /// A request, the variables of its path, what is missing.
    type Row<'a> = (Asked, &'a [(&'a str, &'a str)], &'a [&'a str]);

    #[test]
    fn what_is_missing_or_blank_is_named_in_order() {
        use ParameterLocation::{Header, Path, QueryString};
        let mut parameters = vec![
            parameter(QueryString, "page"),
            parameter(Path, "issuer"),
            parameter(Header, "X-Tenant"),
            parameter(Path, "code"),
            parameter(Header, "Accept-Language"),
        ];
        parameters.push(RequestParameter { required: false, ..parameter(Header, "X-Optional") });
        let parameters = Parameters::compile(&parameters);
        let path = &[("code", "ABC"), ("issuer", "me")][..];
        let whole = Asked::get("/talks/ABC?page=1").header("x-tenant", "t").header("accept-language", "de");
        let table: [Row<'_>; 9] = [
            (whole.clone(), path, &[]),
            (whole.clone(), &path[..1], &["issuer"]),
            (Asked::get("/talks/ABC"), &path[..1], &["Accept-Language", "X-Tenant", "issuer", "page"]),
            (Asked::get("/talks/ABC?page="), path, &["Accept-Language", "X-Tenant", "page"]),
            (Asked::get("/talks/ABC?page=%20+"), path, &["Accept-Language", "X-Tenant", "page"]),
            (Asked::get("/talks/ABC?page=&page=2"), path, &["Accept-Language", "X-Tenant"]),
            (Asked::get("/talks/ABC?Page=2"), path, &["Accept-Language", "X-Tenant", "page"]),
            (whole.clone().header("X-Tenant", " "), path, &[]),
            (
                Asked::get("/talks/ABC?page=1").header("X-Tenant", "\t").header("Accept-Language", ""),
                path,
                &["Accept-Language", "X-Tenant"],
            ),
        ];
        for (asked, path, missing) in table {
            let expected =
                if missing.is_empty() { Ok(()) } else { Err(Failure::missing_parameters(missing)) };
            asked.path_parameters(path).with(|request| {
                assert_eq!(parameters.check(request), expected, "{missing:?}");
            });
        }
    }
}
