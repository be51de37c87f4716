//! The packs in the repository: they load, their examples hold, and they are as broad as they claim.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails if what it expects is not so")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{analyzer, files, root};
use stanceline::lexicon::Lexicon;
use stanceline::prove::prove;
use toml::{Table, Value};

const PACKS: [&str; 3] = ["english-core", "actors-world", "cyber-governance"];

/// All entries of a kind in the packs' files: file and entry.
fn entries(kind: &str) -> Vec<(String, Table)> {
    let mut found = Vec::new();
    for path in files(&root().join("lexicons"), &["toml"]) {
        let table: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        for entry in table.get(kind).and_then(Value::as_array).into_iter().flatten() {
            found.push((name.clone(), entry.as_table().unwrap().clone()));
        }
    }
    found
}

fn strings<'a>(entry: &'a Table, field: &str) -> impl Iterator<Item = &'a str> {
    entry.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn id(entry: &Table) -> &str {
    entry.get("id").and_then(Value::as_str).unwrap_or_default()
}

fn count(entry: &Table, field: &str) -> usize {
    entry.get(field).and_then(Value::as_array).map_or(0, Vec::len)
}

/// A phrase with its choices written out.
fn expand(phrase: &str) -> Vec<String> {
    let Some(open) = phrase.find('{') else {
        return vec![phrase.split_whitespace().collect::<Vec<_>>().join(" ")];
    };
    let close = open + phrase[open..].find('}').unwrap();
    let choices = phrase[open + 1..close].split('|');
    choices.flat_map(|choice| expand(&format!("{}{choice}{}", &phrase[..open], &phrase[close + 1..]))).collect()
}

#[test]
fn built_in_packs_load_without_a_problem() {
    for pack in PACKS {
        let (lexicon, problems) =
            Lexicon::builtin(pack).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        assert!(problems.is_empty(), "{}", problems.render(false));
        assert_eq!(lexicon.pack().unwrap().id, pack);
    }
}

#[test]
fn the_folders_are_what_is_built_in() {
    for pack in PACKS {
        let (built_in, _) = Lexicon::builtin(pack).unwrap();
        let (folder, _) = Lexicon::load(&root().join("lexicons").join(pack)).unwrap();
        assert_eq!(built_in.sha256, folder.sha256, "{pack}");
    }
}

#[test]
fn every_example_holds() {
    let failures = prove(analyzer());
    let shown: Vec<String> = failures
        .iter()
        .map(|failure| format!("\n  {}: {}\n    {}", failure.entry, failure.text, failure.message))
        .collect();
    let all = analyzer().lexicon().examples.len();
    assert!(failures.is_empty(), "{} of {all} examples fail:{}", failures.len(), shown.concat());
    assert!(all >= 400, "{all} examples");
}

#[test]
fn packs_are_as_broad_as_stated() {
    let lexicon = analyzer().lexicon();
    let counts = lexicon.counts();
    println!(
        "{} actors, {} frames, {} cue groups, {counts:?}",
        lexicon.actors.len(),
        lexicon.frames.len(),
        lexicon.cues.len()
    );
    assert!(lexicon.actors.len() >= 250, "{} actors", lexicon.actors.len());

    let written = |kind: &str, fields: &[&str]| -> usize {
        let all = entries(kind);
        let phrases = all.iter().flat_map(|(_, entry)| fields.iter().flat_map(|field| strings(entry, field)));
        phrases.map(str::to_lowercase).collect::<BTreeSet<_>>().len()
    };
    let frames = written("frame", &["terms", "verbs"]);
    assert!(frames >= 100, "{frames} frame terms before choices");
    assert!(lexicon.frames.iter().any(|frame| frame.pole.0 > 0) && lexicon.frames.iter().any(|frame| frame.pole.0 < 0));
    let cues = written("cue", &["verbs", "nouns", "adjectives"]);
    assert!(cues >= 500, "{cues} cue lemmas and phrases before inflection");
    let tone = written("tone", &["verbs", "nouns", "adjectives", "words"]);
    assert!(tone >= 3_000, "{tone} tone entries before inflection");
    for kind in ["shifters", "reporting words", "guards", "topic words", "carrier terms"] {
        assert!(counts[kind] >= 50, "{kind}: {}", counts[kind]);
    }
}

