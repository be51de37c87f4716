//! `stanceline validate`: the program against codes that people gave.

mod args;

use std::io::Write;
use std::path::Path;

use stanceline::analyze::{self, Analyzer};
use stanceline::model::Problem;
use stanceline::report::{CardCorpus, Report};
use stanceline::validate::{self, Coded, Item, Settings, Sheet, Task, Validation};
use stanceline::{aggregate, ingest, pipeline};

pub(super) use args::Args;
use args::Form;

use super::exit::{Done, Failure};
use super::output::{self, Output};
use super::progress::Bar;
use super::{Context, Result, explain, setup, terminal};

pub(super) fn run(args: &Args, context: Context) -> Result {
    let task = Task::from(args.task);
    if task == Task::Relation && !args.corpus.is_empty() {
        let message = "relations are measured on texts with places; leave --corpus out";
        return Err(Failure::Message(message.to_owned()));
    }
    let output = Output::open(args.output.as_deref())?;
    let [predictions, card] = [&args.write_predictions, &args.card]
        .map(|file| file.as_deref().map(|file| Output::open(Some(file))).transpose());
    let (predictions, card) = (predictions?, card?);
    let options = analyze::Options {
        entities_only: args.entities_only(),
        all_sentences: true,
        without: args.pack.without.clone(),
        any_language: true,
    };
    let analyzer = setup::analyzer(&args.pack, options, context)?;
    let sheets = args.codes.iter().map(|file| sheet(file)).collect::<Result<Vec<_>>>()?;
    let read = validate::read_units(&sheets, task, args.set.as_deref());
    let mut coded = read.map_err(|problems| refuse(&problems))?;
    let (corpus, done) = corpus(args, &analyzer, &mut coded, context)?;
    let mut items = validate::items(&coded, task, &analyzer).map_err(|problems| refuse(&problems))?;
    let mut foreign = None;
    if let Some(file) = &args.predictions {
        let read = validate::read_predictions(&mut items, &sheet(file)?);
        foreign = Some(read.map_err(|problems| refuse(&problems))?);
    }
    let settings = Settings { task, resamples: args.resamples, seed: args.seed, errors: args.errors, corpus, foreign };
    let measured = validate::evaluate(&items, &coded, &sheets, &analyzer, &settings);
    let validation = measured.map_err(|problem| refuse(&[problem]))?;
    if !context.quiet {
        notice(&coded, args);
    }
    if let Some(predictions) = predictions {
        output::write(predictions, |out| validate::write_predictions(&items, out))?;
    }
    if let Some(card) = card {
        output::write(card, |out| json(&validation.card, out))?;
    }
    output::write(output, |out| match args.format {
        Form::Json => json(&validation, out),
        Form::Text => {
            let color = args.output.is_none() && terminal::colors_stdout(context.color);
            out.write_all(validate::render(&validation).as_bytes())?;
            out.write_all(errors(&validation, &items, &coded, &analyzer, (&settings, color)).as_bytes())
        }
    })?;
    Ok(done)
}

fn sheet(file: &Path) -> Result<Sheet> {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| Failure::io(&name, &error))?;
    Ok(Sheet { name, bytes })
}

/// Tells all problems; with one of them nothing is measured.
fn refuse(problems: &[Problem]) -> Failure {
    const SHOWN: usize = 20;
    for problem in problems.iter().take(SHOWN) {
        terminal::say(&format!("error: {problem}"));
    }
    if problems.len() > SHOWN {
        terminal::say(&format!("… and {} more", problems.len() - SHOWN));
    }
    terminal::say("nothing was measured");
    Failure::Told
}

fn notice(coded: &Coded, args: &Args) {
    let names_documents = coded.units.iter().all(|unit| !unit.document.id.is_empty());
    if args.corpus.is_empty() && args.predictions.is_none() && names_documents {
        terminal::say(
            "note: read as texts that stand by themselves; --corpus INPUT reads the units in their documents",
        );
    }
    if coded.coders.len() < 2 {
        terminal::say("note: codes of one coder; how reliable they are is not known");
    }
}

/// Puts the units into the documents of the corpus, and counts what the corpus holds; with problems if some of it could
/// not be read.
fn corpus(args: &Args, analyzer: &Analyzer, coded: &mut Coded, context: Context) -> Result<(Option<CardCorpus>, Done)> {
    if args.corpus.is_empty() {
        return Ok((None, Done::Well));
    }
    if args.corpus.iter().any(|input| input == Path::new("-")) {
        return Err(Failure::Message("the corpus is read twice, so it cannot be standard input".to_owned()));
    }
    let reading = args.corpus_args();
    let work = setup::pipeline_options(&reading, aggregate::Settings::default())?;
    let (inputs, found) = setup::discover(&reading)?;
    let documents = ingest::read(inputs.clone(), work.ingest.clone()).filter_map(std::result::Result::ok);
    validate::attach(coded, documents).map_err(|problems| refuse(&problems))?;
    let bar = Bar::new(&inputs, context);
    let outcome = pipeline::score(analyzer, inputs, &found, &work, &bar);
    bar.finish();
    let outcome = outcome.map_err(|error| Failure::Message(error.to_string()))?;
    output::tell(&outcome, context);
    let counts = Report::new(&outcome.tally, analyzer.lexicon(), analyzer.options()).corpus;
    let corpus = CardCorpus {
        documents: counts.documents,
        sentences: counts.sentences,
        first_date: counts.first_date,
        last_date: counts.last_date,
    };
    Ok((Some(corpus), output::done(&outcome, &reading, context)))
}

fn json(value: &impl serde::Serialize, out: &mut dyn Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// The worst errors, each as `explain` shows a sentence.
fn errors(
    validation: &Validation,
    items: &[Item],
    coded: &Coded,
    analyzer: &Analyzer,
    (settings, color): (&Settings, bool),
) -> String {
    let mut shown = String::new();
    for error in &validation.errors {
        let coded_unit = items.iter().find(|item| item.id == error.id).map(|item| &coded.units[item.unit]);
        let actor = error.actor.as_deref().map_or(String::new(), |actor| format!(" {actor}"));
        let by = if error.rule.is_empty() { String::new() } else { format!(" by {}", error.rule) };
        let head =
            format!("{} ({}):{actor} is {:+}, was given {:+}{by}", error.id, error.place, error.truth, error.label);
        shown.push('\n');
        shown.push_str(&stanceline::report::escape_controls(&head));
        shown.push('\n');
        let Some(unit) = coded_unit.filter(|_| error.found.is_some()) else { continue };
        let (document, analysis) = validate::reading(unit, settings.task, analyzer);
        if let Some(sentence) = validate::deciding(unit, settings.task, &document, &analysis, analyzer.lexicon()) {
            shown.push_str(&explain::explain_sentence(analyzer, &document, &analysis, sentence, color));
        }
    }
    shown
}
