//! Writes the corpus of the benchmarks as JSONL: `bench_corpus MEGABYTES FILE`; says how many documents it has and how
//! many bytes of text.
#![allow(missing_docs, clippy::print_stdout, reason = "a program for the benchmarks")]

mod corpus;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [megabytes, file] = &arguments[..] else { return Err("usage: bench_corpus MEGABYTES FILE".into()) };
    let mut out = BufWriter::new(File::create(file)?);
    let (mut documents, mut bytes) = (0, 0);
    for document in corpus::documents(megabytes.parse()?) {
        writeln!(out, "{}", corpus::record(&document))?;
        documents += 1;
        bytes += document.text.len();
    }
    out.flush()?;
    println!("{{\"documents\": {documents}, \"text_bytes\": {bytes}}}");
    Ok(())
}
