//! Predictions as files: those of the program for other scorers, and those of others to be measured here.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Deserialize;
use serde_json::json;

use super::predict::{Item, Prediction};
use super::problems::{BAD_PREDICTIONS, at};
use super::sheet::Sheet;
use crate::aggregate::SentimentLabel;
use crate::model::Problem;

#[derive(Deserialize)]
struct Line {
    id: String,
    label: Option<i8>,
    score: Option<f64>,
    reverse_label: Option<i8>,
    reverse_score: Option<f64>,
}

/// Writes one `{"id", "label", "score"}` a line for each item.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_predictions(items: &[Item], out: &mut dyn Write) -> io::Result<()> {
    for item in items {
        let line = json!({"id": item.id, "label": item.prediction.label, "score": item.prediction.score});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Replaces what the program says by the predictions of a file, and returns how many items it does not name: they
/// count as 0. A score without a label is a side from ±0.05 on.
///
/// # Errors
/// All lines that are no prediction or name an item twice.
pub fn read_predictions(items: &mut [Item], file: &Sheet) -> Result<u64, Vec<Problem>> {
    let text = String::from_utf8_lossy(&file.bytes);
    let (mut known, mut problems) = (BTreeMap::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let mut problem = |message: String| problems.push(at(BAD_PREDICTIONS, &file.name, number, message));
        match serde_json::from_str::<Line>(line) {
            Err(error) => problem(error.to_string()),
            Ok(line) if line.label.is_none() && line.score.is_none() => problem("no label and no score".to_owned()),
            Ok(line) if line.label.is_some_and(|label| label.abs() > 1) => problem("no label of ours".to_owned()),
            Ok(line) => {
                if line.reverse_label.is_some() || line.reverse_score.is_some() {
                    let reverse = prediction(line.reverse_label, line.reverse_score);
                    known.insert(format!("{}#rev", line.id), reverse);
                }
                if known.insert(line.id.clone(), prediction(line.label, line.score)).is_some() {
                    problem(format!("{} is predicted twice", line.id));
                }
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut missing = 0;
    for item in items {
        missing += u64::from(!known.contains_key(&item.id));
        item.prediction = known.remove(&item.id).unwrap_or_default();
    }
    Ok(missing)
}

fn prediction(label: Option<i8>, score: Option<f64>) -> Prediction {
    let least = SentimentLabel::NEUTRAL_BELOW.to_f64();
    let side = |score: f64| i8::from(score >= least) - i8::from(score <= -least);
    let label = label.or(score.map(side)).unwrap_or(0);
    Prediction { label, score: score.unwrap_or(f64::from(label)), rule: "" }
}
