//! Reads a corpus: files, folders and standard input become [`Document`]s.
//!
//! What enters are paths; what leaves are documents with their text as given, and a [`Problem`] for everything
//! that could not be used or had to be mended. One bad record never costs the others. The stage knows formats,
//! fields and encodings; it never looks at what a text says.
//!
//! The work is cut in two so that it can be spread over threads: [`chunks`] reads and only finds where records
//! end, [`parse`] turns one [`Chunk`] into documents; a file
//! that is one record is also read there. Chunks are numbered in input order. Memory is bounded by
//! the chunks in flight, about a megabyte each, and the longest record allowed.

mod archive;
mod chunk;
mod csv_table;
mod decode;
mod discover;
mod document;
mod fields;
mod format;
mod html;
mod json;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod plain;
pub mod problems;
mod reader;
mod single;
mod source;
mod splitter;
mod spool;
mod warc;

pub use chunk::{Chunk, parse, read};
pub use discover::{Input, discover};
pub use fields::{Field, Fields};
pub use format::Format;
pub use reader::{Chunks, chunks};
pub use spool::Spooled;

use crate::model::{Document, Problem};

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The format of inputs whose names do not tell.
    pub format: Option<Format>,
    /// What the inputs call the fields of a document.
    pub fields: Fields,
    /// How the inputs are encoded where no byte order mark tells.
    pub encoding: Encoding,
    /// The greatest length of a record in bytes; a longer one is rejected. It bounds the memory used.
    pub max_record_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, fields: Fields::default(), encoding: Encoding::default(), max_record_bytes: 16 << 20 }
    }
}

/// How bytes are turned into text. UTF-16 with a byte order mark is always recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; bytes that are not are replaced by U+FFFD and reported.
    #[default]
    Utf8,
    /// Windows-1252, the usual encoding of old Western European files; includes Latin-1.
    Windows1252,
}

/// Where documents and problems go, in the order of the input. A record that had to be mended gives both: first the
/// problem, with severity warning, then the document.
pub type Sink<'a> = dyn FnMut(Result<Document, Problem>) + 'a;
