//! Classes of characters, and the search for the next stop.

/// Whether a character ends sentences without a space after it.
pub(super) fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// Whether a character can end a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '؟' | '।') || is_wide_stop(c)
}

/// Whether a character, standing right after a stop, still belongs to the sentence before.
pub(super) fn is_closer(c: char) -> bool {
    is_closing_quote(c) || matches!(c, ')' | ']' | '}' | '）' | '】' | '》' | '*' | '_') || is_invisible(c)
}

/// Whether a character can close a quotation.
pub(super) fn is_closing_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』' | '›')
}

/// Whether a character can stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '«'
            | '‹'
            | '「'
            | '『'
            | '('
            | '['
            | '{'
            | '（'
            | '【'
            | '《'
            | '¿'
            | '¡'
            | '*'
            | '_'
    ) || is_invisible(c)
}

/// Whether a character takes no room: zero-width marks, the byte order mark and the soft hyphen.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a character is a dash or hyphen.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−')
}

/// Whether a text holds any stop outside ASCII; most do not, and are searched faster.
pub(super) fn has_wide_stop(bytes: &[u8]) -> bool {
    !bytes.is_ascii()
        && (memchr::memchr3_iter(0xE2, 0xE3, 0xEF, bytes).any(|at| wide_stop_at(bytes, at))
            || memchr::memchr2_iter(0xD8, 0xE0, bytes).any(|at| wide_stop_at(bytes, at)))
}

/// Whether one of the stops outside ASCII stands at byte `at`; their first bytes are E2, E3, EF, D8 and E0.
fn wide_stop_at(bytes: &[u8], at: usize) -> bool {
    const WIDE: [&str; 7] = ["…", "。", "！", "？", "｡", "؟", "।"];
    WIDE.iter().any(|stop| bytes[at..].starts_with(stop.as_bytes()))
}

/// The first stop at or after byte `at` and before `end`.
pub(super) fn next_stop(bytes: &[u8], at: usize, end: usize, wide: bool) -> Option<usize> {
    let bytes = bytes.get(..end)?;
    let rest = bytes.get(at..)?;
    if !wide {
        return memchr::memchr3(b'.', b'?', b'!', rest).map(|found| at + found);
    }
    let is_at = |place: usize| match rest[place] {
        b'.' | b'?' | b'!' => true,
        0..0xC0 => false,
        _ => wide_stop_at(bytes, at + place),
    };
    (0..rest.len()).find(|&place| is_at(place)).map(|found| at + found)
}

/// Whether a text ends with a stop, be there quotation marks or brackets after it.
pub(super) fn ends_with_stop(text: &str) -> bool {
    text.chars().rev().find(|&c| !is_closer(c)).is_some_and(is_stop)
}

/// Whether a text ends with a mark after which the sentence must go on.
pub(super) fn ends_open(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| matches!(c, ',' | ';' | '(' | '[' | '“' | '‘' | '&' | '/') || is_dash(c))
}

/// Whether every longer word is capitalised, as in headlines; short words are left out as they may be particles.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut any = false;
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        if first.is_lowercase() && word.chars().nth(3).is_some() {
            return false;
        }
        any |= first.is_uppercase();
    }
    any
}

/// Whether a text has capitals and no small letter.
pub(super) fn is_all_caps(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
}
