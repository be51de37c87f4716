//! The report as a table for the terminal.

use std::cmp::Reverse;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::spark::Span;
use super::style::{Shown, Style, sign, signed};
use super::types::{ActorReport, Caution, Interval, Report};
use super::validity::{Estimate, Validity};

/// How the table is shown.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// How many actors are shown.
    pub top: usize,
    /// Width, colour and letters; the names of actors are cut to fit, down to a dozen columns.
    pub style: Style,
}

/// Cells of the bar on each side of nought.
const ARM: usize = 4;

/// Least width of the column of names.
const LEAST_NAME: usize = 12;

/// Heads of the column that holds a bar, or, with a validity card, the corrected mean.
const BAR: &str = "-1 0 +1";
const CORRECTED: &str = "corrected";

const HEADER: [&str; 10] = ["actor", "kind", "docs", "named", "stance", BAR, "n", "for/ag/mx", "sent.", "n"];

/// Head of the column that shows the series.
const SPARK: &str = "over time";

impl Table {
    /// The table as lines of text, by number of documents, then of mentions.
    ///
    /// Columns: actor, kind, documents, mentions; stance as mean ± half the 95% interval, as a bar (with a validity card
    /// the corrected mean instead), number of opinions, sentences for / against / mixed; sentiment as mean and number of
    /// sentences; and, if the terminal is wide enough, stance over time.
    pub fn render(&self, report: &Report) -> String {
        let mut shown = head(report, self.style);
        let mut actors: Vec<&ActorReport> = report.actors.iter().collect();
        actors.sort_by_key(|actor| (Reverse(actor.documents), Reverse(actor.mentions)));
        actors.truncate(self.top);
        if actors.is_empty() {
            shown.push_str("no actor of the pack was found\n");
            return shown;
        }
        let corrects = actors.iter().any(|actor| actor.stance.corrected.is_some());
        let mut header: Vec<Shown> =
            HEADER.iter().map(|&name| Shown::plain(if corrects && name == BAR { CORRECTED } else { name })).collect();
        let mut rows: Vec<Vec<Shown>> = actors.iter().map(|actor| row(actor, corrects, self.style)).collect();
        let spark = Span::of(report).filter(|span| self.has_room(&header, &rows, span.width()));
        if let Some(span) = spark {
            header.push(Shown::plain(SPARK));
            for (row, actor) in rows.iter_mut().zip(&actors) {
                row.push(Shown { text: span.line(actor, self.style), sign: sign(actor.stance.mean) });
            }
        }
        let widths = self.widths(&header, &rows);
        for row in std::iter::once(&header).chain(&rows) {
            self.line(&mut shown, row, &widths);
        }
        if actors.iter().any(|actor| actor.stance.caution.is_some()) {
            shown.push_str("~ rests on few documents: read with care\n");
        }
        shown.extend(spark.map(|span| span.legend(self.style)));
        let hidden = report.actors.len() - rows.len();
        if hidden > 0 {
            let _ = writeln!(shown, "and {hidden} more (--top {}, or all in -o report.json)", report.actors.len());
        }
        shown
    }

    /// Whether another column of this width fits without cutting names.
    fn has_room(&self, header: &[Shown], rows: &[Vec<Shown>], width: usize) -> bool {
        let used: usize = full_widths(header, rows).iter().map(|width| width + 1).sum();
        used + width.max(SPARK.len()) <= self.style.width
    }

    fn widths(&self, header: &[Shown], rows: &[Vec<Shown>]) -> Vec<usize> {
        let mut widths = full_widths(header, rows);
        let others: usize = widths[1..].iter().map(|width| width + 1).sum();
        widths[0] = widths[0].min(self.style.width.saturating_sub(others).max(LEAST_NAME));
        widths
    }

    fn line(&self, shown: &mut String, cells: &[Shown], widths: &[usize]) {
        let mut line = String::new();
        for (at, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let text = self.style.cut(&cell.text, width);
            let blank = " ".repeat(width.saturating_sub(text.width()));
            let text = self.style.colored(&text, cell.sign);
            let gap = if at == 0 { "" } else { " " };
            // Words stand left, and so does the time; numbers stand right.
            let is_left = at < 2 || at >= HEADER.len();
            let _ = if is_left { write!(line, "{gap}{text}{blank}") } else { write!(line, "{gap}{blank}{text}") };
        }
        shown.push_str(line.trim_end());
        shown.push('\n');
    }
}

