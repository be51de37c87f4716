//! Finds the documents and sentences of units in the corpus that they were drawn from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::problems::{MISSING_FIELD, SENTENCE_NOT_FOUND, UNKNOWN_DOCUMENT, at};
use super::units::{Coded, Place, Unit};
use crate::model::{CharIndex, Document, Problem};

/// Puts each unit into its document, in which the program then reads it as it reads the corpus.
///
/// # Errors
/// All units whose document is not there or is there twice, or whose sentence is not in it.
pub fn attach(coded: &mut Coded, documents: impl Iterator<Item = Document>) -> Result<(), Vec<Problem>> {
    let mut wanted: BTreeMap<String, Vec<Arc<Document>>> =
        coded.units.iter().map(|unit| (unit.document.id.clone(), Vec::new())).collect();
    for document in documents {
        if let Some(found) = wanted.get_mut(&document.id) {
            found.push(Arc::new(document));
        }
    }
    let problems: Vec<Problem> = coded.units.iter_mut().filter_map(|unit| attach_unit(unit, &wanted).err()).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn attach_unit(unit: &mut Unit, documents: &BTreeMap<String, Vec<Arc<Document>>>) -> Result<(), Problem> {
    let id = &unit.document.id;
    let problem = |kind, message: String| at(kind, &unit.file, unit.line, message);
    if id.is_empty() {
        return Err(problem(MISSING_FIELD, "no document, which --corpus asks for".to_owned()));
    }
    let document = match documents.get(id).map_or(&[][..], Vec::as_slice) {
        [] => return Err(problem(UNKNOWN_DOCUMENT, format!("document {id} is not in the corpus"))),
        [document] => Arc::clone(document),
        _ => return Err(problem(UNKNOWN_DOCUMENT, format!("document {id} is in the corpus more than once"))),
    };
    let place = place(unit, &document)
        .ok_or_else(|| problem(SENTENCE_NOT_FOUND, format!("the unit's words are not in document {id} once")))?;
    unit.target = Some(place);
    unit.document = document;
    unit.in_corpus = true;
    Ok(())
}

/// Where the unit stands in the document: by its offset if the text is really there, else by its words, once.
fn place(unit: &Unit, document: &Document) -> Option<Place> {
    let text = &unit.document.text;
    let words = if text.is_empty() { unit.sentence.as_deref()? } else { text };
    let length = words.chars().count() as u32;
    let index = CharIndex::new(&document.text);
    let stands_at = |offset: u32| {
        let byte = index.byte_at(offset)? as usize;
        document.text[byte..].starts_with(words).then_some(offset)
    };
    let start = unit.offset.and_then(stands_at).or_else(|| {
        let mut found = document.text.match_indices(words);
        let (byte, _) = found.next()?;
        found.next().is_none().then(|| index.chars_before(byte as u32))
    })?;
    let inner = |place: Place| Place { start: start + place.start, end: start + place.end };
    Some(unit.target.map_or_else(|| sentence(unit, document, start, length), inner))
}

/// The place of the unit's sentence within its text, or the whole text.
fn sentence(unit: &Unit, document: &Document, start: u32, length: u32) -> Place {
    let whole = Place { start, end: start + length };
    let Some(words) = &unit.sentence else { return whole };
    let index = CharIndex::new(&document.text);
    let from = index.byte_at(start).map_or(0, |byte| byte as usize);
    let Some(byte) = document.text[from..].find(words.as_str()) else { return whole };
    let start = index.chars_before((from + byte) as u32);
    Place { start, end: start + words.chars().count() as u32 }
}
