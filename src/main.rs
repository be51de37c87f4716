//! x
use std::io::BufRead;
fn main() {
    let (lex, _) = match stanceline::lexicon::Lexicon::builtin("cyber-governance") {
        Ok(x) => x,
        Err(p) => {
            eprint!("{}", p.render(false));
            std::process::exit(2)
        }
    };
    eprintln!("{:?}", lex.counts());
    let a = stanceline::analyze::Analyzer::new(
        lex,
        stanceline::analyze::Options { all_sentences: true, ..Default::default() },
    );
    for line in std::io::stdin().lock().lines() {
        let text = line.unwrap();
        let d = stanceline::model::Document { text: text.clone(), ..Default::default() };
        let r = a.analyze(&d);
        for s in r.sentences {
            println!("# {}", s.span.of(&text));
            for o in s.opinions {
                println!(
                    "  {:?} -> {:?} pol {} str {} stance {:?} rule {} {:?}",
                    a.lexicon().actors[o.holder.0 as usize].id,
                    o.terms.last().unwrap().entry,
                    o.polarity,
                    o.strength,
                    o.stance,
                    o.rule,
                    o.terms.iter().map(|t| format!("{}:{}", t.role, t.span.of(&text))).collect::<Vec<_>>()
                );
            }
            println!(
                "  sent {:?} tone {:?}",
                s.sentiment.iter().map(|(x, y)| (a.lexicon().actors[x.0 as usize].id.clone(), *y)).collect::<Vec<_>>(),
                s.tone
            );
        }
    }
}
