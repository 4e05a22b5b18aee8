//! Models: which bodies a schema lets pass.

use crate::bench::{Bench, bare};
use crate::case::Case;
use crate::http::outcome_of;
use crate::outcome::{Difference, Outcome};
use lockstep_route::Validate;

/// Sends the case's body to a method that validates it.
pub fn replay(case: &Case) -> Outcome {
    let Some(valid) = case.expected["valid"].as_bool() else {
        return Outcome::failed(Difference::problem("expected.valid", "it says neither true nor false"));
    };
    let mut bench = Bench::new("/t");
    bench.definition.models.insert("Model".to_owned(), case.input["model_schema"].clone());
    let method = bench.method();
    method.validate = Some(Validate::Body);
    method.models.insert("application/json".to_owned(), "Model".to_owned());
    let body = &case.input["body"];
    let body = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
    let request = bare("POST", "/t", &[("Content-Type", "application/json")], body.as_bytes());
    match bench.send(&[request]) {
        Ok(tried) if (tried.response.status == 200) == valid => Outcome::Passed,
        Ok(tried) => {
            let got = format!("{} {}", tried.response.status, String::from_utf8_lossy(&tried.response.body));
            Outcome::failed(Difference::new("valid", valid.to_string(), got))
        }
        Err(unusable) => outcome_of(unusable),
    }
}
