//! What `compare.py` needs of this crate; both say how many documents there are and how many bytes of text.
//!
//! - `bench_tools corpus MEGABYTES FILE` writes the corpus of the benchmarks as JSONL.
//! - `bench_tools parse FILE` reads an input as `stanceline score` does and does nothing with it.
#![allow(missing_docs, clippy::print_stdout, reason = "a program for the benchmarks")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use stanceline::Document;
use stanceline::ingest::{self, Options};

/// What was read or written.
#[derive(Default)]
struct Sizes {
    documents: u64,
    text_bytes: usize,
}

impl Sizes {
    fn add(&mut self, document: &Document) {
        self.documents += 1;
        self.text_bytes += document.text.len();
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Sizes { documents, text_bytes } = match words[..] {
        ["corpus", megabytes, file] => write(megabytes.parse()?, Path::new(file))?,
        ["parse", file] => parse(Path::new(file)),
        _ => return Err("usage: bench_tools corpus MEGABYTES FILE | bench_tools parse FILE".into()),
    };
    println!("{{\"documents\": {documents}, \"text_bytes\": {text_bytes}}}");
    Ok(())
}

fn write(megabytes: usize, file: &Path) -> io::Result<Sizes> {
    let mut out = BufWriter::new(File::create(file)?);
    let mut sizes = Sizes::default();
    for document in corpus::documents(megabytes) {
        writeln!(out, "{}", corpus::record(&document))?;
        sizes.add(&document);
    }
    out.flush()?;
    Ok(sizes)
}

fn parse(file: &Path) -> Sizes {
    let (inputs, _) = ingest::discover(&[file.to_owned()], None);
    let options = Arc::new(Options::default());
    let mut sizes = Sizes::default();
    for chunk in ingest::chunks(inputs, Arc::clone(&options)) {
        ingest::parse(&chunk, &options, &mut |result| {
            if let Ok(document) = result {
                sizes.add(&document);
            }
        });
    }
    sizes
}
