//! Every format, and every way in which an input can be bad.

#![allow(clippy::unwrap_used, reason = "a test that cannot write its files has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use stanceline::ingest::{Encoding, Fields, Format, Options, discover, problems, read};
use stanceline::model::{Document, Problem};

/// What came of an input.
struct Outcome {
    documents: Vec<Document>,
    problems: Vec<Problem>,
}

impl Outcome {
    fn texts(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.text.as_str()).collect()
    }

    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.id.as_str()).collect()
    }

    /// Name and line of each problem.
    fn found(&self) -> Vec<(&str, Option<u64>)> {
        self.problems.iter().map(|problem| (problems::slug(problem.code), problem.location.line)).collect()
    }
}

fn run(paths: &[PathBuf], options: Options) -> Outcome {
    let (inputs, mut problems) = discover(paths, options.format);
    let mut documents = Vec::new();
    for result in read(inputs, options) {
        match result {
            Ok(document) => documents.push(document),
            Err(problem) => problems.push(problem),
        }
    }
    Outcome { documents, problems }
}

fn read_as(name: &str, bytes: impl AsRef<[u8]>, options: Options) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    run(&[path], options)
}

fn read_file(name: &str, bytes: impl AsRef<[u8]>) -> Outcome {
    read_as(name, bytes, Options::default())
}

fn renamed(pairs: &[(&str, &str)]) -> Options {
    Options { fields: Fields::new(pairs.iter().copied()).unwrap(), ..Options::default() }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const TWO: &str = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n";

#[test]
fn json_lines_give_all_fields() {
    let line = r#"{"id":7,"date":"2022-09","source":"Wire","url":"u","title":"T","speaker":"india","lang":"en","extra":[{}],"text":"Caf\u00e9 \"x\"","entities":[{"id":"x-corp","start":0,"end":4,"name":"X"}]}"#;
    let got = read_file("a.jsonl", line);
    assert_eq!(got.found(), []);
    let document = &got.documents[0];
    assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "Café \"x\""));
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2022-09"));
    let fields = [&document.source, &document.url, &document.title, &document.speaker, &document.lang];
    assert_eq!(fields.map(|field| field.as_deref().unwrap()), ["Wire", "u", "T", "india", "en"]);
    assert_eq!((document.entities[0].id.as_str(), document.entities[0].end), ("x-corp", 4));
}

#[test]
fn bad_lines_cost_only_themselves() {
    let lines = "{\"text\":\"one\"}\n{\"text\":\n\n{\"body\":\"x\"}\n{\"text\":5}\n[1]\n{\"text\":\"a\",\"text\":\"b\"}\n\
                 {\"id\":true,\"text\":\"x\"}\n{\"text\":null}\n{\"text\":NaN}\n{\"text\":\"last\"}";
    let got = read_file("a.ndjson", lines);
    assert_eq!(got.texts(), ["one", "last"]);
    assert_eq!(got.ids(), ["a.ndjson:1", "a.ndjson:11"]);
    let want = [
        ("broken_json", 2),
        ("missing_text", 4),
        ("wrong_type", 5),
        ("wrong_type", 6),
        ("duplicate_field", 7),
        ("wrong_type", 8),
        ("missing_text", 9),
        ("broken_json", 10),
    ];
    assert_eq!(got.found(), want.map(|(slug, line)| (slug, Some(line))));
    assert!(got.problems[1].message.contains("body"), "{}", got.problems[1]);
    assert!(got.problems.iter().all(|problem| problem.advice.is_some()));
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    let deep = "[".repeat(200_000);
    let got = read_file("a.jsonl", format!("{deep}\n{{\"text\":\"x\",\"entities\":{deep}}}\n{TWO}"));
    assert_eq!(got.texts(), ["one", "two"]);
    assert_eq!(got.problems.len(), 2);
    let nested = |depth: usize| format!("<html><body>{}It is done.</body></html>", "<div>".repeat(depth));
    assert_eq!(read_file("a.html", nested(400)).documents.len(), 1);
    assert_eq!(read_file("a.html", nested(2_000_000)).found(), [("nested_too_deep", None)]);
}

