//! Asynchronous calls of functions.

use async_trait::async_trait;
use lockstep_gateway::{Invocation, InvocationKind, Invoke, InvokeError, Payload};
use std::sync::Arc;

/// Lets functions that are called asynchronously ([`InvocationKind::Event`]) run after the answer, on the runtime that the call
/// comes from. All other calls are passed on as they are.
///
/// Lambda keeps such events in a queue and tries twice more when a function fails; here a failure is logged, and nothing is
/// tried again.
#[derive(Clone)]
pub struct Background(Arc<dyn Invoke>);

impl Background {
    /// Calls functions through another.
    pub fn new(invoke: Arc<dyn Invoke>) -> Self {
        Self(invoke)
    }
}

#[async_trait]
impl Invoke for Background {
    async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
        if invocation.kind == InvocationKind::RequestResponse {
            return self.0.invoke(invocation).await;
        }
        let invoke = Arc::clone(&self.0);
        tokio::spawn(async move {
            let (request, function) = (invocation.request_id.clone(), invocation.function.clone());
            if let Err(error) = invoke.invoke(invocation).await {
                tracing::error!(%request, function, %error, "an asynchronous call failed");
            }
        });
        Ok(Payload::Text(String::new()))
    }
}

impl std::fmt::Debug for Background {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Background").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Background;
    use async_trait::async_trait;
    use lockstep_gateway::{Invocation, InvocationKind, Invoke, InvokeError, Payload};
    use serde_json::json;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::sync::Notify;

    /// A function that begins when it is let, tells when it is done, and fails.
    #[derive(Default)]
    struct Slow {
        let_begin: Notify,
        done: Notify,
    }

    #[async_trait]
    impl Invoke for Slow {
        async fn invoke(&self, invocation: Invocation) -> Result<Payload, InvokeError> {
            self.let_begin.notified().await;
            self.done.notify_one();
            Err(InvokeError::Failed(json!({ "errorMessage": invocation.function })))
        }
    }

    fn invocation(kind: InvocationKind) -> Invocation {
        Invocation {
            function: "slow".to_owned(),
            version: 1,
            event: json!({}).into(),
            request_id: "1".to_owned(),
            trace_id: String::new(),
            client_context: None,
            kind,
            timeout: Duration::from_secs(1),
        }
    }

    #[tokio::test]
    async fn an_event_is_answered_before_the_function_is_done() {
        let slow = Arc::new(Slow::default());
        let background = Background::new(Arc::<Slow>::clone(&slow));
        let answer = background.invoke(invocation(InvocationKind::Event)).await;
        assert_eq!(answer, Ok(Payload::Text(String::new())));
        slow.let_begin.notify_one();
        slow.done.notified().await;
    }

    #[tokio::test]
    async fn any_other_call_is_waited_for() {
        let slow = Arc::new(Slow::default());
        slow.let_begin.notify_one();
        let background = Background::new(Arc::<Slow>::clone(&slow));
        let answer = background.invoke(invocation(InvocationKind::RequestResponse)).await;
        assert_eq!(answer, Err(InvokeError::Failed(json!({ "errorMessage": "slow" }))));
    }
}
