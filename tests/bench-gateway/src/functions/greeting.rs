//! A greeting, which is as little as a function can do.

use lockstep_function::Error;

/// Who is greeted, and for which days.
#[derive(serde::Deserialize, schemars::JsonSchema)]
pub struct Greeted {
    name: String,
    days: Vec<u32>,
}

/// What is said.
#[derive(serde::Serialize, schemars::JsonSchema)]
pub struct Greeting {
    text: String,
    days: u32,
}

/// Greets.
pub fn greet(word: &str, person: &Greeted) -> Result<Greeting, Error> {
    if person.name.is_empty() {
        return Err(Error::message("not_found: nobody has no name"));
    }
    Ok(Greeting { text: format!("{word}, {}!", person.name), days: person.days.iter().sum() })
}
