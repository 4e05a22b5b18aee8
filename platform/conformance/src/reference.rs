//! References of cases to what AWS made up: `{{c1.id}}`, `{{c2.FunctionUrl}}`, `{{s3_bucket}}`.

use serde_json::Value;

/// A copy of a value in which each reference is a made-up text: the same for the same reference, and of the form that such a
/// thing has.
pub fn resolved(value: &Value) -> Value {
    match value {
        Value::String(text) => text_resolved(text).into(),
        Value::Array(items) => items.iter().map(resolved).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (text_resolved(name), resolved(value))).collect()
        }
        other => other.clone(),
    }
}

fn text_resolved(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        if let Some((name, after)) = after.split_once("}}").filter(|(name, _)| is_reference(name)) {
            result.push_str(before);
            result.push_str(&made_up(name));
            rest = after;
        } else {
            result.push_str(before);
            result.push_str("{{");
            rest = after;
        }
    }
    result + rest
}

/// `c12.items[0].id`, `s3_bucket`; templates hold other things between double braces.
fn is_reference(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.[]-".contains(letter))
}

/// What a reference stands for.
fn made_up(name: &str) -> String {
    let field = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    let identity = identity(name);
    if field.ends_with("functionurl") {
        format!("https://{identity}.lambda-url.us-east-1.on.aws/")
    } else if field.ends_with("server") || field.ends_with("host") || field.ends_with("domain") {
        format!("{}.example.com", name.replace(['_', '.'], "-").to_ascii_lowercase())
    } else if name.contains('.') {
        identity
    } else {
        name.replace('_', "-").to_ascii_lowercase()
    }
}

/// Ten letters and digits, as identities at AWS are.
fn identity(name: &str) -> String {
    // FNV-1a: an identity that is stable, not a secret.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut text = String::with_capacity(10);
    for position in 0..10_u8 {
        for byte in name.bytes().chain([position]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let digit = u32::try_from((hash >> 24) % 36).unwrap_or_default();
        text.push(char::from_digit(digit, 36).unwrap_or('0'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::resolved;
    use serde_json::json;

    #[test]
    fn a_reference_is_the_same_text_everywhere() {
        let value = resolved(&json!({"a": "{{c1.id}}", "{{c1.id}}": ["x-{{c1.id}}", 1]}));
        let id = value["a"].as_str().unwrap();
        assert_eq!(id.len(), 10);
        assert_eq!(value[id], json!([format!("x-{id}"), 1]));
        assert_ne!(value["a"], resolved(&json!("{{c2.id}}")));
    }

    #[test]
    fn what_is_made_up_has_the_form_of_such_a_thing() {
        let text = |reference: &str| resolved(&json!(reference)).as_str().unwrap().to_owned();
        assert!(text("{{c2.FunctionUrl}}path").starts_with("https://"));
        assert!(text("{{c2.FunctionUrl}}path").ends_with(".on.aws/path"));
        assert_eq!(
            text("https://{{lambda_url_echo_server}}/"),
            "https://lambda-url-echo-server.example.com/"
        );
        assert_eq!(text("{{s3_bucket}}/key"), "s3-bucket/key");
    }

    #[test]
    fn other_braces_stay() {
        for text in ["{{", "{{ a }}", "{a}", "{{\"a\": {}}}"] {
            assert_eq!(resolved(&json!(text)), json!(text));
        }
    }
}
