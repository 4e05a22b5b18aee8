//! `$input`.

use super::{render, render_for};
use crate::mapping::MappingError;
use crate::testing::Asked;

#[test]
fn bodies_are_read_leniently_and_printed_in_two_ways() {
    let table = [
        // (template, body, rendered)
        ("$input.body", "", "{}"),
        ("$input.body", r#"{"some": "value"}"#, r#"{"some": "value"}"#),
        ("$input.body", "some raw data", "some raw data"),
        ("$input.getBody()", "x", "x"),
        ("[$input.body.testAccess]", r#"{"testAccess": 1}"#, "[]"),
        ("#set($result = $input.body)$result", "{a", "{a"),
        ("$input.json('$')", "", "{}"),
        ("$input.path('$')", "", "{}"),
        ("$input.path('$')", "a=b", "a=b"),
        ("$input.json('$')", "a=b", r#""a=b""#),
        ("$input.json('$')", r#""a=b""#, r#""a=b""#),
        (r#""$input.path('$')""#, r#""{}""#, r#""{}""#),
        ("$input.path('$')", "null{", "null{"),
        ("$input.path('$')", "<h1></h1>", "<h1></h1>"),
        ("$input.path('$.a')", "a=b", ""),
        ("$input.json('$.a')", "a=b", r#""""#),
        ("$input.json('$.no')", r#"{"a": 1}"#, r#""""#),
        ("$input.json('$.a')", r#"{"a": null}"#, r#""""#),
        ("$input.path('$').item", r#"{"item": "hello world"}"#, "hello world"),
        ("$input.path('$.a[1].b')", r#"{"a": [1, {"b": true}]}"#, "true"),
        ("$input.path('$.foo') $input.json('$.foo')", r#"{"foo": {"a": "b"}}"#, r#"{a=b} {"a":"b"}"#),
        ("$input.path('$')", r#"{"foo": [{"nested": "b/r"}]}"#, r#"{foo=[{"nested":"b\/r"}]}"#),
        ("$input.json('$')", r#"{"foo": [{"nested": "b/r"}]}"#, r#"{"foo":[{"nested":"b/r"}]}"#),
        ("[$input.path('$.foo').nested]", r#"{"foo": [{"nested": "bar"}]}"#, "[]"),
        ("$input.path('$.things').size()", r#"{"things": {"1": {}, "2": {}}}"#, "2"),
        (
            "$input.path('$..n')|$input.json('$..n')",
            r#"{"a": {"n": 1}, "b": {"n": "x"}}"#,
            r#"[1,"x"]|[1,"x"]"#,
        ),
        (
            "#foreach($e in $input.path('$.l'))$e.id#if($foreach.hasNext),#end#end",
            r#"{"l": [{"id": 1}, {"id": "b"}]}"#,
            "1,b",
        ),
        ("#set($d = $input.path('$'))$d.put('x', 1)$d.x $input.json('$')", r#"{"a": 1}"#, r#"1 {"a":1}"#),
    ];
    for (template, body, rendered) in table {
        assert_eq!(render(template, body).unwrap(), rendered, "{template} of {body}");
    }
}

#[test]
fn a_missing_value_is_truthy_and_equals_nothing() {
    let template =
        "#if($input.path('$.x'))t#{else}f#end#if($input.path('$.x') == '')e#end#if(!$input.path('$.x'))n#end";
    assert_eq!(render(template, "{}").unwrap(), "te");
}

#[test]
fn what_input_does_not_have_is_nothing() {
    for template in [
        "$input",
        "$input.keySet",
        "$input.params.keySet",
        "$input.json",
        "$input.path(1)",
        "$input.json()",
        "$input.path('$', '$')",
        "$input.x.y",
        "$input['body']",
        "$input.params(1)",
    ] {
        assert_eq!(render(&format!("[{template}]"), r#"{"a": 1}"#).unwrap(), "[]", "{template}");
    }
}

#[test]
fn a_body_that_only_begins_like_json_fails_where_it_is_read() {
    let table = [
        ("{a", "Unexpected End Of File position 1: null"),
        ("[a", "Unexpected End Of File position 1: EOF"),
        ("{", "Unexpected End Of File position 0: null"),
    ];
    for (body, message) in table {
        for template in ["\"$input.path('$')\"", "$input.json('$.b')", "#set($x = $input.path('$'))"] {
            let error = render(template, body).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("Could not process payloadnet.minidev.json.parser.ParseException: {message}")
            );
            assert!(matches!(error, MappingError::Body(_)), "{error:?}");
        }
        assert_eq!(render("$input.body", body).unwrap(), body);
    }
}

#[test]
fn paths_that_cannot_be_read_or_applied_end_the_template() {
    for (template, body) in
        [("$input.path('$.[')", "{}"), ("$input.json('')", "{}"), ("$input.path('$.a[0]')", r#"{"a": 1}"#)]
    {
        let error = render(template, body).unwrap_err();
        assert!(matches!(error, MappingError::Render(_)), "{error:?}");
    }
}

fn asked() -> Asked {
    Asked::post("/things/abc?scope=internal&tag=x&tag=y&both=query&mail=a%2Bb+c", "")
        .header("both", "header")
        .header("X-Own", "1")
        .header("X-Own", "2")
        .header("authorization", "secret")
        .header("Connection", "close")
        .header("Content-Length", "0")
        .path_parameters(&[("id", "abc"), ("both", "path")])
}

#[test]
fn parameters_are_searched_in_path_then_query_then_header() {
    let table = [
        ("$input.params('id')", "abc"),
        ("$input.params('both')", "path"),
        ("$input.params('scope')", "internal"),
        ("$input.params('tag')", "y"),
        ("$input.params('mail')", "a+b c"),
        ("$input.params('X-Own')", "2"),
        ("[$input.params('x-own')]", "[]"),
        ("$input.params('Authorization')", "secret"),
        ("[$input.params('Connection')$input.params('Content-Length')]", "[]"),
        ("$input.params('X-Forwarded-For')", "192.0.2.7"),
        ("$input.params('X-Forwarded-Proto')", "https"),
        ("[$input.params('no')]", "[]"),
        ("#if($input.params('scope') == \"internal\")200#{else}500#end", "200"),
    ];
    for (template, rendered) in table {
        assert_eq!(render_for(&asked(), template, "").unwrap(), rendered, "{template}");
    }
}

#[test]
fn parameters_are_maps_by_location() {
    let table = [
        ("$input.params().path", "{id=abc, both=path}"),
        (
            "$input.params('no')$input.params().get('querystring')",
            "{scope=internal, tag=y, both=query, mail=a+b c}",
        ),
        (
            "$input.params().path.id $input.params()['path']['id'] $input.params().path.get('id')",
            "abc abc abc",
        ),
        ("$input.params().querystring.keySet()", "[scope, tag, both, mail]"),
        ("$input.params().header.get('X-Own')", "2"),
        ("$input.params().header.size()", "7"),
        ("$input.params().keySet() $input.params().size()", "[path, querystring, header] 3"),
        (
            "#foreach($n in $input.params().path.keySet())$n=$input.params().path.get($n);#end",
            "id=abc;both=path;",
        ),
        ("#foreach($e in $input.params().path.entrySet())$e.key=$e.value;#end", "id=abc;both=path;"),
        ("#foreach($v in $input.params().path)$v;#end", "abc;path;"),
        (
            "$input.params().querystring.containsKey('tag') $input.params().querystring.containsKey('no')",
            "true false",
        ),
        ("[$input.params().no$input.params().path.no]", "[]"),
        (
            "#set($input.params().path.id = 'changed')$input.params('id') $input.params().path",
            "changed {id=changed, both=path}",
        ),
        ("$input.params().path.put('new', 1)$input.params('new')", "1"),
        ("#if($input.params().path == $input.params().path)same#end", "same"),
        (
            "#set($all = $input.params())#foreach($type in $all.keySet())#set($params = $all.get($type))$type#foreach($name in $params.keySet()):$name#end #end",
            "path:id:both querystring:scope:tag:both:mail header:both:X-Own:Authorization:X-Amzn-Trace-Id:X-Forwarded-For:X-Forwarded-Port:X-Forwarded-Proto ",
        ),
    ];
    for (template, rendered) in table {
        assert_eq!(render_for(&asked(), template, "").unwrap(), rendered, "{template}");
    }
}
