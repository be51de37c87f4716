//! Opens an input as a stream of UTF-8: undoes compression and encoding.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::bufread::MultiGzDecoder;

use super::discover::Input;
use super::format::compression;
use super::problems::{TRUNCATED_STREAM, UNREADABLE_FILE, whole};
use super::{Encoding, Format, Options};
use crate::model::Problem;

/// Bytes looked at to tell a format.
const HEAD: usize = 1024;

/// Bytes read at once from a file.
const BUFFER: usize = 256 << 10;

/// An opened input.
pub(super) struct Source {
    /// Its bytes as UTF-8, without byte order mark; invalid bytes may remain.
    pub(super) bytes: Box<dyn Read + Send>,
    /// Its format.
    pub(super) format: Format,
    /// Its first bytes.
    pub(super) head: Vec<u8>,
    /// Whether decoding had to replace something so far.
    pub(super) repaired: Arc<AtomicBool>,
}

/// Opens an input.
pub(super) fn open(input: &Input, options: &Options) -> io::Result<Source> {
    if input.format == Some(Format::Parquet) {
        return open_table(input, options);
    }
    let raw: Box<dyn Read + Send> = match &input.path {
        None => Box::new(io::stdin()),
        Some(path) => Box::new(File::open(path)?),
    };
    let raw = Peeked::new(raw, 4)?;
    let magic = raw.head.clone();
    let expected = compression(&input.name.to_ascii_lowercase());
    let buffered = |raw| BufReader::with_capacity(BUFFER, raw);
    let plain: Box<dyn Read + Send> = match magic.as_slice() {
        [0x1F, 0x8B, ..] => Box::new(MultiGzDecoder::new(buffered(raw))),
        [0x28, 0xB5, 0x2F, 0xFD] => Box::new(zstd::stream::read::Decoder::with_buffer(buffered(raw))?),
        [] => Box::new(io::empty()),
        _ => match expected {
            Some(ending) => return Err(io::Error::new(io::ErrorKind::InvalidData, format!("no {ending} data"))),
            None => Box::new(raw),
        },
    };
    decoded(Peeked::new(plain, HEAD)?, input.format, options.encoding)
}

/// Opens a Parquet file; its rows come as lines of JSON.
#[cfg(feature = "parquet")]
fn open_table(input: &Input, options: &Options) -> io::Result<Source> {
    let rows = super::parquet_rows::Rows::open(input, &options.fields)?;
    let repaired = Arc::new(AtomicBool::new(false));
    Ok(Source { bytes: Box::new(rows), format: Format::JsonLines, head: Vec::new(), repaired })
}

#[cfg(not(feature = "parquet"))]
fn open_table(_: &Input, _: &Options) -> io::Result<Source> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this build cannot read parquet"))
}

fn decoded(mut plain: Peeked, format: Option<Format>, encoding: Encoding) -> io::Result<Source> {
    let repaired = Arc::new(AtomicBool::new(false));
    let decoder = match plain.head.as_slice() {
        [0xFF, 0xFE, ..] => Some(UTF_16LE.new_decoder_with_bom_removal()),
        [0xFE, 0xFF, ..] => Some(UTF_16BE.new_decoder_with_bom_removal()),
        [0xEF, 0xBB, 0xBF, ..] => {
            plain.at = 3;
            None
        }
        _ if encoding == Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
        _ => None,
    };
    let bytes = match decoder {
        None => plain,
        Some(decoder) => Peeked::new(Box::new(Transcoder::new(plain, decoder, Arc::clone(&repaired))), HEAD)?,
    };
    let head = bytes.head[bytes.at..].to_vec();
    let format = format.unwrap_or_else(|| Format::of_content(&head));
    Ok(Source { bytes: Box::new(bytes), format, head, repaired })
}

/// The problem that an error of the system means.
pub(super) fn read_error(input: &Input, line: Option<u64>, error: &io::Error) -> Problem {
    let mut location = whole(&input.name);
    location.line = line;
    // The system numbers its errors; those without a number come from decompression.
    if error.raw_os_error().is_none() {
        TRUNCATED_STREAM.at(location, format!("compressed data cut short or damaged: {error}"))
    } else {
        UNREADABLE_FILE.at(location, format!("cannot be read: {error}"))
    }
}

/// A stream whose first bytes were looked at.
struct Peeked {
    head: Vec<u8>,
    at: usize,
    /// An error met while looking; given out after the head.
    error: Option<io::Error>,
    rest: Box<dyn Read + Send>,
}

impl Peeked {
    /// Fails only if nothing at all could be read.
    fn new(mut rest: Box<dyn Read + Send>, bytes: usize) -> io::Result<Self> {
        let mut head = Vec::with_capacity(bytes);
        let error = (&mut rest).take(bytes as u64).read_to_end(&mut head).err();
        match error {
            Some(error) if head.is_empty() => Err(error),
            error => Ok(Self { head, at: 0, error, rest }),
        }
    }
}

impl Read for Peeked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at < self.head.len() {
            let read = (&self.head[self.at..]).read(out)?;
            self.at += read;
            return Ok(read);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.rest.read(out),
        }
    }
}

/// A stream turned into UTF-8.
struct Transcoder {
    inner: Peeked,
    decoder: Decoder,
    encoded: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    done: bool,
    repaired: Arc<AtomicBool>,
}

impl Transcoder {
    fn new(inner: Peeked, decoder: Decoder, repaired: Arc<AtomicBool>) -> Self {
        Self { inner, decoder, encoded: vec![0; BUFFER / 4], text: Vec::new(), at: 0, done: false, repaired }
    }

    /// Decodes the next bytes; the output has room for all of them by the decoder's own reckoning.
    fn refill(&mut self) -> io::Result<()> {
        let read = self.inner.read(&mut self.encoded)?;
        self.done = read == 0;
        let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(read * 3 + 16);
        self.text.resize(room, 0);
        let (_, _, written, replaced) = self.decoder.decode_to_utf8(&self.encoded[..read], &mut self.text, self.done);
        if replaced {
            self.repaired.store(true, Ordering::Relaxed);
        }
        self.text.truncate(written);
        self.at = 0;
        Ok(())
    }
}

impl Read for Transcoder {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.done {
            self.refill()?;
        }
        let read = (&self.text[self.at..]).read(out)?;
        self.at += read;
        Ok(read)
    }
}
