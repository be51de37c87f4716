//! From tally to report: the one place where sums become means.

use std::cmp::Reverse;
use std::io::{self, BufWriter, Write};

use super::SCHEMA_VERSION;
use super::number::{number, rounded};
use super::types::{
    ActorReport, CorpusReport, EvidenceReport, FrameReport, ObjectReport, PackReference, PackReport, PolesReport,
    RelationReport, Report, ReportSettings, SentimentReport, SeriesPoint, SkippedReport, SourceReport, StanceReport,
    TermReport, ToolReport,
};
use crate::aggregate::{ActorTally, Clusters, Corpus, Evidence, Relation, SentimentTally, StanceTally, Tally};
use crate::analyze::Options;
use crate::lexicon::{Lexicon, PackInfo};

impl Report {
    /// The report of a tally made with `lexicon` and `options`.
    pub fn new(tally: &Tally, lexicon: &Lexicon, options: &Options) -> Self {
        let mut actors: Vec<ActorReport> = tally.actors.iter().map(|(id, actor)| actor_report(id, actor)).collect();
        actors.sort_by_key(|actor| Reverse(actor.documents));
        let relations = tally.relations.iter().flat_map(|(holder, objects)| {
            objects.iter().map(move |(object, relation)| relation_report(holder, object, relation))
        });
        Self {
            schema_version: SCHEMA_VERSION,
            tool: ToolReport::this(),
            pack: PackReport::of(lexicon),
            settings: ReportSettings {
                period: tally.settings.period.as_str().to_owned(),
                entities_only: options.entities_only,
                without: options.without.clone(),
                evidence: tally.settings.evidence as u32,
            },
            corpus: corpus_report(&tally.corpus),
            actors,
            relations: relations.collect(),
            validity: None,
        }
    }

    /// The report as indented JSON with a line end.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        // Through a buffer, for JSON is written in pieces of a few bytes.
        let mut out = BufWriter::new(out);
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n")?;
        out.flush()
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

fn corpus_report(corpus: &Corpus) -> CorpusReport {
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
    }
}

fn actor_report(id: &str, actor: &ActorTally) -> ActorReport {
    let frames = actor.frames.iter().map(|(id, frame)| FrameReport {
        id: id.clone(),
        favor: frame.favor,
        against: frame.against,
    });
    let series = actor.series.iter().map(|(period, group)| SeriesPoint {
        period: period.clone(),
        stance: stance_report(&group.stance),
        sentiment: sentiment_report(&group.sentiment),
    });
    let sources = actor.sources.iter().map(|(source, group)| SourceReport {
        source: source.clone(),
        stance: stance_report(&group.stance),
        sentiment: sentiment_report(&group.sentiment),
    });
    ActorReport {
        id: id.to_owned(),
        name: actor.name.clone(),
        kind: actor.kind.clone(),
        mentions: actor.mentions,
        sentences: actor.sentences,
        documents: actor.documents,
        stance: stance_report(&actor.total.stance),
        sentiment: sentiment_report(&actor.total.sentiment),
        frames: frames.collect(),
        series: series.collect(),
        sources: sources.collect(),
        evidence: actor.favor.iter().chain(actor.against.iter()).map(evidence_report).collect(),
    }
}

fn mean_and_interval(clusters: &Clusters) -> (Option<f64>, Option<[f64; 2]>) {
    let interval = clusters.ci95().map(|(low, high)| [rounded(low), rounded(high)]);
    (clusters.mean().map(rounded), interval)
}

fn stance_report(stance: &StanceTally) -> StanceReport {
    let (mean, ci95) = mean_and_interval(&stance.clusters);
    StanceReport {
        mean,
        ci95,
        corrected: None,
        opinions: stance.opinions,
        documents: stance.clusters.documents,
        favor: stance.favor,
        against: stance.against,
        mixed: stance.mixed,
    }
}

fn sentiment_report(sentiment: &SentimentTally) -> SentimentReport {
    let (mean, ci95) = mean_and_interval(&sentiment.clusters);
    SentimentReport {
        mean,
        ci95,
        corrected: None,
        sentences: sentiment.clusters.sentences,
        documents: sentiment.clusters.documents,
        positive: sentiment.positive,
        neutral: sentiment.neutral,
        negative: sentiment.negative,
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

fn relation_report(holder: &str, object: &str, relation: &Relation) -> RelationReport {
    let opinions = relation.positive + relation.negative;
    RelationReport {
        holder: holder.to_owned(),
        object: object.to_owned(),
        positive: relation.positive,
        negative: relation.negative,
        mean: rounded(relation.sum as f64 / opinions.max(1) as f64 / 1e6),
    }
}
