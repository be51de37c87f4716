//! The worst errors, each with all that was found in its sentence.

use std::path::Path;

use super::evaluation::Settings;
use super::predict::{Item, deciding, reading};
use super::types::ErrorReport;
use super::units::Coded;
use crate::analyze::Analyzer;
use crate::report::{AnnotatedDocument, rounded};

/// The worst errors: opposite signs, then sides where there is none, then sides missed; the strongest first.
pub(super) fn errors(items: &[&Item], coded: &Coded, analyzer: &Analyzer, settings: &Settings) -> Vec<ErrorReport> {
    let kind = |truth: i8, label: i8| match (truth, label) {
        _ if truth * label < 0 => 0,
        (0, _) => 1,
        _ => 2,
    };
    let mut wrong: Vec<(&Item, i8)> = items
        .iter()
        .filter_map(|item| Some((*item, item.truth?)))
        .filter(|(item, truth)| *truth != item.prediction.label)
        .collect();
    wrong.sort_by(|(a, a_truth), (b, b_truth)| {
        let order = kind(*a_truth, a.prediction.label).cmp(&kind(*b_truth, b.prediction.label));
        let size = b.prediction.score.abs().total_cmp(&a.prediction.score.abs());
        order.then(size).then_with(|| a.id.cmp(&b.id))
    });
    wrong.truncate(settings.errors);
    wrong.into_iter().map(|(item, truth)| error(item, truth, coded, analyzer, settings)).collect()
}

fn error(item: &Item, truth: i8, coded: &Coded, analyzer: &Analyzer, settings: &Settings) -> ErrorReport {
    let unit = &coded.units[item.unit];
    let (document, analysis) = reading(unit, settings.task, analyzer);
    let here = deciding(unit, settings.task, &document, &analysis, analyzer.lexicon()).map(|sentence| sentence.span);
    let number = analysis.sentences.iter().position(|sentence| Some(sentence.span) == here);
    let annotated = AnnotatedDocument::new(&document, &analysis, analyzer.lexicon());
    let found = number.and_then(|number| annotated.sentences.into_iter().nth(number));
    ErrorReport {
        id: item.id.clone(),
        place: format!("{}:{}", file_name(&unit.file), unit.line),
        actor: unit.actor.clone(),
        truth,
        label: item.prediction.label,
        score: rounded(item.prediction.score),
        rule: item.prediction.rule.to_owned(),
        text: here.map_or(&*document.text, |span| span.of(&document.text)).to_owned(),
        found: found.filter(|_| settings.foreign.is_none()),
    }
}

/// The file without its folders, which are a matter of this machine.
fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(std::ffi::OsStr::to_str).unwrap_or(path)
}
