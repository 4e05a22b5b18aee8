//! Signed requests (AWS Signature Version 4), for methods whose authorization is IAM.
//!
//! **Signatures are not verified.** That takes the secret key of whoever signed, which only AWS has. What can be told without it
//! is told: whether there is a signature, whether it has all its parts, is meant for API Gateway, and is of the present. Who signed
//! is taken from the credential as the request has it. A gateway that is reachable by others must not rely on this.

use super::authorized::Signer;
use crate::gateway_response::Failure;
use crate::request_context::RequestContext;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use sha2::{Digest, Sha256};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// How far a signature's time may be from the present (measured at AWS).
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// A signature's parts, as sent.
struct Signature<'a> {
    credential: &'a str,
    date: &'a str,
    /// How long a presigned URL is good, from its date on.
    expires: Option<&'a str>,
}

/// Who signed a request; nobody when it is not signed. Silent: the messages. They are those that clients of AWS get to see.
///
/// # Errors
/// The gateway's answer to a signature that lacks something or cannot be right.
pub(crate) fn signer(request: &RequestContext<'_>) -> Result<Option<Signer>, Failure> {
    let signature = if let Some(header) = request.request.headers.get("Authorization") {
        from_header(header, request)?
    } else if request.query.last("X-Amz-Algorithm").is_some()
        || request.query.last("X-Amz-Signature").is_some()
    {
        from_query(request)?
    } else {
        return Ok(None);
    };
    let elements: Vec<&str> = signature.credential.split('/').collect();
    let [access_key, day, _region, service, terminator] = elements[..] else {
        return Err(Failure::incomplete_signature(&format!(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{}'",
            signature.credential
        )));
    };
    check_scope(day, service, terminator, signature.date)?;
    check_time(&signature, request.identities.now)?;
    let account_id = request.api.account_id.clone();
    let user_arn = format!("arn:aws:iam::{account_id}:user/{access_key}");
    Ok(Some(Signer { access_key: access_key.to_owned(), account_id, user_arn }))
}

fn from_header<'a>(header: &'a str, request: &'a RequestContext<'_>) -> Result<Signature<'a>, Failure> {
    // What the client sent may be a token of another kind: only a digest of it is answered.
    let digest = STANDARD.encode(Sha256::digest(header.as_bytes()));
    let (algorithm, rest) = header.split_once(' ').unwrap_or((header, ""));
    let mut parts = Vec::new();
    for part in rest.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        parts.push(part.split_once('=').ok_or_else(|| {
            Failure::incomplete_signature(&format!(
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded \
                 with Base64): '{digest}'."
            ))
        })?);
    }
    let part = |wanted: &str| {
        let mut found = parts.iter().filter(|(name, value)| *name == wanted && !value.is_empty());
        found.next().map(|(_, value)| *value)
    };
    let headers = &request.request.headers;
    let date = headers.get("X-Amz-Date").or_else(|| headers.get("Date"));
    let required = ["Credential", "Signature", "SignedHeaders"];
    let missing = required.into_iter().filter(|name| part(name).is_none());
    let mut missing: Vec<String> =
        missing.map(|name| format!("Authorization header requires '{name}' parameter.")).collect();
    if date.is_none() {
        let either = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
        missing.push(either.to_owned());
    }
    let (Some(credential), Some(date), true) = (part("Credential"), date, missing.is_empty()) else {
        return Err(Failure::incomplete_signature(&format!(
            "{} (Hashed with SHA-256 and encoded with Base64) Authorization={digest}",
            missing.join(" ")
        )));
    };
    check_algorithm(algorithm)?;
    Ok(Signature { credential, date, expires: None })
}

fn from_query<'a>(request: &'a RequestContext<'_>) -> Result<Signature<'a>, Failure> {
    let parameter = |name: &str| request.query.last(name).filter(|value| !value.is_empty());
    let required = |name: &str| {
        parameter(name).ok_or_else(|| {
            Failure::incomplete_signature(&format!(
                "AWS query-string parameters must include '{name}'. Re-examine the query-string parameters."
            ))
        })
    };
    check_algorithm(required("X-Amz-Algorithm")?)?;
    let credential = required("X-Amz-Credential")?;
    let date = required("X-Amz-Date")?;
    required("X-Amz-SignedHeaders")?;
    required("X-Amz-Signature")?;
    Ok(Signature { credential, date, expires: parameter("X-Amz-Expires") })
}

