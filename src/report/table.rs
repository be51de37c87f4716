//! The report as a table for the terminal.

use std::cmp::Reverse;
use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::text::escape_controls;
use super::types::{ActorReport, Caution, Interval, Report};
use super::validity::{Estimate, Validity};

/// How the table is shown.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Columns of the terminal; the names of actors are cut to fit, down to a dozen columns.
    pub width: usize,
    /// How many actors are shown.
    pub top: usize,
    /// Whether means are coloured by sign.
    pub color: bool,
}

/// Cells of the bar on each side of nought.
const ARM: usize = 4;

/// Least width of the column of names.
const LEAST_NAME: usize = 12;

/// Heads of the column that holds a bar, or, with a validity card, the corrected mean.
const BAR: &str = "-1 0 +1";
const CORRECTED: &str = "corrected";

const HEADER: [&str; 10] = ["actor", "kind", "docs", "named", "stance", BAR, "n", "for/ag/mx", "sent.", "n"];

/// One cell: what it says, and the sign that colours it.
#[derive(Clone, Debug, Default)]
struct Cell {
    text: String,
    sign: i8,
}

impl Table {
    /// The table as lines of text, by number of documents, then of mentions.
    ///
    /// Columns: actor, kind, documents, mentions; stance as mean ± half the 95% interval, as a bar (with a validity card
    /// the corrected mean instead), number of opinions, sentences for / against / mixed; sentiment as mean and number of sentences.
    pub fn render(&self, report: &Report) -> String {
        let mut shown = head(report);
        let mut actors: Vec<&ActorReport> = report.actors.iter().collect();
        actors.sort_by_key(|actor| (Reverse(actor.documents), Reverse(actor.mentions)));
        actors.truncate(self.top);
        let is_thin = actors.iter().any(|actor| actor.stance.caution.is_some());
        let corrects = actors.iter().any(|actor| actor.stance.corrected.is_some());
        let rows: Vec<[Cell; 10]> = actors.into_iter().map(|actor| row(actor, corrects)).collect();
        let header = if corrects { HEADER.map(|name| if name == BAR { CORRECTED } else { name }) } else { HEADER };
        let widths = self.widths(&header, &rows);
        if rows.is_empty() {
            shown.push_str("no actor of the pack was found\n");
            return shown;
        }
        self.line(&mut shown, &header.map(|text| Cell { text: text.to_owned(), sign: 0 }), &widths);
        for row in &rows {
            self.line(&mut shown, row, &widths);
        }
        if is_thin {
            shown.push_str("~ rests on few documents: read with care\n");
        }
        let hidden = report.actors.len() - rows.len();
        if hidden > 0 {
            let _ = writeln!(shown, "and {hidden} more (--top {}, or all in -o report.json)", report.actors.len());
        }
        shown
    }

    fn widths(&self, header: &[&str; 10], rows: &[[Cell; 10]]) -> [usize; 10] {
        let mut widths = header.map(UnicodeWidthStr::width);
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.text.width());
            }
        }
        let others: usize = widths[1..].iter().map(|width| width + 1).sum();
        widths[0] = widths[0].min(self.width.saturating_sub(others).max(LEAST_NAME));
        widths
    }

    fn line(&self, shown: &mut String, cells: &[Cell; 10], widths: &[usize; 10]) {
        let mut line = String::new();
        for (at, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let text = cut(&cell.text, width);
            let blank = " ".repeat(width.saturating_sub(text.width()));
            let text = self.colored(&text, cell.sign);
            let gap = if at == 0 { "" } else { " " };
            // Words stand left, numbers right.
            let _ = if at < 2 { write!(line, "{gap}{text}{blank}") } else { write!(line, "{gap}{blank}{text}") };
        }
        shown.push_str(line.trim_end());
        shown.push('\n');
    }

    fn colored(&self, text: &str, sign: i8) -> String {
        match sign {
            1 if self.color => format!("\x1b[36m{text}\x1b[0m"),
            -1 if self.color => format!("\x1b[33m{text}\x1b[0m"),
            _ => text.to_owned(),
        }
    }
}

