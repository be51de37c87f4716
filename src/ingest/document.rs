//! Makes documents from the fields of records.

use std::borrow::Cow;

use serde_json::Value;

use super::discover::Input;
use super::fields::Field;
use super::problems::{BAD_DATE, BAD_ENTITIES, EMPTY_TEXT, ENCODING_REPAIRED, Kind, MIXED_SCRIPTS};
use super::{Sink, problems};
use crate::model::{Document, Entity, Location, PartialDate};
use crate::token::mixed_word;

/// A record as read, its fields not yet checked.
#[derive(Debug, Default)]
pub(super) struct Draft<'a> {
    values: [Option<Cow<'a, str>>; 8],
    pub(super) entities: Option<Value>,
    /// Whether invalid bytes were replaced in reading it.
    pub(super) repaired: bool,
}

impl<'a> Draft<'a> {
    /// A draft without any field.
    pub(super) fn new(repaired: bool) -> Self {
        Self { repaired, ..Self::default() }
    }

    /// Sets a field other than the entities.
    pub(super) fn set(&mut self, field: Field, value: Cow<'a, str>) {
        if let Some(slot) = self.values.get_mut(field as usize) {
            *slot = Some(value);
        }
    }

    pub(super) fn has(&self, field: Field) -> bool {
        match field {
            Field::Entities => self.entities.is_some(),
            _ => self.values[field as usize].is_some(),
        }
    }

    /// A field without white space around it; `None` if nothing is left.
    fn short(&mut self, field: Field) -> Option<String> {
        let value = self.values[field as usize].take()?;
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }
}

/// Where a record comes from.
pub(super) struct Origin<'a> {
    pub(super) input: &'a Input,
    /// Its line; `None` if the input holds one document only.
    pub(super) line: Option<u64>,
}

impl Origin<'_> {
    pub(super) fn location(&self) -> Location {
        Location { file: self.input.name.clone(), line: self.line, column: None }
    }

    fn default_id(&self) -> String {
        self.line.map_or_else(|| self.input.id.clone(), |line| format!("{}:{line}", self.input.id))
    }
}

/// Hands on the document that a record with a text makes, after warnings of what is odd about it.
pub(super) fn finish(mut draft: Draft, origin: &Origin, sink: &mut Sink) {
    let mut warn = |kind: &Kind, message: String| sink(Err(kind.at(origin.location(), message)));
    if draft.repaired {
        warn(&ENCODING_REPAIRED, "invalid bytes were replaced".to_owned());
    }
    let text = draft.values[Field::Text as usize].take().unwrap_or_default().into_owned();
    if text.trim().is_empty() {
        warn(&EMPTY_TEXT, "the text is empty".to_owned());
    }
    if let Some(word) = mixed_word(&text) {
        warn(&MIXED_SCRIPTS, format!("the word {word:?} mixes letters of two scripts"));
    }
    let date = match draft.short(Field::Date) {
        None => date_in_name(origin),
        Some(given) => {
            let date = given.parse().ok();
            if date.is_none() {
                warn(&BAD_DATE, format!("date {given:?} is not understood; kept without a date"));
            }
            date
        }
    };
    let entities = draft.entities.take().map_or_else(Vec::new, |value| entities(&value, &text, &mut warn));
    let document = Document {
        id: draft.short(Field::Id).unwrap_or_else(|| origin.default_id()),
        date,
        source: draft.short(Field::Source),
        url: draft.short(Field::Url),
        title: draft.short(Field::Title),
        speaker: draft.short(Field::Speaker),
        lang: draft.short(Field::Lang),
        text,
        entities,
    };
    sink(Ok(document));
}

/// The date in the name of a file of one document: `2022-09-01`, not within a longer number.
///
/// The name of a file of many documents more often tells when it was collected.
fn date_in_name(origin: &Origin) -> Option<PartialDate> {
    let path = &origin.input.id;
    let name = path.rsplit('/').next().unwrap_or(path).as_bytes();
    if origin.line.is_some() {
        return None;
    }
    let digit = |at: Option<usize>| at.and_then(|at| name.get(at)).is_some_and(u8::is_ascii_digit);
    (0..name.len()).find_map(|at| {
        let date = name.get(at..at + 10)?;
        let alone = !digit(at.checked_sub(1)) && !digit(Some(at + 10));
        let date = std::str::from_utf8(date).ok().filter(|_| alone && date[4] == b'-' && date[7] == b'-')?;
        date.parse().ok()
    })
}

/// The entities that have an id and lie within the text; the others are warned of.
fn entities(value: &Value, text: &str, warn: &mut dyn FnMut(&Kind, String)) -> Vec<Entity> {
    let Value::Array(items) = value else {
        if !value.is_null() {
            warn(&BAD_ENTITIES, "entities are no list; dropped".to_owned());
        }
        return Vec::new();
    };
    let length = if items.is_empty() { 0 } else { text.chars().count() };
    let mut good = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        match entity(item, length) {
            Some(entity) => good.push(entity),
            None => warn(&BAD_ENTITIES, format!("entity number {} has no id or no place in the text; dropped", at + 1)),
        }
    }
    good
}

fn entity(item: &Value, length: usize) -> Option<Entity> {
    let place = |key: &str| item.get(key)?.as_u64().and_then(|at| u32::try_from(at).ok());
    let words = |key: &str| item.get(key)?.as_str().filter(|words| !words.trim().is_empty()).map(str::to_owned);
    let (id, start, end) = (words("id")?, place("start")?, place("end")?);
    (start < end && end as usize <= length).then(|| Entity { id, start, end, name: words("name") })
}

/// The problem of a record without a text, which has fields of these names.
pub(super) fn missing_text(origin: &Origin, wanted: &str, names: &[&str]) -> crate::model::Problem {
    let found = if names.is_empty() { "no field at all".to_owned() } else { names.join(", ") };
    problems::MISSING_TEXT.at(origin.location(), format!("no field {wanted:?}; found {found}"))
}
