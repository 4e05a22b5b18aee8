//! Which pictures may be shown.

use plenary_domain::web_url::WebUrl;

/// A picture's address, when browsers will load it: the site's content security policy allows pictures by `https` alone, and
/// pages that come by TLS could show no others anyway. One that would only leave a gap is not published.
pub(crate) fn picture(address: Option<&WebUrl>) -> Option<&str> {
    address.map(WebUrl::as_str).filter(|address| address.starts_with("https://"))
}
