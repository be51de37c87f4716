//! The ranked table that is there without scripts.

use std::cmp::Ordering;

use maud::{Markup, html};

use crate::report::{ActorReport, Caution, Report};

/// Actors that the table without scripts shows.
const ROWS: usize = 40;

/// Actors with a stance, the most positive first, the most documented where there are too many.
pub(super) fn table(report: &Report) -> Markup {
    let mut actors: Vec<&ActorReport> = report.actors.iter().filter(|actor| actor.stance.mean.is_some()).collect();
    let all = actors.len();
    actors.sort_by_key(|actor| std::cmp::Reverse(actor.stance.documents));
    actors.truncate(ROWS);
    actors.sort_by(|a, b| by_mean(a, b).then_with(|| a.id.cmp(&b.id)));
    html! {
        table {
            caption { "Stance, −1 to +1: " (actors.len()) " of " (all) " actors with a stance, those with most documents." }
            thead { tr {
                th scope="col" { "Actor" } th scope="col" { "Mean" } th scope="col" { "95% interval" }
                th scope="col" { "Sentences" } th scope="col" { "Documents" } th scope="col" { "Caution" }
            } }
            tbody { @for actor in actors { (row(actor)) } }
        }
    }
}

fn by_mean(a: &ActorReport, b: &ActorReport) -> Ordering {
    let mean = |actor: &ActorReport| actor.stance.mean.unwrap_or_default();
    mean(b).total_cmp(&mean(a))
}

fn row(actor: &ActorReport) -> Markup {
    let stance = &actor.stance;
    html! {
        tr {
            th scope="row" { bdi { (actor.name) } }
            td { @if let Some(mean) = stance.mean { (signed(mean)) } }
            td { @if let Some([low, high]) = stance.ci95 { (signed(low)) " to " (signed(high)) } @else { "none" } }
            td { (stance.sentences) }
            td { (stance.documents) }
            td { (caution(stance.caution)) }
        }
    }
}

/// A score as it is shown, with a true minus sign.
pub(super) fn signed(score: f64) -> String {
    format!("{score:+.2}").replace('-', "\u{2212}")
}

fn caution(caution: Option<Caution>) -> &'static str {
    match caution {
        None => "",
        Some(Caution::FewDocuments) => "few documents",
        Some(Caution::OneDocument) => "one document",
    }
}
