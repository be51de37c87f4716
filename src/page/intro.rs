//! The first screen: what was measured on what, and how far it can be believed.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use maud::{Markup, html};

use super::shifts::Shift;
use crate::report::{ActorReport, Card, Estimate, Interval, Report};

/// What was measured, in one sentence and a list of facts.
pub(super) fn facts(report: &Report) -> Markup {
    let corpus = &report.corpus;
    let sources = report.actors.iter().flat_map(|actor| &actor.sources).map(|source| source.source.as_str());
    let sources = sources.collect::<BTreeSet<_>>().len();
    let dates = match (&corpus.first_date, &corpus.last_date) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "no dates".to_owned(),
    };
    let with_stance = report.actors.iter().filter(|actor| actor.stance.mean.is_some()).count();
    html! {
        dl.facts {
            div { dt { "Documents" } dd { (grouped(corpus.documents)) } }
            div { dt { "Sentences" } dd { (grouped(corpus.sentences)) } }
            div { dt { "Dates" } dd { (dates) } }
            div { dt { "Outlets" } dd { (grouped(sources as u64)) } }
            div { dt { "Actors with a stance" } dd { (with_stance) " of " (report.actors.len()) } }
            div.wide { dt { "Pack" } dd {
                bdi { (report.pack.id) } " " (report.pack.version) " "
                code title=(report.pack.sha256) { (report.pack.sha256.chars().take(12).collect::<String>()) }
            } }
        }
    }
}

/// A number with its thousands apart.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// The validity figures, or loudly that there are none.
pub(super) fn validity(report: &Report) -> Markup {
    match &report.validity {
        None => html! {
            p.warning role="note" {
                strong { "Not validated." }
                " Nobody has compared these figures with human codes on this corpus. Read them as a reading aid, not as a \
                 finding: draw a sample with " code { "stanceline sample" } ", code it, and measure with "
                code { "stanceline validate" } "."
            }
        },
        Some(validity) => html! {
            div.validity {
                p { strong { "Validated" } " for " (validity.card.task) " against human codes of "
                    (grouped(validity.card.codes.units)) " units in " (grouped(validity.card.codes.documents)) " documents: "
                    (figures(&validity.card)) "." }
                @if !validity.differs.is_empty() {
                    p.warning role="note" { strong { "This run differs from what was measured: " }
                        (validity.differs.join("; ")) "." }
                }
            }
        },
    }
}

fn figures(card: &Card) -> String {
    let figures = &card.figures;
    let named = [
        ("accuracy", &figures.accuracy),
        ("macro F1", &figures.macro_f1),
        ("Krippendorff's α", &figures.alpha_nominal),
        ("wrong signs", &figures.wrong_sign_share),
    ];
    named.map(|(name, figure)| format!("{name} {}", estimate(figure))).join(", ")
}

fn estimate(estimate: &Estimate) -> String {
    let value = estimate.value.map_or("undefined".to_owned(), |value| format!("{value:.2}"));
    match estimate.ci95 {
        Some([low, high]) => format!("{value} ({low:.2} to {high:.2})"),
        None => value,
    }
}

/// The main shifts, or that there is none.
pub(super) fn shifts(shifts: &[Shift], all: usize) -> Markup {
    html! {
        @if shifts.is_empty() {
            p { "No change of any actor's stance over time stands out from chance (permutation test at 5%, at least \
                 two periods and five documents on either side). That is no proof of steadiness: with few documents, \
                 only large changes can be seen." }
        } @else {
            ul.shifts { @for shift in shifts { li { bdi { b { (shift.name) } } " " (shift.words()) "." } } }
            p.note { @if all > shifts.len() { "The largest " (shifts.len()) " of " (all) " changes. " }
                "Each by a permutation test at 5% on its own: of twenty actors that never changed, one is expected to show a change." }
        }
    }
}

/// Actors named for each side on the first screen.
const NAMED: usize = 8;

/// Who stands clearly on which side: intervals that do not reach nought, of evidence that is not thin.
pub(super) fn sides(report: &Report) -> Markup {
    let poles = report.pack.poles.as_ref();
    let [positive, negative] = [
        poles.map_or("positive", |poles| poles.positive.as_str()),
        poles.map_or("negative", |poles| poles.negative.as_str()),
    ];
    html! {
        dl.sides {
            (side(report, positive, |[low, _]| low > 0.0))
            (side(report, negative, |[_, high]| high < 0.0))
        }
        p.note { "The 95% interval is on that side of nought, and the evidence is not thin. Each interval holds for its \
                  actor alone." }
    }
}

fn side(report: &Report, pole: &str, is_there: impl Fn(Interval) -> bool) -> Markup {
    let clear = |actor: &&ActorReport| actor.stance.caution.is_none() && actor.stance.ci95.is_some_and(&is_there);
    let mut actors: Vec<&ActorReport> = report.actors.iter().filter(clear).collect();
    actors.sort_by_key(|actor| Reverse(actor.stance.documents));
    html! {
        dt { "Toward " bdi { (pole) } }
        dd {
            @if actors.is_empty() { "no actor" }
            @for (at, actor) in actors.iter().take(NAMED).enumerate() { @if at > 0 { ", " } bdi { (actor.name) } }
            @if actors.len() > NAMED { ", and " (actors.len() - NAMED) " more" }
        }
    }
}