fn check_algorithm(algorithm: &str) -> Result<(), Failure> {
    if algorithm == ALGORITHM {
        return Ok(());
    }
    Err(Failure::incomplete_signature(&format!("Unsupported AWS 'algorithm': '{algorithm}'.")))
}

fn check_scope(day: &str, service: &str, terminator: &str, date: &str) -> Result<(), Failure> {
    let mut problems = Vec::new();
    if service != "execute-api" {
        problems.push("Credential should be scoped to correct service: 'execute-api'.".to_owned());
    }
    if terminator != "aws4_request" {
        let problem = format!(
            "Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'."
        );
        problems.push(problem);
    }
    if let Some(signed_at) = time(date) {
        let expected = signed_at.strftime("%Y%m%d").to_string();
        if day != expected {
            problems.push(format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{day}' != \
                 '{expected}', from '{}'.",
                compact(signed_at)
            ));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::invalid_signature(&problems.join(" "))) }
}

fn check_time(signature: &Signature<'_>, now: Timestamp) -> Result<(), Failure> {
    let Some(signed_at) = time(signature.date) else {
        return Err(Failure::incomplete_signature(&format!(
            "Date must be in ISO-8601 'basic format'. Got '{}'. See http://en.wikipedia.org/wiki/ISO_8601",
            signature.date
        )));
    };
    let moved = |time: Timestamp, by: SignedDuration| time.saturating_add(by).unwrap_or(time);
    let latest = moved(now, TOLERANCE);
    if signed_at > latest {
        return Err(Failure::invalid_signature(&format!(
            "Signature not yet current: {} is still later than {} ({} + 5 min.)",
            compact(signed_at),
            compact(latest),
            compact(now)
        )));
    }
    // A presigned URL says itself how long it is good.
    let good_for = signature.expires.and_then(|seconds| seconds.parse().ok()).map(SignedDuration::from_secs);
    let expires = moved(signed_at, good_for.unwrap_or(TOLERANCE));
    if now > expires {
        let earliest = moved(now, -TOLERANCE);
        return Err(Failure::invalid_signature(&match good_for {
            Some(_) => {
                format!("Signature expired: {} is now earlier than {}", compact(expires), compact(now))
            }
            None => format!(
                "Signature expired: {} is now earlier than {} ({} - 5 min.)",
                compact(signed_at),
                compact(earliest),
                compact(now)
            ),
        }));
    }
    Ok(())
}

/// `20300102T030405Z`, or the date of HTTP.
fn time(date: &str) -> Option<Timestamp> {
    let basic = DateTime::strptime("%Y%m%dT%H%M%SZ", date).ok();
    let basic = basic.and_then(|time| TimeZone::UTC.to_timestamp(time).ok());
    basic.or_else(|| jiff::fmt::rfc2822::parse(date).ok().map(|time| time.timestamp()))
}

