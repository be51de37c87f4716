//! The run over a corpus.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::copies;
use super::ids::SeenIds;
use super::order::{InOrder, Window};
use crate::aggregate::{self, Documents, Tally};
use crate::analyze::{Analyzer, Scratch};
use crate::dedup::{Copies, Fingerprint, Key, Method, Role};
use crate::ingest::{self, Chunk, Chunks, Input, Spooled};
use crate::model::{Document, Problem, Severity};
use crate::report::AnnotatedDocument;

/// How a corpus is worked on.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How inputs are read.
    pub ingest: ingest::Options,
    /// How the tally is kept.
    pub tally: aggregate::Settings,
    /// Threads that analyse; 0 for as many as the machine has.
    pub threads: usize,
    /// Only documents of this share of the corpus count.
    pub shard: Option<Shard>,
    /// Whether the outcome names the documents, as a part needs it.
    pub lists_documents: bool,
}

/// One of several shares of a corpus that are scored apart; copies of one text lie in the same share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its number, from 1.
    pub number: u64,
    /// How many there are.
    pub of: u64,
}

impl Shard {
    fn has(self, hash: u64) -> bool {
        hash % self.of.max(1) == self.number - 1
    }
}

/// Told how the work goes on; called from several threads.
pub trait Progress: Sync {
    /// A chunk of an input was done: its bytes after decompression, and the documents and rejected records in it.
    fn chunk(&self, input: &Input, bytes: usize, documents: u64, rejected: u64);

    /// A chunk was read for the first time, to look for copies.
    fn scanned(&self, _input: &Input, _bytes: usize) {}
}

impl Progress for () {
    fn chunk(&self, _: &Input, _: usize, _: u64, _: u64) {}
}

/// What went wrong with the inputs: all counted, the first few kept.
#[derive(Debug, Default)]
pub struct Notices {
    /// The first problems in the order of the input, with their places in it.
    first: BTreeMap<(u64, u64), Problem>,
    /// Records and inputs that could not be used.
    pub errors: u64,
    /// Records that were used after mending.
    pub warnings: u64,
}

impl Notices {
    /// How many problems are kept.
    pub const KEPT: usize = 10;

    /// The first problems in the order of the input.
    pub fn first(&self) -> impl Iterator<Item = &Problem> {
        self.first.values()
    }

    pub(crate) fn add(&mut self, place: (u64, u64), problem: Problem) {
        match problem.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        self.first.insert(place, problem);
        self.cut();
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.first.extend(other.first);
        self.cut();
    }

    fn cut(&mut self) {
        while self.first.len() > Self::KEPT {
            self.first.pop_last();
        }
    }
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The sums over all documents.
    pub tally: Tally,
    /// What went wrong with the inputs.
    pub notices: Notices,
    /// The documents, if they were to be listed.
    pub documents: Documents,
}

/// Scores all documents of `inputs`; `found` are the problems met in finding them.
///
/// Unless copies of documents all count, the inputs are read twice: first to find the copies. Inputs that can be read
/// only once, such as standard input, are copied to temporary files for that.
///
/// Documents with an id that was seen before are scored too, and counted under `duplicate_id`: which of them is the
/// right one cannot be told, and to keep the first would make the result depend on the order of the inputs.
///
/// # Errors
/// If the threads cannot be started, or there is no room for a copy of standard input.
pub fn score(
    analyzer: &Analyzer,
    mut inputs: Vec<Input>,
    found: &[Problem],
    options: &Options,
    progress: &dyn Progress,
) -> io::Result<Outcome> {
    // Until it is dropped, the copies are there.
    let _spooled = if options.tally.dedup.method == Method::Off { None } else { Some(Spooled::new(&mut inputs)?) };
    let mut job = Job::new(analyzer, &inputs, options, progress, false);
    job.copies = copies::find(&inputs, options, progress)?;
    job.run(&mut job.chunks(inputs), found, &mut io::sink())
}

/// Writes a line of annotation for each document to `out`, in the order of the input. The outcome's tally has the
/// counts of the corpus and no actors.
///
/// # Errors
/// If `out` cannot be written to, or if the threads cannot be started.
pub fn annotate(
    analyzer: &Analyzer,
    inputs: Vec<Input>,
    found: &[Problem],
    options: &Options,
    progress: &dyn Progress,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    let job = Job::new(analyzer, &inputs, options, progress, true);
    job.run(&mut job.chunks(inputs), found, out)
}

