//! Reads inputs one after the other and cuts them into chunks of whole records.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::archive::Archive;
use super::chunk::{Chunk, Layout, Part, Pool};
use super::csv_table::{self, Header};
use super::discover::Input;
use super::problems::{BROKEN_JSON, BROKEN_ROW, ENCODING_REPAIRED, TOO_LONG};
use super::problems::{place, whole};
use super::single;
use super::source::{self, Source, read_error};
use super::splitter::Splitter;
use super::{Format, Options};
use crate::model::{Problem, Severity};

/// Bytes read for one chunk, if records are not longer.
pub(super) const BLOCK: usize = 1 << 20;

/// Reads `inputs` in order. Only reading is done here; parsing is left to [`parse`](super::parse).
pub fn chunks(inputs: Vec<Input>, options: Arc<Options>) -> Chunks {
    Chunks { inputs: inputs.into_iter(), options, open: None, number: 0, pool: Pool::default() }
}

/// The chunks of a list of inputs, in order; see [`chunks`].
pub struct Chunks {
    inputs: std::vec::IntoIter<Input>,
    options: Arc<Options>,
    open: Option<Open>,
    number: u64,
    pool: Pool,
}

impl Iterator for Chunks {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            let Some(stream) = &mut self.open else {
                let input = Arc::new(self.inputs.next()?);
                if input.path.is_some() && input.format.is_some_and(Format::is_one_record) {
                    return Some(self.chunk(input, Part { layout: Layout::Unread, ..Part::default() }));
                }
                match source::open(&input, &self.options) {
                    Ok(source) => self.open = Some(Open::new(input, source)),
                    Err(error) => {
                        let problems = vec![read_error(&input, None, &error)];
                        return Some(self.chunk(input, Part { problems, ..Part::default() }));
                    }
                }
                continue;
            };
            let input = Arc::clone(stream.input());
            match stream.next(self.pool.take(), self.options.as_ref()) {
                Some(part) => return Some(self.chunk(input, part)),
                None => self.open = None,
            }
        }
    }
}

impl Chunks {
    fn chunk(&mut self, input: Arc<Input>, part: Part) -> Chunk {
        let number = self.number;
        self.number += 1;
        Chunk { number, input, part, pool: self.pool.clone() }
    }
}

/// An input being read.
enum Open {
    Stream(Box<Stream>),
    Archive(Archive),
}

impl Open {
    fn new(input: Arc<Input>, source: Source) -> Self {
        match source.format {
            Format::Warc => Self::Archive(Archive::new(input, source)),
            _ => Self::Stream(Box::new(Stream::new(input, source))),
        }
    }

    fn input(&self) -> &Arc<Input> {
        match self {
            Self::Stream(stream) => &stream.input,
            Self::Archive(archive) => &archive.input,
        }
    }

    fn next(&mut self, bytes: Vec<u8>, options: &Options) -> Option<Part> {
        match self {
            Self::Stream(stream) => stream.next(bytes, options),
            Self::Archive(archive) => archive.next(bytes, options),
        }
    }
}

/// How far an input was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Reading,
    /// All was read.
    Ended,
    /// Reading failed.
    Damaged,
    /// All was handed on.
    Done,
}

/// One input being read.
struct Stream {
    input: Arc<Input>,
    source: Source,
    splitter: Splitter,
    header: Option<Arc<Header>>,
    /// The beginning of a record whose end was not yet read; already gone over by the splitter.
    carry: Vec<u8>,
    /// The line of the input at which `carry` begins.
    line: u64,
    /// Whether no records were handed on so far.
    first: bool,
    /// Whether nothing at all went by so far, not even records that were rejected.
    untouched: bool,
    state: State,
    /// Whether the rest of a record that is too long is being passed over.
    skipping: bool,
    problems: Vec<Problem>,
}

impl Stream {
    fn new(input: Arc<Input>, source: Source) -> Self {
        let splitter = match source.format {
            Format::Csv => Splitter::rows(csv_table::separator(&source.head)),
            Format::Tsv => Splitter::rows(b'\t'),
            Format::Json => Splitter::values(&source.head),
            Format::JsonLines | Format::Text | Format::Html | Format::Warc | Format::Parquet => Splitter::Lines,
        };
        Self {
            input,
            source,
            splitter,
            header: None,
            carry: Vec::new(),
            line: 1,
            first: true,
            untouched: true,
            state: State::Reading,
            skipping: false,
            problems: Vec::new(),
        }
    }

    fn next(&mut self, mut bytes: Vec<u8>, options: &Options) -> Option<Part> {
        if self.state == State::Done {
            return None;
        }
        if self.source.format.is_one_record() {
            self.state = State::Done;
            return Some(single::whole(&self.input, &mut self.source, bytes, options));
        }
        bytes.extend_from_slice(&self.carry);
        self.carry.clear();
        let end = self.fill(&mut bytes, options);
        self.carry.extend_from_slice(&bytes[end..]);
        bytes.truncate(end);
        if self.state != State::Reading && self.carry.is_empty() {
            self.state = State::Done;
        }
        if self.state == State::Done && self.source.repaired.load(Ordering::Relaxed) {
            let message = "invalid bytes were replaced";
            self.problems.push(ENCODING_REPAIRED.at(whole(&self.input.name), message));
        }
        Some(self.part(bytes, options))
    }

