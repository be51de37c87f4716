//! Documents in other languages are set aside and counted, and English ones are not.

use serde_json::{Value, json};

use super::{Case, documents, skipped};

/// The same short report in languages with Latin letters, some fifty words each, written for this test.
const OTHERS: [(&str, &str); 10] = [
    (
        "German",
        "Die Minister der beiden Länder trafen sich am Montag in Genf, um über die Sicherheit der Netze zu beraten. Nach dem Treffen sagte der Sprecher, dass man sich in vielen Fragen einig sei, aber noch nicht in allen. Die Gespräche sollen im nächsten Monat weitergehen, wenn die Fachleute ihre Berichte vorgelegt haben. Eine Entscheidung wird erst im Herbst erwartet.",
    ),
    (
        "French",
        "Les ministres des deux pays se sont réunis lundi à Genève pour parler de la sécurité des réseaux. Après la réunion, le porte-parole a déclaré que l'on était d'accord sur beaucoup de points, mais pas encore sur tous. Les discussions doivent reprendre le mois prochain, quand les experts auront remis leurs rapports. Une décision n'est pas attendue avant l'automne.",
    ),
    (
        "Spanish",
        "Los ministros de los dos países se reunieron el lunes en Ginebra para hablar de la seguridad de las redes. Después de la reunión, el portavoz dijo que estaban de acuerdo en muchas cosas, pero todavía no en todas. Las conversaciones seguirán el mes que viene, cuando los expertos hayan entregado sus informes. No se espera una decisión antes del otoño.",
    ),
    (
        "Italian",
        "I ministri dei due paesi si sono incontrati lunedì a Ginevra per parlare della sicurezza delle reti. Dopo la riunione il portavoce ha detto che sono d'accordo su molte cose, ma non ancora su tutte. I colloqui continueranno il mese prossimo, quando gli esperti avranno consegnato le loro relazioni. Una decisione non è attesa prima dell'autunno, ha aggiunto il portavoce.",
    ),
    (
        "Portuguese",
        "Os ministros dos dois países reuniram-se na segunda-feira em Genebra para falar da segurança das redes. Depois da reunião, o porta-voz disse que estavam de acordo em muitas coisas, mas ainda não em todas. As conversas vão continuar no mês que vem, quando os peritos tiverem entregado os seus relatórios. Não se espera uma decisão antes do outono.",
    ),
    (
        "Dutch",
        "De ministers van de twee landen kwamen maandag in Genève bij elkaar om over de veiligheid van de netwerken te praten. Na de bijeenkomst zei de woordvoerder dat men het over veel zaken eens was, maar nog niet over alles. De gesprekken gaan volgende maand verder, als de deskundigen hun verslagen hebben ingeleverd. Een besluit wordt pas in de herfst verwacht.",
    ),
    (
        "Swedish",
        "Ministrarna från de två länderna möttes på måndagen i Genève för att tala om nätens säkerhet. Efter mötet sade talesmannen att man var överens om mycket men ännu inte om allt. Samtalen ska fortsätta nästa månad, när experterna har lämnat in sina rapporter. Ett beslut väntas först till hösten, sade han, och mycket arbete återstår innan dess.",
    ),
    (
        "Polish",
        "Ministrowie obu państw spotkali się w poniedziałek w Genewie, aby rozmawiać o bezpieczeństwie sieci. Po spotkaniu rzecznik powiedział, że w wielu sprawach panuje zgoda, ale jeszcze nie we wszystkich. Rozmowy mają być kontynuowane w przyszłym miesiącu, gdy eksperci złożą swoje sprawozdania. Decyzja spodziewana jest dopiero jesienią, dodał rzecznik, a do tego czasu pozostało jeszcze wiele pracy.",
    ),
    (
        "Turkish",
        "İki ülkenin bakanları pazartesi günü ağların güvenliğini konuşmak üzere Cenevre'de bir araya geldi. Toplantının ardından sözcü, birçok konuda anlaştıklarını, ancak henüz her konuda anlaşamadıklarını söyledi. Görüşmeler gelecek ay, uzmanlar raporlarını sunduktan sonra devam edecek. Sözcü, sonbahardan önce bir karar beklenmediğini, o zamana kadar yapılacak çok iş olduğunu da sözlerine ekledi. Bakanlar akşam ülkelerine döndü.",
    ),
    (
        "Indonesian",
        "Para menteri dari kedua negara bertemu pada hari Senin di Jenewa untuk membicarakan keamanan jaringan. Setelah pertemuan itu juru bicara mengatakan bahwa mereka sepakat dalam banyak hal, tetapi belum dalam semuanya. Pembicaraan akan dilanjutkan bulan depan, setelah para ahli menyerahkan laporan mereka. Keputusan baru diharapkan pada musim gugur, katanya, dan masih banyak pekerjaan yang harus diselesaikan sebelum itu.",
    ),
];

