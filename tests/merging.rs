//! Scored whole is scored in parts: any number of parts, dealt out and merged in any order, gives the same bytes.

#![allow(clippy::unwrap_used, reason = "a test fails if what it expects is not so")]

mod common;

use std::sync::OnceLock;

use common::{analyzer, root};
use proptest::prelude::*;
use stanceline::aggregate::{Damaged, Encoded, Settings, Tally};
use stanceline::model::{Analysis, Document};
use stanceline::{Report, ingest};

/// The demonstration corpus with its analyses.
fn corpus() -> &'static [(Document, Analysis)] {
    static CORPUS: OnceLock<Vec<(Document, Analysis)>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let (inputs, _) = ingest::discover(&[root().join("corpus")], None);
        let documents = ingest::read(inputs, ingest::Options::default()).map(Result::unwrap);
        documents.map(|document| (document.clone(), analyzer().analyze(&document))).collect()
    })
}

/// The tally of some documents; every ninth stands for a copy.
fn tally(documents: impl Iterator<Item = usize>) -> Tally {
    let mut tally = Tally::new(Settings::default());
    for number in documents {
        let (document, analysis) = &corpus()[number];
        if number % 9 == 0 {
            tally.add_copy(document, analysis, analyzer().lexicon());
        } else {
            tally.add(document, analysis, analyzer().lexicon());
        }
        tally.corpus.skip("reason", document.id.clone());
    }
    tally
}

fn bytes(tally: &Tally) -> Vec<u8> {
    let mut bytes = Vec::new();
    Report::new(tally, analyzer().lexicon(), analyzer().options()).write_json(&mut bytes).unwrap();
    bytes
}

fn whole() -> &'static [u8] {
    static WHOLE: OnceLock<Vec<u8>> = OnceLock::new();
    WHOLE.get_or_init(|| bytes(&tally(0..corpus().len())))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_parts_in_any_order_give_the_same_bytes(
        order in Just((0..corpus().len()).collect::<Vec<_>>()).prop_shuffle(),
        parts in prop_oneof![Just(1_usize), Just(7), Just(101)],
        merged in Just((0..101_usize).collect::<Vec<_>>()).prop_shuffle(),
        as_bytes in any::<bool>(),
    ) {
        let mut all = Tally::new(Settings::default());
        for part in merged.into_iter().filter(|part| *part < parts) {
            let part = tally(order.iter().copied().skip(part).step_by(parts));
            if as_bytes {
                let Encoded { sums, evidence } = part.encode();
                all.merge_encoded(&sums, &mut |at, length| Ok(evidence[at as usize..][..length].to_vec())).unwrap();
            } else {
                all.merge(part);
            }
        }
        prop_assert!(bytes(&all) == whole());
    }
}

#[test]
fn no_damaged_bytes_panic_and_none_cut_short_pass() {
    let Encoded { sums: bytes, evidence } = tally(0..9).encode();
    let fetch = |at: u64, length: usize| {
        let rest = usize::try_from(at).ok().and_then(|at| evidence.get(at..)).ok_or(Damaged)?;
        rest.get(..length).map(<[u8]>::to_vec).ok_or(Damaged)
    };
    let merge = |bytes: &[u8]| Tally::new(Settings::default()).merge_encoded(bytes, &mut &fetch);
    assert_eq!(merge(&bytes), Ok(()));
    for end in 0..bytes.len().min(3_000) {
        assert!(merge(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        let _ = merge(&damaged);
    }
}
