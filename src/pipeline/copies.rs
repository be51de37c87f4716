//! The first reading of a corpus: which documents are copies of each other.

use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::run::{Options, Progress};
use crate::analyze::Analyzer;
use crate::dedup::{Collected, Copies, Fingerprint, Key, Method};
use crate::ingest::{self, Chunk, Input};

/// Reads all documents that `analyzer` reads and groups those that are copies. What is wrong with inputs is left to the second reading.
pub(super) fn find(
    analyzer: &Analyzer,
    inputs: &[Input],
    options: &Options,
    progress: &dyn Progress,
) -> io::Result<Copies> {
    let dedup = options.tally.dedup;
    if dedup.method == Method::Off {
        return Ok(Copies::default());
    }
    let near = dedup.method == Method::Near;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build().map_err(io::Error::other)?;
    let (to_workers, chunks) = sync_channel::<Chunk>(pool.current_num_threads());
    let chunks = Mutex::new(chunks);
    let inputs = inputs.to_vec();
    let collected = thread::scope(|scope| {
        scope.spawn(move || {
            let mut chunks = ingest::chunks(inputs, Arc::new(options.ingest.clone()));
            let _ = chunks.try_for_each(|chunk| to_workers.send(chunk));
        });
        pool.broadcast(|_| work(&chunks, (analyzer, options, near), progress))
    });
    let mut all = Collected::default();
    for one in collected {
        all.merge(one);
    }
    Ok(Copies::new(all, dedup))
}

fn work(
    chunks: &Mutex<Receiver<Chunk>>,
    (analyzer, options, near): (&Analyzer, &Options, bool),
    progress: &dyn Progress,
) -> Collected {
    let mut collected = Collected::default();
    loop {
        let next = chunks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(chunk) = next else { return collected };
        ingest::parse(&chunk, &options.ingest, &mut |result| {
            if let Ok(document) = result
                && analyzer.reads(&document)
            {
                collected.add(Fingerprint::new(&document.text, near), Key::new(&document));
            }
        });
        progress.scanned(&chunk.input, chunk.size());
    }
}
