//! One document, one record: `c`V text, JSON `r`ésumé, `v`acancy (its first line is the title).
#![no_main]

use bole_engine::intake::{Import, TableFormat, demand_of_vacancy, import_cv, import_json_resume, import_profiles};
use bole_engine::model::{Date, Demand, Profile, TalentId};
use bole_fuzz::{assert_no_personal_number, choose, reference};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((letter, rest)) = choose("crv", data) else { return };
    let text = String::from_utf8_lossy(rest);
    let as_of = Date::new(2026, 11, 20).expect("a day");
    match letter {
        'c' => check(import_cv(TalentId::numbered(1), &text, as_of, reference())),
        'r' => check(import_json_resume(TalentId::numbered(1), &text, reference())),
        _ => vacancy(&text),
    }
});

fn check(taken: Import<Profile>) {
    assert_eq!(taken.records.len() + taken.rejected.len(), 1);
    assert_no_personal_number(&taken);
    for profile in taken.records {
        let line = serde_json::to_string(&profile).expect("JSON");
        let again = import_profiles(line.as_bytes(), TableFormat::Ndjson, reference());
        assert_eq!(again.rejected, []);
        assert_eq!(again.records, [profile]);
    }
}

fn vacancy(text: &str) {
    let (title, text) = text.split_once('\n').unwrap_or((text, ""));
    match demand_of_vacancy(title, text, reference()) {
        Ok(demand) => {
            assert_no_personal_number(&demand);
            let json = serde_json::to_string(&demand).expect("JSON");
            assert_eq!(serde_json::from_str::<Demand>(&json).expect("a demand as it was written"), demand);
        }
        Err(invalid) => assert_no_personal_number(&invalid),
    }
}
