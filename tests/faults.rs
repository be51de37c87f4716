//! Writing that fails: at whichever call it does, the error comes back and nothing counts as written.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;

use std::io::{self, Write};
use std::sync::OnceLock;

use common::{analyzer, root};
use stanceline::pipeline::{self, Options, Outcome};
use stanceline::report::{Provenance, write_csv, write_part};
use stanceline::{Report, compare, ingest, page};

/// Fails from the n-th call on, and takes few bytes at a time before.
struct Failing {
    calls: usize,
    fails_at: usize,
    failed: bool,
}

impl Failing {
    fn count(&mut self) -> io::Result<()> {
        self.calls += 1;
        self.failed |= self.calls >= self.fails_at;
        if self.failed { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    }
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.count()?;
        Ok(bytes.len().min(8_000))
    }

    // What is buffered is written before it; a writer that goes away flushes once more, and nobody hears of that.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Makes every call of `write` fail in turn, up to the one that is not reached any more.
fn fails_at_every_call(name: &str, write: &dyn Fn(&mut dyn Write) -> io::Result<()>) {
    for fails_at in 1.. {
        let mut out = Failing { calls: 0, fails_at, failed: false };
        let written = write(&mut out);
        assert_eq!(written.is_err(), out.failed, "{name}, call {fails_at}");
        if written.is_ok() {
            assert!(fails_at > 2, "{name} writes at once");
            return;
        }
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::StorageFull, "{name}, call {fails_at}");
    }
}

fn inputs() -> Vec<ingest::Input> {
    ingest::discover(&[root().join("corpus")], None).0
}

fn outcome() -> &'static Outcome {
    static OUTCOME: OnceLock<Outcome> = OnceLock::new();
    OUTCOME.get_or_init(|| {
        let options = Options { lists_documents: true, ..Options::default() };
        pipeline::score(analyzer(), inputs(), &[], &options, &()).unwrap()
    })
}

fn report() -> Report {
    Report::new(&outcome().tally, analyzer().lexicon(), analyzer().options())
}

#[test]
fn every_output_tells_of_every_write_that_fails() {
    let report = report();
    fails_at_every_call("report", &|out| report.write_json(out));
    fails_at_every_call("table", &|out| write_csv(&report, out));
    let provenance = Provenance::new(analyzer().lexicon(), analyzer().options(), outcome().tally.settings);
    fails_at_every_call("part", &|out| write_part(&outcome().tally, &outcome().documents, &provenance, out));
    let comparison = compare::within(&report, compare::Within::Periods(None), compare::Options::default()).unwrap();
    fails_at_every_call("comparison", &|out| comparison.write_json(out));
    fails_at_every_call("comparison as a table", &|out| comparison.write_csv(out));
    fails_at_every_call("page", &|out| out.write_all(page::page(&report).as_bytes()).and_then(|()| out.flush()));
}

#[test]
fn annotation_ends_at_the_first_write_that_fails() {
    let few: Vec<ingest::Input> = inputs().into_iter().take(12).collect();
    fails_at_every_call("annotations", &|out| {
        pipeline::annotate(analyzer(), few.clone(), &[], &Options::default(), &(), out).and_then(|_| out.flush())
    });
}
