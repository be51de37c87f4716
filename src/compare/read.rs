//! Reads a comparison back.

use std::path::Path;

use super::types::Comparison;
use crate::model::Problem;
use crate::report::{Form, of_form};

/// Reads the comparison in a file that `compare` wrote.
///
/// # Errors
/// With code `R001` if the file cannot be read, `R002` if it is empty, `R003` if it is no comparison, `R004` if it is
/// cut short or damaged, `R005` if a newer version of the form wrote it.
pub fn read(file: &Path) -> Result<Comparison, Problem> {
    of_form(file, Form::Comparison)
}
