//! Stance over time: a small picture for each actor, with gaps where there is no evidence.

use std::collections::BTreeMap;

use super::event::Event;
use super::facts::Facts;
use super::figure::Figure;
use super::panels::Panels;
use super::scale::Scale;
use super::scene::{Anchor, Shape};
use super::sheet::{MARGIN, SMALL, Sheet};
use super::time::Time;
use super::words::fill;
use super::{Drawn, Options, chosen, font, select};
use crate::aggregate::Step;
use crate::compare::{self, Change, Comparison};
use crate::report::{Report, escape_controls};

mod vega;

/// Actors drawn if it is not said how many.
const TOP: usize = 6;
/// Room for the numbers of the axis.
const AXIS: f64 = 34.0;
/// Rows of a panel above its plot: the name, and the numbers of events.
const NAME: f64 = 20.0;
const EVENTS: f64 = 14.0;
const PLOT: f64 = 130.0;

/// One actor over time.
struct Track<'a> {
    name: String,
    points: BTreeMap<Step, Figure>,
    changes: Vec<&'a Change>,
}

/// From the sums of a report.
pub(super) fn of_report(report: &Report, facts: &Facts, options: &Options) -> Option<Drawn> {
    let is_dated = |cell: &crate::report::CellReport| cell.step();
    let (actors, all) = chosen(report, options, TOP, |actor| {
        actor.cells.iter().any(|cell| cell.stance.is_some() && is_dated(cell).is_some())
    });
    let changes = compare::changes(report);
    let tracks = actors.iter().map(|actor| {
        let sums = select::pool(actor, is_dated);
        let points = sums.iter().filter_map(|(step, sums)| Some((*step, Figure::of_sums(sums)?)));
        Track::new(&actor.id, &actor.name, points.collect(), &changes)
    });
    draw(&tracks.collect::<Vec<_>>(), all, &report.settings.period, facts, options)
}

/// From a comparison of each period with the one before it.
pub(super) fn of_periods(comparison: &Comparison, facts: &Facts, options: &Options) -> Option<Drawn> {
    let mut order: Vec<(&str, &str)> = Vec::new();
    let mut points: BTreeMap<&str, BTreeMap<Step, Figure>> = BTreeMap::new();
    for actor in comparison.actors.iter().filter(|actor| options.wants(&actor.id)) {
        let Some(periods) = &actor.periods else { continue };
        for (period, stance) in periods.iter().zip([&actor.before, &actor.after]) {
            let Some((step, figure)) = period.parse().ok().zip(Figure::of_stance(stance)) else { continue };
            points.entry(&actor.id).or_default().insert(step, Figure { n: stance.sentences, ..figure });
            if !order.iter().any(|(id, _)| *id == actor.id) {
                order.push((&actor.id, &actor.name));
            }
        }
    }
    let all = order.len();
    let track = |(id, name): (&str, &str)| {
        Track::new(id, name, points.get(id).cloned().unwrap_or_default(), &comparison.changes)
    };
    let tracks: Vec<Track> = order.into_iter().take(options.top.unwrap_or(TOP)).map(track).collect();
    draw(&tracks, all, &comparison.period, facts, options)
}

impl<'a> Track<'a> {
    fn new(id: &str, name: &str, points: BTreeMap<Step, Figure>, changes: &'a [Change]) -> Self {
        let changes = changes.iter().filter(|change| change.actor == id).collect();
        Self { name: escape_controls(name).into_owned(), points, changes }
    }

    /// Stretches of steps that follow each other.
    fn runs(&self) -> Vec<Vec<(Step, &Figure)>> {
        let mut runs: Vec<Vec<(Step, &Figure)>> = Vec::new();
        for (step, figure) in &self.points {
            match runs.last_mut() {
                Some(run) if run.last().and_then(|(last, _)| last.next()) == Some(*step) => run.push((*step, figure)),
                _ => runs.push(vec![(*step, figure)]),
            }
        }
        runs
    }
}

fn draw(tracks: &[Track], all: usize, period: &str, facts: &Facts, options: &Options) -> Option<Drawn> {
    let steps = || tracks.iter().flat_map(|track| track.points.keys().copied());
    let ends = [steps().min()?, steps().max()?];
    let words = options.lang.words();
    let mut sheet = Sheet::new(facts.title(words.series), facts, options);
    let above = NAME + if options.events.is_empty() { 4.0 } else { EVENTS };
    let panels = Panels::new([MARGIN, options.width - MARGIN], sheet.y, tracks.len(), [320.0, above + PLOT + 20.0], 3);
    for (number, track) in tracks.iter().enumerate() {
        let (left, top) = panels.corner(number);
        sheet.label((left, top + 12.0), Anchor::Start, options.theme.ink, &track.name, panels.width);
        let time = Time::new(ends, left + AXIS, left + panels.width);
        let scale = Scale::unit(top + above + PLOT, top + above);
        Panel { time, scale, left: left + AXIS, right: left + panels.width }.draw(&mut sheet, track);
    }
    sheet.y = panels.bottom(tracks.len());
    let mut notes = vec![fill(words.over_time, &[words.period(period)])];
    if tracks.iter().any(|track| !track.changes.is_empty()) {
        notes.push(words.change_points.to_owned());
    }
    notes.extend(event_note(&sheet, &Time::new(ends, 0.0, 1.0)));
    notes.extend(sheet.poles_note());
    notes.extend(super::shown(words.actors_shown, tracks.len(), all));
    let vega = vega::chart(tracks, options);
    Some(Drawn::new(sheet, &notes, vega))
}

