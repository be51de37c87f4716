//! Cuts a document's text into sentences.
//!
//! What enters is the text as given and the abbreviations of its language; what leaves are byte spans into that
//! text. The stage is pure, cannot fail and never looks at what a text is about: it knows stops, quotation marks,
//! brackets, lines and lists, and gets every word it needs from [`Abbreviations`].
//!
//! The work goes from coarse to fine: blank lines and deliberate line ends bound `blocks`, stops bound
//! sentences within a block, and a sentence of more than [`LONGEST`] characters is cut again so that no later
//! stage meets a text of unbounded length.

mod abbreviations;
mod blocks;
mod boundary;
mod chars;
mod pieces;

pub use abbreviations::{Abbreviations, Ends};

use crate::model::ByteSpan;
use blocks::{Block, Blocks, Mark};

/// The greatest length of a sentence in characters; a longer one is cut into pieces.
pub const LONGEST: usize = 2_000;

/// The greatest length in characters of a line that may pass for a heading.
const LONGEST_HEADING: usize = 200;

/// What a [`Sentence`] is in the layout of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceKind {
    /// Running text.
    Prose,
    /// A title, section heading or byline: a line of its own without a stop.
    Heading,
    /// Part of an item of a list.
    ListItem,
}

/// One sentence of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the text, without white space around it but with its list marker or heading mark.
    pub span: ByteSpan,
    /// What it is in the layout.
    pub kind: SentenceKind,
    /// The number of its paragraph, counted from 0; each heading and list item counts as one.
    pub paragraph: u32,
    /// Whether it is a piece of a sentence that was longer than [`LONGEST`] characters.
    pub split: bool,
}

/// Cuts `text` into sentences and puts them into `out`, whose old content is dropped.
///
/// The spans come in order, do not overlap, begin and end at character boundaries and together cover every
/// character that is no white space. Takes time linear in the length of the text and allocates only to grow `out`.
pub fn sentences(text: &str, abbreviations: &Abbreviations, out: &mut Vec<Sentence>) {
    out.clear();
    let wide = chars::has_wide_stop(text.as_bytes());
    for (paragraph, block) in Blocks::new(text).enumerate() {
        let first = out.len();
        let mut sink = Sink { text, out, kind: kind_of_mark(block.mark), paragraph: paragraph as u32 };
        cut_block(&block, abbreviations, wide, &mut sink);
        if let [only] = &mut out[first..]
            && is_heading(text, &block, *only)
        {
            only.kind = SentenceKind::Heading;
        }
    }
}

/// Where the sentences of one block go.
struct Sink<'a> {
    text: &'a str,
    out: &'a mut Vec<Sentence>,
    kind: SentenceKind,
    paragraph: u32,
}

impl Sink<'_> {
    fn push(&mut self, start: usize, end: usize) {
        let (kind, paragraph, out) = (self.kind, self.paragraph, &mut *self.out);
        pieces::each(self.text, start, end, &mut |span, split| out.push(Sentence { span, kind, paragraph, split }));
    }
}

fn cut_block(block: &Block, abbreviations: &Abbreviations, wide: bool, sink: &mut Sink) {
    let (mut from, mut at) = (block.start, block.start);
    while let Some(stop) = chars::next_stop(sink.text.as_bytes(), at, block.end, wide) {
        let verdict = boundary::after(&boundary::Place { text: sink.text, from, stop, end: block.end }, abbreviations);
        if verdict.ends {
            sink.push(from, verdict.resume);
            let rest = &sink.text[verdict.resume..block.end];
            from = block.end - rest.trim_start().len();
        }
        at = verdict.resume;
    }
    sink.push(from, block.end);
}

fn kind_of_mark(mark: Mark) -> SentenceKind {
    match mark {
        Mark::None => SentenceKind::Prose,
        Mark::Heading => SentenceKind::Heading,
        Mark::Item => SentenceKind::ListItem,
    }
}

/// Whether the only sentence of an unmarked block is a heading.
///
/// A line without a stop at the very end of a text heads nothing: it is more often a text cut off or a single
/// remark than a heading, unless it is written like one.
fn is_heading(text: &str, block: &Block, sentence: Sentence) -> bool {
    let words = sentence.span.of(text);
    block.mark == Mark::None
        && block.one_line
        && !sentence.split
        && words.chars().nth(LONGEST_HEADING).is_none()
        && !chars::ends_with_stop(words)
        && !chars::ends_open(words)
        && (!block.last || (!block.first && chars::is_title_case(words)))
}

#[cfg(test)]
mod tests;
