//! Codes as people write them, and what several of them come to.

use serde_json::Value;

/// The code that most coders gave, or `None` if two were given as often.
pub(super) fn majority(codes: &[Option<i8>]) -> Option<i8> {
    let count = |label: i8| codes.iter().filter(|code| **code == Some(label)).count();
    let most = [-1, 0, 1].into_iter().map(count).max()?;
    let mut leading = [-1, 0, 1].into_iter().filter(|&label| count(label) == most);
    leading.next().filter(|_| leading.next().is_none())
}

/// What is no label.
pub(super) struct NoLabel;

/// A label; none for a unit that was left uncoded.
pub(super) fn label(value: &Value) -> Result<Option<i8>, NoLabel> {
    let word = match value {
        Value::Null => return Ok(None),
        Value::Number(number) => number.to_string(),
        Value::String(word) => word.trim().to_lowercase(),
        _ => return Err(NoLabel),
    };
    match word.as_str() {
        "" | "na" => Ok(None),
        // Tables with gaps are often written with decimals.
        "-1" | "−1" | "-1.0" | "against" | "negative" => Ok(Some(-1)),
        "0" | "0.0" | "none" | "neutral" | "mixed" => Ok(Some(0)),
        "1" | "+1" | "1.0" | "favor" | "favour" | "positive" => Ok(Some(1)),
        _ => Err(NoLabel),
    }
}
