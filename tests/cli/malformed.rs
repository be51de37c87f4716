//! Malformed input, case by case: the good records around it give the same report as without it, and the bad one is
//! counted, located and told by the exit code.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Case, TEXT, documents, record, skipped};

/// What a report says of actors and their relations.
fn figures(report: &Value) -> (Value, Value) {
    (report["actors"].clone(), report["relations"].clone())
}

/// Two good records with something else between them.
fn around(bad: &[u8]) -> Vec<u8> {
    [record("1").as_bytes(), bad, record("2").as_bytes()].concat()
}

/// A line of JSON Lines that is no good record, by what is said of it.
const BAD_LINES: [(&str, &[u8], &str, &str); 12] = [
    ("cut short", b"{\"text\":\"x\n", "broken_json", ":2:"),
    ("no object", b"[1,2]\n", "wrong_type", ":2:"),
    ("NaN", b"{\"text\":\"x\",\"id\":NaN}\n", "broken_json", ":2:"),
    ("too great a number", b"{\"text\":\"x\",\"date\":1e999}\n", "broken_json", ":2:"),
    ("nested deep", b"{\"text\":\"x\",\"other\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n", "broken_json", ":2:"),
    ("a field twice", b"{\"text\":\"x\",\"text\":\"y\"}\n", "duplicate_field", ":2:"),
    ("text is a number", b"{\"text\":5}\n", "wrong_type", ":2:"),
    ("id is a list", b"{\"text\":\"x\",\"id\":[1]}\n", "wrong_type", ":2:"),
    ("no text", b"{\"id\":\"9\"}\n", "missing_text", ":2:"),
    ("half a surrogate", b"{\"text\":\"\\ud800\"}\n", "broken_json", ":2:"),
    ("a control character", b"{\"text\":\"a\x01b\"}\n", "broken_json", ":2:"),
    ("zeros", b"\0\0\0\0\n", "broken_json", ":2:"),
];

#[test]
fn a_bad_line_changes_nothing_for_the_good_ones() {
    let case = Case::new();
    case.file("a.jsonl", around(b""));
    let clean = figures(&case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report());
    for (what, bad, reason, place) in BAD_LINES {
        case.file("a.jsonl", around(bad));
        let run = case.run(&["score", "a.jsonl", "--format", "json"]);
        let report = run.ends(1, &[&format!("error: a.jsonl{place}")]).report();
        assert_eq!(skipped(&report, reason), 1, "{what}: {}", report["corpus"]["skipped"]);
        let reasons = report["corpus"]["skipped"].as_array().unwrap();
        assert_eq!(reasons.len(), 1, "{what}");
        assert_eq!(reasons[0]["examples"][0], "a.jsonl:2", "{what}");
        assert_eq!(figures(&report), clean, "{what}");
        documents(&report, 2);
    }
}

/// Records that are kept with something mended or unread, and how often what was told of.
const ODD_LINES: [(&str, &[u8], &str, &str); 6] = [
    ("invalid UTF-8", b"{\"text\":\"caf\xE9\"}\n", "encoding_repaired", "a.jsonl:2"),
    ("ambiguous date", b"{\"text\":\"x\",\"date\":\"03/04/2022\"}\n", "bad_date", "a.jsonl:2"),
    ("no such day", b"{\"text\":\"x\",\"date\":\"2022-02-30\"}\n", "bad_date", "a.jsonl:2"),
    ("blank text", b"{\"text\":\" \\n\\t\"}\n", "empty_text", "a.jsonl:2"),
    ("homoglyphs", b"{\"text\":\"Hu\xD0\xB0wei came.\"}\n", "mixed_scripts", "a.jsonl:2"),
    (
        "place outside the text",
        b"{\"text\":\"x\",\"entities\":[{\"id\":\"y\",\"start\":0,\"end\":9}]}\n",
        "bad_entities",
        "a.jsonl:2",
    ),
];

#[test]
fn an_odd_record_is_kept_and_told_of() {
    let case = Case::new();
    case.file("a.jsonl", around(b""));
    let clean = figures(&case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report());
    for (what, odd, reason, place) in ODD_LINES {
        case.file("a.jsonl", around(odd));
        let report = case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &["warning: a.jsonl:2"]).report();
        assert_eq!(skipped(&report, reason), 1, "{what}: {}", report["corpus"]["skipped"]);
        assert_eq!(report["corpus"]["skipped"][0]["examples"][0], place, "{what}");
        assert_eq!(figures(&report), clean, "{what}");
        documents(&report, 3);
        // A document without a date that is understood is in the totals and in no series, under no date of today.
        assert_eq!(report["corpus"]["undated"], 1, "{what}");
        assert_eq!(report["corpus"]["last_date"], "2022-09-01", "{what}");
    }
}

