//! Lists that others publish: `e`SCO, `o`*NET (occupations, then technologies behind `\n--\n`), and labelled `r`etrieval
//! sets (corpus, queries, judgements, parted likewise).
#![no_main]

use bole_engine::evaluate::{RetrievalRun, RetrievalSet, trec_run};
use bole_engine::intake::{ForeignList, TableFormat, TableRows, import_esco, import_onet};
use bole_engine::model::{Bilingual, Date, Edition, RegionCode};
use bole_fuzz::{assert_no_personal_number, choose, reference};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((letter, rest)) = choose("eor", data) else { return };
    let text = String::from_utf8_lossy(rest);
    let mut parts = text.split("\n--\n");
    let mut part = || parts.next().unwrap_or_default();
    match letter {
        'e' => {
            let list = import_esco(rest);
            let told = list.additions.skills.len() + list.additions.occupations.len() + list.rejected.len();
            assert_eq!(told, TableRows::open(rest, TableFormat::Csv).count());
            check(&list);
        }
        'o' => {
            let (occupations, technologies) = (part(), part());
            let list = import_onet(occupations.as_bytes(), technologies.as_bytes(), reference());
            let rows = TableRows::open(occupations.as_bytes(), TableFormat::Csv).count();
            assert!(list.additions.occupations.len() + list.rejected.len() >= rows);
            check(&list);
        }
        _ => {
            if let Ok(set) = RetrievalSet::parse(part(), part(), part()) {
                let _ = trec_run(&RetrievalRun::of(&set));
            }
        }
    }
});

/// The positions are an edition that reads back, and the concepts fit into the vocabulary.
fn check(list: &ForeignList) {
    assert_no_personal_number(&list.rejected);
    assert_no_personal_number(&list.warnings);
    let title = Bilingual::new("x", "x").expect("a title");
    let region = RegionCode::new("000000").expect("a region");
    let edition = list.edition("list", title, region, Date::new(2026, 1, 1).expect("a day")).expect("an edition");
    let json = serde_json::to_string(&edition).expect("JSON");
    assert_eq!(serde_json::from_str::<Edition>(&json).expect("an edition as it was written"), edition);
}
