//! A run in steps: each is kept when it is finished, so that a run that was broken off goes on from there.
//!
//! Steps are cut by a fixed rule from the chunks in the order of the input. Each is a part of a tally, and the parts are
//! merged as `merge` does it, so that the result is that of a run in one go.

use std::io;

use super::copies;
use super::ids::SeenIds;
use super::run::{Job, Options, Outcome, Progress};
use crate::analyze::Analyzer;
use crate::ingest::{Chunk, Chunks, Input};
use crate::model::Problem;
use crate::report::{Merger, StepRecord, Steps};

/// The most chunks in a step, which bounds those of many small files.
const MOST_CHUNKS: u64 = 1 << 16;

/// Does what [`score`](super::score) does, in steps that `steps` keeps. Inputs must be regular files; the first reading,
/// which finds copies, is done anew each time.
///
/// # Errors
/// As for `score`, and if a step cannot be kept or a kept one not be read.
pub fn score_in_steps(
    analyzer: &Analyzer,
    (inputs, found): (Vec<Input>, &[Problem]),
    options: &Options,
    progress: &dyn Progress,
    steps: &Steps,
) -> io::Result<Outcome> {
    // Parts list their documents, so that what stands twice is found across steps.
    let in_part = Options { lists_documents: true, ..options.clone() };
    let mut merger = Merger::new(options.lists_documents);
    for number in steps.all_finished()? {
        merger.add(&steps.part(number)).map_err(io::Error::other)?;
    }
    let mut job = Job::new(analyzer, &inputs, &in_part, progress, false);
    job.copies = copies::find(&inputs, options, progress)?;
    merger.each_text(&mut |text| job.copies.meet(text));

    let mut chunks = job.chunks(inputs);
    let mut whole = Outcome::default();
    for number in 1.. {
        let mut step = Step { chunks: &mut chunks, size: steps.size, bytes: 0, taken: 0 };
        let record = if let Some(record) = steps.finished(number) {
            step.by_ref().for_each(|chunk| progress.chunk(&chunk.input, chunk.size(), 0, 0));
            if step.taken != record.chunks {
                let message = format!("step {number} holds another part of the inputs than before; delete the folder");
                return Err(io::Error::other(message));
            }
            whole.notices.errors += record.errors;
            whole.notices.warnings += record.warnings;
            record
        } else {
            job.seen = SeenIds::default();
            let found = if number == 1 { found } else { &[] };
            let outcome = job.run(&mut step, found, &mut io::sink())?;
            let (errors, warnings) = (outcome.notices.errors, outcome.notices.warnings);
            let record = StepRecord { chunks: step.taken, errors, warnings };
            // The first step is kept even if there is nothing in it, for it has what was found wrong before.
            if record.chunks > 0 || number == 1 {
                steps.keep(number, &outcome.tally, &outcome.documents, record)?;
                merger.add(&steps.part(number)).map_err(io::Error::other)?;
                whole.notices.merge(outcome.notices);
            }
            record
        };
        job.first += record.chunks;
        if record.chunks == 0 {
            break;
        }
    }
    if let Some((tally, documents, _)) = merger.finish() {
        whole = Outcome { tally, documents, notices: whole.notices };
    }
    Ok(whole)
}

/// The chunks of one step.
struct Step<'a> {
    chunks: &'a mut Chunks,
    /// Bytes with which it is full.
    size: u64,
    bytes: u64,
    taken: u64,
}

impl Iterator for Step<'_> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        if self.bytes >= self.size || self.taken >= MOST_CHUNKS {
            return None;
        }
        let chunk = self.chunks.next()?;
        self.bytes += chunk.size() as u64;
        self.taken += 1;
        Some(chunk)
    }
}
