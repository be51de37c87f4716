//! Reads the rows of a Parquet file as lines of JSON, so that they go the way of all records.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field as Cell, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Value};

use super::discover::Input;
use super::fields::{Field, Fields};

/// What Parquet counts days from.
const UNIX_EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

/// The rows of a file as a stream of lines. Only the columns that hold fields of documents are read.
pub(super) struct Rows {
    left: RowIter<'static>,
    line: Vec<u8>,
    at: usize,
}

impl Rows {
    /// Opens a file.
    pub(super) fn open(input: &Input, fields: &Fields) -> io::Result<Self> {
        let path = input.path.as_ref().filter(|path| path.is_file());
        let path = path.ok_or_else(|| io::Error::other("Parquet is read from files only, not from a pipe"))?;
        let reader = SerializedFileReader::new(File::open(path)?).map_err(error)?;
        let schema = reader.metadata().file_metadata().schema();
        let has_text = schema.get_fields().iter().any(|column| fields.find(column.name()) == Some(Field::Text));
        // Without a text all columns are read, so that the problem can name them.
        let wanted = |column: &&Arc<Type>| !has_text || fields.find(column.name()).is_some();
        let columns = schema.get_fields().iter().filter(wanted).cloned().collect();
        let projection = Type::group_type_builder(schema.name()).with_fields(columns).build().map_err(error)?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(projection)).map_err(error)?;
        Ok(Self { left: rows, line: Vec::new(), at: 0 })
    }
}

impl Read for Rows {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.line.len() {
            let Some(row) = self.left.next() else { return Ok(0) };
            self.line.clear();
            self.at = 0;
            serde_json::to_writer(&mut self.line, &object(&row.map_err(error)?))?;
            self.line.push(b'\n');
        }
        let read = (&self.line[self.at..]).read(out)?;
        self.at += read;
        Ok(read)
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn error(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}

fn object(row: &Row) -> Map<String, Value> {
    row.get_column_iter().map(|(name, cell)| (name.clone(), value(cell))).collect()
}

/// A cell as JSON: times become days or timestamps, and bytes text as far as they are.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Bool(value) => (*value).into(),
        Cell::Byte(value) => (*value).into(),
        Cell::Short(value) => (*value).into(),
        Cell::Int(value) => (*value).into(),
        Cell::Long(value) => (*value).into(),
        Cell::UByte(value) => (*value).into(),
        Cell::UShort(value) => (*value).into(),
        Cell::UInt(value) => (*value).into(),
        Cell::ULong(value) => (*value).into(),
        Cell::Float(value) => f64::from(*value).into(),
        Cell::Double(value) => (*value).into(),
        Cell::Str(text) => text.as_str().into(),
        Cell::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into(),
        Cell::Date(days) => day(i64::from(*days)),
        Cell::TimestampMillis(time) => day(time.div_euclid(86_400_000)),
        Cell::TimestampMicros(time) => day(time.div_euclid(86_400_000_000)),
        Cell::Group(row) => object(row).into(),
        Cell::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => other.to_string().into(),
    }
}

/// A day so long after 1970; `null` beyond the calendar.
fn day(days: i64) -> Value {
    let day = jiff::ToSpan::days(1_i32).checked_mul(days).ok().and_then(|span| UNIX_EPOCH.checked_add(span).ok());
    day.map_or(Value::Null, |day| day.to_string().into())
}
