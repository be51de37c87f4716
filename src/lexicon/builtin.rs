//! The packs compiled into the program.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::diagnose::SourceFile;

/// Pack, file and content, compressed by the build script.
const FILES: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin_packs.rs"));

/// The names of the built-in packs, sorted.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    FILES.iter().filter_map(move |(pack, ..)| {
        let new = *pack != last;
        last = pack;
        new.then_some(*pack)
    })
}

/// The built-in pack's name if there is one.
pub(super) fn name_of(name: &str) -> Option<&'static str> {
    names().find(|known| *known == name)
}

/// The files of a built-in pack, sorted by name.
pub(super) fn files(pack: &str) -> Vec<SourceFile> {
    let of_pack = FILES.iter().filter(|(of, ..)| *of == pack);
    of_pack.map(|(pack, name, packed)| SourceFile { name: format!("{pack}/{name}"), text: unpacked(packed) }).collect()
}

/// The text of a file; what was compiled in cannot be damaged, and if it were, no pack could be made of the rest.
fn unpacked(packed: &[u8]) -> String {
    let mut text = String::new();
    match ZlibDecoder::new(packed).read_to_string(&mut text) {
        Ok(_) => text,
        Err(_) => String::new(),
    }
}
