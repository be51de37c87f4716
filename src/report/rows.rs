//! The rows of the long tables.

use std::io;

use super::number::rounded;
use super::tables::{Cell, Rows};
use super::types::{EvidenceReport, ObjectReport, Report, SentimentReport, StanceReport};

/// One row for each actor and measure.
pub(super) fn actors(report: &Report, sink: &mut Rows) -> io::Result<()> {
    for actor in &report.actors {
        let about = [Cell::Text(&actor.id), Cell::Text(&actor.name), Cell::Text(&actor.kind), whole(actor.mentions)];
        sink(&[&about[..], &stance(&actor.stance)].concat())?;
        sink(&[&about[..], &sentiment(&actor.sentiment)].concat())?;
    }
    Ok(())
}

/// One row for each actor, measure and step.
pub(super) fn series(report: &Report, sink: &mut Rows) -> io::Result<()> {
    for actor in &report.actors {
        let id = Cell::Text(&actor.id);
        for point in &actor.series {
            for figures in [stance(&point.stance), sentiment(&point.sentiment)] {
                let (measure, figures) = figures.split_at(1);
                sink(&[&[id], measure, &[Cell::Text(&point.period)], figures].concat())?;
            }
        }
    }
    Ok(())
}

/// One row for each actor, step, source and object.
pub(super) fn opinions(report: &Report, sink: &mut Rows) -> io::Result<()> {
    for actor in &report.actors {
        for cell in &actor.cells {
            let place = [Cell::Text(&actor.id), given(cell.period.as_deref()), given(cell.source.as_deref())];
            for about in &cell.objects {
                let sums = &about.sums.0;
                // Sums of millionths of less than 2^53 sentences are exact enough in a double for six decimals.
                let sum = sums.sum as f64 / 1e6;
                let mean = (sums.sentences > 0).then(|| rounded(sum / sums.sentences as f64));
                let figures =
                    [whole(sums.sentences), whole(sums.documents), Cell::Number(rounded(sum)), measured(mean)];
                sink(&[&place[..], &object(&about.object), &figures].concat())?;
            }
        }
    }
    Ok(())
}

/// One row for each quoted sentence and reason to quote it.
pub(super) fn evidence(report: &Report, sink: &mut Rows) -> io::Result<()> {
    for actor in &report.actors {
        let lists =
            [("strongest", &actor.evidence), ("strongest_of_year", &actor.evidence_by_year), ("sample", &actor.sample)];
        for (chosen_as, list) in lists {
            for piece in list {
                sink(&[&[Cell::Text(&actor.id), Cell::Text(chosen_as)][..], &quoted(piece)].concat())?;
            }
        }
    }
    Ok(())
}

fn quoted(piece: &EvidenceReport) -> Vec<Cell<'_>> {
    let mut row = vec![Cell::Text(&piece.document), given(piece.date.as_deref()), given(piece.source.as_deref())];
    row.push(Cell::Text(&piece.sentence));
    row.extend([whole(u64::from(piece.start)), whole(u64::from(piece.end)), Cell::Number(piece.score)]);
    row.push(Cell::Text(&piece.rule));
    row.extend(object(&piece.object));
    row.extend([Cell::Count(i64::from(piece.polarity)), Cell::Number(piece.strength)]);
    row
}

fn stance(stance: &StanceReport) -> [Cell<'static>; 9] {
    let [low, high] = stance.ci95.map_or([None, None], |bounds| bounds.map(Some)).map(measured);
    let counts = [stance.sentences, stance.documents, stance.favor, stance.mixed, stance.against].map(whole);
    let [sentences, documents, positive, between, negative] = counts;
    let mean = measured(stance.mean);
    [Cell::Text("stance"), mean, low, high, sentences, documents, positive, between, negative]
}

fn sentiment(sentiment: &SentimentReport) -> [Cell<'static>; 9] {
    let [low, high] = sentiment.ci95.map_or([None, None], |bounds| bounds.map(Some)).map(measured);
    let SentimentReport { sentences, documents, positive, neutral, negative, .. } = *sentiment;
    let [sentences, documents, positive, between, negative] =
        [sentences, documents, positive, neutral, negative].map(whole);
    let mean = measured(sentiment.mean);
    [Cell::Text("sentiment"), mean, low, high, sentences, documents, positive, between, negative]
}

fn measured(number: Option<f64>) -> Cell<'static> {
    number.map_or(Cell::Missing, Cell::Number)
}

fn given(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Missing, Cell::Text)
}

fn whole(number: u64) -> Cell<'static> {
    Cell::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

fn object(object: &ObjectReport) -> [Cell<'_>; 2] {
    match object {
        ObjectReport::Frame(id) => [Cell::Text("frame"), Cell::Text(id)],
        ObjectReport::Actor(id) => [Cell::Text("actor"), Cell::Text(id)],
    }
}
