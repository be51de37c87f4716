//! From rows of code sheets to units with the codes of all coders.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::Task;
use super::labels::{NoLabel, label, majority};
use super::problems::{BAD_LABEL, BAD_PLACE, BROKEN_SHEET, DUPLICATE_CODE, EMPTY_SHEET, MISMATCH, MISSING_FIELD, at};
use super::sheet::{self, Row, Sheet, Source, Span};
use crate::model::{Document, Problem};

/// A stretch of a text in code points, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// What was coded: a stretch of text and, but for its tone, an actor in it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its id.
    pub id: String,
    /// The sheet that it stands in.
    pub file: String,
    /// The line there.
    pub line: u64,
    /// The text, or, once it was found in the corpus, the whole document.
    pub document: Arc<Document>,
    /// Whether `document` is that of the corpus, in which the program finds actors by itself.
    pub in_corpus: bool,
    /// Code points before the text in its document, where the sheet says so.
    pub offset: Option<u32>,
    /// The sentence itself, where the sheet gives its words.
    pub sentence: Option<String>,
    /// The actor's id, name, or whatever the sheet calls it.
    pub actor: Option<String>,
    /// Where the actor stands, or the target of a relation.
    pub target: Option<Place>,
    /// Where the source of a relation stands.
    pub source: Option<Place>,
    /// What counts as true: the code given without a coder, else that of most coders; `None` if they are divided.
    pub truth: Option<i8>,
    /// Of a relation: the code from target to source.
    pub reverse: Option<i8>,
    /// A code on a continuous scale.
    pub score: Option<f64>,
    /// The part of the data that it belongs to.
    pub set: Option<String>,
    /// The codes of each coder of [`Coded::coders`].
    pub codes: Vec<Option<i8>>,
}

impl Unit {
    /// What units are resampled by: the document, or the text where no document is named.
    pub fn group(&self) -> &str {
        if self.document.id.is_empty() { &self.document.text } else { &self.document.id }
    }
}

/// All units of the sheets.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// Names of the coders, sorted; empty if the codes are given without one.
    pub coders: Vec<String>,
    /// Units with at least one code, in the order of the sheets.
    pub units: Vec<Unit>,
    /// Units without any code, which are left out.
    pub uncoded: u64,
}

/// One unit as it is put together from rows.
struct Draft {
    unit: Unit,
    settled: Option<i8>,
    codes: BTreeMap<String, i8>,
}

