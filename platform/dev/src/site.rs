//! A folder of files as a site.

use crate::cache::{CachedFile, FileCache, State};
use crate::conditional::is_fresh;
use crate::encoding::{Encoding, preferred};
use crate::handler::{Handler, Request, Response, text};
use crate::media_type;
use crate::site_path::SitePath;
use async_trait::async_trait;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderValue,
    LAST_MODIFIED, LOCATION, VARY,
};
use http::{HeaderMap, Method, StatusCode, Uri};
use http_body_util::Full;
use std::io;
use std::path::{Path, PathBuf};

/// How much of the site is kept in memory, bytes.
const CACHE_BYTES: usize = 16 * 1024 * 1024;

/// Serves a folder. `/a/` is `a/index.html`, `/a/b` is `a/b.html`, a path with an extension is that file; the other spelling
/// of a page leads to it. Beside a file may stand its encodings, `.br` and `.gz`. What is not there is answered with the
/// folder's `404.html`.
///
/// No request leads out of the folder: not by dots, not by escapes, not by symbolic links.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    immutable: Vec<String>,
    cache: FileCache,
}

/// The encoding of a file that answers a request.
#[derive(Debug)]
struct Chosen {
    path: PathBuf,
    encoding: Encoding,
    file: CachedFile,
}

/// What is said of files whose names change when their content does.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// What is said of all others.
const SHORT_LIVED: HeaderValue = HeaderValue::from_static("public, max-age=60, must-revalidate");
/// What is said of what is not there; it may be there in a moment.
const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-cache");

impl Site {
    /// The site of a folder, which need not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), immutable: Vec::new(), cache: FileCache::new(CACHE_BYTES) }
    }

    /// Files below this path (`/assets/`) never change; browsers may keep them.
    #[must_use]
    pub fn immutable(mut self, prefix: &str) -> Self {
        self.immutable.push(prefix.to_owned());
        self
    }

    /// Answers a request by its head.
    pub async fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
        if method != Method::GET && method != Method::HEAD {
            let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are allowed here");
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        let found = match SitePath::parse(uri.path()) {
            None => Ok(None),
            Some(SitePath::Elsewhere(path)) => return redirect(&path, uri.query()),
            Some(SitePath::File(file)) => self.file(method, &file, uri.path(), headers).await,
            Some(SitePath::Page { file, twin }) => {
                match self.file(method, &file, uri.path(), headers).await {
                    Ok(None) if file != twin && self.folder.join(&twin).is_file() => {
                        return redirect(&other_spelling(uri.path()), uri.query());
                    }
                    found => found,
                }
            }
        };
        match found {
            Ok(Some(response)) => response,
            Ok(None) => self.not_found(headers).await,
            Err(error) => {
                tracing::error!(path = uri.path(), %error, "cannot read a file of the site");
                text(StatusCode::INTERNAL_SERVER_ERROR, "this page cannot be read at the moment")
            }
        }
    }

    /// The response with a file, none when it is not there.
    async fn file(
        &self,
        method: &Method,
        file: &str,
        path: &str,
        headers: &HeaderMap,
    ) -> io::Result<Option<Response>> {
        let Some(mut chosen) = self.best(file, headers).await? else {
            return Ok(None);
        };
        let fresh = is_fresh(headers, &chosen.file.tag, chosen.file.modified);
        if !fresh && method != Method::HEAD {
            let Some(whole) = self.whole(chosen).await? else { return Ok(None) };
            chosen = whole;
        }
        let Chosen { encoding, file: found, .. } = chosen;
        let immutable = self.immutable.iter().any(|prefix| path.starts_with(prefix.as_str()));
        let mut response = Response::default();
        let lines = response.headers_mut();
        lines.reserve(12);
        lines.insert(ETAG, found.tag.clone());
        lines.insert(LAST_MODIFIED, found.modified_line.clone());
        lines.insert(CACHE_CONTROL, if immutable { IMMUTABLE } else { SHORT_LIVED });
        lines.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if fresh {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return Ok(Some(response));
        }
        describe(lines, file, encoding);
        if method == Method::HEAD {
            // The length of the bytes that it leaves out.
            lines.insert(CONTENT_LENGTH, found.length.into());
        } else {
            *response.body_mut() = Full::new(found.bytes.unwrap_or_default());
        }
        Ok(Some(response))
    }

    async fn not_found(&self, headers: &HeaderMap) -> Response {
        let page = match self.best("404.html", headers).await {
            Ok(Some(page)) => self.whole(page).await,
            none => none,
        };
        let Chosen { encoding, file: found, .. } = match page {
            Ok(Some(page)) => page,
            Ok(None) => return text(StatusCode::NOT_FOUND, "there is no such page"),
            Err(error) => {
                tracing::error!(%error, "cannot read 404.html");
                return text(StatusCode::NOT_FOUND, "there is no such page");
            }
        };
        let mut response = Response::new(Full::new(found.bytes.unwrap_or_default()));
        *response.status_mut() = StatusCode::NOT_FOUND;
        let lines = response.headers_mut();
        lines.insert(CACHE_CONTROL, NOT_KEPT);
        lines.insert(VARY, HeaderValue::from_static("accept-encoding"));
        describe(lines, "404.html", encoding);
        response
    }

    /// The stored encoding of a file that the client wants most.
    async fn best(&self, file: &str, headers: &HeaderMap) -> io::Result<Option<Chosen>> {
        let accept = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        for encoding in preferred(accept) {
            let path = self.folder.join(format!("{file}{}", encoding.suffix()));
            if let Some(file) = self.find(&path, encoding).await? {
                return Ok(Some(Chosen { path, encoding, file }));
            }
        }
        Ok(None)
    }

    /// The same with its bytes, none when it is gone meanwhile.
    async fn whole(&self, chosen: Chosen) -> io::Result<Option<Chosen>> {
        if chosen.file.bytes.is_some() {
            return Ok(Some(chosen));
        }
        let Chosen { path, encoding, file } = chosen;
        let file = self.read(&path, encoding, Some(file)).await?;
        Ok(file.map(|file| Chosen { path, encoding, file }))
    }

    /// A file from memory when it is still the one on disk, else from disk. A large one may come without its bytes.
    async fn find(&self, path: &Path, encoding: Encoding) -> io::Result<Option<CachedFile>> {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => return Ok(None),
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        match self.cache.get(path, State::of(&metadata)) {
            Some(cached) => Ok(Some(cached)),
            None => self.read(path, encoding, None).await,
        }
    }

    /// A file from disk; what is known of it holds as long as it is the same.
    async fn read(
        &self,
        path: &Path,
        encoding: Encoding,
        known: Option<CachedFile>,
    ) -> io::Result<Option<CachedFile>> {
        let (folder, wanted) = (self.folder.clone(), path.to_owned());
        let suffix = encoding.suffix().replace('.', "-");
        let read =
            tokio::task::spawn_blocking(move || read_inside(&folder, &wanted, &suffix, known.as_ref()));
        let file = read.await.map_err(io::Error::other)??;
        if let Some(file) = &file {
            self.cache.keep(path.to_owned(), file.clone());
        }
        Ok(file)
    }
}

