//! Reads a web archive and cuts it into chunks of whole records.

use std::io::{self, Read};
use std::sync::Arc;

use super::Options;
use super::chunk::{Layout, Part};
use super::discover::Input;
use super::problems::{TOO_LONG, place};
use super::reader::BLOCK;
use super::source::{Source, read_error};
use super::warc::{self, Found};

/// One archive being read.
pub(super) struct Archive {
    pub(super) input: Arc<Input>,
    source: Source,
    /// What was read and not yet handed on.
    carry: Vec<u8>,
    /// Where in the archive that begins.
    offset: u64,
    ended: bool,
    /// Whether reading failed; what then is left of a record is lost.
    damaged: bool,
}

impl Archive {
    pub(super) fn new(input: Arc<Input>, source: Source) -> Self {
        Self { input, source, carry: Vec::new(), offset: 0, ended: false, damaged: false }
    }

    /// The next records, about a megabyte of them; `None` at the end.
    pub(super) fn next(&mut self, mut bytes: Vec<u8>, options: &Options) -> Option<Part> {
        if self.ended && self.carry.is_empty() {
            return None;
        }
        bytes.append(&mut self.carry);
        let mut part = Part { layout: Layout::Archive, line: self.offset, first: self.offset == 0, ..Part::default() };
        let mut end = 0;
        while end < BLOCK {
            match warc::find(&bytes[end..]) {
                Found::Record(record) if record.length() > options.max_record_bytes as u64 => {
                    if end > 0 {
                        break;
                    }
                    if record.page(&bytes).is_some() {
                        let message = format!("record longer than {} bytes", options.max_record_bytes);
                        part.problems.push(
                            TOO_LONG.at(place(&self.input.name, self.offset + warc::blank(&bytes) as u64), message),
                        );
                    }
                    let length = record.length();
                    self.pass_over(&mut bytes, length, &mut part);
                    part.line = self.offset;
                }
                Found::Record(record) if record.length() <= (bytes.len() - end) as u64 => {
                    end += record.length() as usize;
                }
                Found::Broken { length, .. } if bytes.len() - end > BLOCK || self.ended => end += length,
                _ if self.damaged => bytes.truncate(end),
                _ if self.ended => end = bytes.len(),
                _ if end > 0 => break,
                _ => self.read_block(&mut bytes, &mut part),
            }
            if self.ended && end >= bytes.len() {
                break;
            }
        }
        self.carry.extend_from_slice(&bytes[end..]);
        bytes.truncate(end);
        self.offset += end as u64;
        part.bytes = bytes;
        Some(part)
    }

    /// Passes over a record that begins `bytes`.
    fn pass_over(&mut self, bytes: &mut Vec<u8>, length: u64, part: &mut Part) {
        let here = (bytes.len() as u64).min(length);
        bytes.drain(..here as usize);
        self.offset += length;
        let passed = io::copy(&mut (&mut self.source.bytes).take(length - here), &mut io::sink());
        if let Err(error) = passed {
            self.end(&error, part);
        }
    }

    fn read_block(&mut self, bytes: &mut Vec<u8>, part: &mut Part) {
        bytes.reserve(BLOCK);
        match (&mut self.source.bytes).take(BLOCK as u64).read_to_end(bytes) {
            Ok(read) => self.ended = read < BLOCK,
            Err(error) => self.end(&error, part),
        }
    }

    fn end(&mut self, error: &io::Error, part: &mut Part) {
        self.ended = true;
        self.damaged = true;
        part.problems.push(read_error(&self.input, Some(self.offset), error));
    }
}
