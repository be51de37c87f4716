//! What keeps memory bounded: the number of sources, the length of records, and that a larger corpus takes no more.

use std::fmt::Write as _;

use super::{Case, skipped};

/// One record of each source from `first` on.
fn sources(first: usize, count: usize) -> String {
    (first..first + count).fold(String::new(), |mut lines, number| {
        let _ = writeln!(
            lines,
            "{{\"id\":\"{number}\",\"source\":\"s{number}\",\"text\":\"India backed cyber sovereignty.\"}}"
        );
        lines
    })
}

#[test]
fn too_many_sources_are_refused_however_the_corpus_is_cut() {
    let case = Case::new();
    case.file("one.jsonl", sources(0, 60_000)).file("other.jsonl", sources(60_000, 60_000));
    let says = ["more than 100000 different sources", "--field source=NAME"];
    let dedup = ["--dedup", "off", "--quiet"];
    for threads in ["1", "2"] {
        let both = ["score", "one.jsonl", "other.jsonl", "-o", "report.json", "--threads", threads];
        case.run(&[&both[..], &dedup[..]].concat()).ends(2, &says);
        assert!(!case.path("report.json").exists());
    }
    for part in ["one", "other"] {
        let (input, output) = (format!("{part}.jsonl"), format!("{part}.tally"));
        case.run(&[&["tally", &input, "-o", &output][..], &dedup[..]].concat()).ends(0, &[]);
    }
    case.run(&["merge", "one.tally", "other.tally", "-o", "report.json"]).ends(2, &says).ends(2, &["[R010]"]);
    case.run(&["merge", "one.tally", "-o", "report.json"]).ends(0, &[]);
}

#[test]
fn a_record_that_is_too_long_is_passed_over_and_counted() {
    let case = Case::new();
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}\n", "India backed cyber sovereignty. ".repeat(100_000));
    case.file("news.jsonl", sources(0, 3) + &long + &sources(3, 2));
    let run = case.run(&["score", "news.jsonl", "--max-record", "1000000", "--format", "json", "--max-rejects", "1"]);
    let report = run.ends(0, &["longer than 1000000 bytes"]).report();
    super::documents(&report, 5);
    assert_eq!(skipped(&report, "too_long"), 1);
}

/// The greatest memory that the program held while it scored so many megabytes, in kB.
#[cfg(target_os = "linux")]
fn peak(case: &Case, megabytes: usize) -> u64 {
    use std::io::Write as _;
    let mut child = case.command(&["score", "-", "--input-format", "jsonl", "-o", "report.json", "--threads", "2"]);
    // What is piped is read once, so that no copy of it is needed.
    child.args(["--dedup", "off", "--quiet"]).stdin(std::process::Stdio::piped());
    let mut child = child.spawn().unwrap();
    let filler = "The weather stayed as it was and nobody said anything about it at all that day. ".repeat(40);
    let mut pipe = child.stdin.take().unwrap();
    let (mut written, mut number) = (0, 0_u32);
    while written < megabytes * 1_000_000 {
        let (year, month, source) = (2016 + number % 10, 1 + number % 12, number % 8);
        let record = format!(
            "{{\"id\":\"{number}\",\"date\":\"{year}-{month:02}-01\",\"source\":\"s{source}\",\"text\":\"India backed cyber sovereignty. Japan rejected it. {filler}\"}}\n"
        );
        pipe.write_all(record.as_bytes()).unwrap();
        written += record.len();
        number += 1;
    }
    // Its own account, read before the end of input lets it finish: the report is small.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(pipe);
    assert!(child.wait().unwrap().success());
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    peak.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_corpus() {
    let case = Case::new();
    let (small, large) = (peak(&case, 20), peak(&case, 200));
    assert!(large < 96_000, "{large} kB");
    assert!(large * 2 <= small * 3, "{small} kB for 20 MB, {large} kB for 200 MB");
}