/// Other letters are told in short texts too.
const SCRIPTS: [&str; 5] = [
    "Индия отвергла киберсуверенитет.",
    "印度拒绝了网络主权，俄罗斯表示支持这一主张。",
    "رفضت الهند السيادة السيبرانية.",
    "भारत ने साइबर संप्रभुता को अस्वीकार कर दिया।",
    "インドはサイバー主権を拒否した。",
];

/// English texts that hold little of it: short ones, names, lists, foreign words.
const ENGLISH: [&str; 6] = [
    "India rejects cyber sovereignty",
    "Merkel, Macron, Scholz, Meloni, Sánchez",
    "Breaking: Huawei ban",
    "The words \"суверенитет интернета\" (internet sovereignty) were used twice by the minister.",
    "",
    "12 34 56 78",
];

fn lines(texts: impl Iterator<Item = Value>) -> String {
    texts.map(|value| value.to_string() + "\n").collect()
}

#[test]
fn other_languages_are_set_aside_and_counted() {
    let case = Case::new();
    let others = OTHERS.iter().map(|(language, text)| json!({"id": language, "text": text}));
    let scripts = SCRIPTS.iter().map(|text| json!({"text": text}));
    let english = ENGLISH.iter().enumerate().map(|(number, text)| json!({"id": number, "text": text}));
    case.file("a.jsonl", lines(others.chain(scripts).chain(english)));
    let run = case.run(&["score", "a.jsonl", "--format", "json"]);
    let report = run.ends(0, &["a.jsonl: document \"German\" is in another language [D023]"]).report();
    assert_eq!(skipped(&report, "other_language"), (OTHERS.len() + SCRIPTS.len()) as u64, "{}", run.stderr());
    documents(&report, ENGLISH.len() as u64);
    assert_eq!(report["settings"]["any_language"], false);
    let report = case.run(&["score", "a.jsonl", "--format", "json", "--lang", "any"]).ends(0, &[]).report();
    assert_eq!(skipped(&report, "other_language"), 0);
    documents(&report, (OTHERS.len() + SCRIPTS.len() + ENGLISH.len()) as u64);
}

#[test]
fn what_a_record_says_of_its_language_comes_first() {
    let case = Case::new();
    let text = super::TEXT;
    let german = OTHERS[0].1;
    let tagged = |lang: &str, text: &str| json!({"id": format!("{lang} {}", &text[..5]), "lang": lang, "text": text});
    let own = ["en", "EN-us", "en_GB", "eng", "English", "und", ""].map(|lang| tagged(lang, text));
    let others = [tagged("fr", text), tagged("zh-Hant", text), tagged("deu", text), tagged("und", german)];
    let own = own.into_iter().chain([tagged("en", german)]);
    case.file("a.jsonl", lines(own.chain(others)));
    let report = case.run(&["score", "a.jsonl", "--format", "json", "--dedup", "off"]).ends(0, &[]).report();
    assert_eq!(skipped(&report, "other_language"), 4);
    documents(&report, 8);
}

#[test]
fn annotations_keep_a_line_for_what_was_set_aside_and_parts_count_it_once() {
    let case = Case::new();
    let all = [
        json!({"id": "1", "text": super::TEXT}),
        json!({"id": "2", "text": OTHERS[1].1}),
        json!({"id": "3", "text": "No."}),
    ];
    case.file("a.jsonl", lines(all.into_iter()));
    let shown = case.run(&["annotate", "a.jsonl"]).ends(0, &["\"2\" is in another language"]).stdout();
    let shown: Vec<Value> = shown.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(shown.len(), 3);
    assert_eq!(
        (shown[1]["set_aside"].as_str(), shown[1]["sentences"].as_array().map(Vec::len)),
        (Some("other_language"), Some(0))
    );
    assert!(shown[0]["set_aside"].is_null() && shown[2]["set_aside"].is_null());
    case.run(&["score", "a.jsonl", "-o", "whole.json"]).ends(0, &[]);
    for number in ["1/2", "2/2"] {
        case.run(&["tally", "a.jsonl", "--shard", number, "-o", &number.replace('/', "-")]).ends(0, &[]);
    }
    case.run(&["merge", "1-2", "2-2", "-o", "merged.json"]).ends(0, &[]);
    assert!(std::fs::read(case.path("whole.json")).unwrap() == std::fs::read(case.path("merged.json")).unwrap());
    case.run(&["tally", "a.jsonl", "--lang", "any", "-o", "any"]).ends(0, &[]);
    case.run(&["merge", "1-2", "any", "-o", "x"]).ends(2, &["settings.any_language"]);
}

#[test]
fn no_document_of_the_demonstration_corpus_is_set_aside() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let report = Case::new().run(&["score", corpus, "--format", "json"]).ends(0, &[]).report();
    assert_eq!(skipped(&report, "other_language"), 0);
}