fn head(report: &Report) -> String {
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
    escape_lines(&head)
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

fn escape_lines(text: &str) -> String {
    text.split('\n').map(escape_controls).collect::<Vec<_>>().join("\n")
}

fn row(actor: &ActorReport, corrects: bool) -> [Cell; 10] {
    let (stance, sentiment) = (&actor.stance, &actor.sentiment);
    let beside = if corrects {
        let corrected = stance.corrected.as_ref();
        mean(corrected.map(|corrected| corrected.mean), corrected.map(|corrected| corrected.ci95), None)
    } else {
        Cell { text: stance.mean.map_or(String::new(), bar), sign: sign(stance.mean) }
    };
    let plain = |text: String| Cell { text, sign: 0 };
    [
        plain(escape_controls(&actor.name).into_owned()),
        plain(if actor.kind == "organization" { "org".to_owned() } else { escape_controls(&actor.kind).into_owned() }),
        plain(actor.documents.to_string()),
        plain(actor.mentions.to_string()),
        mean(stance.mean, stance.ci95, stance.caution),
        beside,
        plain(stance.opinions.to_string()),
        plain(format!("{}/{}/{}", stance.favor, stance.against, stance.mixed)),
        Cell { text: signed(sentiment.mean), sign: sign(sentiment.mean) },
        plain(sentiment.sentences.to_string()),
    ]
}

/// The mean with half its interval; a tilde says that it rests on few documents.
fn mean(mean: Option<f64>, interval: Option<Interval>, caution: Option<Caution>) -> Cell {
    let half = mean.zip(interval).map(|(mean, [low, high])| (mean - low).max(high - mean));
    let spread = half.map_or("      ".to_owned(), |half| format!(" ±{half:.2}"));
    let mark = if caution.is_some() { "~" } else { " " };
    let text = if mean.is_some() { signed(mean) + &spread + mark } else { signed(mean) + "       " };
    Cell { text, sign: sign(mean) }
}

fn signed(mean: Option<f64>) -> String {
    // Adding nought turns a negative nought into a plain one.
    mean.map_or("-".to_owned(), |mean| format!("{:+.2}", (mean * 100.0).round() / 100.0 + 0.0))
}

fn sign(mean: Option<f64>) -> i8 {
    mean.map_or(0, |mean| i8::from(mean > 0.0) - i8::from(mean < 0.0))
}

/// A bar from nought to the mean, between -1 and +1.
fn bar(mean: f64) -> String {
    let filled = (mean.abs().min(1.0) * ARM as f64).round() as usize;
    let arm = |filled: usize| ("█".repeat(filled), "·".repeat(ARM - filled));
    let (left, right) = if mean < 0.0 { (filled, 0) } else { (0, filled) };
    let ((left, left_rest), (right, right_rest)) = (arm(left), arm(right));
    format!("{left_rest}{left}│{right}{right_rest}")
}

/// Text of at most `width` columns; what is cut off shows as an ellipsis.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut columns = 0;
    for letter in text.chars() {
        columns += letter.width().unwrap_or(0);
        if columns >= width {
            break;
        }
        kept.push(letter);
    }
    kept + "…"
}

/// A number with its noun.
pub(crate) fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_lean_to_the_side_of_the_mean() {
        assert_eq!(bar(0.0), "····│····");
        assert_eq!(bar(-0.5), "··██│····");
        assert_eq!(bar(1.0), "····│████");
    }

    #[test]
    fn wide_letters_count_twice_when_cut() {
        assert_eq!(cut("中国网络", 8), "中国网络");
        assert_eq!(cut("中国网络", 6), "中国…");
        assert_eq!(cut("India", 4), "Ind…");
    }

    #[test]
    fn nought_has_one_sign() {
        assert_eq!(signed(Some(-0.001)), "+0.00");
        assert_eq!(signed(None), "-");
    }
}