/// What all threads share.
pub(super) struct Job<'a> {
    analyzer: &'a Analyzer,
    options: &'a Options,
    progress: &'a dyn Progress,
    annotates: bool,
    /// Names of inputs as problems give them, and what reports call them: never a path of the machine.
    ids_of_inputs: BTreeMap<String, String>,
    pub(super) seen: SeenIds,
    pub(super) copies: Copies,
    /// Number of the first chunk.
    pub(super) first: u64,
}

/// What one thread has.
#[derive(Default)]
struct Worker {
    outcome: Outcome,
    scratch: Scratch,
}

type Annotated = (u64, Vec<u8>);

/// Where chunks come from.
type Reading<'a> = dyn Iterator<Item = Chunk> + Send + 'a;

impl<'a> Job<'a> {
    pub(super) fn new(
        analyzer: &'a Analyzer,
        inputs: &[Input],
        options: &'a Options,
        progress: &'a dyn Progress,
        annotates: bool,
    ) -> Self {
        let ids_of_inputs = inputs.iter().map(|input| (input.name.clone(), input.id.clone())).collect();
        Self {
            analyzer,
            options,
            progress,
            annotates,
            ids_of_inputs,
            seen: SeenIds::default(),
            copies: Copies::default(),
            first: 0,
        }
    }

    /// The chunks of inputs.
    pub(super) fn chunks(&self, inputs: Vec<Input>) -> Chunks {
        ingest::chunks(inputs, Arc::new(self.options.ingest.clone()))
    }

    pub(super) fn run(&self, chunks: &mut Reading, found: &[Problem], out: &mut dyn Write) -> io::Result<Outcome> {
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(self.options.threads).build().map_err(io::Error::other)?;
        let threads = pool.current_num_threads();
        let window = Window::new(threads as u64 * 4);
        let (to_workers, read) = sync_channel::<Chunk>(threads);
        let (to_writer, annotated) = sync_channel::<Annotated>(threads);
        let read = Mutex::new(read);
        thread::scope(|scope| {
            scope.spawn(|| self.read(chunks, &window, to_workers));
            // The workers own their ends of both channels, so that nobody waits for them once they are gone.
            let window = &window;
            let workers = scope.spawn(move || pool.broadcast(|_| self.work(&read, &to_writer, window)));
            let written = write_in_order(annotated, window, out);
            let workers = workers.join().map_err(|_| io::Error::other("a thread broke down"))?;
            written?;
            let whole = self.merge(workers, found);
            whole.tally.sources.refusal().map_or(Ok(whole), |message| Err(io::Error::other(message)))
        })
    }

    /// Reads chunks and hands them on until all are read or nobody wants them.
    #[allow(clippy::needless_pass_by_value, reason = "its end goes away with the last chunk, which ends the workers")]
    fn read(&self, chunks: &mut Reading, window: &Window, to_workers: SyncSender<Chunk>) {
        for chunk in chunks {
            if !window.wait(chunk.number - self.first) || to_workers.send(chunk).is_err() {
                return;
            }
        }
    }

    fn work(&self, chunks: &Mutex<Receiver<Chunk>>, to_writer: &SyncSender<Annotated>, window: &Window) -> Outcome {
        let mut worker = Worker { outcome: Outcome::default(), scratch: Scratch::default() };
        worker.outcome.tally.settings = self.options.tally;
        loop {
            let next = chunks.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(chunk) = next else { break };
            let number = chunk.number - self.first;
            let annotated = self.chunk(&chunk, &mut worker);
            if worker.outcome.tally.sources.refusal().is_some() {
                // The whole has too many then.
                window.close();
            }
            if to_writer.send((number, annotated)).is_err() {
                break;
            }
        }
        worker.outcome
    }

    fn chunk(&self, chunk: &Chunk, worker: &mut Worker) -> Vec<u8> {
        let mut annotated = Vec::new();
        let mut place = (chunk.number + 1, 0);
        let before = (worker.outcome.tally.corpus.documents, worker.outcome.notices.errors);
        ingest::parse(chunk, &self.options.ingest, &mut |result| {
            place.1 += 1;
            match result {
                Ok(document) => self.document(&document, worker, &mut annotated),
                Err(problem) => self.problem(place, problem, &mut worker.outcome),
            }
        });
        let documents = worker.outcome.tally.corpus.documents - before.0;
        let rejected = worker.outcome.notices.errors - before.1;
        self.progress.chunk(&chunk.input, chunk.size(), documents, rejected);
        annotated
    }

