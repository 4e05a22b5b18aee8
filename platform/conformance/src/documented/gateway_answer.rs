//! The gateway's own answers: each type with its status, and what it falls back to.

use super::event::authorizer;
use crate::bench::{Bench, Tried, bare};
use crate::case::Case;
use crate::functions::Description;
use crate::http::outcome_of;
use crate::outcome::{Difference, Outcome, Reason};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lockstep_gateway::{
    ApiKey, Authorization, HttpRequest, IntegrationTarget, KeyState, OutboundError, ParameterLocation,
    PassthroughBehavior, PlanStage, Quota, QuotaPeriod, RequestParameter, Throttle, UsagePlan,
};
use lockstep_route::{GatewayResponse, GatewayResponseType, HeaderSource, Validate};
use serde_json::{Value, json};

/// The header by which a response of a type is known.
pub const TYPE_HEADER: &str = "X-Response-Type";
/// Types that come from what is no part of a gateway.
const NEVER: [&str; 3] = ["EXPIRED_TOKEN", "RESOURCE_NOT_FOUND", "WAF_FILTERED"];

/// Makes the gateway answer with a type, once with a response for it and once with one for what it falls back to.
pub fn of_type(case: &Case) -> Outcome {
    let name = case.input["response_type"].as_str().unwrap_or_default();
    let wanted = &case.expected["default_status"];
    let shown = match name {
        // The defaults are answered in another's place.
        "DEFAULT_4XX" => "MISSING_AUTHENTICATION_TOKEN",
        "DEFAULT_5XX" => "INTEGRATION_FAILURE",
        other => other,
    };
    if NEVER.contains(&shown) {
        return Outcome::Skipped(Reason::NeverAnswered(shown.to_owned()));
    }
    let fallback = case.expected["falls_back_to"].as_str();
    let mut expected = json!({"response_type": name});
    if !wanted.is_null() {
        expected["status_code"] = wanted.clone();
    }
    for custom in [Some(name), fallback].into_iter().flatten() {
        let Some((bench, requests)) = showing(shown, custom) else {
            let problem = format!("there is no way to have the type `{shown}` answered");
            return Outcome::failed(Difference::problem("input.response_type", problem));
        };
        expected["response_type"] = custom.into();
        match sent(&bench, &requests, &expected) {
            Outcome::Passed => {}
            other => return other,
        }
    }
    Outcome::Passed
}

/// Tries what was measured; none when the input is of no known form.
pub fn measured(case: &Case) -> Option<Outcome> {
    let input = &case.input;
    let custom = case.expected["response_type"].as_str().unwrap_or("DEFAULT_4XX").to_owned();
    let says =
        |part: &str| input.as_object().is_some_and(|members| members.keys().any(|name| name.contains(part)));
    let (bench, requests) = if input["authorizationType"] == "AWS_IAM" && is_unsigned(&input["signature"]) {
        let (bench, requests) = showing("INVALID_SIGNATURE", &custom)?;
        let request = bare("POST", "/t", &[], &requests.first()?.body);
        (bench, vec![request])
    } else if input.get("signature").is_some() {
        // Signatures are not verified, but one of another time is refused.
        showing("INVALID_SIGNATURE", &custom)?
    } else if input["apiKeyRequired"] == true {
        let (bench, mut requests) = showing("INVALID_API_KEY", &custom)?;
        if let Some(key) = input["x-api-key"].as_str() {
            for request in &mut requests {
                request.headers.add("x-api-key", key);
            }
        }
        (bench, requests)
    } else if let Some(quota) = input["usage_plan_quota"].as_str() {
        let (mut bench, requests) = showing("QUOTA_EXCEEDED", &custom)?;
        let (limit, period) = quota.split_once('/')?;
        let period = match period {
            "WEEK" => QuotaPeriod::Week,
            "MONTH" => QuotaPeriod::Month,
            _ => QuotaPeriod::Day,
        };
        bench.usage.plans[0].quota = Some(Quota { limit: limit.parse().ok()?, offset: 0, period });
        let calls = usize::try_from(input["call"].as_u64().unwrap_or(1)).ok()?;
        (bench, vec![requests.first()?.clone(); calls])
    } else if says("throttle") {
        let (bench, requests) = showing("THROTTLED", &custom)?;
        let calls = usize::try_from(input["call"].as_u64().unwrap_or(3)).ok()?;
        (bench, vec![requests.first()?.clone(); calls])
    } else if says("passthroughBehavior") {
        let (bench, _) = showing("UNSUPPORTED_MEDIA_TYPE", &custom)?;
        let media_type =
            ["content_type", "request_content_type"].iter().find_map(|name| input[name].as_str());
        let headers = [("Content-Type", media_type.unwrap_or("application/xml"))];
        (bench, vec![bare("POST", "/t", &headers, b"<a/>")])
    } else if input.get("validator").is_some() {
        validated(input)?
    } else if input.get("lambda_isBase64Encoded").is_some() {
        return Some(encoded(case));
    } else {
        return None;
    };
    Some(sent(&bench, &requests, &case.expected))
}

