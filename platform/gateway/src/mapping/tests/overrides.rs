//! `$context.requestOverride` and `$context.responseOverride`.

use super::{render, render_both};
use crate::mapping::{Body, MappingError, MappingTemplate, Overrides};
use crate::testing::Asked;

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn members_are_set_by_property_index_and_put() {
    let (rendered, overrides) = render_both(
        r#"
        #set($name = "foo")
        #set($context.requestOverride.querystring[$name] = "bar")
        #set($put = "putfoo")
        $context.requestOverride.querystring.put($put, "putBar")
        #set($context["requestOverride"].querystring["nested"] = "nestedFoo")
        #set($context.requestOverride.header.X-Own = 5)
        #set($context.requestOverride['path'].id = $input.json('$'))
        "#,
        r#"$context.requestOverride.querystring["foo"] $context.requestOverride.querystring.putfoo $context.requestOverride.querystring.get("nested") $context.requestOverride.path.id"#,
    );
    assert_eq!(rendered, "bar putBar nestedFoo {}");
    assert_eq!(
        overrides.request_query(),
        pairs(&[("foo", "bar"), ("putfoo", "putBar"), ("nested", "nestedFoo")])
    );
    assert_eq!(overrides.request_headers(), pairs(&[("X-Own", "5")]));
    assert_eq!(overrides.request_path(), pairs(&[("id", "{}")]));
    assert_eq!((overrides.response_headers(), overrides.response_status().unwrap()), (vec![], None));
}

#[test]
fn the_response_is_overridden_from_both_templates_and_unknown_names_survive() {
    let (rendered, overrides) = render_both(
        r#"#set($context.responseOverride.status = 444)
        #set($context.responseOverride.header.foo = "bar")
        #set($context.responseOverride.custom = "is also passed around")"#,
        "#set($context.responseOverride.header.more = $context.responseOverride.status)$context.responseOverride.status $context.responseOverride.header.foo $context.responseOverride.custom",
    );
    assert_eq!(rendered, "444 bar is also passed around");
    assert_eq!(overrides.response_status().unwrap(), Some(444));
    assert_eq!(overrides.response_headers(), pairs(&[("foo", "bar"), ("more", "444")]));
}

#[test]
fn both_may_be_replaced_whole() {
    let (rendered, overrides) = render_both(
        "#set($context.responseOverride = {'status': '201', 'header': {'a': 'b'}})#set($context.requestOverride.header = {'c': 'd'})",
        "$context.responseOverride.header.a $context.requestOverride.header.c",
    );
    assert_eq!(rendered, "b d");
    assert_eq!(overrides.response_status().unwrap(), Some(201));
    assert_eq!(overrides.response_headers(), pairs(&[("a", "b")]));
    assert_eq!(overrides.request_headers(), pairs(&[("c", "d")]));
}

#[test]
fn what_is_only_read_changes_nothing() {
    let (rendered, overrides) = render_both(
        "[$context.responseOverride.status$context.responseOverride.header.a]",
        "$context.requestOverride $context.responseOverride",
    );
    assert_eq!(rendered, "{header={}, path={}, querystring={}} {header={}}");
    assert_eq!((overrides.request_headers(), overrides.response_status().unwrap()), (vec![], None));
}

#[test]
fn a_parameter_is_overridden_once() {
    let table = [
        (
            "#set($context.responseOverride.status = 400)#set($context.responseOverride.status = 500)",
            "responseOverride.status",
        ),
        (
            "#set($context.requestOverride.header.a = 1)$context.requestOverride.header.put('a', 2)",
            "requestOverride.header.a",
        ),
        ("#foreach($i in [1, 2])#set($context.requestOverride.path['b'] = $i)#end", "requestOverride.path.b"),
    ];
    for (template, name) in table {
        let error = render(template, "").unwrap_err();
        assert_eq!(error, MappingError::OverriddenTwice(name.to_owned()), "{template}");
        assert_eq!(error.to_string(), format!("the template sets $context.{name} more than once"));
    }
    let twice = "#set($context.responseOverride.custom = 1)#set($context.responseOverride.custom = 2)$context.responseOverride.custom";
    assert_eq!(render(twice, "").unwrap(), "2");
    let each = "#set($context.responseOverride.status = 400)#set($context.responseOverride.header.a = 1)";
    let (_, overrides) = render_both(each, each);
    assert_eq!(overrides.response_status().unwrap(), Some(400));
}

#[test]
fn a_status_that_is_none_fails() {
    for (value, expected) in
        [("'abc'", Some("abc")), ("99", Some("99")), ("600", Some("600")), ("' 404 '", None), ("$no", None)]
    {
        let (_, overrides) = render_both(&format!("#set($context.responseOverride.status = {value})"), "");
        let status = overrides.response_status();
        match expected {
            Some(text) => assert_eq!(status, Err(MappingError::Status(text.to_owned()))),
            None => assert!(status.is_ok(), "{value}"),
        }
    }
}

#[test]
fn a_template_that_fails_overrides_nothing() {
    let template =
        MappingTemplate::compile("#set($context.responseOverride.status = 400)$util.urlDecode('%')").unwrap();
    let mut overrides = Overrides::default();
    let rendered =
        Asked::get("/").with(|request| template.render(request, &Body::default(), &mut overrides).is_err());
    assert!(rendered);
    assert_eq!(overrides, Overrides::default());
}

#[test]
fn overrides_cross_threads() {
    fn sendable<T: Send + Sync>(_: &T) {}
    sendable(&Overrides::default());
    sendable(&Body::default());
    sendable(&MappingTemplate::compile("$input.body").unwrap());
}
