//! A scene as SVG 1.1: text stays text, and anything from data is escaped by the writer.

use std::io;

use quick_xml::events::BytesText;
use quick_xml::writer::Writer;

use super::scene::{Anchor, DASH, Mark, Point, Scene, Shape, Text};

/// Families that every system has one of, the widest last.
pub(super) const FAMILY: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

type Out = Writer<Vec<u8>>;

/// The scene as a file.
///
/// # Errors
/// None but those of memory.
pub fn write(scene: &Scene) -> io::Result<Vec<u8>> {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    let view = format!("0 0 {width} {height}");
    out.create_element("svg")
        .with_attribute(("xmlns", "http://www.w3.org/2000/svg"))
        .with_attribute(("width", width.as_str()))
        .with_attribute(("height", height.as_str()))
        .with_attribute(("viewBox", view.as_str()))
        .with_attribute(("role", "img"))
        .with_attribute(("font-family", FAMILY))
        .write_inner_content(|out| {
            out.create_element("title").write_text_content(BytesText::new(&legal(&scene.title)))?;
            out.create_element("desc").write_text_content(BytesText::new(&legal(&scene.description)))?;
            out.create_element("rect")
                .with_attribute(("width", width.as_str()))
                .with_attribute(("height", height.as_str()))
                .with_attribute(("fill", scene.ground.to_string().as_str()))
                .write_empty()?;
            scene.marks.iter().try_for_each(|mark| element(out, mark))
        })?;
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn element(out: &mut Out, mark: &Mark) -> io::Result<()> {
    let (name, attributes) = match &mark.shape {
        Shape::Text(text) => return words(out, text),
        Shape::Line { points, color, width, dashed } => {
            let mut attributes = vec![
                ("points", list(points)),
                ("fill", "none".to_owned()),
                ("stroke", color.to_string()),
                ("stroke-width", number(*width)),
            ];
            if *dashed {
                attributes.push(("stroke-dasharray", DASH.map(f64::from).map(number).join(" ")));
            }
            ("polyline", attributes)
        }
        Shape::Area { points, fill, line } => (
            "polygon",
            vec![
                ("points", list(points)),
                ("fill", fill.to_string()),
                ("stroke", line.map_or("none".to_owned(), |line| line.to_string())),
            ],
        ),
        Shape::Dot { center: (x, y), radius, fill, line } => (
            "circle",
            vec![
                ("cx", number(*x)),
                ("cy", number(*y)),
                ("r", number(*radius)),
                ("fill", fill.to_string()),
                ("stroke", line.to_string()),
                ("stroke-width", "1.5".to_owned()),
            ],
        ),
    };
    let element = out.create_element(name);
    let element = element.with_attributes(attributes.iter().map(|(name, value)| (*name, value.as_str())));
    match &mark.about {
        None => element.write_empty()?,
        Some(about) => element.write_inner_content(|out| {
            out.create_element("title").write_text_content(BytesText::new(&legal(about)))?;
            Ok(())
        })?,
    };
    Ok(())
}

fn words(out: &mut Out, text: &Text) -> io::Result<()> {
    let (x, y) = text.at;
    let anchor = match text.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let mut element = out
        .create_element("text")
        .with_attribute(("x", number(x).as_str()))
        .with_attribute(("y", number(y).as_str()))
        .with_attribute(("font-size", number(text.size).as_str()))
        .with_attribute(("text-anchor", anchor))
        .with_attribute(("fill", text.color.to_string().as_str()));
    if text.upright {
        let turn = format!("rotate(-90 {} {})", number(x), number(y));
        element = element.with_attribute(("transform", turn.as_str()));
    }
    element.write_text_content(BytesText::new(&legal(&text.words)))?;
    Ok(())
}

fn list(points: &[Point]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

/// A coordinate, to a hundredth of a pixel.
fn number(value: f64) -> String {
    // Adding nought turns a negative nought into a plain one.
    format!("{}", (value * 100.0).round() / 100.0 + 0.0)
}

/// Text without what XML 1.0 does not allow, which becomes U+FFFD.
fn legal(text: &str) -> String {
    let is_legal =
        |letter: char| !matches!(letter, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().map(|letter| if is_legal(letter) { letter } else { '\u{FFFD}' }).collect()
}