/// Whether a case says that a request has no signature.
fn is_unsigned(signature: &Value) -> bool {
    let words = signature.as_str().map(str::to_lowercase);
    signature.is_null()
        || words.is_some_and(|words| {
            ["none", "missing", "absent", "unsigned"].iter().any(|word| words.contains(word))
        })
}

fn sent(bench: &Bench, requests: &[HttpRequest], expected: &Value) -> Outcome {
    match bench.send(requests) {
        Ok(tried) => super::compare(expected, &tried),
        Err(unusable) => outcome_of(unusable),
    }
}

/// A custom response that tells its type.
fn telling(bench: &mut Bench, custom: &str) -> Option<()> {
    let kind: GatewayResponseType = serde_json::from_value(custom.into()).ok()?;
    let mut response = GatewayResponse::default();
    response.headers.insert(TYPE_HEADER.to_owned(), HeaderSource::Fixed(custom.to_owned()));
    bench.definition.gateway_responses.insert(kind, response);
    Some(())
}

/// An API and requests to which the gateway answers with a type.
fn showing(kind: &str, custom: &str) -> Option<(Bench, Vec<HttpRequest>)> {
    let mut bench = Bench::new("/t");
    telling(&mut bench, custom)?;
    let json = [("Content-Type", "application/json")];
    let mut requests = vec![bare("POST", "/t", &json, b"{}")];
    match kind {
        "MISSING_AUTHENTICATION_TOKEN" => requests = vec![bare("GET", "/nowhere", &[], b"")],
        "INTEGRATION_FAILURE" => bench.answer = Err(OutboundError::Unreachable("closed".to_owned())),
        "INTEGRATION_TIMEOUT" => bench.answer = Err(OutboundError::TimedOut),
        "UNSUPPORTED_MEDIA_TYPE" => bench.method().integration.passthrough = PassthroughBehavior::Never,
        "REQUEST_TOO_LARGE" => requests[0].headers.add("Content-Length", "10485761"),
        "BAD_REQUEST_BODY" => {
            bench.definition.models.insert("Model".to_owned(), json!({"type": "array"}));
            bench.method().validate = Some(Validate::Body);
            bench.method().models.insert("application/json".to_owned(), "Model".to_owned());
        }
        "BAD_REQUEST_PARAMETERS" => {
            bench.method().validate = Some(Validate::Parameters);
            require(&mut bench, ParameterLocation::QueryString, "q");
        }
        // A template that no body can save.
        "API_CONFIGURATION_ERROR" => {
            let template = "$util.parseJson('{')".to_owned();
            bench.method().integration.request_templates.insert("application/json".to_owned(), template);
        }
        "INVALID_SIGNATURE" => {
            bench.method().authorization = Authorization::Iam;
            requests[0].headers.add("X-Amz-Date", "20150830T123600Z");
            requests[0].headers.add("Authorization", SIGNED);
        }
        "UNAUTHORIZED" => guard(&mut bench, "returns nothing"),
        "ACCESS_DENIED" | "AUTHORIZER_FAILURE" | "AUTHORIZER_CONFIGURATION_ERROR" => {
            let words = match kind {
                "ACCESS_DENIED" => DENIES,
                "AUTHORIZER_FAILURE" => "times out",
                _ => "returns {principalId: 7}",
            };
            guard(&mut bench, words);
            requests[0].headers.add("Authorization", "token");
        }
        "INVALID_API_KEY" => bench.method().api_key_required = true,
        "QUOTA_EXCEEDED" | "THROTTLED" => {
            plan(&mut bench, kind);
            requests[0].headers.add("x-api-key", KEY);
            requests.push(requests[0].clone());
        }
        _ => return None,
    }
    Some((bench, requests))
}

const KEY: &str = "0123456789abcdefghij";
/// Signed long ago.
const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request, \
                      SignedHeaders=host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
