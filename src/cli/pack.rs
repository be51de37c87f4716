//! `stanceline pack`: work on lexicon packs.

use std::io::Write;
use std::path::PathBuf;

use stanceline::analyze::{Analyzer, Options};
use stanceline::lexicon::Lexicon;
use stanceline::prove::prove;

use super::exit::{Done, Failure};
use super::output::{self, Output};
use super::wrap::wrap;
use super::{Context, Result, setup, terminal};

#[derive(Clone, Debug, clap::Subcommand)]
pub(super) enum Verb {
    /// Look for mistakes in a pack and run its examples.
    ///
    /// Every mistake is shown with file, line and advice. If there is none, each example of the pack and of those
    /// that it requires must give what it says. Ends with status 1 if there are mistakes or failing examples.
    Check {
        /// Folder of a pack, or name of a built-in one.
        #[arg(value_name = "DIR|NAME", default_value = setup::DEFAULT_PACK)]
        pack: PathBuf,
    },
    /// Show what a pack holds.
    Show {
        /// Folder of a pack, or name of a built-in one.
        #[arg(value_name = "DIR|NAME", default_value = setup::DEFAULT_PACK)]
        pack: PathBuf,
        /// List every phrase that is looked for, one a line.
        #[arg(long)]
        terms: bool,
    },
}

pub(super) fn run(verb: Verb, context: Context) -> Result {
    match verb {
        Verb::Check { pack } => check(&pack, context),
        Verb::Show { pack, terms } => show(&pack, terms, context),
    }
}

fn check(pack: &std::path::Path, context: Context) -> Result {
    let color = terminal::colors_stderr(context.color);
    let (lexicon, warnings) = match setup::find_pack(pack) {
        Ok(loaded) => loaded,
        Err(problems) => {
            terminal::say_raw(&problems.render(color));
            // A pack that is not there is a wrong command; one with mistakes is what a check looks for.
            return if pack.is_dir() { Ok(Done::WithProblems) } else { Err(Failure::Told) };
        }
    };
    if !warnings.is_empty() {
        terminal::say_raw(&warnings.render(color));
    }
    let analyzer = Analyzer::new(lexicon, Options::default());
    let failed = prove(&analyzer);
    for failure in &failed {
        terminal::say(&format!("example of {} fails: {}\n  {}", failure.entry, failure.text, failure.message));
    }
    let lexicon = analyzer.lexicon();
    let examples = lexicon.examples.len();
    output::write(Output::open(None)?, |out| {
        writeln!(out, "{}: {} of {examples} examples hold", title(lexicon), examples - failed.len())
    })?;
    Ok(if failed.is_empty() && warnings.is_empty() { Done::Well } else { Done::WithProblems })
}

fn title(lexicon: &Lexicon) -> String {
    lexicon.pack().map_or(String::new(), |pack| format!("{} {}", pack.id, pack.version))
}

fn show(pack: &std::path::Path, terms: bool, context: Context) -> Result {
    let (lexicon, _) = setup::find_pack(pack).map_err(|problems| {
        terminal::say_raw(&problems.render(terminal::colors_stderr(context.color)));
        Failure::Told
    })?;
    output::write(Output::open(None)?, |out| {
        if terms {
            return lexicon.terms().iter().try_for_each(|term| writeln!(out, "{term}"));
        }
        show_packs(&lexicon, out)
    })?;
    Ok(Done::Well)
}

fn show_packs(lexicon: &Lexicon, out: &mut dyn Write) -> std::io::Result<()> {
    for pack in lexicon.packs.iter().rev() {
        writeln!(out, "{} {}  {}", pack.id, pack.version, pack.title)?;
        writeln!(out, "  licence  {}", pack.licence)?;
        if let Some(target) = &pack.target {
            writeln!(out, "  target   {target}")?;
        }
        if let Some((positive, negative)) = &pack.poles {
            writeln!(out, "  poles    + {positive}, - {negative}")?;
        }
        for (at, line) in wrap(&pack.bias, terminal::width().saturating_sub(11)).iter().enumerate() {
            writeln!(out, "  {}  {line}", if at == 0 { "bias   " } else { "       " })?;
        }
        writeln!(out)?;
    }
    writeln!(out, "actors {}, frames {}, cues {}", lexicon.actors.len(), lexicon.frames.len(), lexicon.cues.len())?;
    writeln!(out, "phrases, after choices and inflection:")?;
    for (kind, count) in lexicon.counts() {
        writeln!(out, "  {count:>7} {kind}")?;
    }
    writeln!(out, "sha256 {}", lexicon.sha256)
}
