//! Tables of the terminal: width, colour, letters, and what untrusted names can do there.

use std::path::Path;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::Case;

fn corpus() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").display().to_string()
}

/// A report of the demonstration corpus.
fn demo() -> Case {
    let case = Case::new();
    case.run(&["score", &corpus(), "-o", "a.json", "--quiet"]).ends(0, &[]);
    case
}

#[track_caller]
fn fits(shown: &str) {
    for line in shown.lines() {
        // Two columns of names are never cut below a dozen letters, and a single word is never broken.
        assert!(line.width() <= 80 || !line.trim_start().contains(' '), "{} columns: {line}", line.width());
    }
}

#[test]
fn tables_fit_80_columns() {
    let case = demo();
    let score = case.run(&["score", &corpus(), "--top", "40", "--quiet"]);
    fits(&score.stdout());
    assert!(score.stdout().contains("│"));
    for side in [["--at", "2020-06-15"], ["--by", "year"]] {
        let compare = case.run(&["compare", "a.json", side[0], side[1], "--top", "40", "--quiet"]);
        fits(&compare.stdout());
    }
}

#[test]
fn ascii_is_ascii() {
    let case = demo();
    let all: [&[&str]; 2] =
        [&["score", &corpus(), "--top", "300"], &["compare", "a.json", "--at", "2020-06-15", "--top", "300"]];
    for command in all {
        let command: Vec<&str> = command.iter().copied().chain(["--ascii", "--quiet"]).collect();
        let shown = case.run(&command).stdout();
        assert!(shown.is_ascii() && shown.lines().count() > 20, "{shown}");
        fits(&shown);
    }
    let shown = case.run(&["score", &corpus(), "--ascii", "--quiet"]).stdout();
    assert!(shown.contains("+/-") && shown.contains("..##|....") || shown.contains("..|##.."), "{shown}");
}

#[test]
fn colours_stand_for_signs_and_only_where_they_are_wanted() {
    let case = demo();
    let all: [&[&str]; 2] = [&["score", &corpus()], &["compare", "a.json", "--at", "2020-06-15"]];
    for command in all {
        let with = |more: &[&str]| {
            let command: Vec<&str> = command.iter().chain(more).copied().chain(["--quiet"]).collect();
            case.run(&command).stdout()
        };
        let plain = with(&[]);
        assert!(!plain.contains('\x1b'), "no terminal, no colour");
        let colored = with(&["--color", "always"]);
        let (above, below) = (colored.matches("\x1b[36m").count(), colored.matches("\x1b[33m").count());
        assert!(above > 5 && below > 5 && colored.matches("\x1b[0m").count() == above + below, "{colored}");
        let bare = colored.replace("\x1b[36m", "").replace("\x1b[33m", "").replace("\x1b[0m", "");
        assert_eq!(bare, plain, "colour changes nothing else");
    }
}

#[test]
fn names_cannot_steer_the_terminal() {
    let case = Case::new();
    let name = "\u{1b}]0;title\u{7}\u{1b}[2J\u{202e}Evil\u{9b}31m\r\n\u{8}";
    let record = |id: &str, date: &str, verb: &str| {
        let entity = json!({"id": "evil", "start": 0, "end": 5, "name": name});
        let text = format!("India {verb} cyber sovereignty{name}.");
        format!(
            "{}\n",
            json!({"id": format!("{name}{id}"), "date": date, "source": name, "text": text, "entities": [entity]})
        )
    };
    let records: Vec<String> = (1..=9)
        .map(|day| record(&day.to_string(), &format!("2020-01-0{day}"), "rejected"))
        .chain((1..=9).map(|day| record(&day.to_string(), &format!("2022-01-0{day}"), "backed")))
        .collect();
    case.file("a.jsonl", records.concat());
    case.run(&["score", "a.jsonl", "--dedup", "off", "-o", "a.json", "--quiet"]).ends(0, &[]);
    let steers = |letter: char| {
        letter != '\n' && letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let all: [&[&str]; 3] = [
        &["score", "a.jsonl", "--dedup", "off"],
        &["compare", "a.json", "--at", "2021"],
        &["chart", "a.json", "-o", "out"],
    ];
    for command in all {
        let run = case.run(command);
        run.ends(0, &[]);
        let shown = run.stdout() + &run.stderr();
        assert!(!shown.contains(steers), "{shown:?}");
        assert!(command[0] == "chart" || shown.contains("\\x1b"), "{command:?}: {shown:?}");
    }
}
