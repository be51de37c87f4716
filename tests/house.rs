//! Rules of the house that no compiler checks: the order of modules, no names in the code, no output in the library.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails if what it expects is not so")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{analyzer, files, root};
use regex::Regex;
use stanceline::lexicon::ActorKind;

/// Modules in the order of the data's way; each may use those before it.
const ORDER: [&str; 20] = [
    "model",
    "token",
    "temporary",
    "lexicon",
    "language",
    "ingest",
    "dedup",
    "segment",
    "detect",
    "judge",
    "analyze",
    "prove",
    "fit",
    "aggregate",
    "report",
    "pipeline",
    "validate",
    "compare",
    "chart",
    "page",
];

fn sources() -> Vec<PathBuf> {
    files(&root().join("src"), &["rs"])
}

/// The module of `src/` that a file belongs to.
fn module(path: &Path) -> String {
    let inner = path.strip_prefix(root().join("src")).unwrap();
    inner.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// A file's code without comments and without what stands under `#[cfg(test)]`.
fn code(path: &Path) -> String {
    if path.file_stem().is_some_and(|stem| stem == "tests") {
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    let text = match text.find("#[cfg(test)]\nmod ") {
        Some(at) if text[at..].contains('{') => &text[..at],
        _ => &text,
    };
    let lines = text.lines().map(|line| match line.find("//") {
        Some(at) if line[..at].matches('"').count() % 2 == 0 => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn modules_use_only_those_before_them() {
    let used = Regex::new(r"\bcrate::(?:\{([^}]*)\}|(\w+))").unwrap();
    let mut wrong = Vec::new();
    for path in sources() {
        let (module, code) = (module(&path), code(&path));
        let Some(place) = ORDER.iter().position(|name| *name == module) else {
            assert!(["lib", "main", "cli"].contains(&module.as_str()), "{module} has no place in the order");
            continue;
        };
        for found in used.captures_iter(&code) {
            let listed = found.get(1).or(found.get(2)).unwrap().as_str();
            for name in listed.split(',').map(|item| item.trim().split("::").next().unwrap_or_default()) {
                let other = ORDER.iter().position(|known| *known == name);
                if name != module && other.is_none_or(|other| other > place) {
                    wrong.push(format!("{} uses {name}", path.strip_prefix(root()).unwrap().display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "modules use only those to their left ({}):\n{}", ORDER.join(", "), wrong.join("\n"));
}

#[test]
fn the_library_declares_its_modules_in_order() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .filter(|name| ORDER.contains(name))
        .collect();
    assert_eq!(declared, ORDER);
}

/// Names of actors and frames, in small letters: those of one word that are an actor's alone, and all longer ones.
fn names() -> BTreeSet<String> {
    let lexicon = analyzer().lexicon();
    let actors = lexicon.actors.iter().filter(|actor| !matches!(actor.kind, ActorKind::Organization));
    let ids = actors.flat_map(|actor| [actor.id.replace('-', " "), actor.name.to_lowercase()]);
    let frames = lexicon.frames.iter().map(|frame| frame.id.replace('-', " "));
    let mut names: BTreeSet<String> = ids.chain(frames).filter(|name| name.chars().count() > 3).collect();
    // English and Rust words that are also a name.
    for word in [
        "chad", "jordan", "turkey", "apple", "meta", "intel", "oracle", "signal", "oman", "mali", "visa", "zoom",
        "line",
    ] {
        names.remove(word);
    }
    names.extend(
        [
            "xi",
            "sco",
            "quad",
            "brics",
            "huawei",
            "beijing",
            "moscow",
            "new delhi",
            "washington",
            "chinese",
            "indian",
            "russian",
            "cyber",
        ]
        .map(str::to_owned),
    );
    names
}

#[test]
fn the_code_names_no_actor_and_no_frame() {
    let names = names();
    assert!(names.len() > 300, "{}", names.len());
    let word = Regex::new(r"[A-Za-z]+").unwrap();
    let longest = names.iter().map(|name| name.split(' ').count()).max().unwrap();
    let mut wrong = Vec::new();
    for path in sources() {
        // The default pack's name is the one thing of the agenda that the program may know.
        // A quadratic curve is called so by the libraries that draw one.
        let code = code(&path).replace("cyber-governance", "").replace("quad_to", "");
        // The first line of the help may say what the tool is used for, so its example texts are left out.
        let code = without_help(&code).to_lowercase().replace(['_', '-'], " ");
        let words: Vec<&str> = word.find_iter(&code).map(|found| found.as_str()).collect();
        for start in 0..words.len() {
            for length in 1..=longest.min(words.len() - start) {
                let phrase = words[start..start + length].join(" ");
                if names.contains(&phrase) {
                    wrong.push(format!("{}: {phrase}", path.strip_prefix(root()).unwrap().display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "names belong into packs:\n{}", wrong.join("\n"));
}

/// The code without the examples shown by `--help`.
fn without_help(code: &str) -> String {
    let help = Regex::new(r#"(?s)after_(long_)?help\s*=\s*"(\\.|[^"\\])*""#).unwrap();
    help.replace_all(code, "").into_owned()
}

#[test]
fn the_library_writes_nothing_by_itself() {
    let output = Regex::new(r"\b(e?print(ln)?|dbg)!").unwrap();
    for path in sources().iter().filter(|path| !["cli", "main"].contains(&module(path).as_str())) {
        let code = code(path);
        let found: Vec<&str> = output.find_iter(&code).map(|found| found.as_str()).collect();
        assert!(found.is_empty(), "{} writes by {found:?}", path.display());
    }
}

#[test]
fn no_path_of_a_machine_is_in_the_repository() {
    let path = Regex::new(r#"["'(\s](/home/|/Users/|/root/|/work/|[A-Z]:\\)"#).unwrap();
    let folders = ["src", "tests", "lexicons", "corpus", "benches", "examples", ".ci"];
    for folder in folders.map(|folder| root().join(folder)).into_iter().filter(|folder| folder.is_dir()) {
        for file in files(&folder, &["rs", "toml", "md", "txt", "snap", "sh", "py"]) {
            if file.ends_with("tests/house.rs") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            let found = path.find(&text).map(|found| found.as_str().to_owned());
            assert!(found.is_none(), "{} holds {found:?}", file.display());
        }
    }
}

/// Shown by `cargo test --test house -- --nocapture`.
#[test]
fn sizes_are_printed() {
    let mut sizes: Vec<(usize, String)> = sources()
        .iter()
        .map(|path| {
            (
                fs::read_to_string(path).unwrap().lines().count(),
                path.strip_prefix(root()).unwrap().display().to_string(),
            )
        })
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let all: usize = sizes.iter().map(|(lines, _)| lines).sum();
    for (lines, path) in &sizes {
        println!("{lines:6} {path}");
    }
    println!("{all:6} lines in {} files of src/", sizes.len());
    assert!(all > 0);
}
