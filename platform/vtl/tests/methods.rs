//! The methods that templates call, with Java's answers.

use lockstep_vtl::{Context, Key, List, ListKind, Map, Template, Value, list};

fn render(template: &str) -> String {
    let mut context = Context::new();
    context.set("s", "hello");
    context.set("u", "Gr\u{fc}\u{df}e \u{1f600}!");
    context.set("n", 7_i64);
    context.set("d", 2.5);
    context.set("t", true);
    context.set("l", list(["a", "b", "c"]));
    context.set("m", Map::from_iter([("a".into(), Value::from(1_i64)), ("b".into(), "two".into())]));
    let compiled = Template::compile(template).expect("it compiles");
    compiled.render(&mut context).expect("it renders")
}

fn check(table: &[(&str, &str)]) {
    for (call, wanted) in table {
        assert_eq!(render(call), *wanted, "{call}");
    }
}

#[test]
fn of_strings() {
    check(&[
        ("$s.length() $u.length() $s.isEmpty() $s.empty $s.isBlank()", "5 9 false false false"),
        ("$s.substring(1) $s.substring(1, 3) $u.substring(6, 8)", "ello el \u{1f600}"),
        (
            "$s.indexOf('l') $s.indexOf('l', 3) $s.indexOf('z') $s.lastIndexOf('l') $u.indexOf('!')",
            "2 3 -1 3 8",
        ),
        ("$s.indexOf(108) $s.lastIndexOf(108)", "2 3"),
        (
            "$s.startsWith('he') $s.startsWith('l', 2) $s.endsWith('lo') $s.contains('ell')",
            "true true true true",
        ),
        ("$s.equals('hello') $s.equalsIgnoreCase('HELLO') $s.equals(7)", "true true false"),
        ("$s.compareTo('help') $s.compareTo('hell') $s.compareToIgnoreCase('HELLO')", "-4 1 0"),
        ("$s.toUpperCase() $s.toLowerCase() $s.concat('!') $s.repeat(2)", "HELLO hello hello! hellohello"),
        (
            "$s.replace('l', 'L') $s.replaceFirst('l', '_') $s.replaceAll('(l+)', '<$1>') $s.replaceAll('l', '\\$')",
            "heLLo he_lo he<ll>o he$$o",
        ),
        ("$s.matches('h.*o') $s.matches('ell')", "true false"),
        ("#foreach($p in $s.split('l'))<$p>#end $s.split('l').size() $s.split('l')[0]", "<he><><o> 3 he"),
        ("#foreach($p in $s.split(''))$p.#end #foreach($p in $s.split('l', 2))$p.#end", "h.e.l.l.o. he.lo."),
        ("#set($x = ' a ')[$x.trim()][$x.strip()][$x.stripLeading()][$x.stripTrailing()]", "[a][a][a ][ a]"),
        (
            "$s.charAt(1) $s.codePointAt(0) $s.hashCode() $s.toCharArray().size() $s.getBytes()[0]",
            "e 104 99162322 5 104",
        ),
        ("$s.valueOf(5) $s.join('-', $l) $s.format('%s=%d%%', 'a', 1) $s.intern()", "5 a-b-c a=1% hello"),
        (
            "$s.class.name $s.getClass().getSimpleName() $s.class",
            "java.lang.String String class java.lang.String",
        ),
        ("[$s.nosuch()][$s.substring('1')]", "[][]"),
    ]);
}

#[test]
fn of_lists() {
    check(&[
        (
            "$l.size() $l.isEmpty() $l.empty $l.contains('b') $l.indexOf('c') $l.lastIndexOf('z')",
            "3 false false true 2 -1",
        ),
        (
            "$l.add('d') $l[$l.add(0, 'z')]$l $l.addAll(['q']) $l.addAll(0, ['p']) $l",
            "true [z, a, b, c, d] true true [p, z, a, b, c, d, q]",
        ),
        ("$l.remove(0) $l.remove('c') $l.remove('zz') $l", "a true false [b]"),
        ("$l.set(0, 'x') $l $l.subList(1, 3) $l.containsAll(['b', 'c'])", "a [x, b, c] [b, c] true"),
        ("$l.removeAll(['a']) $l $l.retainAll(['c']) $l $l.clear()$l", "true [b, c] true [c] []"),
        (
            "$l.iterator().next() $l.iterator().hasNext() $l.toArray().size() $l.equals(['a', 'b', 'c'])",
            "a true 3 true",
        ),
        ("$l.hashCode() $l.toString() $l.class.name", "126145 [a, b, c] java.util.ArrayList"),
        ("#set($x = [1])#set($x[0] = $x)$x", "[(this Collection)]"),
    ]);
}

#[test]
fn of_maps() {
    check(&[
        ("$m.size() $m.isEmpty() $m.get('a') [$m.get('z')] $m.getOrDefault('z', 'q')", "2 false 1 [] q"),
        ("[$m.put('c', 3)]$m.put('a', 9) $m", "[]1 {a=9, b=two, c=3}"),
        ("$m.putIfAbsent('a', 5)|$m.putIfAbsent('z', 5)|$m.z|$m.putAll({'y': 1})|$m.y", "1||5||1"),
        ("$m.remove('a') $m $m.containsKey('a') $m.containsValue('two')", "1 {b=two} false true"),
        (
            "$m.keySet() $m.values() $m.entrySet() $m.entrySet().iterator().next().getKey()",
            "[a, b] [1, two] [a=1, b=two] a",
        ),
        ("#foreach($e in $m.entrySet())[$e.setValue(0)]#end$m", "[1][two]{a=0, b=0}"),
        (
            "$m.hashCode() $m.equals({'b': 'two', 'a': 1}) $m.class.simpleName|$m.clear()|$m",
            "115342 true LinkedHashMap||{}",
        ),
        ("#set($x = {})#set($ignored = $x.put('k', null))$x#if(\"$x.k\" == '')y#end", "{k=null}y"),
    ]);
}

#[test]
fn of_numbers_and_truth_values() {
    check(&[
        ("$n.intValue() $n.doubleValue() $d.intValue() $d.longValue() $d.floatValue()", "7 7.0 2 2 2.5"),
        ("$n.toString().length() $n.equals(7) $n.compareTo(8) $d.compareTo(1.5)", "1 true -1 1"),
        ("$n.parseInt('5') $n.valueOf('6') $d.parseDouble('1.5') $n.max(1, 2) $n.min(1, 2)", "5 6 1.5 2 1"),
        ("$n.hashCode() $d.hashCode() $t.hashCode()", "7 1074003968 1231"),
        (
            "$t.toString() $t.booleanValue() $t.compareTo(false) $t.class.name",
            "true true 1 java.lang.Boolean",
        ),
        ("$n.class.name $d.class.name", "java.lang.Integer java.lang.Double"),
    ]);
}

#[test]
fn a_list_from_json_prints_json_and_a_map_prints_as_java() {
    let inner = Map::from_iter([(Key::from("nested"), Value::from("b\"a\n"))]);
    let json = List::new(ListKind::Json, vec![inner.into(), Value::Null, 1.5.into(), true.into()]);
    let mut context = Context::new();
    context.set("m", Map::from_iter([(Key::from("foo"), json.into())]));
    let template = Template::compile("$m $m.foo.nested|$m.foo[0]").unwrap();
    let wanted = "{foo=[{\"nested\":\"b\\\"a\\n\"},null,1.5,true]} |{nested=b\"a\n}";
    assert_eq!(template.render(&mut context).unwrap(), wanted);
}
