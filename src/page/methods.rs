//! How it was made: methods from the settings, how to cite, and what was skipped.

use maud::{Markup, html};

use super::intro::grouped;
use crate::report::{Report, ReportSettings};

/// The methods section.
pub(super) fn methods(report: &Report) -> Markup {
    let Report { pack, settings, tool, .. } = report;
    html! {
        p { "Sentences were read by " (tool.name) " " (tool.version) " with the lexicon pack " bdi { (pack.id) } " "
            (pack.version) " (SHA-256 " code.hash { (pack.sha256) } ")"
            @if !pack.requires.is_empty() {
                ", which requires " @for (at, required) in pack.requires.iter().enumerate() {
                    @if at > 0 { ", " } bdi { (required.id) } " " (required.version)
                }
            } ". Rules link a holder to an object by the words between them; each opinion has a polarity and a strength." }
        @if let Some(poles) = &pack.poles {
            p { "Stance is toward " @if let Some(target) = &pack.target { bdi { (target) } } @else { "the agenda" }
                ": +1 is " bdi { (poles.positive) } ", −1 is " bdi { (poles.negative) }
                ". Sentiment is how an actor is spoken of, which is another thing." }
        }
        p { "A mean is over sentences, each counted once. Intervals are 95% confidence intervals with documents as \
             clusters (Cochran 1977, 6.4; Student's t with one degree less than documents), so that one author's mood counts as one \
             voice. There is no interval under two documents. Hollow marks are thin: the evidence weighs less than ten \
             documents. No evidence is never shown as neutral: such periods are gaps." }
        p { "Change points: binary segmentation with a permutation test (Vostrikova 1981; Antoch and Hušková 2001)." }
        ul { @for line in told(settings) { li { (line) } } }
        @if report.corpus.mentions > 0 {
            p { (grouped(report.corpus.mentions_without_opinion)) " of " (grouped(report.corpus.mentions))
                " mentions of actors carry no opinion in their sentence." }
        }
    }
}

fn told(settings: &ReportSettings) -> Vec<String> {
    let mut told = vec![format!("Time series by {}.", settings.period)];
    told.push(match (settings.dedup.as_str(), settings.dedup_threshold) {
        ("near", Some(share)) => {
            format!("Near copies (at least {share} of common words in a row) of a text were set aside.")
        }
        ("exact", _) => "Copies of a text with the same words were set aside.".to_owned(),
        _ => "Copies of a text were not set aside: reprints count each time.".to_owned(),
    });
    told.push(format!(
        "Stored evidence: for each actor the {0} strongest sentences on either side, {1} for each year and side, and {0} drawn by lot.",
        settings.evidence, settings.evidence_by_year
    ));
    if settings.entities_only {
        told.push("Only actors supplied with the documents were counted.".to_owned());
    }
    if !settings.without.is_empty() {
        told.push(format!("Switched off: {}.", settings.without.join(", ")));
    }
    told
}

/// What was left out, or mended.
pub(super) fn skipped(report: &Report) -> Markup {
    let corpus = &report.corpus;
    html! {
        ul {
            li { (grouped(report.dedup.set_aside)) " copies set aside, in " (grouped(report.dedup.groups)) " groups." }
            li { (grouped(corpus.undated)) " documents without a date: in the totals, not in the series." }
            li { (grouped(corpus.split_sentences)) " sentences cut because they were too long." }
        }
        @if corpus.skipped.is_empty() { p { "No record was skipped or mended." } } @else {
            div.scroll tabindex="0" role="region" aria-label="Skipped records" { table {
                caption { "Records skipped or mended" }
                thead { tr { th scope="col" { "Reason" } th scope="col" { "Count" } th scope="col" { "Examples" } } }
                tbody { @for one in &corpus.skipped {
                    tr { th scope="row" { (one.reason) } td { (one.count) }
                        td { @for (at, example) in one.examples.iter().enumerate() { @if at > 0 { ", " } bdi { (example) } } } }
                } }
            } }
        }
    }
}

/// How to cite the program, the pack and the corpus.
pub(super) fn cite(report: &Report) -> Markup {
    let Report { tool, pack, corpus, .. } = report;
    html! {
        p { "State the program, the pack with its hash, and the corpus:" }
        blockquote { p {
            "Measured with " (tool.name) " " (tool.version) ", lexicon pack " bdi { (pack.id) } " " (pack.version)
            " (sha256:" (pack.sha256.chars().take(12).collect::<String>()) "), on " (grouped(corpus.documents)) " documents"
            @if let (Some(first), Some(last)) = (&corpus.first_date, &corpus.last_date) { " dated " (first) " to " (last) }
            @if report.validity.is_none() { "; not validated" } "."
        } }
    }
}