fn compact(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::signer;
    use crate::authorise::authorized::Signer;
    use crate::gateway_response::Failure;
    use crate::testing::Asked;
    use proptest::prelude::{prop_assert, proptest};

    const CREDENTIAL: &str = "AKIDEXAMPLE/20300102/us-east-1/execute-api/aws4_request";

    fn authorization(credential: &str) -> String {
        format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host;x-amz-date, Signature=ab=")
    }

    fn signed(credential: &str, date: &str) -> Result<Option<Signer>, Failure> {
        let asked =
            Asked::get("/x").header("authorization", &authorization(credential)).header("x-amz-date", date);
        asked.with(signer)
    }

    fn presigned(parameters: &str) -> Result<Option<Signer>, Failure> {
        Asked::get(&format!("/x?{parameters}")).with(signer)
    }

    #[test]
    fn who_signed_is_recorded() {
        let expected = Signer {
            access_key: "AKIDEXAMPLE".to_owned(),
            account_id: "123456789012".to_owned(),
            user_arn: "arn:aws:iam::123456789012:user/AKIDEXAMPLE".to_owned(),
        };
        assert_eq!(signed(CREDENTIAL, "20300102T030405Z"), Ok(Some(expected.clone())));
        assert_eq!(signed(CREDENTIAL, "20300102T030904Z"), Ok(Some(expected.clone())));
        assert_eq!(signed(CREDENTIAL, "Wed, 02 Jan 2030 03:00:05 GMT"), Ok(Some(expected.clone())));
        let url = format!(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={CREDENTIAL}&X-Amz-Date=20300102T010000Z\
             &X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=ab"
        );
        assert_eq!(presigned(&url), Ok(Some(expected)));
        assert_eq!(Asked::get("/x").with(signer), Ok(None));
    }

    #[test]
    fn signatures_that_lack_something_are_refused() {
        let of = |header: &str| Asked::get("/x").header("Authorization", header).with(signer).unwrap_err();
        // The digests of `Bearer abc` and `Basic YTpi=`.
        assert_eq!(
            of("Bearer abc"),
            Failure::incomplete_signature(
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with \
                 Base64): 'w1Xc6WwWEogNEZQP/dkBTThsJT4MNlKmzQanIm970rY='."
            )
        );
        let missing = |message: &str, header: &str| {
            let failure = of(header);
            let told = failure.error_variables().message.unwrap();
            assert!(told.starts_with(message), "{told}");
            assert!(!told.contains("YTpi"), "{told}");
        };
        missing(
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. \
             Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a \
             'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=",
            "Basic YTpi=",
        );
        missing("Authorization header requires 'Credential' parameter.", "");
        missing("Authorization header requires 'Credential' parameter.", "token-without-space");
        missing(
            "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/e",
        );
        let table = [
            (
                "AKID",
                "20300102T030405Z",
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKID'",
            ),
            (
                CREDENTIAL,
                "yesterday",
                "Date must be in ISO-8601 'basic format'. Got 'yesterday'. See http://en.wikipedia.org/wiki/ISO_8601",
            ),
        ];
        for (credential, date, message) in table {
            assert_eq!(signed(credential, date), Err(Failure::incomplete_signature(message)));
        }
        let header = authorization(CREDENTIAL).replace("AWS4-HMAC-SHA256", "AWS3");
        let asked =
            Asked::get("/x").header("Authorization", &header).header("X-Amz-Date", "20300102T030405Z");
        assert_eq!(
            asked.with(signer),
            Err(Failure::incomplete_signature("Unsupported AWS 'algorithm': 'AWS3'."))
        );
        assert_eq!(
            presigned("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="),
            Err(Failure::incomplete_signature(
                "AWS query-string parameters must include 'X-Amz-Credential'. Re-examine the query-string parameters."
            ))
        );
    }

    #[test]
    fn signatures_that_cannot_be_right_are_refused() {
        let table = [
            (
                "AKID/20300102/us-east-1/s3/aws4_request",
                "20300102T030405Z",
                "Credential should be scoped to correct service: 'execute-api'.",
            ),
            (
                "AKID/20300101/us-east-1/execute-api/aws5",
                "20300102T030405Z",
                "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. Date in Credential scope \
                 does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20300101' != '20300102', from \
                 '20300102T030405Z'.",
            ),
            (
                CREDENTIAL,
                "20300102T025904Z",
                "Signature expired: 20300102T025904Z is now earlier than 20300102T025905Z (20300102T030405Z - 5 min.)",
            ),
            (
                CREDENTIAL,
                "20300102T030906Z",
                "Signature not yet current: 20300102T030906Z is still later than 20300102T030905Z (20300102T030405Z + 5 \
                 min.)",
            ),
        ];
        for (credential, date, message) in table {
            assert_eq!(signed(credential, date), Err(Failure::invalid_signature(message)));
        }
        let url = format!(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={CREDENTIAL}&X-Amz-Date=20300102T010000Z\
             &X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=ab"
        );
        assert_eq!(
            presigned(&url),
            Err(Failure::invalid_signature(
                "Signature expired: 20300102T010100Z is now earlier than 20300102T030405Z"
            ))
        );
    }

    proptest! {
        #[test]
        fn no_credentials_are_answered_back(
            scheme in "[A-Za-z0-9-]{0,20}",
            secret in "[a-z]{12,30}",
            rest in "[ ,=/A-Za-z0-9-]{0,60}",
            date in "[0-9TZ]{0,18}|.{0,30}",
        ) {
            let header = format!("{scheme} {secret}{rest}");
            let asked = Asked::get("/x").header("Authorization", &header).header("X-Amz-Date", &date);
            if let Err(failure) = asked.with(signer) {
                prop_assert!(!failure.error_variables().message.unwrap().contains(&secret), "{failure:?}");
            }
        }
    }
}
