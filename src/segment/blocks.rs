//! Finds the blocks of a text: paragraphs, headings and list items, none of which a sentence crosses.
//!
//! A blank line always ends a block. A single line end is harder: in text wrapped at a fixed width it means nothing,
//! elsewhere it parts title from text and one paragraph from the next. Wrapping leaves a trace: it moves a word to
//! the next line only if there was no room. So a line that had room for the first word of the next one, measured
//! by the longest line around it, was ended on purpose.

use super::chars;

/// Signs that begin a line only as bullets.
const BULLETS: [char; 7] = ['*', '•', '‣', '◦', '▪', '●', '·'];

/// How a block is marked by its writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    /// A Markdown heading or a line drawn with signs.
    Heading,
    /// A bullet or number.
    Item,
}

/// A part of the text that sentences do not cross.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mark: Mark,
    /// Whether it stands on one line.
    pub(super) one_line: bool,
    /// Whether it is the first of the text.
    pub(super) first: bool,
    /// Whether only white space follows.
    pub(super) last: bool,
}

/// The blocks of a text, in order.
pub(super) struct Blocks<'a> {
    text: &'a str,
    /// The next line, if any is left.
    line: Option<Line<'a>>,
    /// Where the run of lines up to the next blank one ends; 0 before the first.
    paragraph_end: usize,
    /// Characters of the longest line of that run.
    width: usize,
    /// Whether that run ends without a stop although the text goes on: title, byline, address.
    stopless: bool,
    first: bool,
    /// Where the text ends but for white space.
    text_end: usize,
}

/// One line without white space around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
    /// Where the next line begins.
    next: usize,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

impl<'a> Blocks<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text_end = text.trim_end().len();
        Self { text, line: line_at(text, 0), paragraph_end: 0, width: 0, stopless: false, first: true, text_end }
    }

    /// Measures the run of lines that begins with `line`, once for each run.
    fn enter_paragraph(&mut self, line: Line<'a>) {
        if line.start < self.paragraph_end {
            return;
        }
        let mut last = line;
        let mut width = 0;
        while let Some(next) = line_at(self.text, last.next).filter(|next| !next.text.is_empty()) {
            width = length(last.text).max(width).max(length(next.text));
            last = next;
        }
        self.width = width;
        self.paragraph_end = last.end();
        let open = last.text.ends_with(':') || chars::ends_open(last.text);
        self.stopless = self.paragraph_end < self.text_end && !open && !chars::ends_with_stop(last.text);
    }
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        let mut line = self.line?;
        while line.text.is_empty() {
            line = line_at(self.text, line.next)?;
        }
        self.enter_paragraph(line);
        let (start, mark) = (line.start, mark_of(line.text));
        let mut lines = 1;
        let mut next = line_at(self.text, line.next);
        while let Some(following) = next.filter(|following| following.start < self.paragraph_end)
            && !self.ends_block(line, mark, lines == 1, following)
        {
            line = following;
            lines += 1;
            next = line_at(self.text, line.next);
        }
        self.line = next;
        let last = line.end() >= self.text_end;
        let first = std::mem::replace(&mut self.first, false);
        Some(Block { start, end: line.end(), mark, one_line: lines == 1, first, last })
    }
}

impl Blocks<'_> {
    /// Whether the block that began with `mark` ends with `line`, which begins it if `begins`.
    fn ends_block(&self, line: Line, mark: Mark, begins: bool, next: Line) -> bool {
        if (begins && mark == Mark::Heading) || mark_of(next.text) == Mark::Heading {
            return true;
        }
        let ends_with_stop = chars::ends_with_stop(line.text);
        if mark_of(next.text) == Mark::Item {
            // A number or dash may also have come to the beginning of a line by wrapping.
            let listed = mark == Mark::Item || ends_with_stop || line.text.ends_with(':');
            return listed || next.text.starts_with(BULLETS) || self.had_room(line, next, 80);
        }
        let first = next.text.chars().find(|&c| !chars::is_opener(c)).unwrap_or(' ');
        if first.is_lowercase() || chars::ends_open(line.text) {
            return false;
        }
        if self.stopless && mark == Mark::None && first.is_uppercase() {
            return true;
        }
        if begins && mark == Mark::None && chars::is_all_caps(line.text) && !chars::is_all_caps(next.text) {
            return true;
        }
        let like_title = begins && chars::is_title_case(line.text);
        self.had_room(line, next, if like_title || ends_with_stop { 100 } else { 80 })
    }

    /// Whether the first word of `next` would have fitted on `line`, were lines `percent` of the width long.
    fn had_room(&self, line: Line, next: Line, percent: usize) -> bool {
        let word = next.text.split_whitespace().next().unwrap_or("");
        length(line.text) + 1 + length(word) <= self.width * percent / 100
    }
}

/// The line that begins at byte `at`; line ends are LF, CR LF and CR.
fn line_at(text: &str, at: usize) -> Option<Line<'_>> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let (end, next) = match memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
        None => (rest.len(), rest.len()),
        Some(end) => (end, end + if rest[end..].starts_with("\r\n") { 2 } else { 1 }),
    };
    let line = rest[..end].trim_start();
    Some(Line { start: at + end - line.len(), text: line.trim_end(), next: at + next })
}

/// Characters of a line.
fn length(line: &str) -> usize {
    line.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

fn mark_of(line: &str) -> Mark {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) || is_rule(line) {
        Mark::Heading
    } else if is_bullet(line) || is_numbered(line) {
        Mark::Item
    } else {
        Mark::None
    }
}

/// Whether a line is drawn with one sign: `-----`, `=====`, `* * *`.
fn is_rule(line: &str) -> bool {
    let sign = line.bytes().next().filter(|sign| b"-=_*~#".contains(sign));
    sign.is_some_and(|sign| line.len() >= 3 && line.bytes().all(|b| b == sign || b == b' '))
}

/// Whether a line begins with a bullet.
fn is_bullet(line: &str) -> bool {
    let mut rest = line.chars();
    rest.next().is_some_and(|c| matches!(c, '-' | '+' | '–') || BULLETS.contains(&c))
        && rest.next().is_some_and(char::is_whitespace)
}

/// Whether a line begins with a number or letter of a list: `1.`, `12)`, `(a)`, `(iv)`, `b)`.
fn is_numbered(line: &str) -> bool {
    let bracketed = line.starts_with('(');
    let label = line.strip_prefix('(').unwrap_or(line);
    let length = label.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (label, rest) = label.split_at(length);
    let digits = length < 3 && label.bytes().all(|b| b.is_ascii_digit());
    let letters = length == 1 || (bracketed && length < 5 && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')));
    let close = rest.starts_with(')') || (digits && !bracketed && rest.starts_with('.'));
    length > 0 && (digits || letters) && close && rest[1..].starts_with([' ', '\t'])
}
