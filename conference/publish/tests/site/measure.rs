//! How long a publication takes and how many bytes it comes to. Prints, and holds no machine to a number:
//! `cargo test --release -p plenary-publish --test site measure -- --ignored --nocapture`.

use crate::support::{large, releases};
use plenary_formats::Addresses;
use plenary_publish::{Directory, FileKind, PublishedFile, Shell, SiteInput, files};
use std::time::Instant;

#[test]
#[ignore = "prints measurements; it means something only in a release build"]
fn publications_of_several_sizes() {
    for sessions in [200, 1351] {
        measure(sessions);
    }
}

fn measure(sessions: usize) {
    let published = large(sessions);
    let (shell, addresses) = (Shell::plain(), Addresses::new("https://schedule.example.org"));
    let releases = releases();
    let input = SiteInput {
        published: &published,
        releases: &releases,
        shell: &shell,
        addresses: &addresses,
        clock: None,
    };
    let home = tempfile::tempdir().unwrap();
    let directory = Directory::new(home.path());
    let slug = &published.conference().slug;

    let generated = timed("generate", || files(&input));
    let put = timed("compress and write", || directory.put(slug, &generated, &input.stamp())).unwrap();
    println!("{sessions} sessions: {} files written", put.written);
    timed("put again, all unchanged", || directory.put(slug, &generated, &input.stamp())).unwrap();
    timed("ask whether it is current", || directory.is_current(slug, &input.stamp()));

    for (name, found) in largest(&generated) {
        let size = |extension: &str| {
            std::fs::metadata(directory.site().join(format!("{}{extension}", found.path)))
                .map_or_else(|_| "-".to_owned(), |metadata| metadata.len().to_string())
        };
        println!(
            "  {name:<12} {:>9} B, br {:>7}, gz {:>7}  {}",
            found.bytes.len(),
            size(".br"),
            size(".gz"),
            found.path
        );
    }
}

/// The largest file of each kind that a visitor fetches.
fn largest(files: &[PublishedFile]) -> Vec<(&'static str, &PublishedFile)> {
    type Fits = fn(&PublishedFile) -> bool;
    let kinds: [(&str, Fits); 9] = [
        ("schedule", |file| file.path.ends_with("/schedule.html")),
        ("day page", |file| file.path.contains("/schedule/")),
        ("session", |file| file.path.contains("/sessions/")),
        ("speakers", |file| file.path.ends_with("/speakers.html")),
        ("programme", |file| file.path.ends_with("programme.json")),
        ("day data", |file| file.path.contains("/day-") && file.content_type.ends_with("json")),
        ("day texts", |file| file.path.contains("/texts-")),
        ("day styles", |file| file.path.contains("/day-") && file.content_type.starts_with("text/css")),
        ("feed", |file| file.kind == FileKind::Feed),
    ];
    kinds
        .into_iter()
        .filter_map(|(name, fits)| {
            Some((name, files.iter().filter(|file| fits(file)).max_by_key(|file| file.bytes.len())?))
        })
        .collect()
}

/// Runs a step and prints its wall time and the processor time of the whole process in it.
fn timed<T>(step: &str, work: impl FnOnce() -> T) -> T {
    let (wall, processor) = (Instant::now(), processor_time());
    let outcome = work();
    println!(
        "  {step:<26} {:>7.1} ms wall, {:>5} ms processor",
        wall.elapsed().as_secs_f64() * 1e3,
        processor_time()
            .zip(processor)
            .map_or_else(|| "?".to_owned(), |(after, before)| (after - before).to_string())
    );
    outcome
}

/// The process's time on processors so far, milliseconds; where the system tells it the way Linux does.
fn processor_time() -> Option<u64> {
    const TICK: u64 = 10;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |position: usize| fields.get(position)?.parse::<u64>().ok();
    Some((ticks(11)? + ticks(12)?) * TICK)
}
