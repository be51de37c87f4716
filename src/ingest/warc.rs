//! Records of web archives in the form of WARC 1.0 and 1.1 (ISO 28500:2017).

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::Encoding;
use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::chunk::Part;
use super::discover::Input;
use super::document::{Draft, Origin};
use super::fields::Field;
use super::problems::{BROKEN_ARCHIVE, place};
use super::{Options, Sink, html};

/// The longest header of a record, so that a stream without any is not read to its end.
const LONGEST_HEADER: usize = 64 << 10;

/// The most fields in one header.
const MOST_FIELDS: usize = 128;

/// What the beginning of some bytes is.
pub(super) enum Found<'a> {
    /// A record, which may end beyond the bytes.
    Record(Record<'a>),
    /// Something else, so long up to where a record may begin.
    Broken { length: usize, why: &'static str },
    /// Too short to tell.
    Short,
}

/// A record whose header was read.
pub(super) struct Record<'a> {
    fields: Vec<(&'a str, &'a [u8])>,
    /// Where its block begins and ends.
    block: (usize, u64),
}

/// Looks at the beginning of `bytes`; blank lines before a record belong to it.
pub(super) fn find(bytes: &[u8]) -> Found<'_> {
    let blank = blank(bytes);
    let record = &bytes[blank..];
    let start = &record[..record.len().min(MAGIC.len())];
    if start != &MAGIC[..start.len()] {
        return broken(bytes, "no record begins here");
    }
    let Some(head) = memchr::memmem::find(&record[..record.len().min(LONGEST_HEADER)], b"\r\n\r\n") else {
        let is_short = record.len() < LONGEST_HEADER;
        return if is_short { Found::Short } else { broken(bytes, "the header of a record has no end") };
    };
    let line = memchr::memchr(b'\n', record).map_or(0, |at| at + 1);
    let mut slots = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let Ok(httparse::Status::Complete((_, slots))) = httparse::parse_headers(&record[line..head + 4], &mut slots)
    else {
        return broken(bytes, "the header of a record is not understood");
    };
    let fields = slots.iter().map(|field| (field.name, field.value)).collect();
    let start = blank + head + 4;
    let record = Record { fields, block: (start, 0) };
    match record.text("content-length").and_then(|length| length.parse::<u64>().ok()) {
        Some(length) => Found::Record(Record { block: (start, (start as u64).saturating_add(length)), ..record }),
        None => broken(bytes, "a record does not tell its length"),
    }
}

/// Bytes of blank lines before a record.
pub(super) fn blank(bytes: &[u8]) -> usize {
    bytes.len() - bytes.trim_ascii_start().len()
}

/// What a record begins with.
const MAGIC: &[u8] = b"WARC/1.";

/// Passes over everything up to the next line that looks like the beginning of a record.
fn broken<'a>(bytes: &[u8], why: &'static str) -> Found<'a> {
    let next = memchr::memmem::find_iter(bytes, MAGIC).find(|&at| at > 0 && bytes[at - 1] == b'\n');
    // The beginning of a beginning may stand at the end.
    Found::Broken { length: next.unwrap_or_else(|| bytes.len().saturating_sub(MAGIC.len()).max(1)), why }
}

impl<'a> Record<'a> {
    /// Its length with all that stands before it in the bytes looked at.
    pub(super) fn length(&self) -> u64 {
        self.block.1
    }

    /// A field of its header as text.
    fn text(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(value).ok().map(str::trim)
    }

