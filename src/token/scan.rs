//! Cutting a stretch of text into tokens.

use super::fold::{fold_into, hash_ascii, hash_folded, is_invisible};
use super::{Case, Kind, Token};

/// Classes of bytes.
mod class {
    pub(super) const OTHER: u8 = 0;
    pub(super) const SPACE: u8 = 1;
    pub(super) const SMALL: u8 = 2;
    pub(super) const CAPITAL: u8 = 3;
    pub(super) const DIGIT: u8 = 4;
    pub(super) const HIGH: u8 = 5;
}

const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [class::OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            0..=b' ' | 0x7F => class::SPACE,
            b'a'..=b'z' => class::SMALL,
            b'A'..=b'Z' => class::CAPITAL,
            b'0'..=b'9' => class::DIGIT,
            0x80.. => class::HIGH,
            _ => class::OTHER,
        };
        byte += 1;
    }
    table
}

#[inline]
fn class_of(byte: u8) -> u8 {
    CLASSES[byte as usize]
}

/// Appends the tokens of `text[start..end]` to `out`.
pub fn tokenize(text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
    Scanner::new(text, start, end).for_each(|token| out.push(token));
}

/// Walks over a stretch of text, token by token.
#[derive(Debug)]
pub struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    end: usize,
    scratch: String,
}

impl<'a> Scanner<'a> {
    /// A scanner over `text[start..end]`; both ends must be character boundaries.
    pub fn new(text: &'a str, start: usize, end: usize) -> Self {
        Self { text, bytes: text.as_bytes(), at: start, end, scratch: String::new() }
    }

    /// Hands each token to `each`.
    #[inline]
    pub fn for_each(&mut self, mut each: impl FnMut(Token)) {
        while let Some(token) = self.next_token() {
            each(token);
        }
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        if at < self.end { self.bytes[at] } else { 0 }
    }

    #[inline]
    fn next_token(&mut self) -> Option<Token> {
        while self.at < self.end && class_of(self.bytes[self.at]) == class::SPACE {
            self.at += 1;
        }
        if self.at >= self.end {
            return None;
        }
        match class_of(self.bytes[self.at]) {
            class::SMALL | class::CAPITAL => Some(self.ascii_word()),
            class::DIGIT => Some(self.number()),
            class::HIGH => self.other_letter(),
            _ => Some(self.mark()),
        }
    }

    /// A word that begins with an ASCII letter.
    #[inline]
    fn ascii_word(&mut self) -> Token {
        let start = self.at;
        let mut capitals = 0_usize;
        let mut at = start;
        while at < self.end {
            match class_of(self.bytes[at]) {
                class::SMALL | class::DIGIT => {}
                class::CAPITAL => capitals += 1,
                _ => break,
            }
            at += 1;
        }
        match self.byte(at) {
            b'\'' | b'.' | 0x80.. => self.word_goes_on(start, at),
            _ => self.plain_word(start, at, capitals),
        }
    }

    #[inline]
    fn plain_word(&mut self, start: usize, end: usize, capitals: usize) -> Token {
        self.at = end;
        let case = if !self.bytes[start].is_ascii_uppercase() {
            Case::Lower
        } else if capitals == end - start && capitals > 1 || capitals > 0 && self.has_digit_only_after(start, end) {
            Case::Upper
        } else {
            Case::Capital
        };
        self.token(start, end, hash_ascii(self.bytes, start, end), Kind::Word, case)
    }

    fn has_digit_only_after(&self, start: usize, end: usize) -> bool {
        end - start > 1 && self.bytes[start + 1..end].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    }

    /// A word whose ASCII run met an apostrophe, a stop or another letter.
    fn word_goes_on(&mut self, start: usize, run: usize) -> Token {
        if self.byte(run) == b'.' {
            if let Some(end) = self.dotted_end(start) {
                return self.dotted_word(start, end);
            }
            let capitals = self.bytes[start..run].iter().filter(|b| b.is_ascii_uppercase()).count();
            return self.plain_word(start, run, capitals);
        }
        self.any_word(start, run)
    }

