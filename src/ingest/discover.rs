//! Finds the files of a corpus.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::format::Format;
use super::problems::{MISSING_FILE, NO_ARTICLES, NOT_BUILT, UNKNOWN_FORMAT, UNREADABLE_FILE, whole};
use crate::model::Problem;

/// One file or standard input, found and not yet opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name as problems show it: the path as given, or `-`.
    pub name: String,
    /// What ids of its documents are made from: the path below the folder that was given, the name of a file that
    /// was given, or `stdin`. Never a path of the machine.
    pub id: String,
    /// Its format; `None` where the first bytes shall tell.
    pub format: Option<Format>,
    /// Where it lies; `None` for standard input.
    pub(super) path: Option<PathBuf>,
}

impl Input {
    /// Its length in bytes and when it was last changed, in nanoseconds since 1970; `None` if it is no regular file, so
    /// that it cannot be read again.
    pub fn stamp(&self) -> Option<(u64, u64)> {
        let file = self.path.as_ref()?.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let changed = file.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        Some((file.len(), changed.map_or(0, |time| time.as_nanos() as u64)))
    }
}

/// Lists the files that `paths` name: files as they are, folders with all below in the order of names, `-` for
/// standard input. `format` is that of files whose names do not tell.
///
/// Within folders only regular files of known endings count, hidden ones do not, and a link back to a folder above is
/// not followed. What does not exist, cannot be read or holds nothing is a problem each.
pub fn discover(paths: &[PathBuf], format: Option<Format>) -> (Vec<Input>, Vec<Problem>) {
    let mut found = Found { format, inputs: Vec::new(), problems: Vec::new() };
    for path in paths {
        found.add(path);
    }
    (found.inputs, found.problems)
}

struct Found {
    format: Option<Format>,
    inputs: Vec<Input>,
    problems: Vec<Problem>,
}

impl Found {
    fn add(&mut self, path: &Path) {
        let name = show(path);
        if name == "-" {
            self.inputs.push(Input { name, id: "stdin".to_owned(), format: self.format, path: None });
            return;
        }
        match path.metadata() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.problems.push(MISSING_FILE.at(whole(&name), "no such file or folder"));
            }
            Err(error) => self.problems.push(UNREADABLE_FILE.at(whole(&name), format!("cannot be read: {error}"))),
            Ok(metadata) if metadata.is_dir() => self.add_folder(path, &name),
            Ok(metadata) => self.add_file(path, name, metadata.is_file()),
        }
    }

    /// Notes that this build cannot read a format, if so.
    fn is_not_built(&mut self, format: Option<Format>, name: &str) -> bool {
        let missing = format.filter(|format| !format.is_built());
        let message = |format: Format| format!("this build cannot read {format}");
        self.problems.extend(missing.map(|format| NOT_BUILT.at(whole(name), message(format))));
        missing.is_some()
    }

    /// Adds a file named by the user; pipes and devices, which have no ending, are read by what they hold.
    fn add_file(&mut self, path: &Path, name: String, regular: bool) {
        let format = Format::of_name(&name).or(self.format);
        if self.is_not_built(format, &name) {
            return;
        }
        if format.is_none() && regular {
            self.problems.push(UNKNOWN_FORMAT.at(whole(&name), "format not known from the name"));
            return;
        }
        let id = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
        self.inputs.push(Input { name, id, format, path: Some(path.to_owned()) });
    }

    fn add_folder(&mut self, folder: &Path, name: &str) {
        let before = (self.inputs.len(), self.problems.len());
        let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes()[0] == b'.';
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => self.add_member(folder, entry.path()),
                Ok(_) => {}
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let place = whole(&error.path().map_or_else(|| name.to_owned(), show));
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.problems.push(UNREADABLE_FILE.at(place, format!("cannot be read: {reason}")));
                }
            }
        }
        if before == (self.inputs.len(), self.problems.len()) {
            self.problems.push(NO_ARTICLES.at(whole(name), "no articles in folder"));
        }
    }

    fn add_member(&mut self, folder: &Path, path: &Path) {
        let name = show(path);
        let format = Format::of_name(&name).or(self.format);
        if self.is_not_built(format, &name) {
            return;
        }
        if let Some(format) = format {
            let id = path.strip_prefix(folder).map_or_else(|_| name.clone(), show);
            self.inputs.push(Input { name, id, format: Some(format), path: Some(path.to_owned()) });
        }
    }
}

/// A path with `/` between its parts on every system.
fn show(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}
