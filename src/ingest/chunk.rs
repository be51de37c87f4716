//! Pieces of input, and their way to documents.

use std::sync::{Arc, Mutex, PoisonError};

use super::csv_table::{self, Header};
use super::discover::Input;
use super::reader::chunks;
use super::{Options, Sink, html, json, plain, single, warc};
use crate::model::{Document, Problem};

/// A piece of one input, read and not yet parsed: about a megabyte of whole records, or one whole file.
#[derive(Debug)]
pub struct Chunk {
    /// Its number in the order of the input, from 0.
    pub number: u64,
    /// The input that it comes from.
    pub input: Arc<Input>,
    pub(super) part: Part,
    pub(super) pool: Pool,
}

/// What a chunk holds.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    pub(super) layout: Layout,
    /// Where in `bytes` the records begin.
    pub(super) start: usize,
    /// The line of the input at which they begin.
    pub(super) line: u64,
    /// Whether no records of the input came before.
    pub(super) first: bool,
    /// What went wrong in reading; came after the records of the chunk.
    pub(super) problems: Vec<Problem>,
}

/// How records lie in a chunk.
#[derive(Clone, Debug, Default)]
pub(super) enum Layout {
    /// There are none.
    #[default]
    Nothing,
    /// One JSON object a line.
    Lines,
    /// JSON objects; elements of an array or following each other, with its beginning or its end or neither.
    Values { array: bool, opens: bool, closes: bool },
    /// Rows of a table.
    Rows(Arc<Header>),
    /// One text.
    Text,
    /// One web page.
    Page,
    /// Records of a web archive.
    Archive,
    /// The whole input, which is one record and still to be read.
    Unread,
}

impl Part {
    /// The bytes of the records.
    pub(super) fn records(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

impl Chunk {
    /// Its size in bytes after decompression; of a file that is still to be read, as it lies on the disk.
    pub fn size(&self) -> usize {
        match (&self.part.layout, &self.input.path) {
            (Layout::Unread, Some(path)) => path.metadata().map_or(0, |file| file.len() as usize),
            _ => self.part.bytes.len(),
        }
    }
}

impl Drop for Chunk {
    fn drop(&mut self) {
        self.pool.give(std::mem::take(&mut self.part.bytes));
    }
}

/// Parses a chunk; chunks can be parsed on any thread. A small file is read here, so that many are read at once.
pub fn parse(chunk: &Chunk, options: &Options, sink: &mut Sink) {
    if !matches!(chunk.part.layout, Layout::Unread) {
        return parse_part(chunk, &chunk.part, options, sink);
    }
    let part = single::read(&chunk.input, chunk.pool.take(), options);
    parse_part(chunk, &part, options, sink);
    chunk.pool.give(part.bytes);
}

fn parse_part(chunk: &Chunk, part: &Part, options: &Options, sink: &mut Sink) {
    match &part.layout {
        Layout::Nothing | Layout::Unread => {}
        Layout::Archive => warc::pages(&chunk.input, part, options, sink),
        Layout::Lines => json::lines(&chunk.input, part, options, sink),
        Layout::Values { .. } => json::values(&chunk.input, part, options, sink),
        Layout::Rows(header) => csv_table::rows(&chunk.input, part, header, options, sink),
        Layout::Text => plain::text(&chunk.input, part.records(), &options.fields, sink),
        Layout::Page => html::page(&chunk.input, part.records(), sink),
    }
    for problem in &part.problems {
        sink(Err(problem.clone()));
    }
}

/// Reads and parses inputs one after the other on this thread.
pub fn read(inputs: Vec<Input>, options: Options) -> impl Iterator<Item = Result<Document, Problem>> {
    let shared = Arc::new(options);
    chunks(inputs, Arc::clone(&shared)).flat_map(move |chunk| {
        let mut results = Vec::new();
        parse(&chunk, &shared, &mut |result| results.push(result));
        results
    })
}

/// Buffers for reuse: fresh ones cost more than filling them.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool(Arc<Mutex<Vec<Vec<u8>>>>);

impl Pool {
    /// Buffers kept, and the greatest size of one kept, so that one long record does not hold memory for ever.
    const KEPT: usize = 64;
    const LARGEST: usize = 4 << 20;

    pub(super) fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give(&self, mut bytes: Vec<u8>) {
        bytes.clear();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if (1..=Self::LARGEST).contains(&bytes.capacity()) && kept.len() < Self::KEPT {
            kept.push(bytes);
        }
    }
}
