//! Lines of a dump as `bole restore` reads them: the first byte names the section, `a` to `t` in the order of a dump.
#![no_main]

use bole_engine::store::{Section, StoreError};
use bole_fuzz::choose;
use libfuzzer_sys::fuzz_target;

/// More lines say nothing new and take time.
const LINES: usize = 5;

fuzz_target!(|data: &[u8]| {
    let sections = Section::all();
    let letters: String = ('a'..).take(sections.len()).collect();
    let Some((letter, rest)) = choose(&letters, data) else { return };
    let section = sections[letters.find(letter).expect("one of the letters")];
    let text = String::from_utf8_lossy(rest);
    for line in text.lines().take(LINES) {
        match section.rewritten(line) {
            Ok(written) => {
                let again = section.rewritten(&written).expect("what a dump writes is read");
                assert_eq!(again, written, "and written as it was");
                let (read, same) = (json(line), json(&written));
                assert_eq!(read, same, "a line says what it said");
            }
            Err(StoreError::Dump(why)) => assert!(why.starts_with(section.name()), "{why}"),
            Err(other) => panic!("{other}"),
        }
    }
});

fn json(line: &str) -> serde_json::Value {
    serde_json::from_str(line).expect("JSON")
}
