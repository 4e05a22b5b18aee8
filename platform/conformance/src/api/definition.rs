//! The gateway's definition of an API, from the control plane's objects.

use super::integration::{function, integration, number, texts, word};
use super::{Frozen, Unusable};
use indexmap::IndexMap;
use lockstep_gateway::{
    ApiDefinition, ApiKeySource, Authorization, AuthorizerDefinition, AuthorizerKind, BasePathMode,
    LoadError, MethodDefinition, MethodResponseDefinition, OpenApiImport, ParameterLocation,
    RequestParameter,
};
use lockstep_route::{GatewayResponse, GatewayResponseType, HeaderSource, Validate};
use serde_json::Value;

/// Makes the definition.
///
/// # Errors
/// What the gateway cannot do, or what is unknown.
pub fn definition(frozen: &Frozen) -> Result<ApiDefinition, Unusable> {
    let mut definition = ApiDefinition {
        place: "input.api".to_owned(),
        name: frozen.api["name"].as_str().unwrap_or_default().to_owned(),
        ..Default::default()
    };
    settings(&frozen.api, &mut definition)?;
    for (name, model) in frozen.models.as_object().into_iter().flatten() {
        definition.models.insert(name.clone(), schema(model, name)?);
    }
    for (kind, response) in frozen.gateway_responses.as_object().into_iter().flatten() {
        let (kind, response) = gateway_response(kind, response)?;
        definition.gateway_responses.insert(kind, response);
    }
    for (id, authorizer) in frozen.authorizers.as_object().into_iter().flatten() {
        definition.authorizers.insert(id.clone(), authorizer_of(authorizer, id)?);
    }
    for resource in &frozen.resources {
        let path = resource["path"]
            .as_str()
            .ok_or_else(|| Unusable::case("input.api.resources", "a resource has no path"))?;
        let made = definition.resource(path);
        made.id = resource["id"].as_str().map(str::to_owned);
        for (verb, described) in resource["methods"].as_object().into_iter().flatten() {
            let method = method(frozen, path, verb, described)?;
            definition.resource(path).methods.push(method);
        }
    }
    for document in &frozen.documents {
        overlay(&mut definition, imported(document)?, document["below"] == true);
    }
    Ok(definition)
}

/// The definition of an imported document. The control plane imports what it warns of, so warnings are accepted.
fn imported(import: &Value) -> Result<ApiDefinition, Unusable> {
    let text = match &import["document"] {
        Value::String(text) => text.clone(),
        document => document.to_string(),
    };
    let mode = match import["basepath"].as_str().unwrap_or("ignore") {
        "ignore" => BasePathMode::Ignore,
        "prepend" => BasePathMode::Prepend,
        "split" => BasePathMode::Split,
        other => {
            return Err(Unusable::case(
                "input.api.import",
                format!("the base path mode `{other}` is unknown"),
            ));
        }
    };
    let import = OpenApiImport::new().base_path(mode).accept_warnings();
    Ok(import.read(&text, "input.api.import").map(|(definition, _)| definition)?)
}

/// Puts an imported definition together with another. It lies below when what was there was made later; else what it has takes the
/// place of what was there.
fn overlay(definition: &mut ApiDefinition, imported: ApiDefinition, is_below: bool) {
    for resource in imported.resources {
        let present = definition.resource(&resource.path);
        for method in resource.methods {
            let position = present.methods.iter().position(|present| present.verb == method.verb);
            match position {
                Some(_) if is_below => {}
                Some(position) => present.methods[position] = method,
                None => present.methods.push(method),
            }
        }
    }
    definition.models.extend(imported.models);
    definition.authorizers.extend(imported.authorizers);
    for (kind, response) in imported.gateway_responses {
        definition.gateway_responses.entry(kind).or_insert(response);
    }
    for media_type in imported.binary_media_types {
        if !definition.binary_media_types.contains(&media_type) {
            definition.binary_media_types.push(media_type);
        }
    }
    definition.minimum_compression_size =
        definition.minimum_compression_size.or(imported.minimum_compression_size);
    if imported.api_key_source != ApiKeySource::default() {
        definition.api_key_source = imported.api_key_source;
    }
    definition.cors = definition.cors.take().or(imported.cors);
}

