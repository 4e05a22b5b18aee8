//! What is remembered from one command to the next, so that an import publishes pages for the address that is served.

use crate::arguments::{AppSource, DEFAULT_PORT, Pretence, Publishing};
use crate::data::DataDirectory;
use anyhow::{Context, bail};
use jiff::Timestamp;
use plenary_formats::Addresses;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::PathBuf;
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
    /// The folder with the build of the app, an absolute path, when it is not the one inside the command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<PathBuf>,
    /// The port of this machine at which the site was last served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
}

impl Settings {
    /// The settings of a data directory.
    pub fn read(data: &DataDirectory) -> anyhow::Result<Self> {
        let path = data.settings();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let cannot = || format!("cannot understand {}; mend it or remove it", path.display());
        let mut settings: Self = serde_json::from_slice(&bytes).with_context(cannot)?;
        settings.url = settings.url.as_deref().map(checked).transpose().with_context(cannot)?;
        Ok(settings)
    }

    /// The settings of a data directory with what a command line says. Nothing is written before [`remember`](Self::remember).
    pub fn with(data: &DataDirectory, publishing: &Publishing) -> anyhow::Result<Self> {
        let mut settings = Self::read(data)?;
        if let Some(url) = &publishing.url {
            settings.url = Some(checked(url)?);
        }
        match publishing.at {
            None => {}
            Some(Pretence::Now) => settings.clock = None,
            Some(Pretence::At(time)) => settings.clock = Some(time),
        }
        match &publishing.app {
            None => {}
            Some(AppSource::BuiltIn) => settings.app = None,
            Some(AppSource::Folder(folder)) => {
                // Later commands may be given from another folder.
                let absolute = std::path::absolute(folder);
                settings.app = Some(absolute.with_context(|| format!("cannot find {}", folder.display()))?);
            }
        }
        Ok(settings)
    }

    /// Writes the settings down for later commands, unless they are already. Makes the directory.
    pub fn remember(&self, data: &DataDirectory) -> anyhow::Result<()> {
        if *self == Self::read(data)? {
            return Ok(());
        }
        data.create()?;
        let path = data.settings();
        let text = serde_json::to_string_pretty(self).context("cannot write settings")?;
        let partial = path.with_extension("json.partial");
        fs::write(&partial, text + "\n")
            .and_then(|()| fs::rename(&partial, &path))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// The public addresses: the remembered URL, else this machine at the port where the site was last served.
    pub fn addresses(&self) -> Addresses {
        let port = self.port.unwrap_or(DEFAULT_PORT);
        Addresses::new(self.url.clone().unwrap_or_else(|| format!("http://localhost:{port}")))
    }

    /// Whether visitors reach the site by TLS.
    pub fn is_https(&self) -> bool {
        self.url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// A URL that pages can be found below: the site is served at the root of its host. Given back in one way of writing it:
/// scheme and host in lower case, without a port that goes without saying.
pub fn checked(url: &str) -> anyhow::Result<String> {
    let parsed = Url::parse(url).with_context(|| format!("`{url}` is no URL"))?;
    if !parsed.username().is_empty() || parsed.password().is_some() {
        // Not repeated: it may be a secret.
        bail!("the URL has a user name or a password in it, which every visitor would read; give it without");
    }
    if !matches!(parsed.scheme(), "http" | "https") || parsed.host().is_none() {
        bail!("`{url}` does not begin with http:// or https:// and a host");
    }
    if parsed.path() != "/" || parsed.query().is_some() || parsed.fragment().is_some() {
        bail!("`{url}` has more than a host and a port: the site has to stand at the root of its host");
    }
    Ok(parsed.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::{Settings, checked};
    use crate::arguments::{AppSource, Pretence, Publishing};
    use crate::data::DataDirectory;

    fn publishing(url: Option<&str>, at: Option<Pretence>) -> Publishing {
        Publishing { url: url.map(str::to_owned), at, app: None }
    }

    fn said(data: &DataDirectory, publishing: &Publishing) -> Settings {
        let settings = Settings::with(data, publishing).unwrap();
        settings.remember(data).unwrap();
        settings
    }

    #[test]
    fn what_was_said_once_holds_until_something_else_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDirectory::new(folder.path().join("data"));
        let nothing = said(&data, &publishing(None, None));
        assert_eq!(nothing.addresses().base(), "http://localhost:3000");
        assert!(!folder.path().join("data").exists(), "nothing to remember, nothing made");
        let time = "2024-12-28T12:05:00Z".parse().unwrap();
        said(&data, &publishing(Some("https://conf.example/"), Some(Pretence::At(time))));
        let later = said(&data, &publishing(None, None));
        assert_eq!((later.addresses().base(), later.clock), ("https://conf.example", Some(time)));
        assert!(later.is_https());
        let ended = said(&data, &publishing(None, Some(Pretence::Now)));
        assert_eq!((ended.url.as_deref(), ended.clock), (Some("https://conf.example"), None));
    }

    #[test]
    fn the_app_and_the_port_are_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDirectory::new(folder.path());
        let with_app = |app| Publishing { app: Some(app), ..publishing(None, None) };
        let mut served = Settings::with(&data, &with_app(AppSource::Folder("build".into()))).unwrap();
        served.port = Some(3210);
        served.remember(&data).unwrap();
        let later = said(&data, &publishing(None, None));
        assert_eq!(later.app.as_deref(), Some(&*std::path::absolute("build").unwrap()));
        assert_eq!(later.addresses().base(), "http://localhost:3210");
        said(&data, &with_app(AppSource::BuiltIn));
        assert_eq!(Settings::read(&data).unwrap().app, None);
    }

    #[test]
    fn addresses_that_cannot_be_served_are_refused() {
        for (url, problem) in [
            ("conf.example", "no URL"),
            ("ftp://conf.example", "does not begin with http"),
            ("https://conf.example/schedule", "at the root of its host"),
            ("https://conf.example/?x", "at the root of its host"),
            ("https://ada@conf.example/", "has a user name or a password"),
            ("https://ada:secret@conf.example/below", "has a user name or a password"),
        ] {
            let error = format!("{:#}", checked(url).unwrap_err());
            assert!(error.contains(problem) && !error.contains("secret"), "{error}");
        }
        for (url, kept) in [
            ("https://conf.example", "https://conf.example"),
            ("HTTPS://Conf.Example:443/", "https://conf.example"),
            ("http://localhost:8080/", "http://localhost:8080"),
            ("https://tagung.köln/", "https://tagung.xn--kln-sna"),
        ] {
            assert_eq!(checked(url).unwrap(), kept);
        }
    }

    #[test]
    fn tls_is_seen_however_the_scheme_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDirectory::new(folder.path());
        let given = Settings::with(&data, &publishing(Some("HTTPS://conf.example"), None)).unwrap();
        assert!(given.is_https());
        std::fs::write(data.settings(), "{\"url\": \"HttpS://Conf.example\"}").unwrap();
        assert!(Settings::read(&data).unwrap().is_https());
    }
}