    /// Where an acronym with stops ("U.S.", "U.N") that begins at `start` ends, if one does.
    fn dotted_end(&self, start: usize) -> Option<usize> {
        let mut at = start;
        let mut letters = 0;
        while self.byte(at).is_ascii_uppercase() && self.byte(at + 1) == b'.' {
            at += 2;
            letters += 1;
        }
        if letters > 0 && self.byte(at).is_ascii_uppercase() && class_of(self.byte(at + 1)) != class::SMALL {
            at += 1;
            letters += 1;
        }
        (letters > 1 && !self.byte(at).is_ascii_alphabetic()).then_some(at)
    }

    fn dotted_word(&mut self, start: usize, end: usize) -> Token {
        self.at = end;
        let last = if self.bytes[end - 1] == b'.' { end - 1 } else { end };
        let hash = hash_ascii(self.bytes, start, last);
        self.token(start, end, hash, Kind::Word, Case::Upper)
    }

    /// A word with apostrophes or letters outside ASCII: read by characters and folded.
    fn any_word(&mut self, start: usize, run: usize) -> Token {
        let mut end = run;
        while end < self.end {
            let Some(letter) = self.text[end..self.end].chars().next() else { break };
            let next = end + letter.len_utf8();
            if is_apostrophe(letter) {
                match self.after_apostrophe(end, next) {
                    Inner::Word => {}
                    Inner::Break => break,
                }
            } else if !(letter.is_alphanumeric() || is_invisible(letter) || is_combining(letter)) {
                break;
            }
            end = next;
        }
        self.at = end;
        let word = &self.text[start..end];
        if word.is_ascii() {
            let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
            return self.plain_word(start, end, capitals);
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        fold_into(word, &mut scratch);
        let hash = hash_folded(&scratch);
        self.scratch = scratch;
        self.token(start, end, hash, Kind::Word, case_of(word))
    }

    /// Whether the apostrophe at `at` belongs to the word ("don't", "O'Brien") or parts an ending from it ("it's").
    fn after_apostrophe(&self, at: usize, next: usize) -> Inner {
        let rest = &self.bytes[next..self.end];
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let ending = &rest[..length];
        let before = self.bytes[..at].last().copied().unwrap_or(0);
        let goes_on = rest.get(length).is_some_and(|&b| {
            b >= 0x80 && !self.text[next + length..].starts_with(['’', '”', '—', '–', '…', '\u{a0}'])
        });
        if length == 0 && !goes_on {
            return Inner::Break;
        }
        let is = |text: &[u8]| ending.eq_ignore_ascii_case(text);
        if is(b"s") || is(b"re") || is(b"ve") || is(b"ll") || is(b"d") || is(b"m") {
            return if goes_on { Inner::Word } else { Inner::Break };
        }
        let negated = is(b"t") && before.eq_ignore_ascii_case(&b'n');
        if negated || length > 1 || goes_on { Inner::Word } else { Inner::Break }
    }

    fn number(&mut self) -> Token {
        let start = self.at;
        let mut at = start;
        while at < self.end {
            match self.bytes[at] {
                byte if byte.is_ascii_digit() => at += 1,
                b'.' | b',' | b':' if self.byte(at + 1).is_ascii_digit() => at += 1,
                _ => break,
            }
        }
        if self.byte(at).is_ascii_alphabetic() {
            while self.byte(at).is_ascii_alphanumeric() {
                at += 1;
            }
            self.at = at;
            let case = if self.bytes[start..at].iter().any(u8::is_ascii_lowercase) { Case::Lower } else { Case::Upper };
            return self.token(start, at, hash_ascii(self.bytes, start, at), Kind::Word, case);
        }
        self.at = at;
        self.token(start, at, hash_ascii(self.bytes, start, at), Kind::Number, Case::Lower)
    }

    /// A character outside ASCII: a letter that begins a word, or a mark.
    fn other_letter(&mut self) -> Option<Token> {
        let start = self.at;
        let letter = self.text[start..self.end].chars().next()?;
        let next = start + letter.len_utf8();
        // The apostrophe that Unicode counts as a letter (U+02BC) begins no word.
        if letter.is_alphanumeric() && !is_apostrophe(letter) {
            return Some(self.any_word(start, start));
        }
        self.at = next;
        if letter.is_whitespace() || is_invisible(letter) || is_combining(letter) {
            return self.next_token();
        }
        if is_apostrophe(letter) {
            return Some(self.apostrophe(start, next));
        }
        let kind = match letter {
            '\u{2010}' | '\u{2011}' => self.hyphen_or_dash(start, next),
            '\u{2013}' if self.joins(start, next) => Kind::Hyphen,
            '\u{2012}'..='\u{2015}' | '\u{2212}' => Kind::Dash,
            '\u{201C}' | '\u{AB}' | '\u{201E}' | '\u{300C}' => Kind::OpenQuote,
            '\u{201D}' | '\u{BB}' | '\u{300D}' => Kind::CloseQuote,
            '\u{3002}' | '\u{FF01}' | '\u{FF0E}' | '\u{2026}' => Kind::Stop,
            '\u{FF1F}' => Kind::Question,
            '\u{FF0C}' | '\u{3001}' => Kind::Comma,
            '\u{FF08}' | '\u{3010}' => Kind::OpenBracket,
            '\u{FF09}' | '\u{3011}' => Kind::CloseBracket,
            _ => Kind::Other,
        };
        Some(self.token(start, next, 0, kind, Case::Lower))
    }

    /// A mark of ASCII.
    fn mark(&mut self) -> Token {
        let start = self.at;
        let byte = self.bytes[start];
        self.at += 1;
        let kind = match byte {
            b'\'' => return self.apostrophe(start, start + 1),
            b',' => Kind::Comma,
            b';' => Kind::Semicolon,
            b':' => Kind::Colon,
            b'(' | b'[' | b'{' => Kind::OpenBracket,
            b')' | b']' | b'}' => Kind::CloseBracket,
            b'.' | b'!' => self.run_of(byte, Kind::Stop),
            b'?' => Kind::Question,
            b'"' | b'`' => self.straight_quote(start),
            b'-' => self.hyphen_or_dash(start, start + 1),
            _ => Kind::Other,
        };
        self.token(start, self.at, 0, kind, Case::Lower)
    }

    fn run_of(&mut self, byte: u8, kind: Kind) -> Kind {
        while self.byte(self.at) == byte {
            self.at += 1;
        }
        kind
    }

    fn straight_quote(&self, at: usize) -> Kind {
        let space_before = at == 0 || matches!(self.bytes[at - 1], b' ' | b'\n' | b'\t' | b'(' | b'[' | b'-' | 0x80..);
        if space_before && class_of(self.byte(at + 1)) != class::SPACE { Kind::OpenQuote } else { Kind::CloseQuote }
    }

    fn hyphen_or_dash(&mut self, start: usize, next: usize) -> Kind {
        if self.byte(next) == b'-' {
            self.run_of(b'-', Kind::Dash)
        } else if self.joins(start, next) {
            Kind::Hyphen
        } else {
            Kind::Dash
        }
    }

    /// Whether the mark at `start..next` stands between two words without a space.
    fn joins(&self, start: usize, next: usize) -> bool {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || byte == b'.';
        start > 0 && letter(self.bytes[start - 1]) && letter(self.byte(next))
    }

    /// An apostrophe outside a word: possessive ending, quotation mark or clitic ("'re").
    fn apostrophe(&mut self, start: usize, next: usize) -> Token {
        let rest = &self.bytes[next.min(self.end)..self.end];
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let ending = &rest[..length];
        let after_word = start > 0
            && (self.bytes[start - 1].is_ascii_alphanumeric()
                || self.bytes[start - 1] >= 0x80
                || self.bytes[start - 1] == b'.');
        if after_word && ending.eq_ignore_ascii_case(b"s") {
            self.at = next + 1;
            return self.token(start, next + 1, hash_folded("'s"), Kind::Possessive, Case::Lower);
        }
        let clitic: Option<&str> = [("re", "'re"), ("ve", "'ve"), ("ll", "'ll"), ("d", "'d"), ("m", "'m")]
            .into_iter()
            .find(|(letters, _)| after_word && ending.eq_ignore_ascii_case(letters.as_bytes()))
            .map(|(_, clitic)| clitic);
        if let Some(clitic) = clitic {
            self.at = next + length;
            return self.token(start, self.at, hash_folded(clitic), Kind::Word, Case::Lower);
        }
        self.at = next;
        let opens = !after_word && (length > 0 || rest.first().is_some_and(|&b| b >= 0x80 || b.is_ascii_digit()));
        let kind = if opens { Kind::OpenQuote } else { Kind::CloseQuote };
        self.token(start, next, 0, kind, Case::Lower)
    }

    #[inline]
    #[allow(clippy::unused_self, reason = "reads better beside the other steps")]
    fn token(&self, start: usize, end: usize, hash: u64, kind: Kind, case: Case) -> Token {
        Token { start: start as u32, end: end as u32, hash, kind, case }
    }
}

enum Inner {
    Word,
    Break,
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}')
}

