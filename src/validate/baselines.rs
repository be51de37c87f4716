//! What simpler ways reach on the same units: without them no figure says anything.

use std::collections::BTreeMap;

use super::Task;
use super::confusion::{Confusion, LABELS};
use super::predict::{Item, place, reading, tone};
use super::units::{Coded, Unit};
use crate::analyze::Analyzer;
use crate::model::Document;
use crate::report::{Baseline, rounded};
use crate::token::{Kind, tokenize};

/// Words on either side of the actor.
const WINDOW: usize = 8;

/// Always the commonest label; the commonest label of the same actor's other units; the tone of the words around the
/// actor. The last two stand only where all units name an actor, or give its place.
pub(super) fn baselines(items: &[Item], coded: &Coded, task: Task, analyzer: &Analyzer) -> Vec<Baseline> {
    let judged: Vec<(&Unit, i8)> =
        items.iter().filter_map(|item| Some((&coded.units[item.unit], item.truth?))).collect();
    let truths: Vec<i8> = judged.iter().map(|(_, truth)| *truth).collect();
    let mut found = vec![baseline("majority", &truths, &vec![commonest(&truths); truths.len()])];
    let both_ways = items.iter().any(|item| item.reverse);
    if !both_ways && judged.iter().all(|(unit, _)| unit.actor.is_some()) {
        found.push(baseline("actor", &truths, &by_actor(&judged)));
    }
    if !both_ways && judged.iter().all(|(unit, _)| unit.target.is_some() || unit.actor.is_some()) {
        let labels: Vec<i8> = judged.iter().map(|(unit, _)| window(unit, task, analyzer)).collect();
        found.push(baseline("window", &truths, &labels));
    }
    found
}

fn baseline(name: &str, truths: &[i8], labels: &[i8]) -> Baseline {
    let confusion = Confusion::of(truths.iter().copied().zip(labels.iter().copied()));
    Baseline {
        name: name.to_owned(),
        accuracy: rounded(confusion.accuracy().unwrap_or(0.0)),
        macro_f1: rounded(confusion.macro_f1(&confusion.classes()).unwrap_or(0.0)),
        wrong_signs: confusion.wrong_signs(),
    }
}

/// The commonest label; of labels as common, 0 before -1 before +1.
fn commonest(truths: &[i8]) -> i8 {
    most(&LABELS.map(|label| truths.iter().filter(|&&truth| truth == label).count()), 0)
}

/// The label with the greatest count; `tie` if another has as many.
fn most(counts: &[usize; 3], tie: i8) -> i8 {
    let greatest = counts.iter().max();
    let mut leading = LABELS.into_iter().zip(counts).filter(|(_, count)| Some(*count) == greatest);
    match (leading.next(), leading.next()) {
        (Some((label, _)), None) => label,
        _ => tie,
    }
}

/// For each unit the commonest label of its actor's other units; without any, or in a tie, that of all other units.
fn by_actor(judged: &[(&Unit, i8)]) -> Vec<i8> {
    let at = |label: i8| usize::from((label + 1).unsigned_abs());
    let mut all = [0; 3];
    let mut actors: BTreeMap<Option<&str>, [usize; 3]> = BTreeMap::new();
    for (unit, truth) in judged {
        all[at(*truth)] += 1;
        actors.entry(unit.actor.as_deref()).or_default()[at(*truth)] += 1;
    }
    let others = |mut counts: [usize; 3], truth: i8| {
        counts[at(truth)] -= 1;
        counts
    };
    let label = |(unit, truth): &(&Unit, i8)| {
        let rest = most(&others(all, *truth), 0);
        actors.get(&unit.actor.as_deref()).map_or(rest, |counts| most(&others(*counts, *truth), rest))
    };
    judged.iter().map(label).collect()
}

/// The side of the tone of the words around the actor; nought where it does not stand in the text.
fn window(unit: &Unit, task: Task, analyzer: &Analyzer) -> i8 {
    let (document, analysis) = reading(unit, task, analyzer);
    let Some(span) = place(unit, task, &document, &analysis, analyzer.lexicon()) else { return 0 };
    let text = &document.text;
    let mut tokens = Vec::new();
    tokenize(text, 0, text.len(), &mut tokens);
    let words = || tokens.iter().filter(|token| token.kind == Kind::Word);
    let first = words().rev().filter(|token| token.end <= span.start).nth(WINDOW - 1).map_or(0, |token| token.start);
    let last = words().filter(|token| token.start >= span.end).nth(WINDOW - 1);
    let last = last.map_or(text.len() as u32, |token| token.end);
    let around = text[first as usize..last as usize].to_owned();
    let analysis = analyzer.analyze(&Document { text: around, ..Document::default() });
    tone(&analysis.sentences.iter().collect::<Vec<_>>()).label
}
