//! A sample as a sheet to be filled in.

use std::io::{self, Write};

use serde_json::json;

use super::SampledUnit;
use crate::report::{defused, io_error};

const HEADER: [&str; 14] = [
    "id", "label", "name", "sentence", "text", "mention", "actor", "document", "date", "outlet", "speaker", "start",
    "end", "offset",
];

/// Writes units as a table, or as JSON Lines, with an empty label each.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_sample(units: &[SampledUnit], as_json: bool, out: &mut dyn Write) -> io::Result<()> {
    if as_json { json_lines(units, out) } else { table(units, out) }
}

fn table(units: &[SampledUnit], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER).map_err(io_error)?;
    for unit in units {
        let words = |text: &Option<String>| text.as_deref().map_or(String::new(), defused);
        let row = [
            defused(&unit.id),
            String::new(),
            defused(&unit.name),
            defused(&unit.sentence),
            defused(&unit.text),
            defused(&unit.mention),
            defused(&unit.actor),
            defused(&unit.document),
            words(&unit.date),
            words(&unit.outlet),
            words(&unit.speaker),
            unit.start.to_string(),
            unit.end.to_string(),
            unit.offset.to_string(),
        ];
        writer.write_record(row).map_err(io_error)?;
    }
    writer.flush()
}

fn json_lines(units: &[SampledUnit], out: &mut dyn Write) -> io::Result<()> {
    for unit in units {
        let target = json!({"start": unit.start, "end": unit.end, "mention": unit.mention});
        let line = json!({
            "id": unit.id, "label": null, "name": unit.name, "sentence": unit.sentence, "text": unit.text,
            "target": target, "actor": unit.actor, "document": unit.document, "date": unit.date,
            "outlet": unit.outlet, "speaker": unit.speaker, "offset": unit.offset,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
