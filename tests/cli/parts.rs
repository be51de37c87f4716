//! Parts and their merging: the same bytes as in one go, and a clear refusal of what does not belong together.

use std::fs;

use super::{Case, Run};

/// The demonstration corpus as one record a line, with what a corpus of newspapers has besides: documents without
/// date or source, ids given twice, and broken records.
fn records() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (inputs, _) = stanceline::ingest::discover(&[root.join("corpus")], None);
    let documents = stanceline::ingest::read(inputs, stanceline::ingest::Options::default());
    let mut records: Vec<String> = documents
        .map(|document| {
            let document = document.unwrap();
            let record = serde_json::json!({
                "id": document.id, "date": document.date.map(|date| date.to_string()), "source": document.source,
                "title": document.title, "speaker": document.speaker, "text": document.text,
            });
            record.to_string() + "\n"
        })
        .collect();
    records.push("{\"id\":\"undated\",\"text\":\"India rejected cyber sovereignty. Japan backed it.\"}\n".to_owned());
    records.push("{\"id\":\"coarse\",\"date\":\"2021\",\"text\":\"Iran backed cyber sovereignty.\"}\n".to_owned());
    records.push("{\"id\":\"coarse\",\"date\":\"2022\",\"text\":\"Russia backed cyber sovereignty.\"}\n".to_owned());
    records
}

/// The same records in another order, the same for the same seed.
fn shuffled(records: &[String], mut seed: u64) -> Vec<String> {
    let mut shuffled = records.to_vec();
    for last in (1..shuffled.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        shuffled.swap(last, (seed >> 33) as usize % (last + 1));
    }
    shuffled
}

/// Deals records out to parts, tallies each, and merges them in the order of a shuffle; the last parts may be empty.
fn merged(case: &Case, records: &[String], parts: usize, seed: u64) -> Vec<u8> {
    let records = shuffled(records, seed);
    let mut names = Vec::new();
    for part in 0..parts {
        let lines: String = records.iter().skip(part).step_by(parts).map(String::as_str).collect();
        let (input, output) = (format!("{part}.jsonl"), format!("{part}.tally"));
        case.file(&input, lines);
        case.run(&["tally", &input, "-o", &output, "--threads", "2", "--quiet"]).ends(0, &[]);
        names.push(output);
    }
    merge(case, &shuffled(&names, seed + 1))
}

fn merge(case: &Case, names: &[String]) -> Vec<u8> {
    let arguments: Vec<&str> = ["merge", "--quiet"].into_iter().chain(names.iter().map(String::as_str)).collect();
    case.run(&arguments).ends(0, &[]).output.stdout.clone()
}

#[test]
fn parts_in_any_number_and_order_make_the_same_report() {
    let case = Case::new();
    let records = records();
    let score = |records: &[String], threads: &str| {
        case.file("all.jsonl", records.concat());
        let arguments = ["score", "all.jsonl", "--format", "json", "--threads", threads, "--quiet"];
        case.run(&arguments).ends(0, &[]).output.stdout.clone()
    };
    let whole = score(&records, "1");
    assert!(score(&shuffled(&records, 5), "2") == whole, "two threads, shuffled");
    assert!(score(&shuffled(&records, 6), "8") == whole, "eight threads, shuffled");
    for (parts, seeds) in [(1, 1..4), (7, 4..7), (101, 7..8)] {
        for seed in seeds {
            assert!(merged(&case, &records, parts, seed) == whole, "{parts} parts, shuffle {seed}");
        }
    }
    let names: Vec<String> = (0..101).map(|part| format!("{part}.tally")).collect();
    for seed in 8..11 {
        assert!(merge(&case, &shuffled(&names, seed)) == whole, "the 101 parts, shuffle {seed}");
    }
}

#[test]
fn merged_parts_can_be_merged_again() {
    let case = Case::new();
    let records = records();
    let whole = merged(&case, &records, 3, 2);
    case.run(&["merge", "2.tally", "0.tally", "-o", "larger.tally"]).ends(0, &[]);
    let again = case.run(&["merge", "larger.tally", "1.tally"]).ends(0, &[]).output.stdout.clone();
    assert!(again == whole);
}

