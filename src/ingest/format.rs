//! The formats, known by the endings of names.

use std::fmt;
use std::str::FromStr;

/// A format of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One text a file, with optional front matter; also Markdown.
    Text,
    /// One JSON object a line.
    JsonLines,
    /// One JSON array of objects, or JSON objects one after the other.
    Json,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// One web page a file, of which the article is taken.
    Html,
    /// A web archive, of which the pages are taken.
    Warc,
    /// A table in columns; read only with the feature `parquet`.
    Parquet,
}

/// Endings and the names of `--input-format`.
const NAMES: [(&str, Format); 12] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("warc", Format::Warc),
    ("parquet", Format::Parquet),
];

impl Format {
    /// Whether this build can read it.
    pub(super) fn is_built(self) -> bool {
        self != Self::Parquet || cfg!(feature = "parquet")
    }

    /// Whether a file of it is one record, so that it is read where it is parsed.
    pub(super) fn is_one_record(self) -> bool {
        matches!(self, Self::Text | Self::Html)
    }

    /// The format that a file's name tells, endings of compression left aside.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = compression(&name).map_or(name.as_str(), |ending| &name[..name.len() - ending.len()]);
        name.rsplit_once('.').and_then(|(_, ending)| ending.parse().ok())
    }

    /// The format that the beginning of a text looks like; plain text if like none.
    pub(super) fn of_content(head: &[u8]) -> Self {
        let head = head.trim_ascii_start();
        let begins = |tag: &str| head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
        match head.first() {
            Some(b'{') => Self::JsonLines,
            Some(b'[') if head[1..].trim_ascii_start().starts_with(b"{") => Self::Json,
            Some(b'W') if begins("WARC/1.") => Self::Warc,
            Some(b'<') if begins("<!doctype html") || begins("<html") => Self::Html,
            _ => Self::Text,
        }
    }
}

/// The ending of compression of a name in small letters.
pub(super) fn compression(name: &str) -> Option<&'static str> {
    [".gz", ".zst"].into_iter().find(|ending| name.ends_with(ending))
}

impl FromStr for Format {
    type Err = String;

    /// Reads a name such as `jsonl`; the error names all that are known.
    fn from_str(name: &str) -> Result<Self, String> {
        let known = NAMES.iter().find(|(known, _)| *known == name);
        known.map(|&(_, format)| format).ok_or_else(|| {
            let names: Vec<&str> = NAMES.iter().map(|&(name, _)| name).collect();
            format!("no input format {name:?}; known are {}", names.join(", "))
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(_, format)| format == self);
        f.write_str(name.map_or("", |(name, _)| name))
    }
}
