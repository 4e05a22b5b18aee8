//! What is printed of a replay: a table by theme, what failed, why what was skipped.

use crate::case::{Case, Validation};
use crate::outcome::{Difference, Outcome};
use indexmap::IndexMap;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How much is told of failing cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verbosity {
    /// Three differences a case, each cut to a few lines.
    Short,
    /// All, whole.
    Full,
}

/// The numbers of a theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    cases: usize,
    recorded: usize,
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Count {
    fn add(&mut self, case: &Case, outcome: &Outcome) {
        self.cases += 1;
        self.recorded += usize::from(case.validation == Validation::Aws);
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Skipped(_) => self.skipped += 1,
        }
    }

    fn row(&self, name: &str) -> String {
        let Self { cases, recorded, passed, failed, skipped } = self;
        format!("{name:<44} {cases:>6} {recorded:>9} {passed:>7} {failed:>7} {skipped:>8}")
    }
}

/// The outcomes of a replay.
#[derive(Debug, Default)]
pub struct Report {
    outcomes: Vec<(Case, Outcome)>,
}

impl Report {
    /// Adds a case's outcome.
    pub fn add(&mut self, case: Case, outcome: Outcome) {
        self.outcomes.push((case, outcome));
    }

    /// Whether nothing was replayed.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// Whether nothing failed.
    pub fn is_clean(&self) -> bool {
        self.total().failed == 0
    }

    fn total(&self) -> Count {
        let mut total = Count::default();
        for (case, outcome) in &self.outcomes {
            total.add(case, outcome);
        }
        total
    }

    fn themes(&self) -> IndexMap<&str, Count> {
        let mut themes: IndexMap<&str, Count> = IndexMap::new();
        for (case, outcome) in &self.outcomes {
            themes.entry(&case.theme).or_default().add(case, outcome);
        }
        themes
    }

    /// Why cases were skipped, and how many of a theme for each reason.
    fn reasons(&self) -> BTreeMap<String, IndexMap<&str, usize>> {
        let mut reasons: BTreeMap<String, IndexMap<&str, usize>> = BTreeMap::new();
        for (case, outcome) in &self.outcomes {
            if let Outcome::Skipped(reason) = outcome {
                *reasons.entry(reason.to_string()).or_default().entry(&case.theme).or_default() += 1;
            }
        }
        reasons
    }

    /// The report as text; its last line is `N passed, N failed, N skipped`.
    pub fn text(&self, verbosity: Verbosity) -> String {
        let mut text = String::new();
        let mut line = |words: &str| {
            text.push_str(words);
            text.push('\n');
        };
        for (case, outcome) in &self.outcomes {
            if let Outcome::Failed(differences) = outcome {
                line(&failure(case, differences, verbosity));
            }
        }
        line(&format!(
            "{:<44} {:>6} {:>9} {:>7} {:>7} {:>8}",
            "theme", "cases", "recorded", "passed", "failed", "skipped"
        ));
        for (theme, count) in self.themes() {
            line(&count.row(theme));
        }
        let total = self.total();
        line(&total.row("all"));
        for (reason, themes) in self.reasons() {
            let themes: Vec<String> =
                themes.iter().map(|(theme, count)| format!("{theme} {count}")).collect();
            line(&format!("skipped: {reason} ({})", themes.join(", ")));
        }
        line(&format!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped));
        text
    }

    /// The report as JSON, for programs.
    pub fn json(&self) -> Value {
        let cases: Vec<Value> = self.outcomes.iter().map(|(case, outcome)| as_json(case, outcome)).collect();
        let total = self.total();
        json!({"passed": total.passed, "failed": total.failed, "skipped": total.skipped, "cases": cases})
    }
}

fn as_json(case: &Case, outcome: &Outcome) -> Value {
    let (word, differences, reason) = match outcome {
        Outcome::Passed => ("passed", [].as_slice(), None),
        Outcome::Failed(differences) => ("failed", differences.as_slice(), None),
        Outcome::Skipped(reason) => ("skipped", [].as_slice(), Some(reason.to_string())),
    };
    let differences: Vec<Value> = differences
        .iter()
        .map(|difference| {
            json!({"place": difference.place, "expected": difference.expected, "got": difference.got})
        })
        .collect();
    json!({
        "id": case.id,
        "theme": case.theme,
        "recorded": case.validation == Validation::Aws,
        "outcome": word,
        "differences": differences,
        "reason": reason,
    })
}

/// How many differences of a case, and characters of each, a short report shows.
const SHOWN: (usize, usize) = (3, 300);

fn failure(case: &Case, differences: &[Difference], verbosity: Verbosity) -> String {
    let mut text = format!("FAILED {} ({})", case.id, case.theme);
    let shown = if verbosity == Verbosity::Full { differences.len() } else { SHOWN.0 };
    for difference in differences.iter().take(shown) {
        let cut = |words: &str| if verbosity == Verbosity::Full { words.to_owned() } else { cut(words) };
        let (expected, got) = (cut(&difference.expected), cut(&difference.got));
        let _ = write!(text, "\n  {}\n    expected {expected}\n    got      {got}", difference.place);
    }
    if differences.len() > shown {
        let _ = write!(text, "\n  and {} more; --verbose shows all", differences.len() - shown);
    }
    text
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN.1) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, Verbosity};
    use crate::case::Case;
    use crate::outcome::{Difference, Outcome, Reason};
    use serde_json::json;

    fn case(theme: &str, number: usize) -> Case {
        let value = json!({
            "id": format!("{theme}-{number}"), "kind": "vtl", "aws_validated": number == 1, "input": {}, "expected": {}
        });
        Case::read(theme, &value).unwrap()
    }

    fn report() -> Report {
        let mut report = Report::default();
        report.add(case("a", 1), Outcome::Passed);
        let difference = |number: usize| Difference::new(format!("json.{number}"), "x".repeat(400), "y");
        report.add(case("a", 2), Outcome::Failed((0..5).map(difference).collect()));
        report.add(case("b", 1), Outcome::Skipped(Reason::ControlPlane));
        report
    }

    #[test]
    fn the_last_line_counts() {
        let text = report().text(Verbosity::Short);
        assert_eq!(text.lines().last(), Some("1 passed, 1 failed, 1 skipped"));
        assert!(text.contains("FAILED a-2 (a)"), "{text}");
        assert!(text.contains("and 2 more"), "{text}");
        assert!(!text.contains(&"x".repeat(301)), "{text}");
        assert!(text.contains("(b 1)"), "{text}");
        let row: Vec<&str> =
            text.lines().find(|line| line.starts_with("a ")).unwrap().split_whitespace().collect();
        assert_eq!(row, ["a", "2", "1", "1", "1", "0"]);
        assert!(!report().is_clean());
    }

    #[test]
    fn all_is_shown_when_asked() {
        let text = report().text(Verbosity::Full);
        assert!(text.contains(&"x".repeat(400)) && !text.contains("more;"), "{text}");
    }

    #[test]
    fn programs_get_every_case() {
        let json = report().json();
        assert_eq!(json["failed"], 1);
        assert_eq!(json["cases"][1]["differences"][4]["place"], "json.4");
        assert_eq!(json["cases"][2]["outcome"], "skipped");
        assert!(json["cases"][2]["reason"].as_str().unwrap().contains("not replayed"));
    }
}
