//! Whether two reports can be compared.

use super::types::{ActorComparison, Warning};
use crate::model::{Location, Problem, Severity};
use crate::report::Report;
use crate::report::problems;

/// Compares how two reports were made: what makes a comparison meaningless is a mismatch, what a reader must know a
/// warning.
///
/// # Errors
/// With code `R007` if packs or settings differ and that was not allowed.
pub(super) fn check(reports: [&Report; 2], allow_mismatch: bool) -> Result<Vec<Warning>, Problem> {
    let mismatches = mismatches(reports);
    if let Some(first) = mismatches.first().filter(|_| !allow_mismatch) {
        let message = format!("the reports cannot be compared: {}", first.message);
        let advice = "score both with the same pack and settings, or allow it with --allow-mismatch".to_owned();
        let location = Location { file: "compare".to_owned(), ..Location::default() };
        return Err(Problem {
            code: problems::MISMATCH.code,
            severity: Severity::Error,
            location,
            message,
            advice: Some(advice),
        });
    }
    let mut warnings = mismatches;
    warnings.extend(remarks(reports));
    Ok(warnings)
}

fn mismatches([a, b]: [&Report; 2]) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut differ = |what: &str, one: String, other: String| {
        if one != other {
            let message = format!("{what} differs: {one} and {other}");
            found.push(Warning { code: "mismatch".to_owned(), message });
        }
    };
    let pack = |report: &Report| format!("{} {}", report.pack.id, report.pack.version);
    differ("the pack", pack(a), pack(b));
    differ("the pack's content (sha256)", short(&a.pack.sha256), short(&b.pack.sha256));
    let list = |list: &[String]| if list.is_empty() { "none".to_owned() } else { list.join(", ") };
    differ("--without", list(&a.settings.without), list(&b.settings.without));
    let dedup = |report: &Report| match report.settings.dedup_threshold {
        Some(threshold) => format!("{} ({threshold})", report.settings.dedup),
        None => report.settings.dedup.clone(),
    };
    differ("--dedup", dedup(a), dedup(b));
    differ("--entities-only", a.settings.entities_only.to_string(), b.settings.entities_only.to_string());
    found
}

fn short(sha256: &str) -> String {
    sha256.get(..12).unwrap_or(sha256).to_owned() + "…"
}

fn remarks([a, b]: [&Report; 2]) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut warn = |code: &str, message: String| found.push(Warning { code: code.to_owned(), message });
    if a.tool.version != b.tool.version {
        let message = format!("the reports are of versions {} and {} of the program", a.tool.version, b.tool.version);
        warn("tool_version", message);
    }
    if a.settings.period != b.settings.period {
        let message = format!(
            "one series is by {} and one by {}; the means compared here are of all documents",
            a.settings.period, b.settings.period
        );
        warn("period", message);
    }
    if a.corpus == b.corpus {
        warn("same_corpus", "both reports seem to be of the same documents".to_owned());
    } else if overlap(a, b) {
        let message = "the dates of the reports overlap: documents that are in both make the intervals too wide";
        warn("overlap", message.to_owned());
    }
    found
}

/// Whether there are days that both reports may have documents of.
fn overlap(a: &Report, b: &Report) -> bool {
    let span = |report: &Report| report.corpus.first_date.clone().zip(report.corpus.last_date.clone());
    span(a).zip(span(b)).is_some_and(|((a_first, a_last), (b_first, b_last))| a_first <= b_last && b_first <= a_last)
}

/// A warning about actors of whom there is too little on a side.
pub(super) fn thin(actors: &[ActorComparison]) -> Option<Warning> {
    let compared = actors.iter().filter(|actor| actor.change.difference.is_some());
    let is_thin = |actor: &&ActorComparison| actor.before.caution.or(actor.after.caution).is_some();
    let (thin, all) = (compared.clone().filter(is_thin).count(), compared.count());
    (thin > 0).then(|| Warning {
        code: "few_documents".to_owned(),
        message: format!("{thin} of {all} differences rest on few documents on a side (see `caution`)"),
    })
}
