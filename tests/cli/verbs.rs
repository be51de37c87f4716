//! What each verb shows of good input.

use serde_json::Value;

use super::{Case, TEXT, documents, record};

#[test]
fn a_corpus_gives_a_report_and_a_table() {
    let case = Case::new();
    // Another text, for copies of one would be one voice.
    case.file("a.jsonl", record("1") + &record("2").replace("Russia backed", "Later Russia backed"));
    let run = case.run(&["score", "a.jsonl", "--format", "json"]);
    let report = run.ends(0, &[]).report();
    documents(&report, 2);
    let india = report["actors"].as_array().unwrap().iter().find(|actor| actor["id"] == "india").unwrap();
    assert!(india["stance"]["mean"].as_f64().unwrap() < 0.0);
    assert_eq!(india["stance"]["documents"], 2);
    assert_eq!(india["series"][0]["period"], "2022-09");
    assert_eq!(india["sources"][0]["source"], "Daily");
    assert_eq!(india["evidence"][0]["sentence"], "India rejected cyber sovereignty.");
    assert_eq!(report["validity"], Value::Null);
    let table = case.run(&["score", "a.jsonl"]).ends(0, &[]).stdout();
    assert!(table.contains("validity: NOT MEASURED") && table.contains("India"), "{table}");
    assert!(!table.contains('\x1b'), "no colours off a terminal");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    let csv = case.run(&["score", "a.jsonl", "--format", "csv"]).ends(0, &[]).stdout();
    assert!(csv.lines().any(|line| line.starts_with("india,India,state,2,2,2,-")), "{csv}");
}

#[test]
fn annotations_come_in_order_with_offsets_in_code_points() {
    let case = Case::new();
    let line = |id| format!("{{\"id\":\"{id}\",\"text\":\"“Ü”. {TEXT}\"}}");
    let lines: Vec<String> = (0..50).map(line).collect();
    case.file("a.jsonl", lines.join("\n"));
    let run = case.run(&["annotate", "a.jsonl", "--threads", "2"]);
    let lines: Vec<Value> = run.ends(0, &[]).stdout().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<String> = lines.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..50).map(|id| id.to_string()).collect::<Vec<_>>());
    let sentences = lines[0]["sentences"].as_array().unwrap();
    let india = sentences.iter().find(|sentence| sentence["stance"]["india"].is_object()).unwrap();
    assert_eq!((india["mentions"][0]["start"].as_u64(), india["mentions"][0]["end"].as_u64()), (Some(5), Some(10)));
    assert_eq!(india["stance"]["india"]["label"], "against");
    assert_eq!(india["opinions"][0]["object"]["frame"], "cyber-sovereignty");
}

#[test]
fn explain_shows_the_words_and_the_arithmetic() {
    let case = Case::new();
    let shown = case.run(&["explain", TEXT]).ends(0, &[]).stdout();
    for said in ["india against cyber-sovereignty", "\"rejected\"", "strength", "stance", "agent-cue-object"] {
        assert!(shown.contains(said), "{said:?} is not in {shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 80));
    assert!(case.run(&["explain", "D001"]).ends(0, &[]).stdout().contains("broken_json"));
    assert!(case.run(&["explain", "R004"]).ends(0, &[]).stdout().contains("damaged"));
    case.run(&["explain", "D999"]).ends(2, &["no explanation of D999"]);
    let steered = case.run(&["explain", "India \x1b[2J rejected it."]).ends(0, &[]).stdout();
    assert!(steered.contains("\\x1b") && !steered.contains('\x1b'));
}

#[test]
fn packs_can_be_shown() {
    let case = Case::new();
    let shown = case.run(&["pack", "show"]).ends(0, &[]).stdout();
    assert!(shown.contains("cyber-governance") && shown.contains("sha256"), "{shown}");
    let terms = case.run(&["pack", "show", "--terms"]).ends(0, &[]).stdout();
    assert!(terms.lines().any(|term| term == "cyber sovereignty"));
}
