//! Cases of mapping templates: rendered by a gateway, on the way of a request.

use crate::bench::{Bench, bare};
use crate::case::{Case, Validation};
use crate::functions::Description;
use crate::http::outcome_of;
use crate::language::differs;
use crate::outcome::{Difference, Outcome, Reason};
use crate::request::python_json;
use indexmap::IndexMap;
use lockstep_gateway::{IntegrationResponseDefinition, IntegrationTarget};
use lockstep_vtl::{Context, Template};
use serde_json::{Map, Value};

const JSON: &str = "application/json";

/// Renders the case's template and compares.
pub fn replay(case: &Case) -> Outcome {
    let input = &case.input;
    if input["request_template"].is_string() {
        return through_a_function(case);
    }
    let Some(template) = input["template"].as_str() else {
        return Outcome::failed(Difference::problem("input.template", "there is no template"));
    };
    let mut differences = Vec::new();
    if let Some(variables) = input["variables"].as_object() {
        differences.extend(with_variables(case, template, variables));
    } else {
        match rendered(template, input) {
            Ok(rendered) => differences.extend(differs(&case.expected, &rendered)),
            Err(outcome) => return outcome,
        }
    }
    if input["aws_scenario"].is_object() {
        match scenario(&input["aws_scenario"]) {
            Ok(rendered) => differences.extend(differs(&case.expected, &rendered)),
            Err(outcome) => return outcome,
        }
    }
    if let Some(status) = case.expected["mock_status"].as_u64() {
        match mock_status(template, input, status) {
            Ok(found) if u64::from(found) == status => {}
            Ok(found) => {
                differences.push(Difference::new("mock_status", status.to_string(), found.to_string()));
            }
            Err(outcome) => return outcome,
        }
    }
    if !differences.is_empty() && case.validation == Validation::Reference {
        let null =
            input["variables"].as_object().is_some_and(|variables| variables.values().any(Value::is_null));
        if null {
            return Outcome::Skipped(Reason::NullVariable);
        }
        if template.contains("params().header") {
            return Outcome::Skipped(Reason::AddedHeaders);
        }
    }
    Outcome::of(differences)
}

/// Renders a template that finds its variables ready. One that uses what only a gateway has finds them set by a line before it.
fn with_variables(case: &Case, template: &str, variables: &Map<String, Value>) -> Option<Difference> {
    if !["$util", "$input", "$context", "$stageVariables"].iter().any(|object| template.contains(object)) {
        let mut context = Context::new();
        for (name, value) in variables {
            context.set(name, value);
        }
        let rendered = Template::compile(template)
            .map_err(|error| error.to_string())
            .and_then(|template| template.render(&mut context).map_err(|error| error.to_string()));
        return differs(&case.expected, &rendered);
    }
    let set = |name: &String| format!("#set(${name} = $input.path(\"$['{name}']\"))");
    let prefix: String = variables.keys().map(set).collect();
    let input = serde_json::json!({"body": Value::Object(variables.clone()).to_string()});
    match rendered(&(prefix + template), &input) {
        Ok(rendered) => differs(&case.expected, &rendered),
        Err(Outcome::Failed(mut differences)) => differences.pop(),
        Err(_) => Some(Difference::problem("input.template", "it cannot be served")),
    }
}

/// What reaches a backend behind the template.
fn rendered(template: &str, input: &Value) -> Result<Result<String, String>, Outcome> {
    let (path, request) = request_of(input);
    let mut bench = Bench::new(&path);
    bench.method().integration.request_templates.insert(JSON.to_owned(), template.to_owned());
    let tried = match bench.send(&[request]) {
        Ok(tried) => tried,
        // A template that does not compile is refused at load.
        Err(crate::api::Unusable::Load(errors)) => return Ok(Err(errors.to_string())),
        Err(unusable) => return Err(outcome_of(unusable)),
    };
    Ok(match tried.got {
        Some(body) => Ok(String::from_utf8_lossy(&body).into_owned()),
        None => Err(format!("{} {}", tried.response.status, String::from_utf8_lossy(&tried.response.body))),
    })
}

