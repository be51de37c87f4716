//! Plain text and Markdown, with optional front matter.

use std::borrow::Cow;

use super::discover::Input;
use super::document::{Draft, Origin, finish};
use super::fields::{Field, Fields};
use super::{Sink, decode};

/// Makes a document of one text.
///
/// The document's text is what follows the front matter, so offsets count from there.
pub(super) fn text(input: &Input, bytes: &[u8], fields: &Fields, sink: &mut Sink) {
    let (text, repaired) = decode::repair(bytes);
    let mut draft = Draft::new(repaired);
    let body = fenced(&text, fields, &mut draft).or_else(|| leading(&text, fields, &mut draft)).unwrap_or(&text);
    draft.set(Field::Text, Cow::Borrowed(body));
    finish(draft, &Origin { input, line: None }, sink);
}

/// Takes front matter between lines of `---` and returns what follows; unknown keys are passed over.
fn fenced<'a>(text: &'a str, fields: &Fields, draft: &mut Draft<'a>) -> Option<&'a str> {
    let mut rest = text;
    if next_line(&mut rest)?.trim_end() != "---" {
        return None;
    }
    let mut found = Vec::new();
    loop {
        let line = next_line(&mut rest)?;
        if matches!(line.trim_end(), "---" | "...") {
            break;
        }
        found.extend(entry(line, fields));
    }
    put(found, draft);
    Some(rest)
}

/// Takes lines `key: value` at the beginning, ended by a blank line, and returns what follows; any other line or key
/// means that this is no front matter.
fn leading<'a>(text: &'a str, fields: &Fields, draft: &mut Draft<'a>) -> Option<&'a str> {
    let mut rest = text;
    let mut found = Vec::new();
    loop {
        let line = next_line(&mut rest)?;
        if line.trim().is_empty() && !found.is_empty() {
            break;
        }
        found.push(entry(line, fields)?);
    }
    put(found, draft);
    Some(rest)
}

fn put<'a>(found: Vec<(Field, &'a str)>, draft: &mut Draft<'a>) {
    for (field, value) in found {
        draft.set(field, Cow::Borrowed(value));
    }
}

/// A known key in any case, but for the text and the entities, and its value without quotation marks around it.
fn entry<'a>(line: &'a str, fields: &Fields) -> Option<(Field, &'a str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let field = fields.find(key).or_else(|| fields.find(&key.to_ascii_lowercase()))?;
    let value = value.trim();
    let unquoted = ['"', '\''].iter().find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark));
    (!matches!(field, Field::Text | Field::Entities)).then(|| (field, unquoted.unwrap_or(value)))
}

/// Takes the next line off `rest`, with its line end; `None` at the end of the text.
fn next_line<'a>(rest: &mut &'a str) -> Option<&'a str> {
    if rest.is_empty() {
        return None;
    }
    let end = match memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
        Some(at) if rest[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => rest.len(),
    };
    let (line, left) = rest.split_at(end);
    *rest = left;
    Some(line)
}
