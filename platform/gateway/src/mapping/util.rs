//! `$util`.

use super::escape_javascript::escape_javascript;
use super::work::Work;
use super::{json_value, url};
use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use lockstep_jsonpath::read_body;
use lockstep_vtl::{Host, RenderError, Value, text};

/// Java's basic decoder: padding is missing or right, spare bits are ignored, anything else is refused.
const PADDED: GeneralPurpose = decoder(DecodePaddingMode::RequireCanonical);
const BARE: GeneralPurpose = decoder(DecodePaddingMode::RequireNone);

const fn decoder(padding: DecodePaddingMode) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&ALPHABET, config.with_decode_padding_mode(padding))
}

/// `$util`. Recorded: of itself it prints nothing.
#[derive(Debug, Default)]
pub(super) struct Util {
    work: Work,
}

impl Util {
    /// Silent about texts that are no JSON; the parser's exception ends the template.
    fn parse_json(&self, json: &str) -> Result<Value, RenderError> {
        self.work.charge(json.len())?;
        if json.is_empty() {
            return Ok(Value::Null);
        }
        let json =
            read_body(json).map_err(|error| RenderError::method("parseJson", error.message().to_owned()))?;
        json_value::value(&json, &self.work)
    }
}

/// Silent about texts that are no base64; the decoder's exception ends the template. Bytes that are no text become U+FFFD.
fn base64_decode(encoded: &str) -> Result<Value, RenderError> {
    let decoder = if encoded.ends_with('=') { PADDED } else { BARE };
    let bytes =
        decoder.decode(encoded).map_err(|error| RenderError::method("base64Decode", error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned().into())
}

impl Host for Util {
    fn call(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, RenderError> {
        if let ("escapeJavaScript", [value]) = (name, arguments) {
            return Ok(Some(escape_javascript(&text(value)?).into()));
        }
        // The others take strings alone; with anything else Velocity finds no method.
        let [Value::String(argument)] = arguments else { return Ok(None) };
        Ok(Some(match name {
            "parseJson" => self.parse_json(argument)?,
            "urlEncode" => url::encode(argument).into(),
            "urlDecode" => {
                url::decode(argument).map_err(|reason| RenderError::method("urlDecode", reason))?.into()
            }
            "base64Encode" => STANDARD.encode(argument.as_bytes()).into(),
            "base64Decode" => base64_decode(argument)?,
            _ => return Ok(None),
        }))
    }

    fn text(&self) -> String {
        String::new()
    }
}
