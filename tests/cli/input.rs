//! Bad input: what is said, what is returned, and what is kept.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Case, TEXT, documents, record, skipped};

#[test]
fn an_empty_file_has_no_documents() {
    let case = Case::new();
    case.file("empty.jsonl", "");
    let report = case.run(&["score", "empty.jsonl", "--format", "json"]);
    documents(&report.ends(0, &["no documents were read"]).report(), 0);
}

#[test]
fn a_folder_without_articles_is_named() {
    let case = Case::new();
    case.file("empty/notes.xyz", "x").file("a.jsonl", record("1"));
    case.run(&["score", "empty"]).ends(2, &["empty: no articles in folder"]);
    let run = case.run(&["score", "empty", "a.jsonl", "--format", "json"]);
    documents(&run.ends(1, &["empty: no articles in folder"]).report(), 1);
}

#[test]
fn a_missing_input_stops_before_the_work() {
    let case = Case::new();
    case.file("a.jsonl", record("1"));
    let run = case.run(&["score", "a.jsonl", "b.jsonl", "-o", "out.json"]);
    run.ends(2, &["b.jsonl: no such file or folder"]);
    assert!(!case.path("out.json").exists());
}

#[test]
fn a_broken_line_costs_only_itself() {
    let case = Case::new();
    case.file("a.jsonl", record("1") + "{\"id\": \"2\", \"text\": \"India\n" + &record("3"));
    let run = case.run(&["score", "a.jsonl", "--format", "json"]);
    let report = run.ends(1, &["error: a.jsonl:2", "[D001]", "--max-rejects 1"]).report();
    documents(&report, 2);
    assert_eq!(skipped(&report, "broken_json"), 1);
    assert_eq!(report["corpus"]["skipped"][0]["examples"][0], "a.jsonl:2");
    case.run(&["score", "a.jsonl", "--max-rejects", "1"]).ends(0, &["error: a.jsonl:2"]);
    assert_eq!(case.run(&["score", "a.jsonl", "--quiet"]).ends(1, &[]).stderr(), "");
}

#[test]
fn a_missing_text_is_counted() {
    let case = Case::new();
    case.file("a.jsonl", record("1") + "{\"id\":\"2\"}\n");
    let report = case.run(&["score", "a.jsonl", "--format", "json"]).ends(1, &["a.jsonl:2", "text"]).report();
    documents(&report, 1);
    assert_eq!(skipped(&report, "missing_text"), 1);
}

#[test]
fn only_the_first_problems_are_shown() {
    let case = Case::new();
    case.file("a.jsonl", "{\n".repeat(25));
    let run = case.run(&["score", "a.jsonl", "--threads", "2"]);
    let stderr = run.ends(1, &["a.jsonl:1:", "a.jsonl:10:", "and 15 more"]).stderr();
    assert!(!stderr.contains("a.jsonl:11:"), "{stderr}");
}

#[test]
fn invalid_bytes_are_repaired_and_counted() {
    let case = Case::new();
    let mut bytes = record("1").into_bytes();
    let at = bytes.windows(5).position(|word| word == b"India").unwrap();
    bytes.splice(at..at, *b"Caf\xE9. ");
    case.file("a.jsonl", bytes);
    let report = case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &["warning: a.jsonl"]).report();
    documents(&report, 1);
    assert_eq!(skipped(&report, "encoding_repaired"), 1);
}

#[test]
fn a_truncated_archive_keeps_what_came_before() {
    let case = Case::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    for id in 0..4000 {
        encoder.write_all(record(&format!("id-{id}-{}", id * 7919 % 4001)).as_bytes()).unwrap();
    }
    let whole = encoder.finish().unwrap();
    case.file("a.jsonl.gz", &whole[..whole.len() / 2]);
    let report = case.run(&["score", "a.jsonl.gz", "--format", "json"]).ends(1, &["a.jsonl.gz", "[D006]"]).report();
    assert_eq!(skipped(&report, "truncated_stream"), 1);
    assert!((1000..3000).contains(&report["corpus"]["documents"].as_u64().unwrap()), "{}", report["corpus"]);
}

/// A file that opens and cannot be read, also by root.
#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file_does_not_stop_the_others() {
    let case = Case::new();
    case.file("in/a.jsonl", record("1"));
    std::os::unix::fs::symlink("/proc/self/mem", case.path("in/b.jsonl")).unwrap();
    let report = case.run(&["score", "in", "--format", "json"]).ends(1, &["in/b.jsonl: cannot be read"]).report();
    documents(&report, 1);
    assert_eq!(skipped(&report, "unreadable_file"), 1);
    case.run(&["score", "in/b.jsonl"]).ends(2, &["in/b.jsonl: cannot be read", "none of the inputs could be read"]);
}

#[test]
fn field_names_are_checked() {
    let case = Case::new();
    case.file("a.jsonl", format!("{{\"body\":\"{TEXT}\"}}\n"));
    case.run(&["score", "a.jsonl", "--field", "txt=body"]).ends(2, &["no field \"txt\"", "text"]);
    case.run(&["score", "a.jsonl", "--field", "text"]).ends(2, &["OURS=THEIRS"]);
    case.run(&["score", "a.jsonl", "--field", "text=bdy"]).ends(1, &["a.jsonl:1"]);
    let run = case.run(&["score", "a.jsonl", "--field", "text=body", "--format", "json"]);
    documents(&run.ends(0, &[]).report(), 1);
}

#[test]
fn all_mistakes_of_a_pack_are_shown_and_nothing_runs() {
    let case = Case::new();
    let header = "id = \"small\"\nversion = \"0.1.0\"\nlanguage = \"en\"\ntitle = \"Small\"\nlicence = \"CC0-1.0\"\n\
                  bias = \"none\"\nrequires = [\"english-core\"]\n";
    let cues = "[[cue]]\nid = \"one\"\nverbs = [\"endorse\"]\nsign = 1\nweight = 1.6\n\n\
                [[cue]]\nid = \"two\"\nvreb = [\"endorse\"]\n\n[[frame]]\nid = \"three\"\npole = \"sideways\"\n";
    case.file("small/pack.toml", header).file("small/cues.toml", cues).file("a.jsonl", record("1"));
    let run = case.run(&["score", "a.jsonl", "--pack", "small", "-o", "out.json"]);
    run.ends(2, &["small/cues.toml", "weight = 1.6", "vreb", "sideways", "nothing was run"]);
    assert!(!case.path("out.json").exists());
    case.run(&["pack", "check", "small"]).ends(1, &["weight = 1.6", "vreb", "sideways"]);
    case.run(&["pack", "check", "no-such-pack"]).ends(2, &["no-such-pack"]);
}

#[test]
fn duplicate_ids_are_counted() {
    let case = Case::new();
    case.file("a.jsonl", record("1") + &record("1") + &record("2"));
    let report = case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report();
    documents(&report, 3);
    assert_eq!(skipped(&report, "duplicate_id"), 1);
}

#[test]
fn wrong_usage_is_told() {
    let case = Case::new();
    case.run(&["score"]).ends(2, &["INPUT"]);
    case.run(&["score", "a.jsonl", "--input-format", "docx"]).ends(2, &["docx", "jsonl"]);
    case.run(&["score", "a.jsonl", "--period", "decade"]).ends(2, &["decade", "month"]);
}
