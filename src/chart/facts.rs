//! What a picture must say beside its figures: of what, made with what, and how far it can be trusted.

use super::Options;
use super::words::{Words, fill};
use crate::compare::Comparison;
use crate::report::{PackReport, Report, ToolReport, escape_controls};

/// What every picture of one source says.
pub(super) struct Facts {
    /// What stance is measured toward.
    pub(super) target: String,
    /// What -1 and +1 mean.
    pub(super) poles: Option<[String; 2]>,
    /// Lines below the picture.
    pub(super) caption: Vec<String>,
}

impl Facts {
    /// Of a report, or of the part of it that is dated from the one step to the other.
    pub(super) fn of_report(report: &Report, within: Option<&[String; 2]>, options: &Options) -> Self {
        let words = options.lang.words();
        let corpus = &report.corpus;
        let (documents, sentences) = (corpus.documents.to_string(), corpus.sentences.to_string());
        let read = match (within, &corpus.first_date, &corpus.last_date) {
            (Some([from, to]), ..) => fill(words.restricted, &[from, to, &documents]),
            (None, Some(first), Some(last)) => fill(words.corpus_dated, &[&documents, &sentences, first, last]),
            _ => fill(words.corpus, &[&documents, &sentences]),
        };
        let made = made_with(&report.pack, &report.tool, words);
        Self::new(&report.pack, &[format!("{read} {made}"), validity(report, words)])
    }

    /// Of a comparison.
    pub(super) fn of_comparison(comparison: &Comparison, options: &Options) -> Self {
        let words = options.lang.words();
        let [before, after] = sides(comparison, options);
        let count = |documents: Option<u64>| documents.map_or("–".to_owned(), |documents| documents.to_string());
        let documents = [comparison.before.documents, comparison.after.documents].map(count);
        let read = fill(words.sides, &[&before, &documents[0], &after, &documents[1]]);
        let made = made_with(&comparison.pack, &comparison.tool, words);
        Self::new(&comparison.pack, &[format!("{read} {made}"), words.validity_elsewhere.to_owned()])
    }

    fn new(pack: &PackReport, caption: &[String]) -> Self {
        let shown = |text: &str| escape_controls(text).into_owned();
        Self {
            target: shown(pack.target.as_deref().unwrap_or(&pack.id)),
            poles: pack.poles.as_ref().map(|poles| [shown(&poles.negative), shown(&poles.positive)]),
            caption: caption.iter().map(|line| shown(line)).collect(),
        }
    }

    /// A title that names the target.
    pub(super) fn title(&self, template: &str) -> String {
        fill(template, &[&self.target])
    }
}

/// Names of the sides of a comparison.
pub(super) fn sides(comparison: &Comparison, options: &Options) -> [String; 2] {
    let words = options.lang.words();
    let sides = match &comparison.at {
        Some(day) => [fill(words.before, &[day]), fill(words.from, &[day])],
        None => [comparison.before.label.clone(), comparison.after.label.clone()],
    };
    sides.map(|side| escape_controls(&side).into_owned())
}

fn made_with(pack: &PackReport, tool: &ToolReport, words: &Words) -> String {
    let sha256 = pack.sha256.get(..12).unwrap_or(&pack.sha256);
    fill(words.made_with, &[&pack.id, &pack.version, sha256, &tool.name, &tool.version])
}

/// What is known of the validity; said loudly if nothing is.
fn validity(report: &Report, words: &Words) -> String {
    let Some(validity) = &report.validity else { return words.not_validated.to_owned() };
    let card = &validity.card;
    let f1 = card.figures.macro_f1.value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    let known = fill(words.validated, &[&card.task, &f1, &card.codes.units.to_string()]);
    if validity.differs.is_empty() {
        return known;
    }
    format!("{known} {}", fill(words.measured_elsewhere, &[&validity.differs.join("; ")]))
}