fn is_combining(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return Case::Lower };
    if !first.is_uppercase() && !is_wide_capital(first) {
        return Case::Lower;
    }
    let mut rest = letters.peekable();
    let all = rest.peek().is_some() && rest.all(|c| !c.is_lowercase());
    if all { Case::Upper } else { Case::Capital }
}

fn is_wide_capital(letter: char) -> bool {
    ('\u{FF21}'..='\u{FF3A}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Case::{Capital, Lower, Upper};

    fn shown(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut tokens);
        tokens.iter().map(|t| text[t.start as usize..t.end as usize].to_owned()).collect()
    }

    #[test]
    fn words_and_marks() {
        for (text, expected) in [
            ("The U.S. isn't China's ally.", "The|U.S.|isn't|China|'s|ally|."),
            ("China-led, pro–Moscow — “5G”", "China|-|led|,|pro|–|Moscow|—|“|5G|”"),
            ("it’s the states’ 1,000.5 units", "it|’s|the|states|’|1,000.5|units"),
            ("They're not; O'Brien's don’t", "They|'re|not|;|O'Brien|'s|don’t"),
            ("BEIJING -- U.N. envoy J. Smith", "BEIJING|--|U.N.|envoy|J|.|Smith"),
            ("Tu\u{308}rkiye’s zero\u{200B}width", "Tu\u{308}rkiye|’s|zero\u{200B}width"),
            ("‘cyber sovereignty’, he said...", "‘|cyber|sovereignty|’|,|he|said|..."),
            ("India\u{2bc}s plan, \u{2bc} Yanesha\u{2bc}", "India|\u{2bc}s|plan|,|\u{2bc}|Yanesha|\u{2bc}"),
            ("Côte d'Ivoire (3G) e-mail", "Côte|d'Ivoire|(|3G|)|e|-|mail"),
        ] {
            assert_eq!(shown(text).join("|"), expected);
        }
    }

    #[test]
    fn case_is_told() {
        let mut tokens = Vec::new();
        tokenize("US us India G7 U.K. iPhone A 5G", 0, 31, &mut tokens);
        let cases: Vec<Case> = tokens.iter().map(|t| t.case).collect();
        assert_eq!(cases, [Upper, Lower, Capital, Upper, Upper, Lower, Capital, Upper]);
    }
}
