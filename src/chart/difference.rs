//! Actors by how far their stance moved from one side to the other.

use serde_json::json;

use super::dots::{self, Row};
use super::facts::Facts;
use super::figure::Figure;
use super::sheet::Sheet;
use super::{Drawn, Options};
use crate::compare::{ActorComparison, Comparison};
use crate::report::escape_controls;

/// Actors drawn if it is not said how many.
const TOP: usize = 20;

/// Largest difference of two stances.
const MOST: f64 = 2.0;

pub(super) fn draw(comparison: &Comparison, facts: &Facts, options: &Options) -> Option<Drawn> {
    let is_drawn = |actor: &&ActorComparison| options.wants(&actor.id) && actor.change.difference.is_some();
    let all = comparison.actors.iter().filter(is_drawn);
    let mut rows: Vec<Row> =
        all.clone().take(options.top.unwrap_or(TOP)).filter_map(|actor| row(actor, options)).collect();
    if rows.is_empty() {
        return None;
    }
    dots::rank(&mut rows);
    let words = options.lang.words();
    let mut sheet = Sheet::new(facts.title(words.difference), facts, options);
    dots::draw(&mut sheet, &rows, &[words.change, "q", words.documents], MOST);
    let vega = dots::vega(&sheet, &rows, MOST);
    let mut notes = vec![words.differences.to_owned()];
    notes.extend(super::shown(words.actors_shown, rows.len(), all.count()));
    Some(Drawn::new(sheet, &notes, vega))
}

fn row(actor: &ActorComparison, options: &Options) -> Option<Row> {
    let words = options.lang.words();
    let [before, after] = [&actor.before, &actor.after].map(Figure::of_stance);
    let (before, after) = (before?, after?);
    let figure = Figure {
        mean: actor.change.difference?,
        ci95: actor.change.ci95,
        n: before.n + after.n,
        documents: before.documents + after.documents,
        is_thin: before.is_thin || after.is_thin,
    };
    let name = escape_controls(&actor.name).into_owned();
    let q = actor.change.q.map_or("–".to_owned(), |q| words.probability(q));
    let documents = format!("{}/{}", before.documents, after.documents);
    let columns = vec![words.signed(figure.mean), q, documents];
    let about = format!("{}, {} to {}", figure.about(&name), before.mean, after.mean);
    let mut record = figure.record(&[("actor", &name)]);
    let more = [("before", json!(before.mean)), ("after", json!(after.mean)), ("q", json!(actor.change.q))];
    record.extend(more.map(|(key, value)| (key.to_owned(), value)));
    Some(Row { name, figure, columns, about, record })
}
