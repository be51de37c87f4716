//! How long the merging of many parts takes, and how much memory.
//!
//! `cargo run --release --example merge_parts -- make DIR 1000 8 20` writes 1,000 parts of 3,000 made documents each,
//! which name 100 actors in 120 months, in eight sources and about twenty frames; `… -- merge DIR` merges them and
//! prints time and memory.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a measurement that cannot run shall say so")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use stanceline::Report;
use stanceline::aggregate::{Documents, Settings, Tally};
use stanceline::analyze::Options;
use stanceline::lexicon::Lexicon;
use stanceline::model::{
    ActorRef, Analysis, ByteSpan, Document, Mention, Object, Opinion, PartialDate, Score, SentenceAnalysis, Term, Voice,
};
use stanceline::report::{Merger, Provenance, write_part};

const ACTORS: u32 = 100;
const MONTHS: u32 = 120;
/// Actors that a document names, each in a sentence of its own.
const NAMED: u32 = 4;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", folder, counts @ ..] if counts.len() == 3 => {
            let count = |at: usize| counts[at].parse().expect("a number");
            make(Path::new(folder), count(0), [count(1), count(2)]);
        }
        ["merge", folder] => merge(Path::new(folder)),
        _ => println!("merge_parts make DIR PARTS SOURCES FRAMES | merge_parts merge DIR"),
    }
}

fn make(folder: &Path, parts: u64, variety: [u64; 2]) {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").expect("the pack");
    fs::create_dir_all(folder).expect("the folder");
    for part in 0..parts {
        let mut tally = Tally::new(Settings::default());
        let mut documents = Documents::default();
        let mut random = part;
        for number in 0..ACTORS * MONTHS / NAMED {
            let (document, analysis) = document(part, number, variety, &mut random);
            tally.add(&document, &analysis, &lexicon);
            documents.ids.push(document.id);
            documents.texts.push(next(&mut random));
        }
        documents.sort();
        let cells: usize = tally.actors.values().map(|actor| actor.cells.len()).sum();
        assert_eq!((tally.actors.len(), cells), (ACTORS as usize, (ACTORS * MONTHS) as usize));
        let provenance = Provenance::new(&lexicon, &Options::default(), tally.settings);
        let file = File::create(folder.join(format!("{part:04}.tally"))).expect("the part");
        let mut file = BufWriter::new(file);
        write_part(&tally, &documents, &provenance, &mut file).expect("room for the part");
        file.flush().expect("room for the part");
    }
}

/// A document of one month and four actors.
fn document(part: u64, number: u32, [sources, frames]: [u64; 2], random: &mut u64) -> (Document, Analysis) {
    let (month, first) = (number % MONTHS, number / MONTHS * NAMED);
    let mut text = String::new();
    let mut sentences = Vec::new();
    for actor in first..first + NAMED {
        let start = text.len();
        text += "Officials of a state told reporters ";
        text += &document_id(part, number);
        text += " that they ";
        let cue = text.len();
        let frame = (next(random) % frames) as u32;
        text += "supported the proposal on the subject before the committee that met in the capital. ";
        sentences.push(sentence(actor, frame, [start, cue, text.len() - 1], random));
    }
    let document = Document {
        id: document_id(part, number),
        date: PartialDate::day(2014 + (month / 12) as i16, (month % 12 + 1) as u8, (number % 28 + 1) as u8),
        source: Some(format!("Paper {}", next(random) % sources)),
        text,
        ..Document::default()
    };
    (document, Analysis { sentences, sentence_count: NAMED, ..Analysis::default() })
}

fn document_id(part: u64, number: u32) -> String {
    format!("paper-{part}-{number}")
}

fn sentence(actor: u32, frame: u32, [start, cue, end]: [usize; 3], random: &mut u64) -> SentenceAnalysis {
    let actor = ActorRef(actor);
    let score = Score((next(random) % 2_000_001) as i64 - 1_000_000);
    let term = |role, start, end, entry: &str| Term {
        role,
        span: ByteSpan::new(start, end),
        entry: entry.to_owned(),
        factor: None,
    };
    let opinion = Opinion {
        holder: actor,
        speaks_for: None,
        object: Object::Frame(frame),
        polarity: score.signum(),
        strength: score.abs(),
        stance: Some(score),
        rule: "agent-cue-object",
        voice: Voice::Author,
        terms: vec![
            term("holder", start, start + 9, ""),
            term("cue", cue, cue + 9, "support"),
            term("object", cue, end, ""),
        ],
    };
    SentenceAnalysis {
        span: ByteSpan::new(start, end),
        mentions: vec![Mention { actor, speaks_for: None, span: ByteSpan::new(start, start + 9), via: "name" }],
        opinions: vec![opinion],
        stance: vec![(actor, score, false)],
        sentiment: vec![(actor, Score(score.0 / 3))],
        ..SentenceAnalysis::default()
    }
}

fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}

fn merge(folder: &Path) {
    let mut parts: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    parts.sort();
    let bytes: u64 = parts.iter().map(|part| part.metadata().expect("a part").len()).sum();
    let start = Instant::now();
    let mut merger = Merger::new(false);
    merger.add_all(&parts).expect("parts");
    let (tally, _, provenance) = merger.finish().expect("parts");
    let merged = start.elapsed();
    let mut report = Vec::new();
    Report::of(&tally, provenance).write_json(&mut report).expect("memory");
    println!("{} parts, {} documents, {:.0} MB", parts.len(), tally.corpus.documents, bytes as f64 / 1e6);
    println!(
        "merged in {merged:.2?}, with the report ({:.1} MB) in {:.2?}",
        report.len() as f64 / 1e6,
        start.elapsed()
    );
    println!("most memory: {}", peak());
}

/// The most memory that this process held, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("not known here".to_owned(), |line| line.trim().to_owned())
}
