//! An API as a deployment froze it: the control plane's objects, before and after the patches of a case.

use super::Unusable;
use super::patch::apply;
use serde_json::{Map, Value, json};

/// The control plane's objects of an API.
#[derive(Debug, Clone, Default)]
pub struct Frozen {
    /// The API itself.
    pub api: Value,
    /// `[{id, path, methods}]`.
    pub resources: Vec<Value>,
    pub models: Value,
    pub validators: Value,
    pub gateway_responses: Value,
    pub authorizers: Value,
    /// Imported OpenAPI documents, in order, over what was made otherwise.
    pub documents: Vec<Value>,
}

impl Frozen {
    /// Reads `api` of a case and applies its patches.
    ///
    /// # Errors
    /// Something in it is unknown.
    pub fn read(described: &Value) -> Result<Self, Unusable> {
        const KNOWN: [&str; 9] = [
            "rest_api",
            "resources",
            "models",
            "validators",
            "gateway_responses",
            "authorizers",
            "import",
            "patches",
            "request_validators",
        ];
        let members = described.as_object().ok_or_else(|| Unusable::case("input.api", "there is no API"))?;
        if let Some(name) = members.keys().find(|name| !KNOWN.contains(&name.as_str())) {
            return Err(Unusable::case(format!("input.api.{name}"), "it is unknown"));
        }
        let object = |name: &str| described.get(name).cloned().unwrap_or_else(|| json!({}));
        let validators =
            if described.get("validators").is_some() { "validators" } else { "request_validators" };
        let mut frozen = Self {
            api: object("rest_api"),
            resources: resources(&described["resources"]),
            models: by_name(&described["models"], "name"),
            validators: by_name(&described[validators], "id"),
            gateway_responses: by_name(&described["gateway_responses"], "responseType"),
            authorizers: by_name(&described["authorizers"], "id"),
            documents: Vec::new(),
        };
        if let Some(import) = described.get("import") {
            // What was made after the import stands among the resources, and over the document.
            let resources = std::mem::take(&mut frozen.resources);
            frozen.import(import, "input.api.import")?;
            frozen.resources = resources;
            for document in &mut frozen.documents {
                document["below"] = true.into();
            }
        }
        for (position, patch) in described["patches"].as_array().into_iter().flatten().enumerate() {
            frozen.change(patch, &format!("input.api.patches[{position}]"))?;
        }
        Ok(frozen)
    }

    /// Takes an OpenAPI document: as a value, as text, or within the parameters of the call that imports it.
    fn import(&mut self, import: &Value, place: &str) -> Result<(), Unusable> {
        for one in import.as_array().map_or_else(|| vec![import], |many| many.iter().collect()) {
            let body = one.get("body").unwrap_or(one);
            let document = document(body).ok_or_else(|| {
                Unusable::case(place, "it is neither an OpenAPI document nor the text of one")
            })?;
            if one.get("mode").and_then(Value::as_str) != Some("merge") {
                self.resources.clear();
                self.documents.clear();
            }
            let mut imported = json!({"document": document});
            imported["basepath"] = one["parameters"]["basepath"].clone();
            self.documents.push(imported);
        }
        Ok(())
    }

    /// Applies one call of the control plane.
    fn change(&mut self, call: &Value, place: &str) -> Result<(), Unusable> {
        let op = call["op"].as_str().unwrap_or_default();
        let params = &call["params"];
        if op == "put_rest_api" || op == "import_rest_api" {
            return self.import(params, place);
        }
        let unknown = || Unusable::case(place, format!("the call `{op}` is unknown here"));
        let (verb, noun) = op.split_once('_').ok_or_else(unknown)?;
        if noun == "resource" && verb == "create" {
            return self.create_resource(call, place);
        }
        let (holder, key) = self.holder(noun, params).ok_or_else(|| {
            Unusable::case(place, format!("there is nothing that the call `{op}` could change"))
        })?;
        match verb {
            "update" => {
                let target = if key.is_empty() { Some(holder) } else { holder.get_mut(&key) };
                let target =
                    target.ok_or_else(|| Unusable::case(place, format!("`{op}` finds nothing to change")))?;
                for operation in params["patchOperations"].as_array().into_iter().flatten() {
                    apply(target, operation).map_err(|problem| Unusable::case(place, problem))?;
                }
            }
            "put" | "create" => holder[key.as_str()] = params.clone(),
            "delete" => {
                holder.as_object_mut().and_then(|holder| holder.shift_remove(&key)).ok_or_else(unknown)?;
            }
            _ => return Err(unknown()),
        }
        Ok(())
    }

