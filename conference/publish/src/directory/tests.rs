//! What must hold whenever the work is interrupted, and what stays and goes.

use super::disk::{Disk, LocalDisk};
use super::*;
use crate::published_file::media_type;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A disk that fails for good after a number of operations, as a machine does whose plug is pulled.
struct FailingDisk {
    left: AtomicUsize,
}

impl FailingDisk {
    fn after(operations: usize) -> Self {
        Self { left: AtomicUsize::new(operations) }
    }

    fn spend(&self) -> io::Result<()> {
        self.left
            .try_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
            .map(drop)
            .map_err(|_| io::Error::other("the plug is pulled"))
    }
}

impl Disk for FailingDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match self.spend() {
            Ok(()) => LocalDisk.write(path, bytes),
            Err(error) => {
                // The plug is pulled in the middle of the file.
                LocalDisk.write(path, &bytes[..bytes.len() / 2])?;
                Err(error)
            }
        }
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.spend()?;
        LocalDisk.sync(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.spend()?;
        LocalDisk.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.spend()?;
        LocalDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.spend()?;
        LocalDisk.remove(path)
    }
}

fn slug() -> ConferenceSlug {
    "c".parse().unwrap()
}

fn stamp(text: &str) -> Stamp {
    Stamp::of(&[text])
}

/// A publication: data that pages refer to, a page for each session, a list of them, a pointer. Every text says its edition.
fn publication(edition: &str, sessions: &[&str]) -> Vec<PublishedFile> {
    let padding = "tide ".repeat(200);
    let data = PublishedFile::immutable(
        "data.json",
        media_type::JSON,
        format!("\"{edition} {padding}\"").into_bytes(),
    );
    let refers = format!("data:{} edition:{edition} {padding}", data.path);
    let mut files = vec![PublishedFile::page(
        "c/list.html".to_owned(),
        sessions.iter().fold(refers.clone(), |list, session| format!("{list} page:c/{session}.html")),
    )];
    files.extend(
        sessions.iter().map(|session| PublishedFile::page(format!("c/{session}.html"), refers.clone())),
    );
    files.push(PublishedFile {
        path: "c/current.json".to_owned(),
        content_type: media_type::JSON,
        bytes: refers.clone().into_bytes(),
        kind: FileKind::Pointer,
    });
    files.push(data);
    files
}

/// Every file of a site that is served, by path.
fn tree(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![site.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if !entry.path().to_string_lossy().ends_with(".partial") {
                let path = entry.path().strip_prefix(site).unwrap().to_string_lossy().into_owned();
                found.insert(path, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

fn unpacked(path: &str, bytes: &[u8]) -> String {
    let mut text = Vec::new();
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("br") => brotli::BrotliDecompress(&mut &*bytes, &mut text).unwrap(),
        Some("gz") => drop(io::copy(&mut flate2::read::GzDecoder::new(bytes), &mut text).unwrap()),
        _ => text = bytes.to_vec(),
    }
    String::from_utf8(text).unwrap()
}

/// Why a site cannot be served, if so: a page whose data is not there, or (once it has been published) one that leads nowhere.
fn flaw(site: &Path) -> Option<String> {
    let files = tree(site);
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with("r/")) {
        for word in unpacked(path, bytes).split(' ') {
            let target = word.strip_prefix("data:").or(word.strip_prefix("page:"));
            if let Some(target) = target.filter(|target| !files.contains_key(*target)) {
                return Some(format!("{path} needs {target}"));
            }
        }
    }
    None
}

/// What is wrong with a site that was put whole in the end.
fn flaws_of_whole(directory: &Directory, edition: &str) -> Vec<String> {
    let files = tree(directory.site());
    let mut flaws: Vec<String> = flaw(directory.site()).into_iter().collect();
    flaws.extend(
        files
            .iter()
            .filter(|(path, bytes)| {
                path.starts_with("c/") && !unpacked(path, bytes).contains(&format!("edition:{edition}"))
            })
            .map(|(path, _)| format!("{path} is not of edition {edition}")),
    );
    if files.contains_key("c/A.html") != (edition == "one") {
        flaws.push("c/A.html".to_owned());
    }
    if !directory.is_current(&slug(), &stamp(edition)) {
        flaws.push("the record does not hold".to_owned());
    }
    flaws
}

/// Puts a second publication over a first with ever more operations before the plug is pulled; gives the flaws found, then
/// and after the next publication.
fn interrupt_everywhere(put: fn(&Directory, &[PublishedFile]) -> Result<Put, Error>) -> Vec<String> {
    let (first, second) = (publication("one", &["A", "B"]), publication("two", &["B", "C"]));
    let mut flaws = Vec::new();
    for operations in 0.. {
        let home = tempfile::tempdir().unwrap();
        let whole = Directory::new(home.path());
        whole.put(&slug(), &first, &stamp("one")).unwrap();

        let outcome =
            put(&Directory::on_disk(home.path(), Box::new(FailingDisk::after(operations))), &second);
        let mut found: Vec<String> = flaw(whole.site()).into_iter().collect();
        let current = whole.is_current(&slug(), &stamp("two"));
        assert!(current || outcome.is_err());
        if current {
            // Only the wait for the record itself may fail when all is done.
            found.extend(flaws_of_whole(&whole, "two"));
        }

        // Whatever comes next, back to the first or on to the second, ends whole.
        let (next, edition) = if operations % 2 == 0 { (&first, "one") } else { (&second, "two") };
        whole.put(&slug(), next, &stamp(edition)).unwrap();
        found.extend(flaws_of_whole(&whole, edition));
        flaws.extend(found.into_iter().map(|flaw| format!("after {operations} operations: {flaw}")));
        if outcome.is_ok() {
            assert!(operations > 30, "{operations}");
            return flaws;
        }
    }
    unreachable!("the number of operations is finite")
}

#[test]
fn whenever_it_is_interrupted_pages_find_what_they_need() {
    let flaws = interrupt_everywhere(|directory, files| directory.put(&slug(), files, &stamp("two")));
    assert!(flaws.is_empty(), "{flaws:#?}");
}

#[test]
fn without_the_order_an_interruption_is_seen() {
    // The negative control: the same files put one by one as they come, lists before what they lead to.
    let flaws = interrupt_everywhere(|directory, files| {
        for file in files {
            directory.put_file(file, Effort::Swift, None)?;
        }
        directory.put(&slug(), files, &stamp("two"))
    });
    assert!(!flaws.is_empty());
}

#[test]
fn what_is_the_same_is_not_written_again() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let files = publication("one", &["A"]);
    let put = directory.put(&slug(), &files, &stamp("one")).unwrap();
    assert_eq!(put, Put { written: 4, unchanged: 0, removed: 0 });
    let put = directory.put(&slug(), &files, &stamp("one")).unwrap();
    assert_eq!(put, Put { written: 0, unchanged: 4, removed: 0 });
}

#[test]
fn immutable_files_stay_for_one_more_publication() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let data = |edition: &str| publication(edition, &[]).pop().unwrap().path;
    let stand = |edition: &str| directory.site().join(data(edition)).exists();
    let put = |edition: &str| directory.put(&slug(), &publication(edition, &[]), &stamp(edition)).unwrap();
    put("one");
    put("two");
    put("two");
    assert!(stand("one") && stand("two"));
    assert_eq!(put("three").removed, 1);
    assert!(!stand("one") && stand("two") && stand("three"));
    assert!(!directory.site().join(data("one")).parent().unwrap().exists());
    assert!(!directory.site().join(format!("{}.br", data("one"))).exists());
}

