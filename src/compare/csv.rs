//! The comparison as CSV in long form.

use std::io::{self, Write};

use super::types::{Comparison, Difference, MeanReport};
use crate::report::{Interval, ObjectReport, SentimentReport, StanceReport, defused, io_error};

const HEADER: [&str; 23] = [
    "measure",
    "actor",
    "object_kind",
    "object",
    "before",
    "after",
    "before_mean",
    "before_low",
    "before_high",
    "before_sentences",
    "before_documents",
    "after_mean",
    "after_low",
    "after_high",
    "after_sentences",
    "after_documents",
    "difference",
    "difference_low",
    "difference_high",
    "p",
    "q",
    "effect",
    "caution",
];

/// Writes one row for each pair of means: measures `stance`, `sentiment`, `object` (stance in sentences about one
/// object) and `relation`. Where there is no figure the cell is empty.
pub(super) fn write(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(HEADER).map_err(io_error)?;
    let labels = [comparison.before.label.clone(), comparison.after.label.clone()];
    for actor in &comparison.actors {
        let periods = actor.periods.as_ref().unwrap_or(&labels);
        let stance = [&actor.before, &actor.after].map(mean_of_stance);
        writer.write_record(row(["stance", &actor.id, "", ""], periods, &stance, &actor.change)).map_err(io_error)?;
        let sentiment = &actor.sentiment;
        let means = [&sentiment.before, &sentiment.after].map(mean_of_sentiment);
        writer
            .write_record(row(["sentiment", &actor.id, "", ""], periods, &means, &sentiment.change))
            .map_err(io_error)?;
        for object in &actor.objects {
            let (kind, id) = match &object.object {
                ObjectReport::Frame(id) => ("frame", id),
                ObjectReport::Actor(id) => ("actor", id),
            };
            let means = [object.before, object.after];
            writer
                .write_record(row(["object", &actor.id, kind, id], periods, &means, &object.change))
                .map_err(io_error)?;
        }
    }
    for relation in &comparison.relations {
        let periods = relation.periods.as_ref().unwrap_or(&labels);
        let means = [relation.before, relation.after];
        let names = ["relation", &relation.holder, "actor", &relation.object];
        writer.write_record(row(names, periods, &means, &relation.change)).map_err(io_error)?;
    }
    writer.flush()
}

fn mean_of_stance(stance: &StanceReport) -> MeanReport {
    let StanceReport { mean, ci95, sentences, documents, caution, .. } = *stance;
    MeanReport { mean, ci95, sentences, documents, caution }
}

fn mean_of_sentiment(sentiment: &SentimentReport) -> MeanReport {
    let SentimentReport { mean, ci95, sentences, documents, caution, .. } = *sentiment;
    MeanReport { mean, ci95, sentences, documents, caution }
}

fn row(names: [&str; 4], periods: &[String; 2], means: &[MeanReport; 2], change: &Difference) -> Vec<String> {
    let mut row: Vec<String> = names.into_iter().map(defused).collect();
    row.extend(periods.iter().map(|period| defused(period)));
    for mean in means {
        row.push(figure(mean.mean));
        row.extend(bounds(mean.ci95));
        row.extend([mean.sentences, mean.documents].map(|count| count.to_string()));
    }
    row.push(figure(change.difference));
    row.extend(bounds(change.ci95));
    row.extend([change.p, change.q, change.effect].map(figure));
    let caution = means[0].caution.max(means[1].caution);
    row.push(caution.map_or(String::new(), |caution| caution.as_str().to_owned()));
    row
}

fn bounds(interval: Option<Interval>) -> [String; 2] {
    [interval.map(|[low, _]| low), interval.map(|[_, high]| high)].map(figure)
}

fn figure(figure: Option<f64>) -> String {
    figure.map_or(String::new(), |figure| figure.to_string())
}
