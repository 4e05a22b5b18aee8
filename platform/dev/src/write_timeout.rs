//! Giving up on clients that do not take what they asked for.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

/// A stream whose writing fails when no byte could be written for a time.
#[derive(Debug)]
pub(crate) struct WriteTimeout<Stream> {
    stream: Stream,
    time: Duration,
    /// Runs from the first attempt to write that had to wait to the next one that had not.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<Stream> WriteTimeout<Stream> {
    pub(crate) fn new(stream: Stream, time: Duration) -> Self {
        Self { stream, time, stalled: None }
    }

    /// What an attempt to write came to, or that the time for it is over.
    fn within_time<T>(
        &mut self,
        attempt: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if attempt.is_ready() {
            self.stalled = None;
            return attempt;
        }
        let time = self.time;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(tokio::time::sleep(time)));
        ready!(stalled.as_mut().poll(context));
        let words = format!("the client took nothing for {} s", time.as_secs());
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, words)))
    }
}

impl<Stream: AsyncWrite + Unpin> AsyncWrite for WriteTimeout<Stream> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let attempt = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.within_time(attempt, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let attempt = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.within_time(attempt, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let attempt = Pin::new(&mut self.stream).poll_flush(context);
        self.within_time(attempt, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let attempt = Pin::new(&mut self.stream).poll_shutdown(context);
        self.within_time(attempt, context)
    }
}

impl<Stream: AsyncRead + Unpin> AsyncRead for WriteTimeout<Stream> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::WriteTimeout;
    use std::io::ErrorKind;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    const TIME: Duration = Duration::from_millis(400);

    #[tokio::test]
    async fn who_takes_nothing_is_given_up() {
        let (near, far) = duplex(16);
        let mut stream = WriteTimeout::new(near, TIME);
        stream.write_all(&[0; 16]).await.unwrap();
        let error = tokio::time::timeout(TIME * 10, stream.write_all(&[0; 16])).await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        drop(far);
    }

    #[tokio::test]
    async fn who_takes_little_at_a_time_gets_all() {
        let (near, mut far) = duplex(16);
        let reader = tokio::spawn(async move {
            let mut taken = 0;
            // Longer than the time in all, but never as long without a byte.
            while taken < 160 {
                tokio::time::sleep(TIME / 8).await;
                taken += far.read(&mut [0; 8]).await.unwrap();
            }
            taken
        });
        let mut stream = WriteTimeout::new(near, TIME);
        stream.write_all(&[0; 160]).await.unwrap();
        assert_eq!(reader.await.unwrap(), 160);
    }
}
