//! What of a text is compared: its letters and digits in order, or for near copies its words, folded as everywhere.

use super::minhash::{Signature, Signer};
use crate::token::{Kind, Scanner};

/// Words in a row that are one item of a text's set.
const SHINGLE: usize = 5;

/// A text by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of its letters and digits in order; nought for a text without any, which is nobody's copy.
    pub text: u64,
    pub(super) signature: Option<Signature>,
}

impl Fingerprint {
    /// That of a text; `near` if it shall also be compared with texts of nearly the same words.
    pub fn new(text: &str, near: bool) -> Self {
        let hash = of_letters(text);
        if hash == 0 {
            return Self { text: 0, signature: None };
        }
        Self { text: hash, signature: if near { signature(text) } else { None } }
    }
}

/// Hash of the letters and digits of a text, small ones for capitals of ASCII; nought if it has none.
///
/// Spaces, marks and invisible characters are passed over. The whole corpus goes through here, so letters are gathered
/// without a branch for each and hashed eight at a time.
fn of_letters(text: &str) -> u64 {
    let mut letters = Letters { kept: [0; KEPT], count: 0, hash: 0, total: 0 };
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        if byte.is_ascii() {
            let run = rest.iter().take(KEPT / 2).take_while(|byte| byte.is_ascii()).count();
            letters.add(&rest[..run]);
            rest = &rest[run..];
            continue;
        }
        rest = match (byte, after) {
            // General punctuation, spaces and joiners: U+2000 to U+206F.
            (0xE2, [0x80 | 0x81, _, after @ ..]) => after,
            // Marks of Latin-1 and the soft hyphen: U+0080 to U+00BF.
            (0xC2, [_, after @ ..]) => after,
            // The byte order mark.
            (0xEF, [0xBB, 0xBF, after @ ..]) => after,
            _ => {
                letters.add(&[*byte]);
                after
            }
        };
    }
    letters.finish()
}

/// Bytes gathered before they are hashed.
const KEPT: usize = 512;

/// What each byte is compared as; nought for those that are passed over.
const COMPARED: [u8; 256] = compared();

const fn compared() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        let value = byte as u8;
        if value.is_ascii_alphanumeric() {
            table[byte] = value.to_ascii_lowercase();
        } else if !value.is_ascii() {
            table[byte] = value;
        }
        byte += 1;
    }
    table
}

struct Letters {
    kept: [u8; KEPT],
    count: usize,
    hash: u64,
    total: u64,
}

impl Letters {
    /// Adds at most half as many bytes as can be kept.
    fn add(&mut self, bytes: &[u8]) {
        if self.count + bytes.len() >= KEPT {
            self.flush();
        }
        for &byte in bytes {
            let compared = COMPARED[byte as usize];
            self.kept[self.count] = compared;
            self.count += usize::from(compared != 0);
        }
    }

    /// Hashes whole blocks of eight and keeps the rest.
    fn flush(&mut self) {
        let whole = self.count / 8 * 8;
        for block in self.kept[..whole].chunks_exact(8) {
            let block = block.try_into().map_or(0, u64::from_le_bytes);
            self.hash = (self.hash.rotate_left(23) ^ block).wrapping_mul(ODD);
        }
        self.total += whole as u64;
        self.kept.copy_within(whole..self.count, 0);
        self.count -= whole;
    }

    fn finish(mut self) -> u64 {
        self.flush();
        let left = self.kept[..self.count].iter().fold(0, |left, byte| left << 8 | u64::from(*byte));
        let total = self.total + self.count as u64;
        if total == 0 { 0 } else { stir(self.hash ^ stir(left ^ total)).max(1) }
    }
}

/// What near copies are found by; none for texts of less than five words, which are compared whole.
fn signature(text: &str) -> Option<Signature> {
    let mut last = [0_u64; SHINGLE];
    let mut count = 0;
    let mut signer = Signer::new();
    Scanner::new(text, 0, text.len()).for_each(|token| {
        if !matches!(token.kind, Kind::Word | Kind::Number) {
            return;
        }
        last.rotate_left(1);
        last[SHINGLE - 1] = token.hash;
        count += 1;
        if count >= SHINGLE {
            signer.add(last.iter().fold(0, |hash, word| stir(hash ^ word)));
        }
    });
    (count >= SHINGLE).then(|| signer.finish())
}

/// An odd number that spreads bits: the golden ratio in 64 bits.
pub(super) const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

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