/// The units of code sheets, alone those of `set` where one is named.
///
/// # Errors
/// All that is wrong with the sheets: with one broken row nothing is measured.
pub fn read_units(sheets: &[Sheet], task: Task, set: Option<&str>) -> Result<Coded, Vec<Problem>> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for sheet in sheets {
        let rows = match sheet::rows(sheet) {
            Ok(rows) => rows,
            Err(broken) => {
                problems.extend(broken);
                continue;
            }
        };
        for (line, row) in rows.into_iter().filter(|(_, row)| set.is_none() || row.set.as_deref() == set) {
            if let Err(problem) = add(&sheet.name, line, row, task, &mut drafts, &mut by_id) {
                problems.push(problem);
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let coded = settle(drafts);
    if coded.units.is_empty() {
        let file = sheets.first().map_or("", |sheet| sheet.name.as_str());
        let message = if coded.uncoded > 0 { "no unit has a code" } else { "no units" };
        return Err(vec![at(EMPTY_SHEET, file, 0, message)]);
    }
    Ok(coded)
}

fn add(
    file: &str,
    line: u64,
    row: Row,
    task: Task,
    drafts: &mut Vec<Draft>,
    by_id: &mut BTreeMap<String, usize>,
) -> Result<(), Problem> {
    let bad_label = |value: &Value| at(BAD_LABEL, file, line, format!("{value} is no label"));
    let read = |value: &Value| label(value).map_err(|NoLabel| bad_label(value));
    let settled = row.label.as_ref().map(read).transpose()?.flatten();
    let reverse = row.reverse_label.as_ref().map(read).transpose()?.flatten();
    let mut codes: BTreeMap<String, i8> = BTreeMap::new();
    for (coder, value) in &row.codes {
        codes.extend(read(value)?.map(|code| (coder.clone(), code)));
    }
    let coder = row.coder.clone();
    let unit = unit(file, line, row, task, reverse)?;
    let draft = match by_id.get(&unit.id) {
        Some(&known) => {
            let draft = &mut drafts[known];
            let is_same = draft.unit.document == unit.document
                && (&draft.unit.actor, draft.unit.target) == (&unit.actor, unit.target);
            if !is_same {
                let message = format!("unit {} is another one in line {}", unit.id, draft.unit.line);
                return Err(at(MISMATCH, file, line, message));
            }
            draft
        }
        None => {
            by_id.insert(unit.id.clone(), drafts.len());
            drafts.push(Draft { unit, settled: None, codes: BTreeMap::new() });
            let Some(draft) = drafts.last_mut() else { return Ok(()) };
            draft
        }
    };
    let id = &draft.unit.id;
    let twice = |whose: &str| at(DUPLICATE_CODE, file, line, format!("unit {id} has a second code{whose}"));
    match (coder, settled) {
        (Some(coder), Some(code)) => drop(codes.insert(coder, code)),
        (None, Some(code)) if draft.settled.replace(code).is_some() => return Err(twice("")),
        _ => {}
    }
    for (coder, code) in codes {
        if draft.codes.insert(coder.clone(), code).is_some() {
            return Err(twice(&format!(" of {coder}")));
        }
    }
    Ok(())
}

fn unit(file: &str, line: u64, row: Row, task: Task, reverse: Option<i8>) -> Result<Unit, Problem> {
    let missing = |what: &str| at(MISSING_FIELD, file, line, format!("no {what}"));
    let id = row.id.filter(|id| !id.is_empty()).ok_or_else(|| missing("id"))?;
    if row.text.is_none() && row.document.is_none() {
        return Err(missing("text"));
    }
    let text = row.text.unwrap_or_default();
    let length = text.chars().count() as u32;
    let place = |span: Option<Span>| {
        let Some(Span { start: Some(start), end: Some(end) }) = span else { return Ok(None) };
        if start < end && end <= length {
            return Ok(Some(Place { start, end }));
        }
        Err(at(BAD_PLACE, file, line, format!("{start} to {end} in a text of {length} code points")))
    };
    let target = place(row.target.or(Some(Span { start: row.start, end: row.end })))?;
    let source = place(match row.source {
        Some(Source::Place(span)) => Some(span),
        _ => None,
    })?;
    match task {
        Task::Stance | Task::Sentiment if target.is_none() && row.actor.is_none() => return Err(missing("actor")),
        Task::Relation if target.is_none() => return Err(missing("place of the target (target, or start and end)")),
        Task::Relation if source.is_none() => return Err(missing("place of the source (source, or source_start …)")),
        _ => {}
    }
    let date = row.date.as_deref().map(str::parse).transpose();
    let date = date.map_err(|error| at(BROKEN_SHEET, file, line, format!("date: {error}")))?;
    let document = row.document.unwrap_or_default();
    Ok(Unit {
        id,
        file: file.to_owned(),
        line,
        document: Arc::new(Document { id: document, date, speaker: row.speaker, text, ..Document::default() }),
        in_corpus: false,
        offset: row.offset,
        sentence: row.sentence.as_ref().and_then(Value::as_str).map(str::to_owned),
        actor: row.actor,
        target,
        source,
        truth: None,
        reverse,
        score: row.score,
        set: row.set,
        codes: Vec::new(),
    })
}

fn settle(drafts: Vec<Draft>) -> Coded {
    let names: BTreeSet<String> = drafts.iter().flat_map(|draft| draft.codes.keys().cloned()).collect();
    let mut coded = Coded { coders: names.into_iter().collect(), ..Coded::default() };
    for Draft { mut unit, settled, codes } in drafts {
        if settled.is_none() && codes.is_empty() {
            coded.uncoded += 1;
            continue;
        }
        unit.codes = coded.coders.iter().map(|coder| codes.get(coder).copied()).collect();
        unit.truth = settled.or_else(|| majority(&unit.codes));
        coded.units.push(unit);
    }
    coded
}
