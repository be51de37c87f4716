//! Pictures as Vega-Lite specifications with their data inlined, for whoever wants to restyle them.

use serde_json::{Value, json};

use super::{Options, font, svg};

/// Size of the font of captions, and room for them beside the axis.
const SMALL: f64 = 11.0;

/// Rows of `actor`, `mean`, `low`, `high`, `documents` and `thin` as dots with whiskers, in the order given.
pub(super) fn dots_and_whiskers(title: &str, caption: &str, data: &[Value], options: &Options) -> Value {
    let theme = options.theme;
    let color = json!({"condition": {"test": "datum.mean < 0", "value": theme.negative.to_string()},
        "value": theme.positive.to_string()});
    let hollow = json!({"condition": [{"test": "datum.thin", "value": theme.ground.to_string()},
        {"test": "datum.mean < 0", "value": theme.negative.to_string()}], "value": theme.positive.to_string()});
    let actor = json!({"field": "actor", "type": "nominal", "sort": null, "title": null});
    let axis = json!({"type": "quantitative", "title": null, "scale": {"domain": [-1, 1]}});
    let at = |field: &str| {
        let mut place = axis.clone();
        place["field"] = json!(field);
        place
    };
    json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "subtitle": font::wrap(caption, SMALL, options.width)},
        "background": theme.ground.to_string(),
        "config": {"font": svg::FAMILY, "axis": {"labelColor": theme.ink.to_string(), "gridColor": theme.grid.to_string()},
            "title": {"color": theme.ink.to_string(), "subtitleColor": theme.soft.to_string(), "anchor": "start"}},
        "data": {"values": data},
        "width": options.width * 0.6,
        "encoding": {"y": actor},
        "layer": [
            {"mark": {"type": "rule", "color": theme.soft.to_string()}, "encoding": {"x": {"datum": 0}, "y": null}},
            {"transform": [{"filter": "isValid(datum.low)"}], "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {"x": at("low"), "x2": {"field": "high"}, "color": color}},
            {"mark": {"type": "point", "size": 60, "opacity": 1}, "encoding": {"x": at("mean"), "stroke": color, "fill": hollow,
                "tooltip": [{"field": "actor"}, {"field": "mean"}, {"field": "low"}, {"field": "high"},
                    {"field": "opinions"}, {"field": "documents"}]}}
        ]
    })
}
