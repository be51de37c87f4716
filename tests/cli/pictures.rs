//! The pictures in the README are those that its commands draw.

use std::fs;
use std::path::{Path, PathBuf};

use super::Case;

/// What the README tells to type, with the folder that it writes to.
const COMMANDS: [&str; 4] = [
    "score corpus -o report.json",
    "chart report.json -o examples/pictures --formats svg --by year --event 2020-06-15=\"Galwan clash\"",
    "compare report.json --at 2020-06-15 -o change.json",
    "chart change.json -o examples/pictures --formats svg",
];

/// The words of a command, with quotation marks taken off.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in command.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn pictures_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let case = Case::new();
    let corpus = root.join("corpus");
    for command in COMMANDS {
        assert!(readme.contains(&format!("stanceline {command}\n")), "README.md tells of {command}");
        let words =
            words(command).into_iter().map(|word| if word == "corpus" { corpus.display().to_string() } else { word });
        let words: Vec<String> = words.chain(["--quiet".to_owned()]).collect();
        case.run(&words.iter().map(String::as_str).collect::<Vec<_>>()).ends(0, &[]);
    }
    let (made, there) = (case.path("examples/pictures"), root.join("examples/pictures"));
    if std::env::var_os("STANCELINE_BLESS").is_some() {
        fs::create_dir_all(&there).unwrap();
        for file in files(&there) {
            fs::remove_file(file).unwrap();
        }
        for file in files(&made) {
            fs::copy(&file, there.join(file.file_name().unwrap())).unwrap();
        }
        return;
    }
    let names =
        |folder: &Path| files(folder).iter().map(|file| file.file_name().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&made), names(&there));
    for file in files(&made) {
        let name = file.file_name().unwrap();
        let advice = "is stale; STANCELINE_BLESS=1 cargo test --test cli pictures renews it";
        assert!(fs::read(&file).unwrap() == fs::read(there.join(name)).unwrap(), "{} {advice}", name.display());
    }
    for shown in readme.split("](examples/pictures/").skip(1) {
        let name = shown.split(')').next().unwrap();
        assert!(there.join(name).is_file(), "README.md shows {name}");
    }
}
