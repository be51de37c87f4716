//! Each stage by itself over the same corpus, then the whole analysis of a document; MB/s of text on one thread.
#![allow(missing_docs, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot run shall say so")]

#[allow(dead_code, reason = "no file is written here")]
mod corpus;

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use stanceline::analyze::{Analyzer, Options, Scratch};
use stanceline::detect::Detected;
use stanceline::judge::{Context, Judge, Settings};
use stanceline::lexicon::{self, Lexicon, Signals};
use stanceline::model::{ActorRef, ByteSpan, Document};
use stanceline::segment::{self, Abbreviations};
use stanceline::token::tokenize;

/// Megabytes of text.
const SIZE: usize = 8;

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| corpus::documents(SIZE).collect());
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(builtin(), Options::default()));
static ABBREVIATIONS: LazyLock<Abbreviations> = LazyLock::new(|| abbreviations(ANALYZER.lexicon()));
static SENTENCES: LazyLock<Vec<Vec<ByteSpan>>> = LazyLock::new(sentences);

fn main() {
    divan::main();
}

fn builtin() -> Lexicon {
    match Lexicon::builtin("cyber-governance") {
        Ok((lexicon, _)) => lexicon,
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

fn abbreviations(lexicon: &Lexicon) -> Abbreviations {
    let ends = |ends: lexicon::Ends| match ends {
        lexicon::Ends::Never => segment::Ends::Never,
        lexicon::Ends::Maybe => segment::Ends::Maybe,
    };
    let listed = lexicon.abbreviations.iter().map(|(word, kind)| (word, ends(*kind)));
    Abbreviations::new(listed, &lexicon.openers)
}

fn sentences() -> Vec<Vec<ByteSpan>> {
    let mut found = Vec::new();
    let spans = |document: &Document| {
        segment::sentences(&document.text, &ABBREVIATIONS, &mut found);
        found.iter().map(|sentence| sentence.span).collect()
    };
    DOCUMENTS.iter().map(spans).collect()
}

/// Runs `work`, which counts what it finds, with the speed in bytes of text; the count must be the same each time.
fn measure(bencher: Bencher, mut work: impl FnMut() -> usize) {
    let expected = work();
    assert!(expected > 0, "the corpus must hold something to find");
    bencher
        .counter(BytesCount::new(DOCUMENTS.iter().map(|document| document.text.len()).sum::<usize>()))
        .bench_local(|| assert_eq!(work(), expected, "each run must find the same"));
}

/// Hands each sentence to `each` with its text.
fn each_sentence(mut each: impl FnMut(&str, ByteSpan)) {
    for (document, spans) in DOCUMENTS.iter().zip(SENTENCES.iter()) {
        for span in spans {
            each(&document.text, *span);
        }
    }
}

#[divan::bench(sample_count = 10)]
fn a_segment(bencher: Bencher) {
    let mut found = Vec::new();
    measure(bencher, || {
        let count = |document: &Document| {
            segment::sentences(&document.text, &ABBREVIATIONS, &mut found);
            found.len()
        };
        DOCUMENTS.iter().map(count).sum()
    });
}

#[divan::bench(sample_count = 10)]
fn b_tokenize(bencher: Bencher) {
    let mut tokens = Vec::new();
    measure(bencher, || {
        let mut count = 0;
        each_sentence(|text, span| {
            tokens.clear();
            tokenize(text, span.start as usize, span.end as usize, &mut tokens);
            count += black_box(&tokens).len();
        });
        count
    });
}

#[divan::bench(sample_count = 10)]
fn c_detect_words(bencher: Bencher) {
    let mut detected = Detected::default();
    measure(bencher, || {
        let mut known = 0;
        each_sentence(|text, span| {
            detected.read_words(text, span, ANALYZER.lexicon());
            known += usize::from(black_box(&detected).signals.has(Signals::ACTOR));
        });
        known
    });
}

/// Words and phrases of every sentence; the analysis looks for phrases only where an actor is announced.
#[divan::bench(sample_count = 10)]
fn d_detect_words_and_phrases(bencher: Bencher) {
    let mut detected = Detected::default();
    measure(bencher, || {
        let mut hits = 0;
        each_sentence(|text, span| {
            detected.read_words(text, span, ANALYZER.lexicon());
            detected.find_phrases(ANALYZER.lexicon());
            hits += black_box(&detected).hits.len();
        });
        hits
    });
}

/// The rules alone, on the sentences that announce an actor; speed in bytes of the whole text.
#[divan::bench(sample_count = 10)]
fn e_judge_candidates(bencher: Bencher) {
    let lexicon = ANALYZER.lexicon();
    let mut candidates = Vec::new();
    each_sentence(|text, span| {
        let mut detected = Detected::default();
        detected.read_words(text, span, lexicon);
        if detected.signals.has(Signals::ACTOR) {
            detected.find_phrases(lexicon);
            candidates.push((span, detected));
        }
    });
    let settings = Settings::default();
    let mut judge = Judge::default();
    measure(bencher, || {
        let mut context = Context::new(None, None, Vec::<(ActorRef, ByteSpan)>::new());
        let read = |(span, detected): &(ByteSpan, Detected)| {
            black_box(judge.read(*span, detected, lexicon, &settings, &mut context)).opinions.len()
        };
        candidates.iter().map(read).sum()
    });
}

/// All stages up to the analysis of each document.
#[divan::bench(sample_count = 10)]
fn f_analyze(bencher: Bencher) {
    let mut scratch = Scratch::default();
    measure(bencher, || {
        let (mut found, mut mentions, mut opinions) = (0, 0, 0);
        for document in DOCUMENTS.iter() {
            let analysis = ANALYZER.analyze_with(document, &mut scratch);
            found += analysis.sentence_count as usize;
            mentions += analysis.sentences.iter().map(|sentence| sentence.mentions.len()).sum::<usize>();
            opinions += analysis.sentences.iter().map(|sentence| sentence.opinions.len()).sum::<usize>();
        }
        assert!(
            found > 0 && mentions > 0 && opinions > 0,
            "{found} sentences, {mentions} mentions, {opinions} opinions"
        );
        found + mentions + opinions
    });
}

/// Start-up: the packs compiled into the program, read and compiled.
#[divan::bench(sample_count = 10)]
fn g_load_packs() -> Lexicon {
    builtin()
}
