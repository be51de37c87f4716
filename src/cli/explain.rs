//! `stanceline explain`: one text, and how each figure came about.

mod arithmetic;
mod sentence;

use std::io::{self, Read};

use stanceline::analyze::{Analyzer, Options};
use stanceline::ingest::problems::{Kind, kind};
use stanceline::model::{Analysis, Document, SentenceAnalysis};
use stanceline::{report, validate};

use super::args::PackArgs;
use super::exit::{Done, Failure};
use super::output::{self, Output};
use super::wrap::wrap;
use super::{Context, Result, setup, terminal};

/// Show what is found in a text, which rule fired, and each step of the arithmetic.
///
/// For each sentence: the actors, then each opinion with the words that it rests on and what each multiplies, then
/// what the opinions add up to. With the code of a problem, such as D003, says what that problem means.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  stanceline explain \"India refused to sign the declaration.\"
  stanceline explain - < speech.txt
  stanceline explain D003")]
pub(super) struct Args {
    /// The text, - for standard input, or the code of a problem.
    #[arg(value_name = "TEXT")]
    text: String,
    /// The actor that "we" and "my delegation" stand for, by id or name.
    #[arg(long, value_name = "ACTOR")]
    speaker: Option<String>,
    /// Date of the text: who is in office depends on it.
    #[arg(long, value_name = "DATE")]
    date: Option<stanceline::model::PartialDate>,
    #[command(flatten)]
    pack: PackArgs,
}

pub(super) fn run(args: Args, context: Context) -> Result {
    if is_code(&args.text) {
        return explain_code(&args.text);
    }
    let text = if args.text == "-" { from_stdin()? } else { args.text };
    let options = Options { all_sentences: true, without: args.pack.without.clone(), ..Options::default() };
    let analyzer = setup::analyzer(&args.pack, options, context)?;
    let document = Document { text, speaker: args.speaker, date: args.date, ..Document::default() };
    let shown = explain(&analyzer, &document, terminal::colors_stdout(context.color));
    output::write(Output::open(None)?, |out| out.write_all(shown.as_bytes()))?;
    Ok(Done::Well)
}

fn explain(analyzer: &Analyzer, document: &Document, color: bool) -> String {
    let analysis = analyzer.analyze(document);
    if analysis.sentences.is_empty() {
        return "there is no sentence in this text\n".to_owned();
    }
    let view = sentence::View::new(analyzer.lexicon(), document, &analysis, color);
    analysis.sentences.iter().map(|sentence| view.show(sentence)).collect::<Vec<_>>().join("\n")
}

/// One sentence of a document that was analysed already.
pub(super) fn explain_sentence(
    analyzer: &Analyzer,
    document: &Document,
    analysis: &Analysis,
    sentence: &SentenceAnalysis,
    color: bool,
) -> String {
    sentence::View::new(analyzer.lexicon(), document, analysis, color).show(sentence)
}

fn from_stdin() -> Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure::io("standard input", &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether the text is like the code of a problem: a letter and three digits.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 4 && matches!(bytes[0], b'C' | b'D' | b'L' | b'R') && bytes[1..].iter().all(u8::is_ascii_digit)
}

fn explain_code(code: &str) -> Result {
    let Some(Kind { slug, meaning, advice, .. }) =
        kind(code).or_else(|| report::problems::kind(code)).or_else(|| validate::problems::kind(code))
    else {
        return Err(Failure::Message(format!("no explanation of {code}")));
    };
    output::write(Output::open(None)?, |out| {
        writeln!(out, "{code} {slug}")?;
        for text in [meaning, advice].into_iter().filter(|text| !text.is_empty()) {
            for line in wrap(text, terminal::width().saturating_sub(2)) {
                writeln!(out, "  {line}")?;
            }
        }
        Ok(())
    })?;
    Ok(Done::Well)
}
