//! The app's built files: those inside the command, or those of another build.

use anyhow::{Context, bail};
use include_dir::{Dir, include_dir};
use plenary_publish::Shell;
use std::borrow::Cow;
use std::fs;
use std::path::Path;

static BUILT_IN: Dir<'static> = include_dir!("$OUT_DIR/app");

/// A build of the app.
#[derive(Debug)]
pub struct AppFiles {
    /// What its page puts around the content of every page.
    pub shell: Shell,
    /// Its files by their paths on the site, `assets/…`; none when there is no app.
    pub assets: Vec<(String, Cow<'static, [u8]>)>,
}

impl AppFiles {
    /// The build in a folder, else the one inside the command.
    pub fn load(folder: Option<&Path>) -> anyhow::Result<Self> {
        folder.map_or_else(Self::built_in, Self::from_folder)
    }

    fn built_in() -> anyhow::Result<Self> {
        let Some(page) = BUILT_IN.get_file("index.html") else {
            return Ok(Self { shell: Shell::plain(), assets: Vec::new() });
        };
        let page = page.contents_utf8().context("the app's index.html is not UTF-8")?;
        let mut assets = Vec::new();
        collect_built_in(&BUILT_IN, &mut assets)?;
        Ok(Self { shell: Shell::parse(page)?, assets })
    }

    fn from_folder(folder: &Path) -> anyhow::Result<Self> {
        let page = folder.join("index.html");
        if !page.is_file() {
            bail!(
                "{} is no build of the app: it has no index.html (name another with --app DIR, or end it with --app built-in)",
                folder.display()
            );
        }
        let page = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
        let mut assets = Vec::new();
        collect(folder, folder, &mut assets)?;
        let shell =
            Shell::parse(&page).with_context(|| format!("cannot use the app in {}", folder.display()))?;
        Ok(Self { shell, assets })
    }

    /// Whether there is an app at all.
    pub fn has_app(&self) -> bool {
        !self.assets.is_empty()
    }
}

/// Where a file of a build stands on the site. Licences and other texts beside the page are assets as well; the page itself
/// is in every page.
fn site_path(relative: &Path) -> Option<String> {
    let path = relative.to_str()?.replace('\\', "/");
    match path.as_str() {
        "index.html" => None,
        path if path.starts_with("assets/") => Some(path.to_owned()),
        path => Some(format!("assets/{path}")),
    }
}

fn collect_built_in(
    folder: &'static Dir<'static>,
    into: &mut Vec<(String, Cow<'static, [u8]>)>,
) -> anyhow::Result<()> {
    for file in folder.files() {
        if let Some(path) = site_path(file.path()) {
            into.push((path, Cow::Borrowed(file.contents())));
        }
    }
    folder.dirs().try_for_each(|inner| collect_built_in(inner, into))
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<(String, Cow<'static, [u8]>)>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", folder.display()))?.path();
        if path.is_dir() {
            collect(root, &path, into)?;
        } else if let Some(place) = path.strip_prefix(root).ok().and_then(site_path) {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            into.push((place, Cow::Owned(bytes)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{AppFiles, site_path};
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_build_is_taken_from_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert!(AppFiles::load(Some(folder.path())).is_err());
        fs::create_dir(folder.path().join("assets")).unwrap();
        fs::write(folder.path().join("assets/main-A1.js"), "start()").unwrap();
        fs::write(folder.path().join("licences.txt"), "all of them").unwrap();
        let page = "<html><head><base href=\"/\"></head><body><conf-root></conf-root></body></html>";
        fs::write(folder.path().join("index.html"), page).unwrap();
        let mut app = AppFiles::load(Some(folder.path())).unwrap();
        app.assets.sort();
        let paths: Vec<&str> = app.assets.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["assets/licences.txt", "assets/main-A1.js"]);
        assert!(app.has_app());
        assert_eq!(site_path(Path::new("index.html")), None);
    }

    #[test]
    fn the_built_in_app_can_be_used() {
        let app = AppFiles::load(None).unwrap();
        assert!(app.assets.iter().all(|(path, _)| path.starts_with("assets/")));
    }
}
