//! Reading the files of packs into the written form, with every problem noted and none fatal to the others.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::diagnose::{Problems, SourceFile};
use super::{builtin, wire};

/// An entry together with the number of the file that it stands in.
#[derive(Clone, Debug)]
pub(super) struct In<T> {
    pub(super) file: usize,
    pub(super) entry: T,
}

/// All entries of all packs loaded together, as written.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) packs: Vec<In<wire::PackHeader>>,
    pub(super) actors: Vec<In<wire::Actor>>,
    pub(super) guards: Vec<In<wire::Guard>>,
    pub(super) frames: Vec<In<wire::Frame>>,
    pub(super) carriers: Vec<In<wire::Carrier>>,
    pub(super) topics: Vec<In<wire::Topic>>,
    pub(super) cues: Vec<In<wire::Cue>>,
    pub(super) attributions: Vec<In<wire::Attribution>>,
    pub(super) shifters: Vec<In<wire::Shifter>>,
    pub(super) tones: Vec<In<wire::Tone>>,
    pub(super) classes: Vec<In<wire::Class>>,
    pub(super) descriptions: Vec<In<wire::Description>>,
    pub(super) irregulars: Vec<In<wire::Irregular>>,
    pub(super) abbreviations: Vec<In<wire::Abbreviation>>,
    pub(super) learned: Vec<In<wire::Learned>>,
    /// SHA-256 over names and contents of all files, in order.
    pub(super) sha256: String,
    /// Number of the first file with entries of the pack that was asked for; all later ones are its own too.
    pub(super) own_from: usize,
}

/// Where a pack comes from.
#[derive(Clone, Debug)]
enum Origin {
    Folder(PathBuf),
    Builtin(&'static str),
}

/// Reads the pack in `folder`, or the built-in pack of that name, and all packs that it requires.
///
/// A required pack is looked for beside the folder first and among the built-in ones then.
pub(super) fn load_folder(folder: &Path, problems: &mut Problems) -> Written {
    load(&Origin::Folder(folder.to_owned()), problems)
}

/// Reads a built-in pack and those that it requires.
pub(super) fn load_builtin(name: &str, problems: &mut Problems) -> Written {
    match builtin::name_of(name) {
        Some(name) => load(&Origin::Builtin(name), problems),
        None => {
            let known = builtin::names().collect::<Vec<_>>().join(", ");
            problems.plain_error(
                "L012",
                name,
                format!("there is no built-in pack {name:?}"),
                &format!("built in: {known}"),
            );
            Written::default()
        }
    }
}

fn load(origin: &Origin, problems: &mut Problems) -> Written {
    let mut loader = Loader { written: Written::default(), seen: BTreeSet::new(), hash: Sha256::new(), problems };
    loader.pack(origin);
    let digest = loader.hash.finalize();
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(loader.written.sha256, "{byte:02x}");
    }
    loader.written
}

struct Loader<'a> {
    written: Written,
    seen: BTreeSet<String>,
    hash: Sha256,
    problems: &'a mut Problems,
}

