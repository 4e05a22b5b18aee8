//! Media types as headers name them.

/// What a request or a response has when nothing is said (documented).
pub(crate) const JSON: &str = "application/json";

/// A media type without its parameters.
pub(crate) fn essence(value: &str) -> &str {
    value.split(';').next().unwrap_or_default().trim()
}

/// The position of the template for a media type; names are compared without their casing.
pub(crate) fn position<T>(templates: &[(String, T)], media_type: &str) -> Option<usize> {
    templates.iter().position(|(present, _)| present.eq_ignore_ascii_case(media_type))
}

/// The position of the template for what a client accepts. Documented: one that is accepted by its name, else the first.
/// Silent about several entries; they are taken in order.
pub(crate) fn accepted_position<T>(templates: &[(String, T)], accept: Option<&str>) -> Option<usize> {
    let entries = accept.unwrap_or(JSON).split(',').map(essence);
    let mut known = entries.filter_map(|media_type| position(templates, media_type));
    known.next().or_else(|| (!templates.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::accepted_position;

    #[test]
    fn what_is_accepted_by_name_goes_before_the_first() {
        let templates: Vec<(String, ())> =
            ["text/plain", "application/json", "text/XML"].map(|name| (name.to_owned(), ())).into();
        let table = [
            (None, Some(1)),
            (Some("application/json"), Some(1)),
            (Some("text/xml;q=0.5"), Some(2)),
            (Some("image/png, text/xml, text/plain"), Some(2)),
            (Some("image/png"), Some(0)),
            (Some("*/*"), Some(0)),
        ];
        for (accept, expected) in table {
            assert_eq!(accepted_position(&templates, accept), expected, "{accept:?}");
        }
        assert_eq!(accepted_position::<()>(&[], Some("text/plain")), None);
    }
}
