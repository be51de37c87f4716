fn main() {
    let (lexicon, _) = stanceline::lexicon::Lexicon::builtin("cyber-governance").map_err(|p| p.render(false)).unwrap();
    let n = lexicon.examples.len();
    let a = stanceline::analyze::Analyzer::new(lexicon, stanceline::analyze::Options::default());
    let f = stanceline::prove::prove(&a);
    for x in &f {
        println!("{} | {} | {}", x.entry, x.text, x.message);
    }
    println!("{} of {} fail", f.len(), n);
}