const DENIES: &str = "returns {principalId: \"p\", policyDocument: {Version: \"2012-10-17\", Statement: [{Action: \
                      \"execute-api:Invoke\", Effect: \"Allow\", Resource: \"arn:aws:execute-api:*:*:other/*\"}]}}";

fn guard(bench: &mut Bench, words: &str) {
    bench.functions.push(Description { name: "a".to_owned(), words: words.to_owned() });
    bench.definition.authorizers.insert("a".to_owned(), authorizer());
    bench.method().authorization = Authorization::Authorizer { name: "a".to_owned(), scopes: Vec::new() };
}

fn require(bench: &mut Bench, location: ParameterLocation, name: &str) {
    bench.method().parameters.push(RequestParameter { location, name: name.to_owned(), required: true });
}

/// A key with a plan that one call uses up.
fn plan(bench: &mut Bench, kind: &str) {
    bench.method().api_key_required = true;
    bench.usage.keys.push(ApiKey {
        id: "key".to_owned(),
        name: "key".to_owned(),
        value: KEY.to_owned(),
        state: KeyState::Enabled,
    });
    let stage = PlanStage { api: "api0123456".to_owned(), stage: "test".to_owned(), ..Default::default() };
    let is_quota = kind == "QUOTA_EXCEEDED";
    bench.usage.plans.push(UsagePlan {
        place: "plan".to_owned(),
        name: "plan".to_owned(),
        keys: vec!["key".to_owned()],
        stages: vec![stage],
        throttle: (!is_quota).then_some(Throttle { rate: 1.0, burst: 1 }),
        quota: is_quota.then_some(Quota { limit: 1, offset: 0, period: QuotaPeriod::Day }),
    });
}

/// `{"validator": "params", "required": ["method.request.querystring.q"], "sent": {"querystring": {…}}}`.
fn validated(input: &Value) -> Option<(Bench, Vec<HttpRequest>)> {
    let mut bench = Bench::new("/t");
    bench.method().validate = Some(match input["validator"].as_str()? {
        "params" | "parameters" => Validate::Parameters,
        "body" => Validate::Body,
        "all" | "full" | "both" => Validate::All,
        _ => return None,
    });
    for required in input["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let (location, name) = required.strip_prefix("method.request.")?.split_once('.')?;
        let location = match location {
            "querystring" => ParameterLocation::QueryString,
            "header" => ParameterLocation::Header,
            "path" => ParameterLocation::Path,
            _ => return None,
        };
        require(&mut bench, location, name);
    }
    if let Some(model) = input.get("model") {
        bench.definition.models.insert("Model".to_owned(), model.clone());
        bench.method().models.insert("application/json".to_owned(), "Model".to_owned());
    }
    let pairs = |place: &str| -> Vec<(String, String)> {
        let members = input["sent"][place].as_object().into_iter().flatten();
        members.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned())).collect()
    };
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs("querystring"));
    let headers = pairs("header");
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body =
        input["sent"].get("body").map(|body| body.as_str().map_or_else(|| body.to_string(), str::to_owned));
    let target = format!("/t?{}", query.finish());
    Some((bench, vec![bare("POST", &target, &headers, body.unwrap_or_default().as_bytes())]))
}

/// A function whose answer is in base64: whether it is decoded.
fn encoded(case: &Case) -> Outcome {
    let target = IntegrationTarget::FunctionProxy { function: "f".to_owned(), verb: "POST".to_owned() };
    let mut bench = Bench::answered_by("/t", target);
    let media_types =
        case.input["binaryMediaTypes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    bench.definition.binary_media_types = media_types.map(str::to_owned).collect();
    let text = STANDARD.encode("hello");
    let is_encoded = &case.input["lambda_isBase64Encoded"];
    let words = format!("returns {{statusCode: 200, body: \"{text}\", isBase64Encoded: {is_encoded}}}");
    bench.functions.push(Description { name: "f".to_owned(), words });
    let accept = case.input["accept"].as_str();
    let headers: Vec<(&str, &str)> = accept.map(|accept| ("Accept", accept)).into_iter().collect();
    match bench.send(&[bare("POST", "/t", &headers, b"")]) {
        Ok(Tried { response, .. }) => {
            let found = Value::Bool(response.body == b"hello"[..]);
            let wanted = &case.expected["base64_decoded"];
            if found == *wanted {
                return Outcome::Passed;
            }
            Outcome::failed(Difference::values("base64_decoded", wanted, &found))
        }
        Err(unusable) => outcome_of(unusable),
    }
}
