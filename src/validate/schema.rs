//! JSON Schemas of what is written.

use schemars::{Schema, schema_for};

use super::types::Validation;
use crate::report::Card;

/// The JSON Schema of `"validation"` (what `validate --format json` writes) or `"card"`, or `None` for another name.
pub fn schema(name: &str) -> Option<Schema> {
    match name {
        "validation" => Some(schema_for!(Validation)),
        "card" => Some(schema_for!(Card)),
        _ => None,
    }
}