    /// The page that it holds, if it is the answer of a server with one; `bytes` are those looked at.
    pub(super) fn page(&self, bytes: &'a [u8]) -> Option<Page<'a>> {
        let (start, end) = self.block;
        let is_response = self.text("warc-type").is_some_and(|kind| kind.eq_ignore_ascii_case("response"));
        let block = bytes.get(start..usize::try_from(end).unwrap_or(bytes.len()).min(bytes.len()))?;
        if is_response { Page::read(block) } else { None }
    }

    /// Fills in what the archive knows of a page. The day it was fetched stands in for a date that it does not give.
    fn fill(&self, draft: &mut Draft) {
        let id = self.text("warc-record-id").map(|id| id.trim_matches(['<', '>']));
        let url = self.text("warc-target-uri").map(|url| url.trim_matches(['<', '>']));
        let day = self.text("warc-date").and_then(|date| date.get(..10)).filter(|_| !draft.has(Field::Date));
        for (field, value) in [(Field::Id, id), (Field::Url, url), (Field::Date, day)] {
            if let Some(value) = value {
                draft.set(field, Cow::Owned(value.to_owned()));
            }
        }
    }
}

/// A web page as a server sent it.
pub(super) struct Page<'a> {
    body: &'a [u8],
    encoding: Option<&'static Encoding>,
    chunked: bool,
    packed: Option<String>,
}

impl<'a> Page<'a> {
    /// Reads the answer of a server; `None` unless it is a page and all went well.
    fn read(block: &'a [u8]) -> Option<Self> {
        let mut slots = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut response = httparse::Response::new(&mut slots);
        let Ok(httparse::Status::Complete(start)) = response.parse(block) else { return None };
        let field = |name: &str| {
            let found = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
            Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
        };
        let kind = field("content-type").unwrap_or_default();
        let is_page = ["text/html", "application/xhtml+xml"].iter().any(|page| kind.starts_with(page));
        if !is_page || !matches!(response.code, Some(200..=299)) {
            return None;
        }
        let label = kind.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ']));
        Some(Self {
            body: &block[start..],
            encoding: label.and_then(|label| Encoding::for_label(label.split(';').next()?.as_bytes())),
            chunked: field("transfer-encoding").is_some_and(|how| how.contains("chunked")),
            packed: field("content-encoding"),
        })
    }

    /// Its bytes, at most `most` and one, without what they were sent in. Archives that undo this leave the fields of
    /// the header as they were, so what does not look sent so is taken as it is.
    fn html(&self, most: usize) -> Cow<'a, [u8]> {
        let body = if self.chunked { joined(self.body) } else { None };
        let body = body.map_or(Cow::Borrowed(self.body), Cow::Owned);
        let limit = most as u64 + 1;
        let mut plain = Vec::new();
        let unpacked = match self.packed.as_deref() {
            Some("gzip" | "x-gzip") => MultiGzDecoder::new(&*body).take(limit).read_to_end(&mut plain),
            Some("deflate") => ZlibDecoder::new(&*body).take(limit).read_to_end(&mut plain),
            _ => return body,
        };
        if unpacked.is_ok() { Cow::Owned(plain) } else { body }
    }
}

/// The body that was sent in chunks (RFC 9112, 7.1); `None` if it was not.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    while let Ok(httparse::Status::Complete((start, length))) = httparse::parse_chunk_size(body) {
        if length == 0 {
            return Some(whole);
        }
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        whole.extend_from_slice(body.get(start..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
    None
}

/// Makes documents of the pages in a chunk; other records are passed over.
pub(super) fn pages(input: &Input, part: &Part, options: &Options, sink: &mut Sink) {
    let (bytes, mut at, mut is_lost) = (part.records(), 0, false);
    while !bytes[at..].trim_ascii_start().is_empty() {
        let rest = &bytes[at..];
        let offset = part.line + (at + blank(rest)) as u64;
        let mut damaged = |why: &str| sink(Err(BROKEN_ARCHIVE.at(place(&input.name, offset), why)));
        match find(rest) {
            Found::Record(record) if record.length() <= rest.len() as u64 => {
                is_lost = false;
                if let Some(page) = record.page(rest) {
                    let html = page.html(options.max_record_bytes);
                    let origin = Origin { input, line: Some(offset) };
                    html::article(&origin, &html, page.encoding, &mut |draft| record.fill(draft), sink);
                }
                at += record.length() as usize;
            }
            Found::Broken { length, why } => {
                if !is_lost {
                    damaged(why);
                }
                is_lost = true;
                at += length;
            }
            Found::Record(_) | Found::Short => return damaged("the archive ends within a record"),
        }
    }
}
