//! Parameter mapping.

use crate::mapping::{Body, Expression, MappingError};
use crate::message::Headers;
use crate::testing::Asked;

fn asked() -> Asked {
    Asked::post("/things?q=1&q=2&one=x", "")
        .header("X-Own", "a")
        .header("X-Own", "b")
        .header("X-Empty", "")
        .header("Host", "example.org")
        .header("Connection", "close")
        .path_parameters(&[("id", "abc")])
        .stage_variables(&[("env", "stage")])
}

fn request_values(source: &str, body: &str) -> Result<Vec<String>, MappingError> {
    let expression = Expression::of_request(source).unwrap();
    asked().with(|request| expression.request_values(request, &Body::from(body)))
}

fn response_values(source: &str, body: &str) -> Result<Vec<String>, MappingError> {
    let expression = Expression::of_response(source).unwrap();
    let headers: Headers = [("x-own", "a"), ("X-Own", "b"), ("ETag", "e")].into_iter().collect();
    asked().with(|request| expression.response_values(request, &headers, &Body::from(body)))
}

const BODY: &str = r#"{"a": "text", "n": 1.0, "o": {"k": [1, "b/c"]}, "z": null, "l": [{"i": 1}, {"i": 2}]}"#;

#[test]
fn requests_give_their_parameters_and_bodies() {
    let table: &[(&str, &str, &[&str])] = &[
        ("method.request.path.id", "", &["abc"]),
        ("method.request.path.no", "", &[]),
        ("method.request.querystring.q", "", &["2"]),
        ("method.request.querystring.Q", "", &[]),
        ("method.request.multivaluequerystring.q", "", &["1", "2"]),
        ("method.request.multivaluequerystring.no", "", &[]),
        ("method.request.header.X-Own", "", &["b"]),
        ("method.request.header.x-own", "", &[]),
        ("method.request.header.X-Empty", "", &[""]),
        ("method.request.header.Connection", "", &[]),
        ("method.request.header.X-Forwarded-Proto", "", &["https"]),
        ("method.request.multivalueheader.X-Own", "", &["a", "b"]),
        ("method.request.body", "", &["{}"]),
        ("method.request.body", "{a", &["{a"]),
        ("method.request.body.a", BODY, &["text"]),
        ("method.request.body.$.a", BODY, &["text"]),
        ("method.request.body.n", BODY, &["1.0"]),
        ("method.request.body.o", BODY, &[r#"{"k":[1,"b/c"]}"#]),
        ("method.request.body.o.k[1]", BODY, &["b/c"]),
        ("method.request.body.l[*].i", BODY, &["[1,2]"]),
        ("method.request.body.z", BODY, &[]),
        ("method.request.body.no", BODY, &[]),
        ("method.request.body.a", "a=b", &[]),
        ("'a ''text'", "", &["a ''text"]),
        ("''", "", &[""]),
        ("context.stage", "", &["dev"]),
        ("context.identity.sourceIp", "", &["192.0.2.7"]),
        ("context.no", "", &[]),
        ("stageVariables.env", "", &["stage"]),
        ("stageVariables.no", "", &[]),
    ];
    for (source, body, values) in table {
        assert_eq!(request_values(source, body).unwrap(), *values, "{source} of {body}");
    }
}

#[test]
fn responses_give_their_headers_and_bodies() {
    let table: &[(&str, &str, &[&str])] = &[
        ("integration.response.header.ETag", "", &["e"]),
        ("integration.response.header.etag", "", &["e"]),
        ("integration.response.header.X-Own", "", &["b"]),
        ("integration.response.multivalueheader.X-Own", "", &["a", "b"]),
        ("integration.response.header.no", "", &[]),
        ("integration.response.body", "raw", &["raw"]),
        ("integration.response.body.a", BODY, &["text"]),
        ("integration.response.body.l[0].i", BODY, &["1"]),
        ("'*'", "", &["*"]),
        ("context.requestId", "", &["11111111-1111-4111-9111-111111111111"]),
        ("stageVariables.env", "", &["stage"]),
    ];
    for (source, body, values) in table {
        assert_eq!(response_values(source, body).unwrap(), *values, "{source} of {body}");
    }
}

#[test]
fn a_body_that_is_no_json_fails_where_a_path_reads_it() {
    let error = request_values("method.request.body.a", "{a").unwrap_err();
    assert!(matches!(error, MappingError::ParameterBody(_)));
    assert!(error.to_string().contains("Unexpected End Of File"), "{error}");
    assert!(response_values("integration.response.body.a", "[").is_err());
    let error = request_values("method.request.body.a[0]", BODY).unwrap_err();
    assert!(matches!(error, MappingError::Path(_)), "{error:?}");
}

#[test]
fn what_is_no_expression_says_why() {
    let of_request = [
        ("bare", "`bare` is neither a text in single quotes nor one of method.request."),
        ("'open", "a quote stays open"),
        ("'", "a quote stays open"),
        ("method.request.cookie.a", "is neither"),
        ("method.request.header", "is neither"),
        ("integration.response.header.a", "is neither"),
        ("method.request.header.", "ends without a name"),
        ("method.request.header.a b", "ends without a name"),
        ("context.", "ends without a name"),
        ("stageVariables.", "ends without a name"),
        ("method.request.body.", "ends without a name"),
        ("method.request.body.a[", "`method.request.body.a[`: "),
        ("", "is neither"),
    ];
    for (source, message) in of_request {
        let error = Expression::of_request(source).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    for source in
        ["method.request.header.a", "integration.response.querystring.a", "integration.response.header"]
    {
        let error = Expression::of_response(source).unwrap_err().to_string();
        assert!(error.contains("nor one of integration.response."), "{error}");
    }
}
