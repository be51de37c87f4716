//! What a page carries beside its text: scripts and styles with their fingerprints, and data.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The scripts in the order in which they need each other; together they are one.
const SCRIPTS: [&str; 15] = [
    include_str!("dom.js"),
    include_str!("text.js"),
    include_str!("figures.js"),
    include_str!("report.js"),
    include_str!("save.js"),
    include_str!("table.js"),
    include_str!("plot.js"),
    include_str!("ranking.js"),
    include_str!("series.js"),
    include_str!("matrix.js"),
    include_str!("scatter.js"),
    include_str!("outlets.js"),
    include_str!("evidence.js"),
    include_str!("choices.js"),
    include_str!("main.js"),
];

/// How the page looks.
pub(super) const STYLE: &str = concat!(include_str!("page.css"), include_str!("plot.css"));

/// All scripts as one that leaves nothing behind in the window.
pub(super) fn script() -> String {
    format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPTS.concat())
}

/// What the page may do: run this script, use this style, and nothing else.
pub(super) fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        fingerprint(script),
        fingerprint(style)
    )
}

fn fingerprint(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// JSON that nothing inside of an HTML element can take for markup, nor a script for the end of a line.
pub(super) fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len() + json.len() / 64);
    for letter in json.chars() {
        match letter {
            '<' => inert.push_str("\\u003c"),
            '>' => inert.push_str("\\u003e"),
            '&' => inert.push_str("\\u0026"),
            '\u{2028}' => inert.push_str("\\u2028"),
            '\u{2029}' => inert.push_str("\\u2029"),
            other => inert.push(other),
        }
    }
    inert
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_their_element() {
        let json = serde_json::to_string("</script><!--&amp;\u{2028}\u{2029}").unwrap();
        let inert = inert(&json);
        assert!(!inert.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{inert}");
        assert_eq!(serde_json::from_str::<String>(&inert).unwrap(), "</script><!--&amp;\u{2028}\u{2029}");
    }

    #[test]
    fn neither_script_nor_style_can_end_its_element() {
        for text in [script().as_str(), STYLE] {
            assert!(!text.to_lowercase().contains("</s") && !text.contains("<!--"));
        }
    }
}