/// The request that a template reads: the body, path, query and headers of the case, and no others.
fn request_of(input: &Value) -> (String, lockstep_gateway::HttpRequest) {
    let texts = |place: &str| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let members = input["params"][place].as_object().into_iter().flatten();
        members.map(|(name, value)| (name.clone(), text(value))).collect()
    };
    let (mut resource, mut target) = (String::new(), String::new());
    if let (Some(template), Some(path)) = (input["resource"].as_str(), input["path"].as_str()) {
        resource.push_str(template);
        target.push_str(path);
    } else {
        resource.push_str("/t");
        target.push_str("/t");
        for (name, value) in texts("path") {
            resource.push_str("/{");
            resource.push_str(&name);
            resource.push('}');
            target.push('/');
            target.push_str(&url::form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>());
        }
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(texts("querystring"));
    let query = query.finish();
    if !query.is_empty() {
        target = format!("{target}?{query}");
    }
    let headers = texts("header");
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = ["body", "payload"].iter().find_map(|name| input.get(name));
    let body =
        body.map_or_else(String::new, |body| body.as_str().map_or_else(|| body.to_string(), str::to_owned));
    (resource, bare("POST", &target, &headers, body.as_bytes()))
}

/// A mock with a template on either side, as it was deployed.
fn scenario(described: &Value) -> Result<Result<String, String>, Outcome> {
    let text = |name: &str| described[name].as_str().unwrap_or_default().to_owned();
    if text("integration") != "MOCK" {
        let problem = format!("the integration `{}` is unknown here", text("integration"));
        return Err(Outcome::failed(Difference::problem("input.aws_scenario", problem)));
    }
    let mut bench = Bench::answered_by("/t", IntegrationTarget::Mock);
    let integration = &mut bench.method().integration;
    integration.request_templates.insert(JSON.to_owned(), text("request_template"));
    integration.responses[0].templates = IndexMap::from([(JSON.to_owned(), text("response_template"))]);
    let body = described["request"].get("json").map(python_json).unwrap_or_default();
    let verb = described["request"]["method"].as_str().unwrap_or("POST");
    let request = bare(verb, "/t", &[("Content-Type", JSON)], body.as_bytes());
    match bench.send(&[request]) {
        Ok(tried) if tried.response.status < 400 => {
            Ok(Ok(String::from_utf8_lossy(&tried.response.body).into_owned()))
        }
        Ok(tried) => {
            Ok(Err(format!("{} {}", tried.response.status, String::from_utf8_lossy(&tried.response.body))))
        }
        Err(crate::api::Unusable::Load(errors)) => Ok(Err(errors.to_string())),
        Err(unusable) => Err(outcome_of(unusable)),
    }
}

/// The status that a mock answers when the template chooses it.
fn mock_status(template: &str, input: &Value, status: u64) -> Result<u16, Outcome> {
    let (path, request) = request_of(input);
    let mut bench = Bench::answered_by(&path, IntegrationTarget::Mock);
    let status = u16::try_from(status).unwrap_or(200);
    bench.method().responses.insert(status, lockstep_gateway::MethodResponseDefinition::default());
    let integration = &mut bench.method().integration;
    integration.request_templates.insert(JSON.to_owned(), template.to_owned());
    if status != 200 {
        let selected = Some(status.to_string());
        integration.responses.push(IntegrationResponseDefinition {
            status,
            selection_pattern: selected,
            ..Default::default()
        });
    }
    bench.send(&[request]).map(|tried| tried.response.status).map_err(outcome_of)
}

/// A function between two templates.
fn through_a_function(case: &Case) -> Outcome {
    let text = |name: &str| case.input[name].as_str().unwrap_or_default().to_owned();
    if !text("integration").starts_with("AWS") {
        let problem = format!("the integration `{}` is unknown here", text("integration"));
        return Outcome::failed(Difference::problem("input.integration", problem));
    }
    let target = IntegrationTarget::Function { function: "f".to_owned(), verb: "POST".to_owned() };
    let mut bench = Bench::answered_by("/t", target);
    bench.functions.push(Description { name: "f".to_owned(), words: text("lambda") });
    let integration = &mut bench.method().integration;
    integration.request_templates.insert(JSON.to_owned(), text("request_template"));
    if case.input["response_template"].is_string() {
        integration.responses[0].templates = IndexMap::from([(JSON.to_owned(), text("response_template"))]);
    }
    let request = bare("POST", "/t", &[("Content-Type", JSON)], text("payload").as_bytes());
    let tried = match bench.send(&[request]) {
        Ok(tried) => tried,
        Err(unusable) => return outcome_of(unusable),
    };
    let mut differences = Vec::new();
    let body = String::from_utf8_lossy(&tried.response.body).into_owned();
    if let Some(status) =
        case.expected["status_code"].as_u64().filter(|status| *status != u64::from(tried.response.status))
    {
        differences.push(Difference::new(
            "status_code",
            status.to_string(),
            tried.response.status.to_string(),
        ));
    }
    if let Some(wanted) = case.expected["body"].as_str().filter(|wanted| *wanted != body) {
        differences.push(Difference::new("body", format!("{wanted:?}"), format!("{body:?}")));
    }
    if case.expected.get("status_code").is_none() && case.expected.get("body").is_none() {
        differences.push(Difference::problem("expected", "it names neither `status_code` nor `body`"));
    }
    Outcome::of(differences)
}

