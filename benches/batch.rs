//! A corpus in one file to its report, through the library, on one thread and on two; MB/s of text.
#![allow(missing_docs, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot run shall say so")]

mod corpus;

use std::io::Write;
use std::sync::{LazyLock, OnceLock};

use divan::Bencher;
use divan::counter::BytesCount;
use stanceline::analyze::{Analyzer, Options};
use stanceline::lexicon::Lexicon;
use stanceline::model::Document;
use stanceline::{Report, ingest, pipeline};
use tempfile::NamedTempFile;

/// Megabytes of text.
const SIZE: usize = 8;

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| corpus::documents(SIZE).collect());
static FILE: LazyLock<NamedTempFile> = LazyLock::new(|| write_file(&DOCUMENTS));
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| match Lexicon::builtin("cyber-governance") {
    Ok((lexicon, _)) => Analyzer::new(lexicon, Options::default()),
    Err(problems) => panic!("{}", problems.render(false)),
});
/// The report of the first run; all others must be the same to the byte.
static FIRST: OnceLock<Vec<u8>> = OnceLock::new();

fn main() {
    divan::main();
}

fn write_file(documents: &[Document]) -> NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a temporary file");
    for document in documents {
        writeln!(file, "{}", corpus::record(document)).expect("room for the corpus");
    }
    file.flush().expect("room for the corpus");
    file
}

fn report(threads: usize) -> Vec<u8> {
    let (inputs, problems) = ingest::discover(&[FILE.path().to_owned()], None);
    let options = pipeline::Options { threads, ..pipeline::Options::default() };
    let outcome = pipeline::score(&ANALYZER, inputs, &problems, &options, &()).expect("threads");
    let corpus = &outcome.tally.corpus;
    assert_eq!(corpus.documents, DOCUMENTS.len() as u64);
    assert!(corpus.sentences > 0 && corpus.mentions > 0);
    assert!(outcome.tally.actors.values().any(|actor| actor.total().stance.opinions > 0));
    let mut bytes = Vec::new();
    let report = Report::new(&outcome.tally, ANALYZER.lexicon(), ANALYZER.options());
    report.write_json(&mut bytes).expect("memory");
    bytes
}

#[divan::bench(args = [1, 2], sample_count = 10)]
fn jsonl_to_report(bencher: Bencher, threads: usize) {
    let expected = FIRST.get_or_init(|| report(1));
    bencher
        .counter(BytesCount::new(DOCUMENTS.iter().map(|document| document.text.len()).sum::<usize>()))
        .bench_local(|| assert_eq!(report(threads), *expected, "the report must not depend on the threads"));
}
