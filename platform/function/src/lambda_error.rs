//! Lambda's error object, for what no handler could answer.

use crate::error::FunctionError;
use serde_json::{Value, json};

impl FunctionError {
    /// What a caller of the function gets (`errorType`, `errorMessage`), in every host alike.
    pub fn lambda_error(&self) -> Value {
        let error_type = match self {
            Self::NotAProxyEvent(_) => "Runtime.UnmarshalError",
            Self::Preamble(_) => "Runtime.InitError",
            Self::UnknownFunction(_) => "Runtime.HandlerNotFound",
            _ => "Unhandled",
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
        let error = FunctionError::NotAProxyEvent("resource").lambda_error();
        assert_eq!(error["errorType"], "Runtime.UnmarshalError");
    }
}