#[test]
fn column_of_an_error_counts_characters() {
    let got = read_file("a.jsonl", "{\"title\":\"éé\",\"text\":x}");
    assert_eq!(got.problems[0].location.column, Some(22));
}

#[test]
fn marks_line_ends_and_encodings() {
    let crlf = "\u{FEFF}{\"text\":\"one\"}\r\n{\"text\":\"two\\r\\nx\"}\r\n";
    assert_eq!(read_file("a.jsonl", crlf).texts(), ["one", "two\r\nx"]);
    let two = "{\"text\":\"один 🙂\"}\n{\"text\":\"two\"}\n";
    let little: Vec<u8> = std::iter::once(0xFEFF).chain(two.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = std::iter::once(0xFEFF).chain(two.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [&little, &big, &gzip(&little)] {
        let got = read_file("a.jsonl", bytes);
        assert_eq!((got.texts(), got.found()), (vec!["один 🙂", "two"], vec![]));
    }
    assert_eq!(read_file("a.txt", "\u{FEFF}A\u{0}b\r\n").texts(), ["A\u{0}b\r\n"]);
    let got = read_file("a.jsonl", b"{\"text\":\"caf\xE9\"}\n{\"text\":\"two\"}\n");
    assert_eq!((got.texts(), got.found()), (vec!["caf\u{FFFD}", "two"], vec![("encoding_repaired", Some(1))]));
    let options = Options { encoding: Encoding::Windows1252, ..Options::default() };
    let got = read_as("a.txt", b"caf\xE9 \x93no\x94", options);
    assert_eq!((got.texts(), got.found()), (vec!["café “no”"], vec![]));
}

#[test]
fn compression_with_all_members_and_with_damage() {
    let both = [gzip(b"{\"text\":\"one\"}\n"), gzip(b"{\"text\":\"two\"}\n")].concat();
    assert_eq!(read_file("a.jsonl.gz", both).texts(), ["one", "two"]);
    let frames = [zstd::encode_all(&b"{\"text\":\"one\"}\n"[..], 3), zstd::encode_all(&b"{\"text\":\"two\"}"[..], 3)];
    let frames = frames.map(Result::unwrap).concat();
    assert_eq!(read_file("a.jsonl.zst", &frames).texts(), ["one", "two"]);
    assert_eq!(read_file("a.txt.gz", gzip(b"plain")).texts(), ["plain"]);

    let many: Vec<String> = (0..20_000).map(|n| format!("{{\"text\":\"number {}\"}}\n", n * 7919)).collect();
    let many = many.concat();
    let whole = gzip(many.as_bytes());
    let got = read_file("a.jsonl.gz", &whole[..whole.len() / 2]);
    assert!(got.documents.len() > 5_000, "{}", got.documents.len());
    assert_eq!(got.problems.len(), 1);
    assert_eq!(got.found()[0], ("truncated_stream", Some(got.documents.len() as u64 + 1)));
    let got = read_file("a.jsonl.zst", &zstd::encode_all(many.as_bytes(), 3).unwrap()[..30_000]);
    assert_eq!(got.found(), [("truncated_stream", Some(got.documents.len() as u64 + 1))]);
    for bytes in [&b"{\"text\":\"one\"}"[..], &gzip(b"x")[..5]] {
        assert_eq!(read_file("a.jsonl.gz", bytes).found(), [("truncated_stream", None)]);
    }
    assert_eq!(read_file("a.txt.gz", &whole[..whole.len() / 2]).found(), [("truncated_stream", None)]);
}

#[test]
fn records_that_are_too_long_are_passed_over() {
    let options = || Options { max_record_bytes: 3 << 20, ..Options::default() };
    let long = "x".repeat(5 << 20);
    let lines = format!("{{\"text\":\"one\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"two\"}}\n");
    let got = read_as("a.jsonl", lines, options());
    assert_eq!((got.texts(), got.found()), (vec!["one", "two"], vec![("too_long", Some(2))]));
    assert_eq!(got.ids()[1], "a.jsonl:3");
    let array = format!("[{{\"text\":\"{long}\"}},\n{{\"text\":\"two\"}},{{\"text\":\"three\"}}]");
    let got = read_as("a.json", array, options());
    assert_eq!((got.texts(), got.found()), (vec!["two", "three"], vec![("too_long", Some(1))]));
    let table = format!("text\none\n\"never closed\ntwo\n{long}\nthree\n");
    let got = read_as("a.csv", table, options());
    assert_eq!(got.texts(), ["one", "two", "three"]);
    assert_eq!(got.found(), [("too_long", Some(3)), ("too_long", Some(5))]);
    assert_eq!(read_as("a.txt", &long, options()).found(), [("too_long", None)]);
    let small = Options { max_record_bytes: 20, ..Options::default() };
    let got = read_as("a.jsonl", format!("{TWO}{{\"text\":\"longer than twenty\"}}\n"), small);
    assert_eq!((got.texts(), got.found()), (vec!["one", "two"], vec![("too_long", Some(3))]));
}

#[test]
fn json_arrays_and_objects() {
    let got = read_file(
        "a.json",
        "[\n {\"text\":\"one\", \"x\":[1,\"]\"]},\n {\"text\":3},\n 4,\n{text},\n {\"text\":\"two\"}\n]\n",
    );
    assert_eq!((got.texts(), got.ids()), (vec!["one", "two"], vec!["a.json:2", "a.json:6"]));
    let want = [("wrong_type", Some(3)), ("wrong_type", Some(4)), ("broken_json", Some(5))];
    assert_eq!(got.found(), want);
    assert_eq!(read_file("a.json", "{\n\"text\":\n\"one\"\n}").texts(), ["one"]);
    assert_eq!(read_file("a.json", TWO).texts(), ["one", "two"]);
    assert_eq!(read_file("a.json", "[]").texts().len(), 0);
    let got = read_file("a.json", "[{\"text\":\"one\"},{\"text\":\"tw");
    assert_eq!((got.texts(), got.found()), (vec!["one"], vec![("broken_json", Some(1))]));
    let many: Vec<String> = (0..60_000).map(|n| format!("{{\"id\":{n},\"text\":\"number, [{n}\"}}")).collect();
    let got = read_file("a.json", format!("[{}]", many.join(",\n")));
    assert_eq!((got.documents.len(), got.found()), (60_000, vec![]));
    assert_eq!(got.ids()[59_999], "59999");
}

#[test]
fn tables_with_quotes_and_line_ends() {
    let got =
        read_file("a.csv", "id,text,date\r\n1,\"a, \"\"b\"\"\nc\",2020\r\n2,5\" pipe,\r\n3,x\r\n4,\"\",2021-01-01\r\n");
    assert_eq!((got.texts(), got.ids()), (vec!["a, \"b\"\nc", "5\" pipe", ""], vec!["1", "2", "4"]));
    assert_eq!(got.found(), [("broken_row", Some(5)), ("empty_text", Some(6))]);
    assert_eq!(read_file("a.tsv", "title\ttext\nT\ta,b\n").texts(), ["a,b"]);
    assert_eq!(read_file("a.csv", "title;text\nT;a,b\n").texts(), ["a,b"]);
    let got = read_file("a.csv", "id,body\n1,x\n");
    assert_eq!(got.found(), [("missing_text", Some(1))]);
    assert!(got.problems[0].message.contains("id, body"));
    let got = read_file("a.csv", "text\none\n\"open\ntwo\n");
    assert_eq!((got.texts(), got.found()), (vec!["one", "two"], vec![("broken_row", Some(3))]));
    let rows: Vec<String> = (0..100_000).map(|n| format!("{n},\"line\n{n}\"\n")).collect();
    let got = read_file("a.csv", format!("id,text\n{}", rows.concat()));
    assert_eq!((got.documents.len(), got.found()), (100_000, vec![]));
    assert_eq!(got.texts()[99_999], "line\n99999");
}

#[test]
fn fields_are_renamed_and_absent_ones_told() {
    let got = read_as("a.jsonl", "{\"body\":\"one\",\"text\":\"no\"}\n", renamed(&[("text", "body")]));
    assert_eq!((got.texts(), got.found()), (vec!["one"], vec![]));
    let got = read_as("a.jsonl", TWO, renamed(&[("date", "published")]));
    assert_eq!((got.documents.len(), got.found()), (2, vec![("field_absent", None)]));
    let got = read_as("a.csv", "text,day\nx,2020\n", renamed(&[("date", "published")]));
    assert_eq!(got.found(), [("field_absent", Some(1))]);
    let error = Fields::new([("txt", "body")]).unwrap_err();
    assert!(error.message.contains("speaker"), "{error}");
}

#[test]
fn dates_are_read_and_never_invented() {
    let dates = |got: &Outcome| -> Vec<Option<String>> {
        got.documents.iter().map(|document| document.date.map(|date| date.to_string())).collect()
    };
    let got = read_file(
        "scraped-2023-01-01.jsonl",
        "{\"text\":\"a\",\"date\":\"03/04/2022\"}\n{\"text\":\"a\"}\n{\"text\":\"a\",\"date\":2021}",
    );
    assert_eq!(dates(&got), [None, None, Some("2021".to_owned())]);
    assert_eq!(got.found(), [("bad_date", Some(1))]);
    assert!(got.problems[0].message.contains("03/04/2022"));
    assert_eq!(dates(&read_file("wire_2022-09-01_a.txt", "x")), [Some("2022-09-01".to_owned())]);
    for name in ["12022-09-01.txt", "2022-09-011.txt", "2022-13-01.txt", "20220901.txt"] {
        assert_eq!(dates(&read_file(name, "x")), [None], "{name}");
    }
    let got = read_file("2022-09-01.md", "---\ndate: 1/2/3\n---\nx");
    assert_eq!((dates(&got), got.found()), (vec![None], vec![("bad_date", None)]));
}

#[test]
fn front_matter_is_taken_off() {
    let got = read_file("a.md", "---\ntitle: \"A: b\"\nDate: 2020-01-02\ntags: [x]\nsource: Wire\n---\nText: here.\n");
    let document = &got.documents[0];
    assert_eq!((document.title.as_deref(), document.source.as_deref()), (Some("A: b"), Some("Wire")));
    assert_eq!((document.text.as_str(), document.id.as_str()), ("Text: here.\n", "a.md"));
    let got = read_file("a.txt", "Title: A\r\nDate: 2020\r\n\r\nText.");
    assert_eq!((got.texts(), got.documents[0].title.as_deref()), (vec!["Text."], Some("A")));
    for text in ["Note: this is text.\n\nMore.", "---\nno end\n", "Title: A\nText goes on.\n\nMore.", "\nTitle: A\n\n"]
    {
        assert_eq!(read_file("a.txt", text).texts(), [text]);
    }
}

#[test]
fn entities_outside_the_text_are_dropped() {
    let line =
        r#"{"text":"éé","entities":[{"id":"a","start":0,"end":2},{"id":"b","start":1,"end":3},{"start":0,"end":1},5]}"#;
    let got = read_file("a.jsonl", line);
    assert_eq!(got.documents[0].entities.len(), 1);
    assert_eq!(got.found(), [("bad_entities", Some(1)); 3]);
}

#[test]
fn the_article_of_a_page_is_taken() {
    let paragraph = "<p>The ministry of the country rejected the plan on Monday, saying that it would, in its words, \
                     go too far, and that the talks would go on.</p>";
    let page = format!(
        "<html lang=\"en\"><head><title>Ministry rejects plan</title><meta property=\"article:published_time\" \
         content=\"2021-05-06T07:08:09Z\"><script>var x = 'no';</script></head><body><nav><a href=\"/\">Home</a></nav>\
         <article>{}</article><footer>All rights</footer></body></html>",
        paragraph.repeat(6)
    );
    let got = read_file("a.html", page);
    let document = &got.documents[0];
    assert!(document.text.contains("rejected the plan") && !document.text.contains("Home"));
    assert!(document.text.contains("go on.\n"), "{:?}", document.text);
    assert_eq!(document.title.as_deref(), Some("Ministry rejects plan"));
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2021-05-06"));
    let got = read_file("b.htm", b"<meta charset=windows-1252><script>no</script><p>Caf\xE9.</p>");
    assert!(got.texts()[0].contains("Café.") && !got.texts()[0].contains("no"), "{:?}", got.texts());
}

#[test]
fn folders_are_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("corpus");
    fs::create_dir_all(root.join("b")).unwrap();
    for (name, text) in [("c.txt", "3"), ("b/x.txt", "2"), ("a.md", "1"), (".hidden.txt", "no"), ("x.png", "no")] {
        fs::write(root.join(name), text).unwrap();
    }
    let got = run(std::slice::from_ref(&root), Options::default());
    assert_eq!((got.texts(), got.ids()), (vec!["1", "2", "3"], vec!["a.md", "b/x.txt", "c.txt"]));
    assert_eq!(got.found(), []);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let got = run(&[folder.path().join("empty"), root.join("none.txt"), root.join("x.png")], Options::default());
    let want = ["no_articles", "missing_file", "unknown_format"];
    assert_eq!(got.found(), want.map(|slug| (slug, None)));
    let options = Options { format: Some(Format::Text), ..Options::default() };
    assert_eq!(run(&[root.join("x.png")], options).texts(), ["no"]);
}

#[cfg(unix)]
#[test]
fn links_and_files_without_permission() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a.txt"), "1").unwrap();
    symlink(root, root.join("loop")).unwrap();
    symlink(Path::new("nowhere"), root.join("z.txt")).unwrap();
    let got = run(&[root.to_owned()], Options::default());
    assert_eq!((got.texts(), got.found()), (vec!["1"], vec![("unreadable_file", None)]));

    let closed = root.join("closed.txt");
    fs::write(&closed, "2").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&closed).is_err() {
        assert_eq!(run(&[closed], Options::default()).found(), [("unreadable_file", None)]);
    }
}

