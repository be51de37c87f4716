//! Learned weights as a file of a pack.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::table::{self, Column, Shown};
use super::{Fitted, sharpness};
use crate::model::{Measure, Zone};

/// A form is written if at least so many texts show it.
const FORM_SUPPORT: usize = 3;

/// Where the labelled texts come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Ids of `[[source]]` entries in `pack.toml`.
    pub sources: Vec<String>,
    /// Date of the texts.
    pub date: String,
    /// The command, for the head of the file.
    pub command: String,
}

/// The forms of a stem that texts show, and how many texts show any.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    support: usize,
    /// Texts in small letters, and with a capital, by form.
    texts: BTreeMap<String, [usize; 2]>,
}

/// Counts forms over texts.
pub(super) fn forms(shown: &[Shown]) -> BTreeMap<String, Forms> {
    let mut forms: BTreeMap<String, Forms> = BTreeMap::new();
    for one in shown {
        let mut last = "";
        for (stem, form, capital) in &one.forms {
            let of_stem = forms.entry(stem.clone()).or_default();
            of_stem.support += usize::from(stem != last);
            of_stem.texts.entry(form.clone()).or_default()[usize::from(*capital)] += 1;
            last = stem;
        }
    }
    forms
}

impl Forms {
    /// The forms that are common enough and mostly no name, the most common first.
    fn written(&self) -> Vec<&str> {
        let common = |[small, capital]: &[usize; 2]| small + capital >= FORM_SUPPORT && small >= capital;
        let mut forms: Vec<_> = self.texts.iter().filter(|(_, texts)| common(texts)).collect();
        forms.sort_by_key(|(form, [small, capital])| (std::cmp::Reverse(small + capital), form.as_str()));
        forms.into_iter().map(|(form, _)| form.as_str()).collect()
    }
}

/// The file.
pub(super) fn toml(fitted: &Fitted, origin: &Origin) -> String {
    let mut out = head(fitted, origin);
    let scales: &[&str] = if fitted.settings.measure == Measure::Sentiment { &["praise", "blame"] } else { &["tone"] };
    let mut rows: BTreeMap<Entry, Vec<(Zone, Vec<f64>)>> = BTreeMap::new();
    let mut bias = Vec::new();
    for (column, number) in &fitted.columns {
        let factor = table::scale(column) * sharpness(fitted.settings.measure);
        let weights = fitted.weights.iter().map(|scale| rounded(scale[*number as usize] * factor)).collect();
        match column {
            Column::Bias(0) => bias = weights,
            Column::Bias(_) => {}
            Column::Evidence(kind, zone) => {
                rows.entry(Entry::Evidence(kind.as_str())).or_default().push((*zone, weights));
            }
            Column::Word(stem, zone) => rows.entry(Entry::Word(stem)).or_default().push((*zone, weights)),
        }
    }
    if let [praise, blame] = bias[..] {
        let _ = writeln!(out, "bias = {{ praise = {}, blame = {} }}", number(praise), number(blame));
    } else if let [tone] = bias[..] {
        let _ = writeln!(out, "bias = {{ praise = {}, blame = 0.0 }}", number(tone));
    }
    if fitted.settings.measure == Measure::Tone {
        let _ = writeln!(out, "neutral = {}", number(fitted.neutral));
    }
    out.push_str("evidence = [\n");
    for (entry, zones) in &rows {
        if let Entry::Evidence(kind) = entry {
            let _ = writeln!(out, "    {{ kind = {kind:?}{} }},", weights(scales, zones));
        }
    }
    out.push_str("]\nwords = [\n");
    let mut lines: Vec<String> = rows.iter().filter_map(|(entry, zones)| word(fitted, scales, entry, zones)).collect();
    lines.sort();
    out.extend(lines);
    out.push_str("]\n");
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Entry<'a> {
    Evidence(&'a str),
    Word(&'a str),
}

fn head(fitted: &Fitted, Origin { sources, date, command }: &Origin) -> String {
    let figures = fitted.figures();
    let settings = fitted.settings;
    let measure = if settings.measure == Measure::Sentiment { "sentiment" } else { "tone" };
    let sources: Vec<String> = sources.iter().map(|source| format!("{source:?}")).collect();
    format!(
        "\
# Learned weights: written by a program from labelled text, not by hand.
#
#   {command}
#
# On the first of these sets, without learned weights: {without}.
# In cross-validation, each text by weights learned without it: {tried}.
# On the texts learned from: {trained}.

[[learned]]
measure = {measure:?}
source = [{sources}]
date = {date:?}
texts = {texts}
penalty = {penalty:?}
",
        without = figures.without,
        tried = figures.cross_validated,
        trained = figures.trained,
        sources = sources.join(", "),
        texts = fitted.texts,
        penalty = settings.penalty,
    )
}

/// The line of a word; none if no form is common enough or no weight is left.
fn word(fitted: &Fitted, scales: &[&str], entry: &Entry, zones: &[(Zone, Vec<f64>)]) -> Option<String> {
    let Entry::Word(stem) = entry else { return None };
    let forms = fitted.forms.get(*stem)?;
    let written: Vec<String> = forms.written().iter().map(|form| format!("{form:?}")).collect();
    let weights = weights(scales, zones);
    if written.is_empty() || weights.is_empty() {
        return None;
    }
    Some(format!("    {{ words = [{}], support = {}{weights} }},\n", written.join(", "), forms.support))
}

/// The weights by scale and zone; those of nought are left out.
fn weights(scales: &[&str], zones: &[(Zone, Vec<f64>)]) -> String {
    let mut out = String::new();
    for (at, scale) in scales.iter().enumerate() {
        let of_scale = zones.iter().filter(|(_, weights)| weights[at].abs() > 0.0);
        let mut parts: Vec<String> =
            of_scale.map(|(zone, weights)| format!("{} = {}", zone.as_str(), number(weights[at]))).collect();
        if parts.is_empty() {
            continue;
        }
        if *scale == "tone" {
            let tone = parts.remove(0);
            let _ = write!(out, ", tone{}", tone.trim_start_matches(Zone::Any.as_str()));
        } else {
            let _ = write!(out, ", {scale} = {{ {} }}", parts.join(", "));
        }
    }
    out
}

/// A weight to three decimals.
fn rounded(weight: f64) -> f64 {
    (weight * 1e3).round() / 1e3
}

fn number(weight: f64) -> String {
    let written = format!("{:?}", rounded(weight));
    if written == "-0.0" { "0.0".to_owned() } else { written }
}