/// The events that are marked, with their numbers.
fn event_note(sheet: &Sheet, time: &Time) -> Option<String> {
    let label = |(number, event): (usize, &Event)| {
        time.day(event.day)?;
        Some(format!("{} {} {}", number + 1, event.date, escape_controls(&event.label)))
    };
    let events: Vec<String> = sheet.options.events.iter().enumerate().filter_map(label).collect();
    (!events.is_empty()).then(|| format!("{}: {}.", sheet.words.events, events.join("; ")))
}

/// The plot of one actor.
struct Panel {
    time: Time,
    scale: Scale,
    left: f64,
    right: f64,
}

impl Panel {
    fn draw(&self, sheet: &mut Sheet, track: &Track) {
        let runs = track.runs();
        for run in &runs {
            self.band(sheet, run);
        }
        sheet.upward(&self.scale, self.left, self.right);
        self.ticks(sheet);
        self.events(sheet);
        track.changes.iter().for_each(|change| self.change(sheet, change));
        for run in runs {
            self.points(sheet, track, &run);
        }
    }

    /// Intervals of steps that follow each other, as one area.
    fn band(&self, sheet: &mut Sheet, run: &[(Step, &Figure)]) {
        let with_interval = |(step, figure): &(Step, &Figure)| Some((self.time.middle(*step), figure.ci95?));
        for stretch in run.split(|point| point.1.ci95.is_none()).filter(|stretch| stretch.len() > 1) {
            let bounds: Vec<_> = stretch.iter().filter_map(with_interval).collect();
            let upper = bounds.iter().map(|&(x, [_, high])| (x, self.scale.at(high)));
            let lower = bounds.iter().rev().map(|&(x, [low, _])| (x, self.scale.at(low)));
            let fill = sheet.options.theme.faint(sheet.options.theme.soft);
            sheet.scene.draw(Shape::Area { points: upper.chain(lower).collect(), fill, line: None });
        }
    }

    fn ticks(&self, sheet: &mut Sheet) {
        let (bottom, theme) = (self.scale.ends[0], sheet.options.theme);
        for (place, name) in self.time.ticks() {
            // A name at the end of the axis stays within the panel.
            let half = font::width(&name, SMALL) / 2.0;
            let place = place.clamp(self.left + half - 8.0, self.right - half);
            sheet.scene.text((place, bottom + 16.0), SMALL, Anchor::Middle, theme.soft, name);
        }
    }

    /// Dashed lines with numbers; numbers that would run into each other stand together.
    fn events(&self, sheet: &mut Sheet) {
        let ([bottom, top], theme) = (self.scale.ends, sheet.options.theme);
        let numbered = sheet.options.events.iter().enumerate();
        let mut marks: Vec<(f64, String)> = numbered
            .filter_map(|(number, event)| Some((self.time.day(event.day)?, (number + 1).to_string())))
            .collect();
        marks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut labels: Vec<(f64, String)> = Vec::new();
        for (place, number) in marks {
            sheet.scene.dashes((place, top), (place, bottom), theme.ink, 1.0);
            match labels.last_mut() {
                Some((last, text)) if place - *last < font::width(text, SMALL) + 8.0 => {
                    text.push(' ');
                    text.push_str(&number);
                }
                _ => labels.push((place, number)),
            }
        }
        for (place, text) in labels {
            let text = font::fit(&text, SMALL, self.right - self.left);
            let end = self.right - font::width(&text, SMALL);
            sheet.scene.text(((place - 3.0).min(end), top - 3.0), SMALL, Anchor::Start, theme.ink, text);
        }
    }

    /// A triangle before the first step after the change, and a line over the steps that may be it.
    fn change(&self, sheet: &mut Sheet, change: &Change) {
        let Ok(step) = change.period.parse::<Step>() else { return };
        let (place, bottom, theme) = (self.time.start(step), self.scale.ends[0], sheet.options.theme);
        let [from, to] = change.interval.each_ref().map(|step| step.parse::<Step>().ok());
        if let (Some(from), Some(to)) = (from, to) {
            sheet.scene.line(
                (self.time.start(from), bottom - 1.0),
                (self.time.start(to), bottom - 1.0),
                theme.ink,
                2.0,
            );
        }
        let points = vec![(place, bottom - 10.0), (place - 5.0, bottom), (place + 5.0, bottom)];
        let about = format!(
            "{} ({} to {}): {} to {}, p {}",
            change.period, change.interval[0], change.interval[1], change.before, change.after, change.p
        );
        sheet.scene.mark(Shape::Area { points, fill: theme.ink, line: None }, escape_controls(&about).into_owned());
    }

    fn points(&self, sheet: &mut Sheet, track: &Track, run: &[(Step, &Figure)]) {
        let theme = sheet.options.theme;
        if run.len() > 1 {
            let points = run.iter().map(|(step, figure)| (self.time.middle(*step), self.scale.at(figure.mean)));
            sheet.scene.draw(Shape::Line { points: points.collect(), color: theme.soft, width: 1.5, dashed: false });
        }
        let radius = (self.time.pitch() * 0.4).clamp(2.0, 3.5);
        for (step, figure) in run {
            let x = self.time.middle(*step);
            // Where points stand close, the band alone shows the interval.
            if let Some([low, high]) = figure.ci95.filter(|_| self.time.pitch() >= 8.0 || run.len() == 1) {
                let color = theme.of(figure.mean);
                sheet.scene.line((x, self.scale.at(low)), (x, self.scale.at(high)), color, 1.0);
            }
            let about = figure.about(&format!("{}, {step}", track.name));
            sheet.dot((x, self.scale.at(figure.mean)), radius, figure, about);
        }
    }
}
