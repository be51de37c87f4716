//! Parts of Vega-Lite specifications; data is inlined, for whoever wants to restyle them.

use serde_json::{Value, json};

use super::scene::Scene;
use super::{Options, font, svg};

/// Size of the font of captions.
const SMALL: f64 = 11.0;

/// A whole specification: `chart` with title, caption, fonts and colours.
pub(super) fn specification(chart: Value, scene: &Scene, notes: &[String], options: &Options) -> Value {
    let theme = options.theme;
    let (ink, soft, grid) = (theme.ink.to_string(), theme.soft.to_string(), theme.grid.to_string());
    let subtitle: Vec<String> = [&notes.join(" "), &scene.description]
        .into_iter()
        .flat_map(|note| font::wrap(note, SMALL, options.width))
        .collect();
    let mut whole = json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": scene.title, "subtitle": subtitle},
        "background": theme.ground.to_string(),
        "config": {
            "font": svg::FAMILY,
            "axis": {"labelLimit": 300, "labelColor": ink, "titleColor": ink, "gridColor": grid, "domainColor": soft, "tickColor": soft},
            "header": {"labelLimit": 300, "labelColor": ink, "titleColor": ink},
            "title": {"color": ink, "subtitleColor": soft, "anchor": "start"},
            "view": {"stroke": grid}
        },
    });
    if let (Value::Object(whole), Value::Object(chart)) = (&mut whole, chart) {
        whole.extend(chart);
    }
    whole
}

/// A quantitative field with this domain and no title.
pub(super) fn quantity(field: &str, domain: &Value) -> Value {
    json!({"field": field, "type": "quantitative", "title": null, "scale": {"domain": domain, "clamp": true}})
}

/// The colour of a mean's sign.
pub(super) fn sign_color(options: &Options) -> Value {
    let theme = options.theme;
    json!({"condition": [
        {"test": "datum.mean < 0", "value": theme.negative.to_string()},
        {"test": "datum.mean > 0", "value": theme.positive.to_string()}], "value": theme.soft.to_string()})
}

/// The same for what is filled; what rests on few documents is not.
pub(super) fn hollow(options: &Options) -> Value {
    let mut color = sign_color(options);
    if let Some(Value::Array(conditions)) = color.get_mut("condition") {
        conditions.insert(0, json!({"test": "datum.thin", "value": options.theme.ground.to_string()}));
    }
    color
}

/// The line of nought across rows.
pub(super) fn zero_across(options: &Options) -> Value {
    json!({"mark": {"type": "rule", "color": options.theme.soft.to_string()},
        "encoding": {"x": {"datum": 0, "type": "quantitative"}, "y": null}})
}

/// What is shown when a mark is pointed at.
pub(super) fn tooltip(names: &[&str]) -> Value {
    let figures = ["mean", "low", "high", "n", "documents"];
    names.iter().chain(&figures).map(|field| json!({"field": field})).collect()
}
