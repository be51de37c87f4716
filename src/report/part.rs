//! A part: a tally in a file, to be merged with others into a report or a larger part.
//!
//! The first line is JSON that says what the part was made with; the rest is the tally in one zstd frame, whose
//! checksum tells of damage.

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hasher;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

use super::PART_FORMAT;
use super::read::problem;
use super::types::{Provenance, Report};
use crate::aggregate::{Damaged, Documents, Period, Settings, Tally, stable_hash};
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
    let header =
        Header { format: PART_FORMAT.to_owned(), schema_version: PART_VERSION, provenance: Some(provenance.clone()) };
    serde_json::to_writer(&mut *out, &header)?;
    out.write_all(b"\n")?;
    let mut frame = zstd::Encoder::new(out, LEVEL)?;
    frame.include_checksum(true)?;
    let sums = tally.encode();
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
    /// Documents in the parts so far, by hashes.
    ids: FxHashSet<u64>,
    texts: FxHashSet<u64>,
    /// The documents themselves, if a larger part is to be made.
    documents: Option<Documents>,
}

impl Merger {
    /// One that adds up to a report, or, if it `lists_documents`, to a larger part.
    pub fn new(lists_documents: bool) -> Self {
        Self { documents: lists_documents.then(Documents::default), ..Self::default() }
    }

    /// Adds the part in a file.
    ///
    /// # Errors
    /// With code `R001` if the file cannot be read, `R002` if it is empty, `R003` if it is no part, `R004` if it is cut
    /// short or damaged, `R005` if a newer version of the program wrote it, `R007` if it was made with something else
    /// than the parts before.
    pub fn add(&mut self, file: &Path) -> Result<(), Problem> {
        let bytes = fs::read(file).map_err(|error| {
            problem(file, "R001", format!("cannot be read: {error}"), "name a part that `stanceline tally` wrote")
        })?;
        let (provenance, frame) = split(file, &bytes)?;
        match &self.first {
            Some((first, name)) => belongs(file, &provenance, name, first)?,
            None => {
                self.tally = Tally::new(settings(file, &provenance)?);
                self.first = Some((provenance, file.to_owned()));
            }
        }
        let mut sums = Vec::new();
        let read = zstd::Decoder::with_buffer(frame).and_then(|mut decoder| decoder.read_to_end(&mut sums));
        read.map_err(|error| damaged(file, error.kind() == io::ErrorKind::UnexpectedEof, &error.to_string()))?;
        self.add_sums(&sums).map_err(|error| damaged(file, false, &error.to_string()))?;
        let mut hasher = FxHasher::default();
        hasher.write(&bytes);
        if let Some(other) = self.seen.insert(hasher.finish(), file.to_owned()) {
            self.twice.push((other, file.to_owned()));
        }
        Ok(())
    }

    fn add_sums(&mut self, bytes: &[u8]) -> Result<(), Damaged> {
        let (length, rest) = bytes.split_first_chunk().ok_or(Damaged)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| Damaged)?;
        let (sums, list) = rest.split_at_checked(length).ok_or(Damaged)?;
        self.tally.merge_encoded(sums)?;
        let Self { tally, ids, texts, documents, .. } = self;
        let mut listed = Documents::default();
        let lists = documents.is_some();
        Documents::decode(
            list,
            &mut |id| {
                if !ids.insert(stable_hash(id)) {
                    tally.corpus.skip("duplicate_id", id.to_owned());
                }
                if lists {
                    listed.ids.push(id.to_owned());
                }
            },
            &mut |text| {
                tally.set_aside.across_parts += u64::from(!texts.insert(text));
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

impl Report {
    /// The report of merged parts; the same as that of their documents scored in one go.
    pub fn merged(tally: &Tally, provenance: &Provenance) -> Self {
        Self::of(tally, provenance.clone())
    }
}

/// The header and the frame of a part.
fn split<'a>(file: &Path, bytes: &'a [u8]) -> Result<(Provenance, &'a [u8]), Problem> {
    if bytes.is_empty() {
        return Err(problem(file, "R002", "the file is empty".to_owned(), "make the part again"));
    }
    let start = format!("{{\"format\":\"{PART_FORMAT}\"");
    if !bytes.starts_with(start.as_bytes()) {
        // A beginning of a beginning is a part cut short; anything else is something else.
        if start.as_bytes().starts_with(bytes) {
            return Err(damaged(file, true, "the header ends early"));
        }
        let is_report = bytes.windows(16).take(8).any(|window| window == b"\"schema_version\"");
        let what = if is_report { "this is a report, not a part of a tally" } else { "this is no part of a tally" };
        return Err(problem(file, "R003", what.to_owned(), "name parts that `stanceline tally` wrote"));
    }
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        return Err(damaged(file, true, "the header ends early"));
    };
    let version = serde_json::from_slice::<serde_json::Value>(&bytes[..end])
        .map_err(|error| damaged(file, false, &error.to_string()))?;
    let by = version.pointer("/tool/version").and_then(serde_json::Value::as_str).unwrap_or("?").to_owned();
    if version.get("schema_version").and_then(serde_json::Value::as_u64) != Some(PART_VERSION) {
        let form = version.get("schema_version").map_or("?".to_owned(), ToString::to_string);
        let message = format!("form {form} of a part, by stanceline {by}; this program reads form {PART_VERSION}");
        return Err(problem(file, "R005", message, "merge with the version of the program that wrote the parts"));
    }
    let header: Header = serde_json::from_value(version).map_err(|error| damaged(file, false, &error.to_string()))?;
    let provenance = header.provenance.ok_or_else(|| damaged(file, false, "the header is not whole"))?;
    Ok((provenance, &bytes[end + 1..]))
}

fn damaged(file: &Path, is_short: bool, how: &str) -> Problem {
    let what = if is_short { "the part is cut short" } else { "the part is damaged" };
    problem(file, "R004", format!("{what}: {how}"), "make the part again")
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
    Err(problem(file, "R007", message, "merge parts that were made with the same program, pack and settings"))
}

/// The first field, by its path, in which two differ, with both values.
fn first_difference(one: &Provenance, other: &Provenance) -> Option<(String, String, String)> {
    let fields = |provenance: &Provenance| {
        let mut fields = BTreeMap::new();
        if let Ok(value) = serde_json::to_value(provenance) {
            flatten(&value, "", &mut fields);
        }
        fields
    };
    let (one, other) = (fields(one), fields(other));
    let nothing = || "nothing".to_owned();
    let differs = |path: &&String| one.get(*path) != other.get(*path);
    let path = one.keys().chain(other.keys()).find(differs)?;
    let value = |fields: &BTreeMap<String, String>| fields.get(path).cloned().unwrap_or_else(nothing);
    Some((path.clone(), value(&one), value(&other)))
}

fn flatten(value: &serde_json::Value, path: &str, fields: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(object) => {
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
