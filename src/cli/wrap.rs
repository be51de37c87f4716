//! Lines that fit the terminal.

use unicode_width::UnicodeWidthStr;

/// Cuts text into lines of at most `width` columns at blanks; a word longer than that gets a line of its own.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let columns = word.width();
        let Some(line) = lines.last_mut() else { break };
        if used == 0 {
            line.push_str(word);
            used = columns;
        } else if used + 1 + columns <= width {
            line.push(' ');
            line.push_str(word);
            used += 1 + columns;
        } else {
            lines.push(word.to_owned());
            used = columns;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensible", 4), ["incomprehensible"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
