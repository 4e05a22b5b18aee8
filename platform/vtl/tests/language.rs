//! The language by tables: a template and what API Gateway renders of it.

use lockstep_vtl::{Context, Map, Nulls, Template, Value, list};

fn context() -> Context {
    let mut context = Context::new();
    context.set("s", "hello");
    context.set("n", 7_i64);
    context.set("d", 2.5);
    context.set("t", true);
    context.set("f", false);
    context.set("nothing", Value::Null);
    context.set("list", list([Value::from(1_i64), "two".into(), list(["three"]).into()]));
    context.set("map", Map::from_iter([("a".into(), Value::from(1_i64)), ("b-c".into(), "two".into())]));
    context
}

/// Renders every template, checks what comes, and reports all that differ.
fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (template, wanted) in table {
        let compiled = Template::compile(template).map_err(|error| error.to_string());
        let found =
            compiled.and_then(|compiled| compiled.render(&mut context()).map_err(|error| error.to_string()));
        if found.as_deref() != Ok(*wanted) {
            wrong.push(format!("{template:?}\n  wanted {wanted:?}\n  found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn references() {
    check(&[
        ("[$s][${s}][$!s][$!{s}]", "[hello][hello][hello][hello]"),
        ("[$missing][$!missing][$missing.x.y()][$s.foo]", "[][][][]"),
        ("$s.length() $s. $s.. $s.1 ${s}.length()", "5 hello. hello.. hello.1 hello.length()"),
        ("$map.a $map['a'] $map.get('a') ${map.b-c}", "1 1 1 two"),
        ("$list[0] $list[-1] $list[2][0] $list.get(1)", "1 [three] three two"),
        ("$s[0]|$list['0']|$map[1]|", "|||"),
        ("$ s $$s US$10 $. $[x] $#s", "$ s $hello US$10 $. $[x] $#s"),
        ("$s-x$s_y", ""),
        ("$nothing|$nothing.x", "|"),
    ]);
}

#[test]
fn escapes() {
    check(&[
        (r"\$s \\$s \\\$s", r"$s \hello \$s"),
        (r"\$missing \$!s", "$missing $!s"),
        (r"\#if(true)x\#end", "#if(true)x#end"),
        (r"\\#if(true)x#end", r"\x"),
        (r"\#unknown \\ \a", r"\#unknown \\ \a"),
        ("#macro(known)#end\\#known", "#known"),
        (r"$\!s|", "|"),
        (r"\\#set($x = 1)$x", r"\\1"),
    ]);
}

#[test]
fn whitespace() {
    check(&[
        ("a\n  #set($x = 1)  \nb", "a\n  b"),
        ("  #set($x = 1)\nb", "b"),
        ("#if(true)\n  x\n#end\ny", "  x\ny"),
        ("a #if(true) b #end c", "a  b  c"),
        ("#foreach($i in [1, 2])\n$i\n#end\nb", "1\n2\nb"),
        ("#if(false)\r\nx\r\n#else\r\ny\r\n#end\r\nz", "y\r\nz"),
        ("#if\n(true)x#end", "x"),
        ("a##b\nc", "ac"),
        ("a#* b *#c #** d *#e", "ac e"),
        ("#[[ $s #if ]]#", " $s #if "),
    ]);
}

#[test]
fn expressions() {
    check(&[
        ("#set($x = 1 + 2 * 3 - 4 / 2 % 3)$x", "5"),
        ("#set($x = (1 + 2) * 3)$x", "9"),
        ("#set($x = -7 / 2)$x,#set($x = -7 % 3)$x", "-3,-1"),
        ("#set($x = 9223372036854775807 + 1)$x", "9223372036854775808"),
        ("#set($x = 0.1 + 0.2)$x,#set($x = 1e10)$x", "0.30000000000000004,1.0E10"),
        ("#set($x = 1e-5)$x,#set($x = .5)$x,#set($x = 100.0)$x", "1.0E-5,0.5,100.0"),
        ("#set($x = 'a' + 1 + 2)$x,#set($x = 1 + 2 + 'a')$x", "a12,3a"),
        ("#set($x = 5)#set($x = 7 / 0)$x", "5"),
        ("#set($x = 5)#set($x = $missing)[$x]", "[]"),
        ("#set($x = 'a' + (7 / 0))$x", "a7 / 0"),
        ("#set($x = 7 + $missing)$x,#set($x = 7 - $missing)[$y]", "7,[]"),
        ("#if(1.0 == 1 && '1' == 1 and [1] == [1])y#end", "y"),
        ("#if(3 lt 4 && 4 le 4 && 5 gt 4 && 5 ge 5 && 1 ne 2 && 2 eq 2)y#end", "y"),
        ("#if('a' < 'b' or $missing > 1)y#{else}n#end", "n"),
        ("#if(!$f && not $f && !!$s)y#end", "y"),
        ("#if($missing)y#end#if($missing == $null)y#end#if($missing == '')y#end", "yyy"),
        ("#if(1)y#{else}n#end#if('x')y#{else}n#end#if($n)y#end", "nny"),
        ("#set($x = [1..3])$x,#set($x = [2..-1])$x,#set($x = [$n..8])$x", "[1, 2, 3],[2, 1, 0, -1],[7, 8]"),
        ("#set($x = {'a': [1, {'b': 2}], $s: 3})$x $x.a[1].b $x.hello", "{a=[1, {b=2}], hello=3} 2 3"),
        ("#set($x = {})$x.size(),#set($x = [])$x.isEmpty()", "0,true"),
    ]);
}

#[test]
fn strings() {
    check(&[
        ("#set($x = \"$s ${n}!\")$x", "hello 7!"),
        ("#set($x = '$s')$x", "$s"),
        ("#set($x = \"a\"\"b\")$x,#set($x = 'a''b')$x", "a\"b,a'b"),
        ("#set($x = \"\\u0041\\ud83d\\ude00\")$x,#set($x = '\\u0041')$x", "A\u{1f600},\\u0041"),
        ("#set($x = \"\\n\")$x|", "\\n|"),
        ("#set($x = \"#if($t)y#end\")$x", "y"),
        ("#set($x = \"#foreach($i in [1..2])$i#end\")$x", "12"),
        ("#set($x = \"a ## b\")$x|", "a |"),
        ("#set($x = \"\\\" )$x", "\\"),
        ("#set($x = \"a $ b # c\")$x", "a $ b # c"),
    ]);
}

#[test]
fn setting() {
    check(&[
        ("#set($map.new = 5)$map.new,#set($map['k'] = 6)$map.k", "5,6"),
        ("#set($alias = $map)#set($alias.a = 9)$map.a", "9"),
        ("#set($list[0] = 'z')$list[0],#set($list[-1] = 'y')$list[2]", "z,y"),
        ("#set($missing.x = 1)[$missing]#set($s.x = 1)$s", "[]hello"),
        ("#set($map.inner = {})#set($map.inner.x = 1)$map.inner", "{x=1}"),
        ("#set ($x=1)$x#{set}($x=2)$x", "12"),
    ]);
}

#[test]
fn loops() {
    check(&[
        (
            "#foreach($i in $list)$foreach.index$foreach.count$foreach.first$foreach.last$foreach.hasNext;#end",
            "01truefalsetrue;12falsefalsetrue;23falsetruefalse;",
        ),
        ("#foreach($i in [1..2])$velocityCount$velocityHasNext#end[$velocityCount]", "1true2false[]"),
        (
            "#foreach($i in [1, 2])#foreach($j in [3, 4])$foreach.parent.count$foreach.topmost.count$foreach.count #end#end",
            "111 112 221 222 ",
        ),
        (
            "#foreach($v in $map)$v,#end#foreach($e in $map.entrySet())$e.key=$e.value;#end",
            "1,two,a=1;b-c=two;",
        ),
        ("#set($i = 'o')#foreach($i in [1..2])$i#end$i", "12o"),
        ("#foreach($i in $s)x#end#foreach($i in $missing)x#end|", "|"),
        ("#foreach($i in [1..3])#if($i == 2)#break#end$i#end|", "1|"),
        ("#foreach($i in [1..2])#foreach($j in [1..2])$i$j#break($foreach.parent)#end#end|", "11|"),
        ("#foreach($i in [1..2])$i#set($foreach.x = $i)$foreach.x#end", "1122"),
        (
            "#foreach($i in [1..2000])#if($foreach.count == 1000)$i#end#if($foreach.count > 1000)x#end#end",
            "1000",
        ),
        ("#foreach($i in [1..3])$i#stop#end never", "1"),
        ("#foreach($i in $list.iterator())$i.#end", "1.two.[three]."),
        ("#foreach($i $list)x#end|", "|"),
    ]);
}

#[test]
fn macros_and_blocks() {
    check(&[
        ("#hi('you')#macro(hi $who)<$who>#end", "<you>"),
        ("#macro(m $a $b)[$a|$b]#end#m(1)#m(1 2)#m(1, 2)#m(['x'] {'k': 1})", "[1|][1|2][1|2][[x]|{k=1}]"),
        ("#macro(m $a)#set($a = 5)$a#end#set($q = 1)#m($q)$q", "51"),
        ("#macro(m $a)#set($q = 2)$a#end#set($q = 1)#m($q)", "2"),
        ("#macro(m)<$!bodyContent>#end#@m()in $s#end", "<in hello>"),
        ("#nosuch($s, 1) #nosuch #@nosuch()x#end", "#nosuch($s, 1) #nosuch #@nosuch()x#end"),
        ("#macro(down $x)#if($x > 0)$x#set($y = $x - 1)#down($y)#end#end#down(3)", "321"),
        ("#macro(m)a#break b#end#m()c", "ac"),
        ("#define($block)<$x>#end#set($x = 1)$block#set($x = 2)$block", "<1><2>"),
        ("#define($block)a$block#end$block", "aa$block"),
        ("#define($block)x#end#if($block == 'x')y#end", "y"),
        ("#evaluate('$s!#set($x = 1)')$x#evaluate('a#stop b')c", "hello!1ac"),
        ("#literal()$s \\$s#end", "$s $s"),
        ("#literal()#!/bin $(x) $VAR#end", "#!/bin $(x) $VAR"),
        ("a#stop b", "a"),
        ("a#break b", "a"),
    ]);
}

#[test]
fn what_is_no_template() {
    for template in [
        "$",
        "#",
        "$!",
        "\\$",
        "#end",
        "#if(true)",
        "#if()x#end",
        "#set($x)",
        "#set($x = )",
        "#set($a = $b = 1)",
        "${s",
        "#[[a",
        "#set($x = [1,])",
        "#set($x = {'a': null})",
        "#set($x = 3-1)",
        "#set($x = -$n)",
        "$s.length( )",
        "$true",
        "#parse('x')",
        "#include('x')",
        "#foreach($i)x#end",
        "#foreach x",
        "#macro",
        "#macro('m')x#end",
        "#define()x#end",
        "#evaluate()",
        "#set($x = \"#if(\")",
        "#set($x = \"\\uzzzz\")",
        "#set($x = 1000000000000000000000000000000000000000)",
    ] {
        assert!(Template::compile(template).is_err(), "{template:?} compiles");
    }
}

#[test]
fn what_fails_while_it_renders() {
    for template in [
        "$list.get(9)",
        "$list[9]",
        "$list[-9]",
        "$s.substring(9)",
        "$s.charAt(-1)",
        "$list.subList(2, 1)",
        "#set($list[9] = 1)",
        "$s.matches('(')",
        "$s.replaceAll('l', '$9')",
        "$n.parseInt('x')",
        "#macro(m)#m()#end#m()",
        "#macro(m $x)#end#m(word)",
        "#evaluate('#if(')",
        "#foreach($i in [1..2])#break($s)#end",
        "#foreach($k in $map.keySet())#set($map[\"x$k\"] = 1)#end",
        "$s.concat(null)",
        "#set($x = [1..1000000000])",
    ] {
        let compiled = Template::compile(template).unwrap();
        assert!(compiled.render(&mut context()).is_err(), "{template:?} renders");
    }
}

#[test]
fn velocitys_own_rule_for_nulls_can_be_asked_for() {
    let table = [
        ("$missing $!missing ${missing} $missing.x.y($s)", "$missing  ${missing} $missing.x.y($s)"),
        (r"\$missing \\$missing", r"\$missing \\$missing"),
        ("#if($missing)yes#{else}no#end #if(!$missing)yes#end", "no yes"),
        ("#set($s = $missing)$s", "hello"),
        ("#set($x = $missing + 'a')$x", "$missinga"),
    ];
    for (template, wanted) in table {
        let mut context = context().with_nulls(Nulls::AsWritten);
        let found = Template::compile(template).unwrap().render(&mut context).unwrap();
        assert_eq!(found, wanted, "{template}");
    }
}
