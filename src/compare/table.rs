//! The comparison as a table for the terminal.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::types::{ActorComparison, Change, Comparison, Mode};
use crate::report::{EvidenceReport, Interval, ObjectReport, Shown, Style, sign, signed};

/// How the table is shown.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// How many rows are shown.
    pub top: usize,
    /// Below this q a difference is marked, and what moved it is shown.
    pub below: f64,
    /// Width, colour and letters; the names of actors are cut to fit, down to a dozen columns.
    pub style: Style,
}

const HEADER: [&str; 9] = ["actor", "before", "after", "change", "95% interval", "p", "q", "d", "docs"];

/// Head of the bar, which stands behind the change where the terminal is wide enough.
const BAR: &str = "-1 0 +1";
/// Cells of the bar on each side of nought; a change beyond -1 or +1 fills its side.
const ARM: usize = 4;

/// Least width of the column of names.
const LEAST_NAME: usize = 12;

impl Table {
    /// The table as lines of text.
    ///
    /// Columns: actor; mean stance on both sides; their difference with its 95% interval, p-value, p-value adjusted for
    /// the number of actors, and size in standard deviations; documents on both sides. A star marks q below the bound.
    pub fn render(&self, comparison: &Comparison) -> String {
        let mut shown = head(comparison, self.style);
        let compared: Vec<&ActorComparison> =
            comparison.actors.iter().filter(|actor| actor.change.difference.is_some()).collect();
        if compared.is_empty() {
            shown.push_str("no actor takes a side on both sides\n");
            return shown;
        }
        let top: Vec<&ActorComparison> = compared.iter().copied().take(self.top).collect();
        self.lines(&mut shown, &top);
        let hidden = compared.len().saturating_sub(self.top);
        if hidden > 0 {
            let _ = writeln!(shown, "and {hidden} more (--top {}, or all with --format json)", compared.len());
        }
        if comparison.mode != Mode::Periods {
            let moved = compared.iter().filter(|actor| self.is_marked(actor));
            moved.for_each(|actor| explain(&mut shown, actor, self.style));
        }
        let names: Vec<&str> = top.iter().map(|actor| actor.id.as_str()).collect();
        let changes = comparison.changes.iter().filter(|change| names.contains(&change.actor.as_str()));
        when(&mut shown, changes, self.style);
        shown
    }

    fn is_marked(&self, actor: &ActorComparison) -> bool {
        actor.change.q.is_some_and(|q| q < self.below)
    }

    fn row(&self, actor: &ActorComparison) -> Vec<Shown> {
        let change = &actor.change;
        let mark = if self.is_marked(actor) { "*" } else { " " };
        let periods = actor.periods.as_ref().map_or(String::new(), |[was, is]| format!(" {was} to {is}"));
        vec![
            Shown::plain(self.style.text(&actor.name) + &self.style.text(&periods)),
            Shown::mean(actor.before.mean, ""),
            Shown::mean(actor.after.mean, ""),
            Shown::mean(change.difference, mark),
            Shown::plain(interval(change.ci95)),
            Shown::plain(probability(change.p)),
            Shown::plain(probability(change.q)),
            Shown::plain(signed(change.effect)),
            Shown::plain(format!("{}/{}", actor.before.documents, actor.after.documents)),
        ]
    }

