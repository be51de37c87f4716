//! Decides at one stop whether a sentence ends there.

use super::abbreviations::{Abbreviations, Ends};
use super::chars::{is_closer, is_closing_quote, is_dash, is_invisible, is_opener, is_stop, is_wide_stop};

/// Characters looked at to see whether a sentence holds anything but marks; bounds the time for texts of marks only.
const LOOK: usize = 32;

/// One stop and what surrounds it.
pub(super) struct Place<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// Where the sentence begins.
    pub(super) from: usize,
    /// Where the stop stands.
    pub(super) stop: usize,
    /// Where the block ends; nothing beyond is looked at.
    pub(super) end: usize,
}

/// What was decided at a stop.
pub(super) struct Verdict {
    /// The first byte after the stop and all that clings to it; the search goes on there.
    pub(super) resume: usize,
    /// Whether the sentence ends there.
    pub(super) ends: bool,
}

/// Decides whether the sentence that holds the stop ends with it.
pub(super) fn after(place: &Place, abbreviations: &Abbreviations) -> Verdict {
    let rest = &place.text[place.stop..place.end];
    let run = rest.len() - rest.trim_start_matches(is_stop).len();
    let stops = &rest[..run];
    let closed = run + closers(&rest[run..]);
    let resume = place.stop + closed;
    let tail = &rest[closed..];
    let verdict = |ends| Verdict { resume, ends };
    let Some(next) = tail.chars().next() else { return verdict(true) };
    if stops.chars().any(is_wide_stop) {
        return verdict(true);
    }
    if !has_letters(place) || is_enumerator(place) {
        return verdict(false);
    }
    if !next.is_whitespace() {
        return verdict(runs_on_without_space(place, tail, abbreviations));
    }
    let tail = tail.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if let Some(stray) = stray_quote(tail) {
        return Verdict { resume: place.end - tail.len() + stray, ends: true };
    }
    verdict(ends_before(place, stops, &rest[run..closed], tail, abbreviations))
}

/// Bytes of the marks that close what the stop ends, with note numbers such as `[12]`.
fn closers(text: &str) -> usize {
    let mut left = text.trim_start_matches(is_closer);
    while let Some(note) = left.strip_prefix('[')
        && let Some(close) = note.bytes().take(5).position(|b| b == b']')
        && note[..close].bytes().all(|b| b.is_ascii_digit())
    {
        left = note[close + 1..].trim_start_matches(is_closer);
    }
    text.len() - left.len()
}

/// Whether the sentence so far holds more than marks.
fn has_letters(place: &Place) -> bool {
    let before = &place.text[place.from..place.stop];
    before.chars().take(LOOK).any(char::is_alphanumeric) || before.chars().nth(LOOK).is_some()
}

/// Whether the sentence so far is only the number or letter of a list item: "1", "iv", "A".
fn is_enumerator(place: &Place) -> bool {
    let before = place.text[place.from..place.stop].trim_start();
    match before.as_bytes() {
        [letter] => letter.is_ascii_alphanumeric(),
        [_, _] | [_, _, _] => {
            before.bytes().all(|b| b.is_ascii_digit()) || before.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
        }
        _ => false,
    }
}

/// Whether a sentence ends although the space after its stop was lost: "It agreed.The talks go on."
fn runs_on_without_space(place: &Place, tail: &str, abbreviations: &Abbreviations) -> bool {
    let word = first_word(tail);
    let before = place.text[..place.stop].chars().next_back();
    before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
        && abbreviations.opens(word)
        && tail[word.len()..].starts_with([' ', ',', '\'', '’', '\n', '\r'])
}

/// The bytes of closing quotation marks set off by a space: `done. " He`.
fn stray_quote(tail: &str) -> Option<usize> {
    let rest = tail.trim_start_matches(is_closing_quote);
    let marks = tail.len() - rest.len();
    (marks > 0 && rest.chars().next().is_none_or(char::is_whitespace)).then_some(marks)
}

/// Whether a sentence ends before `tail`, from which it is parted by white space.
fn ends_before(place: &Place, stops: &str, closers: &str, tail: &str, abbreviations: &Abbreviations) -> bool {
    let Some(next) = tail.chars().next() else { return true };
    let opening = tail.trim_start_matches(is_opener);
    let first = opening.chars().next().unwrap_or(next);
    if first.is_lowercase() || is_dash(next) || is_stop(next) || matches!(next, ',' | ';' | ':' | ')' | ']') {
        return false;
    }
    let opens = || {
        let word = first_word(opening);
        abbreviations.opens(word) && !opening[word.len()..].starts_with('.')
    };
    if stops.starts_with("..") || stops.contains('…') {
        return is_attached(place) || opens();
    }
    if stops.len() > 1 {
        return true;
    }
    if place.text[place.from..place.stop].ends_with(char::is_whitespace) {
        return opens();
    }
    match abbreviations.ends(last_word(place)) {
        None => true,
        Some(Ends::Never) => false,
        Some(Ends::Maybe) => opens() || (first.is_uppercase() && closers.contains(is_closing_quote)),
    }
}

/// Whether a word stands right before the stop; an ellipsis by itself marks words left out, not an end.
fn is_attached(place: &Place) -> bool {
    place.text[place.from..place.stop].chars().next_back().is_some_and(|c| !c.is_whitespace() && !is_opener(c))
}

/// The word before a single stop, with the stop.
fn last_word<'a>(place: &Place<'a>) -> &'a str {
    let before = &place.text[place.from..=place.stop];
    let start = before
        .char_indices()
        .rev()
        .find(|&(_, c)| c.is_whitespace() || c == '/' || is_dash(c) || is_opener(c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &before[start..]
}

/// The letters at the beginning of a text.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}
