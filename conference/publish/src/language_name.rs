//! Languages by name.

use plenary_domain::language::LanguageTag;

/// English names of the languages that conferences are held in, by primary subtag (ISO 639-1), sorted.
const NAMES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("nb", "Norwegian"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The language of the pages' own words.
const PAGES: &str = "en";

fn primary(tag: &LanguageTag) -> String {
    tag.as_str().split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// The language's English name; its tag where none is known.
pub(crate) fn language_name(tag: &LanguageTag) -> &str {
    let primary = primary(tag);
    NAMES.iter().find(|(code, _)| *code == primary).map_or(tag.as_str(), |(_, name)| *name)
}

/// The tag to mark content with; none where the content is in the language of the page around it.
pub(crate) fn foreign(tag: Option<&LanguageTag>) -> Option<&str> {
    tag.filter(|tag| primary(tag) != PAGES).map(LanguageTag::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names_and_only_foreign_ones_are_marked() {
        let tag = |text: &str| text.parse::<LanguageTag>().unwrap();
        assert_eq!(language_name(&tag("de-AT")), "German");
        assert_eq!(language_name(&tag("EN")), "English");
        assert_eq!(language_name(&tag("tlh")), "tlh");
        assert_eq!(foreign(Some(&tag("de"))), Some("de"));
        assert_eq!(foreign(Some(&tag("en-GB"))), None);
        assert_eq!(foreign(None), None);
        assert!(NAMES.is_sorted());
    }
}
