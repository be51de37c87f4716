//! The comparison as a table for the terminal.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::types::{ActorComparison, Change, Comparison, Mode};
use crate::report::{EvidenceReport, Interval, ObjectReport, escape_controls};

/// How the table is shown.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// How many rows are shown.
    pub top: usize,
    /// Below this q a difference is marked, and what moved it is shown.
    pub below: f64,
}

const HEADER: [&str; 9] = ["actor", "before", "after", "change", "95% interval", "p", "q", "d", "docs"];

impl Table {
    /// The table as lines of text.
    ///
    /// Columns: actor; mean stance on both sides; their difference with its 95% interval, p-value, p-value adjusted for
    /// the number of actors, and size in standard deviations; documents on both sides. A star marks q below the bound.
    pub fn render(&self, comparison: &Comparison) -> String {
        let mut shown = head(comparison);
        let compared: Vec<&ActorComparison> =
            comparison.actors.iter().filter(|actor| actor.change.difference.is_some()).collect();
        if compared.is_empty() {
            shown.push_str("no actor takes a side on both sides\n");
            return shown;
        }
        let rows: Vec<[String; 9]> = compared.iter().take(self.top).map(|actor| self.row(actor)).collect();
        lines(&mut shown, &rows);
        let hidden = compared.len().saturating_sub(self.top);
        if hidden > 0 {
            let _ = writeln!(shown, "and {hidden} more (--top {}, or all with --format json)", compared.len());
        }
        if comparison.mode != Mode::Periods {
            let moved = compared.iter().filter(|actor| self.is_marked(actor));
            moved.for_each(|actor| explain(&mut shown, actor));
        }
        let names: Vec<&str> = compared.iter().take(self.top).map(|actor| actor.id.as_str()).collect();
        when(&mut shown, comparison.changes.iter().filter(|change| names.contains(&change.actor.as_str())));
        shown
    }

    fn is_marked(&self, actor: &ActorComparison) -> bool {
        actor.change.q.is_some_and(|q| q < self.below)
    }

    fn row(&self, actor: &ActorComparison) -> [String; 9] {
        let change = &actor.change;
        let mark = if self.is_marked(actor) { "*" } else { "" };
        let periods = actor.periods.as_ref().map_or(String::new(), |[was, is]| format!(" {was} to {is}"));
        [
            format!("{}{periods}", escape_controls(&actor.name)),
            signed(actor.before.mean),
            signed(actor.after.mean),
            signed(change.difference) + mark,
            interval(change.ci95),
            probability(change.p),
            probability(change.q),
            signed(change.effect),
            format!("{}/{}", actor.before.documents, actor.after.documents),
        ]
    }
}

fn head(comparison: &Comparison) -> String {
    let side = |side: &super::SideReport| {
        let documents = side.documents.map_or(String::new(), |documents| format!(" ({documents} documents)"));
        format!("{}{documents}", escape_controls(&side.label))
    };
    let mut head = format!(
        "{} {}: {} against {}\n",
        escape_controls(&comparison.pack.id),
        escape_controls(&comparison.pack.version),
        side(&comparison.after),
        side(&comparison.before)
    );
    for warning in &comparison.warnings {
        let _ = writeln!(head, "note: {}", escape_controls(&warning.message));
    }
    head.push('\n');
    head
}

/// Lines in columns, the first left, the others right.
fn lines(shown: &mut String, rows: &[[String; 9]]) {
    let header = HEADER.map(str::to_owned);
    let all = || std::iter::once(&header).chain(rows);
    let widths: Vec<usize> =
        (0..HEADER.len()).map(|column| all().map(|row| row[column].width()).max().unwrap_or(0)).collect();
    for row in all() {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (text, width))| {
            let blank = " ".repeat(width - text.width());
            if column == 0 { format!("{text}{blank}") } else { format!("{blank}{text}") }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        shown.push_str(line.trim_end());
        shown.push('\n');
    }
}

/// What moved an actor, and the sentences that say so.
fn explain(shown: &mut String, actor: &ActorComparison) {
    let Some(parts) = &actor.decomposition else { return };
    let _ = writeln!(
        shown,
        "\n{}: {} = {} within sources and objects, {} what was spoken of, {} mix of sources",
        escape_controls(&actor.name),
        signed(actor.change.difference),
        signed(Some(parts.within)),
        signed(Some(parts.objects)),
        signed(Some(parts.sources)),
    );
    if let (Some(was), Some(is)) = (&actor.before.corrected, &actor.after.corrected) {
        let (was, is) = (signed(Some(was.mean)), signed(Some(is.mean)));
        let _ = writeln!(shown, "  corrected for measured errors of judging: {was} before, {is} after");
    }
    let sides = [("before", &actor.contributions.before), ("after", &actor.contributions.after)];
    for (side, list) in sides {
        for evidence in list {
            quote(shown, side, evidence);
        }
    }
}

fn quote(shown: &mut String, side: &str, evidence: &EvidenceReport) {
    let object = match &evidence.object {
        ObjectReport::Frame(id) | ObjectReport::Actor(id) => id,
    };
    let sentence = evidence.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(
        shown,
        "  {side:6} {} {} [{}] {}",
        signed(Some(evidence.score)),
        escape_controls(object),
        escape_controls(&evidence.document),
        escape_controls(&sentence),
    );
}

fn when<'a>(shown: &mut String, changes: impl Iterator<Item = &'a Change>) {
    for (number, change) in changes.enumerate() {
        if number == 0 {
            shown.push_str("\nchange points:\n");
        }
        let _ = writeln!(
            shown,
            "  {} in {} (95%: {} to {}): {} to {}, p {}",
            escape_controls(&change.actor),
            change.period,
            change.interval[0],
            change.interval[1],
            signed(Some(change.before)),
            signed(Some(change.after)),
            probability(Some(change.p)),
        );
    }
}

fn signed(number: Option<f64>) -> String {
    // Adding nought turns a negative nought into a plain one.
    number.map_or("-".to_owned(), |number| format!("{:+.2}", (number * 100.0).round() / 100.0 + 0.0))
}

fn interval(interval: Option<Interval>) -> String {
    interval.map_or("-".to_owned(), |[low, high]| format!("{} to {}", signed(Some(low)), signed(Some(high))))
}

fn probability(p: Option<f64>) -> String {
    match p {
        None => "-".to_owned(),
        Some(p) if p < 0.001 => "<0.001".to_owned(),
        Some(p) => format!("{p:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short() {
        assert_eq!(probability(Some(0.000_2)), "<0.001");
        assert_eq!(probability(Some(0.0412)), "0.041");
        assert_eq!(interval(Some([-0.421, -0.188])), "-0.42 to -0.19");
        assert_eq!((signed(Some(-0.001)), signed(None)), ("+0.00".to_owned(), "-".to_owned()));
    }
}
