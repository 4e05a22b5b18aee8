//! Another server, as it answers (`HTTP_PROXY`).

use super::integration::Server;
use super::uri::UriQuery;
use super::{Backends, Integration, http};
use crate::content::{self, Content};
use crate::event::visible_headers;
use crate::gateway_response::Failure;
use crate::mapping::{Body, Overrides};
use crate::message::Headers;
use crate::request_context::RequestContext;
use crate::respond::Reply;
use crate::response_headers::remap;

/// Client headers that the server gets only when they are mapped (recorded).
const NOT_PASSED: [&str; 3] = ["Host", "Content-Encoding", "Via"];

/// Passes the request on, with what parameter mapping adds, and the answer back.
pub(super) async fn answer(
    integration: &Integration,
    server: &Server,
    context: &RequestContext<'_>,
    backends: &Backends,
) -> Result<Reply, Failure> {
    let payload = integration.templates.convert(context)?;
    let readable = match &payload {
        Content::Text(bytes) => Body::from(bytes.clone()),
        Content::Binary(_) => Body::default(),
    };
    let mapped = integration.parameters.map(context, &readable, &Overrides::default())?;
    // Recorded: the URI's parameters first, then the client's, then those that are mapped; none replaces another.
    let mut query = UriQuery::new(server.uri.fill(&mapped.path));
    query.append_sent(context.target().query);
    for (name, value) in &mapped.query {
        query.append(name, value);
    }
    let mut headers = Headers::with_capacity(context.request.headers.len() + mapped.headers.len() + 4);
    visible_headers(context.request, &context.identities.trace.incoming, |name, value| {
        let replaced = mapped.headers.iter().any(|(mapped, _)| mapped.eq_ignore_ascii_case(name));
        let kept = !NOT_PASSED.iter().any(|own| own.eq_ignore_ascii_case(name));
        if kept && !replaced {
            headers.add(name.to_owned(), value);
        }
    });
    http::add_mapped(&mut headers, mapped.headers);
    let body = payload.into_bytes();
    let request = http::request(integration, server, context, query.into_uri(), headers, body);
    let response = http::send(request, context, backends).await?;
    let binary = &context.api.binary_media_types;
    let nature = binary.content_nature(response.headers.get("Content-Type"));
    let accepted = binary.accepted_nature(context.request.headers.get("Accept"));
    let body = content::of_response(response.body, nature, accepted, integration.responses.proxy_handling())
        .map_err(|error| context.internal(&error))?;
    Ok(Reply {
        status: response.status,
        headers: remap(response.headers),
        body: body.into_bytes(),
        backend_status: response.status,
    })
}
