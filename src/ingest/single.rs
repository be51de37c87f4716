//! Reads inputs that are one record each.

use std::fs::File;
use std::io::Read;
use std::sync::atomic::Ordering;

use super::chunk::{Layout, Part};
use super::discover::Input;
use super::format::compression;
use super::problems::{ENCODING_REPAIRED, TOO_LONG, whole as in_file};
use super::source::{self, Source, read_error};
use super::{Encoding, Format, Options};

/// Reads an input that is one record, into `bytes`.
pub(super) fn read(input: &Input, mut bytes: Vec<u8>, options: &Options) -> Part {
    if let Some(part) = plain(input, &mut bytes, options) {
        return Part { bytes, ..part };
    }
    bytes.clear();
    match source::open(input, options) {
        Ok(mut source) => whole(input, &mut source, bytes, options),
        Err(error) => Part { problems: vec![read_error(input, None, &error)], bytes, ..Part::default() },
    }
}

/// The short way for what is most of any folder: a regular file of UTF-8 as it is. `None` for all else.
fn plain(input: &Input, bytes: &mut Vec<u8>, options: &Options) -> Option<Part> {
    let mut file = File::open(input.path.as_ref()?).ok()?;
    let length = file.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    let is_other = options.encoding != Encoding::Utf8 || compression(&input.name.to_ascii_lowercase()).is_some();
    if is_other || length > options.max_record_bytes as u64 {
        return None;
    }
    bytes.reserve_exact(length as usize + 1);
    (&mut file).take(options.max_record_bytes as u64 + 1).read_to_end(bytes).ok()?;
    let start = match bytes.as_slice() {
        [0x1F, 0x8B, ..] | [0x28, 0xB5, 0x2F, 0xFD, ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return None,
        [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
    };
    if bytes.len() > options.max_record_bytes {
        return None;
    }
    let layout = if bytes.len() > start { layout(input.format?) } else { Layout::Nothing };
    Some(Part { first: true, line: 1, start, layout, ..Part::default() })
}

fn layout(format: Format) -> Layout {
    if format == Format::Html { Layout::Page } else { Layout::Text }
}

/// Reads all of an opened input as one record.
pub(super) fn whole(input: &Input, source: &mut Source, mut bytes: Vec<u8>, options: &Options) -> Part {
    let most = options.max_record_bytes;
    let read = (&mut source.bytes).take(most as u64 + 1).read_to_end(&mut bytes);
    let mut part = Part { first: true, line: 1, ..Part::default() };
    let problem = match read {
        Err(error) => Some(read_error(input, None, &error)),
        Ok(_) if bytes.len() > most => {
            Some(TOO_LONG.at(in_file(&input.name), format!("text longer than {most} bytes")))
        }
        Ok(_) => None,
    };
    part.problems.extend(problem);
    if part.problems.is_empty() && !bytes.is_empty() {
        part.layout = layout(source.format);
    }
    if source.repaired.load(Ordering::Relaxed) {
        part.problems.push(ENCODING_REPAIRED.at(in_file(&input.name), "invalid bytes were replaced"));
    }
    part.bytes = bytes;
    part
}
