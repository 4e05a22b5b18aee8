//! Lambda's error object, for what no handler could answer and for handlers whose errors are the function's.

use crate::error::FunctionError;
use serde_json::{Value, json};

impl FunctionError {
    /// What a caller of the function gets (`errorType`, `errorMessage`), in every host alike.
    pub fn lambda_error(&self) -> Value {
        let error_type = match self {
            Self::Failed { error_type, .. } => error_type,
            Self::NotAProxyEvent(_) => "Runtime.UnmarshalError",
            Self::Preamble(_) => "Runtime.InitError",
            Self::UnknownFunction(_) => "Runtime.HandlerNotFound",
            Self::MissingHandler(_)
            | Self::UnknownHandler(_)
            | Self::WrongHandler(_)
            | Self::Ambiguous(_)
            | Self::UnknownJob(_)
            | Self::UnknownRoute { .. }
            | Self::BadPattern { .. } => "Unhandled",
        };
        json!({ "errorType": error_type, "errorMessage": self.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_lambdas_type() {
        for (error, error_type, message) in [
            (
                FunctionError::Preamble("no store".into()),
                "Runtime.InitError",
                "the preamble failed: no store",
            ),
            (
                FunctionError::UnknownFunction("talks".to_owned()),
                "Runtime.HandlerNotFound",
                "there is no function `talks`",
            ),
            (
                FunctionError::UnknownHandler("talks".to_owned()),
                "Unhandled",
                "the handler `talks` has no route",
            ),
        ] {
            assert_eq!(error.lambda_error(), json!({ "errorType": error_type, "errorMessage": message }));
        }
        let (error_type, message) = ("NotFound".to_owned(), "no such talk".to_owned());
        let failed = FunctionError::Failed { error_type, message }.lambda_error();
        assert_eq!(failed, json!({ "errorType": "NotFound", "errorMessage": "no such talk" }));
        let error = FunctionError::NotAProxyEvent("resource").lambda_error();
        assert_eq!(error["errorType"], "Runtime.UnmarshalError");
    }
}
