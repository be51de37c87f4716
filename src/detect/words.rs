//! Words of a sentence with what the vocabulary knows of them.

use super::Word;
use crate::lexicon::{Classes, Forms, Lexicon, Signals, WordId};
use crate::model::ByteSpan;
use crate::token::{Case, Kind, Scanner};

/// Fills `out` with the words of the sentence and returns what they announce, and whether quotation marks are among them; what the lexicon knows of each word is
/// left to [`describe`], which most sentences never need.
pub(super) fn read(text: &str, sentence: ByteSpan, lexicon: &Lexicon, out: &mut Vec<Word>) -> (Signals, bool) {
    out.clear();
    let bytes = text.as_bytes();
    let mut signals = Signals::NONE;
    let mut scanner = Scanner::new(text, sentence.start as usize, sentence.end as usize);
    let mut quotes = false;
    scanner.for_each(|token| {
        quotes |= matches!(token.kind, Kind::OpenQuote | Kind::CloseQuote);
        let id = match token.kind {
            Kind::Word | Kind::Number | Kind::Possessive => lexicon.word(token.hash),
            Kind::Comma => lexicon.comma,
            _ => WordId::UNKNOWN,
        };
        signals = signals.with(lexicon.signals(id, token.case != Case::Lower));
        out.push(Word {
            span: ByteSpan { start: token.start, end: token.end },
            id,
            kind: token.kind,
            case: token.case,
            ending: [bytes[(token.end as usize).saturating_sub(2)], bytes[token.end as usize - 1]],
            classes: Classes::NONE,
            forms: Forms::NONE,
            node: None,
            parts: false,
        });
    });
    (signals, quotes)
}

/// Adds what the lexicon knows of each word.
pub(super) fn describe(words: &mut [Word], lexicon: &Lexicon) {
    for word in words.iter_mut().filter(|word| word.id != WordId::UNKNOWN) {
        let info = lexicon.info(word.id);
        word.classes = info.classes;
        word.forms = info.forms;
        word.node = info.node;
        word.parts = info.parts;
    }
}
