//! Parquet in and out; only in builds with the feature.

use std::fs::{self, File};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;

use super::{Case, TEXT, documents, record};

/// A file of two row groups with a column of another name, a day and a column that is no field.
fn write(case: &Case, name: &str) {
    let schema = "message m { optional binary id (UTF8); optional int32 date (DATE); optional binary body (UTF8);
        optional binary source (UTF8); optional int32 views; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = File::create(case.path(name)).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(WriterProperties::builder().build())).unwrap();
    for id in ["a", "b"] {
        let mut group = writer.next_row_group().unwrap();
        for text in [Some(id), None, Some(TEXT), Some("Daily"), None] {
            let mut column = group.next_column().unwrap().unwrap();
            match text {
                Some(text) => column.typed::<ByteArrayType>().write_batch(&[ByteArray::from(text)], Some(&[1]), None),
                None => column.typed::<Int32Type>().write_batch(&[19_236], Some(&[1]), None),
            }
            .unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

#[test]
fn rows_are_documents_as_lines_of_json_are() {
    let case = Case::new();
    write(&case, "p.parquet");
    case.file("p.jsonl", record("a") + &record("b"));
    let score = |arguments: &[&str]| case.run(&[&["score", "--format", "json"][..], arguments].concat());
    let lines = score(&["p.jsonl", "--field", "source=source"]);
    let table = score(&["p.parquet", "--field", "text=body"]);
    documents(&table.ends(0, &[]).report(), 2);
    assert_eq!(table.report(), lines.ends(0, &[]).report());
    score(&["p.parquet"]).ends(1, &["p.parquet:1: no field \"text\"", "body", "[D002]"]);
    case.file("broken.parquet", "PAR1 and nothing else");
    score(&["broken.parquet"]).ends(1, &["broken.parquet: ", "Corrupt footer", "[D006]"]);
}

#[test]
fn tables_in_columns_hold_what_the_lines_hold() {
    let case = Case::new();
    case.file("a.jsonl", record("a") + &record("b").replace("rejected", "backed"));
    for form in ["jsonl", "parquet"] {
        case.run(&["score", "a.jsonl", "-o", "r.json", "--tables", "t", "--tables-format", form, "--quiet"])
            .ends(0, &[]);
    }
    for table in ["actors", "series", "opinions", "evidence"] {
        let text = fs::read_to_string(case.path(&format!("t/{table}.jsonl"))).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let reader = SerializedFileReader::new(File::open(case.path(&format!("t/{table}.parquet"))).unwrap()).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), lines.len(), "{table}");
        assert!(!rows.is_empty());
        for (row, line) in rows.iter().zip(&lines) {
            for (name, cell) in row.get_column_iter() {
                let value = match cell {
                    parquet::record::Field::Null => Value::Null,
                    parquet::record::Field::Str(text) => text.as_str().into(),
                    parquet::record::Field::Long(count) => (*count).into(),
                    parquet::record::Field::Double(number) => (*number).into(),
                    other => panic!("{other:?}"),
                };
                assert_eq!(value, line[name], "{table} {name}");
            }
        }
    }
}
