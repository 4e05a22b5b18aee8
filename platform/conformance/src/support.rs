//! The gateway's table of features, by which a refusal is known to be written down.

use crate::outcome::Reason;
use lockstep_gateway::{LoadError, LoadErrors};

const TABLE: &str = include_str!("../../gateway/SUPPORT.md");
/// The heading below which refusals stand. Each row begins with the feature's name in the gateway's error, and then has, in quotes,
/// what the error about a document says.
const HEADING: &str = "## Refused at load";

/// The reason to skip a case whose API is refused: every error is a refusal, and each stands in the table.
pub fn refusal(errors: &LoadErrors) -> Option<Reason> {
    let features: Option<Vec<&str>> = errors
        .iter()
        .map(|error| match error {
            LoadError::Unsupported { feature, .. } => {
                refused(TABLE).find(|row| feature.starts_with(row.name)).map(|row| row.name)
            }
            LoadError::Document { problem, .. } => {
                refused(TABLE).find(|row| row.says(problem)).map(|row| row.name)
            }
            _ => None,
        })
        .collect();
    Some(Reason::Refused(features?.first()?.to_string()))
}

/// A row of the table.
struct Refused {
    name: &'static str,
    /// What the errors about documents say, parts in quotes.
    words: &'static str,
}

impl Refused {
    fn says(&self, problem: &str) -> bool {
        self.words.split('"').skip(1).step_by(2).any(|words| problem.contains(words))
    }
}

fn refused(table: &'static str) -> impl Iterator<Item = Refused> {
    let section = table.split_once(HEADING).map(|(_, rest)| rest).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    section.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let name = cells.next().filter(|name| *name != "feature")?;
        Some(Refused { name, words: cells.next()? })
    })
}

#[cfg(test)]
mod tests {
    use super::{refusal, refused};
    use crate::outcome::Reason;
    use lockstep_gateway::{LoadError, LoadErrors};

    fn errors(feature: &str) -> LoadErrors {
        LoadError::Unsupported { place: "GET /".to_owned(), feature: feature.to_owned() }.into()
    }

    #[test]
    fn a_refusal_counts_when_it_is_written_down() {
        let reason = refusal(&errors("an AWS service integration (`s3`)"));
        assert_eq!(reason, Some(Reason::Refused("an AWS service integration".to_owned())));
        assert!(refusal(&errors("a Cognito authorizer")).is_some());
        assert_eq!(refusal(&errors("a pony")), None);
        let mistake = LoadError::Mistake {
            place: "GET /".to_owned(),
            problem: "an AWS service integration".to_owned(),
        };
        assert_eq!(refusal(&mistake.into()), None);
    }

    #[test]
    fn the_table_is_read_by_its_rows() {
        let table = "# x\n\n## Refused at load\n\n| feature | says | why |\n|---|---|---|\n| a | \"b c\" or \"d\" | y |\n| c d | | e |\n\n\
                     ## Other\n| z | y | x |\n";
        let rows: Vec<_> = refused(table).collect();
        assert_eq!(rows.iter().map(|row| row.name).collect::<Vec<_>>(), ["a", "c d"]);
        assert!(rows[0].says("x b c y") && rows[0].says("d") && !rows[0].says(" or ") && !rows[1].says("d"));
    }

    #[test]
    fn a_refusal_of_a_document_counts_too() {
        let document = |uri: &str| {
            let integration = serde_json::json!({"type": "aws", "httpMethod": "POST", "uri": uri});
            let operation = serde_json::json!({"get": {"x-amazon-apigateway-integration": integration}});
            let document =
                serde_json::json!({"swagger": "2.0", "info": {"title": "t"}, "paths": {"/": operation}});
            lockstep_gateway::ApiDefinition::from_openapi(&document.to_string(), "d").unwrap_err()
        };
        let reason = refusal(&document("arn:aws:apigateway:eu-west-1:s3:path/bucket/key"));
        assert_eq!(reason, Some(Reason::Refused("an AWS service integration".to_owned())));
        assert_eq!(refusal(&document("nonsense")), None);
    }
}
