//! Hostile bodies and greedy templates.

use super::render;
use crate::mapping::{MappingError, MappingTemplate};
use std::time::{Duration, Instant};

/// Far more than it takes, even unoptimised on a busy machine; unbounded work takes minutes.
const PATIENCE: Duration = Duration::from_mins(1);

fn ends(template: &str, body: &str) -> Result<usize, MappingError> {
    let began = Instant::now();
    let rendered = render(template, body);
    assert!(began.elapsed() < PATIENCE, "{template}: {:?}", began.elapsed());
    rendered.map(|text| text.len())
}

#[test]
fn deep_bodies_are_refused_like_bad_ones() {
    for body in
        ["[".repeat(100_000), format!("{}1{}", "[".repeat(401), "]".repeat(401)), "{a:".repeat(100_000)]
    {
        assert!(matches!(ends("$input.path('$.a')", &body), Err(MappingError::Body(_))));
        assert_eq!(ends("$input.body", &body).unwrap(), body.len());
    }
    let deep = format!("{}1{}", "[".repeat(400), "]".repeat(400));
    assert_eq!(ends("$input.json('$')", &deep).unwrap(), deep.len());
    // Deeper than a template prints.
    assert!(matches!(ends("$input.path('$')", &deep), Err(MappingError::Render(_))));
}

#[test]
fn large_bodies_are_read_once() {
    let numbers = format!("[{}0]", "0,".repeat(100_000));
    assert_eq!(ends("$input.path('$').size()", &numbers).unwrap(), 6);
    assert_eq!(ends("#foreach($i in [1..1000])$input.path('$[7]')#end", &numbers).unwrap(), 1_000);
    let text = format!("\"{}\"", "x".repeat(10 << 20));
    assert_eq!(ends("$input.path('$').length()", &text).unwrap(), 8);
    // Larger than anything a gateway sends.
    assert!(matches!(ends("$input.json('$')$input.body", &text), Err(MappingError::Render(_))));
    let digits = "9".repeat(1 << 20);
    assert!(ends("$input.json('$')", &digits).is_ok());
}

#[test]
fn a_loop_over_a_large_body_comes_to_an_end() {
    // Long texts: what the work is, is the same, and it takes a test less time than many values.
    let body = format!("{{\"a\": [{}0]}}", format!("{{\"b\": \"{}\"}},", "x".repeat(100_000)).repeat(30));
    for template in [
        "#foreach($i in [1..1000])#set($x = $input.path('$'))#end",
        "#foreach($i in [1..1000])#set($x = $input.json('$'))#end",
        "#foreach($i in [1..1000])#foreach($j in [1..1000])#set($x = $input.path('$..c'))#end#end",
        "#foreach($i in [1..1000])#set($x = $util.parseJson($input.body))#end",
    ] {
        let error = ends(template, &body).unwrap_err();
        assert!(error.to_string().contains("takes too much"), "{template}: {error}");
    }
}

#[test]
fn maps_that_contain_themselves_end_too() {
    for template in [
        "$context.put('x', $context)$context",
        "#set($context.responseOverride.custom = $context)",
        "#set($m = {})$m.put('m', $m)#set($context.own = $m)",
        "$input.params().put('x', $input.params())$input.params()",
        "$context.put('x', $context)#if($context == $context.identity)#end$context.hashCode()",
    ] {
        let error = ends(template, "").unwrap_err();
        assert!(matches!(error, MappingError::Render(_)), "{template}: {error}");
    }
}

#[test]
fn a_mistake_in_a_template_is_reported_with_its_place() {
    for template in ["{\n  #if($x}\n", "$input.path('$'", "#if(true)", "#set($x)"] {
        let error = MappingTemplate::compile(template).unwrap_err();
        assert!(error.to_string().contains('^'), "{error}");
    }
    assert!(MappingTemplate::compile(&"x".repeat(300 * 1024 + 1)).is_err());
}
