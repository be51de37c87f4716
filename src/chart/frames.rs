//! Actors by frames: how each stands in what it says of each frame.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::facts::Facts;
use super::figure::Figure;
use super::matrix::{self, Matrix};
use super::sheet::Sheet;
use super::{Drawn, Options, chosen};
use crate::aggregate::Clusters;
use crate::report::{ActorReport, ObjectReport, Report, escape_controls};

/// Actors drawn if it is not said how many.
const TOP: usize = 12;

pub(super) fn draw(report: &Report, facts: &Facts, options: &Options) -> Option<Drawn> {
    let (actors, all) = chosen(report, options, TOP, |actor| !frames(actor).is_empty());
    let of_actors: Vec<BTreeMap<&str, Clusters>> = actors.iter().map(|actor| frames(actor)).collect();
    let mut sentences: BTreeMap<&str, u64> = BTreeMap::new();
    for (frame, sums) in of_actors.iter().flatten() {
        *sentences.entry(frame).or_default() += sums.sentences;
    }
    let mut columns: Vec<(&str, u64)> = sentences.into_iter().collect();
    columns.sort_by_key(|(_, sentences)| Reverse(*sentences));
    let found = columns.len();
    columns.truncate(matrix::room(options));
    if columns.is_empty() {
        return None;
    }
    let mut cells = BTreeMap::new();
    for (row, frames) in of_actors.iter().enumerate() {
        for (column, (frame, _)) in columns.iter().enumerate() {
            if let Some(figure) = frames.get(frame).and_then(Figure::of_sums) {
                cells.insert((row, column), figure);
            }
        }
    }
    let words = options.lang.words();
    let name = |text: &str| escape_controls(text).into_owned();
    let matrix = Matrix {
        rows: actors.iter().map(|actor| name(&actor.name)).collect(),
        columns: columns.iter().map(|(frame, _)| name(frame)).collect(),
        cells,
    };
    let mut sheet = Sheet::new(facts.title(words.frames), facts, options);
    matrix.draw(&mut sheet);
    let mut notes = vec![words.frame_cells.to_owned()];
    notes.extend(sheet.poles_note());
    notes.extend(super::shown(words.actors_shown, actors.len(), all));
    notes.extend(super::shown(words.frames_shown, columns.len(), found));
    let vega = matrix.vega(options);
    Some(Drawn::new(sheet, &notes, vega))
}

/// Sums of an actor's stance by frame; each sentence counts for the object of its strongest opinion alone.
fn frames(actor: &ActorReport) -> BTreeMap<&str, Clusters> {
    let mut frames: BTreeMap<&str, Clusters> = BTreeMap::new();
    for one in actor.cells.iter().flat_map(|cell| &cell.objects) {
        if let ObjectReport::Frame(id) = &one.object {
            frames.entry(id).or_default().merge(&one.sums.0);
        }
    }
    frames
}