fn settings(api: &Value, definition: &mut ApiDefinition) -> Result<(), Unusable> {
    if !api["policy"].is_null() && api["policy"] != "" {
        let feature = "a resource policy".to_owned();
        return Err(LoadError::Unsupported { place: "input.api.rest_api".to_owned(), feature }.into());
    }
    definition.binary_media_types = list(&api["binaryMediaTypes"]);
    definition.minimum_compression_size =
        number(&api["minimumCompressionSize"]).and_then(|size| usize::try_from(size).ok());
    definition.api_key_source = match api["apiKeySource"].as_str() {
        Some("AUTHORIZER") => ApiKeySource::Authorizer,
        _ => ApiKeySource::Header,
    };
    Ok(())
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A model's schema, which the control plane keeps as text.
fn schema(model: &Value, name: &str) -> Result<Value, Unusable> {
    match &model["schema"] {
        Value::String(text) => serde_json::from_str(text)
            .map_err(|problem| Unusable::case(format!("input.api.models.{name}"), problem.to_string())),
        other => Ok(other.clone()),
    }
}

fn gateway_response(
    kind: &str,
    described: &Value,
) -> Result<(GatewayResponseType, GatewayResponse), Unusable> {
    let place = format!("input.api.gateway_responses.{kind}");
    let kind =
        word(&Value::from(kind), &place)?.ok_or_else(|| Unusable::case(place.as_str(), "it has no type"))?;
    let header = |(name, value): (String, String)| {
        let name = name.strip_prefix("gatewayresponse.header.").map(str::to_owned);
        name.map(|name| (name, HeaderSource::from(value)))
            .ok_or_else(|| Unusable::case(place.as_str(), "a parameter is no header"))
    };
    let headers: Result<IndexMap<_, _>, _> =
        texts(&described["responseParameters"]).into_iter().map(header).collect();
    let response = GatewayResponse {
        status_code: number(&described["statusCode"]).and_then(|status| u16::try_from(status).ok()),
        headers: headers?,
        response_templates: texts(&described["responseTemplates"]),
    };
    Ok((kind, response))
}

fn authorizer_of(described: &Value, id: &str) -> Result<AuthorizerDefinition, Unusable> {
    let place = format!("input.api.authorizers.{id}");
    let kind = match described["type"].as_str().unwrap_or_default() {
        "TOKEN" => AuthorizerKind::Token,
        "REQUEST" => AuthorizerKind::Request,
        "COGNITO_USER_POOLS" => {
            let feature = "a Cognito authorizer".to_owned();
            return Err(LoadError::Unsupported { place, feature }.into());
        }
        other => {
            return Err(Unusable::case(place, format!("an authorizer of the type `{other}` is unknown")));
        }
    };
    let text = |name: &str| described[name].as_str().unwrap_or_default();
    let sources = text("identitySource").split(',').map(str::trim).filter(|source| !source.is_empty());
    Ok(AuthorizerDefinition {
        kind,
        function: function(text("authorizerUri"), &place)?,
        identity_sources: sources.map(str::to_owned).collect(),
        validation_expression: described["identityValidationExpression"].as_str().map(str::to_owned),
        result_ttl_seconds: number(&described["authorizerResultTtlInSeconds"])
            .and_then(|seconds| u32::try_from(seconds).ok())
            .unwrap_or(300),
        place,
    })
}

fn method(frozen: &Frozen, path: &str, verb: &str, described: &Value) -> Result<MethodDefinition, Unusable> {
    let place = format!("{verb} {path}");
    let mut method = MethodDefinition::new(place.as_str(), verb, integration(described, &place)?);
    let asked = &described["method"];
    method.authorization = authorization(asked, &place)?;
    method.api_key_required = asked["apiKeyRequired"] == true || asked["apiKeyRequired"] == "true";
    method.models = texts(&asked["requestModels"]);
    method.validate = asked["requestValidatorId"]
        .as_str()
        .filter(|id| !id.is_empty())
        .and_then(|id| validation(&frozen.validators[id]));
    for (expression, required) in asked["requestParameters"].as_object().into_iter().flatten() {
        method.parameters.push(parameter(expression, required, &place)?);
    }
    for (status, response) in described["methodResponses"].as_object().into_iter().flatten() {
        let status = status.parse().map_err(|_| Unusable::case(place.as_str(), "a status is no number"))?;
        method.responses.insert(status, method_response(response));
    }
    Ok(method)
}

fn authorization(asked: &Value, place: &str) -> Result<Authorization, Unusable> {
    Ok(match asked["authorizationType"].as_str().unwrap_or("NONE").to_ascii_uppercase().as_str() {
        "NONE" => Authorization::None,
        "AWS_IAM" => Authorization::Iam,
        "CUSTOM" | "COGNITO_USER_POOLS" => Authorization::Authorizer {
            name: asked["authorizerId"].as_str().unwrap_or_default().to_owned(),
            scopes: list(&asked["authorizationScopes"]),
        },
        other => return Err(Unusable::case(place, format!("the authorization `{other}` is unknown"))),
    })
}

fn validation(validator: &Value) -> Option<Validate> {
    let validates = |name: &str| validator[name] == true || validator[name] == "true";
    match (validates("validateRequestBody"), validates("validateRequestParameters")) {
        (true, true) => Some(Validate::All),
        (true, false) => Some(Validate::Body),
        (false, true) => Some(Validate::Parameters),
        (false, false) => None,
    }
}

/// `method.request.querystring.name` → whether it is required.
fn parameter(expression: &str, required: &Value, place: &str) -> Result<RequestParameter, Unusable> {
    let unknown = || Unusable::case(place, format!("the parameter `{expression}` is unknown"));
    let rest = expression.strip_prefix("method.request.").ok_or_else(unknown)?;
    let (location, name) = rest.split_once('.').ok_or_else(unknown)?;
    let location = match location {
        "path" => ParameterLocation::Path,
        "querystring" | "multivaluequerystring" => ParameterLocation::QueryString,
        "header" | "multivalueheader" => ParameterLocation::Header,
        _ => return Err(unknown()),
    };
    Ok(RequestParameter {
        location,
        name: name.to_owned(),
        required: *required == true || *required == "true",
    })
}

fn method_response(described: &Value) -> MethodResponseDefinition {
    let headers = described["responseParameters"].as_object().into_iter().flatten();
    let name = |expression: &String| expression.strip_prefix("method.response.header.").map(str::to_owned);
    MethodResponseDefinition {
        headers: headers.filter_map(|(expression, _)| name(expression)).collect(),
        models: texts(&described["responseModels"]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Frozen;
    use super::{Unusable, definition};
    use lockstep_gateway::{ApiKeySource, Authorization, ParameterLocation};
    use lockstep_route::Validate;
    use serde_json::{Value, json};

    fn method(asked: &Value) -> Value {
        json!({
            "rest_api": {"binaryMediaTypes": ["image/png"], "apiKeySource": "AUTHORIZER", "minimumCompressionSize": "10"},
            "resources": [{"id": "r", "path": "/a/{b}", "methods": {"GET": {
                "method": asked,
                "integration": {"type": "MOCK"},
                "methodResponses": {"200": {"responseParameters": {"method.response.header.X": true}}},
            }}}],
            "models": {"m": {"schema": "{\"type\": \"object\"}"}},
            "validators": {"v": {"validateRequestBody": true, "validateRequestParameters": true}},
            "gateway_responses": {"DEFAULT_4XX": {"statusCode": "418", "responseParameters": {"gatewayresponse.header.X": "'y'"}}},
            "authorizers": {"a": {
                "type": "TOKEN", "identitySource": "method.request.header.Auth",
                "authorizerUri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations",
            }},
        })
    }

    #[test]
    fn an_api_is_read_whole() {
        let asked = json!({
            "authorizationType": "CUSTOM", "authorizerId": "a", "apiKeyRequired": true, "requestValidatorId": "v",
            "requestModels": {"application/json": "m"},
            "requestParameters": {"method.request.path.b": true, "method.request.querystring.q": false},
        });
        let read = definition(&Frozen::read(&method(&asked)).unwrap()).unwrap();
        let get = &read.resources[0].methods[0];
        assert_eq!(get.validate, Some(Validate::All));
        assert_eq!(get.authorization, Authorization::Authorizer { name: "a".to_owned(), scopes: Vec::new() });
        assert_eq!((get.parameters[0].location, get.parameters[0].required), (ParameterLocation::Path, true));
        assert_eq!(get.responses[&200].headers, ["X"]);
        assert_eq!(read.authorizers["a"].function, "f");
        assert_eq!(read.models["m"], json!({"type": "object"}));
        assert_eq!(read.minimum_compression_size, Some(10));
        assert_eq!(read.api_key_source, ApiKeySource::Authorizer);
        assert_eq!(read.gateway_responses.len(), 1);
    }

    #[test]
    fn documents_lie_over_what_was_made_otherwise() {
        let document = json!({
            "swagger": "2.0", "info": {"title": "t"}, "basePath": "/v1", "x-amazon-apigateway-binary-media-types": ["image/png", "a/b"],
            "paths": {"/a/{b}": {"get": {"x-amazon-apigateway-integration": {"type": "mock"}}}},
        });
        let read = |basepath: &str| {
            let params =
                json!({"body": document.to_string(), "mode": "merge", "parameters": {"basepath": basepath}});
            let mut api = method(&json!({"authorizationType": "AWS_IAM"}));
            api["patches"] = json!([{"op": "put_rest_api", "params": params}]);
            definition(&Frozen::read(&api).unwrap())
        };
        let merged = read("ignore").unwrap();
        assert_eq!((merged.resources.len(), merged.resources[0].methods.len()), (1, 1));
        assert_eq!(merged.resources[0].methods[0].authorization, Authorization::None);
        assert_eq!(merged.binary_media_types, ["image/png", "a/b"]);
        assert_eq!(read("prepend").unwrap().resources[1].path, "/v1/a/{b}");
        assert_eq!(read("split").unwrap().resources.len(), 1);
        assert!(matches!(read("sideways"), Err(Unusable::Case(..))));
        let mut later = method(&json!({"authorizationType": "AWS_IAM"}));
        later["import"] = json!({"body": document});
        let below = definition(&Frozen::read(&later).unwrap()).unwrap();
        assert_eq!(below.resources[0].methods[0].authorization, Authorization::Iam);
    }

    #[test]
    fn what_is_refused_or_unknown_is_told() {
        let changed = |change: &dyn Fn(&mut Value)| {
            let mut api = method(&json!({"authorizationType": "NONE"}));
            change(&mut api);
            definition(&Frozen::read(&api).unwrap())
        };
        let refusals: [&dyn Fn(&mut Value); 2] = [&|api| api["rest_api"]["policy"] = json!("{}"), &|api| {
            api["authorizers"]["a"]["type"] = json!("COGNITO_USER_POOLS");
        }];
        for change in refusals {
            assert!(matches!(changed(change), Err(Unusable::Load(_))));
        }
        let unknown: [&dyn Fn(&mut Value); 7] = [
            &|api| api["authorizers"]["a"]["type"] = json!("SONG"),
            &|api| api["models"]["m"]["schema"] = json!("{"),
            &|api| api["gateway_responses"] = json!({"NO_SUCH": {}}),
            &|api| api["gateway_responses"] = json!({"DEFAULT_4XX": {"responseParameters": {"x": "'y'"}}}),
            &|api| api["resources"][0]["methods"]["GET"]["method"]["authorizationType"] = json!("SONG"),
            &|api| api["resources"][0]["methods"]["GET"]["method"]["requestParameters"] = json!({"x": true}),
            &|api| api["resources"][0]["path"] = json!(null),
        ];
        for change in unknown {
            assert!(matches!(changed(change), Err(Unusable::Case(..))));
        }
    }
}