    fn create_resource(&mut self, call: &Value, place: &str) -> Result<(), Unusable> {
        let params = &call["params"];
        let parent = self.resources.iter().find(|resource| resource["id"] == params["parentId"]);
        let parent = parent.and_then(|parent| parent["path"].as_str());
        let (Some(parent), Some(part)) = (parent, params["pathPart"].as_str()) else {
            return Err(Unusable::case(place, "a resource needs a parent and a part of the path"));
        };
        let path = format!("{}/{part}", parent.trim_end_matches('/'));
        self.resources.push(json!({"id": call["ref"], "path": path, "methods": {}}));
        Ok(())
    }

    /// The object that holds what a call changes, and under which name; no name: the object itself.
    fn holder(&mut self, noun: &str, params: &Value) -> Option<(&mut Value, String)> {
        let text = |name: &str| params[name].as_str().unwrap_or_default().to_owned();
        let key = match noun {
            "rest_api" => return Some((&mut self.api, String::new())),
            "request_validator" => return Some((&mut self.validators, text("requestValidatorId"))),
            "gateway_response" => return Some((&mut self.gateway_responses, text("responseType"))),
            "authorizer" => return Some((&mut self.authorizers, text("authorizerId"))),
            "model" => {
                let name = if params.get("modelName").is_some() { "modelName" } else { "name" };
                return Some((&mut self.models, text(name)));
            }
            "method" | "integration" => noun.to_owned(),
            "integration_response" | "method_response" => text("statusCode"),
            "resource" => {
                let resource =
                    self.resources.iter_mut().find(|resource| resource["id"] == params["resourceId"]);
                return resource.map(|resource| (resource, String::new()));
            }
            _ => return None,
        };
        let resource = self.resources.iter_mut().find(|resource| resource["id"] == params["resourceId"])?;
        let method = &mut resource["methods"][text("httpMethod").as_str()];
        if method.is_null() {
            *method = json!({});
        }
        let holder = match noun {
            "integration_response" => &mut method["integrationResponses"],
            "method_response" => &mut method["methodResponses"],
            _ => method,
        };
        if holder.is_null() {
            *holder = json!({});
        }
        Some((holder, key))
    }
}

/// An OpenAPI document that is given as a value or as text; text that is no JSON is YAML.
fn document(body: &Value) -> Option<Value> {
    match body {
        Value::Object(members) if members.contains_key("openapi") || members.contains_key("swagger") => {
            Some(body.clone())
        }
        Value::String(text) => Some(serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())),
        _ => crate::compare::own_bytes(body)
            .and_then(|bytes| document(&String::from_utf8_lossy(&bytes).into_owned().into())),
    }
}

