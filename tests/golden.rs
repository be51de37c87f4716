//! Texts like real ones, and everything that is read out of them, in a form for political scientists.
//!
//! Each file of `tests/golden/` begins with lines of comment (`#`; known failures are named there), fields
//! (`date:`, `speaker:`) and an empty line. What is found stands beside it in a `.snap` file; to accept changes:
//! `INSTA_UPDATE=always cargo test --test golden`, then read what changed.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;

use std::fmt::Write as _;

use common::{actor_id, analyzer, files, object_id, root};
use stanceline::analyze::{Analyzer, Options};
use stanceline::lexicon::Lexicon;
use stanceline::model::{Analysis, Document, Opinion, Score, SentenceAnalysis, Voice};

/// A text's document, without the comment above it.
fn document(contents: &str) -> Document {
    let (head, text) = contents.split_once("\n\n").unwrap();
    let field = |name: &str| head.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()));
    Document {
        date: field("date:").map(|date| date.parse().unwrap()),
        speaker: field("speaker:"),
        text: text.trim_end().to_owned(),
        ..Document::default()
    }
}

struct View<'a> {
    analyzer: &'a Analyzer,
    document: &'a Document,
    analysis: &'a Analysis,
}

impl View<'_> {
    fn sentence(&self, sentence: &SentenceAnalysis) -> String {
        let words = sentence.span.of(&self.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut shown = format!("{words}\n");
        for opinion in &sentence.opinions {
            self.opinion(opinion, &mut shown);
        }
        let stance = sentence.stance.iter().map(|(actor, score, mixed)| {
            let label = if *mixed { " mixed" } else { word(*score, ["against", "neutral", "in favour"]) };
            format!("{} {score} {}", actor_id(self.analyzer, self.analysis, *actor), label.trim())
        });
        list("stance", stance, &mut shown);
        let sentiment = sentence.sentiment.iter().map(|(actor, score)| {
            let label = word(*score, ["negative", "neutral", "positive"]);
            format!("{} {score} {label}", actor_id(self.analyzer, self.analysis, *actor))
        });
        list("spoken of", sentiment, &mut shown);
        shown
    }

    /// `india → cyber-sovereignty: against, 0.70 (rule) – "India" rejected "cyber sovereignty"`
    fn opinion(&self, opinion: &Opinion, shown: &mut String) {
        let id = |actor| actor_id(self.analyzer, self.analysis, actor);
        let holder = id(opinion.holder);
        let state = opinion.speaks_for.map(|state| format!(" (for {})", id(state))).unwrap_or_default();
        let object = object_id(self.analyzer, self.analysis, opinion.object);
        let side = ["against", "neutral", "for"][(opinion.polarity + 1) as usize];
        let voice = match opinion.voice {
            Voice::Author => String::new(),
            Voice::Quoted(who) => format!(", in words of {}", who.map_or("somebody", id)),
            Voice::Reported(who) => format!(", as reported by {}", who.map_or("somebody", id)),
        };
        let off = if opinion.stance.is_none() { ", off the agenda" } else { "" };
        let strength = opinion.strength.to_f64();
        writeln!(shown, "  * {holder}{state} → {object}: {side} {strength:.2} [{}{voice}{off}]", opinion.rule).unwrap();
        let terms = opinion.terms.iter().map(|term| {
            let factor = term.factor.map(|factor| format!(" {factor}")).unwrap_or_default();
            format!("{} \"{}\"{factor}", term.role, term.span.of(&self.document.text))
        });
        writeln!(shown, "      {}", terms.collect::<Vec<_>>().join(" | ")).unwrap();
    }
}

