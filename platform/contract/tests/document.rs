//! The document of a version.

use lockstep_contract::{public_document, to_text};
use lockstep_route::{RouteSchemas, Schemas, Version};
use serde_json::{Value, json};

const SETTINGS: &str =
    r#"{ "title": "Talks", "models": { "Gone": { "type": "object" }, "Talk": { "type": "null" } } }"#;

const PAIRS: &[(&str, &str)] = &[
    (
        "talks/list_talks",
        r#"{ "method": "GET", "path": "/talks", "summary": "All talks", "access": "public",
             "responses": { "200": { "headers": { "Cache-Control": "'no-store'" } }, "400": {} } }"#,
    ),
    (
        "talks/store_talk",
        r#"{ "method": "PUT", "path": "/talks/{talk}", "summary": "Stores a talk", "access": "talks.edit",
             "responses": { "201": {}, "410": { "schema": "Gone" } } }"#,
    ),
    (
        "talks/drop_talk",
        r#"{ "method": "DELETE", "path": "/talks/{talk}", "summary": "Drops a talk", "access": "signed-in",
             "responses": { "200": { "schema": { "type": "string" } } } }"#,
    ),
    ("files", r#"{ "method": "ANY", "path": "/files/{path+}", "summary": "Files", "access": "public" }"#),
];

fn version() -> Version {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("v3");
    std::fs::create_dir_all(folder.join("talks")).expect("a folder is made");
    std::fs::write(folder.join("api.json"), SETTINGS).expect("a file is written");
    for (source, json) in PAIRS {
        std::fs::write(folder.join(format!("{source}.json")), json).expect("a file is written");
        std::fs::write(folder.join(format!("{source}.rs")), "").expect("a file is written");
    }
    Version::read(&folder).expect("nothing is wrong")
}

fn schemas() -> Schemas {
    let talk = json!({ "$ref": "#/components/schemas/Talk" });
    let word = json!({ "type": "string", "nullable": true, "description": "What to look for." });
    let tags = json!({ "type": "array", "items": { "type": "string" }, "default": [] });
    let shapes = [
        (
            "talks/list_talks",
            json!({ "properties": { "word": word, "day": { "type": "integer" }, "tag": tags }, "required": ["day"] }),
        ),
        (
            "talks/store_talk",
            json!({
                "properties": {
                    "talk": { "type": "string", "description": "Which." },
                    "title": { "type": "string" },
                    "room": { "type": "string" },
                },
                "required": ["talk", "title"],
            }),
        ),
        ("talks/drop_talk", json!({ "properties": { "room": { "type": "string" } } })),
    ];
    let mut schemas = Schemas::default();
    for (source, request) in shapes {
        schemas.routes.insert(source.to_owned(), RouteSchemas { request, reply: talk.clone() });
    }
    schemas.definitions.insert("Talk".to_owned(), json!({ "type": "object" }));
    schemas
}

fn document() -> Value {
    public_document(&version(), &schemas())
}

#[test]
fn the_head_names_the_version() {
    let document = document();
    assert_eq!(document["openapi"], "3.0.3");
    assert_eq!(document["info"], json!({ "title": "Talks", "version": "3" }));
    assert_eq!(document["servers"], json!([{ "url": "/v3" }]));
    assert_eq!(document["tags"], json!([{ "name": "files" }, { "name": "talks" }]));
    let components = document["components"]["schemas"].as_object().unwrap();
    assert_eq!(components.keys().collect::<Vec<_>>(), ["Gone", "Problem", "Talk"]);
    assert_eq!(components["Talk"], json!({ "type": "object" }), "the type wins over the model");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(to_text(&document()), to_text(&document()));
    assert!(to_text(&document()).ends_with("}\n"));
}

#[test]
fn a_read_has_parameters() {
    let document = document();
    let list = &document["paths"]["/talks"]["get"];
    assert_eq!(list["operationId"], "listTalks");
    assert_eq!((&list["summary"], &list["tags"]), (&json!("All talks"), &json!(["talks"])));
    assert_eq!(list["x-lockstep-access"], "public");
    let expected = json!([
        {
            "name": "word", "in": "query", "required": false, "description": "What to look for.",
            "schema": { "type": "string" },
        },
        { "name": "day", "in": "query", "required": true, "schema": { "type": "integer" } },
        {
            "name": "tag", "in": "query", "required": false,
            "schema": { "type": "array", "items": { "type": "string" } },
        },
    ]);
    assert_eq!(list["parameters"], expected);
    assert_eq!(list.get("requestBody"), None);
    let responses = list["responses"].as_object().unwrap();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["200", "304", "400", "default"]);
    assert_eq!(responses["400"], json!({ "$ref": "#/components/responses/Problem" }));
    let headers = responses["200"]["headers"].as_object().unwrap();
    assert_eq!(headers.keys().collect::<Vec<_>>(), ["Cache-Control", "ETag"]);
    let talk = json!({ "$ref": "#/components/schemas/Talk" });
    assert_eq!(responses["200"]["content"]["application/json"]["schema"], talk);
}

#[test]
fn a_write_has_a_body() {
    let document = document();
    let store = &document["paths"]["/talks/{talk}"]["put"];
    let expected = json!([{
        "name": "talk", "in": "path", "required": true, "description": "Which.", "schema": { "type": "string" },
    }]);
    assert_eq!(store["parameters"], expected);
    let schema = json!({
        "type": "object",
        "required": ["title"],
        "properties": { "title": { "type": "string" }, "room": { "type": "string" } },
    });
    let body = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    assert_eq!(store["requestBody"], body);
    let responses = store["responses"].as_object().unwrap();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["201", "410", "default"]);
    assert_eq!(responses["201"].get("headers"), None);
    let gone = json!({ "$ref": "#/components/schemas/Gone" });
    assert_eq!(responses["410"]["content"]["application/json"]["schema"], gone);
}

