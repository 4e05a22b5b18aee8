//! Files that one can read: 600 lines at the most.

use super::Finding;
use super::sources::Source;

const LONGEST: usize = 600;
const ENDINGS: [&str; 6] = ["rs", "ts", "html", "scss", "py", "mjs"];
/// Written by a program, read by programs.
const GENERATED: [&str; 1] = ["conference/web/src/app/api/contract.ts"];

/// Finds source files over the limit.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources
        .iter()
        .filter(|source| ENDINGS.contains(&source.ending()) && !GENERATED.contains(&source.path.as_str()))
        .map(|source| (source, source.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(source, lines)| {
            Finding::new(
                &source.path,
                format!("{lines} lines, {LONGEST} at the most: split it by the thing it holds"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_source_files_over_the_limit_are_found() {
        let file = |path: &str, lines: usize| Source { path: path.to_owned(), text: "x\n".repeat(lines) };
        assert_eq!(check(&[file("a.rs", 601)]).len(), 1);
        assert!(check(&[file("a.rs", 600), file("data.json", 9000), file(GENERATED[0], 9000)]).is_empty());
    }
}