fn word(score: Score, words: [&'static str; 3]) -> &'static str {
    let label = if score.abs() < Score::from_f64(0.05) { 0 } else { score.signum() };
    words[(label + 1) as usize]
}

fn list(title: &str, items: impl Iterator<Item = String>, shown: &mut String) {
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        writeln!(shown, "  {title}: {}", items.join(", ")).unwrap();
    }
}

/// Sums over the text: the mean stance of each actor.
fn summary(analyzer: &Analyzer, analysis: &Analysis) -> String {
    let mut stances: std::collections::BTreeMap<&str, (Score, i64)> = std::collections::BTreeMap::new();
    for (actor, score, _) in analysis.sentences.iter().flat_map(|sentence| &sentence.stance) {
        let sum = stances.entry(actor_id(analyzer, analysis, *actor)).or_default();
        *sum = (sum.0 + *score, sum.1 + 1);
    }
    let mut shown = String::from("The text as a whole\n");
    for (actor, (sum, count)) in &stances {
        let mean = sum.over(*count);
        writeln!(shown, "  {actor} {mean} in {count}").unwrap();
    }
    shown
}

#[test]
fn texts_are_read_as_before() {
    let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
    let analyzer = Analyzer::new(lexicon, Options { all_sentences: true, ..Options::default() });
    let texts = files(&root().join("tests/golden"), &["txt"]);
    assert!(texts.len() >= 10, "{}", texts.len());
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in texts {
            let document = document(&std::fs::read_to_string(&path).unwrap());
            let analysis = analyzer.analyze(&document);
            let view = View { analyzer: &analyzer, document: &document, analysis: &analysis };
            let mut shown: Vec<String> = analysis.sentences.iter().map(|sentence| view.sentence(sentence)).collect();
            shown.push(summary(&analyzer, &analysis));
            insta::assert_snapshot!(path.file_stem().unwrap().to_str().unwrap(), shown.join("\n"));
        }
    });
}

/// Every expectation that a reader would check first, apart from wording and figures.
#[test]
fn texts_give_the_signs_that_a_reader_sees() {
    let expected: &[(&str, &[(&str, i8)])] = &[
        (
            "agency-report",
            &[
                ("russia", 1),
                ("china", 1),
                ("iran", 1),
                ("belarus", 1),
                ("india", 1),
                ("european-union", -1),
                ("brazil", 0),
            ],
        ),
        ("op-ed", &[("india", -1), ("russia", 1), ("the-west", 0)]),
        ("un-statement", &[("brazil", -1)]),
        ("huawei-ban", &[("united-kingdom", -1), ("germany", 1), ("sweden", -1), ("huawei", 1)]),
        ("sco-communique", &[("sco", 1), ("kazakhstan", 1), ("uzbekistan", 1), ("pakistan", 1), ("russia", 1)]),
        ("quad", &[("quad", -1), ("australia", -1), ("china", 1)]),
        ("passive", &[("russia", 1), ("united-states", -1), ("taiwan", -1), ("india", 0), ("vietnam", 0)]),
        (
            "negation",
            &[
                ("germany", 1),
                ("brazil", 1),
                ("south-africa", 1),
                ("indonesia", 1),
                ("japan", 1),
                ("iran", 1),
                ("kenya", 0),
            ],
        ),
        (
            "hedges",
            &[
                ("brazil", -1),
                ("south-korea", -1),
                ("italy", -1),
                ("france", -1),
                ("hungary", 1),
                ("indonesia", 0),
                ("mexico", 0),
            ],
        ),
        (
            "private-persons",
            &[("india", 1), ("china", 0), ("russia", 0), ("united-states", 0), ("hungary", 0), ("georgia", 0)],
        ),
        ("pronouns", &[("pakistan", 1), ("angela-merkel", 1), ("estonia", -1), ("lithuania", -1)]),
        (
            "nested-voices",
            &[("russia", 1), ("vietnam", 1), ("kyrgyzstan", 1), ("japan", 0), ("kazakhstan", 0), ("iran", 1)],
        ),
    ];
    let analyzer = analyzer();
    let mut wrong = Vec::new();
    for (name, actors) in expected {
        let path = root().join("tests/golden").join(format!("{name}.txt"));
        let analysis = analyzer.analyze(&document(&std::fs::read_to_string(path).unwrap()));
        for (actor, sign) in *actors {
            let of_actor = analysis
                .sentences
                .iter()
                .flat_map(|sentence| &sentence.stance)
                .filter(|(who, ..)| actor_id(analyzer, &analysis, *who) == *actor);
            let sum = of_actor.fold(Score::ZERO, |sum, (_, score, _)| sum + *score);
            if sum.signum() != *sign {
                wrong.push(format!("{name}: {actor} should be {sign:+}, but is {sum}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
