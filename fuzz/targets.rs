//! What must hold of any bytes. Shared by the fuzz targets and by the bounded runs of `tests/fuzzing.rs`.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a fuzz target fails by panicking; each binary uses one"
)]

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;
use stanceline::aggregate::{Damaged, Encoded, Settings, Tally};
use stanceline::analyze::{Analyzer, Options, Scratch};
use stanceline::ingest::{self, Input};
use stanceline::lexicon::Lexicon;
use stanceline::model::{Document, Problem, Score, Severity};
use stanceline::segment::{self, Abbreviations};
use stanceline::token::tokenize;
use stanceline::{Report, page as pages};

// ---- record readers ----

const NAMES: [&str; 12] = [
    "a.jsonl",
    "a.json",
    "a.csv",
    "a.tsv",
    "a.txt",
    "a.md",
    "a.html",
    "a.warc",
    "a.jsonl.gz",
    "a.csv.zst",
    "a.txt.gz",
    "a",
];

/// The first byte chooses the format, the rest is the file.
pub(crate) fn records(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let results = read(name, bytes);
    assert_eq!(results, read(name, bytes), "{name}: not the same twice");
    let documents = results.iter().flatten().count();
    let errors = results.iter().filter(|result| matches!(result, Err(problem) if problem.severity == Severity::Error));
    let errors = errors.count();
    for document in results.iter().flatten() {
        let length = document.text.chars().count();
        assert!(document.entities.iter().all(|entity| entity.start < entity.end && entity.end as usize <= length));
    }
    let is_plain =
        !matches!(bytes, [0x1F, 0x8B, ..] | [0x28, 0xB5, 0x2F, 0xFD, ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if name == "a.jsonl" && is_plain {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        assert_eq!(documents + errors, lines, "each line is a document or a problem");
    }
    if name.starts_with("a.txt") || name == "a.md" || name == "a.html" {
        assert!(documents <= 1, "{name} holds one document");
    }
}

fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, Problem>> {
    let options = ingest::Options { max_record_bytes: 4_000, max_file_bytes: 100_000, ..ingest::Options::default() };
    ingest::read(vec![Input::in_memory(name, bytes)], options).collect()
}

// ---- segmenter and tokens ----

pub(crate) fn segmenter(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let abbreviations = Abbreviations::new([("Mr.", segment::Ends::Never), ("Inc.", segment::Ends::Maybe)], ["The"]);
    let mut sentences = Vec::new();
    segment::sentences(&text, &abbreviations, &mut sentences);
    let mut at = 0;
    for sentence in &sentences {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        assert!(at <= start && start < end, "sentences overlap or are empty in {text:?}");
        assert!(text[at..start].trim().is_empty(), "{:?} stands in no sentence of {text:?}", &text[at..start]);
        // Slicing fails off character boundaries.
        check_tokens(&text, start, end);
        at = end;
    }
    assert!(text[at..].trim().is_empty(), "{:?} stands in no sentence of {text:?}", &text[at..]);
}

fn check_tokens(text: &str, start: usize, end: usize) {
    let mut tokens = Vec::new();
    tokenize(text, start, end, &mut tokens);
    let mut at = start;
    for token in &tokens {
        let (first, last) = (token.start as usize, token.end as usize);
        assert!(at <= first && first < last && last <= end, "token {token:?} of {text:?}");
        assert!(!text[first..last].trim().is_empty() && !text[at..first].contains(char::is_alphabetic), "{text:?}");
        at = last;
    }
}

// ---- packs ----

/// The bytes are a file of entries beside a fixed `pack.toml`; those that begin with "id" are `pack.toml` themselves.
pub(crate) fn pack(data: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("mine");
    std::fs::create_dir(&dir).unwrap();
    let is_header = data.starts_with(b"id");
    let header = "id = \"mine\"\nversion = \"0.1.0\"\nlanguage = \"en\"\ntitle = \"t\"\nlicence = \"CC0-1.0\"\nbias = \"b\"\n\
                  target = \"t\"\npoles = { positive = \"p\", negative = \"n\" }\n[[source]]\nid = \"s\"\ntitle = \"t\"\nlicence = \"CC0-1.0\"\n";
    std::fs::write(dir.join("pack.toml"), if is_header { data } else { header.as_bytes() }).unwrap();
    if !is_header {
        std::fs::write(dir.join("entries.toml"), data).unwrap();
    }
    match Lexicon::load(&dir) {
        Ok((lexicon, _)) => {
            let analyzer = Analyzer::new(lexicon, Options { all_sentences: true, ..Options::default() });
            let text = String::from_utf8_lossy(data).into_owned();
            check(&analyzer, &Document { text, ..Document::default() });
        }
        Err(problems) => {
            assert!(problems.is_fatal() && !problems.render(false).is_empty());
            for problem in problems.iter() {
                assert!(problem.code.starts_with('L') && !problem.location.file.is_empty(), "{problem}");
            }
        }
    }
}

// ---- detection and judging ----

/// The small pack of the tests, whose actors have plain names.
fn small() -> &'static Analyzer {
    static SMALL: OnceLock<Analyzer> = OnceLock::new();
    SMALL.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/packs/school-meals");
        let folder = if folder.is_dir() {
            folder
        } else {
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/school-meals")
        };
        let (lexicon, _) = Lexicon::load(&folder).map_err(|problems| problems.render(false)).unwrap();
        Analyzer::new(lexicon, Options { all_sentences: true, any_language: true, ..Options::default() })
    })
}

