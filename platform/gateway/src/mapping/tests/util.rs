//! `$util`.

use super::render;
use crate::mapping::MappingError;

#[test]
fn functions_do_as_their_java_counterparts() {
    let table = [
        ("[$util]", "", "[]"),
        ("$util.escapeJavaScript($input.json('$.m'))", r#"{"m": "it's"}"#, r#"\"it\'s\""#),
        (
            "$util.escapeJavaScript($input.path('$.n')) $util.escapeJavaScript(true)",
            r#"{"n": 1.5}"#,
            "1.5 true",
        ),
        ("$util.escapeJavaScript($input.path('$')).replaceAll(\"\\\\'\", \"'\")", r#"{"n": "'"}"#, "{n='}"),
        ("[$util.escapeJavaScript($no)]", "", "[]"),
        ("$util.urlEncode($input.body)&$util.urlEncode($input.body.x)", "a: \"b\"+", "a%3A+%22b%22%2B&"),
        ("$util.urlDecode('x=a+b%26%C3%A9')", "", "x=a b&é"),
        ("$util.base64Encode($input.path('$'))", "é?>", "w6k/Pg=="),
        (
            "$util.base64Decode('w6k/Pg==') $util.base64Decode('w6k/Pg') [$util.base64Decode('')]",
            "",
            "é?> é?> []",
        ),
        ("$util.base64Decode('/w==')", "", "\u{fffd}"),
        ("$util.parseJson($input.path('$.e')).k.arr[0]", r#"{"e": "{\"k\": {\"arr\": [1, 2]}}"}"#, "1"),
        ("$util.parseJson('[1, a]')", "", r#"[1,"a"]"#),
        ("$util.parseJson('text')", "", "text"),
        ("[$util.parseJson('')]", "", "[]"),
        ("[$util.parseJson($input.path('$'))]", r#"{"a": 1}"#, "[]"),
        ("[$util.urlEncode(1)$util.no('x')$util.base64Encode()$util.urlEncode('a', 'b')]", "", "[]"),
    ];
    for (template, body, rendered) in table {
        assert_eq!(render(template, body).unwrap(), rendered, "{template} of {body}");
    }
}

#[test]
fn what_they_refuse_ends_the_template() {
    for template in [
        "$util.parseJson('{a')",
        "$util.urlDecode('%')",
        "$util.urlDecode('%zz')",
        "$util.base64Decode('a')",
        "$util.base64Decode('a*bc')",
        "$util.base64Decode('ab=')",
        "$util.base64Decode('YWJjZA=')",
        "$util.base64Decode('ab cd')",
    ] {
        let error = render(template, "").unwrap_err();
        assert!(matches!(error, MappingError::Render(_)), "{template}: {error:?}");
    }
}