#[test]
fn what_another_conference_uses_stays() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let other: ConferenceSlug = "d".parse().unwrap();
    let shared = publication("one", &["A"]);
    let data = shared.last().unwrap().path.clone();
    directory.put(&other, &shared[3..], &stamp("d")).unwrap();
    for edition in ["one", "two", "three", "four"] {
        directory.put(&slug(), &publication(edition, &["A"]), &stamp(edition)).unwrap();
    }
    assert!(directory.site().join(&data).exists());
    directory.remove(&slug()).unwrap();
    assert_eq!(tree(directory.site()).into_keys().filter(|path| path.starts_with("c/")).count(), 0);
    assert!(directory.site().join(&data).exists());
    assert!(!directory.is_current(&slug(), &stamp("four")));
    directory.remove(&other).unwrap();
    assert!(tree(directory.site()).is_empty());
    assert_eq!(directory.remove(&other).unwrap(), Put::default());
}

#[test]
fn a_variant_that_no_longer_pays_goes() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let page = |text: String| [PublishedFile::page("c/index.html".to_owned(), text)];
    directory.put(&slug(), &page("a".repeat(2000)), &stamp("one")).unwrap();
    assert!(directory.site().join("c/index.html.br").exists());
    directory.put(&slug(), &page("short".to_owned()), &stamp("two")).unwrap();
    assert!(!directory.site().join("c/index.html.br").exists());
    assert!(!directory.site().join("c/index.html.gz").exists());
}

#[test]
fn a_site_that_lost_a_file_is_put_again() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let files = publication("one", &["A"]);
    assert!(!directory.is_current(&slug(), &stamp("one")));
    directory.put(&slug(), &files, &stamp("one")).unwrap();
    assert!(directory.is_current(&slug(), &stamp("one")));
    assert!(!directory.is_current(&slug(), &stamp("two")));
    std::fs::write(directory.site().join("c/A.html"), "").unwrap();
    assert!(!directory.is_current(&slug(), &stamp("one")));
    assert_eq!(directory.put(&slug(), &files, &stamp("one")).unwrap().written, 1);
    assert!(directory.is_current(&slug(), &stamp("one")));
    std::fs::write(home.path().join("published/c.json"), "{").unwrap();
    assert!(!directory.is_current(&slug(), &stamp("one")));
    assert_eq!(directory.put(&slug(), &files, &stamp("one")).unwrap().written, 4);
}

