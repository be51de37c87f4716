//! Actors by their stance: a dot for the mean, a whisker for its interval, and both in figures.

use super::dots::{self, Row};
use super::facts::Facts;
use super::figure::Figure;
use super::sheet::Sheet;
use super::{Drawn, Options, chosen};
use crate::report::{ActorReport, Report, escape_controls};

/// Actors drawn if it is not said how many.
const TOP: usize = 20;

pub(super) fn draw(report: &Report, facts: &Facts, options: &Options) -> Option<Drawn> {
    let (actors, all) = chosen(report, options, TOP, |actor| actor.stance.mean.is_some());
    let mut rows: Vec<Row> = actors.iter().filter_map(|actor| row(actor, options)).collect();
    if rows.is_empty() {
        return None;
    }
    dots::rank(&mut rows);
    let words = options.lang.words();
    let mut sheet = Sheet::new(facts.title(words.ranked), facts, options);
    dots::draw(&mut sheet, &rows, &[words.mean, words.opinions_documents], 1.0);
    let vega = dots::vega(&sheet, &rows, 1.0);
    let mut notes = vec![words.intervals.to_owned()];
    notes.extend(super::shown(words.actors_shown, rows.len(), all));
    Some(Drawn::new(sheet, &notes, vega))
}

fn row(actor: &ActorReport, options: &Options) -> Option<Row> {
    let figure = Figure::of_stance(&actor.stance)?;
    let name = escape_controls(&actor.name).into_owned();
    let counts = format!("{} ({})", figure.n, figure.documents);
    let columns = vec![options.lang.words().signed(figure.mean), counts];
    let (about, record) = (figure.about(&name), figure.record(&[("actor", &name)]));
    Some(Row { name, figure, columns, about, record })
}