/// Resources as a list, whether they are one or stand under their ids.
fn resources(described: &Value) -> Vec<Value> {
    match described {
        Value::Array(resources) => resources.clone(),
        Value::Object(resources) => resources
            .iter()
            .map(|(id, resource)| {
                let mut resource = resource.clone();
                resource["id"] = id.as_str().into();
                resource
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Things by name, whether they stand under it or are a list.
fn by_name(described: &Value, member: &str) -> Value {
    match described {
        Value::Array(things) => {
            let named =
                things.iter().filter_map(|thing| Some((thing[member].as_str()?.to_owned(), thing.clone())));
            Value::Object(named.collect::<Map<_, _>>())
        }
        Value::Object(_) => described.clone(),
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::{Frozen, Unusable};
    use serde_json::{Value, json};

    fn api(patches: &Value) -> Value {
        json!({
            "resources": [{"id": "r1", "path": "/a", "methods": {"GET": {
                "method": {"requestParameters": {"method.request.path.x": true}},
                "integration": {"type": "MOCK"},
                "integrationResponses": {"200": {"statusCode": "200"}},
            }}}],
            "validators": {"v1": {"validateRequestBody": true}},
            "patches": patches,
        })
    }

    #[test]
    fn calls_change_what_they_name() {
        let update = |op: &str, mut params: Value, operation: Value| {
            params["patchOperations"] = json!([operation]);
            json!({"op": op, "params": params})
        };
        let on = json!({"resourceId": "r1", "httpMethod": "GET", "statusCode": "200"});
        let frozen = Frozen::read(&api(&json!([
            update("update_rest_api", json!({}), json!({"op": "add", "path": "/binaryMediaTypes/image~1png"})),
            update("update_method", on.clone(), json!({"op": "remove", "path": "/requestParameters/method.request.path.x", "value": "true"})),
            update("update_integration_response", on.clone(), json!({"op": "add", "path": "/responseTemplates/application~1json", "value": "{}"})),
            update("update_request_validator", json!({"requestValidatorId": "v1"}), json!({"op": "replace", "path": "/validateRequestBody", "value": "false"})),
            {"op": "put_integration", "params": {"resourceId": "r1", "httpMethod": "POST", "type": "HTTP"}},
            {"op": "create_resource", "ref": "r2", "params": {"parentId": "r1", "pathPart": "b"}},
            {"op": "put_gateway_response", "params": {"responseType": "DEFAULT_4XX", "statusCode": "418"}},
            {"op": "create_model", "params": {"name": "m", "schema": "{}"}},
        ])))
        .unwrap();
        assert_eq!(frozen.api["binaryMediaTypes"], json!(["image/png"]));
        let get = &frozen.resources[0]["methods"]["GET"];
        assert_eq!(get["method"]["requestParameters"], json!({}));
        assert_eq!(get["integrationResponses"]["200"]["responseTemplates"]["application/json"], "{}");
        assert_eq!(frozen.validators["v1"]["validateRequestBody"], false);
        assert_eq!(frozen.resources[0]["methods"]["POST"]["integration"]["type"], "HTTP");
        assert_eq!(frozen.resources[1]["path"], "/a/b");
        assert_eq!(frozen.gateway_responses["DEFAULT_4XX"]["statusCode"], "418");
        assert_eq!(frozen.models["m"]["schema"], "{}");
    }

    #[test]
    fn documents_take_the_place_of_what_was_or_are_added() {
        let text = json!({"openapi": "3.0.1", "paths": {}}).to_string();
        let put = |mode: &str| json!({"op": "put_rest_api", "params": {"body": text, "mode": mode}});
        let frozen = Frozen::read(&api(&json!([put("overwrite")]))).unwrap();
        assert_eq!((frozen.resources.len(), frozen.documents.len()), (0, 1));
        let frozen = Frozen::read(&api(&json!([put("merge"), put("merge")]))).unwrap();
        assert_eq!((frozen.resources.len(), frozen.documents.len()), (1, 2));
        let frozen = Frozen::read(&json!({"import": {"swagger": "2.0"}})).unwrap();
        assert_eq!(frozen.documents[0]["document"], json!({"swagger": "2.0"}));
    }

    #[test]
    fn what_is_unknown_is_told() {
        for (described, place) in [
            (json!({"colour": "red"}), "input.api.colour"),
            (json!(1), "input.api"),
            (json!({"import": 7}), "input.api.import"),
            (api(&json!([{"op": "paint_house", "params": {}}])), "input.api.patches[0]"),
            (api(&json!([{"op": "update_method", "params": {"resourceId": "x"}}])), "input.api.patches[0]"),
            (api(&json!([{"op": "delete_model", "params": {"modelName": "x"}}])), "input.api.patches[0]"),
            (api(&json!([{"op": "create_resource", "params": {}}])), "input.api.patches[0]"),
        ] {
            let Err(Unusable::Case(found, _)) = Frozen::read(&described) else { panic!("{described}") };
            assert_eq!(found, place);
        }
    }

    #[test]
    fn lists_and_maps_are_read_alike() {
        let frozen = Frozen::read(&json!({
            "resources": {"r1": {"path": "/", "methods": {}}},
            "models": [{"name": "m", "schema": "{}"}],
        }))
        .unwrap();
        assert_eq!(frozen.resources[0]["id"], "r1");
        assert_eq!(frozen.models["m"]["schema"], "{}");
    }
}
