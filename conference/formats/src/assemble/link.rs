//! Addresses: absolute, of the web, or left out.

use crate::raw::{RawLink, shortened, single_line};
use crate::repair::{RepairKind, Repairs};
use plenary_domain::session::Link;
use plenary_domain::web_url::WebUrl;
use url::Url;

/// Makes addresses absolute and keeps only `http` and `https`.
pub(super) struct Links {
    base: Option<Url>,
}

impl Links {
    /// With the address that relative ones are relative to.
    pub(super) fn relative_to(base: Option<&str>) -> Self {
        Self { base: base.and_then(|text| Url::parse(text.trim()).ok()).filter(is_web) }
    }

    /// An address; `what` names its owner if it is unusable.
    pub(super) fn address(
        &self,
        text: &str,
        what: impl FnOnce() -> String,
        repairs: &mut Repairs,
    ) -> Option<WebUrl> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let address = self.web_url(text);
        if address.is_none() {
            repairs.note(RepairKind::LinkUnusable, || {
                format!("“{}” of {}", shortened(&single_line(text)), what())
            });
        }
        address
    }

    /// Links with their titles; without a title the address serves.
    pub(super) fn list(
        &self,
        links: &[RawLink],
        what: impl Fn() -> String,
        repairs: &mut Repairs,
    ) -> Vec<Link> {
        let mut list: Vec<Link> = Vec::with_capacity(links.len());
        for link in links {
            let Some(url) = link.url.as_deref().and_then(|text| self.address(text, &what, repairs)) else {
                continue;
            };
            let title = link.title.as_deref().map(single_line).filter(|title| !title.is_empty());
            let link = Link { title: title.unwrap_or_else(|| shown(&url)), url };
            if !list.contains(&link) {
                list.push(link);
            }
        }
        list
    }

    /// As written when it is fine as it is, otherwise with what the URL standard mends.
    fn web_url(&self, text: &str) -> Option<WebUrl> {
        let url = match (Url::parse(text), &self.base) {
            (Ok(url), _) => url,
            (Err(url::ParseError::RelativeUrlWithoutBase), Some(base)) if is_path(text) => {
                base.join(text).ok()?
            }
            (Err(url::ParseError::RelativeUrlWithoutBase), _) if text.starts_with("www.") => {
                Url::parse(&format!("https://{text}")).ok()?
            }
            (Err(_), _) => return None,
        };
        if !is_web(&url) {
            return None;
        }
        text.parse().ok().or_else(|| url.as_str().parse().ok())
    }
}

/// An address without scheme and `www.`, as it is shown where there is no title.
fn shown(url: &WebUrl) -> String {
    let text = url.as_str();
    let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    text.strip_prefix("www.").unwrap_or(text).trim_end_matches('/').to_owned()
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty())
}

/// Whether something looks like a path rather than a host that lacks its scheme.
fn is_path(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    first.is_empty() || !first.contains('.') || !text.contains('/')
}

#[cfg(test)]
mod tests {
    use super::Links;
    use crate::repair::Repairs;

    fn address(base: Option<&str>, text: &str) -> Option<String> {
        let mut repairs = Repairs::default();
        let url = Links::relative_to(base).address(text, || "x".into(), &mut repairs);
        assert_eq!(repairs.into_vec().is_empty(), url.is_some() || text.trim().is_empty(), "{text}");
        url.map(String::from)
    }

    #[test]
    fn only_the_web_is_linked_to() {
        for bad in [
            "javascript:alert(1)",
            "ipns://x/y",
            "thttps://x",
            "mailto:a@b.example",
            "data:text/html,x",
            "http://",
            "twitch.tv/x",
            "/relative",
            "",
        ] {
            assert_eq!(address(None, bad), None, "{bad}");
        }
    }

    #[test]
    fn what_can_be_mended_is_mended() {
        assert_eq!(address(None, " https://x.example/a ").as_deref(), Some("https://x.example/a"));
        assert_eq!(address(None, "https://x.example/a b\"c").as_deref(), Some("https://x.example/a%20b%22c"));
        assert_eq!(address(None, "HTTPS://X.example").as_deref(), Some("https://X.example"));
        assert_eq!(address(None, "www.x.example/a").as_deref(), Some("https://www.x.example/a"));
    }

    #[test]
    fn relative_addresses_stand_below_the_base() {
        let base = Some("https://x.example/2024/schedule/");
        assert_eq!(address(base, "/media/a.png").as_deref(), Some("https://x.example/media/a.png"));
        assert_eq!(address(base, "a.png").as_deref(), Some("https://x.example/2024/schedule/a.png"));
        assert_eq!(address(base, "twitch.tv/x"), None);
        assert_eq!(address(Some("javascript:x"), "/a"), None);
    }
}
