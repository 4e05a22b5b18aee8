//! Templates on which we once differed from Velocity, with what Velocity renders; `cargo xtask differential` finds them.

use lockstep_vtl::{Context, Template};
use serde_json::Value as Json;

#[test]
fn every_recorded_template_renders_as_velocity_renders_it() {
    let cases: Vec<Json> = serde_json::from_str(include_str!("differential.json")).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let mut context = Context::new();
        for (name, value) in case["context"].as_object().unwrap() {
            context.set(name, value);
        }
        let compiled =
            Template::compile(case["template"].as_str().unwrap()).map_err(|error| error.to_string());
        let found =
            compiled.and_then(|template| template.render(&mut context).map_err(|error| error.to_string()));
        let right = match (&found, case["output"].as_str()) {
            (Ok(found), Some(wanted)) => found == wanted,
            (Err(_), None) => case["refused"] == true,
            _ => false,
        };
        if !right {
            wrong.push(format!("{case}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
