//! What several tests share.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use stanceline::analyze::{Analyzer, Options};
use stanceline::lexicon::Lexicon;
use stanceline::model::{ActorRef, Analysis, Document, Object, Opinion, Score};

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built-in agenda, compiled once for all tests of a file.
pub(crate) fn analyzer() -> &'static Analyzer {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(|| {
        let (lexicon, problems) = Lexicon::builtin("cyber-governance").unwrap();
        assert!(problems.is_empty(), "{}", problems.render(false));
        Analyzer::new(lexicon, Options::default())
    })
}

/// The analysis of a text that has nothing but its words.
pub(crate) fn read(text: &str) -> Analysis {
    analyzer().analyze(&Document { text: text.to_owned(), ..Document::default() })
}

/// Id of an actor, of the lexicon or supplied.
pub(crate) fn actor_id<'a>(analyzer: &'a Analyzer, analysis: &'a Analysis, actor: ActorRef) -> &'a str {
    let known = &analyzer.lexicon().actors;
    let number = actor.0 as usize;
    known.get(number).map_or_else(|| analysis.supplied[number - known.len()].id.as_str(), |actor| actor.id.as_str())
}

/// Id of what an opinion is about.
pub(crate) fn object_id<'a>(analyzer: &'a Analyzer, analysis: &'a Analysis, object: Object) -> &'a str {
    match object {
        Object::Frame(frame) => &analyzer.lexicon().frames[frame as usize].id,
        Object::Carrier(carrier) => &analyzer.lexicon().carriers[carrier as usize].id,
        Object::Actor(actor) => actor_id(analyzer, analysis, actor),
    }
}

/// The stance that a text gives each actor: id and sum over its sentences, sorted by id, without those of nought.
pub(crate) fn stances(text: &str) -> Vec<(String, Score)> {
    let analyzer = analyzer();
    let analysis = read(text);
    let mut sums = std::collections::BTreeMap::<String, Score>::new();
    for (actor, score, _) in analysis.sentences.iter().flat_map(|sentence| &sentence.stance) {
        let sum = sums.entry(actor_id(analyzer, &analysis, *actor).to_owned()).or_default();
        *sum = *sum + *score;
    }
    sums.into_iter().filter(|(_, score)| *score != Score::ZERO).collect()
}

/// The stance that a text gives one actor; nought if it gives none.
pub(crate) fn stance_of(text: &str, actor: &str) -> Score {
    stances(text).into_iter().find(|(id, _)| id == actor).map_or(Score::ZERO, |(_, score)| score)
}

/// All opinions of an analysis.
pub(crate) fn opinions(analysis: &Analysis) -> impl Iterator<Item = &Opinion> {
    analysis.sentences.iter().flat_map(|sentence| &sentence.opinions)
}

/// All files below a folder with one of the endings, sorted.
pub(crate) fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        // What a package manager installed is not the project's.
        .filter_entry(|entry| entry.file_name() != "node_modules")
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)))
        .collect();
    found.sort();
    found
}
