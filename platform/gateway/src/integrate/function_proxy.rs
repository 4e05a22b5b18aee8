//! Lambda proxy integration (`AWS_PROXY`): a function gets the request whole and answers it whole.

use super::{Backends, Integration};
use crate::event::proxy_event;
use crate::gateway_response::Failure;
use crate::invoke::{Invocation, InvocationKind, InvokeError};
use crate::reply::{BadReply, proxy_reply};
use crate::request_context::RequestContext;
use crate::respond::Reply;

/// Calls the function and takes its reply. Recorded: parameter mapping has no effect, but for
/// [headers that cannot be mapped](super::Target::Misconfigured). Silent: whether content handling has one; exported documents
/// say `CONVERT_TO_TEXT` of every function that a console's user made, so that it is taken, and here it has none.
pub(super) async fn answer(
    integration: &Integration,
    function: &str,
    context: &RequestContext<'_>,
    backends: &Backends,
) -> Result<Reply, Failure> {
    let identities = context.identities;
    let invocation = Invocation {
        function: function.to_owned(),
        version: context.api.version,
        event: proxy_event(context).into(),
        request_id: identities.request_id.clone(),
        trace_id: identities.trace.complete.clone(),
        client_context: None,
        kind: InvocationKind::RequestResponse,
        timeout: integration.timeout,
    };
    let reply = backends.invoke.invoke(invocation).await.map_err(|error| {
        context.log(&format_args!("the function {function} was invoked in vain: {error}"));
        match error {
            InvokeError::TimedOut => Failure::timed_out(),
            InvokeError::Failed(_) => Failure::internal(502),
            InvokeError::Unavailable(_) => Failure::internal(500),
        }
    })?;
    let reply = reply.into_value().map_err(|error| {
        context.log(&format_args!("the reply of {function} is no JSON: {error}"));
        Failure::internal(502)
    })?;
    let accept = context.request.headers.get("Accept");
    proxy_reply(reply, &context.api.binary_media_types, accept).map_err(|error| {
        context.log(&format_args!("the reply of {function} is refused: {error}"));
        match error {
            BadReply::Malformed(_) => Failure::internal(502),
            BadReply::Encoding => Failure::internal(500),
        }
    })
}