/// The same records written in other ways score as the clean twin does.
#[test]
fn marks_line_ends_and_encodings_score_as_the_clean_twin() {
    let case = Case::new();
    let clean = record("1") + &record("2");
    let utf16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(clean.encode_utf16().collect::<Vec<u16>>());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    case.file("a.jsonl", &clean);
    let want = figures(&case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report());
    let twins: [(&str, Vec<u8>); 6] = [
        ("byte order mark", format!("\u{FEFF}{clean}").into()),
        ("CRLF", clean.replace('\n', "\r\n").into()),
        ("blank lines", clean.replace('\n', "\n \n\n").into()),
        ("no last line end", clean.trim_end().into()),
        ("UTF-16, little end first", utf16(true)),
        ("UTF-16, big end first", utf16(false)),
    ];
    for (what, twin) in twins {
        case.file("a.jsonl", twin);
        assert_eq!(figures(&case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report()), want, "{what}");
    }
    // Old Macintosh line ends part no records; that is told, and the way out is named by its format.
    case.file("a.jsonl", clean.replace('\n', "\r"));
    case.run(&["score", "a.jsonl", "--format", "json"]).ends(1, &["a.jsonl:1:", "[D001]"]);
    case.file("b.txt", clean.replace('\n', "\r"));
    documents(&case.run(&["score", "b.txt", "--format", "json"]).ends(0, &[]).report(), 1);
}

/// What a sentence says, and how it is written so that it says the same.
const TWINS: [(&str, &str); 9] = [
    ("a zero byte", "India\0rejected cyber sovereignty."),
    ("a lone carriage return", "India rejected\rcyber sovereignty."),
    ("zero-width characters", "In\u{200b}dia rejec\u{200d}ted cyber sover\u{feff}eignty."),
    ("soft hyphens", "India re\u{ad}jected cyber sov\u{ad}ereignty."),
    ("signs of direction", "\u{202b}India\u{202c} rejected \u{2066}cyber sovereignty\u{2069}."),
    ("full-width letters", "\u{ff29}\u{ff4e}\u{ff44}\u{ff49}\u{ff41} rejected cyber sovereignty."),
    ("spaces that do not break", "India\u{a0}rejected\u{202f}cyber\u{2009}sovereignty."),
    ("signs for pictures", "\u{1f1ee}\u{1f1f3} India rejected cyber sovereignty. \u{1f600}"),
    ("a break of the line", "India rejected\r\ncyber sovereignty."),
];

#[test]
fn text_of_the_world_scores_as_its_clean_twin_with_right_offsets() {
    let case = Case::new();
    let stance = |text: &str| -> (Value, String) {
        case.file("a.jsonl", format!("{}\n", serde_json::json!({"id": "1", "text": text})));
        let line: Value =
            serde_json::from_slice(&case.run(&["annotate", "a.jsonl"]).ends(0, &[]).output.stdout).unwrap();
        let sentences = line["sentences"].as_array().unwrap();
        let sentence = sentences.iter().find(|sentence| sentence["stance"]["india"].is_object());
        let sentence = sentence.unwrap_or_else(|| panic!("no stance in {text:?}: {line}"));
        let mention = &sentence["mentions"][0];
        let place = |field: &str| mention[field].as_u64().unwrap() as usize;
        let named: String = text.chars().skip(place("start")).take(place("end") - place("start")).collect();
        (sentence["stance"].clone(), named)
    };
    let (clean, _) = stance("India rejected cyber sovereignty.");
    for (what, text) in TWINS {
        let (twin, named) = stance(text);
        assert_eq!(twin, clean, "{what}");
        let plain: String = named.chars().filter(|letter| letter.is_alphabetic()).collect();
        assert!(plain.len() >= 5 && named.chars().count() <= 6, "{what}: the mention is {named:?}");
    }
    // Composed and decomposed letters are one word, and the offsets count what stands there.
    for text in ["Türkiye rejected cyber sovereignty.", "Tu\u{308}rkiye rejected cyber sovereignty."] {
        case.file("a.txt", text);
        let report = case.run(&["score", "a.txt", "--format", "json"]).ends(0, &[]).report();
        assert_eq!(report["actors"][0]["stance"]["against"], 1, "{text}");
    }
}

