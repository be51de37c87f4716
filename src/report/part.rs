//! A part: a tally in a file, to be merged with others into a report or a larger part.
//!
//! The first line is JSON that says what the part was made with. The pieces of evidence follow as they are, each with a
//! checksum elsewhere, so that merging need not read those that it does not keep; then the sums and the list of
//! documents in one zstd frame, whose checksum tells of damage.

use std::collections::BTreeMap;
use std::fs::File;
use std::hash::Hasher;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::read::problem;
use super::types::{Provenance, Report};
use super::{PART_FORMAT, problems};
use crate::aggregate::{Damaged, Documents, Encoded, Fetch, Period, Settings, Tally, stable_hash};
use crate::dedup::{self, Method};
use crate::model::Problem;

/// Version of the form of parts. It rises with every change of what is in them.
const PART_VERSION: u64 = 1;

/// Effort of compression; parts are written once and read once.
const LEVEL: i32 = 1;

/// The first line.
#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    schema_version: u64,
    /// Length of the evidence.
    evidence_bytes: u64,
    #[serde(flatten)]
    provenance: Option<Provenance>,
}

/// Writes a tally as a part.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_part(
    tally: &Tally,
    documents: &Documents,
    provenance: &Provenance,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Encoded { sums, evidence } = tally.encode();
    let header = Header {
        format: PART_FORMAT.to_owned(),
        schema_version: PART_VERSION,
        evidence_bytes: evidence.len() as u64,
        provenance: Some(provenance.clone()),
    };
    serde_json::to_writer(&mut *out, &header)?;
    out.write_all(b"\n")?;
    out.write_all(&evidence)?;
    let mut frame = zstd::Encoder::new(out, LEVEL)?;
    frame.include_checksum(true)?;
    frame.write_all(&(sums.len() as u64).to_le_bytes())?;
    frame.write_all(&sums)?;
    frame.write_all(&documents.encode())?;
    frame.finish()?;
    Ok(())
}

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

trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Opens a part; one that comes through a pipe is read into memory.
fn open(file: &Path) -> io::Result<Box<dyn ReadSeek>> {
    let mut opened = File::open(file)?;
    if opened.metadata()?.is_file() {
        return Ok(Box::new(opened));
    }
    let mut bytes = Vec::new();
    opened.read_to_end(&mut bytes)?;
    Ok(Box::new(Cursor::new(bytes)))
}

/// What a part begins with.
struct Start {
    header: Header,
    provenance: Provenance,
    /// Where the evidence begins.
    evidence_at: u64,
}

/// The longest header, so that a foreign file without line ends is not read to its end.
const LONGEST_HEADER: u64 = 1 << 20;

fn start(file: &Path, source: &mut dyn ReadSeek) -> Result<Start, Problem> {
    let mut line = Vec::new();
    let read = BufReader::new(source).take(LONGEST_HEADER).read_until(b'\n', &mut line);
    read.map_err(|error| problem(file, problems::UNREADABLE, format!("cannot be read: {error}"), "name another file"))?;
    if line.is_empty() {
        return Err(problem(file, problems::EMPTY, "the file is empty".to_owned(), "make the part again"));
    }
    let start = format!("{{\"format\":\"{PART_FORMAT}\"");
    if !line.starts_with(start.as_bytes()) {
        // A beginning of a beginning is a part cut short; anything else is something else.
        return Err(if start.as_bytes().starts_with(&line) {
            damaged(file, true, "the header ends early")
        } else {
            foreign(file, &line)
        });
    }
    if !line.ends_with(b"\n") {
        return Err(damaged(file, true, "the header ends early"));
    }
    let value: Value = serde_json::from_slice(&line).map_err(|error| damaged(file, false, &error.to_string()))?;
    if value.get("schema_version").and_then(Value::as_u64) != Some(PART_VERSION) {
        let by = value.pointer("/tool/version").and_then(Value::as_str).unwrap_or("of another kind");
        let form = value.get("schema_version").map_or("?".to_owned(), ToString::to_string);
        let message = format!("form {form} of a part, by stanceline {by}; this program reads form {PART_VERSION}");
        return Err(problem(
            file,
            problems::NEWER,
            message,
            "merge with the version of the program that wrote the parts",
        ));
    }
    let header: Header = serde_json::from_value(value).map_err(|error| damaged(file, false, &error.to_string()))?;
    let provenance = header.provenance.clone().ok_or_else(|| damaged(file, false, "the header is not whole"))?;
    Ok(Start { header, provenance, evidence_at: line.len() as u64 })
}

fn foreign(file: &Path, line: &[u8]) -> Problem {
    let is_report = line.trim_ascii() == b"{";
    let what =
        if is_report { "this is a report or other JSON, not a part of a tally" } else { "this is no part of a tally" };
    problem(file, problems::FOREIGN, what.to_owned(), "name parts that `stanceline tally` wrote")
}

fn damaged(file: &Path, is_short: bool, how: &str) -> Problem {
    let what = if is_short { "the part is cut short" } else { "the part is damaged" };
    problem(file, problems::DAMAGED, format!("{what}: {how}"), "make the part again")
}

fn settings(file: &Path, provenance: &Provenance) -> Result<Settings, Problem> {
    let written = &provenance.settings;
    let Some(period) = Period::named(&written.period) else {
        return Err(damaged(file, false, &format!("{:?} is no period", written.period)));
    };
    let (evidence, evidence_by_year) = (written.evidence as usize, written.evidence_by_year as usize);
    let method = [Method::Off, Method::Exact, Method::Near].into_iter().find(|one| one.as_str() == written.dedup);
    let Some(method) = method else {
        return Err(damaged(file, false, &format!("{:?} is no way to find copies", written.dedup)));
    };
    let threshold =
        written.dedup_threshold.map_or(dedup::Options::default().threshold, |share| (share * 100.0).round() as u8);
    Ok(Settings { period, evidence, evidence_by_year, dedup: dedup::Options { method, threshold } })
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

/// The first field, by its path, in which two differ, with both values.
pub(super) fn first_difference(one: &impl Serialize, other: &impl Serialize) -> Option<(String, String, String)> {
    let (one, other) = (fields(one), fields(other));
    let nothing = || "nothing".to_owned();
    let differs = |path: &&String| one.get(*path) != other.get(*path);
    let path = one.keys().chain(other.keys()).find(differs)?;
    let value = |fields: &BTreeMap<String, String>| fields.get(path).cloned().unwrap_or_else(nothing);
    Some((path.clone(), value(&one), value(&other)))
}

/// The fields of a value by their paths.
fn fields(value: &impl Serialize) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    if let Ok(value) = serde_json::to_value(value) {
        flatten(&value, "", &mut fields);
    }
    fields
}

fn flatten(value: &Value, path: &str, fields: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(value, &path, fields);
            }
        }
        _ => {
            fields.insert(path.to_owned(), value.to_string());
        }
    }
}
