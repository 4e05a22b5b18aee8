//! Paths and what they find, as Jayway 2.0.0 over json-smart was seen to answer.

use lockstep_jsonpath::{Path, read_body};

const STORE: &str = r#"{
    "store": {
        "books": [
            {"title": "Sayings", "author": "Nigel Rees", "price": 8.95, "tags": ["a", "b"]},
            {"title": "Sword", "author": "Evelyn Waugh", "price": 12.99, "isbn": "0-553"},
            {"title": "Moby", "author": "Herman", "price": 9, "isbn": null, "sold": true}
        ],
        "open": false
    },
    "limit": 10,
    "who's": "x",
    "a b": {"c.d": 1},
    "empty": [],
    "nothing": null
}"#;

/// What `$input.json` shows; an error is `!`.
fn json(path: &str, body: &str) -> String {
    let Ok(path) = Path::compile(path) else { return "!".to_owned() };
    path.find(&read_body(body).expect("a body")).map_or_else(|_| "!".to_owned(), |found| found.to_json())
}

fn check(table: &[(&str, &str)]) {
    for (path, expected) in table {
        assert_eq!(json(path, STORE), *expected, "{path}");
    }
}

#[test]
fn names() {
    check(&[
        ("$.limit", "10"),
        ("limit", "10"),
        ("  $.limit ", "10"),
        ("$['limit']", "10"),
        ("$.['limit']", "10"),
        ("$['store'].open", "false"),
        ("$['a b']['c.d']", "1"),
        ("$.a b", "!"),
        ("$.missing", "\"\""),
        ("$.missing.deeper", "\"\""),
        ("$.limit.deeper", "\"\""),
        ("$.nothing", "\"\""),
        ("$['limit','missing']", r#"{"limit":10}"#),
        ("$['limit', 'nothing']", r#"{"limit":10,"nothing":null}"#),
        ("$['store','limit'].open", "!"),
        ("$.limit'x", "10"),
        ("$.limit]x", "{}"),
    ]);
}

#[test]
fn arrays() {
    check(&[
        ("$.store.books[0].title", "\"Sayings\""),
        ("$.store.books[3]", "\"\""),
        // 2.0.0 counts from the front only.
        ("$.store.books[-1].title", "\"\""),
        ("$.store.books[(@.length-1)].title", "\"Moby\""),
        ("$.store.books[(@.size()-2)].title", "\"Sword\""),
        ("$.store.books[0,2].title", r#"["Sayings","Moby"]"#),
        ("$.store.books[0,7].title", "\"\""),
        ("$.store.books[1:].title", r#"["Sword","Moby"]"#),
        ("$.store.books[-1:].title", r#"["Moby"]"#),
        ("$.store.books[:2].title", r#"["Sayings","Sword"]"#),
        ("$.store.books[:-1].title", r#"["Sayings","Sword"]"#),
        ("$.store.books[1:2].title", r#"["Sword"]"#),
        ("$.store.books[-2:2].title", "\"\""),
        ("$.store.books[5:].title", "[]"),
        ("$.empty[-2:2]", "[]"),
        ("$.store[0]", "!"),
        ("$.nothing[0]", "\"\""),
    ]);
}

#[test]
fn wildcards_and_scans() {
    check(&[
        ("$.store.books[*].price", "[8.95,12.99,9]"),
        ("$.store.books.*.price", "[8.95,12.99,9]"),
        ("$.store.books[*].isbn", r#"["0-553",null]"#),
        ("$..price", "[8.95,12.99,9]"),
        ("$..tags[0]", r#"["a"]"#),
        ("$..c", "[]"),
        ("$.empty[*]", "[]"),
        // What is missing behind a name that was scanned for makes the whole path find nothing.
        ("$..store.missing", "\"\""),
        ("$..", "!"),
        (".", "!"),
        ("$.", "!"),
    ]);
}

#[test]
fn filters() {
    check(&[
        ("$.store.books[?(@.price < 10)].title", r#"["Sayings","Moby"]"#),
        ("$.store.books[?(@.price >= $.limit)].title", r#"["Sword"]"#),
        ("$.store.books[?(@.price == '9')].title", r#"["Moby"]"#),
        ("$.store.books[?(@.price == 9.00)].title", r#"["Moby"]"#),
        ("$.store.books[?(@.title == 'Moby')].price", "[9]"),
        ("$.store.books[?(@.title == Moby)].price", "[9]"),
        ("$.store.books[?('Moby' == @.title)].price", "[9]"),
        ("$.store.books[?(@.isbn)].title", r#"["Sword"]"#),
        ("$.store.books[?(!@.isbn)].title", r#"["Sayings","Moby"]"#),
        ("$.store.books[?(@.isbn == null)].title", r#"["Moby"]"#),
        // What isn't there is unequal to nothing.
        ("$.store.books[?(@.isbn != 'x')].title", r#"["Sword","Moby"]"#),
        ("$.store.books[?(@.sold == true)].title", r#"["Moby"]"#),
        ("$.store.books[?(@.author =~ /.*e{2}s/)].title", r#"["Sayings"]"#),
        ("$.store.books[?(@.author =~ /HERMAN/i)].title", r#"["Moby"]"#),
        ("$.store.books[?(@.author =~ /erman/)].title", "[]"),
        ("$.store.books[?(@.price > 8 && @.price < 9)].title", r#"["Sayings"]"#),
        ("$.store.books[?(@.price > 12 || @.sold == true)].title", r#"["Sword","Moby"]"#),
        ("$.store.books[?(@.title == 'Sword' || @.isbn && @.sold)].title", r#"["Sword"]"#),
        ("$.store.books[?(@.tags[1] == 'b')].title", r#"["Sayings"]"#),
        ("$.store[?(@.open == false)].open", "[false]"),
        ("$..books[?(@.price == 9)].title", r#"["Moby"]"#),
        // Behind a scan an index in the middle of a path is no index: every element of every array is taken.
        ("$..[0].title", "\"\""),
        ("$.store..books[?(@.sold)]..[7]", "[]"),
    ]);
}

#[test]
fn what_a_filter_cannot_do_is_an_error() {
    check(&[
        ("$.store.books[?(@.price == 'cheap')]", "!"),
        ("$.limit[?(@.a == 1)]", "!"),
        ("$.store.books[?(@.title =~ 'x')]", "!"),
        ("$.store.books[?(@..title == 'x')]", "!"),
        ("$.store.books[?(@.title in ['x'])]", "!"),
        ("$.store.books[?(1)]", "!"),
        ("$.store.books[?(@.a == 1]", "!"),
        ("$.store.books[?()]", "!"),
        ("$.store.books[?(@.a && )]", "!"),
        ("$.store.books[?(@.a == !@.b)]", "!"),
        ("$.store.books[?(@.a =~ /)]", "!"),
        ("$.store.books[?(@.a =~ /i)]", "!"),
        ("$.store.books[?]", "!"),
    ]);
}

#[test]
fn a_mistake_is_reported_where_it_is() {
    for (path, position) in
        [("$.a[b]", 3), ("  $.a b", 5), ("$x", 1), ("a.b c", 3), ("$.a..", 3), ("$.aé[?(1)]", 5)]
    {
        assert_eq!(Path::compile(path).unwrap_err().position(), position, "{path}");
    }
}

#[test]
fn work_is_bounded() {
    let mut body = String::from("1");
    for _ in 0..390 {
        body = format!("[{body},{body_end}]", body_end = 2);
    }
    let document = read_body(&body).unwrap();
    let path = Path::compile(&format!("${}", "..*".repeat(40))).unwrap();
    assert!(path.find(&document).is_err());
    let wide = read_body(&format!("[[{}]]", "1,".repeat(100_000))).unwrap();
    let again = Path::compile(&format!("$[{}0][*]", "0,".repeat(1_000))).unwrap();
    assert!(again.find(&wide).is_err());
    assert!(Path::compile(&format!("${}", ".a".repeat(5_000))).is_err());
    assert!(Path::compile(&"[?(@".repeat(10_000)).is_err());
    assert!(Path::compile(&format!("$[?({}@)]", "@||".repeat(10_000))).is_err());
}
