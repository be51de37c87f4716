//! VADER in Rust over the texts of a JSONL file: `rivals FILE`; says how many sentences were scored.
//!
//! Sentences are cut at a full stop and a space, which costs next to nothing.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use serde::Deserialize;
use vader_sentimental::SentimentIntensityAnalyzer;

#[derive(Deserialize)]
struct Record {
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args_os().nth(1).ok_or("usage: rivals FILE")?;
    let analyzer = SentimentIntensityAnalyzer::new();
    let (mut documents, mut sentences, mut sum) = (0, 0, 0.0);
    for line in BufReader::new(File::open(file)?).lines() {
        let record: Record = serde_json::from_str(&line?)?;
        documents += 1;
        for sentence in record.text.split(". ") {
            sum += analyzer.polarity_scores(sentence).compound;
            sentences += 1;
        }
    }
    println!("{{\"documents\": {documents}, \"sentences\": {sentences}, \"sum\": {sum:.3}}}");
    Ok(())
}
