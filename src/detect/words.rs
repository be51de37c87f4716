//! Words of a sentence with what the vocabulary knows of them.

use super::Word;
use crate::lexicon::{Lexicon, Starts, WordId};
use crate::model::ByteSpan;
use crate::token::{Kind, Scanner};

/// Fills `out` with the words of the sentence and returns what kinds of entries they can begin.
pub(super) fn read(text: &str, sentence: ByteSpan, lexicon: &Lexicon, out: &mut Vec<Word>) -> Starts {
    out.clear();
    let bytes = text.as_bytes();
    let mut starts = Starts::NONE;
    let mut scanner = Scanner::new(text, sentence.start as usize, sentence.end as usize);
    scanner.for_each(|token| {
        let id = match token.kind {
            Kind::Word | Kind::Number | Kind::Possessive => lexicon.word(token.hash),
            Kind::Comma => lexicon.comma,
            _ => WordId::UNKNOWN,
        };
        let info = lexicon.info(id);
        starts = starts.with(info.starts);
        out.push(Word {
            span: ByteSpan { start: token.start, end: token.end },
            id,
            kind: token.kind,
            case: token.case,
            classes: info.classes,
            forms: info.forms,
            node: info.node,
            parts: info.parts,
            ending: [bytes[(token.end as usize).saturating_sub(2)], bytes[token.end as usize - 1]],
        });
    });
    starts
}
