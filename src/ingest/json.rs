//! JSON records.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::chunk::{Layout, Part};
use super::discover::Input;
use super::document::{self, Draft, Origin, finish};
use super::fields::{Field, Fields};
use super::problems::{BROKEN_JSON, DUPLICATE_FIELD, FIELD_ABSENT, TOO_LONG, WRONG_TYPE, place};
use super::splitter::scan_values;
use super::{Options, Sink, decode};
use crate::model::Problem;

/// Parses one record a line; blank lines are none.
pub(super) fn lines(input: &Input, part: &Part, options: &Options, sink: &mut Sink) {
    let bytes = part.records();
    let mut records = Records::new(input, part, options);
    let (mut at, mut line) = (0, part.line);
    for end in memchr::memchr_iter(b'\n', bytes).chain(Some(bytes.len())) {
        records.take(&bytes[at..end], line, sink);
        at = (end + 1).min(bytes.len());
        line += 1;
    }
    records.report_absent(sink);
}

/// Parses records that are the elements of an array, or follow each other.
pub(super) fn values(input: &Input, part: &Part, options: &Options, sink: &mut Sink) {
    let Layout::Values { array, opens, closes } = part.layout else { return };
    let bytes = part.records();
    let mut records = Records::new(input, part, options);
    let (mut at, mut line) = (0, part.line);
    let opened = u32::from(array && !opens);
    let mut take = |end: usize, last: bool| {
        let whole = &bytes[at..end];
        let mut value = whole.trim_ascii();
        if array {
            value = value.strip_prefix(b"[").filter(|_| opens && at == 0).unwrap_or(value);
            value = value.strip_suffix(b",").unwrap_or(value);
            value = value.strip_suffix(b"]").filter(|_| closes && last).unwrap_or(value).trim_ascii();
        }
        let before = value.as_ptr() as usize - whole.as_ptr() as usize;
        let breaks = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count() as u64;
        records.take(value, line + breaks(&whole[..before]), sink);
        line += breaks(whole);
        at = end;
    };
    let (mut depth, mut string, mut escaped) = (opened, false, false);
    scan_values(u32::from(array), (&mut depth, &mut string, &mut escaped), bytes, &mut |end| take(end, false));
    take(bytes.len(), true);
    records.report_absent(sink);
}

/// The records of one chunk.
struct Records<'a> {
    input: &'a Input,
    options: &'a Options,
    first: bool,
    count: u64,
    /// Which renamed fields were met in any record.
    met: Vec<bool>,
}

impl<'a> Records<'a> {
    fn new(input: &'a Input, part: &Part, options: &'a Options) -> Self {
        let met = vec![false; options.fields.renamed().count()];
        Self { input, options, first: part.first, count: 0, met }
    }

    fn take(&mut self, record: &[u8], line: u64, sink: &mut Sink) {
        if record.trim_ascii().is_empty() {
            return;
        }
        if record.len() > self.options.max_record_bytes {
            let message = format!("record longer than {} bytes", self.options.max_record_bytes);
            sink(Err(TOO_LONG.at(place(&self.input.name, line), message)));
            return;
        }
        let (text, repaired) = decode::repair(record);
        let fields = &self.options.fields;
        let mut draft = match read(&text, fields) {
            Ok(draft) => draft,
            Err(error) => return sink(Err(problem(self.input, line, &text, &error))),
        };
        draft.repaired = repaired;
        self.count += 1;
        for (met, (field, _)) in self.met.iter_mut().zip(fields.renamed()) {
            *met |= draft.has(field);
        }
        let origin = Origin { input: self.input, line: Some(line) };
        if draft.has(Field::Text) {
            finish(draft, &origin, sink);
        } else {
            let object: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap_or_default();
            let names: Vec<&str> = object.keys().map(String::as_str).collect();
            sink(Err(document::missing_text(&origin, fields.name(Field::Text), &names)));
        }
    }

    /// Tells of renamed fields that none of the first records of an input has; the text has a problem of its own.
    fn report_absent(&self, sink: &mut Sink) {
        if !self.first || self.count == 0 {
            return;
        }
        for ((field, name), _) in self.options.fields.renamed().zip(&self.met).filter(|(_, met)| !**met) {
            if field != Field::Text {
                let ours = field.name();
                let message = format!("none of the first {} records has {name:?}, named for {ours}", self.count);
                sink(Err(FIELD_ABSENT.at(super::problems::whole(&self.input.name), message)));
            }
        }
    }
}

fn problem(input: &Input, line: u64, text: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let kind = match error.classify() {
        serde_json::error::Category::Data if message.starts_with("duplicate") => DUPLICATE_FIELD,
        serde_json::error::Category::Data => WRONG_TYPE,
        _ => BROKEN_JSON,
    };
    let mut location = place(&input.name, line + (error.line() as u64).saturating_sub(1));
    let in_line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or("");
    let before = in_line.as_bytes().iter().take(error.column().saturating_sub(1));
    location.column = Some(before.filter(|byte| **byte & 0xC0 != 0x80).count() as u64 + 1);
    kind.at(location, message)
}

/// Reads one record.
fn read<'a>(text: &'a str, fields: &Fields) -> Result<Draft<'a>, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    let draft = json.deserialize_map(Record { fields })?;
    json.end()?;
    Ok(draft)
}

/// Reads an object into a draft.
struct Record<'f> {
    fields: &'f Fields,
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Draft<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Draft<'de>, A::Error> {
        let mut draft = Draft::default();
        while let Some(field) = map.next_key_seed(Key { fields: self.fields })? {
            match field {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(field) if draft.has(field) => return Err(de::Error::duplicate_field(field.name())),
                Some(Field::Entities) => draft.entities = Some(map.next_value::<Value>()?),
                Some(field) => {
                    if let Some(value) = map.next_value_seed(Scalar { field })? {
                        draft.set(field, value);
                    }
                }
            }
        }
        Ok(draft)
    }
}

/// Reads a key and looks up which field it is.
struct Key<'f> {
    fields: &'f Fields,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<Field>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<Field>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.fields.find(key))
    }
}

/// Reads a string, or for every field but the text a number as it would be written; null is no value.
struct Scalar {
    field: Field,
}

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl Scalar {
    fn number<'de, E: de::Error>(&self, number: impl fmt::Display) -> Result<Option<Cow<'de, str>>, E> {
        match self.field {
            Field::Text => Err(E::invalid_type(de::Unexpected::Other("number"), self)),
            _ => Ok(Some(Cow::Owned(number.to_string()))),
        }
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "a string for {}", self.field.name())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        self.number(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        self.number(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        self.number(value)
    }
}
