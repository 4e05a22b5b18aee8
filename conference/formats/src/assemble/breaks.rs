//! Which events are breaks: told conservatively, since a break loses its page.

/// Kinds that mean a break.
const KINDS: &[&str] = &[
    "break",
    "breaks",
    "pause",
    "lunch",
    "lunch break",
    "coffee break",
    "meal",
    "mittagspause",
    "kaffeepause",
];

/// Titles that mean a break where there is no kind to go by.
const TITLES: &[&str] = &[
    "afternoon break",
    "afternoon tea",
    "break",
    "coffee break",
    "kaffeepause",
    "lunch",
    "lunch break",
    "mittagspause",
    "morning break",
    "morning tea",
    "pause",
    "room changeover",
    "tea break",
];

/// Whether something without speakers is a break, by its kind or, if it has none, by its whole title (`Lunch`; also after
/// a group as in `Main track: lunch`).
pub(super) fn is_break(kind: Option<&str>, title: &str) -> bool {
    if let Some(kind) = kind {
        return KINDS.contains(&kind.to_lowercase().as_str());
    }
    let title = title.to_lowercase();
    let last = title.rsplit(": ").next().unwrap_or(&title);
    TITLES.contains(&last.trim())
}

#[cfg(test)]
mod tests {
    use super::is_break;

    #[test]
    fn kinds_decide_and_titles_only_without_them() {
        assert!(is_break(Some("Lunch"), "Eating"));
        assert!(is_break(None, "Main Conference: Morning Tea"));
        assert!(!is_break(Some("talk"), "Lunch"));
        assert!(!is_break(None, "Lunch talk"));
        assert!(!is_break(None, "Breaking things"));
    }
}
