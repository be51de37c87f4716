//! The validity card that a report can carry.

use std::path::Path;

use stanceline::Report;
use stanceline::report::{ActorReport, Card};
use stanceline::validate;

use super::exit::Failure;
use super::{Context, Result, terminal};

/// `--validity`, of the verbs that make a report.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct CardArgs {
    /// Carry this validity card in the report, and correct means for the errors that it measured.
    #[arg(long, value_name = "CARD")]
    validity: Option<std::path::PathBuf>,
}

impl CardArgs {
    /// Whether a card is to be carried.
    pub(super) fn is_given(&self) -> bool {
        self.validity.is_some()
    }

    /// Reads the card, before the work begins.
    pub(super) fn read(&self) -> Result<Option<Card>> {
        self.validity.as_deref().map(read).transpose()
    }
}

fn read(file: &Path) -> Result<Card> {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| Failure::io(&name, &error))?;
    validate::read_card(&name, &bytes).map_err(|problem| Failure::Message(problem.to_string()))
}

/// Puts the card into the report and says whether anybody compared such figures with human codes, and what is not as
/// it was then.
pub(super) fn embed(report: &mut Report, card: Option<Card>, context: Context) {
    if let Some(card) = card {
        validate::embed(report, card);
    }
    if !context.quiet {
        tell(report);
    }
}

fn tell(report: &Report) {
    let Some(validity) = &report.validity else {
        terminal::say("note: validity NOT MEASURED on this corpus; see stanceline sample and stanceline validate");
        return;
    };
    for difference in &validity.differs {
        terminal::say(&format!("warning: the validity card is of something else: {difference}"));
    }
    let is_corrected = |actor: &ActorReport| actor.stance.corrected.is_some() || actor.sentiment.corrected.is_some();
    if !report.actors.iter().any(is_corrected) {
        terminal::say("note: no mean is corrected: the validity card is of another measure, or too small");
    }
}
