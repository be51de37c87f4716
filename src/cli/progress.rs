//! A bar on stderr while a corpus is read.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use stanceline::ingest::Input;
use stanceline::pipeline::Progress;

use super::Context;

/// Bytes of text in a byte of compressed news, for the position within compressed inputs.
const RATIO: u64 = 3;

/// Shows how far the reading is; on a terminal only.
pub(super) struct Bar {
    bar: ProgressBar,
    documents: AtomicU64,
    rejected: AtomicU64,
}

impl Bar {
    pub(super) fn new(inputs: &[Input], context: Context) -> Self {
        let bar = if io::stderr().is_terminal() && !context.quiet { visible(inputs) } else { ProgressBar::hidden() };
        Self { bar, documents: AtomicU64::new(0), rejected: AtomicU64::new(0) }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn chunk(&self, input: &Input, bytes: usize, documents: u64, rejected: u64) {
        let documents = self.documents.fetch_add(documents, Ordering::Relaxed) + documents;
        let rejected = self.rejected.fetch_add(rejected, Ordering::Relaxed) + rejected;
        if self.bar.is_hidden() {
            return;
        }
        let compressed = input.name.ends_with(".gz") || input.name.ends_with(".zst");
        self.bar.inc(if compressed { bytes as u64 / RATIO } else { bytes as u64 });
        self.bar.set_message(format!("{} documents, {} rejected", HumanCount(documents), HumanCount(rejected)));
    }
}

fn visible(inputs: &[Input]) -> ProgressBar {
    let sizes: Option<Vec<u64>> = inputs.iter().map(|input| Some(std::fs::metadata(&input.name).ok()?.len())).collect();
    let (bar, template) = match sizes {
        Some(sizes) => (
            ProgressBar::new(sizes.iter().sum()),
            "{bar:20} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left; {msg}",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {decimal_bytes}, {decimal_bytes_per_sec}; {msg}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
