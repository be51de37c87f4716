//! The table of actors as CSV.

use std::io::{self, Write};

use super::types::{ActorReport, Interval, Report};

const HEADER: [&str; 28] = [
    "id",
    "name",
    "kind",
    "mentions",
    "sentences",
    "documents",
    "stance_mean",
    "stance_low",
    "stance_high",
    "stance_opinions",
    "stance_documents",
    "stance_favor",
    "stance_against",
    "stance_mixed",
    "sentiment_mean",
    "sentiment_low",
    "sentiment_high",
    "sentiment_sentences",
    "sentiment_documents",
    "sentiment_positive",
    "sentiment_neutral",
    "sentiment_negative",
    "stance_corrected",
    "stance_corrected_low",
    "stance_corrected_high",
    "sentiment_corrected",
    "sentiment_corrected_low",
    "sentiment_corrected_high",
];

/// Writes one row for each actor, in the report's order; `low` and `high` are the bounds of the 95% interval.
///
/// Where there is no figure the cell is empty. Text that a spreadsheet would run as a formula gets a leading
/// apostrophe (OWASP ASVS 1.2.10); numbers never do.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER).map_err(io_error)?;
    for actor in &report.actors {
        writer.write_record(row(actor)).map_err(io_error)?;
    }
    writer.flush()
}

fn row(actor: &ActorReport) -> Vec<String> {
    let (stance, sentiment) = (&actor.stance, &actor.sentiment);
    let mut row = vec![defused(&actor.id), defused(&actor.name), defused(&actor.kind)];
    row.extend([actor.mentions, actor.sentences, actor.documents].map(|count| count.to_string()));
    row.extend(figures(stance.mean, stance.ci95));
    let counts = [stance.opinions, stance.documents, stance.favor, stance.against, stance.mixed];
    row.extend(counts.map(|count| count.to_string()));
    row.extend(figures(sentiment.mean, sentiment.ci95));
    let labels = [sentiment.positive, sentiment.neutral, sentiment.negative];
    row.extend([sentiment.sentences, sentiment.documents].into_iter().chain(labels).map(|count| count.to_string()));
    for corrected in [&stance.corrected, &sentiment.corrected] {
        let corrected = corrected.as_ref();
        row.extend(figures(corrected.map(|corrected| corrected.mean), corrected.map(|corrected| corrected.ci95)));
    }
    row
}

fn figures(mean: Option<f64>, interval: Option<Interval>) -> [String; 3] {
    let low = interval.map(|[low, _]| low);
    let high = interval.map(|[_, high]| high);
    [mean, low, high].map(|figure| figure.map_or(String::new(), |figure| figure.to_string()))
}

/// The error of the system within one of the writer, so that a closed pipe or a full disk is known as such.
pub(crate) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// Text that no spreadsheet takes for a formula.
pub(crate) fn defused(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`defused`] was given.
pub(crate) fn as_written(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        for text in ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "\0a"] {
            assert_eq!(defused(text), format!("'{text}"));
        }
        assert_eq!(defused("India = India"), "India = India");
    }
}
