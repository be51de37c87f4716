//! Keeps what can be read only once for a second reading.

use std::fs::File;
use std::io;

use tempfile::NamedTempFile;

use super::discover::Input;

/// Copies of standard input and pipes, which go away when this is dropped.
#[derive(Debug, Default)]
pub struct Spooled {
    files: Vec<NamedTempFile>,
}

impl Spooled {
    /// Copies inputs that can be read only once to temporary files, as they are, and lets the inputs lead there. What
    /// cannot be opened is left as it is, to be told of when it is read.
    ///
    /// # Errors
    /// If there is no room for the copy, or the input breaks off.
    pub fn new(inputs: &mut [Input]) -> io::Result<Self> {
        let mut spooled = Self::default();
        for input in inputs {
            let mut source: Box<dyn io::Read> = match &input.path {
                None => Box::new(io::stdin()),
                Some(path) => match path.metadata() {
                    Ok(metadata) if !metadata.is_file() => match File::open(path) {
                        Ok(file) => Box::new(file),
                        Err(_) => continue,
                    },
                    _ => continue,
                },
            };
            let mut copy = NamedTempFile::new()?;
            io::copy(&mut source, copy.as_file_mut())?;
            input.path = Some(copy.path().to_owned());
            spooled.files.push(copy);
        }
        Ok(spooled)
    }

    /// How many inputs were copied.
    pub fn count(&self) -> usize {
        self.files.len()
    }
}
