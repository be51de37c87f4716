//! Text from outside, made safe for the terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// Shows control characters and those that change the direction of text as escapes, such as `\x1b`, so that no text
/// of a corpus can steer the terminal.
pub fn escape_controls(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        let code = u32::from(letter);
        let _ = match letter {
            _ if !steers(letter) => write!(shown, "{letter}"),
            _ if code < 0x100 => write!(shown, "\\x{code:02x}"),
            _ => write!(shown, "\\u{{{code:x}}}"),
        };
    }
    Cow::Owned(shown)
}

fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(escape_controls("\x1b[31mred\u{202e}"), "\\x1b[31mred\\u{202e}");
        assert_eq!(escape_controls("Türkiye"), "Türkiye");
    }
}