    fn document(&self, document: &Document, worker: &mut Worker, annotated: &mut Vec<u8>) {
        if self.annotates {
            return self.annotate(document, worker, annotated);
        }
        let dedup = self.options.tally.dedup.method;
        let fingerprint = match dedup {
            Method::Off if self.options.shard.is_none() => None,
            _ if self.copies.is_empty() && !self.options.lists_documents && self.options.shard.is_none() => None,
            method => Some(Fingerprint::new(&document.text, method == Method::Near)),
        };
        let text = fingerprint.map_or(0, |fingerprint| fingerprint.text);
        if self.options.shard.is_some_and(|shard| !shard.has(self.copies.name(text))) {
            return;
        }
        self.note_id(document, &mut worker.outcome);
        let analysis = self.analyzer.analyze_with(document, &mut worker.scratch);
        let lexicon = self.analyzer.lexicon();
        let Outcome { tally, documents, .. } = &mut worker.outcome;
        let role =
            fingerprint.map_or(Role::Single, |fingerprint| self.copies.role(&fingerprint, || Key::new(document)));
        match role {
            Role::Copy => return tally.add_copy(document, &analysis, lexicon),
            Role::Leader(copies) => tally.set_aside.lead(&document.id, copies),
            Role::Single => {}
        }
        tally.add(document, &analysis, lexicon);
        if self.options.lists_documents && text != 0 && dedup != Method::Off {
            documents.texts.push(text);
        }
    }

    fn annotate(&self, document: &Document, worker: &mut Worker, annotated: &mut Vec<u8>) {
        self.note_id(document, &mut worker.outcome);
        let analysis = self.analyzer.analyze_with(document, &mut worker.scratch);
        let corpus = &mut worker.outcome.tally.corpus;
        corpus.documents += 1;
        corpus.sentences += u64::from(analysis.sentence_count);
        let line = AnnotatedDocument::new(document, &analysis, self.analyzer.lexicon());
        // Writing into memory cannot fail.
        let _ = line.write_line(annotated);
    }

    /// Counts an id that was there before.
    fn note_id(&self, document: &Document, outcome: &mut Outcome) {
        if !self.seen.insert(&document.id) {
            outcome.tally.corpus.skip("duplicate_id", document.id.clone());
        } else if self.options.lists_documents {
            outcome.documents.ids.push(document.id.clone());
        }
    }

    fn problem(&self, place: (u64, u64), problem: Problem, outcome: &mut Outcome) {
        // All shares of a corpus meet the same problems; the first tells of them.
        if self.options.shard.is_some_and(|shard| shard.number > 1) {
            return;
        }
        let example = self.example(&problem);
        outcome.tally.corpus.skip(ingest::problems::slug(problem.code), example);
        outcome.notices.add(place, problem);
    }

    /// Where a problem lies, as reports say it.
    fn example(&self, problem: &Problem) -> String {
        let file = &problem.location.file;
        let last = || file.rsplit('/').next().unwrap_or(file).to_owned();
        let id = self.ids_of_inputs.get(file).cloned().unwrap_or_else(last);
        problem.location.line.map_or(id.clone(), |line| format!("{id}:{line}"))
    }

    fn merge(&self, workers: Vec<Outcome>, found: &[Problem]) -> Outcome {
        let mut whole = Outcome { tally: Tally::new(self.options.tally), ..Outcome::default() };
        for (at, problem) in found.iter().enumerate() {
            self.problem((0, at as u64), problem.clone(), &mut whole);
        }
        for worker in workers {
            whole.tally.merge(worker.tally);
            whole.notices.merge(worker.notices);
            whole.documents.extend(worker.documents);
        }
        whole.documents.sort();
        whole
    }
}

/// Writes until all is written or writing fails, and lets the reading go on accordingly.
fn write_in_order(annotated: Receiver<Annotated>, window: &Window, out: &mut dyn Write) -> io::Result<()> {
    let mut order = InOrder::default();
    for (number, bytes) in annotated {
        order.put(number, bytes);
        while let Some(bytes) = order.take() {
            if let Err(error) = out.write_all(&bytes) {
                window.close();
                return Err(error);
            }
        }
        window.advance(order.given());
    }
    Ok(())
}