/// The built-in agenda.
fn large() -> &'static Analyzer {
    static LARGE: OnceLock<Analyzer> = OnceLock::new();
    LARGE.get_or_init(|| {
        let (lexicon, _) = Lexicon::builtin("cyber-governance").map_err(|problems| problems.render(false)).unwrap();
        Analyzer::new(lexicon, Options { all_sentences: true, any_language: true, ..Options::default() })
    })
}

/// Names that stand for their actor wherever they stand, and words that are no part of any; none is a pronoun or a
/// description.
const WORDS: [&str; 24] = [
    "Zorvania",
    "Quellmark",
    "Brintland",
    "Zorvania",
    "Quellmark",
    "Brintland",
    "rejected",
    "backed",
    "quietly",
    "the",
    "plan",
    "tables",
    "water",
    "and",
    "because",
    "never",
    "stone",
    "ran",
    "of",
    "not",
    "\"",
    ",",
    "(",
    ")",
];

/// Bytes choose words of a sentence, whose mentions a plain search must find too; the bytes as text are read as well.
pub(crate) fn detection(data: &[u8]) {
    let words: Vec<&str> = data.iter().take(60).map(|byte| WORDS[usize::from(*byte) % WORDS.len()]).collect();
    let text = words.join(" ");
    let analyzer = named();
    let analysis = analyzer.analyze(&Document { text: text.clone(), ..Document::default() });
    let mut found: Vec<(u32, String)> = analysis
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.mentions)
        .map(|mention| (mention.span.start, analyzer.lexicon().actors[mention.actor.0 as usize].name.clone()))
        .collect();
    found.sort();
    let mut plain: Vec<(u32, String)> = Vec::new();
    for actor in &analyzer.lexicon().actors {
        plain.extend(text.match_indices(&actor.name).map(|(at, _)| (at as u32, actor.name.clone())));
    }
    plain.sort();
    assert_eq!(found, plain, "mentions in {text:?}");
    let text = String::from_utf8_lossy(data).into_owned();
    check(small(), &Document { text: text.clone(), title: Some(text.clone()), ..Document::default() });
    check(large(), &Document { text, ..Document::default() });
}

/// Three actors of one name each.
fn named() -> &'static Analyzer {
    static NAMED: OnceLock<Analyzer> = OnceLock::new();
    NAMED.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("named");
        std::fs::create_dir(&dir).unwrap();
        let header = "id = \"named\"\nversion = \"0.1.0\"\nlanguage = \"en\"\ntitle = \"t\"\nlicence = \"CC0-1.0\"\nbias = \"b\"\nrequires = [\"english-core\"]\n";
        let actor = |name: &str| format!("[[actor]]\nid = \"{}\"\nname = \"{name}\"\nkind = \"state\"\nnames = [\"{name}\"]\n", name.to_lowercase());
        std::fs::write(dir.join("pack.toml"), header).unwrap();
        std::fs::write(dir.join("actors.toml"), ["Zorvania", "Quellmark", "Brintland"].map(actor).concat()).unwrap();
        let (lexicon, _) = Lexicon::load(&dir).map_err(|problems| problems.render(false)).unwrap();
        Analyzer::new(lexicon, Options { all_sentences: true, any_language: true, ..Options::default() })
    })
}

/// Checks bounds and places, and that what was read before leaves no trace.
fn check(analyzer: &Analyzer, document: &Document) {
    let mut scratch = Scratch::default();
    let analysis = analyzer.analyze_with(document, &mut scratch);
    assert!(analysis == analyzer.analyze_with(document, &mut scratch), "not the same twice: {:?}", document.text);
    let text = document.text.as_str();
    let within = |score: Score| score.abs() <= Score::ONE;
    let mut at = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.span.start >= at && !sentence.span.of(text).is_empty(), "{text:?}");
        at = sentence.span.end;
        assert!(sentence.mentions.iter().all(|mention| sentence.span.contains(mention.span)), "{text:?}");
        for opinion in &sentence.opinions {
            assert!((-1..=1).contains(&opinion.polarity) && opinion.stance.is_none_or(within), "{text:?}");
            assert!(opinion.strength >= Score::ZERO && within(opinion.strength), "{text:?}");
            assert!(opinion.terms.iter().all(|term| !term.span.of(text).is_empty()), "{text:?}");
        }
        assert!(sentence.stance.iter().all(|(_, score, _)| within(*score)), "{text:?}");
        assert!(
            sentence.sentiment.iter().all(|(_, score)| within(*score)) && sentence.tone.is_none_or(within),
            "{text:?}"
        );
    }
}

// ---- parts of a tally ----

