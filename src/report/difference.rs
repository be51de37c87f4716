//! Where two things that are written as JSON first differ.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// The first field, by its path, in which two differ, with both values.
pub(super) fn first_difference(one: &impl Serialize, other: &impl Serialize) -> Option<(String, String, String)> {
    let (one, other) = (fields(one), fields(other));
    let nothing = || "nothing".to_owned();
    let differs = |path: &&String| one.get(*path) != other.get(*path);
    let path = one.keys().chain(other.keys()).find(differs)?;
    let value = |fields: &BTreeMap<String, String>| fields.get(path).cloned().unwrap_or_else(nothing);
    Some((path.clone(), value(&one), value(&other)))
}

/// The fields of a value by their paths.
fn fields(value: &impl Serialize) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    if let Ok(value) = serde_json::to_value(value) {
        flatten(&value, "", &mut fields);
    }
    fields
}

fn flatten(value: &Value, path: &str, fields: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(value, &path, fields);
            }
        }
        _ => {
            fields.insert(path.to_owned(), value.to_string());
        }
    }
}
