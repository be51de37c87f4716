//! Samples, code sheets and validity cards.

use serde_json::Value;

use super::{Case, TEXT, record};

fn codes(rows: &[(&str, &str, &str)]) -> String {
    let row = |(id, actor, label): &(&str, &str, &str)| format!("{id},{actor},{label},\"{TEXT}\"\n");
    "id,actor,label,text\n".to_owned() + &rows.iter().map(row).collect::<String>()
}

fn good() -> String {
    codes(&[("1", "India", "-1"), ("2", "Russia", "1"), ("3", "China", "0"), ("4", "Russia", "-1")])
}

#[test]
fn codes_give_figures_and_the_worst_error_explained() {
    let case = Case::new();
    case.file("codes.csv", good());
    let run = case.run(&["validate", "codes.csv"]);
    let shown = run.ends(0, &["codes of one coder"]).stdout();
    for said in [
        "4 units in 1 document\n",
        "accuracy             0.750",
        "wrong signs          0.250  (1 unit)",
        "between coders: NOT MEASURED",
        "alpha, ordinal",
        "actor's name alone       0.000",
        "tone of 8 words",
        "4 (codes.csv:5): Russia is -1, was given +1 by agent-cue-object",
        "opinion 1   russia for cyber-sovereignty",
    ] {
        assert!(shown.contains(said), "{said:?} is not in {shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    let again = case.run(&["validate", "codes.csv", "--format", "json"]);
    let value = again.ends(0, &[]).report();
    assert_eq!(value["confusion"], serde_json::json!([[1, 0, 1], [0, 1, 0], [0, 0, 1]]));
    assert_eq!(value["errors"][0]["found"]["opinions"][0]["rule"], "agent-cue-object");
    assert_eq!(case.run(&["validate", "codes.csv", "--format", "json"]).stdout(), again.stdout(), "the same bytes");
}

#[test]
fn several_coders_are_compared_with_each_other() {
    let case = Case::new();
    let rows = good().replace(",label,", ",label_ann,label_bob,");
    let rows = ["-1", "0", "1"]
        .iter()
        .fold(rows, |rows, code| rows.replace(&format!(",{code},"), &format!(",{code},{code},")));
    case.file("codes.csv", rows.replace("-1,-1", "-1,1"));
    let shown = case.run(&["validate", "codes.csv"]).ends(0, &[]).stdout();
    assert!(shown.contains("AGREE TOO LITTLE") && shown.contains("2 undecided between coders"), "{shown}");
    case.file("codes.csv", rows);
    let value = case.run(&["validate", "codes.csv", "--format", "json"]).ends(0, &[]).report();
    assert_eq!(value["codes"]["coders"], serde_json::json!(["ann", "bob"]));
    assert_eq!(value["between_coders"]["alpha_nominal"]["value"], 1.0);
    assert_eq!(value["between_coders"]["pairs"][0]["kappa"], 1.0);
    assert_eq!(value["with_coders"][1]["coder"], "bob");
    assert!(value["with_coders"][1]["kappa"].as_f64().unwrap() < 1.0);
}

#[test]
fn sheets_that_cannot_be_used_give_no_figure() {
    for (sheet, says) in [
        (String::new(), vec!["codes.csv: no units [C001]"]),
        (codes(&[]), vec!["no units [C001]"]),
        (codes(&[("1", "India", "")]), vec!["no unit has a code [C001]"]),
        (codes(&[("1", "India", "2")]), vec!["codes.csv:2: \"2\" is no label [C004]"]),
        (codes(&[("1", "India", "1"), ("2", "Russia", "1")]), vec!["all 2 units have the code 1 [C010]"]),
        (codes(&[("1", "India", "1"), ("1", "India", "0")]), vec!["codes.csv:3: unit 1 has a second code [C005]"]),
        (
            codes(&[("1", "India", "1"), ("1", "Iran", "0")]),
            vec!["codes.csv:3: unit 1 is another one in line 2 [C006]"],
        ),
        (good() + "5,India\n", vec!["codes.csv:6:", "[C002]"]),
        (good().replace("China", "Atlantis"), vec!["codes.csv:4: no actor is called \"Atlantis\" [C013]"]),
        ("[{\"id\":\"1\"}]".to_owned(), vec!["codes.csv:1: an array", "[C002]"]),
        (good().replace("label", "verdict"), vec!["no column label", "[C003]"]),
        (good().replace("text", "words"), vec!["codes.csv:2: no text [C003]"]),
    ] {
        let case = Case::new();
        case.file("codes.csv", &sheet);
        let run = case.run(&["validate", "codes.csv", "--card", "card.json"]);
        run.ends(2, &says).ends(2, &["nothing was measured"]);
        assert!(run.stdout().is_empty() && !case.path("card.json").exists(), "{sheet}");
    }
    let case = Case::new();
    case.file("codes.csv", [b"id,actor,label,text\n1,India,1,".as_slice(), &[0xFF]].concat());
    case.run(&["validate", "codes.csv"]).ends(2, &["codes.csv:2: not UTF-8 [C002]"]);
    case.run(&["validate", "absent.csv"]).ends(2, &["absent.csv"]);
    assert!(case.run(&["explain", "C004"]).ends(0, &[]).stdout().contains("bad_label"));
}

/// From a drawn sample over codes to a report that carries the card.
#[test]
fn a_sample_is_coded_measured_and_carried() {
    let case = Case::new();
    // No two texts are alike, so that each counts by itself.
    let day = |id: u32| record(&id.to_string()).replace("\"}", &format!(" It was day {id}.\"}}"));
    case.file("corpus/a.jsonl", (0..6).map(day).collect::<String>());
    let run = case.run(&["sample", "corpus", "-n", "8", "-o", "codes.csv"]);
    run.ends(0, &["drew 8 of 12 units"]);
    let sheet = std::fs::read_to_string(case.path("codes.csv")).unwrap();
    assert!(!["favor", "against", "agent-cue", "0.7"].iter().any(|verdict| sheet.contains(verdict)), "blind: {sheet}");
    case.run(&["validate", "codes.csv"]).ends(2, &["no unit has a code [C001]"]);

    let coded: Vec<String> = sheet
        .lines()
        .map(|row| {
            let code = if row.contains(":india,") { "-1" } else { "1" };
            if row.starts_with("id,") { row.to_owned() } else { row.replacen(",,", &format!(",{code},"), 1) }
        })
        .collect();
    case.file("codes.csv", coded.join("\n"));
    let measure = ["validate", "codes.csv", "--corpus", "corpus", "--card", "card.json"];
    let shown = case.run(&measure).ends(0, &[]).stdout();
    assert!(shown.contains("accuracy             1.000"), "{shown}");

    let report = case.run(&["score", "corpus", "--validity", "card.json", "--format", "json"]).ends(0, &[]).report();
    assert_eq!(report["validity"]["differs"], serde_json::json!([]));
    assert_eq!(report["validity"]["codes"]["units"], 8);
    let india = report["actors"].as_array().unwrap().iter().find(|actor| actor["id"] == "india").unwrap();
    assert_eq!(india["stance"]["corrected"]["mean"], -1.0);
    assert_eq!(india["sentiment"]["corrected"], Value::Null);
    case.run(&["tally", "corpus", "-o", "part.tally"]).ends(0, &[]);
    let merged = case.run(&["merge", "part.tally", "--validity", "card.json"]).ends(0, &[]).report();
    assert_eq!(merged, report, "a merged report carries the card as one scored in one go");
    case.run(&["merge", "part.tally", "--validity", "card.json", "-o", "all.tally"])
        .ends(2, &["a part carries no validity card"]);
    let table = case.run(&["score", "corpus", "--validity", "card.json"]).ends(0, &[]).stdout();
    assert!(table.contains("validity: stance macro-F1 1.00") && table.contains("corrected"), "{table}");
    let csv = case.run(&["score", "corpus", "--validity", "card.json", "--format", "csv"]).ends(0, &[]).stdout();
    assert!(csv.lines().next().unwrap().contains("stance_corrected"), "{csv}");
}

#[test]
fn a_card_of_something_else_is_told() {
    let case = Case::new();
    case.file("codes.csv", good()).file("corpus/a.jsonl", record("1") + &record("2"));
    case.run(&["validate", "codes.csv", "--card", "card.json", "--without", "control"]).ends(0, &[]);
    let run = case.run(&["score", "corpus", "--validity", "card.json"]);
    run.ends(0, &["something else: corpus", "something else: settings", "no mean is corrected"]);
    assert!(run.stdout().contains("measured on ANOTHER CORPUS"), "{}", run.stdout());
    let mut card: Value = serde_json::from_slice(&std::fs::read(case.path("card.json")).unwrap()).unwrap();
    card["pack"]["sha256"] = Value::from("0");
    card["codes"]["units"] = Value::from(3);
    case.file("card.json", card.to_string());
    case.run(&["score", "corpus", "--validity", "card.json"]).ends(2, &["holds 4 units, and it says 3", "[C012]"]);
    card["codes"]["units"] = Value::from(4);
    case.file("card.json", card.to_string());
    case.run(&["score", "corpus", "--validity", "card.json"]).ends(0, &["something else: pack"]);
    case.file("card.json", "{}");
    case.run(&["score", "corpus", "--validity", "card.json"]).ends(2, &["no validity card", "[C012]"]);
    case.run(&["score", "corpus"]).ends(0, &["validity NOT MEASURED"]);
}

#[test]
fn units_must_be_found_in_their_corpus() {
    let case = Case::new();
    let sheet = |document: &str, sentence: &str| {
        format!(
            "id,document,actor,label,sentence\n1,{document},india,-1,{sentence}\n\
             2,a,russia,1,Russia backed cyber sovereignty.\n"
        )
    };
    case.file("corpus/a.jsonl", record("a") + &record("b") + &record("b"));
    let measure = |rows: String| {
        case.file("codes.csv", rows);
        case.run(&["validate", "codes.csv", "--corpus", "corpus"])
    };
    measure(sheet("a", "India rejected cyber sovereignty.")).ends(0, &[]);
    measure(sheet("c", "India rejected cyber sovereignty."))
        .ends(2, &["codes.csv:2: document c is not in the corpus [C008]"]);
    measure(sheet("b", "India rejected cyber sovereignty.")).ends(2, &["more than once [C008]"]);
    case.file("corpus/b.jsonl", "{\"id\":\n");
    measure(sheet("a", "India rejected cyber sovereignty.")).ends(1, &["b.jsonl:1", "1 rejected record"]);
    measure(sheet("a", "India backed it."))
        .ends(2, &["codes.csv:2: the unit's words are not in document a once [C009]"]);
    case.run(&["validate", "codes.csv", "--corpus", "corpus", "--task", "relation"]).ends(2, &["leave --corpus out"]);
}
