//! Files that are either complete or not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::temporary::Temporary;

/// A file that takes its name only when everything is written and on the disk.
///
/// Until then it is a temporary file in the same folder, which goes away if it is dropped; a file of that name stays
/// as it was.
///
/// A name that is no regular file, such as a device or a pipe, is written to as it is, since nothing can take its place.
#[derive(Debug)]
pub struct AtomicFile {
    name: PathBuf,
    target: Target,
}

#[derive(Debug)]
enum Target {
    Temporary(BufWriter<Temporary>),
    Direct(BufWriter<File>),
}

impl AtomicFile {
    /// Opens a temporary file beside `name`.
    ///
    /// # Errors
    /// If the folder does not exist or cannot be written to, or if `name` is a folder.
    pub fn create(name: &Path) -> io::Result<Self> {
        // A link stays a link: what it leads to is replaced.
        let name = fs::canonicalize(name).unwrap_or_else(|_| name.to_owned());
        let target = match fs::metadata(&name) {
            Ok(old) if !old.is_file() => Target::Direct(BufWriter::new(File::options().write(true).open(&name)?)),
            _ => Target::Temporary(BufWriter::with_capacity(1 << 16, Temporary::beside(folder(&name))?)),
        };
        Ok(Self { name, target })
    }

    /// Brings everything to the disk and gives the file its name.
    ///
    /// # Errors
    /// If not everything could be written; the temporary file is gone then.
    pub fn finish(self) -> io::Result<()> {
        let file = match self.target {
            Target::Direct(mut file) => return file.flush(),
            Target::Temporary(file) => file.into_inner().map_err(io::IntoInnerError::into_error)?,
        };
        file.as_file().sync_all()?;
        if let Ok(old) = fs::metadata(&self.name) {
            // The permissions that somebody gave the old file stay.
            file.as_file().set_permissions(old.permissions())?;
        }
        file.persist(&self.name)?;
        if let Ok(folder) = File::open(folder(&self.name)) {
            // The name too, where the system can; the contents are on the disk already.
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

/// Makes a folder, and finds out whether files can be written into it.
///
/// # Errors
/// If not.
pub fn prepare_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    Temporary::beside(folder).map(drop)
}

fn folder(name: &Path) -> &Path {
    name.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Temporary(file) => file.write(bytes),
            Target::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Temporary(file) => file.flush(),
            Target::Direct(file) => file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_file_stays_until_the_new_one_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("report.json");
        fs::write(&name, "old").unwrap();
        let mut file = AtomicFile::create(&name).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&name).unwrap(), "old");
        let mut file = AtomicFile::create(&name).unwrap();
        file.write_all(b"new").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&name).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
