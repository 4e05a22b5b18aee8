//! Stage variables in the names and URIs of integrations.

use crate::api::Stage;

/// Fills `${stageVariables.name}` in; all else stays as it is.
///
/// # Errors
/// The name of a variable that the stage has not.
pub(crate) fn fill<'text>(text: &'text str, stage: &Stage) -> Result<String, &'text str> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${stageVariables.") {
        let Some((name, behind)) = after.split_once('}') else { break };
        filled.push_str(before);
        let variable = stage.variables.iter().find(|(present, _)| present == name);
        filled.push_str(variable.map(|(_, value)| value.as_str()).ok_or(name)?);
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::api::Stage;

    #[test]
    fn variables_are_filled_in() {
        let stage = Stage::new("dev").variable("env", "test").variable("host", "example.org");
        let table = [
            ("talks", Ok("talks")),
            ("talks-${stageVariables.env}", Ok("talks-test")),
            (
                "https://${stageVariables.host}/${stageVariables.env}/{proxy}",
                Ok("https://example.org/test/{proxy}"),
            ),
            ("${other}-${stageVariables.env", Ok("${other}-${stageVariables.env")),
            ("${stageVariables.none}", Err("none")),
        ];
        for (text, filled) in table {
            assert_eq!(fill(text, &stage), filled.map(str::to_owned), "{text}");
        }
    }
}
