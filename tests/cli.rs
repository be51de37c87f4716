//! The program as its users meet it: good input, bad input, and what it says and returns.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "India rejected cyber sovereignty. Russia backed cyber sovereignty.";

/// A folder for one test, and the program run in it.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stanceline"));
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run { output }
    }
}

struct Run {
    output: Output,
}

impl Run {
    fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    /// Checks the exit code and that stderr says each of these.
    #[track_caller]
    fn ends(&self, code: i32, says: &[&str]) -> &Self {
        let stderr = self.stderr();
        assert_eq!(self.output.status.code(), Some(code), "{stderr}");
        for said in says {
            assert!(stderr.contains(said), "{said:?} is not in {stderr:?}");
        }
        self
    }

    /// The report on stdout.
    #[track_caller]
    fn report(&self) -> Value {
        serde_json::from_slice(&self.output.stdout).unwrap()
    }
}

fn record(id: &str) -> String {
    format!("{{\"id\":\"{id}\",\"date\":\"2022-09-01\",\"source\":\"Daily\",\"text\":\"{TEXT}\"}}\n")
}

#[track_caller]
fn skipped(report: &Value, reason: &str) -> u64 {
    let all = report["corpus"]["skipped"].as_array().unwrap();
    all.iter().find(|skipped| skipped["reason"] == reason).map_or(0, |skipped| skipped["count"].as_u64().unwrap())
}

#[track_caller]
fn documents(report: &Value, number: u64) {
    assert_eq!(report["corpus"]["documents"], number, "{}", report["corpus"]);
}

#[test]
fn a_corpus_gives_a_report_and_a_table() {
    let case = Case::new();
    case.file("a.jsonl", record("1") + &record("2"));
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
    assert!(table.contains("validity: not measured") && table.contains("India"), "{table}");
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
    case.run(&["explain", "D999"]).ends(2, &["no explanation of D999"]);
    let steered = case.run(&["explain", "India \x1b[2J rejected it."]).ends(0, &[]).stdout();
    assert!(steered.contains("\\x1b") && !steered.contains('\x1b'));
}

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
fn packs_can_be_shown() {
    let case = Case::new();
    let shown = case.run(&["pack", "show"]).ends(0, &[]).stdout();
    assert!(shown.contains("cyber-governance") && shown.contains("sha256"), "{shown}");
    let terms = case.run(&["pack", "show", "--terms"]).ends(0, &[]).stdout();
    assert!(terms.lines().any(|term| term == "cyber sovereignty"));
}

#[test]
fn duplicate_ids_are_counted() {
    let case = Case::new();
    case.file("a.jsonl", record("1") + &record("1") + &record("2"));
    let report = case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report();
    documents(&report, 3);
    assert_eq!(skipped(&report, "duplicate_id"), 1);
}

/// Some three megabytes in several files and formats, among them bad records and an id given twice.
fn corpus(case: &Case) -> Vec<&'static str> {
    let url = "x".repeat(4000);
    for file in ["a.jsonl", "b.jsonl", "in/c.jsonl"] {
        let lines: String = (0..400)
            .map(|id| match id % 100 {
                13 => "{\"broken\n".to_owned(),
                7 => record("twice"),
                _ => record(&format!("{file}-{id}")).replacen('{', &format!("{{\"url\":\"{url}\","), 1),
            })
            .collect();
        case.file(file, lines);
    }
    case.file("in/d.txt", format!("date: 2021\n\n{TEXT}"));
    vec!["a.jsonl", "b.jsonl", "in"]
}

#[test]
fn threads_and_order_of_files_change_no_byte() {
    let case = Case::new();
    let files = corpus(&case);
    let score = |files: &[&str], threads: &str| {
        let arguments = [&["score", "--format", "json", "--threads", threads], files].concat();
        case.run(&arguments).ends(1, &[]).output.stdout.clone()
    };
    let one = score(&files, "1");
    let shuffled = [files[2], files[0], files[1]];
    assert!(score(&files, "2") == one && score(&files, "8") == one && score(&shuffled, "2") == one);
    let annotate = |threads: &str| {
        let arguments = [&["annotate", "--threads", threads], &files[..]].concat();
        case.run(&arguments).ends(1, &["a.jsonl:14"]).output.stdout.clone()
    };
    let one = annotate("1");
    assert!(annotate("2") == one && annotate("8") == one);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let case = Case::new();
    let files = corpus(&case);
    for verb in ["annotate", "score"] {
        let mut arguments = vec![verb, "--quiet"];
        arguments.extend(&files);
        let mut child = case.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(141), "{verb}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_a_failure() {
    let case = Case::new();
    case.file("a.jsonl", record("1"));
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for arguments in [&["score", "a.jsonl"][..], &["annotate", "a.jsonl"], &["explain", TEXT], &["pack", "show"]] {
        let output = case.command(arguments).stdout(full()).output().unwrap();
        Run { output }.ends(2, &["standard output: No space left on device"]);
    }
    case.run(&["score", "a.jsonl", "-o", "/dev/full"]).ends(2, &["/dev/full: No space left on device"]);
}

#[test]
fn an_output_that_cannot_be_written_stops_before_the_work() {
    let case = Case::new();
    case.file("a.jsonl", "{broken\n");
    let stderr = case.run(&["score", "a.jsonl", "-o", "no/out.json"]).ends(2, &["cannot write no/out.json"]).stderr();
    assert!(!stderr.contains("a.jsonl"), "the corpus was not read: {stderr}");
}

#[test]
fn a_report_replaces_the_old_one_whole() {
    let case = Case::new();
    case.file("a.jsonl", record("1")).file("out.json", "old");
    case.run(&["score", "a.jsonl", "-o", "out.json"]).ends(0, &[]);
    let report: Value = serde_json::from_slice(&fs::read(case.path("out.json")).unwrap()).unwrap();
    documents(&report, 1);
    assert_eq!(fs::read_dir(case.folder.path()).unwrap().count(), 2, "no temporary file is left");
    assert!(
        !String::from_utf8(fs::read(case.path("out.json")).unwrap()).unwrap().contains(&*path_text(&case.path("")))
    );
}

fn path_text(path: &Path) -> String {
    path.to_string_lossy().trim_end_matches('/').to_owned()
}

#[test]
fn wrong_usage_is_told() {
    let case = Case::new();
    case.run(&["score"]).ends(2, &["INPUT"]);
    case.run(&["score", "a.jsonl", "--input-format", "docx"]).ends(2, &["docx", "jsonl"]);
    case.run(&["score", "a.jsonl", "--period", "decade"]).ends(2, &["decade", "month"]);
}
