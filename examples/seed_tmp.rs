use stanceline::*;
fn main() {
    let (lexicon, _) = lexicon::Lexicon::builtin("cyber-governance").map_err(|p| p.render(false)).unwrap();
    let a = analyze::Analyzer::new(lexicon, analyze::Options::default());
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let d = model::Document { text: text.clone(), date: "2022-09".parse().ok(), ..Default::default() };
    let r = a.analyze(&d);
    let id = |x: u32| a.lexicon().actors[x as usize].id.clone();
    for s in r.sentences {
        if s.opinions.iter().all(|o| o.stance.is_none()) {
            continue;
        }
        println!("# {}", s.span.of(&text));
        for o in &s.opinions {
            if let Some(st) = o.stance {
                println!(
                    "   {} {} by {} :: {}",
                    id(o.holder.0),
                    st,
                    o.rule,
                    o.terms.iter().map(|t| format!("{}:{}", t.role, t.span.of(&text))).collect::<Vec<_>>().join(" | ")
                );
            }
        }
    }
}
