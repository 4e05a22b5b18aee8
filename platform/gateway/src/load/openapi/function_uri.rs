//! The URI of a function, as integrations and authorizers write it.

/// Why a URI names no function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoFunction {
    /// It is not of the form that API Gateway takes.
    Shape,
    /// It calls another service of AWS.
    Service,
    /// It asks for the answer as a stream.
    Stream,
}

/// The name of the function that a URI calls, which may hold stage variables.
///
/// `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION/invocations`, where the function is an ARN, a part
/// of one (`123456789012:function:name`) or a name, each with or without a version or alias. Locally a function is known by
/// its name, so account, region and qualifier fall away.
pub(super) fn function_name(uri: &str) -> Result<&str, NoFunction> {
    let mut parts = uri.splitn(6, ':');
    let (Some("arn"), Some(partition), Some("apigateway"), Some(_region), Some(service), Some(rest)) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(NoFunction::Shape);
    };
    if !partition.starts_with("aws") {
        return Err(NoFunction::Shape);
    }
    if service != "lambda" {
        return Err(NoFunction::Service);
    }
    let Some((_version, function)) = rest.split_once("/functions/").filter(|_| rest.starts_with("path/"))
    else {
        return Err(NoFunction::Service);
    };
    if function.ends_with("/response-streaming-invocations") {
        return Err(NoFunction::Stream);
    }
    let function = function.strip_suffix("/invocations").ok_or(NoFunction::Shape)?;
    name(function).filter(|name| is_name(name)).ok_or(NoFunction::Shape)
}

/// The name within an ARN, a part of one, or a name with a qualifier.
fn name(function: &str) -> Option<&str> {
    let after = match function.split_once(":function:") {
        Some((_, after)) => after,
        // The whole ARN, or the name, is a stage variable, or there is a plain name.
        None if function.starts_with("arn:") => return None,
        None => function.strip_prefix("function:").unwrap_or(function),
    };
    after.split(':').next()
}

/// Whether a text is a function's name but for stage variables.
fn is_name(text: &str) -> bool {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, variable)) = rest.split_once("${stageVariables.") {
        let Some((_, after)) = variable.split_once('}') else { return false };
        plain.push_str(before);
        rest = after;
    }
    plain.push_str(rest);
    !text.is_empty() && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::{NoFunction, function_name};

    fn invoke(function: &str) -> String {
        format!("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{function}/invocations")
    }

    #[test]
    fn a_function_is_known_by_its_name() {
        let arn = "arn:aws:lambda:eu-west-1:123456789012:function";
        let table = [
            (format!("{arn}:talks"), "talks"),
            (format!("{arn}:talks:live"), "talks"),
            (format!("{arn}:app-v1-${{stageVariables.env}}-talks:r7"), "app-v1-${stageVariables.env}-talks"),
            (
                format!("{arn}:${{stageVariables.function}}:${{stageVariables.alias}}"),
                "${stageVariables.function}",
            ),
            ("${stageVariables.arn}".to_owned(), "${stageVariables.arn}"),
            ("123456789012:function:talks".to_owned(), "talks"),
            ("talks:$LATEST".to_owned(), "talks"),
            ("talks".to_owned(), "talks"),
        ];
        for (function, name) in table {
            assert_eq!(function_name(&invoke(&function)), Ok(name), "{function}");
        }
        let china = invoke("talks").replace("arn:aws:", "arn:aws-cn:").replace("path/", "path//");
        assert_eq!(function_name(&china), Ok("talks"));
    }

    #[test]
    fn other_uris_name_no_function() {
        let table = [
            ("https://example.org", NoFunction::Shape),
            ("arn:aws:lambda:eu-west-1:123456789012:function:talks", NoFunction::Shape),
            ("arn:other:apigateway:eu-west-1:lambda:path/x/functions/talks/invocations", NoFunction::Shape),
            ("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/talks", NoFunction::Shape),
            ("arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem", NoFunction::Service),
            ("arn:aws:apigateway:eu-west-1:s3:path/bucket/key", NoFunction::Service),
            ("arn:aws:apigateway:eu-west-1:lambda:action/Invoke", NoFunction::Service),
            (
                "arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/talks/response-streaming-invocations",
                NoFunction::Stream,
            ),
        ];
        for (uri, reason) in table {
            assert_eq!(function_name(uri), Err(reason), "{uri}");
        }
        for function in ["", "a b", "arn:aws:lambda:x", "${stageVariables.x", "${other.x}"] {
            assert_eq!(function_name(&invoke(function)), Err(NoFunction::Shape), "{function}");
        }
    }
}
