//! Output: the same bytes however it is made, complete or not there.

use std::fs::{self, File};
use std::path::Path;

use serde_json::Value;

use super::{Case, Run, TEXT, documents, record};

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
        let output = case.run_into_closed_pipe(&arguments);
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
