//! Draws units to be coded by hand, without a word of what the program thinks of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use rayon::iter::{ParallelBridge, ParallelIterator};
use sha2::{Digest, Sha256};

use crate::analyze::{Analyzer, Scratch};
use crate::ingest::{self, Chunk, Input};
use crate::model::{ActorRef, ByteSpan, Document, Problem};
use crate::pipeline::{self, Outcome, Progress};

mod view;
mod write;

use view::View;
pub use write::write_sample;

/// How a sample is drawn.
#[derive(Clone, Debug)]
pub struct Sampling {
    /// Units drawn, of each actor if `by_actor`.
    pub size: usize,
    /// What the draw hangs on: the same seed draws the same units.
    pub seed: u64,
    /// Whether each actor gets `size` units of its own, so that rarely named ones are not lost.
    pub by_actor: bool,
    /// Alone these actors, by id; all if empty.
    pub actors: BTreeSet<String>,
}

/// A sentence and an actor in it, with the sentences around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampledUnit {
    /// Document, first code point of the sentence in it, and actor.
    pub id: String,
    /// Id of the document.
    pub document: String,
    /// Its date.
    pub date: Option<String>,
    /// Its source.
    pub outlet: Option<String>,
    /// Who speaks in the first person.
    pub speaker: Option<String>,
    /// Id of the actor.
    pub actor: String,
    /// Its display name.
    pub name: String,
    /// The words by which the actor is mentioned.
    pub mention: String,
    /// The sentence.
    pub sentence: String,
    /// The sentence with the one before it and the one after it.
    pub text: String,
    /// First code point of the mention in `text`.
    pub start: u32,
    /// One past its last code point.
    pub end: u32,
    /// Code points before `text` in the document.
    pub offset: u32,
}

/// Orders units by a hash that hangs on nothing but the seed and what the unit is.
type Rank = (u64, String, u32, String, String);

/// A draw that goes on: the units of least rank, of all actors or of each.
#[derive(Debug, Default)]
struct Kept(BTreeMap<String, BTreeMap<Rank, SampledUnit>>);

/// What was drawn.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The units, in the order of their hashes, which is that of chance.
    pub units: Vec<SampledUnit>,
    /// How many there were to draw from.
    pub population: u64,
    /// What was read, and what went wrong.
    pub outcome: Outcome,
}

/// Draws units from `inputs`; `found` are the problems met in finding these.
///
/// A unit is a sentence and an actor that it mentions, or for whom somebody in it speaks. Each is as likely to be drawn
/// as any other: those with the least hash are kept (bottom-k sampling, Cohen and Kaplan 2007), so that order, threads
/// and splits of the inputs change nothing. The analyzer must keep all sentences.
///
/// # Errors
/// If the threads cannot be started.
pub fn draw(
    analyzer: &Analyzer,
    inputs: Vec<Input>,
    found: &[Problem],
    options: &pipeline::Options,
    sampling: &Sampling,
    progress: &dyn Progress,
) -> io::Result<Drawn> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build().map_err(io::Error::other)?;
    let drawing = Drawing { analyzer, options, sampling, progress };
    // One thread reads; the bridge hands chunks to the pool as it asks for them.
    let (to_pool, chunks) = std::sync::mpsc::sync_channel::<Chunk>(pool.current_num_threads());
    let shared = Arc::new(options.ingest.clone());
    let mut whole = std::thread::scope(|scope| {
        scope.spawn(move || {
            for chunk in ingest::chunks(inputs, shared) {
                if to_pool.send(chunk).is_err() {
                    return;
                }
            }
        });
        pool.install(|| {
            let parts = chunks
                .into_iter()
                .par_bridge()
                .map_init(Scratch::default, |scratch, chunk| drawing.chunk(&chunk, scratch));
            parts.reduce(Part::default, |one, other| one.merged(other, sampling.size))
        })
    });
    for (at, problem) in found.iter().enumerate() {
        whole.outcome.notices.add((0, at as u64), problem.clone());
    }
    let mut units: Vec<(Rank, SampledUnit)> = whole.kept.0.into_values().flatten().collect();
    units.sort_by(|a, b| a.0.cmp(&b.0));
    let units = units.into_iter().map(|(_, unit)| unit).collect();
    Ok(Drawn { units, population: whole.population, outcome: whole.outcome })
}

/// What all threads share.
struct Drawing<'a> {
    analyzer: &'a Analyzer,
    options: &'a pipeline::Options,
    sampling: &'a Sampling,
    progress: &'a dyn Progress,
}

/// What was drawn from a part of the corpus.
#[derive(Default)]
struct Part {
    kept: Kept,
    population: u64,
    outcome: Outcome,
}

impl Part {
    fn merged(mut self, other: Self, size: usize) -> Self {
        for (stratum, units) in other.kept.0 {
            let known = self.kept.0.entry(stratum).or_default();
            known.extend(units);
            while known.len() > size {
                known.pop_last();
            }
        }
        self.population += other.population;
        self.outcome.tally.corpus.documents += other.outcome.tally.corpus.documents;
        self.outcome.notices.merge(other.outcome.notices);
        self
    }
}

impl Drawing<'_> {
    fn chunk(&self, chunk: &Chunk, scratch: &mut Scratch) -> Part {
        let mut part = Part::default();
        let mut place = (chunk.number + 1, 0);
        ingest::parse(chunk, &self.options.ingest, &mut |result| {
            place.1 += 1;
            match result {
                Ok(document) if !self.analyzer.reads(&document) => {
                    part.outcome.notices.add(place, pipeline::other_language(&chunk.input, &document));
                }
                Ok(document) => self.document(&document, scratch, &mut part),
                Err(problem) => part.outcome.notices.add(place, problem),
            }
        });
        let documents = part.outcome.tally.corpus.documents;
        self.progress.chunk(&chunk.input, chunk.size(), documents, part.outcome.notices.errors);
        part
    }

    fn document(&self, document: &Document, scratch: &mut Scratch, part: &mut Part) {
        part.outcome.tally.corpus.documents += 1;
        let analysis = self.analyzer.analyze_with(document, scratch);
        let view = View::new(document, &analysis, self.analyzer.lexicon());
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            for (actor, mention) in view.actors(sentence) {
                if self.sampling.actors.is_empty() || self.sampling.actors.contains(view.names.id(actor)) {
                    part.population += 1;
                    self.offer(&view, number, actor, mention, &mut part.kept);
                }
            }
        }
    }

    fn offer(&self, view: &View, number: usize, actor: ActorRef, mention: ByteSpan, kept: &mut Kept) {
        let id = view.names.id(actor);
        let stratum = if self.sampling.by_actor { id } else { "" };
        let known = kept.0.entry(stratum.to_owned()).or_default();
        let span = view.analysis.sentences[number].span;
        let document = &view.document.id;
        let hash = hash(self.sampling.seed, document, span.start, id);
        let is_full = known.len() >= self.sampling.size;
        if is_full && known.last_key_value().is_none_or(|(last, _)| last.0 < hash) {
            return;
        }
        let unit = view.unit(number, actor, mention);
        known.insert((hash, document.clone(), span.start, id.to_owned(), unit.text.clone()), unit);
        if known.len() > self.sampling.size {
            known.pop_last();
        }
    }
}

fn hash(seed: u64, document: &str, sentence: u32, actor: &str) -> u64 {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    hash.update(sentence.to_be_bytes());
    hash.update((document.len() as u64).to_be_bytes());
    hash.update(document);
    hash.update(actor);
    hash.finalize().iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}