#[test]
fn what_is_no_part_or_does_not_belong_is_refused() {
    let case = Case::new();
    case.file("a.jsonl", records()[..9].concat()).file("empty.tally", "").file("foreign.tally", "<html></html>");
    case.run(&["tally", "a.jsonl", "-o", "a.tally", "--quiet"]).ends(0, &[]);
    case.run(&["tally", "a.jsonl", "-o", "quarter.tally", "--period", "quarter", "--quiet"]).ends(0, &[]);
    case.run(&["tally", "a.jsonl", "-o", "less.tally", "--without", "control", "--quiet"]).ends(0, &[]);
    let school = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/school-meals");
    case.run(&["tally", "a.jsonl", "-o", "school.tally", "--pack", school, "--quiet"]).ends(0, &[]);
    case.run(&["score", "a.jsonl", "-o", "report.json", "--quiet"]).ends(0, &[]);
    let part = fs::read(case.path("a.tally")).unwrap();
    let header = part.iter().position(|byte| *byte == b'\n').unwrap();
    let text = String::from_utf8(part[..=header].to_vec()).unwrap();
    let with = |header: String| [header.as_bytes(), &part[text.len()..]].concat();
    let mut flipped = part.clone();
    flipped[part.len() - 40] ^= 0x10;
    let mut evidence = part.clone();
    evidence[header + 40] ^= 0x10;
    case.file("header.tally", &part[..header / 2]).file("start.tally", &part[..9]);
    case.file("cut.tally", &part[..part.len() - 5])
        .file("sums.tally", &part[..=header + 9])
        .file("flipped.tally", flipped);
    case.file("evidence.tally", evidence);
    case.file("newer.tally", with(text.replacen("\"schema_version\":1", "\"schema_version\":2", 1)));
    let version = env!("CARGO_PKG_VERSION");
    case.file("other.tally", with(text.replacen(&format!("\"version\":\"{version}\""), "\"version\":\"99.0.0\"", 1)));
    case.file("long.tally", [&part[..], b"more"].concat());

    let refused = |name: &str, says: &[&str]| {
        let run = case.run(&["merge", "a.tally", name, "-o", "out.json"]);
        run.ends(2, says).ends(2, &[name]);
        assert!(!case.path("out.json").exists(), "{name} leaves no output");
    };
    refused("none.tally", &["cannot be read", "[R001]"]);
    refused("empty.tally", &["the file is empty", "[R002]"]);
    refused("foreign.tally", &["this is no part of a tally", "[R003]"]);
    refused("report.json", &["this is a report or other JSON, not a part of a tally", "[R003]"]);
    for name in ["header.tally", "start.tally", "cut.tally", "sums.tally"] {
        refused(name, &["the part is cut short", "[R004]"]);
    }
    refused("flipped.tally", &["the part is damaged", "[R004]"]);
    refused("evidence.tally", &["the part is damaged", "[R004]"]);
    refused("long.tally", &["the part is damaged", "[R004]"]);
    refused("newer.tally", &["form 2 of a part", "this program reads form 1", "[R005]"]);
    refused(
        "quarter.tally",
        &["does not belong with a.tally: settings.period is \"quarter\" here and \"month\" there"],
    );
    refused("less.tally", &["settings.without is [\"control\"] here and [] there", "[R007]"]);
    refused("school.tally", &["pack.id is \"school-meals\" here and \"cyber-governance\" there", "[R007]"]);
    refused("other.tally", &["tool.version is \"99.0.0\" here", "[R007]"]);
    case.run(&["merge", "a.tally", "a.tally", "-o", "twice.json"])
        .ends(0, &["are the same; their documents count twice"]);
    case.run(&["tally", "a.jsonl"]).ends(2, &["--output"]);
}

