//! Keeps what can be read only once for a second reading.

use std::fs::File;
use std::io;

use super::discover::Input;
use crate::temporary::Temporary;

/// Copies of standard input and pipes, which go away when this is dropped.
#[derive(Debug, Default)]
pub struct Spooled {
    files: Vec<Temporary>,
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
                None if input.held.is_some() => continue,
                None => Box::new(io::stdin()),
                Some(path) => match path.metadata() {
                    Ok(metadata) if !metadata.is_file() => match File::open(path) {
                        Ok(file) => Box::new(file),
                        Err(_) => continue,
                    },
                    _ => continue,
                },
            };
            let copy = Temporary::anywhere()?;
            io::copy(&mut source, &mut copy.as_file())?;
            input.lies_at(copy.path().to_owned());
            spooled.files.push(copy);
        }
        Ok(spooled)
    }

    /// How many inputs were copied.
    pub fn count(&self) -> usize {
        self.files.len()
    }
}