#[cfg(test)]
mod tests {
    use super::replay;
    use crate::case::Case;
    use crate::outcome::{Outcome, Reason};
    use serde_json::{Value, json};

    fn outcome(input: &Value, expected: &Value) -> Outcome {
        let value = json!({"id": "t-1", "kind": "vtl", "input": input, "expected": expected});
        replay(&Case::read("t", &value).unwrap())
    }

    #[test]
    fn templates_are_rendered_on_the_way_of_a_request() {
        let table = [
            (json!({"template": "$input.path('$.a')", "body": "{\"a\": 1}"}), json!({"output": "1"})),
            (
                json!({"template": "$input.params('x')", "params": {"path": {"x": "p"}, "querystring": {"x": "q"}}}),
                json!({"output": "p"}),
            ),
            (
                json!({"template": "$input.params().header.A", "params": {"header": {"A": 9}}}),
                json!({"output": "9"}),
            ),
            (
                json!({"template": "$input.params('id')", "resource": "/x/{id}", "path": "/x/7"}),
                json!({"output": "7"}),
            ),
            (json!({"template": "$util.urlEncode($v)", "variables": {"v": "a b"}}), json!({"output": "a+b"})),
            (json!({"template": "$v", "variables": {"v": [1]}}), json!({"output": "[1]"})),
            (json!({"template": "$input.path('$')", "payload": "{"}), json!({"error": true})),
            (json!({"template": "#if("}), json!({"error": true})),
            (
                json!({"template": "{\"statusCode\": 418}", "integration": "MOCK"}),
                json!({"output": "{\"statusCode\": 418}", "mock_status": 418}),
            ),
            (
                json!({"template": "$v", "variables": {"v": 1}, "aws_scenario": {
                    "integration": "MOCK", "request_template": "{\"statusCode\": 200}", "response_template": "1",
                    "request": {"method": "POST", "json": {}},
                }}),
                json!({"output": "1"}),
            ),
            (
                json!({"integration": "AWS", "request_template": "\"$input.path('$')\"", "payload": "a=b",
                    "lambda": "returns JSON.stringify(event) as a string", "response_template": "$input.path('$')"}),
                json!({"status_code": 200, "body": "\"a=b\""}),
            ),
        ];
        for (input, expected) in table {
            assert_eq!(outcome(&input, &expected), Outcome::Passed, "{input}");
        }
    }

    #[test]
    fn what_differs_or_is_unknown_fails() {
        for (input, expected) in [
            (json!({"template": "x"}), json!({"output": "y"})),
            (json!({}), json!({"output": "y"})),
            (json!({"template": "x", "aws_scenario": {"integration": "SONG"}}), json!({"output": "x"})),
            (json!({"request_template": "x", "integration": "SONG"}), json!({"body": ""})),
            (
                json!({"request_template": "{}", "integration": "AWS", "lambda": "returns the event"}),
                json!({}),
            ),
            (
                json!({"template": "{\"statusCode\": 200}", "integration": "MOCK"}),
                json!({"output": "{\"statusCode\": 200}", "mock_status": 418}),
            ),
        ] {
            assert!(matches!(outcome(&input, &expected), Outcome::Failed(_)), "{input}");
        }
        let null = outcome(
            &json!({"template": "$util.urlEncode($v)", "variables": {"v": null}}),
            &json!({"output": "null"}),
        );
        assert_eq!(null, Outcome::Skipped(Reason::NullVariable));
        let listed = outcome(
            &json!({"template": "$input.params().header", "params": {"header": {"A": "1"}}}),
            &json!({"output": "{A=1}"}),
        );
        assert_eq!(listed, Outcome::Skipped(Reason::AddedHeaders));
    }
}
