//! Languages as files write them.

use crate::raw::{shortened, single_line};
use crate::repair::{RepairKind, Repairs};
use plenary_domain::language::LanguageTag;

/// Languages that people write out, in English and in themselves.
const NAMES: &[(&str, &str)] = &[
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dansk", "da"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("español", "es"),
    ("finnish", "fi"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("italian", "it"),
    ("italiano", "it"),
    ("japanese", "ja"),
    ("nederlands", "nl"),
    ("norwegian", "no"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("svenska", "sv"),
    ("swedish", "sv"),
    ("ukrainian", "uk"),
    // Three-letter codes where BCP 47 wants two (RFC 5646, section 2.2.1).
    ("deu", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("ita", "it"),
    ("nld", "nl"),
    ("spa", "es"),
];

/// The language of a field; of several the first. `what` names its owner.
pub(super) fn language(text: &str, what: impl Fn() -> String, repairs: &mut Repairs) -> Option<LanguageTag> {
    let text = text.trim();
    let mut parts = text.split([',', ';', '/', '&', '+']).map(str::trim).filter(|part| !part.is_empty());
    let first = parts.next()?;
    let several = parts.next().is_some();
    let tag = tag(first);
    let example = || format!("“{}” of {}", shortened(&single_line(text)), what());
    match (&tag, several) {
        (None, _) => repairs.note(RepairKind::LanguageUnknown, example),
        (Some(_), true) => repairs.note(RepairKind::LanguageSeveral, example),
        (Some(_), false) => {}
    }
    tag
}

fn tag(text: &str) -> Option<LanguageTag> {
    let lower = text.to_lowercase().replace('_', "-");
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return tag.parse().ok();
    }
    // The domain's tags may have longer primary languages, but none is registered: such a word is a name.
    let primary = lower.split('-').next().unwrap_or_default();
    if (2..=3).contains(&primary.len()) { lower.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags_and_names() {
        let cases = [
            ("en", "en"),
            ("DE", "de"),
            ("de_at", "de-AT"),
            ("English", "en"),
            ("Français", "fr"),
            ("deu", "de"),
            ("zh-hans", "zh-Hans"),
            ("gsw", "gsw"),
        ];
        for (text, expected) in cases {
            assert_eq!(tag(text).unwrap().as_str(), expected, "{text}");
        }
        for bad in ["x", "Klingon", "formal German", "e1", "en-", "日本語"] {
            assert!(tag(bad).is_none(), "{bad}");
        }
    }
}