    /// Reads until `bytes` hold a whole record and returns where the last one ends.
    fn fill(&mut self, bytes: &mut Vec<u8>, options: &Options) -> usize {
        let mut scanned = bytes.len();
        loop {
            let mut ends = self.splitter.scan(&bytes[scanned..]);
            if self.skipping {
                // The record too long ends at the first end met; until then everything goes.
                let skipped = ends.first.map_or(bytes.len(), |end| scanned + end);
                self.drop_front(bytes, skipped);
                self.skipping = ends.first.is_none() && self.state == State::Reading;
                ends.last = ends.last.map(|last| scanned + last - skipped).filter(|&last| last > 0);
                scanned = 0;
            }
            let all_is_good = self.state == State::Ended && self.splitter.is_complete();
            if let Some(last) = ends.last.filter(|_| !all_is_good) {
                return scanned + last;
            }
            scanned = bytes.len();
            if self.state != State::Reading {
                match self.finish(bytes) {
                    Some(end) => return end,
                    None => scanned = 0,
                }
            } else if scanned > options.max_record_bytes {
                self.pass_over(bytes, options);
                scanned = 0;
            } else {
                self.read_block(bytes);
            }
        }
    }

    fn read_block(&mut self, bytes: &mut Vec<u8>) {
        bytes.reserve(BLOCK);
        match (&mut self.source.bytes).take(BLOCK as u64).read_to_end(bytes) {
            Ok(read) if read < BLOCK => self.state = State::Ended,
            Ok(_) => {}
            Err(error) => {
                self.state = State::Damaged;
                let problem = read_error(&self.input, Some(self.line + lines_in(bytes)), &error);
                self.problems.push(problem);
            }
        }
    }

    /// At the end of the input: where the last record ends, or `None` if `bytes` must be gone over again.
    fn finish(&mut self, bytes: &mut Vec<u8>) -> Option<usize> {
        if self.state == State::Damaged {
            // What is left is the beginning of a record whose end is lost.
            bytes.clear();
        } else if !self.splitter.is_complete() {
            let line = self.line;
            match self.splitter {
                Splitter::Rows { .. } => {
                    let message = "a quotation mark opened in this row is never closed";
                    self.problems.push(BROKEN_ROW.at(place(&self.input.name, line), message));
                    self.drop_line(bytes);
                    return None;
                }
                _ => self.unclosed_json(bytes),
            }
        }
        Some(bytes.len())
    }

    fn unclosed_json(&mut self, bytes: &mut Vec<u8>) {
        let line = self.line + lines_in(bytes);
        self.problems.push(BROKEN_JSON.at(place(&self.input.name, line), "the input ends within a value"));
        if !matches!(self.splitter, Splitter::Values { base: 1, depth: 1, string: false, .. }) {
            bytes.clear();
        }
    }

    /// Rejects the record at the beginning of `bytes` as too long.
    fn pass_over(&mut self, bytes: &mut Vec<u8>, options: &Options) {
        let message = format!("record longer than {} bytes", options.max_record_bytes);
        self.problems.push(TOO_LONG.at(place(&self.input.name, self.line), message));
        if self.splitter.is_complete() || !matches!(self.splitter, Splitter::Rows { .. }) {
            self.skipping = true;
            let all = bytes.len();
            self.drop_front(bytes, all);
        } else {
            // More likely than a row that long is a stray quotation mark in its first line.
            self.drop_line(bytes);
        }
    }

    /// Drops the first line, after which the search for records begins anew.
    fn drop_line(&mut self, bytes: &mut Vec<u8>) {
        let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
        self.drop_front(bytes, end);
        self.splitter = self.splitter.reset();
    }

    fn drop_front(&mut self, bytes: &mut Vec<u8>, end: usize) {
        self.line += lines_in(&bytes[..end]);
        self.untouched &= end == 0;
        bytes.drain(..end);
    }

    /// The part made of whole records.
    fn part(&mut self, bytes: Vec<u8>, options: &Options) -> Part {
        let mut part = Part { line: self.line, first: self.first, ..Part::default() };
        self.line += lines_in(&bytes);
        self.first &= bytes.is_empty();
        part.layout = match self.splitter {
            Splitter::Lines => Layout::Lines,
            Splitter::Values { base, depth, .. } => {
                let closes = self.state == State::Done && depth == 0;
                Layout::Values { array: base == 1, opens: self.untouched, closes }
            }
            Splitter::Rows { separator, .. } => match self.header.clone() {
                Some(header) => Layout::Rows(header),
                None => self.read_header(separator, &bytes, &mut part, options),
            },
        };
        self.untouched &= bytes.is_empty();
        part.bytes = bytes;
        part.problems = std::mem::take(&mut self.problems);
        part
    }

    /// Takes the header from the beginning of `bytes`; without a column of texts the input is given up.
    fn read_header(&mut self, separator: u8, bytes: &[u8], part: &mut Part, options: &Options) -> Layout {
        if bytes.trim_ascii().is_empty() {
            return Layout::Nothing;
        }
        let (header, start) = Header::read(bytes, separator, &options.fields);
        part.start = start;
        part.line += lines_in(&bytes[..start]);
        let problems = header.check(&self.input, &options.fields);
        let useless = problems.iter().any(|problem| problem.severity == Severity::Error);
        self.problems.extend(problems);
        if useless {
            self.state = State::Done;
            return Layout::Nothing;
        }
        let header = Arc::new(header);
        self.header = Some(Arc::clone(&header));
        Layout::Rows(header)
    }
}

fn lines_in(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
