//! Parts joined to a report or a larger part; those that do not belong together are refused.

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};

use super::difference::first_difference;
use super::part::{Start, damaged, open, settings, start};
use super::problems;
use super::read::problem;
use super::types::{Provenance, Report};
use crate::aggregate::{Damaged, Documents, Fetch, Tally, stable_hash};
use crate::model::Problem;

/// Adds parts up.
#[derive(Debug, Default)]
pub struct Merger {
    /// What the first part was made with, and its name.
    first: Option<(Provenance, PathBuf)>,
    tally: Tally,
    /// Parts by a hash of their bytes.
    seen: BTreeMap<u64, PathBuf>,
    twice: Vec<(PathBuf, PathBuf)>,
    /// Documents in the parts so far; shared by mergers that work side by side.
    ids: Arc<Known>,
    texts: Arc<Known>,
    /// The documents themselves, if a larger part is to be made.
    documents: Option<Documents>,
}

impl Merger {
    /// One that adds up to a report, or, if it `lists_documents`, to a larger part.
    pub fn new(lists_documents: bool) -> Self {
        Self { documents: lists_documents.then(Documents::default), ..Self::default() }
    }

    /// Adds the parts in files, over the threads of the pool: each adds up a stretch of them, and the sums are added in
    /// their order, so that the first mistake told is that of the first bad part.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn add_all(&mut self, files: &[PathBuf]) -> Result<(), Problem> {
        let Some((first, rest)) = files.split_first() else { return Ok(()) };
        // The others are held against what the first was made with.
        self.add(first)?;
        let stretch = rest.len().div_ceil(rayon::current_num_threads()).max(1);
        let merged = rest.par_chunks(stretch).map(|files| {
            let mut merger = self.beside();
            files.iter().try_for_each(|file| merger.add(file)).map(|()| merger)
        });
        for merger in merged.collect::<Vec<_>>() {
            self.absorb(merger?);
            self.check_sources(first)?;
        }
        Ok(())
    }

    /// One that adds up other parts of the same kind at the same time.
    fn beside(&self) -> Self {
        Self {
            first: self.first.clone(),
            tally: Tally::new(self.tally.settings),
            ids: Arc::clone(&self.ids),
            texts: Arc::clone(&self.texts),
            documents: self.documents.as_ref().map(|_| Documents::default()),
            ..Self::default()
        }
    }

    fn absorb(&mut self, other: Self) {
        self.tally.merge(other.tally);
        self.twice.extend(other.twice);
        for (hash, file) in other.seen {
            self.see(hash, file);
        }
        if let (Some(own), Some(others)) = (&mut self.documents, other.documents) {
            own.extend(others);
        }
    }

    fn see(&mut self, hash: u64, file: PathBuf) {
        if let Some(other) = self.seen.insert(hash, file.clone()) {
            self.twice.push((other, file));
        }
    }

    /// Adds the part in a file.
    ///
    /// # Errors
    /// With code `R001` if the file cannot be read, `R002` if it is empty, `R003` if it is no part, `R004` if it is cut
    /// short or damaged, `R005` if a newer version of the program wrote it, `R007` if it was made with something else
    /// than the parts before, `R010` if there are more sources than [`Sources::MOST`](crate::aggregate::Sources::MOST).
    pub fn add(&mut self, file: &Path) -> Result<(), Problem> {
        let read = |error: io::Error| {
            problem(
                file,
                problems::UNREADABLE,
                format!("cannot be read: {error}"),
                "name a part that `stanceline tally` wrote",
            )
        };
        let mut source = open(file).map_err(read)?;
        let Start { header, provenance, evidence_at } = start(file, &mut *source)?;
        match &self.first {
            Some((first, name)) => belongs(file, &provenance, name, first)?,
            None => {
                self.tally = Tally::new(settings(file, &provenance)?);
                self.first = Some((provenance, file.to_owned()));
            }
        }
        let mut frame = Vec::new();
        let end = evidence_at + header.evidence_bytes;
        source.seek(SeekFrom::Start(end)).and_then(|_| source.read_to_end(&mut frame)).map_err(read)?;
        let mut sums = Vec::new();
        let unpacked = zstd::Decoder::with_buffer(&*frame).and_then(|mut decoder| decoder.read_to_end(&mut sums));
        unpacked.map_err(|error| damaged(file, error.kind() == io::ErrorKind::UnexpectedEof, &error.to_string()))?;
        if sums.is_empty() {
            return Err(damaged(file, true, "there are no sums"));
        }
        let mut fetch = |at: u64, length: usize| {
            let mut piece = Vec::new();
            let found = source.seek(SeekFrom::Start(evidence_at + at));
            let read = found.and_then(|_| (&mut source).take(length as u64).read_to_end(&mut piece));
            read.map_err(|_| Damaged).map(|_| piece)
        };
        self.add_sums(&sums, &mut fetch).map_err(|error| damaged(file, false, &error.to_string()))?;
        let mut hasher = FxHasher::default();
        hasher.write(&frame);
        self.see(hasher.finish(), file.to_owned());
        self.check_sources(file)
    }

    fn check_sources(&self, file: &Path) -> Result<(), Problem> {
        let refused = |message| problem(file, problems::SOURCES, message, problems::SOURCES.advice);
        self.tally.sources.refusal().map_or(Ok(()), |message| Err(refused(message)))
    }

    fn add_sums(&mut self, bytes: &[u8], evidence: &mut Fetch) -> Result<(), Damaged> {
        let (length, rest) = bytes.split_first_chunk().ok_or(Damaged)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| Damaged)?;
        let (sums, list) = rest.split_at_checked(length).ok_or(Damaged)?;
        self.tally.merge_encoded(sums, evidence)?;
        let Self { tally, ids, texts, documents, .. } = self;
        let mut listed = Documents::default();
        let lists = documents.is_some();
        Documents::decode(
            list,
            &mut |id| {
                if !ids.adds(stable_hash(id)) {
                    tally.corpus.skip("duplicate_id", id.to_owned());
                }
                if lists {
                    listed.ids.push(id.to_owned());
                }
            },
            &mut |text| {
                tally.set_aside.across_parts += u64::from(!texts.adds(text));
                if lists {
                    listed.texts.push(text);
                }
            },
        )?;
        if let Some(documents) = documents {
            documents.extend(listed);
        }
        Ok(())
    }

    /// Texts that stand in more than one part and count in each.
    pub fn across_parts(&self) -> u64 {
        self.tally.set_aside.across_parts
    }

    /// Calls `each` with the hash of each text that counts in the parts so far, in no order.
    #[allow(clippy::iter_over_hash_type, reason = "for sets, in which the order is lost")]
    pub fn each_text(&self, each: &mut dyn FnMut(u64)) {
        for shard in &self.texts.0 {
            for text in shard.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                each(*text);
            }
        }
    }

    /// Parts that are the same byte for byte, and so are counted twice: probably a mistake.
    pub fn twice(&self) -> &[(PathBuf, PathBuf)] {
        &self.twice
    }

    /// The sum and what it was made with; `None` if no part was added.
    pub fn finish(self) -> Option<(Tally, Documents, Provenance)> {
        let mut documents = self.documents.unwrap_or_default();
        documents.sort();
        self.first.map(|(provenance, _)| (self.tally, documents, provenance))
    }
}

/// A set of hashes that many threads fill. Which of two equal ones comes second depends on the threads, that one does
/// not.
#[derive(Debug)]
struct Known([Mutex<FxHashSet<u64>>; 64]);

impl Default for Known {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

impl Known {
    /// Whether the hash was not there before.
    fn adds(&self, hash: u64) -> bool {
        // The table inside takes the low and the highest bits.
        let shard = &self.0[(hash >> 32) as usize % self.0.len()];
        shard.lock().unwrap_or_else(PoisonError::into_inner).insert(hash)
    }
}

impl Report {
    /// The report of merged parts; the same as that of their documents scored in one go.
    pub fn merged(tally: &Tally, provenance: &Provenance) -> Self {
        Self::of(tally, provenance.clone())
    }
}

/// Whether a part was made with the same as another.
fn belongs(file: &Path, one: &Provenance, name: &Path, first: &Provenance) -> Result<(), Problem> {
    let Some((what, here, there)) = first_difference(one, first) else { return Ok(()) };
    let message = format!("does not belong with {}: {what} is {here} here and {there} there", name.display());
    Err(problem(
        file,
        problems::MISMATCH,
        message,
        "merge parts that were made with the same program, pack and settings",
    ))
}
