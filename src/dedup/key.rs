//! Which of several copies leads.

use super::words::{ODD, stir};
use crate::model::Document;

/// A document's place among its copies: the one dated first leads, among those of one date the lot decides, which is a
/// hash of the document; equal keys mean equal documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Last day that the date can mean, so that a vague date leads only over none.
    day: (i16, u8, u8),
    /// Hash of everything that a document has.
    lot: u64,
}

impl Key {
    /// That of a document.
    pub fn new(document: &Document) -> Self {
        let day = document.date.map_or((i16::MAX, 0, 0), crate::model::PartialDate::latest);
        let fields = [&document.source, &document.url, &document.title, &document.speaker, &document.lang];
        let mut lot = hash(stir(0), &document.id);
        for field in fields {
            lot = field.as_deref().map_or(stir(lot), |field| hash(lot, field));
        }
        for entity in &document.entities {
            lot = hash(stir(lot ^ u64::from(entity.start) << 32 ^ u64::from(entity.end)), &entity.id);
        }
        let precision = document.date.map(|date| date.to_string()).unwrap_or_default();
        Self { day, lot: hash(hash(lot, &precision), &document.text) }
    }
}

fn hash(seed: u64, text: &str) -> u64 {
    let mut blocks = text.as_bytes().chunks_exact(8);
    let mut hash = seed ^ text.len() as u64;
    for block in &mut blocks {
        // One multiplication for each eight bytes: texts are long.
        hash = (hash.rotate_left(23) ^ block.try_into().map_or(0, u64::from_le_bytes)).wrapping_mul(ODD);
    }
    stir(blocks.remainder().iter().fold(hash, |hash, byte| stir(hash ^ u64::from(*byte))))
}
