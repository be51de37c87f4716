//! Faults: runs that are told to end, killed, or find no room; inputs that change; and what must be left behind.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Case, Run, documents, record, skipped};

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn is_temporary(name: &str) -> bool {
    name.starts_with(".stanceline-") || name.starts_with(".tmp")
}

/// Waits until something is so.
#[track_caller]
fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        sleep(Duration::from_millis(2));
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// Makes a named pipe, from which nothing comes until the test writes to it.
fn pipe(case: &Case, name: &str) {
    assert!(Command::new("mkfifo").arg(case.path(name)).status().unwrap().success());
}

/// Commands with an output `out` that wait for an input which does not come: from a pipe or standard input.
const WAITING: [&[&str]; 9] = [
    &["score", "gate", "-o", "out"],
    &["score", "-", "-o", "out", "--dedup", "off", "--input-format", "jsonl"],
    &["score", "-", "-o", "out", "--tables", "tables"],
    &["tally", "-", "-o", "out"],
    &["annotate", "gate", "-o", "out"],
    &["sample", "gate", "-o", "out"],
    &["page", "gate", "-o", "out"],
    &["compare", "gate", "--at", "2020-01-01", "-o", "out"],
    &["merge", "gate", "-o", "out"],
];

#[test]
fn a_signal_ends_a_run_within_a_second_and_leaves_the_old_output() {
    for (number, arguments) in WAITING.iter().enumerate() {
        let case = Case::new();
        case.file("out", "old").file("tmp/.keep", "");
        pipe(&case, "gate");
        let mut command = case.command(arguments);
        command.env("TMPDIR", case.path("tmp")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Open as long as the run lasts, so that standard input does not end.
        let _stdin = child.stdin.take();
        wait_for("the output to be opened", || names(case.folder.path()).iter().any(|name| is_temporary(name)));
        // Some are caught as they begin, some while they wait.
        sleep(Duration::from_millis(40 * (number as u64 % 4)));
        let (name, code) = if number % 2 == 0 { ("INT", 130) } else { ("TERM", 143) };
        let began = Instant::now();
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        assert!(began.elapsed() < Duration::from_secs(1), "{arguments:?} took {:?} to end", began.elapsed());
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read_to_string(case.path("out")).unwrap(), "old", "{arguments:?}");
        let left: Vec<String> = [case.folder.path(), &case.path("tmp")].into_iter().flat_map(names).collect();
        assert!(!left.iter().any(|name| is_temporary(name)), "{arguments:?} left {left:?}");
    }
}

#[test]
fn a_signal_in_the_midst_of_the_work_leaves_nothing_half_done() {
    let case = Case::new();
    let lines: String = (0..6_000).map(|id| record(&id.to_string()).repeat(3)).collect();
    case.file("a.jsonl", lines).file("out", "old");
    for (verb, pause) in [("score", 0), ("annotate", 30), ("tally", 60), ("score", 150), ("annotate", 300)] {
        let child = case
            .command(&[verb, "a.jsonl", "-o", "out", "--dedup", "off"][..4 + 2 * usize::from(verb != "annotate")])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_for("the output to be opened", || names(case.folder.path()).len() > 2);
        sleep(Duration::from_millis(pause));
        signal(&child, "TERM");
        let status = child.wait_with_output().unwrap().status;
        // On a fast machine the work may be done before.
        if status.code() != Some(0) {
            assert_eq!(status.code(), Some(143), "{verb}");
            assert_eq!(fs::read_to_string(case.path("out")).unwrap(), "old", "{verb}");
        }
        case.file("out", "old");
        assert_eq!(names(case.folder.path()), ["a.jsonl", "out"], "{verb}");
    }
}

