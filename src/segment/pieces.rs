//! Trims a sentence, and cuts one that is too long.

use super::LONGEST;
use super::chars::is_dash;
use crate::model::ByteSpan;

/// Hands on the text from `start` to `end` without white space around it, in pieces of at most [`LONGEST`]
/// characters, each with whether it is one of several; hands on nothing if there is only white space.
pub(super) fn each(text: &str, start: usize, end: usize, sink: &mut impl FnMut(ByteSpan, bool)) {
    let mut rest = text[start..end].trim();
    let mut at = end - text[start..end].trim_start().len();
    let mut split = false;
    while !rest.is_empty() {
        let cut = length_of_piece(rest);
        split |= cut < rest.len();
        let piece = rest[..cut].trim_end();
        sink(ByteSpan::new(at, at + piece.len()), split);
        let left = rest[cut..].trim_start();
        at += rest.len() - left.len();
        rest = left;
    }
}

/// Bytes of the first piece: all of `text` if it is short enough, else up to the last mark between clauses in the
/// second half of what is allowed, else up to the last space there, else all that is allowed.
fn length_of_piece(text: &str) -> usize {
    if text.len() <= LONGEST {
        return text.len();
    }
    let Some((most, _)) = text.char_indices().nth(LONGEST) else { return text.len() };
    let mut space = None;
    let mut after = ' ';
    for (at, c) in text[..most].char_indices().rev() {
        if at < most / 2 {
            break;
        }
        let next = at + c.len_utf8();
        if after.is_whitespace() && next < most && is_clause_mark(c) {
            return next;
        }
        if c.is_whitespace() && space.is_none() {
            space = Some(next);
        }
        after = c;
    }
    space.unwrap_or(most)
}

fn is_clause_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '?' | '!' | '…' | ')') || is_dash(c)
}
