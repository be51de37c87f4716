//! A bar on stderr while a corpus is read.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use stanceline::ingest::Input;
use stanceline::pipeline::Progress;

use super::Context;

/// Bytes of text in a byte of compressed news, for the position within compressed inputs.
const RATIO: u64 = 3;

/// Shows how far the reading is; on a terminal only.
pub(super) struct Bar {
    shown: ProgressBar,
    documents: AtomicU64,
    rejected: AtomicU64,
}

impl Bar {
    pub(super) fn new(inputs: &[Input], context: Context) -> Self {
        let shown = if io::stderr().is_terminal() && !context.quiet { visible(inputs) } else { ProgressBar::hidden() };
        Self { shown, documents: AtomicU64::new(0), rejected: AtomicU64::new(0) }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.shown.finish_and_clear();
    }
}

impl Progress for Bar {
    fn scanned(&self, _: &Input, _: usize) {
        self.shown.set_message("looking for copies");
        self.shown.tick();
    }

    fn chunk(&self, input: &Input, bytes: usize, documents: u64, rejected: u64) {
        let documents = self.documents.fetch_add(documents, Ordering::Relaxed) + documents;
        let rejected = self.rejected.fetch_add(rejected, Ordering::Relaxed) + rejected;
        if self.shown.is_hidden() {
            return;
        }
        let ratio = if is_compressed(&input.name) { RATIO } else { 1 };
        self.shown.inc(bytes as u64 / ratio);
        self.shown.set_message(format!("{} documents, {} rejected", HumanCount(documents), HumanCount(rejected)));
    }
}

fn is_compressed(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ["gz", "zst"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn visible(inputs: &[Input]) -> ProgressBar {
    let sizes: Option<Vec<u64>> = inputs.iter().map(|input| Some(std::fs::metadata(&input.name).ok()?.len())).collect();
    let (bar, template) = match sizes {
        Some(sizes) => (
            ProgressBar::new(sizes.iter().sum()),
            "{bar:10} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec} {eta} left, {msg}",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {decimal_bytes} {decimal_bytes_per_sec}, {msg}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
