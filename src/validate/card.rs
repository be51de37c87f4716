//! Writing and reading validity cards, and telling what differs.

use super::evaluation::Settings;
use super::problems::{BAD_CARD, at};
use crate::analyze::Analyzer;
use crate::model::Problem;
use crate::report::{
    Card, CardCodes, CardPack, CardSettings, Figures, PackReference, PackReport, Report, SCHEMA_VERSION, ToolReport,
};

/// A card on which the figures are still to be entered.
pub fn card(settings: &Settings, analyzer: &Analyzer, codes: CardCodes) -> Card {
    let pack = PackReport::of(analyzer.lexicon());
    let own = settings.foreign.is_none();
    let pack = CardPack { pack: PackReference { id: pack.id, version: pack.version }, sha256: pack.sha256 };
    Card {
        schema_version: SCHEMA_VERSION,
        task: settings.task.as_str().to_owned(),
        tool: own.then(ToolReport::this),
        pack: Some(pack).filter(|_| own),
        settings: CardSettings {
            without: analyzer.options().without.clone(),
            entities_only: analyzer.options().entities_only,
            resamples: settings.resamples,
            seed: settings.seed,
        },
        codes,
        corpus: settings.corpus.clone(),
        figures: Figures::default(),
        confusion: [[0; 3]; 3],
        labels: Vec::new(),
        between_coders: None,
        with_coders: Vec::new(),
        baselines: Vec::new(),
    }
}

/// Reads a card.
///
/// # Errors
/// If the file holds none, or one of a newer form.
pub fn read_card(name: &str, bytes: &[u8]) -> Result<Card, Problem> {
    let card: Card = serde_json::from_slice(bytes)
        .map_err(|error| at(BAD_CARD, name, error.line() as u64, format!("no validity card: {error}")))?;
    if card.schema_version != SCHEMA_VERSION {
        let message = format!("a card of form {}, this version reads form {SCHEMA_VERSION}", card.schema_version);
        return Err(at(BAD_CARD, name, 0, message));
    }
    let total: u64 = card.confusion.iter().flatten().sum();
    if total != card.codes.units {
        let message = format!("its matrix holds {total} units, and it says {}", card.codes.units);
        return Err(at(BAD_CARD, name, 0, message));
    }
    Ok(card)
}

/// How a report's run differs from what a card measured, one sentence each.
pub(super) fn differences(card: &Card, report: &Report) -> Vec<String> {
    let mut differs = Vec::new();
    let mut compare = |what: &str, then: String, now: String| {
        if then != now {
            differs.push(format!("{what}: measured with {then}, this run has {now}"));
        }
    };
    let none = || "another program".to_owned();
    let tool = |tool: &ToolReport| format!("{} {}", tool.name, tool.version);
    compare("program", card.tool.as_ref().map_or_else(none, tool), tool(&report.tool));
    let pack = &report.pack;
    let name =
        |id: &str, version: &str, sha256: &str| format!("{id} {version} ({})", sha256.get(..12).unwrap_or(sha256));
    let then = card.pack.as_ref().map_or_else(none, |then| name(&then.pack.id, &then.pack.version, &then.sha256));
    compare("pack", then, name(&pack.id, &pack.version, &pack.sha256));
    let settings = |without: &[String], only: bool| {
        let without =
            if without.is_empty() { "all rules".to_owned() } else { format!("without {}", without.join(", ")) };
        if only { without + ", supplied actors only" } else { without }
    };
    let now = &report.settings;
    compare(
        "settings",
        settings(&card.settings.without, card.settings.entities_only),
        settings(&now.without, now.entities_only),
    );
    let corpus = |documents: u64, sentences: u64, first: &Option<String>, last: &Option<String>| {
        let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "no date".to_owned());
        format!("{documents} documents, {sentences} sentences, {} to {}", date(first), date(last))
    };
    let now = &report.corpus;
    let now = corpus(now.documents, now.sentences, &now.first_date, &now.last_date);
    let then = card.corpus.as_ref().map_or_else(
        || "coded texts that stand by themselves".to_owned(),
        |then| corpus(then.documents, then.sentences, &then.first_date, &then.last_date),
    );
    compare("corpus", then, now);
    differs
}
