//! The pet store that AWS's tutorials call
//! (<https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-create-api-from-example.html>).

use super::httpbin::json_reply;
use lockstep_gateway::{OutboundRequest, OutboundResponse};
use serde_json::{Value, json};
use url::Url;

/// What the pet store answers.
pub fn answer(request: &OutboundRequest, url: &Url) -> OutboundResponse {
    let pets = json!([
        {"id": 1, "type": "dog", "price": 249.99},
        {"id": 2, "type": "cat", "price": 124.99},
        {"id": 3, "type": "fish", "price": 0.99},
    ]);
    let last = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    match (request.method.as_str(), last) {
        ("GET", "pets") => json_reply(&pets),
        ("GET", id) => {
            let id: Option<u64> = id.parse().ok();
            let found =
                pets.as_array().into_iter().flatten().find(|pet| id.is_some() && pet["id"].as_u64() == id);
            let none = json!({"errors": [{"key": "GetPetError", "message": "could not find a pet"}]});
            json_reply(found.unwrap_or(&none))
        }
        _ => {
            let pet: Value = serde_json::from_slice(&request.body).unwrap_or_default();
            json_reply(&json!({"pet": pet, "message": "success"}))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::answer;
    use lockstep_gateway::{Headers, OutboundRequest};
    use serde_json::{Value, json};
    use std::time::Duration;
    use url::Url;

    #[test]
    fn pets_are_listed_found_and_taken() {
        let ask = |method: &str, path: &str, body: &str| -> Value {
            let url = format!("http://petstore.example.com/petstore{path}");
            let request = OutboundRequest {
                method: method.to_owned(),
                url: url.clone(),
                headers: Headers::new(),
                body: body.to_owned().into(),
                timeout: Duration::from_secs(1),
            };
            serde_json::from_slice(&answer(&request, &Url::parse(&url).unwrap()).body).unwrap()
        };
        assert_eq!(ask("GET", "/pets", "").as_array().unwrap().len(), 3);
        assert_eq!(ask("GET", "/pets/2", "")["type"], "cat");
        assert_eq!(ask("GET", "/pets/9", "")["errors"][0]["key"], "GetPetError");
        assert_eq!(
            ask("POST", "/pets", "{\"type\": \"owl\"}"),
            json!({"pet": {"type": "owl"}, "message": "success"})
        );
    }
}