#[test]
fn a_declared_schema_and_placeholders_nobody_types_are_kept() {
    let document = document();
    let drop = &document["paths"]["/talks/{talk}"]["delete"];
    assert_eq!(drop["parameters"][0]["schema"], json!({ "type": "string" }));
    assert_eq!(drop["parameters"][1]["in"], "query");
    let schema = &drop["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(*schema, json!({ "type": "string" }));
}

#[test]
fn any_is_every_verb_and_greedy_placeholders_are_plain() {
    let document = document();
    let files = document["paths"]["/files/{path}"].as_object().unwrap();
    let verbs: Vec<&String> = files.keys().collect();
    assert_eq!(verbs, ["delete", "get", "head", "options", "patch", "post", "put"]);
    assert_eq!(files["get"]["operationId"], "filesGet");
    assert_eq!(files["get"]["parameters"][0]["name"], "path");
    assert_eq!(files["post"].get("requestBody"), None);
    assert_eq!(files["post"]["responses"]["200"], json!({ "description": "It worked." }));
}

#[test]
fn a_body_without_required_members_may_be_left_out() {
    let mut schemas = schemas();
    schemas.routes["talks/store_talk"].request = json!({ "properties": { "title": { "type": "string" } } });
    let document = public_document(&version(), &schemas);
    assert_eq!(document["paths"]["/talks/{talk}"]["put"]["requestBody"]["required"], false);
}

#[test]
fn routes_behind_templates_are_what_their_pairs_declare() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("v1");
    std::fs::create_dir_all(&folder).expect("a folder");
    let head = |method: &str, path: &str| {
        format!(r#""method": "{method}", "path": "{path}", "summary": "s", "access": "public""#)
    };
    let mapped = format!(
        r#"{{ {}, "requestTemplates": {{ "application/json": "{{}}", "text/csv": "{{}}" }},
        "request": {{
            "path": {{ "talk": {{ "schema": {{ "type": "integer" }} }} }},
            "query": {{ "day": {{ "required": true, "schema": {{ "type": "string", "description": "Which day." }} }} }},
            "header": {{ "X-Tenant": {{}} }},
            "body": "Talk"
        }},
        "responses": {{
            "201": {{
                "headers": {{ "Location": "integration.response.body.url", "Cache-Control": "'no-store'" }},
                "responseTemplates": {{ "text/plain": "ok" }}, "schema": {{ "type": "string" }}
            }},
            "404": {{ "selectionPattern": "no such .*", "schema": "Gone" }}
        }} }}"#,
        head("PUT", "/talks/{talk}/{part}")
    );
    let mock = format!(
        r#"{{ {}, "integration": "mock", "requestTemplates": {{ "application/json": "{{}}" }} }}"#,
        head("GET", "/mock")
    );
    let proxy = format!(
        r#"{{ {}, "integration": {{ "type": "http_proxy", "uri": "http://x", "method": "GET" }} }}"#,
        head("GET", "/proxy")
    );
    let typed = format!(
        r#"{{ {}, "request": {{ "header": {{ "X-Tenant": {{ "required": true }} }} }} }}"#,
        head("GET", "/typed")
    );
    let job = r#"{ "summary": "s", "schedule": "rate(1 day)" }"#;
    for (name, json) in [
        ("api", SETTINGS),
        ("put_talk", &mapped),
        ("mock", &mock),
        ("proxy", &proxy),
        ("typed", &typed),
        ("sweep", job),
    ] {
        std::fs::write(folder.join(format!("{name}.json")), json).expect("a file is written");
    }
    for name in ["put_talk", "typed", "sweep"] {
        std::fs::write(folder.join(format!("{name}.rs")), "").expect("a file is written");
    }
    let version = Version::read(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    let document = public_document(&version, &Schemas::default());
    let paths: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/mock", "/proxy", "/talks/{talk}/{part}", "/typed"], "a job is none");
    let put = &document["paths"]["/talks/{talk}/{part}"]["put"];
    assert_eq!(
        put["parameters"],
        json!([
            { "name": "talk", "in": "path", "required": true, "schema": { "type": "integer" } },
            { "name": "part", "in": "path", "required": true, "schema": { "type": "string" } },
            { "name": "day", "in": "query", "required": true, "description": "Which day.", "schema": { "type": "string" } },
            { "name": "X-Tenant", "in": "header", "required": false, "schema": { "type": "string" } },
        ])
    );
    let talk = json!({ "schema": { "$ref": "#/components/schemas/Talk" } });
    let content = json!({ "application/json": talk, "text/csv": talk });
    assert_eq!(put["requestBody"], json!({ "required": true, "content": content }));
    assert_eq!(
        put["responses"],
        json!({
            "201": {
                "description": "The answer with status 201.",
                "headers": {
                    "Location": { "description": "Depends on the answer.", "schema": { "type": "string" } },
                    "Cache-Control": { "description": "`no-store`.", "schema": { "type": "string" } },
                },
                "content": { "text/plain": { "schema": { "type": "string" } } },
            },
            "404": {
                "description": "The answer with status 404.",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Gone" } } },
            },
        })
    );
    let mock = &document["paths"]["/mock"]["get"];
    assert_eq!(mock["responses"], json!({ "200": { "description": "The answer with status 200." } }));
    assert_eq!((mock.get("requestBody"), mock.get("parameters")), (None, None));
    let proxy = &document["paths"]["/proxy"]["get"]["responses"];
    assert_eq!(*proxy, json!({ "default": { "description": "Whatever the server behind it answers." } }));
    assert_eq!(document["paths"]["/typed"]["get"]["parameters"][0]["in"], "header");
}
