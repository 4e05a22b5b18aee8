//! The expressions of parameter mapping, as far as their form goes
//! (<https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html>).

/// What a request's mapping may set: `integration.request.{header,querystring,path}.NAME`.
pub(super) fn is_integration_parameter(text: &str) -> bool {
    let places =
        ["integration.request.header.", "integration.request.querystring.", "integration.request.path."];
    names_something(text, &places)
}

/// Where a value for the integration may come from.
pub(super) fn is_request_value(text: &str) -> bool {
    let places = [
        "method.request.header.",
        "method.request.multivalueheader.",
        "method.request.querystring.",
        "method.request.multivaluequerystring.",
        "method.request.path.",
        "method.request.body.",
    ];
    text == "method.request.body" || names_something(text, &places) || is_common_value(text)
}

/// Where a value for the client may come from; a fixed one is no expression.
pub(super) fn is_response_expression(text: &str) -> bool {
    let places = [
        "integration.response.header.",
        "integration.response.multivalueheader.",
        "integration.response.body.",
    ];
    text == "integration.response.body" || names_something(text, &places) || is_common_value(text)
}

fn is_common_value(text: &str) -> bool {
    let is_quoted = text.len() > 1 && text.starts_with('\'') && text.ends_with('\'');
    is_quoted || names_something(text, &["context.", "stageVariables."])
}

fn names_something(text: &str, places: &[&str]) -> bool {
    places.iter().any(|place| text.len() > place.len() && text.starts_with(place))
}
