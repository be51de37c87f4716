//! What must hold of any text: minimal pairs drawn from templates, and bounds on arbitrary strings.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;
#[path = "common/lot.rs"]
mod lot;

use std::collections::BTreeMap;

use common::{actor_id, analyzer, files, object_id, opinions, read, root, stance_of, stances};
use lot::Lot;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use proptest::test_runner::RngSeed;
use stanceline::analyze::{Analyzer, Options, Scratch};
use stanceline::lexicon::{ActorKind, Lexicon};
use stanceline::model::{Analysis, ByteSpan, Document, Entity, Score};

// ---- what templates are filled with ----

/// Terms of frames and the sign of their pole.
const FRAMES: &[(&str, i8)] = &[
    ("cyber sovereignty", 1),
    ("internet sovereignty", 1),
    ("the UN cybercrime convention", 1),
    ("the Global Data Security Initiative", 1),
    ("the International Code of Conduct for Information Security", 1),
    ("the Budapest Convention", -1),
    ("the multi-stakeholder model of internet governance", -1),
    ("internet freedom", -1),
    ("the Declaration for the Future of the Internet", -1),
    ("the Huawei ban", -1),
];

/// Verbs in base form, past and participle (the same for these), with their sign.
const VERBS: &[(&str, &str, i8)] = &[
    ("support", "supported", 1),
    ("back", "backed", 1),
    ("endorse", "endorsed", 1),
    ("praise", "praised", 1),
    ("welcome", "welcomed", 1),
    ("defend", "defended", 1),
    ("promote", "promoted", 1),
    ("champion", "championed", 1),
    ("embrace", "embraced", 1),
    ("reject", "rejected", -1),
    ("oppose", "opposed", -1),
    ("criticise", "criticised", -1),
    ("condemn", "condemned", -1),
    ("denounce", "denounced", -1),
    ("dismiss", "dismissed", -1),
    ("resist", "resisted", -1),
];

/// Names that are also something else, or stand with an article.
const UNUSUAL: &[&str] = &[
    "Georgia",
    "Jordan",
    "Chad",
    "Turkey",
    "Mali",
    "Niger",
    "Dominica",
    "Congo",
    "Korea",
    "Macau",
    "Palestine",
    "Bahamas",
    "Maldives",
    "Philippines",
    "Netherlands",
    "Comoros",
    "Seychelles",
    "Guinea",
    "Luxembourg",
    "Monaco",
    "Singapore",
    "Panama",
    "Kuwait",
    "Djibouti",
];

/// Peoples and their state, where the word means the people alone.
const PEOPLES: &[(&str, &str)] = &[
    ("Indian", "india"),
    ("Russian", "russia"),
    ("Brazilian", "brazil"),
    ("Pakistani", "pakistan"),
    ("Kenyan", "kenya"),
    ("Estonian", "estonia"),
    ("Australian", "australia"),
    ("Iranian", "iran"),
    ("Chinese", "china"),
    ("Vietnamese", "vietnam"),
    ("Nigerian", "nigeria"),
    ("Kazakh", "kazakhstan"),
];

const PRIVATE: &[&str] =
    &["critics", "journalists", "activists", "dissidents", "scholars", "users", "bloggers", "academics", "lawyers"];

/// Names and ids of states of one word that carry no pole.
fn states() -> Vec<(&'static str, &'static str)> {
    let lexicon = analyzer().lexicon();
    let plain = lexicon.actors.iter().enumerate().filter(|(number, actor)| {
        actor.kind == ActorKind::State
            && lexicon.carrier_of(*number as u32).is_none()
            && actor.name.chars().all(char::is_alphabetic)
            && !UNUSUAL.contains(&actor.name.as_str())
    });
    let states: Vec<_> = plain.map(|(_, actor)| (actor.name.as_str(), actor.id.as_str())).collect();
    assert!(states.len() > 100);
    states
}