/// The width that each column takes when nothing is cut.
fn full_widths(header: &[Shown], rows: &[Vec<Shown>]) -> Vec<usize> {
    let column =
        |at: usize| std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).map(move |row| row[at].text.width());
    (0..header.len()).map(|at| column(at).max().unwrap_or(0)).collect()
}

fn head(report: &Report, style: Style) -> String {
    let mut head = format!("{} {}", report.pack.id, report.pack.version);
    if let Some(poles) = &report.pack.poles {
        let _ = write!(head, ": + {}, - {}", poles.positive, poles.negative);
    }
    let corpus = &report.corpus;
    let _ = write!(head, "\n{}, {}", count(corpus.documents, "document"), count(corpus.sentences, "sentence"));
    if let (Some(first), Some(last)) = (&corpus.first_date, &corpus.last_date) {
        let _ = write!(head, ", {first} to {last}");
    }
    head.push('\n');
    if !corpus.skipped.is_empty() {
        let reasons: Vec<String> =
            corpus.skipped.iter().map(|skipped| format!("{} {}", skipped.reason, skipped.count)).collect();
        let _ = writeln!(head, "skipped or mended: {}", reasons.join(", "));
    }
    if report.dedup.set_aside > 0 {
        let copies = count(report.dedup.set_aside, "document");
        let _ = writeln!(head, "set aside as copies: {copies} (--dedup {})", report.settings.dedup);
    }
    head.push_str(&validity(report));
    style.lines(&head)
}

/// What is known of the figures' validity; said loudly if nothing is.
fn validity(report: &Report) -> String {
    let Some(Validity { card, differs }) = &report.validity else {
        return "validity: NOT MEASURED\n\n".to_owned();
    };
    let figure = |estimate: &Estimate| estimate.value.map_or("-".to_owned(), |value| format!("{value:.2}"));
    let interval =
        |estimate: &Estimate| estimate.ci95.map_or(String::new(), |[low, high]| format!(" [{low:.2}, {high:.2}]"));
    let (f1, figures) = (&card.figures.macro_f1, &card.figures);
    let mut shown = format!("validity: {} macro-F1 {}{}", card.task, figure(f1), interval(f1));
    let _ = write!(shown, ", wrong signs {} of {} units", figures.wrong_signs, card.codes.units);
    shown.push('\n');
    for difference in differs {
        let what = difference.split(':').next().unwrap_or(difference);
        let _ = writeln!(shown, "validity: measured on ANOTHER {}", what.to_uppercase());
    }
    shown + "\n"
}

fn row(actor: &ActorReport, corrects: bool, style: Style) -> Vec<Shown> {
    let (stance, sentiment) = (&actor.stance, &actor.sentiment);
    let beside = if corrects {
        let corrected = stance.corrected.as_ref();
        mean(corrected.map(|corrected| corrected.mean), corrected.map(|corrected| corrected.ci95), None, style)
    } else {
        let bar = stance.mean.map_or(String::new(), |mean| style.bar(mean, ARM));
        Shown { text: bar, sign: sign(stance.mean) }
    };
    vec![
        Shown::plain(style.text(&actor.name)),
        Shown::plain(if actor.kind == "organization" { "org".to_owned() } else { style.text(&actor.kind) }),
        Shown::plain(actor.documents.to_string()),
        Shown::plain(actor.mentions.to_string()),
        mean(stance.mean, stance.ci95, stance.caution, style),
        beside,
        Shown::plain(stance.opinions.to_string()),
        Shown::plain(format!("{}/{}/{}", stance.favor, stance.against, stance.mixed)),
        Shown { text: signed(sentiment.mean), sign: sign(sentiment.mean) },
        Shown::plain(sentiment.sentences.to_string()),
    ]
}

/// The mean with half its interval; a tilde says that it rests on few documents.
fn mean(mean: Option<f64>, interval: Option<Interval>, caution: Option<Caution>, style: Style) -> Shown {
    let half = mean.zip(interval).map(|(mean, [low, high])| (mean - low).max(high - mean));
    let plus_minus = style.either("±", "+/-");
    let room = " ".repeat(5 + plus_minus.width());
    let spread = half.map_or_else(|| room.clone(), |half| format!(" {plus_minus}{half:.2}"));
    let mark = if caution.is_some() { "~" } else { " " };
    let text = if mean.is_some() { signed(mean) + &spread + mark } else { signed(mean) + &room + " " };
    Shown { text, sign: sign(mean) }
}

/// A number with its noun.
pub(crate) fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nought_has_one_sign() {
        assert_eq!(signed(Some(-0.001)), "+0.00");
        assert_eq!(signed(None), "-");
    }
}
