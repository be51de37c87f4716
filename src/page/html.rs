//! The frame of the page, whose pictures the scripts draw.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::data::Data;
use super::{embed, intro, methods, ranked, shifts};
use crate::report::Report;

/// The sections that the scripts fill: id, heading, what the picture shows.
const SECTIONS: [(&str, &str, &str); 6] = [
    (
        "time",
        "Stance over time",
        "Means with 95% intervals; a step without evidence is a gap; a dashed line is a change point.",
    ),
    (
        "objects",
        "Actor by frame",
        "What each actor's stance rests on. Colour is the mean, the number below it counts sentences; a dashed frame is thin.",
    ),
    (
        "sentiment",
        "Sentiment against stance",
        "How an actor is spoken of, against what it holds. Area grows with documents.",
    ),
    ("relations", "Relations", "What the actor in a row holds toward the actor in a column."),
    ("outlets", "Outlets", "The chosen actors' stance in each outlet."),
    ("evidence", "Sentences behind the figures", "Choose a point in a picture, or search."),
];

/// The whole page.
pub(super) fn render(report: &Report) -> String {
    let changes = shifts::all(report);
    let data = serde_json::to_string(&Data::new(report, &changes)).unwrap_or_default();
    let script = embed::script();
    let (told, all) = shifts::largest(report, &changes);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(embed::policy(&script, embed::STYLE));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { "Stance report: " (report.pack.target.as_deref().unwrap_or(&report.pack.id)) }
                style { (PreEscaped(embed::STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                (header(report))
                main #main {
                    (first_screen(report, &intro::shifts(&told, all)))
                    div #choices {}
                    p #news.news role="status" {}
                    @for section in SECTIONS { (part(section)) }
                    (closing(report))
                }
                footer { p { "Made by " (report.tool.name) " " (report.tool.version)
                    " from the report alone. This file contacts nobody." } }
                script #data type="application/json" { (PreEscaped(embed::inert(&data))) }
                script { (PreEscaped(&script)) }
            }
        }
    };
    markup.into_string()
}

fn header(report: &Report) -> Markup {
    let target = report.pack.target.as_deref().unwrap_or(&report.pack.id);
    html! {
        header.top {
            div {
                p.kicker { "Stance report: " bdi { (target) } }
                h1 { "Who stands where" @if let Some(poles) = &report.pack.poles {
                    ", from " bdi { (poles.negative) } " to " bdi { (poles.positive) }
                } }
            }
            button #theme.quiet type="button" hidden { "Dark" }
        }
        nav aria-label="Sections" { ul {
            li { a href="#ranking" { "Ranking" } }
            @for (id, title, _) in SECTIONS { li { a href={ "#" (id) } { (title) } } }
            li { a href="#methods" { "Methods" } }
        } }
    }
}

fn first_screen(report: &Report, shifts: &Markup) -> Markup {
    html! {
        section aria-labelledby="what" {
            h2 #what { "What was measured" }
            (intro::facts(report))
            (intro::validity(report))
        }
        div.pair {
            section #ranking aria-labelledby="ranking-title" {
                h2 #ranking-title { "Ranking" }
                p.note { "Mean stance with 95% interval; n is sentences. Hollow marks are thin." }
                div.picture {}
                noscript { div.scroll { (ranked::table(report)) } }
            }
            section #shifts aria-labelledby="shifts-title" {
                h2 #shifts-title { "Main shifts" }
                (shifts)
                h3 { "Clear sides" }
                (intro::sides(report))
            }
        }
    }
}

fn part((id, title, note): (&str, &str, &str)) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } tabindex="-1" { (title) }
            p.note { (note) }
            div.picture {}
        }
    }
}

fn closing(report: &Report) -> Markup {
    html! {
        section #methods aria-labelledby="methods-title" {
            h2 #methods-title { "Methods" }
            (methods::methods(report))
            h3 { "What was skipped" }
            (methods::skipped(report))
            h3 { "How to cite" }
            (methods::cite(report))
        }
    }
}
