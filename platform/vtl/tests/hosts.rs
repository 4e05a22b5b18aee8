//! Objects of the rendering program, and contexts shared by two templates.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use lockstep_vtl::{Context, Host, List, ListKind, Map, RenderError, Template, Value};
use std::cell::RefCell;

#[derive(Debug, Default)]
struct Counter {
    step: RefCell<i64>,
}

impl Host for Counter {
    fn property(&self, name: &str) -> Option<Value> {
        (name == "step").then(|| Value::from(*self.step.borrow()))
    }

    fn set_property(&self, name: &str, value: Value) -> bool {
        let Value::Integer(step) = value else { return false };
        *self.step.borrow_mut() = i64::try_from(step).unwrap_or_default();
        name == "step"
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        match (name, arguments) {
            ("twice" | "get", [Value::Integer(number)]) => Ok(Some(Value::Integer(number * 2))),
            ("fail", []) => Err(RenderError::method("fail", "as asked")),
            _ => Ok(None),
        }
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(vec![1_i64.into(), 2_i64.into()])
    }

    fn text(&self) -> String {
        "counter".to_owned()
    }
}

fn render(template: &str, context: &mut Context) -> Result<String, RenderError> {
    Template::compile(template).unwrap().render(context)
}

#[test]
fn a_host_answers_properties_methods_indexes_and_loops() {
    let mut context = Context::new();
    context.set("host", Value::host(Counter::default()));
    let template = "$host|#set($host.step = 3)$host.step|$host.twice(4)|$host[5]|#foreach($i in $host)$i#end|$host.no()|$host.class.name";
    assert_eq!(render(template, &mut context).unwrap(), "counter|3|8|10|12||java.lang.Object");
}

#[test]
fn a_host_can_make_the_template_fail() {
    let mut context = Context::new();
    context.set("host", Value::host(Counter::default()));
    let error = render("$host.fail()", &mut context).unwrap_err();
    assert_eq!(error.to_string(), "`fail` failed: as asked");
}

#[test]
fn what_one_template_sets_the_next_one_sees() {
    let overrides = Map::new();
    let mut context = Context::new();
    context.set("context", Map::from_iter([("requestOverride".into(), overrides.clone().into())]));
    render("#set($context.requestOverride.path = 'x')#set($own = 1)", &mut context).unwrap();
    assert_eq!(render("$context['requestOverride'].path $own", &mut context).unwrap(), "x 1");
    assert_eq!(
        overrides.get(&"path".into()).and_then(|path| path.as_str().map(str::to_owned)).as_deref(),
        Some("x")
    );
}

#[test]
fn a_mistake_is_shown_with_its_place() {
    let error = Template::compile("{\n  \"a\": $input.x,\n  #if($x = 1)y#end\n}").unwrap_err();
    assert_eq!((error.line(), error.column()), (3, 10));
    assert_eq!(error.span(), 28..29);
    let shown = error.to_string();
    assert_eq!(
        shown,
        "line 3, column 10: `=` stands where `)` is expected\n      #if($x = 1)y#end\n             ^"
    );
}

/// An object that is a map and answers `twice` besides.
#[derive(Debug)]
struct Record(Map);

impl Host for Record {
    fn property(&self, name: &str) -> Option<Value> {
        self.0.get(&name.into())
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        Ok((name == "twice" && arguments.is_empty()).then(|| 2_i64.into()))
    }

    fn map(&self) -> Option<Map> {
        Some(self.0.clone())
    }

    fn text(&self) -> String {
        "never shown".to_owned()
    }
}

#[test]
fn a_host_that_is_a_map_does_as_maps_do() {
    let map = Map::from_iter([("a".into(), Value::from(1_i64)), ("b".into(), "x/y".into())]);
    let mut context = Context::new();
    context.set("record", Value::host(Record(map.clone())));
    context.set("map", map);
    context.set("json", List::new(ListKind::Json, vec![Value::host(Record(Map::new())), "\u{2028}/".into()]));
    let table = [
        ("$record $record.a $record['b'] $record.get('b')", "{a=1, b=x/y} 1 x/y x/y"),
        ("$record.twice() $record.size() $record.keySet()", "2 2 [a, b]"),
        ("#foreach($value in $record)$value;#end", "1;x/y;"),
        ("#if($record == $map && $map == $record && $record.equals($map))same#end", "same"),
        ("#if($record.hashCode() == $map.hashCode())same#end", "same"),
        ("$json", "[{},\"\\u2028\\/\"]"),
        ("#set($record['c'] = 3)$map.c $record.put('d', 4)$map.d", "3 4"),
        ("[$record.no$record.no()]", "[]"),
    ];
    for (template, rendered) in table {
        assert_eq!(render(template, &mut context).unwrap(), rendered, "{template}");
    }
    assert!(render("#foreach($value in $record)$record.put('new', 1)#end", &mut context).is_err());
    assert!(render("$record.put('self', $record)$record", &mut context).is_err());
}
