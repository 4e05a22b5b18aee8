//! How long templates take to render.

use anyhow::{Context as _, Result};
use lockstep_vtl::{Context, Template};
use serde_json::Value as Json;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often every template is rendered before it counts. The other side, a Java program, does the same.
const WARM_UP: Duration = Duration::from_millis(20);
/// How many renderings are timed together, each with a context of its own that was made before.
const BATCH: usize = 64;
/// How many batches; the median counts.
const BATCHES: usize = 21;

/// Prints a line for every case that renders: its id, a tab, nanoseconds for a rendering.
///
/// # Errors
/// The file holds no cases.
pub fn measure(cases: &Path) -> Result<()> {
    let text = fs::read_to_string(cases).with_context(|| format!("{} cannot be read", cases.display()))?;
    let cases: Vec<Json> = serde_json::from_str(&text)?;
    for case in &cases {
        let (Some(id), Some(source)) = (case["id"].as_str(), case["input"]["template"].as_str()) else {
            continue;
        };
        let Ok(template) = Template::compile(source) else { continue };
        let variables = &case["input"]["context"];
        if template.render(&mut context(variables)).is_ok() {
            println!("{id}\t{}", nanoseconds(&template, variables));
        }
    }
    Ok(())
}

/// The median time of a rendering.
fn nanoseconds(template: &Template, variables: &Json) -> u128 {
    let started = Instant::now();
    while started.elapsed() < WARM_UP {
        batch(template, variables);
    }
    let mut times: Vec<_> = (0..BATCHES).map(|_| batch(template, variables)).collect();
    times.sort_unstable();
    times[BATCHES / 2].as_nanos() / BATCH as u128
}

fn batch(template: &Template, variables: &Json) -> Duration {
    let mut contexts: Vec<_> = (0..BATCH).map(|_| context(variables)).collect();
    let started = Instant::now();
    for context in &mut contexts {
        // It has rendered once; what it answers now is the same.
        let _ = black_box(template.render(black_box(context)));
    }
    started.elapsed()
}

fn context(variables: &Json) -> Context {
    let mut context = Context::new();
    for (name, variable) in variables.as_object().into_iter().flatten() {
        context.set(name, variable);
    }
    context
}
