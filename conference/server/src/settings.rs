//! What is remembered from one command to the next, so that an import publishes pages for the address that is served.

use crate::arguments::{DEFAULT_PORT, Pretence, Publishing};
use crate::data::DataDirectory;
use anyhow::{Context, bail};
use jiff::Timestamp;
use plenary_formats::Addresses;
use serde::{Deserialize, Serialize};
use std::fs;
use url::Url;

/// The remembered settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    /// The address at which visitors find the site, when one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The time that stands in for the present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Timestamp>,
}

impl Settings {
    /// The settings of a data directory.
    pub fn read(data: &DataDirectory) -> anyhow::Result<Self> {
        let path = data.settings();
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .with_context(|| format!("cannot understand {}; mend it or remove it", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// The settings of a data directory with what a command line says, which is remembered. Makes the directory.
    pub fn remember(data: &DataDirectory, publishing: &Publishing) -> anyhow::Result<Self> {
        let before = Self::read(data)?;
        let mut after = before.clone();
        if let Some(url) = &publishing.url {
            after.url = Some(checked(url)?);
        }
        match publishing.at {
            None => {}
            Some(Pretence::Now) => after.clock = None,
            Some(Pretence::At(time)) => after.clock = Some(time),
        }
        if after != before {
            data.create()?;
            let path = data.settings();
            let text = serde_json::to_string_pretty(&after).context("cannot write settings")?;
            let partial = path.with_extension("json.partial");
            fs::write(&partial, text + "\n")
                .and_then(|()| fs::rename(&partial, &path))
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(after)
    }

    /// The public addresses: the remembered URL, else this machine at a port.
    pub fn addresses(&self, port: Option<u16>) -> Addresses {
        let port = port.unwrap_or(DEFAULT_PORT);
        Addresses::new(self.url.clone().unwrap_or_else(|| format!("http://localhost:{port}")))
    }

    /// Whether visitors reach the site by TLS.
    pub fn is_https(&self) -> bool {
        self.url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// A URL that pages can be found below: the site is served at the root of its host.
pub fn checked(url: &str) -> anyhow::Result<String> {
    let parsed = Url::parse(url).with_context(|| format!("`{url}` is no URL"))?;
    if !matches!(parsed.scheme(), "http" | "https") || parsed.host().is_none() {
        bail!("`{url}` does not begin with http:// or https:// and a host");
    }
    if parsed.path() != "/" || parsed.query().is_some() || parsed.fragment().is_some() {
        bail!("`{url}` has more than a host and a port: the site has to stand at the root of its host");
    }
    Ok(url.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Settings, checked};
    use crate::arguments::{Pretence, Publishing};
    use crate::data::DataDirectory;

    fn publishing(url: Option<&str>, at: Option<Pretence>) -> Publishing {
        Publishing { url: url.map(str::to_owned), at, app: None }
    }

    #[test]
    fn what_was_said_once_holds_until_something_else_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDirectory::new(folder.path().join("data"));
        let nothing = Settings::remember(&data, &publishing(None, None)).unwrap();
        assert_eq!(nothing.addresses(Some(3210)).base(), "http://localhost:3210");
        assert!(!folder.path().join("data").exists(), "nothing to remember, nothing made");
        let time = "2024-12-28T12:05:00Z".parse().unwrap();
        Settings::remember(&data, &publishing(Some("https://conf.example/"), Some(Pretence::At(time))))
            .unwrap();
        let later = Settings::remember(&data, &publishing(None, None)).unwrap();
        assert_eq!((later.addresses(None).base(), later.clock), ("https://conf.example", Some(time)));
        assert!(later.is_https());
        let ended = Settings::remember(&data, &publishing(None, Some(Pretence::Now))).unwrap();
        assert_eq!((ended.url.as_deref(), ended.clock), (Some("https://conf.example"), None));
    }

    #[test]
    fn addresses_that_cannot_be_served_are_refused() {
        for (url, problem) in [
            ("conf.example", "no URL"),
            ("ftp://conf.example", "does not begin with http"),
            ("https://conf.example/schedule", "at the root of its host"),
            ("https://conf.example/?x", "at the root of its host"),
        ] {
            let error = format!("{:#}", checked(url).unwrap_err());
            assert!(error.contains(problem), "{error}");
        }
        assert_eq!(checked("https://conf.example").unwrap(), "https://conf.example");
    }
}
