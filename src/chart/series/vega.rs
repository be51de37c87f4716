//! The series as a Vega-Lite specification: one panel for each actor.

use serde_json::{Map, Value, json};

use super::Track;
use crate::aggregate::Step;
use crate::chart::{Options, vega};
use crate::report::escape_controls;

pub(super) fn chart(tracks: &[Track], options: &Options) -> Value {
    let color = vega::sign_color(options);
    let (ink, soft) = (options.theme.ink.to_string(), options.theme.soft.to_string());
    let time = |field: &str| json!({"field": field, "type": "temporal", "title": null, "scale": {"type": "utc"}});
    let domain = json!([-1, 1]);
    let names: Vec<&str> = tracks.iter().map(|track| track.name.as_str()).collect();
    let events: Vec<Value> = options
        .events
        .iter()
        .map(|event| json!({"date": event.day.to_string(), "event": escape_controls(&event.label)}))
        .collect();
    let mut layer = vec![
        json!({"mark": {"type": "rule", "color": soft}, "encoding": {"y": {"datum": 0, "type": "quantitative"}}}),
        json!({"transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "area", "opacity": 0.2, "color": soft},
            "encoding": {"x": time("date"), "y": vega::quantity("low", &domain), "y2": {"field": "high"}, "detail": {"field": "run", "type": "nominal"}}}),
        json!({"transform": [{"filter": "isValid(datum.mean)"}], "mark": {"type": "line", "color": soft},
            "encoding": {"x": time("date"), "y": vega::quantity("mean", &domain), "detail": {"field": "run", "type": "nominal"}}}),
        json!({"transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "rule"},
            "encoding": {"x": time("date"), "y": vega::quantity("low", &domain), "y2": {"field": "high"}, "color": color}}),
        json!({"transform": [{"filter": "isValid(datum.mean)"}], "mark": {"type": "point", "size": 40, "opacity": 1},
            "encoding": {"x": time("date"), "y": vega::quantity("mean", &domain), "stroke": color, "fill": vega::hollow(options),
                "tooltip": vega::tooltip(&["actor", "period"])}}),
        json!({"transform": [{"filter": "isValid(datum.change)"}], "mark": {"type": "point", "shape": "triangle-up", "filled": true, "color": ink, "opacity": 1},
            "encoding": {"x": time("change"), "y": {"datum": -1, "type": "quantitative"},
                "tooltip": [{"field": "period"}, {"field": "before"}, {"field": "after"}, {"field": "p"}]}}),
    ];
    if !events.is_empty() {
        layer.push(json!({"data": {"values": events}, "mark": {"type": "rule", "strokeDash": [4, 3], "color": ink},
            "encoding": {"x": time("date"), "tooltip": [{"field": "event"}, {"field": "date"}]}}));
    }
    json!({
        "data": {"values": tracks.iter().flat_map(rows).collect::<Vec<_>>()},
        "facet": {"field": "actor", "type": "nominal", "sort": names, "title": null},
        "columns": 2,
        "spec": {"width": options.width * 0.4, "height": 130, "layer": layer}
    })
}

/// Points with the day on which they begin, then change points.
fn rows(track: &Track) -> Vec<Value> {
    let day = |step: Step| step.first_day().map(|day| day.to_string());
    let points = track.runs().into_iter().enumerate().flat_map(|(run, points)| {
        points.into_iter().map(move |(step, figure)| {
            let mut row = figure.record(&[("actor", &track.name), ("period", &step.to_string())]);
            row.insert("date".to_owned(), json!(day(step)));
            row.insert("run".to_owned(), json!(run));
            Value::Object(row)
        })
    });
    let changes = track.changes.iter().map(|change| {
        let row: Map<String, Value> = [
            ("actor", json!(track.name)),
            ("change", json!(change.period.parse().ok().and_then(day))),
            ("period", json!(change.period)),
            ("before", json!(change.before)),
            ("after", json!(change.after)),
            ("p", json!(change.p)),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect();
        Value::Object(row)
    });
    points.chain(changes).collect()
}
