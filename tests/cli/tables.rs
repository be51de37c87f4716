//! The long tables, in every form.

use std::fs;

use serde_json::Value;

use super::{Case, record};

const TABLES: [&str; 4] = ["actors", "series", "opinions", "evidence"];

fn case() -> Case {
    let case = Case::new();
    let formula = record("=a").replace("Daily", "=cmd()");
    case.file("a.jsonl", record("a") + &formula.replace("rejected", "backed"));
    case
}

fn json_lines(case: &Case, table: &str) -> Vec<Value> {
    let text = fs::read_to_string(case.path(&format!("t/{table}.jsonl"))).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn tables_hold_what_the_report_holds() {
    let case = case();
    case.run(&["score", "a.jsonl", "-o", "r.json", "--tables", "t", "--tables-format", "jsonl", "--quiet"])
        .ends(0, &[]);
    let report: Value = serde_json::from_slice(&fs::read(case.path("r.json")).unwrap()).unwrap();
    let actors = report["actors"].as_array().unwrap();
    let rows = json_lines(&case, "actors");
    assert_eq!(rows.len(), 2 * actors.len());
    for (actor, rows) in actors.iter().zip(rows.chunks(2)) {
        for (row, measure) in rows.iter().zip(["stance", "sentiment"]) {
            assert_eq!((&row["actor"], row["measure"].as_str()), (&actor["id"], Some(measure)));
            for field in ["mean", "sentences", "documents"] {
                assert_eq!(row[field], actor[measure][field], "{measure} {field}");
            }
            assert_eq!(row["low"], actor[measure]["ci95"][0]);
        }
        let points = actor["series"].as_array().unwrap().len();
        assert_eq!(json_lines(&case, "series").iter().filter(|row| row["actor"] == actor["id"]).count(), 2 * points);
        let sentences = |table: &str| -> u64 {
            let rows = json_lines(&case, table).into_iter().filter(|row| row["actor"] == actor["id"]);
            rows.map(|row| row["sentences"].as_u64().unwrap()).sum()
        };
        assert_eq!(
            sentences("opinions"),
            actor["stance"]["sentences"].as_u64().unwrap(),
            "each sentence has one object"
        );
        let lists = ["evidence", "evidence_by_year", "sample"].map(|list| actor[list].as_array().unwrap().len());
        let quoted = json_lines(&case, "evidence").iter().filter(|row| row["actor"] == actor["id"]).count();
        assert_eq!(quoted, lists.iter().sum::<usize>());
    }
}

#[test]
fn every_column_is_documented_with_its_unit() {
    let case = case();
    case.run(&["score", "a.jsonl", "-o", "r.json", "--tables", "t", "--quiet"]).ends(0, &[]);
    let package: Value = serde_json::from_slice(&fs::read(case.path("t/datapackage.json")).unwrap()).unwrap();
    for (table, resource) in TABLES.iter().zip(package["resources"].as_array().unwrap()) {
        assert_eq!(resource["path"], format!("{table}.csv"));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let mut reader = csv::Reader::from_path(case.path(&format!("t/{table}.csv"))).unwrap();
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(header, fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>());
        for field in fields {
            assert!(!field["description"].as_str().unwrap().is_empty(), "{field}");
            assert_eq!(field["type"] != "string", field.get("unit").is_some(), "{field}");
        }
        let mut rows = 0;
        for row in reader.records() {
            rows += 1;
            for (cell, field) in row.unwrap().iter().zip(fields) {
                assert!(!cell.starts_with('='), "no formula: {cell}");
                let number = field["type"] != "string" && !cell.is_empty();
                assert!(!number || cell.parse::<f64>().is_ok(), "{cell} in {field}");
            }
        }
        assert!(rows > 1, "{table} has rows");
    }
}

#[test]
fn merged_parts_give_the_same_tables() {
    let case = case();
    case.run(&["score", "a.jsonl", "-o", "r.json", "--tables", "t", "--quiet"]).ends(0, &[]);
    case.run(&["tally", "a.jsonl", "-o", "a.tally", "--quiet"]).ends(0, &[]);
    case.run(&["merge", "a.tally", "-o", "m.json", "--tables", "m"]).ends(0, &[]);
    for name in TABLES.map(|table| format!("{table}.csv")).iter().map(String::as_str).chain(["datapackage.json"]) {
        let read = |folder: &str| fs::read(case.path(&format!("{folder}/{name}"))).unwrap();
        assert!(read("t") == read("m"), "{name}");
    }
    case.run(&["score", "a.jsonl", "--tables-format", "jsonl"]).ends(2, &["--tables"]);
    case.file("file", "").run(&["score", "a.jsonl", "--tables", "file"]).ends(2, &["file"]);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_parquet_says_how_to_get_it() {
    let case = case();
    case.file("p.parquet", "PAR1");
    case.run(&["score", "p.parquet"]).ends(2, &["p.parquet: this build cannot read parquet", "--features parquet"]);
    case.run(&["score", "."]).ends(2, &["--features parquet"]);
    case.run(&["score", "a.jsonl", "--tables", "t", "--tables-format", "parquet"]).ends(2, &["parquet"]);
}