/// One filling of the templates.
#[derive(Clone, Copy, Debug)]
struct Draw {
    a: (&'static str, &'static str),
    b: (&'static str, &'static str),
    frame: (&'static str, i8),
    verb: (&'static str, &'static str, i8),
    other: (&'static str, &'static str, i8),
}

fn draws(seed: u64, count: usize) -> Vec<Draw> {
    let states = states();
    let mut lot = Lot(seed);
    let mut draws = Vec::new();
    while draws.len() < count {
        let draw = Draw {
            a: lot.of(&states),
            b: lot.of(&states),
            frame: lot.of(FRAMES),
            verb: lot.of(VERBS),
            other: lot.of(VERBS),
        };
        if draw.a.1 != draw.b.1 {
            draws.push(draw);
        }
    }
    draws
}

/// A sentence begins with a capital.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Fails with the first of the things that went wrong.
#[track_caller]
fn none_wrong(property: &str, all: usize, wrong: &[String]) {
    let first: Vec<&str> = wrong.iter().take(12).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{property}: {} of {all} fail, such as\n  {}", wrong.len(), first.join("\n  "));
}

// ---- minimal pairs ----

#[test]
fn a_plain_sentence_has_the_sign_of_verb_and_pole() {
    let draws = draws(1, 300);
    let mut wrong = Vec::new();
    for Draw { a, frame, verb, .. } in &draws {
        let text = format!("{} {} {}.", a.0, verb.1, frame.0);
        let found = stances(&text);
        let right = found.len() == 1 && found[0].0 == a.1 && found[0].1.signum() == verb.2 * frame.1;
        if !right {
            wrong.push(format!("{text} gives {found:?}"));
        }
    }
    none_wrong("sign of verb and pole", draws.len(), &wrong);
}

#[test]
fn active_equals_passive() {
    let draws = draws(2, 300);
    let mut wrong = Vec::new();
    for Draw { a, frame, verb, .. } in &draws {
        let active = format!("{} {} {}.", a.0, verb.1, frame.0);
        let passives = [
            format!("{} was {} by {}.", frame.0, verb.1, a.0),
            format!("{} has been {} by {}.", frame.0, verb.1, a.0),
            format!("On Monday, {} was {} by {}.", frame.0, verb.1, a.0),
        ];
        for passive in passives.map(|text| sentence(&text)) {
            if stances(&active) != stances(&passive) {
                wrong.push(format!("{active} {:?}, but {passive} {:?}", stances(&active), stances(&passive)));
            }
        }
    }
    none_wrong("active = passive", draws.len() * 3, &wrong);
}

#[test]
fn not_flips_or_mutes() {
    let draws = draws(3, 200);
    let mut wrong = Vec::new();
    for Draw { a, frame, verb, .. } in &draws {
        let plain = stance_of(&format!("{} {} {}.", a.0, verb.1, frame.0), a.1);
        let negated = [
            format!("{} did not {} {}.", a.0, verb.0, frame.0),
            format!("{} didn't {} {}.", a.0, verb.0, frame.0),
            format!("{} has never {} {}.", a.0, verb.1, frame.0),
            format!("{} was not {} by {}.", frame.0, verb.1, a.0),
            format!("{} refused to {} {}.", a.0, verb.0, frame.0),
            format!("{} will not {} {}.", a.0, verb.0, frame.0),
            format!("{} no longer {} {}.", a.0, verb.1, frame.0),
        ];
        for text in negated.map(|text| sentence(&text)) {
            let score = stance_of(&text, a.1);
            if score.signum() * plain.signum() > 0 || score.abs() > plain.abs() {
                wrong.push(format!("{text} gives {score}, without the negation {plain}"));
            }
        }
    }
    none_wrong("not flips or mutes", draws.len() * 7, &wrong);
}

/// What is found, with names of actors changed by `rename`.
fn findings(text: &str, rename: impl Fn(&str) -> String) -> Vec<String> {
    let analyzer = analyzer();
    let analysis = read(text);
    let id = |actor| rename(actor_id(analyzer, &analysis, actor));
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        found.extend(
            sentence.stance.iter().map(|(actor, score, mixed)| format!("stance {} {score} {mixed}", id(*actor))),
        );
        found.extend(sentence.sentiment.iter().map(|(actor, score)| format!("sentiment {} {score}", id(*actor))));
        for opinion in &sentence.opinions {
            let object = rename(object_id(analyzer, &analysis, opinion.object));
            let (holder, polarity, strength) = (id(opinion.holder), opinion.polarity, opinion.strength);
            found.push(format!("{holder} {polarity:+} {object} {strength} {}", opinion.rule));
        }
    }
    found.sort();
    found
}

