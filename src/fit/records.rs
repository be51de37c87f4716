//! Labelled texts: reading them from JSON Lines.

use serde::Deserialize;

/// A text with what people said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The text.
    pub text: String,
    /// The mention that the label is about, in code points.
    pub target: Option<(u32, u32)>,
    /// -1, 0 or 1.
    pub label: i8,
    /// A rating on a finer scale, where there is one.
    pub score: Option<f64>,
}

/// Texts labelled in one way, and how much each counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Corpus {
    /// Its texts.
    pub texts: Vec<Labelled>,
    /// The weight of one text.
    pub weight: f64,
}

#[derive(Deserialize)]
struct Span {
    #[serde(default)]
    start: Option<u32>,
    #[serde(default)]
    end: Option<u32>,
}

#[derive(Deserialize)]
struct Record {
    text: String,
    #[serde(default)]
    target: Option<Span>,
    label: i8,
    #[serde(default)]
    reverse_label: Option<i8>,
    #[serde(default)]
    score: Option<f64>,
}

/// Reads lines of `{"text", "target": {"start", "end"}, "label", "score"}`; other fields are passed over.
///
/// A `reverse_label` (of the target toward the source) is added to the label: two labels of one sentence are its tone.
///
/// # Errors
/// The number of the first bad line, from one, and what is wrong with it.
pub fn read(lines: &str) -> Result<Vec<Labelled>, (usize, String)> {
    let mut texts = Vec::new();
    for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let record: Record = serde_json::from_str(line).map_err(|error| (at + 1, error.to_string()))?;
        let label = record.label.saturating_add(record.reverse_label.unwrap_or(0)).clamp(-1, 1);
        if !(-1..=1).contains(&record.label) {
            return Err((at + 1, format!("a label of {}; write -1, 0 or 1", record.label)));
        }
        let target = record.target.and_then(|span| Some((span.start?, span.end?)));
        texts.push(Labelled { text: record.text, target, label, score: record.score });
    }
    if texts.is_empty() {
        return Err((1, "no labelled text".to_owned()));
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_are_told_by_number() {
        let good = r#"{"text": "A b.", "label": 1, "id": "x"}"#;
        assert_eq!(read(good).unwrap()[0].label, 1);
        assert_eq!(read(&format!("{good}\n{{\"text\": \"A\"}}\n")).unwrap_err().0, 2);
        assert!(read(r#"{"text": "A", "label": 2}"#).unwrap_err().1.contains("-1, 0 or 1"));
        assert!(read("\n").is_err());
    }
}
