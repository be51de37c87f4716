//! Bytes to text.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// The text of some bytes, invalid ones replaced by U+FFFD, and whether there were any.
pub(super) fn repair(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (String::from_utf8_lossy(bytes), true),
    }
}

/// The text of a web page: UTF-8, or what it was sent as, or what its own `charset` declares.
pub(super) fn page<'a>(bytes: &'a [u8], sent: Option<&'static Encoding>) -> (Cow<'a, str>, bool) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), false);
    }
    match sent.or_else(|| declared(bytes)) {
        Some(encoding) => {
            let (text, _, repaired) = encoding.decode(bytes);
            (text, repaired)
        }
        None => repair(bytes),
    }
}

/// The encoding that a page declares in its first 2,048 bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(2048)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label: &[u8] = head[at..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(label.len());
    Encoding::for_label(&label[..end])
}
