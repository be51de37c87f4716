//! Temporary files, none of which is left when the process is told to end.
//!
//! Files take their place by name, so that they can be renamed or read again; a signal ends the process without running
//! any destructor. The list of those that are there is therefore kept for the whole process.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

/// Temporary files that are there now.
static THERE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn there() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    THERE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file; it goes away when this is dropped.
#[derive(Debug)]
pub(crate) struct Temporary {
    file: NamedTempFile,
    listed: Listed,
}

/// Its place in the list.
#[derive(Debug)]
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        there().remove(&self.0);
    }
}

impl Temporary {
    /// A file in `folder`, with the rights that any new file has.
    pub(crate) fn beside(folder: &Path) -> io::Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(".stanceline-").suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Self::listed(|| builder.tempfile_in(folder))
    }

    /// A file in the system's folder for such files, which nobody else may read.
    pub(crate) fn anywhere() -> io::Result<Self> {
        Self::listed(NamedTempFile::new)
    }

    fn listed(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<Self> {
        let mut there = there();
        let file = make()?;
        let listed = Listed(file.path().to_owned());
        there.insert(listed.0.clone());
        Ok(Self { file, listed })
    }

    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    pub(crate) fn as_file(&self) -> &File {
        self.file.as_file()
    }

    /// Gives the file a name, under which it stays.
    pub(crate) fn persist(self, name: &Path) -> io::Result<()> {
        let Self { file, listed } = self;
        let held = there();
        let persisted = file.persist(name).map(|_| ()).map_err(|error| error.error);
        drop(held);
        drop(listed);
        persisted
    }
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Removes all temporary files of this process. From then on none is made and none gets a name: whoever tries waits,
/// so this is the last thing to do before the process ends.
pub fn remove_all() {
    let there = there();
    for path in &*there {
        let _ = std::fs::remove_file(path);
    }
    std::mem::forget(there);
}