#[test]
fn swapping_two_states_swaps_their_results() {
    let draws = draws(4, 100);
    let mut wrong = Vec::new();
    let mut all = 0;
    for Draw { a, b, frame, verb, other } in &draws {
        let texts = |a: &str, b: &str| {
            [
                format!("{a} {} {}, while {b} {} it.", verb.1, frame.0, other.1),
                format!("{a} {} {}, but {b} {} the proposal.", verb.1, frame.0, other.1),
                format!("{a} and {b} {} {}.", verb.1, frame.0),
                format!("{a} criticised {b} for promoting {}.", frame.0),
                format!("Unlike {a}, {b} {} {}.", verb.1, frame.0),
                format!("{a}'s support for {} was {} by {b}.", frame.0, other.1),
                format!("{a} urged {b} to {} {}.", verb.0, frame.0),
                format!("Diplomats of {a} said that {b} would {} {}.", verb.0, frame.0),
                format!("{a} {} {}. {b} did not. It {} the plan, and {a} agreed.", verb.1, frame.0, other.1),
                format!("\"We {} {},\" the foreign minister of {a} said in {b}.", verb.0, frame.0),
            ]
        };
        for (text, swapped) in texts(a.0, b.0).iter().zip(&texts(b.0, a.0)) {
            let rename = |id: &str| match id {
                id if id == a.1 => b.1.to_owned(),
                id if id == b.1 => a.1.to_owned(),
                other => other.to_owned(),
            };
            all += 1;
            let (one, two) = (findings(text, rename), findings(swapped, str::to_owned));
            if one != two {
                wrong.push(format!("{text}\n    swapped {one:?}\n    is not  {two:?}"));
            }
        }
    }
    none_wrong("swapped names", all, &wrong);
}

#[test]
fn reporting_takes_no_side() {
    let draws = draws(5, 200);
    let mut wrong = Vec::new();
    for Draw { a, b, frame, verb, .. } in &draws {
        let plain = format!("{} {} {}.", a.0, verb.1, frame.0);
        let clause = plain.trim_end_matches('.');
        let reports = [
            format!("{} said that {clause}.", b.0),
            format!("{} said {clause}.", b.0),
            format!("{} reported that {clause}.", b.0),
            format!("According to {}, {clause}.", b.0),
            format!("{clause}, {} said.", b.0),
            format!("{clause}, according to {}.", b.0),
            format!("Officials in {} noted that {clause}.", b.0),
        ];
        for report in reports {
            let of_reporter = stance_of(&report, b.1);
            let (of_holder, wanted) = (stance_of(&report, a.1), stance_of(&plain, a.1));
            if of_reporter != Score::ZERO || of_holder.signum() != wanted.signum() {
                wrong.push(format!("{report} gives {} {of_reporter} and {} {of_holder}", b.0, a.0));
            }
        }
    }
    none_wrong("reports", draws.len() * 7, &wrong);
}

#[test]
fn private_persons_do_not_speak_for_their_state() {
    let mut wrong = Vec::new();
    let mut all = 0;
    let mut lot = Lot(6);
    for (people, state) in PEOPLES {
        for private in PRIVATE {
            let (frame, verb) = (lot.of(FRAMES), lot.of(VERBS));
            let texts = [
                format!("{people} {private} {} {}.", verb.1, frame.0),
                format!("Some {people} {private} have {} {}.", verb.1, frame.0),
                format!("{} was {} by {people} {private}.", sentence(frame.0), verb.1),
                format!("Two {people} {private} said that they {} {}.", verb.0, frame.0),
            ];
            for text in texts {
                all += 1;
                let score = stance_of(&text, state);
                if score != Score::ZERO {
                    wrong.push(format!("{text} gives {state} {score}"));
                }
            }
        }
    }
    none_wrong("private persons", all, &wrong);
}

#[test]
fn a_hedge_weakens_and_keeps_the_sign() {
    let draws = draws(7, 200);
    let mut wrong = Vec::new();
    for Draw { a, frame, verb, .. } in &draws {
        let plain = stance_of(&format!("{} {} {}.", a.0, verb.1, frame.0), a.1);
        let hedged = [
            format!("{} may {} {}.", a.0, verb.0, frame.0),
            format!("{} might {} {}.", a.0, verb.0, frame.0),
            format!("{} partly {} {}.", a.0, verb.1, frame.0),
            format!("{} plans to {} {}.", a.0, verb.0, frame.0),
        ];
        for text in hedged {
            let score = stance_of(&text, a.1);
            if score.signum() * plain.signum() < 0 || score.abs() > plain.abs() {
                wrong.push(format!("{text} gives {score}, plainly {plain}"));
            }
        }
    }
    none_wrong("hedges", draws.len() * 4, &wrong);
}