/// Copies of texts in other papers, days and spellings beside the corpus.
pub(super) fn with_copies() -> Vec<String> {
    let mut records = records();
    for (number, record) in records.clone().into_iter().enumerate().filter(|(number, _)| number % 3 == 0) {
        let mut value: serde_json::Value = serde_json::from_str(&record).unwrap();
        for copy in 0..number % 4 {
            value["id"] = format!("copy-{number}-{copy}").into();
            value["source"] = format!("Paper {copy}").into();
            value["date"] = format!("20{}-01-02", 13 + copy * 5).into();
            value["text"] = value["text"].as_str().unwrap().replace(". ", ".  ").into();
            records.push(value.to_string() + "\n");
        }
    }
    records
}

#[test]
fn shares_keep_copies_together() {
    let case = Case::new();
    let records = with_copies();
    case.file("all.jsonl", records.concat()).file("turned.jsonl", shuffled(&records, 3).concat());
    for how in [&["--dedup", "exact"][..], &["--dedup", "near", "--dedup-threshold", "0.7"], &["--dedup", "off"]] {
        let score = |file: &str, threads: &str| {
            let arguments = [&["score", file, "--format", "json", "--quiet", "--threads", threads], how].concat();
            case.run(&arguments).ends(0, &[]).output.stdout.clone()
        };
        let whole = score("all.jsonl", "1");
        assert!(score("turned.jsonl", "2") == whole && score("turned.jsonl", "8") == whole, "{how:?}");
        let mut names = Vec::new();
        for share in 1..=5 {
            let (output, shard) = (format!("{share}.tally"), format!("{share}/5"));
            let file = if share % 2 == 0 { "all.jsonl" } else { "turned.jsonl" };
            let arguments = [&["tally", file, "-o", &output, "--shard", &shard, "--quiet"], how].concat();
            case.run(&arguments).ends(0, &[]);
            names.push(output);
        }
        assert!(merge(&case, &shuffled(&names, 9)) == whole, "{how:?}");
        let report: serde_json::Value = serde_json::from_slice(&whole).unwrap();
        let set_aside = report["dedup"]["set_aside"].as_u64().unwrap();
        assert_eq!(set_aside > 0, how[1] != "off", "{how:?}: {set_aside}");
        assert_eq!(report["dedup"]["across_parts"], 0);
    }
}

#[test]
fn copies_across_parts_are_told_of() {
    let case = Case::new();
    let record = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"India rejected cyber sovereignty.\"}}\n");
    case.file("a.jsonl", record("a") + &record("b")).file("b.jsonl", record("c"));
    case.run(&["tally", "a.jsonl", "-o", "a.tally"]).ends(0, &[]);
    case.run(&["tally", "b.jsonl", "-o", "b.tally"]).ends(0, &[]);
    let run = case.run(&["merge", "a.tally", "b.tally"]);
    run.ends(0, &["1 texts stand in more than one part and count in each", "--shard"]);
    let report = run.report();
    assert_eq!((&report["dedup"]["set_aside"], &report["dedup"]["across_parts"]), (&1.into(), &1.into()));
    case.run(&["tally", "a.jsonl", "-o", "x", "--shard", "3/2"]).ends(2, &["the third of seven"]);
}