#[test]
fn empty_files_hold_nothing() {
    for name in ["a.txt", "a.jsonl", "a.json", "a.csv", "a.html", "a.jsonl.gz", "a.txt.zst"] {
        let got = read_file(name, "");
        assert_eq!((got.texts().len(), got.found()), (0, vec![]), "{name}");
    }
    for name in ["a.jsonl", "a.json", "a.csv"] {
        let got = read_file(name, " \n\n");
        assert_eq!((got.texts().len(), got.found()), (0, vec![]), "{name}");
    }
    assert_eq!(read_file("a.txt", " \n").found(), [("empty_text", None)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_bytes_are_read_as_any_format(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        marks in "([\\[\\]{}\",:;<>/\\\\ \n\r\t-]|text|\"text\":|a|\u{FEFF}|<p>|---\n){0,40}",
    ) {
        for name in ["a.txt", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.html", "a.gz", "a.jsonl.zst"] {
            for bytes in [bytes.as_slice(), marks.as_bytes()] {
                let got = read_as(name, bytes, Options { max_record_bytes: 50, ..Options::default() });
                prop_assert!(got.documents.iter().all(|document| document.id.starts_with("a.")));
            }
        }
    }

    #[test]
    fn every_line_is_a_document_or_a_problem(lines in proptest::collection::vec("[a-z\"{}]{1,9}|\\{\"text\":\"x\"\\}", 0..20)) {
        let got = read_file("a.jsonl", lines.join("\n"));
        prop_assert_eq!(got.documents.len() + got.problems.len(), lines.len());
    }
}
