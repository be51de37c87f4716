//! The JSON Schemas in the repository are those of the types, and real output has what they demand.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

use std::fs;
use std::path::Path;

use serde_json::Value;
use stanceline::analyze::{Analyzer, Options};
use stanceline::compare;
use stanceline::ingest;
use stanceline::lexicon::{self, Lexicon};
use stanceline::pipeline;
use stanceline::report::{self, Report};
use stanceline::validate::{self, Settings, Sheet, Task};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with what it must hold; `STANCELINE_BLESS=1` writes it instead.
fn fresh(name: &str, schema: &impl serde::Serialize) {
    let file = root().join(name);
    let wanted = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("STANCELINE_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, wanted).unwrap();
        return;
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(there == wanted, "{name} is stale; STANCELINE_BLESS=1 cargo test --test schemas renews it");
}

#[test]
fn schemas_are_fresh() {
    for name in ["report", "annotate"] {
        fresh(&format!("schema/{name}.schema.json"), &report::schema(name).unwrap());
    }
    fresh("schema/compare.schema.json", &compare::schema());
    for name in ["validation", "card"] {
        fresh(&format!("schema/{name}.schema.json"), &validate::schema(name).unwrap());
    }
    for name in ["pack", "entries"] {
        fresh(&format!("lexicons/schema/{name}.schema.json"), &lexicon::schema(name).unwrap());
    }
}

/// Checks that `value` has every field that `schema` requires and no field that it does not know, all the way down.
fn check(value: &Value, schema: &Value, whole: &Value, path: &str) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return check(value, whole.pointer(name.trim_start_matches('#')).unwrap(), whole, path);
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let real = choices.iter().find(|choice| choice.get("type") != Some(&Value::from("null"))).unwrap();
        if !value.is_null() {
            check(value, real, whole, path);
        }
        return;
    }
    match value {
        Value::Object(fields) => {
            for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
                assert!(fields.contains_key(name.as_str().unwrap()), "{path} lacks {name}");
            }
            for (name, field) in fields {
                let known = schema.get("properties").and_then(|properties| properties.get(name));
                match known.or(schema.get("additionalProperties")) {
                    Some(known) => check(field, known, whole, &format!("{path}.{name}")),
                    None => assert!(schema.get("oneOf").is_some(), "{path}.{name} is not in the schema"),
                }
            }
        }
        Value::Array(items) => {
            if let Some(of) = schema.get("items") {
                for item in items {
                    check(item, of, whole, path);
                }
            }
        }
        _ => {}
    }
}

fn inputs() -> Vec<ingest::Input> {
    let (inputs, problems) = ingest::discover(&[root().join("corpus/statements")], None);
    assert!(problems.is_empty(), "{problems:?}");
    inputs
}

fn analyzer() -> Analyzer {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
    Analyzer::new(lexicon, Options { all_sentences: true, ..Options::default() })
}

#[test]
fn a_real_report_keeps_to_its_schema() {
    let analyzer = analyzer();
    let outcome = pipeline::score(&analyzer, inputs(), &[], &pipeline::Options::default(), &()).unwrap();
    let report = Report::new(&outcome.tally, analyzer.lexicon(), analyzer.options());
    let mut bytes = Vec::new();
    report.write_json(&mut bytes).unwrap();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    assert!(!value["actors"][0]["evidence"].as_array().unwrap().is_empty(), "there is something to check");
    let schema = serde_json::to_value(report::schema("report").unwrap()).unwrap();
    check(&value, &schema, &schema, "report");
    let fields: Vec<&str> = value["actors"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert!(fields.contains(&"sentiment"));
    assert_eq!(serde_json::from_slice::<Report>(&bytes).unwrap(), report, "a report can be read back");
}

#[test]
fn real_annotations_keep_to_their_schema() {
    let mut lines = Vec::new();
    pipeline::annotate(&analyzer(), inputs(), &[], &pipeline::Options::default(), &(), &mut lines).unwrap();
    let schema = serde_json::to_value(report::schema("annotate").unwrap()).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    assert!(lines.lines().any(|line| line.contains("\"rule\"")), "there is something to check");
    for line in lines.lines() {
        check(&serde_json::from_str(line).unwrap(), &schema, &schema, "line");
    }
}

#[test]
fn a_real_validation_keeps_to_its_schema() {
    let row = |id: u32, actor: &str, code: i8, text: &str| {
        format!(
            "{{\"id\":\"{id}\",\"actor\":\"{actor}\",\"codes\":{{\"a\":{code},\"b\":{code}}},\"text\":\"{text}\"}}\n"
        )
    };
    let text = "India rejected cyber sovereignty. Russia backed cyber sovereignty.";
    let rows = row(1, "india", -1, text) + &row(2, "russia", 1, text) + &row(3, "russia", -1, &format!("{text} "));
    let sheets = [Sheet { name: "codes.jsonl".to_owned(), bytes: rows.into_bytes() }];
    let coded = validate::read_units(&sheets, Task::Stance, None).unwrap();
    let analyzer = analyzer();
    let items = validate::items(&coded, Task::Stance, &analyzer).unwrap();
    let settings = Settings { task: Task::Stance, resamples: 50, seed: 1, errors: 3, corpus: None, foreign: None };
    let validation = validate::evaluate(&items, &coded, &sheets, &analyzer, &settings).unwrap();
    assert_eq!((validation.errors.len(), validation.card.figures.wrong_signs), (1, 1), "there is something to check");
    for (name, value) in [
        ("validation", serde_json::to_value(&validation).unwrap()),
        ("card", serde_json::to_value(&validation.card).unwrap()),
    ] {
        let schema = serde_json::to_value(validate::schema(name).unwrap()).unwrap();
        check(&value, &schema, &schema, name);
    }
    let bytes = serde_json::to_vec(&validation.card).unwrap();
    assert_eq!(validate::read_card("card.json", &bytes).unwrap(), validation.card, "a card can be read back");
}
