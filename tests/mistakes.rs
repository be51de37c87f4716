//! Every mistake that a pack can hold is told by its code and its place.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

use std::fs;

use stanceline::lexicon::Lexicon;

const HEADER: &str = "id = \"mine\"\nversion = \"0.1.0\"\nlanguage = \"en\"\ntitle = \"t\"\nlicence = \"CC0-1.0\"\nbias = \"b\"\n\
    target = \"t\"\npoles = { positive = \"p\", negative = \"n\" }\n[[source]]\nid = \"s\"\ntitle = \"t\"\nlicence = \"CC0-1.0\"\n";

/// The problems of a pack of these files, as code and line.
fn problems(pack_toml: Option<&str>, entries: &str) -> Vec<(&'static str, Option<u64>)> {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("mine");
    fs::create_dir(&dir).unwrap();
    if let Some(header) = pack_toml {
        fs::write(dir.join("pack.toml"), header).unwrap();
    }
    fs::write(dir.join("entries.toml"), entries).unwrap();
    match Lexicon::load(&dir) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| (problem.code, problem.location.line)).collect(),
    }
}

const ACTOR: &str = "[[actor]]\nid = \"a-land\"\nname = \"A Land\"\nkind = \"state\"\n";

/// Entries with one mistake, its code, and its line.
fn mistakes() -> Vec<(String, &'static str, u64)> {
    let frame = |rest: &str| format!("[[frame]]\nid = \"f\"\nkind = \"idea\"\n{rest}\n");
    let with = |rest: &str| format!("{ACTOR}{rest}\n");
    let learned =
        "[[learned]]\nmeasure = \"tone\"\nsource = [\"s\"]\ndate = \"2026-01-01\"\ntexts = 5\npenalty = 1.0\n";
    vec![
        ("[[frame\n".to_owned(), "L001", 1),
        (format!("x = {}", "[".repeat(100_000)), "L001", 1),
        (frame("pole = 1\nterms = [\"x y\"]\nsurprise = 1"), "L002", 6),
        ("[frame]\nid = \"f\"\n".to_owned(), "L002", 1),
        ("[[fram]]\nid = \"f\"\n".to_owned(), "L003", 1),
        (with("").replace("a-land", "A Land"), "L004", 2),
        (format!("{ACTOR}{}", ACTOR.replace("A Land", "B Land")), "L005", 6),
        (frame("pole = 2\nterms = [\"x y\"]"), "L006", 4),
        (frame("pole = 1\nweight = 1.6\nterms = [\"x y\"]"), "L006", 5),
        ("[[carrier]]\npole = 1\nactors = [\"nobody\"]\n".to_owned(), "L007", 3),
        (frame("pole = 1\nterms = [\"{a|b\"]"), "L008", 5),
        (frame("pole = 1\nterms = [\"what? why\"]"), "L008", 5),
        (format!("{ACTOR}{}", ACTOR.replace("a-land", "b-land")), "L009", 7),
        (with("member_of = [{ bloc = \"a-land\", from = \"soon\" }]"), "L010", 5),
        (with("member_of = [{ bloc = \"a-land\", from = \"2020\", until = \"2010\" }]"), "L010", 5),
        ("[[class]]\nname = \"gerundive\"\nwords = [\"x\"]\n".to_owned(), "L014", 2),
        (frame("pole = 1\nterms = [\"x y\"]\nsource = [\"nowhere\"]"), "L017", 6),
        (frame("pole = 1"), "L018", 2),
        (format!("{learned}{learned}"), "L019", 8),
    ]
}

#[test]
fn each_mistake_is_told_by_code_and_line() {
    assert_eq!(problems(Some(HEADER), ACTOR), []);
    for (entries, code, line) in mistakes() {
        let told = problems(Some(HEADER), &entries);
        let shown = &entries[..entries.len().min(200)];
        assert!(told.contains(&(code, Some(line))), "{code} in line {line} is not among {told:?} for\n{shown}");
    }
}

#[test]
fn mistakes_of_a_whole_pack_are_told() {
    assert_eq!(problems(None, ACTOR), [("L016", None)]);
    let required = HEADER.replace("target", "requires = [\"absent\"]\ntarget");
    assert_eq!(problems(Some(&required), ACTOR), [("L012", Some(7))]);
    assert_eq!(Lexicon::load(std::path::Path::new("no/such/pack")).unwrap_err().iter().next().unwrap().code, "L013");
    assert_eq!(Lexicon::builtin("no-such-pack").unwrap_err().iter().next().unwrap().code, "L012");
    let topic = format!("[[topic]]\nwords = [{}]\n", format!("\"{} x\",\n", "{a|b}".repeat(10)).repeat(3_000));
    assert!(problems(Some(HEADER), &topic).iter().any(|(code, _)| *code == "L020"));
}
