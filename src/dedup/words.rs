//! What of a text is compared: its words, folded as everywhere.

use super::minhash::{Signature, Signer};
use crate::token::{Kind, Scanner};

/// Words in a row that are one item of a text's set.
const SHINGLE: usize = 5;

/// A text by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of all its words in order; nought for a text without words, which is nobody's copy.
    pub text: u64,
    pub(super) signature: Option<Signature>,
}

impl Fingerprint {
    /// That of a text; `near` if it shall also be compared with texts of nearly the same words.
    pub fn new(text: &str, near: bool) -> Self {
        let mut hash = 0_u64;
        let mut last = [0_u64; SHINGLE];
        let mut count = 0;
        let mut signer = near.then(Signer::new);
        Scanner::new(text, 0, text.len()).for_each(|token| {
            if !matches!(token.kind, Kind::Word | Kind::Number) {
                return;
            }
            hash = stir(hash ^ token.hash);
            last.rotate_left(1);
            last[SHINGLE - 1] = token.hash;
            count += 1;
            if let Some(signer) = &mut signer
                && count >= SHINGLE
            {
                signer.add(last.iter().fold(0, |hash, word| stir(hash ^ word)));
            }
        });
        if count == 0 {
            return Self { text: 0, signature: None };
        }
        // Texts of less than five words are compared whole.
        Self { text: hash.max(1), signature: signer.filter(|_| count >= SHINGLE).map(Signer::finish) }
    }
}

/// The last step of `SplitMix64`, which spreads every bit over all others.
pub(super) fn stir(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_marks_make_no_other_text() {
        let text = |text: &str| Fingerprint::new(text, false).text;
        let plain = text("India rejected the plan, officials said. It was 1,200 pages.");
        assert_eq!(plain, text("INDIA REJECTED the plan \u{2014} officials\nsaid: it was 1,200 pages"));
        assert_eq!(plain, text("In\u{AD}dia rejected the plan, officials said. It was 1,200 pages."));
        assert_ne!(plain, text("India rejected the plan, officials said. It was 1,300 pages."));
        assert_ne!(text("the plan India rejected"), text("India rejected the plan"));
        assert_eq!((text(""), text(" \u{2014} ")), (0, 0));
    }
}
