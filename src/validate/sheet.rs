//! Code sheets as files: JSON Lines and tables become rows of named fields.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::problems::{BROKEN_SHEET, MISSING_FIELD, at};
use crate::model::Problem;
use crate::report::as_written;

/// A file of codes, of which nothing was read yet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file as the user named it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Where something stands, as a record gives it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Span {
    pub(super) start: Option<u32>,
    pub(super) end: Option<u32>,
}

/// Who acts in a relation; in other records the same field names an outlet.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Source {
    Place(Span),
    Outlet(#[allow(dead_code, reason = "tells the form, is not read")] String),
}

/// One row, whatever form it came in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Row {
    pub(super) id: Option<String>,
    pub(super) document: Option<String>,
    /// Code points before the text in its document.
    pub(super) offset: Option<u32>,
    pub(super) date: Option<String>,
    pub(super) speaker: Option<String>,
    pub(super) text: Option<String>,
    pub(super) sentence: Option<Value>,
    pub(super) actor: Option<String>,
    pub(super) start: Option<u32>,
    pub(super) end: Option<u32>,
    pub(super) target: Option<Span>,
    pub(super) source: Option<Source>,
    pub(super) label: Option<Value>,
    pub(super) coder: Option<String>,
    pub(super) codes: BTreeMap<String, Value>,
    pub(super) reverse_label: Option<Value>,
    pub(super) score: Option<f64>,
    pub(super) set: Option<String>,
}

/// A row with its line.
pub(super) type Numbered = (u64, Row);

/// The rows of a sheet, or what is wrong with it.
pub(super) fn rows(sheet: &Sheet) -> Result<Vec<Numbered>, Vec<Problem>> {
    let Ok(text) = std::str::from_utf8(&sheet.bytes) else {
        let line = first_bad_line(&sheet.bytes);
        return Err(vec![at(BROKEN_SHEET, &sheet.name, line, "not UTF-8")]);
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next() {
        Some('{') => json(&sheet.name, text),
        Some('[') => Err(vec![at(BROKEN_SHEET, &sheet.name, 1, "an array of JSON, not one object a line")]),
        _ => table(&sheet.name, text),
    }
}

fn first_bad_line(bytes: &[u8]) -> u64 {
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    memchr::memchr_iter(b'\n', &bytes[..good]).count() as u64 + 1
}

fn json(file: &str, text: &str) -> Result<Vec<Numbered>, Vec<Problem>> {
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for (line, record) in (1..).zip(text.lines()).filter(|(_, record)| !record.trim().is_empty()) {
        match serde_json::from_str(record) {
            Ok(row) => rows.push((line, row)),
            Err(error) => problems.push(at(BROKEN_SHEET, file, line, error.to_string())),
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

/// Reads a table whose header names the fields. A column `label_NAME` holds the codes of the coder NAME.
fn table(file: &str, text: &str) -> Result<Vec<Numbered>, Vec<Problem>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator(text)).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>(),
        Err(error) => return Err(vec![at(BROKEN_SHEET, file, 1, error.to_string())]),
    };
    if !header.iter().any(|name| name == "label" || name.starts_with("label_")) && !text.trim().is_empty() {
        let message = format!("no column label among {}", header.join(", "));
        return Err(vec![at(MISSING_FIELD, file, 1, message)]);
    }
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let read = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            at(BROKEN_SHEET, file, line, error.to_string())
        });
        let row = read.and_then(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            let row = row(&header, &record).map_err(|message| at(BROKEN_SHEET, file, line, message))?;
            Ok((line, row))
        });
        match row {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

/// The separator that stands most often in the header: spreadsheets of some countries write semicolons.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or("");
    let count = |separator: u8| header.bytes().filter(|&byte| byte == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

fn row(header: &[String], record: &csv::StringRecord) -> Result<Row, String> {
    let mut row = Row::default();
    let mut place = Span::default();
    for (name, cell) in header.iter().zip(record).filter(|(_, cell)| !cell.trim().is_empty()) {
        let number = || cell.trim().parse::<u32>().map_err(|_| format!("{name} is no whole number: {cell:?}"));
        let words = || Some(as_written(cell).to_owned());
        let code = || Some(Value::from(as_written(cell.trim())));
        match name.as_str() {
            "id" => row.id = words(),
            "document" => row.document = words(),
            "offset" => row.offset = Some(number()?),
            "date" => row.date = words(),
            "speaker" => row.speaker = words(),
            "text" => row.text = words(),
            "sentence" => row.sentence = words().map(Value::from),
            "actor" => row.actor = words(),
            "start" => row.start = Some(number()?),
            "end" => row.end = Some(number()?),
            "source_start" => place.start = Some(number()?),
            "source_end" => place.end = Some(number()?),
            "label" => row.label = code(),
            "coder" => row.coder = words(),
            "reverse_label" => row.reverse_label = code(),
            "score" => row.score = Some(cell.trim().parse().map_err(|_| format!("score is no number: {cell:?}"))?),
            "set" => row.set = words(),
            _ => {
                if let Some(coder) = name.strip_prefix("label_") {
                    row.codes.insert(coder.to_owned(), Value::from(as_written(cell.trim())));
                }
            }
        }
    }
    row.source = place.start.is_some().then_some(Source::Place(place));
    Ok(row)
}
