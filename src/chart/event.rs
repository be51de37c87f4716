//! Events that are marked in series.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;

use crate::model::PartialDate;

/// What happened, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day; the first of a month or year.
    pub day: Date,
    /// The date as it was given.
    pub date: String,
    /// What happened.
    pub label: String,
}

impl Event {
    fn new(date: &str, label: &str) -> Result<Self, String> {
        let (date, label) = (date.trim(), label.trim());
        let parsed: PartialDate = date.parse().map_err(|_| format!("{date:?} is no date such as 2020-06-15"))?;
        let (year, month, day) = parsed.earliest();
        let day = Date::new(year, month as i8, day as i8).map_err(|error| error.to_string())?;
        if label.is_empty() {
            return Err(format!("{date} has no label"));
        }
        Ok(Self { day, date: date.to_owned(), label: label.to_owned() })
    }
}

impl FromStr for Event {
    type Err = String;

    /// Reads `2020-06-15=Galwan clash`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (date, label) =
            text.split_once('=').ok_or("write it as DATE=LABEL, such as 2020-06-15=\"Galwan clash\"")?;
        Self::new(date, label)
    }
}

/// Reads events from a CSV file with the columns `date` and `label`.
///
/// # Errors
/// If the file cannot be read, lacks a column, or holds a row without a date or label; the message names the line.
pub fn events(file: &Path) -> Result<Vec<Event>, String> {
    let name = file.display();
    let bytes = fs::read(file).map_err(|error| format!("{name}: cannot be read: {error}"))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let heads = rows.headers().map_err(|error| format!("{name}: {error}"))?.clone();
    let column = |wanted: &str| {
        let found = heads.iter().position(|head| head.trim().eq_ignore_ascii_case(wanted));
        found.ok_or_else(|| format!("{name}:1: no column {wanted:?}; the first line must name date and label"))
    };
    let (date, label) = (column("date")?, column("label")?);
    let mut found = Vec::new();
    for row in rows.records() {
        let row = row.map_err(|error| format!("{name}: {error}"))?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |column: usize| row.get(column).unwrap_or_default();
        found.push(Event::new(cell(date), cell(label)).map_err(|error| format!("{name}:{line}: {error}"))?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_have_a_date_and_a_label() {
        let event: Event = "2020-06-15=Galwan clash = start".parse().unwrap();
        assert_eq!((event.day, event.label.as_str()), (Date::constant(2020, 6, 15), "Galwan clash = start"));
        assert_eq!("2020=x".parse::<Event>().unwrap().day, Date::constant(2020, 1, 1));
        for wrong in ["2020-06-15", "June=x", "2020-13-01=x", "2020-06-15= "] {
            assert!(wrong.parse::<Event>().is_err(), "{wrong}");
        }
    }
}