#[test]
fn every_member_of_the_united_nations_is_named() {
    let states = entries("actor").into_iter().filter(|(_, entry)| entry["kind"].as_str() == Some("state"));
    let members = states.filter(|(_, entry)| strings(entry, "source").any(|source| source == "un-members")).count();
    assert_eq!(members, 193, "states whose source is the list of member states");
}

#[test]
fn packs_state_licence_bias_and_sources() {
    for pack in PACKS {
        let text = fs::read_to_string(root().join("lexicons").join(pack).join("pack.toml")).unwrap();
        let table: Table = text.parse().unwrap();
        for field in ["licence", "bias", "title", "version"] {
            assert!(table[field].as_str().is_some_and(|value| !value.trim().is_empty()), "{pack} states no {field}");
        }
        let sources = table["source"].as_array().unwrap();
        assert!(!sources.is_empty(), "{pack} lists no source");
        for source in sources {
            for field in ["id", "title", "licence"] {
                assert!(
                    source[field].as_str().is_some_and(|value| !value.is_empty()),
                    "{pack}: a source without {field}"
                );
            }
        }
    }
}

#[test]
fn sources_resolve_and_none_is_idle() {
    let listed: BTreeSet<String> = entries("source").iter().map(|(_, entry)| id(entry).to_owned()).collect();
    let mut cited = BTreeSet::new();
    for kind in ["actor", "frame", "carrier", "cue"] {
        for (file, entry) in entries(kind) {
            for source in strings(&entry, "source") {
                assert!(listed.contains(source), "{file}: {} cites {source:?}, which no pack.toml lists", id(&entry));
                cited.insert(source.to_owned());
            }
        }
    }
    // A pack may also rest on a source as a whole; english-core cites the inventories that it was checked against.
    println!("listed and cited by no entry: {:?}", listed.difference(&cited).collect::<Vec<_>>());
}

#[test]
fn constructions_have_examples() {
    let mut bare = Vec::new();
    for (file, entry) in entries("cue") {
        let phrases = ["verbs", "nouns", "adjectives"].into_iter().flat_map(|field| strings(&entry, field));
        let construction = phrases.into_iter().any(|phrase| phrase.contains(' '));
        if construction && count(&entry, "fires") + count(&entry, "silent") == 0 {
            bare.push(format!("{file}: {}", id(&entry)));
        }
    }
    assert!(bare.is_empty(), "cue groups with phrases of several words and no example:\n{}", bare.join("\n"));
}

#[test]
fn no_phrase_says_both_yes_and_no_of_the_same_thing() {
    const ALL: [&str; 7] = ["actor", "carrier", "idea", "instrument", "body", "venue", "practice"];
    let mut signs: BTreeMap<(String, &str, String), BTreeMap<i64, String>> = BTreeMap::new();
    for (file, entry) in entries("cue") {
        let sign = entry["sign"].as_integer().unwrap();
        let mut targets: Vec<&str> = strings(&entry, "targets").collect();
        if targets.is_empty() {
            targets = ALL.to_vec();
        }
        for part in ["verbs", "nouns", "adjectives"] {
            for phrase in strings(&entry, part).flat_map(expand) {
                for target in &targets {
                    let key = (phrase.to_lowercase(), part, (*target).to_owned());
                    signs.entry(key).or_default().insert(sign, format!("{file} {}", id(&entry)));
                }
            }
        }
    }
    let both: Vec<String> = signs
        .iter()
        .filter(|(_, signs)| signs.contains_key(&1) && signs.contains_key(&-1))
        .map(|((phrase, part, target), signs)| format!("{phrase:?} ({part}) toward {target}: {signs:?}"))
        .collect();
    assert!(both.is_empty(), "phrases with both signs:\n{}", both.join("\n"));
}

#[test]
fn phrases_are_written_once_in_an_entry() {
    let mut doubled = Vec::new();
    for kind in ["actor", "frame", "carrier", "cue", "attribution", "shifter", "tone"] {
        for (file, entry) in entries(kind) {
            for (field, value) in &entry {
                let Some(list) = value.as_array() else { continue };
                let mut seen = BTreeSet::new();
                let phrases = list.iter().filter_map(Value::as_str).filter(|_| !matches!(field.as_str(), "silent"));
                doubled.extend(
                    phrases
                        .filter(|phrase| !seen.insert(*phrase))
                        .map(|phrase| format!("{file}: {} {field}: {phrase:?}", id(&entry))),
                );
            }
        }
    }
    assert!(doubled.is_empty(), "phrases written twice:\n{}", doubled.join("\n"));
}
