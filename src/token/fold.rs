//! Folding and hashing of words.

use unicode_normalization::UnicodeNormalization;

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const MIX: u64 = 0xD6E8_FEB8_6659_FD93;
/// Sets the bit that tells small from capital letters in each byte; digits, apostrophes and stops have it already.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// Appends the folded form of `word` to `out`: compatibility composition (NFKC), lower case, curly apostrophes
/// straightened, invisible characters dropped.
pub fn fold_into(word: &str, out: &mut String) {
    for letter in word.nfkc().flat_map(char::to_lowercase) {
        match letter {
            '\u{2018}' | '\u{2019}' | '\u{02BC}' => out.push('\''),
            letter if is_invisible(letter) => {}
            letter => out.push(letter),
        }
    }
}

/// Whether a character shows nothing and only steers layout: soft hyphen, zero-width and direction marks.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FE0E}' | '\u{FE0F}' | '\u{34F}' | '\u{61C}')
}

/// Hash of a folded word.
pub fn hash_folded(word: &str) -> u64 {
    hash_ascii(word.as_bytes(), 0, word.len())
}

/// Hash of the word at `text[start..end]`, blind to ASCII case.
///
/// That two given words share a hash has a probability of about 10⁻¹⁹.
#[inline]
pub(super) fn hash_ascii(text: &[u8], start: usize, end: usize) -> u64 {
    let mut hash = SEED ^ (end - start) as u64;
    let mut at = start;
    while at + 8 < end {
        hash = mix(hash, load(text, at) | LOWER);
        at += 8;
    }
    let left = end - at;
    let tail = (load(text, at) | LOWER) & (u64::MAX >> (64 - 8 * left.clamp(1, 8)));
    mix(hash, if left == 0 { 0 } else { tail })
}

#[inline]
fn mix(hash: u64, block: u64) -> u64 {
    let product = u128::from(hash ^ block).wrapping_mul(u128::from(MIX));
    (product as u64) ^ ((product >> 64) as u64)
}

/// Eight bytes from `at`, with noughts past the end of the text.
#[inline]
fn load(text: &[u8], at: usize) -> u64 {
    match text.get(at..at + 8) {
        Some(bytes) => bytes.try_into().map_or(0, u64::from_le_bytes),
        None => load_end(text, at),
    }
}

#[cold]
fn load_end(text: &[u8], at: usize) -> u64 {
    text.get(at..).unwrap_or_default().iter().rev().fold(0, |block, &byte| block << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_is_blind_to_case_and_place() {
        let text = "xx Multistakeholderism and the SCO";
        assert_eq!(hash_ascii(text.as_bytes(), 3, 22), hash_folded("multistakeholderism"));
        assert_eq!(hash_ascii(text.as_bytes(), 31, 34), hash_folded("sco"));
        assert_ne!(hash_folded("sco"), hash_folded("scos"));
    }

    #[test]
    fn folding_meets_all_spellings_of_a_word() {
        for word in ["T\u{FC}rkiye", "Tu\u{308}rkiye", "T\u{FC}r\u{AD}kiye", "TÜRKIYE"] {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            assert_eq!(folded, "türkiye");
        }
        let mut wide = String::new();
        fold_into("ＳＣＯ", &mut wide);
        assert_eq!(wide, "sco");
    }
}
