//! Reads inputs as `stanceline score` does and does nothing with them: `parse_only FILE...`; says how many documents
//! there are and how many bytes of text.
#![allow(missing_docs, clippy::print_stdout, reason = "a program for the benchmarks")]

use std::path::PathBuf;
use std::sync::Arc;

use stanceline::ingest::{self, Options};

fn main() {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (inputs, _) = ingest::discover(&files, None);
    let options = Arc::new(Options::default());
    let (mut documents, mut bytes) = (0, 0);
    for chunk in ingest::chunks(inputs, Arc::clone(&options)) {
        ingest::parse(&chunk, &options, &mut |result| {
            if let Ok(document) = result {
                documents += 1;
                bytes += document.text.len();
            }
        });
    }
    println!("{{\"documents\": {documents}, \"text_bytes\": {bytes}}}");
}