const TEXTS: [&str; 6] = [
    "India rejected cyber sovereignty. Russia backed it.",
    "China promoted internet sovereignty in Geneva. Japan criticised China.",
    "The United States condemned the plan, but Brazil did not.",
    "Huawei equipment was banned by Estonia.",
    "",
    "Kenya endorsed the Budapest Convention. \u{1f1ee}\u{1f1f3} Kenya's minister praised India.",
];

fn tally(bytes: &[u8]) -> Tally {
    let mut tally = Tally::new(Settings::default());
    for (number, byte) in bytes.iter().enumerate() {
        let text = TEXTS[usize::from(*byte) % TEXTS.len()].to_owned();
        let date = format!("20{:02}-0{}-11", 10 + byte % 13, 1 + byte % 9).parse().ok();
        let source = (byte % 3 > 0).then(|| format!("paper {}", byte % 5));
        let document = Document { id: format!("{byte}-{number}"), text, date, source, ..Document::default() };
        let analysis = large().analyze(&document);
        if byte % 7 == 0 {
            tally.add_copy(&document, &analysis, large().lexicon());
        } else {
            tally.add(&document, &analysis, large().lexicon());
        }
    }
    tally
}

fn merged(tallies: &[&[u8]]) -> Tally {
    let mut all = Tally::new(Settings::default());
    for bytes in tallies {
        all.merge(tally(bytes));
    }
    all
}

/// With a first byte below 128 the bytes choose documents of three tallies; else they damage the bytes of one.
pub(crate) fn parts(data: &[u8]) {
    static WHOLE: OnceLock<Encoded> = OnceLock::new();
    let Some((first, bytes)) = data.split_first() else { return };
    if *first < 128 {
        let bytes = &bytes[..bytes.len().min(9)];
        let (one, rest) = bytes.split_at(bytes.len() / 3);
        let (two, three) = rest.split_at(rest.len() / 2);
        let all = bytes_of(&merged(&[one, two, three]));
        assert_eq!(all, bytes_of(&merged(&[three, one, two])), "merging is commutative");
        let mut right = merged(&[two, three]);
        right.merge(merged(&[]));
        let mut left = merged(&[one]);
        left.merge(right);
        assert_eq!(all, bytes_of(&left), "merging is associative, with an empty tally as neutral");
        return;
    }
    let Encoded { sums, evidence } = WHOLE.get_or_init(|| tally(&[1, 2, 3, 4, 5, 6, 7]).encode());
    let mut damaged = sums.clone();
    for place in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([place[0], place[1]])) % damaged.len();
        damaged[at] ^= place[2];
    }
    damaged.truncate(damaged.len() - bytes.len() % 3);
    let fetch = |at: u64, length: usize| {
        let rest = usize::try_from(at).ok().and_then(|at| evidence.get(at..)).ok_or(Damaged)?;
        rest.get(..length).map(<[u8]>::to_vec).ok_or(Damaged)
    };
    let mut tally = Tally::new(Settings::default());
    let _ = tally.merge_encoded(&damaged, &mut &fetch);
}

fn bytes_of(tally: &Tally) -> Vec<u8> {
    let mut bytes = Vec::new();
    Report::new(tally, large().lexicon(), large().options()).write_json(&mut bytes).unwrap();
    bytes
}

// ---- pages ----

/// Fields of a report that hold what others wrote.
const FOREIGN: [&str; 12] = [
    "name", "sentence", "document", "source", "url", "text", "rule", "entry", "title", "target", "positive", "negative",
];

pub(crate) fn page(data: &[u8]) {
    static PLAIN: OnceLock<(Value, Vec<String>)> = OnceLock::new();
    let foreign = String::from_utf8_lossy(data);
    let (report, plain) = PLAIN.get_or_init(|| {
        let report: Value = serde_json::from_slice(&bytes_of(&tally(&[1, 2, 3, 5]))).unwrap();
        let skeleton = skeleton(&page_with(&report, "x"));
        (report, skeleton)
    });
    let hostile = skeleton(&page_with(report, &foreign));
    assert!(hostile == *plain, "the page of {foreign:?} has other elements than that of plain words");
}

fn page_with(report: &Value, foreign: &str) -> String {
    let mut report = report.clone();
    put(&mut report, foreign);
    pages::page(&serde_json::from_value(report).unwrap())
}

/// Adds foreign words to every text of a report.
fn put(value: &mut Value, foreign: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| put(item, foreign)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if FOREIGN.contains(&name.as_str()) => text.push_str(foreign),
                    field => put(field, foreign),
                }
            }
        }
        _ => {}
    }
}

/// Elements of a page in their order, with the names of their attributes.
fn skeleton(html: &str) -> Vec<String> {
    let parsed = dom_query::Document::from(html);
    let root = parsed.root();
    let nodes = root.descendants_it().filter(dom_query::NodeRef::is_element);
    let shown = nodes.map(|node| {
        let mut names: Vec<String> = node.attrs().iter().map(|attribute| attribute.name.local.to_string()).collect();
        names.sort();
        format!("{} {}", node.node_name().unwrap_or_default(), names.join(" "))
    });
    shown.collect()
}
