//! Mapping templates, and where they are written.

use serde::{Deserialize, Serialize};

/// A mapping template. Whoever compiles it tells what is wrong with it at its [`place`](Self::place).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The template itself.
    pub text: String,
    /// Where it is written.
    pub origin: TemplateOrigin,
}

/// Where a template is written. Files are named from the folder of the versions on: `v1/talks/list.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemplateOrigin {
    /// As a text of the pair's `.json`, which begins at this line and column.
    Pair {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
    /// In a file of its own.
    File {
        /// The file.
        file: String,
    },
}

impl Template {
    /// A place of the template, given by line and column within it, both from 1, as people find it in their files.
    ///
    /// ```
    /// use lockstep_route::{Template, TemplateOrigin};
    /// let origin = TemplateOrigin::File { file: "v1/list.vtl".to_owned() };
    /// let template = Template { text: "#if".to_owned(), origin };
    /// assert_eq!(template.place(1, 4), "v1/list.vtl:1:4");
    /// ```
    pub fn place(&self, line: usize, column: usize) -> String {
        match &self.origin {
            TemplateOrigin::File { file } => format!("{file}:{line}:{column}"),
            TemplateOrigin::Pair { file, line: first, column: before } => {
                format!("{file}:{first}:{before}, in line {line}, column {column} of this template")
            }
        }
    }
}
