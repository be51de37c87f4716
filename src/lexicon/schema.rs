//! JSON Schema of the pack format, generated from the wire types.

use schemars::{JsonSchema, Schema, schema_for};

use super::wire;

/// The tables of a pack file.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
#[schemars(deny_unknown_fields)]
struct PackFile {
    actor: Option<Vec<wire::Actor>>,
    guard: Option<Vec<wire::Guard>>,
    frame: Option<Vec<wire::Frame>>,
    carrier: Option<Vec<wire::Carrier>>,
    topic: Option<Vec<wire::Topic>>,
    cue: Option<Vec<wire::Cue>>,
    attribution: Option<Vec<wire::Attribution>>,
    shifter: Option<Vec<wire::Shifter>>,
    tone: Option<Vec<wire::Tone>>,
    class: Option<Vec<wire::Class>>,
    description: Option<Vec<wire::Description>>,
    irregular: Option<Vec<wire::Irregular>>,
    abbreviation: Option<Vec<wire::Abbreviation>>,
    learned: Option<Vec<wire::Learned>>,
}

/// The JSON Schema of `"pack"` (pack.toml) or `"entries"` (every other file of a pack), or `None` for another name.
pub fn schema(name: &str) -> Option<Schema> {
    match name {
        "pack" => Some(schema_for!(wire::PackHeader)),
        "entries" => Some(schema_for!(PackFile)),
        _ => None,
    }
}
