//! Every stored snapshot belongs to an assertion that is still there.

use super::Finding;
use super::sources::Source;

/// Finds `.snap` files whose test file is gone or names them no more.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources
        .iter()
        .filter(|source| source.ending() == "snap")
        .filter_map(|snapshot| orphaned(snapshot, sources).map(|why| Finding::new(&snapshot.path, why)))
        .collect()
}

fn orphaned(snapshot: &Source, sources: &[Source]) -> Option<String> {
    let Some(origin) = snapshot.text.lines().find_map(|line| line.strip_prefix("source: ")) else {
        return Some("names no source".to_owned());
    };
    let origin = origin.trim_matches('"');
    let Some(test) = sources.iter().find(|source| source.path == origin) else {
        return Some(format!("its test file {origin} is gone: delete it"));
    };
    // crate__module__name.snap; a name that insta derives from the test function is that function's name.
    let file = snapshot.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".snap");
    let name = file.rsplit("__").next().unwrap_or_default();
    let counted = name.rsplit_once('-').filter(|(_, count)| count.bytes().all(|byte| byte.is_ascii_digit()));
    let stem = counted.map_or(name, |(stem, _)| stem);
    let named =
        test.text.contains(name) || test.text.contains(stem) || test.text.contains("assert_snapshot!(name");
    (!named).then(|| format!("no assertion in {origin} makes it: delete it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_snapshot_without_its_assertion_is_found() {
        let snapshot =
            source("a/tests/snapshots/pages__old_page.snap", "---\nsource: a/tests/pages.rs\n---\n");
        let test = source("a/tests/pages.rs", "assert_snapshot!(\"new_page\", page);");
        assert_eq!(check(&[snapshot, test]).len(), 1);
    }

    #[test]
    fn a_snapshot_with_its_assertion_is_fine() {
        let snapshot =
            source("a/tests/snapshots/pages__new_page.snap", "---\nsource: a/tests/pages.rs\n---\n");
        let test = source("a/tests/pages.rs", "assert_snapshot!(\"new_page\", page);");
        assert!(check(&[snapshot, test]).is_empty());
    }
}