/// How often runs are killed; more with `STANCELINE_KILLS=100`.
fn kills() -> u64 {
    std::env::var("STANCELINE_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(25)
}

#[test]
fn a_killed_run_leaves_each_output_old_or_complete() {
    let case = Case::new();
    let lines: String = (0..40).map(|id| record(&id.to_string())).collect();
    case.file("a.jsonl", lines);
    let arguments = ["score", "a.jsonl", "-o", "report.json", "--tables", "tables", "--dedup", "off"];
    case.run(&arguments).ends(0, &[]);
    let outputs = ["report.json", "tables/actors.csv", "tables/evidence.csv", "tables/datapackage.json"];
    let complete = outputs.map(|name| fs::read(case.path(name)).unwrap());
    let whole = Instant::now();
    case.run(&arguments).ends(0, &[]);
    let whole = whole.elapsed().as_micros() as u64;
    let mut seed: u64 = 7;
    let mut killed = 0;
    for round in 0..kills() {
        for name in outputs {
            // Half of the time there is an old file to be replaced.
            if round % 2 == 0 {
                case.file(name, "old")
            } else {
                fs::remove_file(case.path(name)).unwrap();
                &case
            };
        }
        let mut child = case.command(&arguments).stderr(Stdio::null()).spawn().unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        sleep(Duration::from_micros((seed >> 20) % whole));
        child.kill().unwrap();
        killed += u64::from(child.wait().unwrap().code().is_none());
        for (name, complete) in outputs.iter().zip(&complete) {
            match fs::read(case.path(name)) {
                Ok(bytes) => assert!(bytes == b"old" || bytes == *complete, "{name} is neither old nor complete"),
                Err(_) => assert!(round % 2 == 1, "{name} is gone"),
            }
            case.file(name, "old");
        }
    }
    // How many depends on how busy the machine is.
    assert!(killed > 0, "none of {} was killed before its end", kills());
}

/// Runs the program in a shell, after some other commands.
#[cfg(target_os = "linux")]
pub(super) fn in_shell(case: &Case, before: &str, arguments: &[&str]) -> Run {
    let script = format!("{before}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.current_dir(case.folder.path()).args(["-c", &script, env!("CARGO_BIN_EXE_stanceline")]).args(arguments);
    Run { output: command.output().unwrap() }
}

/// A limit on the size of files makes writing fail as a full disk does, after so many blocks of 512 bytes.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_at_any_point_leaves_the_old_output() {
    let case = Case::new();
    let lines: String = (0..60).map(|id| record(&format!("{id:0>400}"))).collect();
    case.file("a.jsonl", lines);
    case.run(&["score", "a.jsonl", "-o", "report.json"]).ends(0, &[]);
    let blocks = |name: &str| fs::metadata(case.path(name)).unwrap().len().div_ceil(512);
    case.run(&["page", "report.json", "-o", "page.html"]).ends(0, &[]);
    case.run(&["annotate", "a.jsonl", "-o", "lines.jsonl"]).ends(0, &[]);
    let (report, page, lines) = (blocks("report.json"), blocks("page.html"), blocks("lines.jsonl"));
    let commands: [(&[&str], u64); 4] = [
        (&["score", "a.jsonl", "-o", "out"], report),
        (&["annotate", "a.jsonl", "-o", "out"], lines),
        (&["page", "report.json", "-o", "out"], page),
        (&["tally", "a.jsonl", "-o", "out"], 2),
    ];
    case.file("out", "old");
    let before = names(case.folder.path());
    for (arguments, size) in commands {
        for room in [0, size / 2, size - 1] {
            let run = in_shell(&case, &format!("trap '' XFSZ; ulimit -f {room}"), arguments);
            run.ends(2, &["out: File too large"]);
            assert_eq!(fs::read_to_string(case.path("out")).unwrap(), "old", "{arguments:?} with {room} blocks");
            assert_eq!(names(case.folder.path()), before, "{arguments:?} with {room} blocks");
        }
    }
    let arguments = ["score", "a.jsonl", "--tables", "tables"];
    in_shell(&case, "trap '' XFSZ; ulimit -f 1", &arguments).ends(2, &["tables: File too large"]);
    let made: Vec<String> = names(&case.path("tables"));
    assert!(!made.iter().any(|name| is_temporary(name)), "{made:?}");
    in_shell(&case, "trap '' XFSZ; ulimit -f 1", &["score", "a.jsonl", "-o", "r", "--resume", "kept"])
        .ends(2, &["kept"]);
}

#[test]
fn an_output_that_cannot_be_written_is_told_before_any_input_is_read() {
    let case = Case::new();
    // These inputs are all bad, which would be told if they were read.
    case.file("bad", "{broken").file("bad.jsonl", "{broken").file("file", "");
    let commands: [(&[&str], &str); 11] = [
        (&["score", "bad.jsonl", "-o", "no/out"], "cannot write no/out"),
        (&["score", "bad.jsonl", "-o", "file/out"], "cannot write file/out"),
        (&["score", "bad.jsonl", "--tables", "file/tables"], "cannot write into file/tables"),
        (&["tally", "bad.jsonl", "-o", "no/out"], "cannot write no/out"),
        (&["annotate", "bad.jsonl", "-o", "no/out"], "cannot write no/out"),
        (&["sample", "bad.jsonl", "-o", "no/out"], "cannot write no/out"),
        (&["merge", "bad", "-o", "no/out"], "cannot write no/out"),
        (&["page", "bad", "-o", "no/out"], "cannot write no/out"),
        (&["compare", "bad", "--at", "2020", "-o", "no/out"], "cannot write no/out"),
        (&["validate", "bad", "--card", "no/out"], "cannot write no/out"),
        (&["fit", "bad", "--measure", "tone", "--date", "2026-01-01", "-o", "no/out"], "cannot write no/out"),
    ];
    for (arguments, says) in commands {
        let stderr = case.run(arguments).ends(2, &[says]).stderr();
        assert_eq!(stderr.lines().count(), 1, "{arguments:?}: {stderr}");
    }
    #[cfg(target_os = "linux")]
    case.run(&["score", "bad.jsonl", "-o", "/proc/out"]).ends(2, &["cannot write /proc/out"]);
}

#[test]
fn no_command_says_anything_into_a_closed_pipe() {
    let case = Case::new();
    let lines: String = (0..40).map(|id| record(&id.to_string())).collect();
    case.file("a.jsonl", lines).file("codes.jsonl", CODES);
    case.run(&["score", "a.jsonl", "-o", "report.json"]).ends(0, &[]);
    case.run(&["tally", "a.jsonl", "-o", "part.tally"]).ends(0, &[]);
    let commands: [&[&str]; 14] = [
        &["score", "a.jsonl"],
        &["score", "a.jsonl", "--format", "csv"],
        &["tally", "a.jsonl", "-o", "-"],
        &["merge", "part.tally"],
        &["annotate", "a.jsonl"],
        &["sample", "a.jsonl"],
        &["page", "report.json"],
        &["compare", "report.json", "--at", "2022-09-01"],
        &["explain", super::TEXT],
        &["explain", "D003"],
        &["validate", "codes.jsonl"],
        &["pack", "show", "--terms"],
        &["pack", "check"],
        &["pack", "show"],
    ];
    for arguments in commands {
        let output = case.run_into_closed_pipe(&[arguments, &["--quiet"]].concat());
        assert_eq!(output.status.code(), Some(141), "{arguments:?} {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    for arguments in [&["--help"][..], &["score", "--help"], &["--version"]] {
        let output = case.run_into_closed_pipe(arguments);
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

const CODES: &str = "{\"id\":\"1\",\"text\":\"India rejected cyber sovereignty.\",\"label\":-1,\"actor\":\"india\"}\n\
    {\"id\":\"2\",\"text\":\"Russia backed cyber sovereignty.\",\"label\":1,\"actor\":\"russia\"}\n";

#[test]
fn an_input_that_changes_while_it_is_read_is_told() {
    for dedup in ["off", "exact"] {
        let case = Case::new();
        case.file("a.jsonl", record("1")).file("b.txt", super::TEXT).file("c.txt", super::TEXT);
        pipe(&case, "gate");
        let arguments = [
            "score",
            "gate",
            "a.jsonl",
            "b.txt",
            "c.txt",
            "--input-format",
            "jsonl",
            "--dedup",
            dedup,
            "--format",
            "json",
        ];
        let child = case.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Opening the pipe waits for its reader, who has found the other inputs by then and read none of them.
        let mut gate = File::options().write(true).open(case.path("gate")).unwrap();
        File::options().append(true).open(case.path("a.jsonl")).unwrap().write_all(record("2").as_bytes()).unwrap();
        case.file("b.txt", "India.");
        gate.write_all(record("3").as_bytes()).unwrap();
        drop(gate);
        let run = Run { output: child.wait_with_output().unwrap() };
        let report =
            run.ends(1, &["error: a.jsonl: was changed while it was read [D021]", "b.txt: was changed"]).report();
        assert_eq!(skipped(&report, "changed_input"), 2);
        assert!(!run.stderr().contains("c.txt"), "{}", run.stderr());
        documents(&report, 5);
    }
}
