//! How tables of the terminal are set: width, colour, and letters.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::text::escape_controls;

/// What a terminal can show, and what its user wants.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether figures are coloured by sign.
    pub color: bool,
    /// Whether nothing but ASCII is written; other letters of names become escapes such as `\u{fc}`.
    pub ascii: bool,
}

impl Style {
    /// Text from outside, so that it can neither steer the terminal nor show other letters than wanted.
    pub(crate) fn text(&self, text: &str) -> String {
        let safe = escape_controls(text);
        if !self.ascii || safe.is_ascii() {
            return safe.into_owned();
        }
        let mut shown = String::new();
        for letter in safe.chars() {
            let _ = if letter.is_ascii() {
                write!(shown, "{letter}")
            } else {
                write!(shown, "\\u{{{:x}}}", u32::from(letter))
            };
        }
        shown
    }

    /// Lines of text from outside.
    pub(super) fn lines(&self, text: &str) -> String {
        text.split('\n').map(|line| self.text(line)).collect::<Vec<_>>().join("\n")
    }

    /// The one, or the other where only ASCII is wanted.
    pub(super) fn either<'a>(&self, sign: &'a str, ascii: &'a str) -> &'a str {
        if self.ascii { ascii } else { sign }
    }

    /// Blue-green above nought, yellow below: told apart by readers with any common kind of colour blindness.
    pub(crate) fn colored(&self, text: &str, sign: i8) -> String {
        match sign {
            1 if self.color => format!("\x1b[36m{text}\x1b[0m"),
            -1 if self.color => format!("\x1b[33m{text}\x1b[0m"),
            _ => text.to_owned(),
        }
    }

    /// A bar from nought to a value between -1 and +1, with so many cells on each side.
    pub(crate) fn bar(&self, value: f64, arm: usize) -> String {
        let filled = (value.abs().min(1.0) * arm as f64).round() as usize;
        let (full, rest, middle) = if self.ascii { ("#", ".", "|") } else { ("█", "·", "│") };
        let side = |filled: usize| (full.repeat(filled), rest.repeat(arm - filled));
        let (left, right) = if value < 0.0 { (filled, 0) } else { (0, filled) };
        let ((left, left_rest), (right, right_rest)) = (side(left), side(right));
        format!("{left_rest}{left}{middle}{right}{right_rest}")
    }

    /// Text in lines that fit the terminal, broken at blanks; the second and later ones are indented by so many.
    pub(crate) fn wrapped(&self, text: &str, indent: usize) -> String {
        let blank = text.len() - text.trim_start().len();
        let mut shown = " ".repeat(blank);
        let mut used = blank;
        for (number, word) in text.split_whitespace().enumerate() {
            let columns = word.width();
            if number > 0 && used + 1 + columns > self.width {
                shown.push('\n');
                shown.push_str(&" ".repeat(indent));
                used = indent;
            } else if number > 0 {
                shown.push(' ');
                used += 1;
            }
            shown.push_str(word);
            used += columns;
        }
        shown + "\n"
    }

    /// Text of at most `width` columns; what is cut off shows as an ellipsis.
    pub(crate) fn cut(&self, text: &str, width: usize) -> String {
        if text.width() <= width {
            return text.to_owned();
        }
        let end = self.either("…", "..");
        let mut kept = String::new();
        let mut columns = end.width();
        for letter in text.chars() {
            columns += letter.width().unwrap_or(0);
            if columns > width {
                break;
            }
            kept.push(letter);
        }
        kept + end
    }
}

/// One cell of a table for the terminal: what it says, and the sign that colours it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) sign: i8,
}

impl Shown {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), sign: 0 }
    }

    /// A mean with its sign, and a mark behind it.
    pub(crate) fn mean(value: Option<f64>, mark: &str) -> Self {
        Self { text: signed(value) + mark, sign: sign(value) }
    }
}

/// A number with its sign and two digits; a dash where there is none.
pub(crate) fn signed(number: Option<f64>) -> String {
    // Adding nought turns a negative nought into a plain one.
    number.map_or("-".to_owned(), |number| format!("{:+.2}", (number * 100.0).round() / 100.0 + 0.0))
}

/// The sign of a mean, which colours it.
pub(crate) fn sign(mean: Option<f64>) -> i8 {
    mean.map_or(0, |mean| i8::from(mean > 0.0) - i8::from(mean < 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Style = Style { width: 80, color: false, ascii: false };
    const ASCII: Style = Style { ascii: true, ..PLAIN };

    #[test]
    fn bars_lean_to_the_side_of_the_mean() {
        assert_eq!(PLAIN.bar(0.0, 4), "····│····");
        assert_eq!(PLAIN.bar(-0.5, 4), "··██│····");
        assert_eq!(ASCII.bar(1.0, 4), "....|####");
    }

    #[test]
    fn wide_letters_count_twice_when_cut() {
        assert_eq!(PLAIN.cut("中国网络", 8), "中国网络");
        assert_eq!(PLAIN.cut("中国网络", 6), "中国…");
        assert_eq!(PLAIN.cut("India", 4), "Ind…");
        assert_eq!(ASCII.cut("Ruritania", 5), "Rur..");
    }

    #[test]
    fn lines_fit_the_terminal() {
        let narrow = Style { width: 12, ..PLAIN };
        assert_eq!(narrow.wrapped("  one two three four", 4), "  one two\n    three\n    four\n");
    }

    #[test]
    fn ascii_is_ascii_and_loses_nothing() {
        assert_eq!(ASCII.text("Türkiye\x1b"), "T\\u{fc}rkiye\\x1b");
        assert_eq!(PLAIN.text("Türkiye\x1b"), "Türkiye\\x1b");
    }
}