impl Loader<'_> {
    /// Reads one pack after those that it requires.
    fn pack(&mut self, origin: &Origin) {
        let Some(files) = self.files(origin) else { return };
        let Some(header_at) = files.iter().position(|file| file.name.ends_with("pack.toml")) else {
            let folder = self.shown(origin);
            self.problems.plain_error(
                "L016",
                &folder,
                format!("{folder} holds no pack.toml"),
                "name a folder with a pack.toml in it",
            );
            return;
        };
        let mut files = files;
        let header_file = files.remove(header_at);
        let Some(header) = self.header(header_file) else { return };
        if !self.seen.insert(header.entry.id.value.clone()) {
            return;
        }
        for required in &header.entry.requires {
            self.required(origin, header.file, required);
        }
        self.digest(&header.entry.id.value, header.file);
        self.written.packs.push(header.clone());
        self.written.own_from = self.problems.files().len();
        for file in files {
            let number = self.problems.add_file(file);
            self.digest(&header.entry.id.value, number);
            self.entries(number);
        }
    }

    fn shown(&self, origin: &Origin) -> String {
        match origin {
            Origin::Folder(path) => path.display().to_string(),
            Origin::Builtin(name) => (*name).to_owned(),
        }
    }

    /// The TOML files of a pack, sorted by name.
    fn files(&mut self, origin: &Origin) -> Option<Vec<SourceFile>> {
        match origin {
            Origin::Builtin(name) => Some(builtin::files(name)),
            Origin::Folder(folder) => match read_folder(folder) {
                Ok(files) => Some(files),
                Err(error) => {
                    let shown = folder.display().to_string();
                    self.problems.plain_error(
                        "L013",
                        &shown,
                        format!("cannot read the pack {shown}: {error}"),
                        "name a folder that holds a pack.toml",
                    );
                    None
                }
            },
        }
    }

    fn header(&mut self, file: SourceFile) -> Option<In<wire::PackHeader>> {
        let file = self.problems.add_file(file);
        let text = self.problems.files()[file].text.clone();
        match toml::from_str::<wire::PackHeader>(&text) {
            Ok(entry) => Some(In { file, entry }),
            Err(error) => {
                note_toml(self.problems, file, &error);
                None
            }
        }
    }

    fn required(&mut self, origin: &Origin, file: usize, id: &wire::At<String>) {
        if self.seen.contains(&id.value) {
            return;
        }
        // An id names a folder beside this one, and nothing further away.
        let is_name = id.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let beside = match origin {
            Origin::Folder(folder) => folder
                .parent()
                .map(|parent| parent.join(&id.value))
                .filter(|path| is_name && path.join("pack.toml").is_file()),
            Origin::Builtin(_) => None,
        };
        let found = beside.map(Origin::Folder).or_else(|| builtin::name_of(&id.value).map(Origin::Builtin));
        match found {
            Some(found) => self.pack(&found),
            None => self.problems.error(
                "L012",
                file,
                id.span.clone(),
                format!("the required pack {:?} is neither beside this one nor built in", id.value),
                "put its folder beside this pack's, or take it out of `requires`",
            ),
        }
    }

    fn digest(&mut self, pack: &str, file: usize) {
        let file = &self.problems.files()[file];
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or("");
        for part in [pack, name, &file.text] {
            self.hash.update((part.len() as u64).to_le_bytes());
            self.hash.update(part);
        }
    }

    /// Reads every entry of a file; a bad one does not hide the others.
    fn entries(&mut self, file: usize) {
        let text = self.problems.files()[file].text.clone();
        let (table, errors) = DeTable::parse_recoverable(&text);
        for error in &errors {
            note_toml(self.problems, file, error);
        }
        if !errors.is_empty() {
            return;
        }
        let Written {
            actors,
            guards,
            frames,
            carriers,
            topics,
            cues,
            attributions,
            shifters,
            tones,
            classes,
            descriptions,
            irregulars,
            abbreviations,
            learned,
            ..
        } = &mut self.written;
        let problems = &mut *self.problems;
        for (key, value) in table.into_inner() {
            match key.get_ref().as_ref() {
                "actor" => read(file, value, actors, problems),
                "guard" => read(file, value, guards, problems),
                "frame" => read(file, value, frames, problems),
                "carrier" => read(file, value, carriers, problems),
                "topic" => read(file, value, topics, problems),
                "cue" => read(file, value, cues, problems),
                "attribution" => read(file, value, attributions, problems),
                "shifter" => read(file, value, shifters, problems),
                "tone" => read(file, value, tones, problems),
                "class" => read(file, value, classes, problems),
                "description" => read(file, value, descriptions, problems),
                "irregular" => read(file, value, irregulars, problems),
                "abbreviation" => read(file, value, abbreviations, problems),
                "learned" => read(file, value, learned, problems),
                other => problems.error(
                    "L003",
                    file,
                    key.span(),
                    format!("unknown table [[{other}]]"),
                    "known: actor, guard, frame, carrier, topic, cue, attribution, shifter, tone, class, description, irregular, abbreviation, learned",
                ),
            }
        }
    }
}

fn read<'de, T: Deserialize<'de>>(
    file: usize,
    value: Spanned<DeValue<'de>>,
    into: &mut Vec<In<T>>,
    problems: &mut Problems,
) {
    let span = value.span();
    let DeValue::Array(entries) = value.into_inner() else {
        problems.error(
            "L002",
            file,
            span,
            "entries are written with double brackets".to_owned(),
            "write [[name]] instead of [name]",
        );
        return;
    };
    for entry in entries {
        match T::deserialize(ValueDeserializer::from(entry)) {
            Ok(entry) => into.push(In { file, entry }),
            Err(error) => note_toml(problems, file, &error),
        }
    }
}

fn note_toml(problems: &mut Problems, file: usize, error: &toml::de::Error) {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().to_owned();
    let structural = ["unknown field", "missing field", "invalid type", "unknown variant", "invalid value"];
    let code = if structural.iter().any(|start| message.starts_with(start)) { "L002" } else { "L001" };
    let advice = if code == "L002" { "the fields of each table stand in lexicons/README.md" } else { "" };
    problems.error(code, file, span, message, advice);
}

/// The greatest length of a file of a pack.
const LONGEST_FILE: u64 = 16 << 20;

/// Reads a file of a pack; one that is too long, or no regular file and may never end, is refused.
fn read_file(path: &Path) -> io::Result<String> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "is no regular file"));
    }
    let mut text = String::new();
    std::fs::File::open(path)?.take(LONGEST_FILE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST_FILE {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("is longer than {LONGEST_FILE} bytes")));
    }
    Ok(text)
}

fn read_folder(folder: &Path) -> io::Result<Vec<SourceFile>> {
    let mut paths = std::fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "toml"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = read_file(&path).map_err(|error| {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                io::Error::new(error.kind(), format!("{name}: {error}"))
            })?;
            Ok(SourceFile { name: path.display().to_string(), text })
        })
        .collect()
}
