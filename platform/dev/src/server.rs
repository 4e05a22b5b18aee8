//! The HTTP server.

use crate::body::UnreadBody;
use crate::error::ServerError;
use crate::handler::{Handler, Request};
use crate::limits::Limits;
use crate::sent_head::{SentHeads, Watched};
use crate::write_timeout::WriteTimeout;
use http::{HeaderValue, Method};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How a server came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Every request under way was answered.
    Cleanly,
    /// Some were cut off when the time for them was over.
    CutOff,
}

/// An HTTP/1.1 server on one address.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    limits: Limits,
}

impl Server {
    /// Listens on an address; port 0 takes any that is free.
    pub async fn bind(address: SocketAddr, limits: Limits) -> Result<Self, ServerError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => ServerError::InUse { address },
            _ => ServerError::Listen { address, source },
        };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { listener, address, limits })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `end` completes. Then no connection is taken any more; requests under way are answered, idle
    /// connections closed.
    pub async fn serve(self, handler: Arc<dyn Handler>, end: impl Future<Output = ()>) -> Ended {
        let Self { listener, limits, .. } = self;
        let graceful = GracefulShutdown::new();
        let room = Arc::new(Semaphore::new(limits.connections));
        let bodies = Arc::new(Semaphore::new(limits.bodies_bytes.min(Semaphore::MAX_PERMITS)));
        let mut end = pin!(end);
        loop {
            let accepted = tokio::select! {
                accepted = accept(&listener, &room) => accepted,
                () = &mut end => break,
            };
            match accepted {
                Ok((stream, peer, permit)) => {
                    let answering =
                        Answering { handler: Arc::clone(&handler), bodies: Arc::clone(&bodies), limits };
                    connect(stream, peer, permit, answering, &graceful);
                }
                Err(error) => {
                    // Usually too many open files: others may close some meanwhile.
                    tracing::warn!(%error, "cannot take a connection");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
        drop(listener);
        match tokio::time::timeout(limits.grace, graceful.shutdown()).await {
            Ok(()) => Ended::Cleanly,
            Err(_) => Ended::CutOff,
        }
    }
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(room).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, permit))
}

/// Serves a connection in a task of its own.
fn connect(
    stream: TcpStream,
    peer: SocketAddr,
    permit: OwnedSemaphorePermit,
    answering: Answering,
    graceful: &GracefulShutdown,
) {
    let Ok(local) = stream.local_addr() else { return };
    // Answers are written at once; waiting for more to send only delays them.
    let _ = stream.set_nodelay(true);
    let limits = answering.limits;
    let heads = SentHeads::default();
    let stream = Watched::new(WriteTimeout::new(stream, limits.write_time), heads.clone(), limits.head_bytes);
    let service = service_fn(move |mut request: http::Request<Incoming>| {
        if let Some(head) = heads.take() {
            request.extensions_mut().insert(head);
        }
        let answering = answering.clone();
        async move { Ok::<_, Infallible>(answering.answer(request, peer, local).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(limits.head_bytes)
        .serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%peer, %error, "a connection broke");
        }
        drop(permit);
    });
}

/// What answering a request takes.
#[derive(Clone)]
struct Answering {
    handler: Arc<dyn Handler>,
    /// The bytes that bodies may still take, all together.
    bodies: Arc<Semaphore>,
    limits: Limits,
}

impl Answering {
    async fn answer(
        &self,
        request: http::Request<Incoming>,
        peer: SocketAddr,
        local: SocketAddr,
    ) -> crate::handler::Response {
        let began = Instant::now();
        let (head, incoming) = request.into_parts();
        let method = head.method.clone();
        let uri = head.uri.clone();
        let body = self.unread(incoming, &method);
        let response = self.handler.handle(Request { head, peer, local, body }).await;
        // The path alone: queries may hold what should not be written down.
        tracing::info!(
            target: "access",
            request = %RequestId::of(&response),
            method = method.as_str(),
            path = uri.path(),
            status = response.status().as_u16(),
            bytes = response.body().size_hint().lower(),
            micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX),
        );
        response
    }

    fn unread(&self, incoming: Incoming, method: &Method) -> UnreadBody {
        let limits = self.limits;
        // The methods that HTTP calls safe are those that ask without changing anything.
        let most = if method.is_safe() { limits.asking_body_bytes } else { limits.body_bytes };
        let most = most.min(limits.body_bytes);
        UnreadBody { incoming, most, time: limits.body_time, room: Arc::clone(&self.bodies) }
    }
}

/// What a request is called in the log: the gateway's id where it has one, else a count.
enum RequestId<'a> {
    Given(&'a HeaderValue),
    Counted(u64),
}

impl<'a> RequestId<'a> {
    fn of(response: &'a crate::handler::Response) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        match response.headers().get("x-amzn-requestid") {
            Some(id) => Self::Given(id),
            None => Self::Counted(COUNT.fetch_add(1, Ordering::Relaxed)),
        }
    }
}

impl std::fmt::Display for RequestId<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Given(id) => formatter.write_str(id.to_str().unwrap_or_default()),
            Self::Counted(count) => count.fmt(formatter),
        }
    }
}
