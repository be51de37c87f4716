//! Packs the files of `lexicons/`, so that they are compiled into the program and take little room there.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{env, fs};

use flate2::Compression;
use flate2::write::ZlibEncoder;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=lexicons");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(std::io::Error::other)?;
    let mut files: Vec<(String, String, String)> = Vec::new();
    for pack in fs::read_dir(Path::new(&root).join("lexicons"))? {
        let pack = pack?.path();
        if !pack.join("pack.toml").is_file() {
            continue;
        }
        for file in fs::read_dir(&pack)? {
            let file = file?.path();
            if file.extension().is_some_and(|extension| extension == "toml") {
                let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push((name(&pack), name(&file), file.display().to_string()));
            }
        }
    }
    files.sort();
    let mut list = String::from("&[");
    for (pack, name, path) in &files {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&fs::read(path)?)?;
        let small = format!("{out}/{pack}.{name}.z");
        fs::write(&small, packed.finish()?)?;
        writeln!(list, "({pack:?}, {name:?}, include_bytes!({small:?})),").map_err(std::io::Error::other)?;
    }
    list.push(']');
    fs::write(Path::new(&out).join("builtin_packs.rs"), list)
}
