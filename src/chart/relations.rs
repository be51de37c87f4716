//! What actors hold toward each other, as a directed matrix.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::facts::Facts;
use super::figure::Figure;
use super::matrix::{self, Matrix};
use super::sheet::Sheet;
use super::{Drawn, Options};
use crate::aggregate::Clusters;
use crate::report::{RelationReport, Report, escape_controls};

/// Holders drawn if it is not said how many.
const TOP: usize = 12;

pub(super) fn draw(report: &Report, facts: &Facts, options: &Options) -> Option<Drawn> {
    let figures: Vec<(&RelationReport, Figure)> = report
        .relations
        .iter()
        .filter(|relation| options.wants(&relation.holder) || options.wants(&relation.object))
        .filter_map(|relation| Some((relation, figure(relation)?)))
        .collect();
    let (holders, all_holders) = most(&figures, |relation| &relation.holder, options.top.unwrap_or(TOP));
    let with_holder = figures.iter().filter(|(relation, _)| holders.contains(&relation.holder.as_str()));
    let with_holder: Vec<_> = with_holder.copied().collect();
    let (targets, all_targets) = most(&with_holder, |relation| &relation.object, matrix::room(options));
    if holders.is_empty() {
        return None;
    }
    let place = |list: &[&str], id: &str| list.iter().position(|one| *one == id);
    let cells = with_holder.iter().filter_map(|(relation, figure)| {
        let key = (place(&holders, &relation.holder)?, place(&targets, &relation.object)?);
        Some((key, *figure))
    });
    let matrix = Matrix { cells: cells.collect(), rows: names(report, &holders), columns: names(report, &targets) };
    let words = options.lang.words();
    let title = format!("{}: {}", words.relations, words.holder_target);
    let mut sheet = Sheet::new(title, facts, options);
    matrix.draw(&mut sheet);
    let mut notes = vec![words.relation_cells.to_owned()];
    notes.extend(super::shown(words.actors_shown, holders.len(), all_holders));
    notes.extend(super::shown(words.targets_shown, targets.len(), all_targets));
    let vega = matrix.vega(options);
    Some(Drawn::new(sheet, &notes, vega))
}

fn figure(relation: &RelationReport) -> Option<Figure> {
    let mut sums = Clusters::default();
    relation.cells.iter().for_each(|cell| sums.merge(&cell.sums.0));
    Figure::of_sums(&sums)
}

/// Ids at one end of relations, those with most opinions first, and how many there are in all.
fn most<'a>(
    figures: &[(&'a RelationReport, Figure)],
    end: impl Fn(&'a RelationReport) -> &'a String,
    top: usize,
) -> (Vec<&'a str>, usize) {
    let mut opinions: BTreeMap<&str, u64> = BTreeMap::new();
    for (relation, figure) in figures {
        *opinions.entry(end(relation)).or_default() += figure.n;
    }
    let mut order: Vec<(&str, u64)> = opinions.into_iter().collect();
    order.sort_by_key(|(_, opinions)| Reverse(*opinions));
    let all = order.len();
    (order.into_iter().take(top).map(|(id, _)| id).collect(), all)
}

fn names(report: &Report, ids: &[&str]) -> Vec<String> {
    let name =
        |id: &str| report.actors.iter().find(|actor| actor.id == id).map_or(id.to_owned(), |actor| actor.name.clone());
    ids.iter().map(|id| escape_controls(&name(id)).into_owned()).collect()
}
