//! Inputs and packs from strangers: files that never end, lead astray or grow without bound, and text that would act.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Case, TEXT, documents, record};

#[test]
fn folders_with_pipes_devices_and_loops_are_read_without_hanging() {
    let case = Case::new();
    case.file("in/a.jsonl", record("1")).file("in/below/b.txt", TEXT);
    for name in ["in/pipe.jsonl", "in/pipe.txt"] {
        assert!(Command::new("mkfifo").arg(case.path(name)).status().unwrap().success());
    }
    symlink(case.path("in"), case.path("in/below/loop")).unwrap();
    symlink("self", case.path("in/self")).unwrap();
    symlink("/dev/zero", case.path("in/zero.jsonl")).unwrap();
    symlink("/dev/zero", case.path("in/zero.txt.gz")).unwrap();
    let began = Instant::now();
    let run = case.run(&["score", "in", "--format", "json", "--dedup", "off"]);
    documents(&run.ends(1, &["in/self: cannot be read"]).report(), 2);
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

/// Names in archives, ids and titles are words, never paths.
#[test]
fn no_name_in_the_data_becomes_a_path() {
    let case = Case::new();
    let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>India rejected cyber sovereignty.</p>";
    let length = http.len();
    let outside = tempfile::tempdir().unwrap();
    // Up to the root from wherever the outputs stand, and down again.
    let evil = format!("{}{}", "../".repeat(16), outside.path().join("evil").display());
    case.file("a.warc", format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <{evil}>\r\nWARC-Target-URI: file:///{evil}\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
    ));
    let entity = format!("{{\"id\":\"{evil}\",\"start\":0,\"end\":5,\"name\":\"{evil}\"}}");
    case.file(
        "b.jsonl",
        format!("{{\"id\":\"{evil}\",\"source\":\"{evil}\",\"text\":\"{TEXT}\",\"entities\":[{entity}]}}\n"),
    );
    case.run(&[
        "score",
        "a.warc",
        "b.jsonl",
        "-o",
        "report.json",
        "--tables",
        "tables",
        "--resume",
        "kept",
        "--dedup",
        "off",
    ])
    .ends(0, &[]);
    case.run(&["page", "report.json", "-o", "page.html"]).ends(0, &[]);
    let mut names: Vec<String> = fs::read_dir(case.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.warc", "b.jsonl", "kept", "page.html", "report.json", "tables"]);
    let inner = ["kept", "tables"].map(|folder| fs::read_dir(case.path(folder)).unwrap().count());
    assert_eq!(inner, [3, 5], "a plan, a part and its record; four tables and what they mean");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn control_characters_of_the_data_never_reach_the_terminal() {
    let case = Case::new();
    let escape = "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m";
    case.file("a.jsonl", format!(
        "{{\"id\":\"{escape}\",\"date\":\"{escape}\",\"source\":\"{escape}\",\"text\":\"Xora\\u001b[31m rejected cyber sovereignty.\",\
         \"entities\":[{{\"id\":\"xora\",\"start\":0,\"end\":4,\"name\":\"Xora{escape}\"}}]}}\n{{\"text\":5,\"{escape}\":1}}\n"
    ));
    case.file("b\u{1b}[31m.jsonl", "{broken");
    for arguments in [
        &["score", "a.jsonl", "b\u{1b}[31m.jsonl"][..],
        &["explain", "India \u{1b}[2J rejected \u{9b}31m cyber sovereignty."],
        &["pack", "check", "no\u{1b}[31mpack"],
    ] {
        let run = case.run(arguments);
        for (stream, text) in [("stdout", run.stdout()), ("stderr", run.stderr())] {
            let control = text.chars().find(|letter| letter.is_control() && *letter != '\n');
            assert!(control.is_none(), "{arguments:?}: {stream} holds {control:?}: {text:?}");
        }
    }
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_defused() {
    let case = Case::new();
    let formula = "=HYPERLINK(\\\"http://x\\\",\\\"y\\\")";
    let entity = format!("{{\"id\":\"x\",\"start\":0,\"end\":5,\"name\":\"{formula}\"}}");
    case.file(
        "a.jsonl",
        format!("{{\"id\":\"@sum\",\"source\":\"+1\",\"text\":\"{TEXT}\",\"entities\":[{entity}]}}\n"),
    );
    let table = case.run(&["score", "a.jsonl", "--format", "csv", "--tables", "tables"]).ends(0, &[]).stdout();
    let mut all = vec![table];
    all.extend(
        ["actors", "series", "opinions", "evidence"]
            .map(|name| fs::read_to_string(case.path(&format!("tables/{name}.csv"))).unwrap()),
    );
    for text in all {
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for cell in rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            let acts = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) && cell.parse::<f64>().is_err();
            assert!(!acts, "{cell:?} acts in a spreadsheet");
        }
    }
}

// ---- packs ----

const HEADER: &str =
    "id = \"mine\"\nversion = \"0.1.0\"\nlanguage = \"en\"\ntitle = \"t\"\nlicence = \"CC0-1.0\"\nbias = \"b\"\n";

/// Checks a pack of one file of entries; it must be refused in time, with this said.
fn refused(entries: &str, says: &str) {
    let case = Case::new();
    case.file("mine/pack.toml", HEADER).file("mine/entries.toml", entries);
    let began = Instant::now();
    case.run(&["pack", "check", "mine"]).ends(1, &[says]);
    assert!(began.elapsed() < Duration::from_secs(20), "{says}: {:?}", began.elapsed());
}

#[test]
fn packs_that_would_take_all_time_or_memory_are_refused() {
    // Choices multiply: in one phrase, and over many.
    let many = "{a|b}".repeat(12);
    refused(&format!("[[topic]]\nwords = [\"{many}\"]\n"), "more than 2000 choices");
    let phrase = format!("\"{} x\",\n", "{a|b}".repeat(10));
    let topic = format!("[[topic]]\nwords = [{}]\n", phrase.repeat(4_000));
    refused(&topic, "[L020]");
    // Nesting, and an endless word.
    refused(&format!("x = {}", "[".repeat(200_000)), "[L001]");
    refused(&format!("[[topic]]\nwords = [\"{}\"]\n", "word ".repeat(5_000)), "[L008]");
}

#[test]
fn packs_are_read_from_regular_files_in_their_folder_alone() {
    let case = Case::new();
    case.file("mine/pack.toml", HEADER);
    assert!(Command::new("mkfifo").arg(case.path("mine/pipe.toml")).status().unwrap().success());
    case.run(&["pack", "check", "mine"]).ends(1, &["pipe.toml: is no regular file", "[L013]"]);
    fs::remove_file(case.path("mine/pipe.toml")).unwrap();
    symlink("/dev/zero", case.path("mine/zero.toml")).unwrap();
    case.run(&["pack", "check", "mine"]).ends(1, &["zero.toml: is no regular file"]);
    fs::remove_file(case.path("mine/zero.toml")).unwrap();
    case.file("mine/long.toml", vec![b'#'; 17 << 20]);
    case.run(&["pack", "check", "mine"]).ends(1, &["long.toml: is longer than"]);
    fs::remove_file(case.path("mine/long.toml")).unwrap();
    case.file("other/pack.toml", HEADER.replace("mine", "other"));
    for away in ["../other", "./other", "/etc", "other/../other"] {
        case.file("mine/pack.toml", format!("{HEADER}requires = [\"{away}\"]\n"));
        case.run(&["pack", "check", "mine"]).ends(1, &["is neither beside this one nor built in", "[L012]"]);
    }
}

// ---- the network ----

/// Runs every command in a space of its own that has no network, where the system allows that without rights.
#[cfg(target_os = "linux")]
#[test]
#[allow(clippy::print_stderr, reason = "that it was not run must be told")]
fn every_command_works_without_a_network() {
    let alone = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    if !alone(Command::new("unshare").args(["-rn", "true"])) {
        eprintln!("not run: this system gives no space without a network (unshare -rn)");
        return;
    }
    let case = Case::new();
    case.file("a.jsonl", record("1").replace("\"text\"", "\"url\":\"https://example.org/1\",\"text\""));
    let commands: [&[&str]; 8] = [
        &["score", "a.jsonl", "-o", "report.json"],
        &["annotate", "a.jsonl", "-o", "lines.jsonl"],
        &["tally", "a.jsonl", "-o", "part.tally"],
        &["merge", "part.tally", "-o", "merged.json"],
        &["page", "report.json", "-o", "page.html"],
        &["compare", "report.json", "--at", "2022-09-01"],
        &["explain", TEXT],
        &["pack", "check"],
    ];
    for arguments in commands {
        let mut command = Command::new("unshare");
        command.current_dir(case.folder.path()).arg("-rn").arg(env!("CARGO_BIN_EXE_stanceline")).args(arguments);
        assert!(alone(&mut command), "{arguments:?}");
    }
}