#[test]
fn variants_that_a_power_loss_cut_are_put_again() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let files = publication("one", &["A"]);
    directory.put(&slug(), &files, &stamp("one")).unwrap();
    let data = format!("{}.br", files.last().unwrap().path);
    for variant in ["c/A.html.br", "c/list.html.gz", &data] {
        let path = directory.site().join(variant);
        let whole = std::fs::read(&path).unwrap();
        for kept in [0, whole.len() / 2] {
            std::fs::write(&path, &whole[..kept]).unwrap();
            assert!(!directory.is_current(&slug(), &stamp("one")), "{variant}");
            assert_eq!(directory.put(&slug(), &files, &stamp("one")).unwrap().written, 1, "{variant}");
            assert_eq!(std::fs::read(&path).unwrap(), whole, "{variant}");
            assert!(directory.is_current(&slug(), &stamp("one")));
        }
    }
}

/// A disk that notes what it was waited for, and what was renamed.
#[derive(Clone, Default)]
struct NotingDisk(Arc<Mutex<Vec<String>>>);

impl NotingDisk {
    fn note(&self, action: &str, path: &Path) {
        let name = path.file_name().unwrap().to_string_lossy();
        self.0.lock().unwrap().push(format!("{action} {name}"));
    }
}

impl Disk for NotingDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        LocalDisk.write(path, bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.note("sync", path);
        LocalDisk.sync(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.note("sync", path);
        LocalDisk.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note("rename to", to);
        LocalDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        LocalDisk.remove(path)
    }
}

#[test]
fn records_and_pointers_outlast_a_power_loss() {
    let home = tempfile::tempdir().unwrap();
    let disk = NotingDisk::default();
    let directory = Directory::on_disk(home.path(), Box::new(disk.clone()));
    directory.put(&slug(), &publication("one", &["A"]), &stamp("one")).unwrap();
    let notes = disk.0.lock().unwrap().clone();
    let record = ["sync c.json.partial", "rename to c.json", "sync published"];
    let pointer = ["sync current.json.partial", "rename to current.json", "sync c"];
    assert!(notes.starts_with(&record.map(str::to_owned)), "{notes:?}");
    assert!(
        notes
            .ends_with(&[pointer, record].concat().iter().map(|note| (*note).to_owned()).collect::<Vec<_>>()),
        "{notes:?}"
    );
}

#[test]
fn the_only_conference_is_named_once_its_schedule_stands() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let root = [PublishedFile::page("index.html".to_owned(), String::new())];
    assert_eq!(directory.only_conference(), None);
    directory.put_root(&root, &stamp("one"), Some(&slug())).unwrap();
    assert_eq!(directory.only_conference(), None);
    let schedule = [PublishedFile::page("c/schedule.html".to_owned(), String::new())];
    directory.put(&slug(), &schedule, &stamp("one")).unwrap();
    assert!(directory.holds(&slug()));
    assert_eq!(directory.only_conference(), Some(slug()));
    directory.put_root(&root, &stamp("two"), None).unwrap();
    assert_eq!(directory.only_conference(), None);
}

#[test]
fn assets_stand_at_their_own_paths_for_one_more_build() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let script = "let tide = 1;".repeat(100);
    directory.put_assets(&[("assets/main-1.js", script.as_bytes()), ("favicon.ico", b"icon")]).unwrap();
    assert!(directory.site().join("assets/main-1.js.br").exists());
    directory.put_assets(&[("assets/main-2.js", script.as_bytes())]).unwrap();
    assert!(directory.site().join("assets/main-1.js").exists());
    directory.put_assets(&[("assets/main-3.js", script.as_bytes())]).unwrap();
    directory.put_assets(&[("assets/main-3.js", script.as_bytes())]).unwrap();
    assert!(directory.site().join("assets/main-1.js").exists(), "pages may be published with it");
    assert_eq!(directory.prune_assets().unwrap().removed, 2);
    assert_eq!(directory.prune_assets().unwrap(), Put::default());
    assert!(directory.site().join("assets/main-2.js").exists());
    assert!(directory.site().join("assets/main-3.js.br").exists());
    assert!(!directory.site().join("assets/main-1.js").exists());
    assert!(!directory.site().join("favicon.ico").exists());
}

#[test]
fn a_path_that_leads_elsewhere_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    for path in ["../a.html", "/etc/a.html", "a//b.html", "a/.hidden", "a\\b.html", "", "a/"] {
        let file = PublishedFile::page(path.to_owned(), String::new());
        let error = directory.put(&slug(), &[file], &stamp("one")).unwrap_err();
        assert!(matches!(error, Error::BadPath(_)), "{path}: {error}");
    }
    assert!(tree(home.path()).is_empty());
}

#[test]
fn a_disk_that_refuses_is_named() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("site"), "not a directory").unwrap();
    let error = Directory::new(home.path())
        .put_assets(&[("a.js", "let tide = 1;".repeat(99).as_bytes())])
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("cannot write ") && error.contains("a.js.br.partial"), "{error}");
}
