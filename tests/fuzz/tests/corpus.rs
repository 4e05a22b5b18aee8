//! What the fuzzer found worth keeping is run through its target: no panic, no hang.

use fuzz::TARGETS;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Far more than any of them takes, on a busy machine and without optimisation.
const LONGEST: Duration = Duration::from_secs(30);

#[test]
fn every_target_takes_its_corpus() {
    for target in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
        let mut replayed = 0;
        for entry in fs::read_dir(&folder).expect("each target has a corpus") {
            let file = entry.expect("a file").path();
            let started = Instant::now();
            (target.run)(&fs::read(&file).expect("a file of the corpus"));
            assert!(started.elapsed() < LONGEST, "{} takes {:?}", file.display(), started.elapsed());
            replayed += 1;
        }
        assert!(replayed > 0, "{} is empty", folder.display());
    }
}

#[test]
fn nothing_and_noise_are_taken_too() {
    for target in TARGETS {
        (target.run)(b"");
        (target.run)(&[0xff, 0xfe, b'$', 0x80, b'\n', b'\n', 0xc3]);
    }
}
