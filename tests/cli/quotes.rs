//! `--no-quotes`: no word of a text leaves the program, and every figure is the same.

use std::fs;

use serde_json::Value;

use super::Case;

/// Words that stand in the texts and in no pack.
const WORDS: [&str; 4] = ["zyxwort", "qualmfest", "brimsel", "titelwort"];

/// Reports in which each sentence holds such a word, some of them twice.
fn corpus(case: &Case) {
    let line = |number: usize| {
        let (word, year) = (WORDS[number % 3], 2010 + number % 5);
        let (who, does) = [("India", "rejected"), ("Russia", "backed"), ("Japan", "condemned")][number % 3];
        format!(
            "{{\"id\":\"d{number}\",\"date\":\"{year}-02-03\",\"source\":\"Daily\",\"title\":\"A titelwort\",\
             \"text\":\"{who} {does} {word} cyber sovereignty in case {}. A {word} was there.\"}}\n",
            number / 2
        )
    };
    let lines: String = (0..30).map(line).collect();
    case.file("a.jsonl", lines);
}

fn blanked(mut report: Value) -> Value {
    report["settings"]["no_quotes"] = true.into();
    for actor in report["actors"].as_array_mut().unwrap() {
        for list in ["evidence", "evidence_by_year", "sample"] {
            for piece in actor[list].as_array_mut().unwrap() {
                piece["sentence"] = "".into();
                for term in piece["terms"].as_array_mut().unwrap() {
                    term["text"] = "".into();
                }
            }
        }
    }
    report
}

#[test]
fn no_word_of_a_text_leaves_the_program_and_no_figure_changes() {
    let case = Case::new();
    corpus(&case);
    let score =
        |more: &[&str]| case.run(&[&["score", "a.jsonl", "--format", "json"][..], more].concat()).ends(0, &[]).report();
    let quoted = score(&[]);
    assert!(quoted.to_string().contains(WORDS[0]), "the words are there without the option");
    let unquoted = score(&["--no-quotes"]);
    assert!(unquoted == blanked(quoted), "the same report but for the words");

    case.run(&["score", "a.jsonl", "--no-quotes", "-o", "report.json", "--tables", "tables"]).ends(0, &[]);
    case.run(&["page", "report.json", "-o", "page.html"]).ends(0, &[]);
    case.run(&["score", "a.jsonl", "--no-quotes", "-o", "resumed.json", "--resume", "kept"]).ends(0, &[]);
    let whole = fs::read(case.path("report.json")).unwrap();
    assert!(whole == fs::read(case.path("resumed.json")).unwrap(), "in steps");
    for number in ["1/2", "2/2"] {
        case.run(&["tally", "a.jsonl", "--no-quotes", "--shard", number, "-o", &number.replace('/', "-")]).ends(0, &[]);
    }
    case.run(&["merge", "1-2", "2-2", "-o", "merged.json"]).ends(0, &[]);
    assert!(whole == fs::read(case.path("merged.json")).unwrap(), "in parts");
    let shift = case.run(&["compare", "report.json", "--at", "2012-01-01", "--format", "json"]).ends(0, &[]).stdout();

    let mut written = vec![("comparison".to_owned(), shift.into_bytes())];
    for folder in ["", "tables", "kept"] {
        for entry in fs::read_dir(case.path(folder)).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file())
        {
            let name = entry.file_name().into_string().unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            written.push((name, bytes));
        }
    }
    assert!(written.len() > 12);
    for (name, bytes) in written.iter().filter(|(name, _)| name != "a.jsonl") {
        for bytes in [bytes.clone(), unpacked(bytes)] {
            let text = String::from_utf8_lossy(&bytes);
            let found = WORDS.iter().find(|word| text.contains(*word));
            assert!(found.is_none(), "{name} holds {found:?}");
        }
    }
    case.run(&["tally", "a.jsonl", "-o", "quoted"]).ends(0, &[]);
    case.run(&["merge", "1-2", "quoted", "-o", "x"]).ends(2, &["settings.no_quotes"]);
}

/// The sums of a part, which are compressed and stand at its end; nothing for other files.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let frame = bytes.windows(4).rposition(|magic| magic == [0x28, 0xB5, 0x2F, 0xFD]);
    frame.and_then(|at| zstd::decode_all(&bytes[at..]).ok()).unwrap_or_default()
}