    /// Lines in columns, the first left, the others right.
    fn lines(&self, shown: &mut String, actors: &[&ActorComparison]) {
        let header: Vec<Shown> = HEADER.iter().map(|&name| Shown::plain(name)).collect();
        let mut all: Vec<Vec<Shown>> = vec![header];
        all.extend(actors.iter().map(|actor| self.row(actor)));
        let mut widths = widths(&all);
        let others = |widths: &[usize]| widths[1..].iter().map(|width| width + 1).sum::<usize>();
        if widths[0] + others(&widths) + 2 * ARM + 2 <= self.style.width {
            all[0].insert(4, Shown::plain(BAR));
            for (row, actor) in all[1..].iter_mut().zip(actors) {
                let change = actor.change.difference;
                let text = change.map_or(String::new(), |change| self.style.bar(change, ARM));
                row.insert(4, Shown { text, sign: sign(change) });
            }
            widths.insert(4, 2 * ARM + 1);
        }
        widths[0] = widths[0].min(self.style.width.saturating_sub(others(&widths)).max(LEAST_NAME));
        for row in &all {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
                let text = self.style.cut(&cell.text, width);
                let blank = " ".repeat(width.saturating_sub(text.width()));
                let text = self.style.colored(&text, cell.sign);
                if column == 0 { format!("{text}{blank}") } else { format!("{blank}{text}") }
            });
            let line = cells.collect::<Vec<_>>().join(" ");
            shown.push_str(line.trim_end());
            shown.push('\n');
        }
    }
}

fn widths(rows: &[Vec<Shown>]) -> Vec<usize> {
    let column = |at: usize| rows.iter().map(move |row| row[at].text.width());
    (0..HEADER.len()).map(|at| column(at).max().unwrap_or(0)).collect()
}

fn head(comparison: &Comparison, style: Style) -> String {
    let side = |side: &super::SideReport| {
        let documents = side.documents.map_or(String::new(), |documents| format!(" ({documents} documents)"));
        format!("{}{documents}", style.text(&side.label))
    };
    let line = format!(
        "{} {}: {} against {}",
        style.text(&comparison.pack.id),
        style.text(&comparison.pack.version),
        side(&comparison.after),
        side(&comparison.before)
    );
    let mut head = style.wrapped(&line, 2);
    for warning in &comparison.warnings {
        head.push_str(&style.wrapped(&format!("note: {}", style.text(&warning.message)), 2));
    }
    head.push('\n');
    head
}

/// What moved an actor, and the sentences that say so.
fn explain(shown: &mut String, actor: &ActorComparison, style: Style) {
    let Some(parts) = &actor.decomposition else { return };
    let moved = format!(
        "{}: {} = {} within sources and objects, {} what was spoken of, {} mix of sources",
        style.text(&actor.name),
        signed(actor.change.difference),
        signed(Some(parts.within)),
        signed(Some(parts.objects)),
        signed(Some(parts.sources)),
    );
    shown.push('\n');
    shown.push_str(&style.wrapped(&moved, 2));
    if let (Some(was), Some(is)) = (&actor.before.corrected, &actor.after.corrected) {
        let (was, is) = (signed(Some(was.mean)), signed(Some(is.mean)));
        let corrected = format!("  corrected for measured errors of judging: {was} before, {is} after");
        shown.push_str(&style.wrapped(&corrected, 4));
    }
    let sides = [("before", &actor.contributions.before), ("after", &actor.contributions.after)];
    for (side, list) in sides {
        for evidence in list {
            quote(shown, side, evidence, style);
        }
    }
}

fn quote(shown: &mut String, side: &str, evidence: &EvidenceReport, style: Style) {
    let object = match &evidence.object {
        ObjectReport::Frame(id) | ObjectReport::Actor(id) => id,
    };
    let line = format!(
        "  {side} {} {} [{}] {}",
        signed(Some(evidence.score)),
        style.text(object),
        style.text(&evidence.document),
        style.text(&evidence.sentence.split_whitespace().collect::<Vec<_>>().join(" ")),
    );
    shown.push_str(&style.wrapped(&line, 6));
}

fn when<'a>(shown: &mut String, changes: impl Iterator<Item = &'a Change>, style: Style) {
    for (number, change) in changes.enumerate() {
        if number == 0 {
            shown.push_str("\nchange points:\n");
        }
        let line = format!(
            "  {} in {} (95%: {} to {}): {} to {}, p {}",
            style.text(&change.actor),
            style.text(&change.period),
            style.text(&change.interval[0]),
            style.text(&change.interval[1]),
            signed(Some(change.before)),
            signed(Some(change.after)),
            probability(Some(change.p)),
        );
        shown.push_str(&style.wrapped(&line, 4));
    }
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
