//! A part: a tally in a file, to be merged with others into a report or a larger part.
//!
//! The first line is JSON that says what the part was made with. The pieces of evidence follow as they are, each with a
//! checksum elsewhere, so that merging need not read those that it does not keep; then the sums and the list of
//! documents in one zstd frame, whose checksum tells of damage.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::read::problem;
use super::types::Provenance;
use super::{PART_FORMAT, problems};
use crate::aggregate::{Documents, Encoded, Period, Settings, Tally};
use crate::dedup::{self, Method};
use crate::model::Problem;

/// Version of the form of parts. It rises with every change of what is in them.
const PART_VERSION: u64 = 1;

/// Effort of compression; parts are written once and read once.
const LEVEL: i32 = 1;

/// The first line.
#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    format: String,
    schema_version: u64,
    /// Length of the evidence.
    pub(super) evidence_bytes: u64,
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

pub(super) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Opens a part; one that comes through a pipe is read into memory.
pub(super) fn open(file: &Path) -> io::Result<Box<dyn ReadSeek>> {
    let mut opened = File::open(file)?;
    if opened.metadata()?.is_file() {
        return Ok(Box::new(opened));
    }
    let mut bytes = Vec::new();
    opened.read_to_end(&mut bytes)?;
    Ok(Box::new(Cursor::new(bytes)))
}

/// What a part begins with.
pub(super) struct Start {
    pub(super) header: Header,
    pub(super) provenance: Provenance,
    /// Where the evidence begins.
    pub(super) evidence_at: u64,
}

/// The longest header, so that a foreign file without line ends is not read to its end.
const LONGEST_HEADER: u64 = 1 << 20;

pub(super) fn start(file: &Path, source: &mut dyn ReadSeek) -> Result<Start, Problem> {
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

pub(super) fn damaged(file: &Path, is_short: bool, how: &str) -> Problem {
    let what = if is_short { "the part is cut short" } else { "the part is damaged" };
    problem(file, problems::DAMAGED, format!("{what}: {how}"), "make the part again")
}

pub(super) fn settings(file: &Path, provenance: &Provenance) -> Result<Settings, Problem> {
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
    let quotes = !written.no_quotes;
    Ok(Settings { period, evidence, evidence_by_year, quotes, dedup: dedup::Options { method, threshold } })
}
