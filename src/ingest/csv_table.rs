//! Tables: CSV and TSV with a header.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::chunk::Part;
use super::discover::Input;
use super::document::{self, Draft, Origin, finish};
use super::fields::{Field, Fields};
use super::problems::{BROKEN_ROW, FIELD_ABSENT, TOO_LONG, place};
use super::{Options, Sink, decode};
use crate::model::Problem;

/// The header of a table.
#[derive(Debug)]
pub(super) struct Header {
    separator: u8,
    names: Vec<String>,
    /// The field that each column holds.
    columns: Vec<Option<Field>>,
}

/// The separator of a CSV file: a semicolon, as some spreadsheets write, if the header has no comma.
pub(super) fn separator(head: &[u8]) -> u8 {
    let line = head.split(|&b| b == b'\n').next().unwrap_or(head);
    if line.contains(&b';') && !line.contains(&b',') { b';' } else { b',' }
}

impl Header {
    /// Reads the header at the beginning of `bytes` and tells where the rows begin.
    pub(super) fn read(bytes: &[u8], separator: u8, fields: &Fields) -> (Self, usize) {
        let mut table = reader(bytes, separator);
        let mut record = ByteRecord::new();
        // A failed read leaves the record empty, which is reported as a missing column.
        let _ = table.read_byte_record(&mut record);
        let names: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        let mut columns: Vec<Option<Field>> = Vec::with_capacity(names.len());
        for name in &names {
            let field = fields.find(name).filter(|field| !columns.contains(&Some(*field)));
            columns.push(field);
        }
        let start = after_line_ends(bytes, table.position().byte() as usize);
        (Self { separator, names, columns }, start)
    }

    /// What is wrong with the header: warnings of renamed columns that are absent, or one error if that of the texts is.
    pub(super) fn check(&self, input: &Input, fields: &Fields) -> Vec<Problem> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        if !self.columns.contains(&Some(Field::Text)) {
            let origin = Origin { input, line: Some(1) };
            return vec![document::missing_text(&origin, fields.name(Field::Text), &names)];
        }
        let absent = fields.renamed().filter(|(field, _)| !self.columns.contains(&Some(*field)));
        let warning = |(field, name): (Field, &str)| {
            let message = format!("no column {name:?}, named for {}; found {}", field.name(), names.join(", "));
            FIELD_ABSENT.at(place(&input.name, 1), message)
        };
        absent.map(warning).collect()
    }
}

/// Where a row begins: the reader takes of CR LF only the first, and passes over blank lines with the row after.
fn after_line_ends(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at.min(bytes.len()) + rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}

/// Parses the rows of a chunk.
pub(super) fn rows(input: &Input, part: &Part, header: &Header, options: &Options, sink: &mut Sink) {
    let bytes = part.records();
    let mut table = reader(bytes, header.separator);
    let mut record = ByteRecord::new();
    let (mut line, mut counted) = (part.line, 0);
    // Reading from memory with any number of cells allowed cannot fail.
    while matches!(table.read_byte_record(&mut record), Ok(true)) {
        let start = after_line_ends(bytes, record.position().map_or(0, |at| at.byte() as usize));
        line += memchr::memchr_iter(b'\n', &bytes[counted..start]).count() as u64;
        counted = start;
        if let Some(problem) = check_row(input, line, &record, header, options) {
            sink(Err(problem));
            continue;
        }
        finish(draft(&record, header), &Origin { input, line: Some(line) }, sink);
    }
}

fn check_row(input: &Input, line: u64, record: &ByteRecord, header: &Header, options: &Options) -> Option<Problem> {
    if record.len() != header.columns.len() {
        let message = format!("row of {} cells under a header of {}", record.len(), header.columns.len());
        return Some(BROKEN_ROW.at(place(&input.name, line), message));
    }
    if record.as_slice().len() > options.max_record_bytes {
        let message = format!("record longer than {} bytes", options.max_record_bytes);
        return Some(TOO_LONG.at(place(&input.name, line), message));
    }
    None
}

fn draft<'a>(record: &'a ByteRecord, header: &Header) -> Draft<'a> {
    let mut draft = Draft::default();
    for (cell, field) in record.iter().zip(&header.columns) {
        let Some(field) = *field else { continue };
        let (value, repaired) = decode::repair(cell);
        draft.repaired |= repaired;
        if field == Field::Entities {
            draft.entities = entities(&value);
        } else {
            draft.set(field, value);
        }
    }
    draft
}

/// Entities written as JSON in a cell; a string, which is no list, stands for what cannot be read.
fn entities(cell: &str) -> Option<serde_json::Value> {
    let cell = cell.trim();
    (!cell.is_empty()).then(|| serde_json::from_str(cell).unwrap_or_else(|_| cell.into()))
}

fn reader(bytes: &[u8], separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(bytes)
}