#[async_trait]
impl Handler for Site {
    async fn handle(&self, request: Request) -> Response {
        let head = request.without_body();
        self.answer(&head.method, &head.uri, &head.headers).await
    }
}

/// Reads a file unless a symbolic link leads out of the folder.
fn read_inside(
    folder: &Path,
    path: &Path,
    suffix: &str,
    known: Option<&CachedFile>,
) -> io::Result<Option<CachedFile>> {
    let absent = |error: io::Error| if is_absent(&error) { Ok(None) } else { Err(error) };
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) => return absent(error),
    };
    if !real.starts_with(folder.canonicalize()?) {
        tracing::warn!(path = %path.display(), "a link leads out of the site; it is not followed");
        return Ok(None);
    }
    let opened = std::fs::File::open(&real).and_then(|mut file| {
        let state = State::of(&file.metadata()?);
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut file, &mut bytes)?;
        let bytes = Bytes::from(bytes);
        let same = known.and_then(|known| known.reread(&bytes, state));
        Ok(same.unwrap_or_else(|| CachedFile::new(bytes, state, suffix)))
    });
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(error) => absent(error),
    }
}

/// Whether an error says that there is no such file (a name that no file can have is one that none has).
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename
    )
}

fn describe(lines: &mut HeaderMap, file: &str, encoding: Encoding) {
    lines.insert(CONTENT_TYPE, HeaderValue::from_static(media_type::of(file)));
    if let Some(token) = encoding.token() {
        lines.insert(CONTENT_ENCODING, HeaderValue::from_static(token));
    }
}

fn other_spelling(path: &str) -> String {
    match path.strip_suffix('/') {
        Some(without) => without.to_owned(),
        None => format!("{path}/"),
    }
}

fn redirect(path: &str, query: Option<&str>) -> Response {
    let target = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut response = Response::default();
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    response.headers_mut().insert(CACHE_CONTROL, SHORT_LIVED);
    // It was the target of a request a moment ago, so it can stand in a header.
    if let Ok(target) = HeaderValue::try_from(target) {
        response.headers_mut().insert(LOCATION, target);
    }
    response
}
