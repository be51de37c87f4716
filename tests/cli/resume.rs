//! Runs that are broken off and go on: the same bytes as undisturbed, and a refusal of what was begun otherwise.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use super::Case;
use super::parts::with_copies;

/// Two large inputs and many small ones, with copies, ids given twice and broken records across all of them.
fn corpus(case: &Case) {
    let records = with_copies();
    let spread = |seed: usize| -> String {
        let turned = (0..5).flat_map(|turn| {
            let records = &records;
            (0..records.len()).map(move |at| {
                let record = &records[(at * 7 + seed) % records.len()];
                // Every turn but the first has ids of its own; every third text another ending.
                let record = if turn == 0 {
                    record.clone()
                } else {
                    record.replacen("\"id\":\"", &format!("\"id\":\"{turn}-"), 1)
                };
                let text = format!("\"text\":\"Turn {turn} has begun. ");
                if (at + turn) % 3 == 0 { record.replacen("\"text\":\"", &text, 1) } else { record }
            })
        });
        turned.collect()
    };
    case.file("news/a.jsonl", spread(1) + "{\"id\":\"broken\",\n").file("news/b.jsonl", spread(2) + "{}\n");
    for number in 0..40 {
        let text =
            format!("date: 2020-01-{:02}\n\nIndia rejected cyber sovereignty. Note {}.", 1 + number % 28, number % 9);
        case.file(&format!("news/small/{number}.txt"), text);
    }
}

const RESUME: [&str; 6] = ["--resume", "kept", "--resume-step", "60000", "--threads", "2"];

fn steps(case: &Case) -> usize {
    let entries = fs::read_dir(case.path("kept"));
    let names = entries.into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.strip_prefix("step-").and_then(|rest| rest.strip_suffix(".json")).is_some()).count()
}

/// Starts a command again and again, killing it some time after it has kept another step, until it comes to its end;
/// returns how many steps were kept each time.
fn disturbed(case: &Case, arguments: &[&str], mut seed: u64) -> Vec<usize> {
    let mut kept = vec![0];
    loop {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = case.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            if kept.last().is_some_and(|before| steps(case) > *before) {
                break None;
            }
            sleep(Duration::from_millis(2));
        };
        if let Some(status) = status {
            assert_eq!(status.code(), Some(1), "two records are broken");
            return kept;
        }
        sleep(Duration::from_millis((seed >> 33) % 300));
        child.kill().unwrap();
        child.wait().unwrap();
        kept.push(steps(case));
    }
}

#[test]
fn a_killed_run_goes_on_and_gives_the_same_bytes() {
    let case = Case::new();
    corpus(&case);
    for (dedup, seed) in [("exact", 1), ("near", 2)] {
        let common = ["--quiet", "--dedup", dedup];
        case.run(&[&["score", "news", "-o", "whole.json"][..], &common].concat()).ends(1, &[]);
        let arguments = [&["score", "news", "-o", "resumed.json"][..], &common, &RESUME].concat();
        let kept = disturbed(&case, &arguments, seed);
        assert!(kept.is_sorted(), "no step is lost: {kept:?}");
        assert!(kept.len() > 1 && steps(&case) > 3, "killed with {kept:?} of {} steps", steps(&case));
        let (whole, resumed) = (fs::read(case.path("whole.json")), fs::read(case.path("resumed.json")));
        assert!(whole.unwrap() == resumed.unwrap(), "dedup {dedup}, killed with {kept:?} steps kept");
        fs::remove_dir_all(case.path("kept")).unwrap();
    }
}

#[test]
fn finished_steps_are_used_and_missing_ones_made_again() {
    let case = Case::new();
    corpus(&case);
    case.run(&["tally", "news", "-o", "whole.tally", "--quiet"]).ends(1, &[]);
    let arguments = [&["tally", "news", "-o", "resumed.tally", "--quiet"][..], &RESUME].concat();
    let whole = fs::read(case.path("whole.tally")).unwrap();
    let made = |name: &str| fs::metadata(case.path(name)).unwrap().modified().unwrap();
    case.run(&arguments).ends(1, &[]);
    assert!(fs::read(case.path("resumed.tally")).unwrap() == whole, "undisturbed");
    let before = ["kept/step-000001.tally", "kept/step-000003.tally"].map(made);
    for lost in ["kept/step-000002.tally", "kept/step-000004.json"] {
        fs::remove_file(case.path(lost)).unwrap();
    }
    case.run(&arguments).ends(1, &[]);
    assert!(fs::read(case.path("resumed.tally")).unwrap() == whole, "two steps lost");
    assert_eq!(
        ["kept/step-000001.tally", "kept/step-000003.tally"].map(made),
        before,
        "steps 1 and 3 are not made again"
    );
    assert!(case.path("kept/step-000002.tally").is_file() && case.path("kept/step-000004.json").is_file());
}

#[test]
fn steps_of_something_else_are_refused() {
    let case = Case::new();
    corpus(&case);
    let resume = |more: &[&str]| case.run(&[&["score", "news", "--format", "csv"][..], &RESUME, more].concat());
    resume(&[]).ends(1, &[]);
    resume(&["--period", "year"]).ends(2, &["settings.period is \"year\" now and was \"month\"", "[R009]"]);
    resume(&["--field", "text=title"]).ends(2, &["reading.fields is [[\"text\",\"title\"]] now and was []"]);
    resume(&["--without", "control"]).ends(2, &["settings.without"]);
    case.run(&["tally", "news", "-o", "x", "--shard", "1/2", "--resume", "kept", "--resume-step", "60000"])
        .ends(2, &["reading.shard is [1,2] now and was null"]);
    case.run(&["score", "news", "--resume", "kept"]).ends(2, &["reading.step is 67108864 now and was 60000"]);
    case.file("news/small/7.txt", "India backed cyber sovereignty.");
    resume(&[]).ends(2, &["input \"small/7.txt\" has 31 bytes now and had"]);
    fs::remove_file(case.path("news/small/7.txt")).unwrap();
    resume(&[]).ends(2, &["there is an input \"small/8.txt\" now where \"small/7.txt\" was"]);
    case.run(&["score", "-", "--resume", "other"]).ends(2, &["-: --resume needs regular files"]);
    case.run(&["score", "corpus", "--resume-step", "5"]).ends(2, &["--resume"]);
    case.run(&["score", "news", "--resume", "news"]).ends(2, &["holds other files and no steps", "[R009]"]);
}
