//! The fuzz targets on stable Rust: seeds, changed at random in a way that is the same in every run.
//!
//! `STANCELINE_FUZZ=1000000 cargo test --test fuzzing -- --nocapture` runs each target so often.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails if what it expects is not so")]

#[path = "common/lot.rs"]
mod lot;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use lot::Lot;

/// Pieces that readers look for, put in now and then.
const PIECES: [&[u8]; 44] = [
    b"{\"text\":\"",
    b"\"}",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"\"",
    b"\\u00",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\t",
    b"---\n",
    b"text",
    b"id,text\n",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\x1F\x8B\x08",
    b"\x28\xB5\x2F\xFD",
    b"\xE2\x80\x99",
    b"\xCA\xBC",
    b"\xE2\x80\x8B",
    b"\xCC\x81",
    b"\xF0\x9F\x87\xAE",
    b"\xEF\xBC\xA1",
    b"\xE4\xB8\xAD",
    b"\xD7\x90",
    b"WARC/1.0\r\n",
    b"Content-Length: 9\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"</script>",
    b"<script>",
    b"<!--",
    b"<p>",
    b"U.S. ",
    b"Mr. ",
    b"'s ",
    b"India rejected ",
    b"[[frame]]\n",
    b"terms = [\"{a|b}\"]\n",
    b"id = \"x\"\n",
];

/// A seed changed a few times: bytes flipped, pieces put in, stretches taken out, doubled or taken from another seed.
fn changed(seeds: &[Vec<u8>], lot: &mut Lot) -> Vec<u8> {
    let mut bytes = seeds[lot.below(seeds.len())].clone();
    for _ in 0..=lot.below(6) {
        let at = lot.below(bytes.len() + 1);
        let end = (at + 1 + lot.below(12)).min(bytes.len());
        match lot.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << lot.below(8),
            1 if at < bytes.len() => bytes[at] = lot.next() as u8,
            2 if at < end => drop(bytes.drain(at..end)),
            3 if at < end => {
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
            4 => {
                let other = &seeds[lot.below(seeds.len())];
                let from = lot.below(other.len() + 1);
                let taken = other[from..(from + 40).min(other.len())].to_vec();
                bytes.splice(at..at, taken);
            }
            _ => drop(bytes.splice(at..at, PIECES[lot.below(PIECES.len())].iter().copied())),
        }
    }
    bytes
}

/// Runs a target on its seeds as they are, then on `usual` changed ones, or as many as the environment says.
fn run(name: &str, usual: u64, target: fn(&[u8])) {
    let runs = std::env::var("STANCELINE_FUZZ").ok().and_then(|runs| runs.parse().ok()).unwrap_or(usual);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let attempt = |bytes: &[u8]| {
        let done = catch_unwind(AssertUnwindSafe(|| target(bytes)));
        assert!(done.is_ok(), "{name} fails on {bytes:?}, which is {:?}", String::from_utf8_lossy(bytes));
    };
    for bytes in &seeds {
        attempt(bytes);
    }
    let mut lot = Lot(1);
    for _ in 0..runs {
        attempt(&changed(&seeds, &mut lot));
    }
    println!("{name}: {} executions, no finding", runs + seeds.len() as u64);
}

#[test]
fn records() {
    run("records", 20_000, targets::records);
}

#[test]
fn segmenter() {
    run("segmenter", 20_000, targets::segmenter);
}

#[test]
fn pack() {
    run("pack", 2_000, targets::pack);
}

#[test]
fn detection() {
    run("detection", 3_000, targets::detection);
}

#[test]
fn parts() {
    run("parts", 300, targets::parts);
}

#[test]
fn page() {
    run("page", 100, targets::page);
}
