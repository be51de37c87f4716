//! Writes the long tables into a folder, with a file that says what their columns mean.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::atomic::AtomicFile;
use super::csv::defused;
use super::tables::{Cell, Kind, LongTable, TABLES};
use super::types::Report;

/// Form of the long tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableForm {
    /// Comma-separated values with a header; what is missing is an empty cell.
    Csv,
    /// One JSON object a line; what is missing is `null`.
    JsonLines,
    /// Columns with their types.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl TableForm {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::JsonLines => "application/jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }

    fn write(self, table: &LongTable, report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
        match self {
            Self::Csv => write_csv(table, report, out),
            Self::JsonLines => write_json_lines(table, report, out),
            #[cfg(feature = "parquet")]
            Self::Parquet => super::parquet::write(table, report, out),
        }
    }
}

/// Writes all tables into `folder`, which is made if it is not there: a file each, and `datapackage.json`, a Tabular
/// Data Package (Frictionless Standards) with the type, unit and meaning of each column.
///
/// # Errors
/// If the folder cannot be made or a file not be written; files that were finished before stay.
pub fn write_tables(report: &Report, form: TableForm, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for table in &TABLES {
        let mut file = AtomicFile::create(&folder.join(format!("{}.{}", table.name, form.ending())))?;
        form.write(table, report, &mut file)?;
        file.finish()?;
    }
    let mut file = AtomicFile::create(&folder.join("datapackage.json"))?;
    serde_json::to_writer_pretty(&mut file, &package(report, form))?;
    file.write_all(b"\n")?;
    file.finish()
}

fn write_csv(table: &LongTable, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name))?;
    table.rows(report, &mut |row| {
        let cells = row.iter().map(|cell| match cell {
            Cell::Missing => String::new(),
            Cell::Text(text) => defused(text),
            Cell::Count(count) => count.to_string(),
            Cell::Number(number) => number.to_string(),
        });
        writer.write_record(cells).map_err(io::Error::from)
    })?;
    writer.flush()
}

fn write_json_lines(table: &LongTable, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    table.rows(report, &mut |row| {
        let mut object = Map::new();
        for (column, cell) in table.columns.iter().zip(row) {
            let value = match *cell {
                Cell::Missing => Value::Null,
                Cell::Text(text) => text.into(),
                Cell::Count(count) => count.into(),
                Cell::Number(number) => number.into(),
            };
            object.insert(column.name.to_owned(), value);
        }
        serde_json::to_writer(&mut *out, &object)?;
        out.write_all(b"\n")
    })
}

/// What the tables hold.
fn package(report: &Report, form: TableForm) -> Value {
    let resources = TABLES.iter().map(|table| {
        let fields = table.columns.iter().map(|column| {
            let mut field = json!({ "name": column.name, "type": type_of(column.kind), "description": column.meaning });
            if !column.unit.is_empty() {
                field["unit"] = column.unit.into();
            }
            field
        });
        json!({
            "name": table.name,
            "path": format!("{}.{}", table.name, form.ending()),
            "mediatype": form.media_type(),
            "description": table.meaning,
            "schema": { "fields": fields.collect::<Value>(), "missingValues": [""], "key": table.key },
        })
    });
    json!({
        "name": "stanceline-tables",
        "tool": report.tool,
        "pack": report.pack,
        "settings": report.settings,
        "resources": resources.collect::<Value>(),
    })
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Count => "integer",
        Kind::Number => "number",
    }
}
