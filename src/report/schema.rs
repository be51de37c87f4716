//! JSON Schemas of what is written.

use schemars::{Schema, schema_for};

use super::{AnnotatedDocument, Report};

/// The JSON Schema of `"report"` or `"annotate"` (one line), or `None` for another name.
pub fn schema(name: &str) -> Option<Schema> {
    match name {
        "report" => Some(schema_for!(Report)),
        "annotate" => Some(schema_for!(AnnotatedDocument)),
        _ => None,
    }
}
