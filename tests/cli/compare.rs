//! `compare` as its users meet it: what it shows, and that its bytes depend on the reports alone.

use serde_json::Value;

use super::Case;

/// A corpus in which one state turns and another does not.
fn corpus(case: &Case) {
    let mut lines = String::new();
    for number in 0..24 {
        let (year, month) = (2018 + number / 6, 1 + number % 6 * 2);
        let india = if year < 2020 { "backed" } else { "rejected" };
        let pole = if number % 4 == 0 { "the Budapest Convention" } else { "cyber sovereignty" };
        let text = format!(
            "Day {number}. India {india} cyber sovereignty. Japan opposed cyber sovereignty. Russia backed {pole}."
        );
        let source = ["Daily", "Weekly", "=Sheet"][number % 3];
        let record = serde_json::json!({
            "id": format!("d{number}"), "date": format!("{year}-{month:02}-10"), "source": source, "text": text,
        });
        lines += &record.to_string();
        lines.push('\n');
    }
    case.file("a.jsonl", lines);
    case.run(&["score", "a.jsonl", "-o", "a.json"]).ends(0, &[]);
}

#[test]
fn a_turn_is_shown_with_what_moved_it_and_when() {
    let case = Case::new();
    corpus(&case);
    let table = case.run(&["compare", "a.json", "--at", "2020", "--quiet"]).ends(0, &[]).stdout();
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("from 2020-01-01 (12 documents) against before 2020-01-01 (12 documents)"), "{table}");
    let json = case.run(&["compare", "a.json", "--at", "2020-01-01", "--format", "json", "--rolling", "3"]);
    let value: Value = serde_json::from_slice(&json.ends(0, &[]).output.stdout).unwrap();
    let actor = |id: &str| value["actors"].as_array().unwrap().iter().find(|actor| actor["id"] == id).unwrap();
    assert!(actor("india")["difference"].as_f64().unwrap() < -1.0);
    assert_eq!(actor("japan")["difference"], 0.0);
    let change = &value["changes"][0];
    assert_eq!((&change["actor"], &change["period"]), (&"india".into(), &"2020-01".into()));
    assert_eq!(value["rolling"][0]["window"], 3);
    let moved = &actor("india")["decomposition"];
    assert_eq!((&moved["objects"], &moved["sources"]), (&0.0.into(), &0.0.into()));
    let sentences = &actor("india")["contributions"];
    assert!(sentences["before"][0]["sentence"].as_str().unwrap().contains("backed"));
    assert!(sentences["after"][0]["sentence"].as_str().unwrap().contains("rejected"));
}

#[test]
fn other_forms_and_ways() {
    let case = Case::new();
    corpus(&case);
    let csv = case.run(&["compare", "a.json", "--at", "2020", "--format", "csv", "-q"]).ends(0, &[]).stdout();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].starts_with("measure,actor,object_kind,object,before,after,before_mean"), "{}", rows[0]);
    for start in ["stance,india,,,", "sentiment,india,,,", "object,russia,frame,budapest-convention,"] {
        assert!(rows.iter().any(|row| row.starts_with(start)), "{start} is in {csv}");
    }
    let years = case.run(&["compare", "a.json", "--by", "year", "-q"]).ends(0, &[]).stdout();
    assert!(years.contains("India 2018 to 2019") && years.contains("India 2019 to 2020"), "{years}");
    case.run(&["compare", "a.json", "-o", "months.csv", "-q"]).ends(0, &[]);
    case.run(&["compare", "a.json", "a.json", "-o", "same.json"]).ends(0, &["warning: both reports"]);
    let same: Value = serde_json::from_slice(&std::fs::read(case.path("same.json")).unwrap()).unwrap();
    assert_eq!((&same["mode"], &same["before"]["label"]), (&"reports".into(), &"a.json".into()));
    case.run(&["compare"]).ends(2, &["REPORT"]);
    case.run(&["compare", "a.json", "--at", "2020", "--by", "year"]).ends(2, &["cannot be used with"]);
}
