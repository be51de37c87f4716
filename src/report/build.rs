//! From tally to report: the one place where sums become means.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::layout::write_json;
use super::number::{number, rounded};
use super::types::{
    ActorReport, CorpusReport, DedupReport, EvidenceReport, FrameReport, LeaderReport, ObjectReport, PackReference,
    PackReport, PolesReport, Provenance, RelationReport, Report, ReportSettings, SentimentReport, SkippedReport,
    SourceReport, StanceReport, TermReport, ToolReport, WithCopies,
};
use super::{CellReport, SCHEMA_VERSION, series};
use crate::aggregate::{self, ActorTally, Corpus, Evidence, Group, SetAside, Tally};
use crate::analyze::Options;
use crate::dedup::Method;
use crate::lexicon::{Lexicon, PackInfo};

impl Provenance {
    /// That of a tally kept with `settings` of analyses made with `lexicon` and `options`.
    pub fn new(lexicon: &Lexicon, options: &Options, settings: aggregate::Settings) -> Self {
        Self {
            tool: ToolReport::this(),
            pack: PackReport::of(lexicon),
            settings: ReportSettings {
                period: settings.period.as_str().to_owned(),
                entities_only: options.entities_only,
                without: options.without.clone(),
                evidence: settings.evidence as u32,
                evidence_by_year: settings.evidence_by_year as u32,
                dedup: settings.dedup.method.as_str().to_owned(),
                dedup_threshold: (settings.dedup.method == Method::Near)
                    .then(|| rounded(f64::from(settings.dedup.threshold) / 100.0)),
            },
        }
    }
}

impl Report {
    /// The report of a tally made with `lexicon` and `options`.
    pub fn new(tally: &Tally, lexicon: &Lexicon, options: &Options) -> Self {
        Self::of(tally, Provenance::new(lexicon, options, tally.settings))
    }

    /// The report of a tally of this provenance.
    pub fn of(tally: &Tally, provenance: Provenance) -> Self {
        let complete = series::is_complete(&tally.corpus.steps);
        let actors =
            tally.actors.iter().map(|(id, actor)| actor_report(id, actor, tally.set_aside.actors.get(id), complete));
        let mut actors: Vec<ActorReport> = actors.collect();
        actors.sort_by_key(|actor| Reverse(actor.documents));
        let relations = tally.relations.iter().flat_map(|(holder, objects)| {
            objects.iter().map(move |(object, steps)| RelationReport::new(holder, object, steps))
        });
        Self {
            schema_version: SCHEMA_VERSION,
            tool: provenance.tool,
            pack: provenance.pack,
            settings: provenance.settings,
            corpus: corpus_report(&tally.corpus, complete),
            actors,
            relations: relations.collect(),
            dedup: dedup_report(&tally.set_aside),
            validity: None,
        }
    }

    /// The report as JSON with a line end, indented down to the items of an actor's lists.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_json(self, out)
    }
}

impl ToolReport {
    /// This program.
    pub fn this() -> Self {
        Self { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

impl PackReport {
    /// The pack that was asked for, with those that it requires.
    pub fn of(lexicon: &Lexicon) -> Self {
        let (last, required) = lexicon.packs.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
        let poles = lexicon.agenda().and_then(|agenda| agenda.poles.clone());
        let reference = |pack: &PackInfo| PackReference { id: pack.id.clone(), version: pack.version.clone() };
        Self {
            id: last.map_or(String::new(), |pack| pack.id.clone()),
            version: last.map_or(String::new(), |pack| pack.version.clone()),
            sha256: lexicon.sha256.clone(),
            requires: required.iter().map(reference).collect(),
            target: lexicon.agenda().and_then(|agenda| agenda.target.clone()),
            poles: poles.map(|(positive, negative)| PolesReport { positive, negative }),
        }
    }
}

fn corpus_report(corpus: &Corpus, complete: bool) -> CorpusReport {
    let skipped = corpus.skipped.iter().map(|(reason, skipped)| SkippedReport {
        reason: reason.clone(),
        count: skipped.count,
        examples: skipped.examples.iter().cloned().collect(),
    });
    CorpusReport {
        documents: corpus.documents,
        sentences: corpus.sentences,
        first_date: corpus.first_date.map(|date| date.to_string()),
        last_date: corpus.last_date.map(|date| date.to_string()),
        skipped: skipped.collect(),
        undated: corpus.undated,
        split_sentences: corpus.split_sentences,
        mentions: corpus.mentions,
        mentions_without_opinion: corpus.mentions_without_opinion,
        series: series::corpus_points(&corpus.steps, complete),
        series_complete: complete,
    }
}

fn actor_report(id: &str, actor: &ActorTally, copies: Option<&Group>, complete: bool) -> ActorReport {
    let total = actor.total();
    let frames = actor.frames.iter().map(|(id, frame)| FrameReport {
        id: id.clone(),
        favor: frame.favor,
        against: frame.against,
    });
    let sources = actor.sources().into_iter().map(|(source, group)| SourceReport {
        source: source.to_owned(),
        stance: StanceReport::new(&group.stance),
        sentiment: SentimentReport::new(&group.sentiment),
    });
    let years = actor.years.values().flat_map(|sides| sides.favor.iter().chain(sides.against.iter()));
    ActorReport {
        id: id.to_owned(),
        name: actor.name.clone(),
        kind: actor.kind.clone(),
        mentions: actor.mentions,
        sentences: actor.sentences,
        documents: actor.documents,
        stance: StanceReport::new(&total.stance),
        sentiment: SentimentReport::new(&total.sentiment),
        with_copies: copies.map(|copies| with_copies(total, copies)),
        frames: frames.collect(),
        series: series::points(&actor.series(), complete),
        sources: sources.collect(),
        evidence: actor.favor.iter().chain(actor.against.iter()).map(evidence_report).collect(),
        evidence_by_year: years.map(evidence_report).collect(),
        sample: actor.drawn.iter().map(evidence_report).collect(),
        cells: actor.cells.iter().map(|(key, cell)| CellReport::new(key, cell)).collect(),
    }
}

fn with_copies(mut total: Group, copies: &Group) -> WithCopies {
    total.merge(copies);
    WithCopies { stance: StanceReport::new(&total.stance), sentiment: SentimentReport::new(&total.sentiment) }
}

fn dedup_report(set_aside: &SetAside) -> DedupReport {
    let leader =
        |(copies, document): &(Reverse<u64>, String)| LeaderReport { document: document.clone(), copies: copies.0 };
    DedupReport {
        set_aside: set_aside.documents,
        groups: set_aside.groups,
        across_parts: set_aside.across_parts,
        leaders: set_aside.leaders.iter().map(leader).collect(),
    }
}

fn evidence_report(evidence: &Evidence) -> EvidenceReport {
    let terms = evidence.terms.iter().map(|term| TermReport {
        role: term.role.clone(),
        start: term.start,
        end: term.end,
        entry: Some(term.entry.clone()).filter(|entry| !entry.is_empty()),
        text: term.text.clone(),
    });
    let object = evidence.object.clone();
    EvidenceReport {
        document: evidence.document.clone(),
        date: evidence.date.map(|date| date.to_string()),
        source: evidence.source.clone(),
        url: evidence.url.clone(),
        sentence: evidence.sentence.clone(),
        score: number(evidence.score),
        rule: evidence.rule.clone(),
        terms: terms.collect(),
        start: evidence.start,
        end: evidence.end,
        object: if evidence.of_frame { ObjectReport::Frame(object) } else { ObjectReport::Actor(object) },
        polarity: evidence.polarity,
        strength: number(evidence.strength),
    }
}