#[test]
fn questions_and_bare_conditions_give_no_stance() {
    let draws = draws(8, 150);
    let mut wrong = Vec::new();
    for Draw { a, frame, verb, .. } in &draws {
        let texts = [
            format!("Will {} {} {}?", a.0, verb.0, frame.0),
            format!("Does {} {} {}?", a.0, verb.0, frame.0),
            format!("If {} {} {}, prices would rise.", a.0, verb.1, frame.0),
        ];
        for text in texts {
            let score = stance_of(&text, a.1);
            if score != Score::ZERO {
                wrong.push(format!("{text} gives {score}"));
            }
        }
    }
    none_wrong("questions and conditions", draws.len() * 3, &wrong);
}

// ---- the same text again ----

#[test]
fn a_text_twice_over_is_evidence_twice() {
    let draws = draws(9, 200);
    let mut wrong = Vec::new();
    for Draw { a, b, frame, verb, other } in &draws {
        let text = format!("{} {} {}. {} {} {}.", a.0, verb.1, frame.0, b.0, other.1, frame.0);
        let once: BTreeMap<_, _> = stances(&text).into_iter().map(|(id, score)| (id, score + score)).collect();
        let twice: BTreeMap<_, _> = stances(&format!("{text}\n\n{text}")).into_iter().collect();
        if once != twice {
            wrong.push(format!("{text} doubled {once:?}, twice over {twice:?}"));
        }
    }
    none_wrong("twice over", draws.len(), &wrong);
}

fn corpus() -> Vec<Document> {
    let paths = files(&root().join("corpus"), &["md", "txt"]);
    paths.iter().map(|path| Document { text: std::fs::read_to_string(path).unwrap(), ..Document::default() }).collect()
}

#[test]
fn what_was_read_before_leaves_no_trace() {
    let documents = corpus();
    let mut scratch = Scratch::default();
    for document in documents.iter().chain(documents.iter().rev()) {
        assert!(analyzer().analyze_with(document, &mut scratch) == analyzer().analyze(document), "{}", document.text);
    }
}

// ---- bounds on anything ----

/// Checks everything that must hold of an analysis, whatever the text.
#[track_caller]
fn check_bounds(text: &str, analysis: &Analysis) {
    let on_borders = |span: ByteSpan| {
        span.start <= span.end && text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize)
    };
    let unit = |score: Score| score.abs() <= Score::ONE;
    let mut last = 0;
    for sentence in &analysis.sentences {
        assert!(on_borders(sentence.span) && sentence.span.start >= last, "sentence {:?} of {text:?}", sentence.span);
        last = sentence.span.end;
        let inside = |span: ByteSpan| on_borders(span) && !span.is_empty() && sentence.span.contains(span);
        for mention in &sentence.mentions {
            assert!(inside(mention.span), "mention {mention:?} in {:?} of {text:?}", sentence.span);
        }
        for opinion in &sentence.opinions {
            assert!((-1..=1).contains(&opinion.polarity), "{opinion:?} of {text:?}");
            assert!(opinion.strength >= Score::ZERO && opinion.strength <= Score::ONE, "{opinion:?} of {text:?}");
            assert!(opinion.stance.is_none_or(unit), "{opinion:?} of {text:?}");
            for term in &opinion.terms {
                assert!(on_borders(term.span), "{term:?} of {text:?}");
            }
        }
        assert!(sentence.stance.iter().all(|(_, score, _)| unit(*score)), "{:?} of {text:?}", sentence.stance);
        assert!(sentence.sentiment.iter().all(|(_, score)| unit(*score)), "{:?} of {text:?}", sentence.sentiment);
        assert!(sentence.tone.is_none_or(unit), "{:?} of {text:?}", sentence.tone);
        assert!(sentence.stance.is_sorted_by_key(|(actor, ..)| *actor));
        assert!(sentence.sentiment.is_sorted_by_key(|(actor, _)| *actor));
    }
    assert!(analysis.sentences.len() <= analysis.sentence_count as usize);
}

/// Reads everything, sentences without findings too.
fn reader() -> &'static Analyzer {
    static READER: std::sync::OnceLock<Analyzer> = std::sync::OnceLock::new();
    READER.get_or_init(|| {
        let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
        Analyzer::new(lexicon, Options { all_sentences: true, ..Options::default() })
    })
}