#[test]
fn a_report_in_many_papers_is_one_voice() {
    let case = Case::new();
    let record = |id: &str, source: &str, date: &str, text: &str| {
        format!("{{\"id\":\"{id}\",\"source\":\"{source}\",\"date\":\"{date}\",\"text\":\"{text}\"}}\n")
    };
    let agency = "India rejected cyber sovereignty.";
    let mut lines = record("own", "Own", "2020-03-01", "India backed cyber sovereignty.");
    for paper in 1..=9 {
        lines += &record(&format!("paper-{paper}"), "Paper", &format!("2020-02-0{paper}"), agency);
    }
    lines += &record("agency", "Agency", "2020-02-01", &agency.replace(" cyber", ",  cyber"));
    case.file("a.jsonl", &lines);
    let india = |report: &serde_json::Value| {
        report["actors"].as_array().unwrap().iter().find(|actor| actor["id"] == "india").unwrap().clone()
    };
    for input in ["a.jsonl", "-"] {
        let mut child = case
            .command(&["score", input, "--input-format", "jsonl", "--format", "json"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes()).unwrap();
        let run = Run { output: child.wait_with_output().unwrap() };
        let report = run.ends(0, &[]).report();
        assert_eq!((&report["corpus"]["documents"], &report["dedup"]["set_aside"]), (&11.into(), &9.into()), "{input}");
        let leader = report["dedup"]["leaders"][0].clone();
        assert_eq!(leader["copies"], 9);
        assert!(
            ["agency", "paper-1"].contains(&leader["document"].as_str().unwrap()),
            "one of the first day: {leader}"
        );
        let india = india(&report);
        assert_eq!((&india["stance"]["favor"], &india["stance"]["against"]), (&1.into(), &1.into()));
        let with = &india["with_copies"]["stance"];
        assert_eq!((&with["favor"], &with["against"]), (&1.into(), &10.into()));
    }
    let report = case.run(&["score", "a.jsonl", "--format", "json", "--dedup", "off"]).ends(0, &[]).report();
    assert_eq!(india(&report)["stance"]["against"], 10);
    assert_eq!(india(&report).get("with_copies"), None);
}

/// How the reports that `compare` reads can be bad.
#[test]
fn what_is_no_report_is_refused() {
    let case = Case::new();
    case.file("a.jsonl", records()[..9].concat()).file("empty.json", "").file("foreign.json", "{\"a\": 1}");
    case.file("text.json", "not JSON at all");
    case.run(&["tally", "a.jsonl", "-o", "a.tally", "--quiet"]).ends(0, &[]);
    case.run(&["score", "a.jsonl", "-o", "a.json", "--quiet"]).ends(0, &[]);
    case.run(&["score", "a.jsonl", "-o", "less.json", "--without", "control", "--quiet"]).ends(0, &[]);
    let school = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/school-meals");
    case.run(&["score", "a.jsonl", "-o", "school.json", "--pack", school, "--quiet"]).ends(0, &[]);
    let report = fs::read_to_string(case.path("a.json")).unwrap();
    case.file("cut.json", &report[..report.len() / 2]);
    case.file("newer.json", report.replacen("\"schema_version\": 1", "\"schema_version\": 99", 1));
    case.file("old.json", report.replace("\"cells\"", "\"were_cells\""));
    let refused = |arguments: &[&str], says: &[&str]| {
        let run: Run = case.run(&[&["compare"], arguments, &["-o", "out.json"]].concat());
        run.ends(2, says);
        assert!(!case.path("out.json").exists());
    };
    refused(&["none.json"], &["none.json", "cannot be read", "[R001]"]);
    refused(&["empty.json"], &["the file is empty", "[R002]"]);
    refused(&["foreign.json"], &["no report of stanceline", "[R003]"]);
    refused(&["text.json"], &["this is no report", "[R003]"]);
    refused(&["a.tally"], &["a part of a tally, not a report", "stanceline merge", "[R003]"]);
    refused(&["a.json", "cut.json"], &["cut.json", "the report is cut short", "[R004]"]);
    refused(&["newer.json"], &["form 99", "is newer than form 1", "[R005]"]);
    refused(&["old.json"], &["holds no sums", "[R006]"]);
    refused(&["a.json", "school.json"], &["the pack differs: cyber-governance", "school-meals", "[R007]"]);
    refused(&["a.json", "less.json"], &["--without differs: none and control", "--allow-mismatch", "[R007]"]);
    refused(&["a.json", "--by", "day"], &["steps of a month cannot be put together to a day", "[R008]"]);
    refused(&["a.json", "a.json", "--at", "2020"], &["here are two"]);
    refused(&["a.json", "--at", "soon"], &["--at"]);
    case.run(&["compare", "a.json", "less.json", "--allow-mismatch"]).ends(0, &["--without differs"]);
    case.run(&["compare", "a.json", "a.json"]).ends(0, &["both reports seem to be of the same documents"]);
}
