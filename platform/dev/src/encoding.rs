//! Choosing among the stored encodings of a file (RFC 9110, 12.5.3).

/// How a file is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`; none for the file as it is.
    pub(crate) fn token(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// What follows the name of the file.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// The encodings to try for an `Accept-Encoding`, best first; the file as it is always ends the list, for it is better than
/// nothing even to a client that says otherwise.
pub(crate) fn preferred(accept: Option<&str>) -> Vec<Encoding> {
    let quality = |token: &str| accept.and_then(|accept| quality_of(accept, token));
    let any = quality("*");
    // What is not mentioned is not wanted, but for the file as it is, which is wanted least.
    let identity = quality("identity").or(any).unwrap_or(1);
    let mut wanted: Vec<(u16, Encoding)> =
        [(quality("br").or(any), Encoding::Brotli), (quality("gzip").or(any), Encoding::Gzip)]
            .into_iter()
            .filter_map(|(quality, encoding)| quality.filter(|q| *q > 0).map(|q| (q, encoding)))
            .filter(|(quality, _)| *quality >= identity)
            .collect();
    // Stable: brotli stays first among equals.
    wanted.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
    wanted.into_iter().map(|(_, encoding)| encoding).chain([Encoding::Identity]).collect()
}

/// The weight of a token in thousandths.
fn quality_of(accept: &str, token: &str) -> Option<u16> {
    accept.split(',').find_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        if !parts.next()?.eq_ignore_ascii_case(token) {
            return None;
        }
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        Some(weight.map_or(1000, thousandths))
    })
}

/// Reads `0.5` as 500; what is no weight counts as none.
fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let mut digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
    let fraction = digits
        .try_fold(0_u16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0')));
    match (whole, fraction) {
        ("0", Some(fraction)) => fraction,
        ("1", Some(_)) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding::{Brotli, Gzip, Identity};
    use super::{Encoding, preferred};

    #[test]
    fn weights_decide_and_brotli_wins_among_equals() {
        let table: [(Option<&str>, &[Encoding]); 13] = [
            (None, &[Identity]),
            (Some(""), &[Identity]),
            (Some("gzip, deflate, br, zstd"), &[Brotli, Gzip, Identity]),
            (Some("gzip"), &[Gzip, Identity]),
            (Some("GZIP;q=0.8, br;q=0.5"), &[Gzip, Brotli, Identity]),
            (Some("br;q=0, gzip"), &[Gzip, Identity]),
            (Some("br;q=0.000, gzip;q=0.001"), &[Gzip, Identity]),
            (Some("*"), &[Brotli, Gzip, Identity]),
            (Some("*;q=0"), &[Identity]),
            (Some("br;q=0, *;q=0.3"), &[Gzip, Identity]),
            (Some("identity, gzip;q=0.5"), &[Identity]),
            (Some("identity;q=0"), &[Identity]),
            (Some("br;q=x"), &[Identity]),
        ];
        for (accept, expected) in table {
            assert_eq!(preferred(accept), expected, "{accept:?}");
        }
    }
}
