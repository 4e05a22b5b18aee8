//! No template makes the renderer panic, hang or eat the memory.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use lockstep_vtl::{Context, LONGEST_TEMPLATE, Map, RenderError, Template, Value, list};
use proptest::prelude::*;

fn render(template: &str) -> Result<String, RenderError> {
    let mut context = Context::new();
    context.set("s", "hello");
    context.set("l", list(["a", "b"]));
    context.set("m", Map::from_iter([("a".into(), Value::from(1_i64))]));
    Template::compile(template).unwrap().render(&mut context)
}

#[test]
fn a_template_is_at_most_300_kilobytes_long() {
    assert!(Template::compile(&"x".repeat(LONGEST_TEMPLATE)).is_ok());
    assert!(Template::compile(&"x".repeat(LONGEST_TEMPLATE + 1)).is_err());
}

#[test]
fn deep_nesting_is_refused() {
    let many = 10_000;
    for template in [
        "#if(true)".repeat(many),
        format!("#set($x = {}", "(".repeat(many)),
        format!("#set($x = {}", "[".repeat(many)),
        format!("#set($x = {}true)", "!".repeat(many)),
        "$a[$".repeat(many),
        "$a.b(".repeat(many),
        "#set($x = {'a' : ".repeat(many),
    ] {
        assert!(Template::compile(&template).is_err());
    }
}

#[test]
fn long_templates_are_fine() {
    let many = 20_000;
    for template in [
        "\\".repeat(many),
        "$s ".repeat(many),
        "\\\\$".repeat(many) + "s",
        format!("#set($x = 1{})$x", " + 1".repeat(many)),
        format!("#if(true{})y#end", " && true".repeat(many)),
        format!("#set($x = [1{}])", ", 1".repeat(many)),
        "#* ".repeat(many),
        "\"".repeat(many),
        "#nosuch($$s)".repeat(many / 4),
    ] {
        let compiled = Template::compile(&template).unwrap();
        assert!(compiled.render(&mut Context::new()).is_ok());
    }
}

#[test]
fn what_grows_without_end_is_stopped() {
    for template in [
        "#set($x = 'aaaaaaaaaa')#foreach($i in [1..1000])#set($x = \"$x$x\")#end",
        "#set($x = 'aaaaaaaaaa')#foreach($i in [1..1000])#set($x = $x + $x)#end",
        "#set($x = [1, 2])#foreach($i in [1..1000])#set($x = [$x, $x])#end$x",
        "#set($x = [1])#foreach($i in [1..1000])#set($x = [$x])#end$x",
        "#set($x = ['a'])#foreach($i in [1..1000])#set($ignored = $x.addAll($x))#end",
        "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($x = 1)#end#end#end",
        "#macro(a $x)$x$x$x$x#b($x)#end#macro(b $x)#a($x)#end#a($s)",
        "#define($x)$y$y#end#define($y)$z$z#end#define($z)$x$x#end#foreach($i in [1..1000])$x$x$x$x$x$x$x$x#end#foreach($i in [1..9])#evaluate('#evaluate(\"$x#m()\")')#end#macro(m)#m()#end#m()",
        "#set($x = '#evaluate($x)')#evaluate($x)",
        "$s.repeat(100000000)",
        "#set($x = $s.repeat(1000000))#foreach($i in [1..1000])#set($ignored = $l.add($x.concat('a')))#end",
        "#set($x = $s.repeat(1000000))#foreach($i in [1..1000])#set($ignored = $l.add(\"$x$i\"))#end",
        "#set($x = $s.repeat(1000000))#foreach($i in [1..1000])#set($ignored = $x.replaceAll('l+o', 'x'))#end",
        "#set($x = $s.repeat(1000000))#foreach($i in [1..1000])#if($x == $x.toString())#end#end",
        "#set($x = $s.repeat(1000000))#foreach($i in [1..1000])#evaluate($x)#end",
        "#foreach($i in [1..100])#set($ignored = $l.addAll([1..10000]))#end#foreach($i in [1..1000])#set($ignored = $l.contains('x'))#end",
    ] {
        assert!(render(template).is_err(), "{template}");
    }
}

#[test]
fn a_list_nested_deeper_than_the_stack_can_be_dropped() {
    let deep =
        "#foreach($i in [1..1000])#foreach($j in [1..200])#set($x = [$x])#set($m.a = {'x': $m.a})#end#end";
    assert_eq!(render(deep).unwrap(), "");
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "$",
        "#",
        "\\",
        "!",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ".",
        "..",
        ",",
        ":",
        "\"",
        "'",
        " ",
        "\n",
        "\t",
        "a",
        "x",
        "1",
        "-1",
        "2.5",
        "true",
        "null",
        "and",
        "==",
        "=",
        "<",
        "+",
        "-",
        "%",
        "&&",
        "#if(",
        "#elseif(",
        "#else",
        "#end",
        "#{end}",
        "#set(",
        "#foreach(",
        "#macro(m $a)",
        "#m($s)",
        "#@m()",
        "#define($d)",
        "#stop",
        "#break",
        "##",
        "#*",
        "*#",
        "#[[",
        "]]#",
        "$s",
        "$l",
        "$m.a",
        "$l[0]",
        "$s.length()",
        "${s}",
        "$!x",
        "$d",
        " in ",
        "#set($x = ",
        "#foreach($i in [1..2])",
        "\\$s",
        "\\\\",
        "#literal()",
        "#evaluate(\"",
        "\\u0041",
        "\u{e9}",
        "\u{1f600}",
        "$l.add($l)",
        "$x.put('k', $x)",
        "$l.get(",
        "$s.split(",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn pieces_in_any_order_never_panic(pieces in prop::collection::vec(piece(), 0..24)) {
        let source = pieces.concat();
        if let Ok(template) = Template::compile(&source) {
            let mut context = Context::new();
            context.set("s", "hello");
            context.set("l", list(["a"]));
            let _ = template.render(&mut context);
        }
    }

    #[test]
    fn any_text_never_panics(source in any::<String>()) {
        if let Ok(template) = Template::compile(&source) {
            let _ = template.render(&mut Context::new());
        }
    }

    #[test]
    fn text_without_marks_renders_as_itself(source in "[^$#\\\\]*") {
        prop_assert_eq!(Template::compile(&source).unwrap().render(&mut Context::new()).unwrap(), source);
    }

    #[test]
    fn rendering_twice_gives_the_same(pieces in prop::collection::vec(piece(), 0..24)) {
        if let Ok(template) = Template::compile(&pieces.concat()) {
            prop_assert_eq!(template.render(&mut Context::new()), template.render(&mut Context::new()));
        }
    }
}