/// Pieces that make texts which come close to what rules look for.
const PIECES: &[&str] = &[
    "India",
    "Russia",
    "China's",
    "the Quad",
    "Xi Jinping",
    "SCO",
    "New Delhi",
    "Indian",
    "the grouping",
    "It",
    "they",
    "we",
    "cyber sovereignty",
    "the Budapest Convention",
    "Huawei",
    "5G",
    "the ban",
    "the treaty",
    "rejected",
    "supports",
    "was backed by",
    "refused to",
    "urged",
    "to ban",
    "criticised",
    "for",
    "said that",
    "according to",
    "not",
    "never",
    "no longer",
    "may",
    "if",
    "but",
    "while",
    "and",
    "or",
    ",",
    ";",
    ":",
    ".",
    "?",
    "!",
    "\u{2026}",
    "--",
    "\u{2014}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "'",
    "\u{2019}s",
    "\u{2018}",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "e\u{301}",
    "U.S.",
    "Dr.",
    "No. 5",
    "\u{ff29}\u{ff4e}\u{ff44}\u{ff49}\u{ff41}",
    "\u{4e2d}\u{56fd}",
    "\u{1f1ee}\u{1f1f3}",
    "# Heading",
    "- item",
    "BEIJING \u{2013}",
    "of",
    "by",
    "with",
    "the",
    "which",
    "whose",
];

fn broken_prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![12 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    let gap = prop_oneof![8 => Just(" "), 1 => Just(""), 1 => Just("\r\n")];
    prop::collection::vec((piece, gap), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_read_within_bounds(text in "(?s).{0,300}") {
        check_bounds(&text, &reader().analyze(&Document { text: text.clone(), ..Document::default() }));
    }

    #[test]
    fn control_characters_are_read_within_bounds(text in "[\\x00-\\x20\\x7f-\\xa0\u{2028}\u{2029}\u{200b}-\u{200f}A-Za-z.\"' ]{0,200}") {
        check_bounds(&text, &reader().analyze(&Document { text: text.clone(), ..Document::default() }));
    }

    #[test]
    fn broken_prose_is_read_within_bounds(text in broken_prose()) {
        check_bounds(&text, &reader().analyze(&Document { text: text.clone(), title: Some(text.clone()), ..Document::default() }));
    }

    #[test]
    fn supplied_actors_anywhere_stay_within_bounds(
        text in broken_prose(),
        spans in prop::collection::vec((0_u32..200, 0_u32..30, prop::sample::select(&["india", "someone", "other", ""][..])), 0..6),
        entities_only in any::<bool>(),
    ) {
        let entities = spans
            .iter()
            .map(|(start, length, id)| Entity { id: (*id).to_owned(), start: *start, end: start + length, name: None })
            .collect();
        let document = Document { text: text.clone(), entities, speaker: Some("kenya".to_owned()), ..Document::default() };
        check_bounds(&text, &if entities_only { reader_of_supplied() } else { reader() }.analyze(&document));
    }
}

/// An analyzer for which only supplied actors count.
fn reader_of_supplied() -> &'static Analyzer {
    static ONLY: std::sync::OnceLock<Analyzer> = std::sync::OnceLock::new();
    ONLY.get_or_init(|| {
        let (lexicon, _) = Lexicon::builtin("cyber-governance").unwrap();
        Analyzer::new(lexicon, Options { entities_only: true, ..Options::default() })
    })
}

#[test]
fn real_prose_is_read_within_bounds() {
    for document in corpus() {
        let analysis = reader().analyze(&document);
        check_bounds(&document.text, &analysis);
        assert!(opinions(&analysis).all(|opinion| !opinion.rule.is_empty() && !opinion.terms.is_empty()));
    }
}

/// Long sentences without a stop must not take time that grows with their square.
#[test]
fn long_sentences_are_read_in_time() {
    for piece in
        ["India rejected cyber sovereignty and ", "India, ", "\"", "(", "not ", "said that ", "by ", "\u{1f1ee}"]
    {
        let text = piece.repeat(60_000 / piece.len());
        let start = std::time::Instant::now();
        check_bounds(&text, &reader().analyze(&Document { text: text.clone(), ..Document::default() }));
        let took = start.elapsed();
        assert!(took.as_secs() < 20, "{took:?} for {piece:?}");
    }
}
