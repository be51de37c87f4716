//! The packs compiled into the program.

use super::diagnose::SourceFile;

/// Pack, file and content.
const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/builtin_packs.rs"));

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
    of_pack.map(|(pack, name, text)| SourceFile { name: format!("{pack}/{name}"), text: (*text).to_owned() }).collect()
}