#[test]
fn damaged_files_cost_only_themselves() {
    let case = Case::new();
    let many: String = (0..2_000).map(|id| record(&id.to_string())).collect();
    let whole = zstd::encode_all(many.as_bytes(), 3).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(many.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let mut crc = packed.clone();
    let at = crc.len() - 6;
    crc[at] ^= 0xFF;
    case.file("good.jsonl", record("good"));
    let cases: [(&str, &[u8], &str); 5] = [
        ("bad.jsonl.gz", &packed[..packed.len() / 2], "truncated_stream"),
        ("bad.jsonl.gz", &crc, "truncated_stream"),
        ("bad.jsonl.zst", &whole[..whole.len() / 2], "truncated_stream"),
        ("bad.jsonl.gz", b"no gzip at all", "truncated_stream"),
        ("bad.json", b"{\"text\":\"x\"", "broken_json"),
    ];
    for (name, bytes, reason) in cases {
        case.file(&format!("in/{name}"), bytes);
        let report =
            case.run(&["score", "good.jsonl", "in", "--format", "json", "--dedup", "off"]).ends(1, &[name]).report();
        assert_eq!(skipped(&report, reason), 1, "{name}: {}", report["corpus"]["skipped"]);
        assert!(report["corpus"]["documents"].as_u64().unwrap() >= 1, "{name}");
        std::fs::remove_dir_all(case.path("in")).unwrap();
    }
}

#[test]
fn empty_inputs_are_no_documents_and_no_failure() {
    let case = Case::new();
    for (name, contents) in
        [("a.jsonl", ""), ("a.jsonl", " \n\t\n"), ("a.csv", "id,text\n"), ("a.json", "[]"), ("a.txt", "")]
    {
        case.file(name, contents);
        let report = case.run(&["score", name, "--format", "json"]).ends(0, &["no documents were read"]).report();
        documents(&report, 0);
    }
}

#[test]
fn an_id_given_twice_is_counted_and_a_text_given_twice_is_one_voice() {
    let case = Case::new();
    case.file("a.jsonl", record("1") + &record("1"));
    let report = case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report();
    assert_eq!((skipped(&report, "duplicate_id"), report["dedup"]["set_aside"].as_u64()), (1, Some(1)));
    case.file("a.jsonl", record("1") + &record("1").replace("Russia", "Kenya"));
    let report = case.run(&["score", "a.jsonl", "--format", "json"]).ends(0, &[]).report();
    assert_eq!((skipped(&report, "duplicate_id"), report["dedup"]["set_aside"].as_u64()), (1, Some(0)));
}

/// A line of a gigabyte, of which nothing lies on the disk, under a cap on memory.
#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte_is_passed_over_in_bounded_memory() {
    let case = Case::new();
    let mut file = File::create(case.path("a.jsonl")).unwrap();
    file.write_all(record("1").as_bytes()).unwrap();
    file.seek(SeekFrom::Current(1 << 30)).unwrap();
    file.write_all(b"\n").unwrap();
    file.write_all(record("2").as_bytes()).unwrap();
    let arguments = ["score", "a.jsonl", "--format", "json", "--threads", "1", "--dedup", "off"];
    let run = super::faults::in_shell(&case, "ulimit -v 524288", &arguments);
    let report = run.ends(1, &["a.jsonl:2: record longer than"]).report();
    assert_eq!(skipped(&report, "too_long"), 1);
    documents(&report, 2);
}

/// Two hundred megabytes in a few thousand bytes.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_unpacks_without_end_is_bounded() {
    let case = Case::new();
    let mut bomb = zstd::Encoder::new(Vec::new(), 3).unwrap();
    bomb.write_all(record("1").as_bytes()).unwrap();
    for _ in 0..200 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 100_000);
    case.file("a.jsonl.zst", &bomb).file("b.txt.zst", &bomb);
    let arguments = ["score", "a.jsonl.zst", "b.txt.zst", "--format", "json", "--threads", "1", "--dedup", "off"];
    let report = super::faults::in_shell(&case, "ulimit -v 524288", &arguments).ends(1, &[]).report();
    assert_eq!(skipped(&report, "too_long"), 2);
    documents(&report, 1);
    let arguments = [&arguments[..], &["--max-file-bytes", "1000000"]].concat();
    let run = case.run(&arguments);
    let report = run.ends(1, &["holds more than 1000000 bytes [D022]"]).report();
    assert_eq!(skipped(&report, "file_too_large"), 2);
    documents(&report, 1);
}

#[test]
fn long_words_and_sentences_take_no_more_than_their_time() {
    let case = Case::new();
    let word = "a".repeat(1 << 20);
    let sentence = format!("{TEXT} {}.", "India rejected the plan and ".repeat(2_500));
    for (name, text) in [("word.txt", word), ("sentence.txt", sentence), ("emoji.txt", "\u{1f600}".repeat(100_000))] {
        case.file(name, text);
        let began = Instant::now();
        documents(&case.run(&["score", name, "--format", "json"]).ends(0, &[]).report(), 1);
        assert!(began.elapsed() < Duration::from_secs(20), "{name} took {:?}", began.elapsed());
    }
}

#[test]
fn formats_fields_and_predictions_that_are_none_are_named() {
    let case = Case::new();
    case.file("a.parquet", "PAR1")
        .file("b.jsonl", record("1"))
        .file("c.jsonl", "{\"id\":\"1\",\"label\":\"perhaps\"}\n");
    #[cfg(not(feature = "parquet"))]
    case.run(&["score", "a.parquet"]).ends(2, &["a.parquet: this build cannot read parquet [D020]"]);
    case.run(&["score", "b.jsonl", "--field", "txt=body"]).ends(2, &["--field: "]);
    case.run(&["explain", "D017"]).ends(0, &[]);
    let codes = "{\"id\":\"1\",\"text\":\"India rejected cyber sovereignty.\",\"label\":-1,\"actor\":\"india\"}\n\
                 {\"id\":\"2\",\"text\":\"Russia backed cyber sovereignty.\",\"label\":1,\"actor\":\"russia\"}\n";
    case.file("codes.jsonl", codes);
    case.run(&["validate", "codes.jsonl", "--predictions", "c.jsonl"]).ends(2, &["c.jsonl:1", "[C011]"]);
}
