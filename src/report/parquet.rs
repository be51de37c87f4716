//! Writes a long table as Parquet.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};

use super::tables::{Cell, Column, Kind, LongTable};
use super::types::Report;

/// Rows held at once.
const GROUP: usize = 1 << 16;

/// The values of one column, and for each row whether it has one.
enum Values {
    Text(Vec<ByteArray>),
    Count(Vec<i64>),
    Number(Vec<f64>),
}

struct Held {
    values: Values,
    levels: Vec<i16>,
}

/// Writes the rows of a table; what is missing is null.
pub(super) fn write(table: &LongTable, report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let fields: Vec<TypePtr> = table.columns.iter().map(field).collect::<Result<_, _>>().map_err(error)?;
    let schema = Type::group_type_builder(table.name).with_fields(fields).build().map_err(error)?;
    let level = ZstdLevel::try_new(3).map_err(error)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(format!("{} {}", report.tool.name, report.tool.version))
        .build();
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(error)?;
    let mut held = empty(table.columns);
    table.rows(report, &mut |row| {
        for (cell, held) in row.iter().zip(&mut held) {
            held.put(cell);
        }
        if held[0].levels.len() == GROUP {
            let full = std::mem::replace(&mut held, empty(table.columns));
            write_group(&full, writer.next_row_group().map_err(error)?).map_err(error)?;
        }
        Ok(())
    })?;
    if !held[0].levels.is_empty() {
        write_group(&held, writer.next_row_group().map_err(error)?).map_err(error)?;
    }
    writer.close().map(|_| ()).map_err(error)
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Count => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
    };
    let field = Type::primitive_type_builder(column.name, physical).with_logical_type(logical);
    Ok(Arc::new(field.with_repetition(Repetition::OPTIONAL).build()?))
}

fn empty(columns: &[Column]) -> Vec<Held> {
    let values = |column: &Column| match column.kind {
        Kind::Text => Values::Text(Vec::new()),
        Kind::Count => Values::Count(Vec::new()),
        Kind::Number => Values::Number(Vec::new()),
    };
    columns.iter().map(|column| Held { values: values(column), levels: Vec::new() }).collect()
}

impl Held {
    /// Adds a cell; one that is not of the column's kind counts as missing.
    fn put(&mut self, cell: &Cell) {
        let there = match (&mut self.values, *cell) {
            (Values::Text(values), Cell::Text(text)) => {
                values.push(ByteArray::from(text));
                true
            }
            (Values::Count(values), Cell::Count(count)) => {
                values.push(count);
                true
            }
            (Values::Number(values), Cell::Number(number)) => {
                values.push(number);
                true
            }
            _ => false,
        };
        self.levels.push(i16::from(there));
    }
}

fn write_group<W: Write + Send>(held: &[Held], mut group: SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
    for column in held {
        let Some(mut writer) = group.next_column()? else { break };
        let levels = Some(column.levels.as_slice());
        match &column.values {
            Values::Text(values) => writer.typed::<ByteArrayType>().write_batch(values, levels, None)?,
            Values::Count(values) => writer.typed::<Int64Type>().write_batch(values, levels, None)?,
            Values::Number(values) => writer.typed::<DoubleType>().write_batch(values, levels, None)?,
        };
        writer.close()?;
    }
    group.close().map(|_| ())
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn error(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}
