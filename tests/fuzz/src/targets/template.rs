//! Templates.

use lockstep_vtl::{Context, Map, Template, Value, list};

/// Compiles the bytes; a mistake must have a place in the template.
pub fn parse(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    if let Err(error) = Template::compile(&source) {
        let span = error.span();
        assert!(span.start <= span.end && span.end <= source.len(), "{span:?} is no place in {source:?}");
        assert!(source.is_char_boundary(span.start), "{span:?} begins within a character of {source:?}");
        assert!(error.line() > 0 && error.column() > 0 && !error.to_string().is_empty());
    }
}

/// Compiles the bytes and renders them twice over the same variables, which must give the same.
pub fn render(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let Ok(template) = Template::compile(&source) else { return };
    let first = template.render(&mut variables());
    // What takes long once need not take long twice.
    if bytes.len() < 200 {
        assert_eq!(first, template.render(&mut variables()), "{source:?} renders in two ways");
    }
}

fn variables() -> Context {
    let inner = Map::from_iter([("a".into(), Value::from("x")), ("b".into(), list([1_i64, 2]).into())]);
    let mut context = Context::new();
    context.set("s", "hello, w\u{f6}rld \u{1f600}");
    context.set("n", 7_i64);
    context.set("d", 2.5);
    context.set("t", true);
    context.set("nil", Value::Null);
    context.set("l", list([Value::from("one"), Value::from(2_i64), inner.clone().into()]));
    context.set("m", Map::from_iter([("k".into(), Value::from(1_i64)), ("inner".into(), inner.into())]));
    context
}
