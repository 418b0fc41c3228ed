//! What a bureau edits: the `m`ethod, an `e`dition as JSON, and the files of a `f`older: the first line names the file that
//! stands in place of the small catalog's own.
#![no_main]

use std::sync::OnceLock;

use bole_engine::intake::{Catalog, CatalogFiles, MANIFEST, refreshed_manifest};
use bole_engine::method::{MAX_QUALIFICATION, Method};
use bole_engine::model::{Category, Criterion, Edition};
use bole_fuzz::choose;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((letter, rest)) = choose("mef", data) else { return };
    let text = String::from_utf8_lossy(rest);
    match letter {
        'm' => method(&text),
        'e' => {
            if let Ok(edition) = serde_json::from_str::<Edition>(&text) {
                goes_round(&edition);
            }
        }
        _ => folder(&text),
    }
});

fn method(text: &str) {
    let Ok(method) = Method::parse(text) else { return };
    for category in Category::ALL {
        let weight = |criterion| method.weight(category, criterion);
        let sum: f64 = Criterion::ALL.into_iter().map(weight).sum();
        assert!((sum - 1.0).abs() < 1e-6, "{sum}");
        assert!(Criterion::ALL.into_iter().all(|criterion| (0.0..=1.0).contains(&weight(criterion))));
        assert!(weight(Criterion::Qualification) <= MAX_QUALIFICATION);
    }
}

fn goes_round(edition: &Edition) {
    let json = serde_json::to_string(edition).expect("JSON");
    assert_eq!(serde_json::from_str::<Edition>(&json).expect("an edition as it was written"), *edition);
}

fn folder(text: &str) {
    let (name, text) = text.split_once('\n').unwrap_or((text, ""));
    let mut files = small().clone();
    files.insert(name, text);
    let (catalog, problems) = Catalog::read(&files);
    assert!(problems.iter().all(|problem| !problem.to_string().is_empty()));
    catalog.editions.values().for_each(goes_round);
    if name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b)) {
        let manifest = refreshed_manifest(&files);
        files.insert(MANIFEST, manifest);
        let problem = Catalog::read(&files).1.into_iter().find(|problem| problem.file == MANIFEST);
        assert_eq!(problem, None, "a manifest made anew fits");
    }
}

/// The head and the first rows of each shipped table: the whole takes too long to read a thousand times.
fn small() -> &'static CatalogFiles {
    const LINES: usize = 4;
    static SMALL: OnceLock<CatalogFiles> = OnceLock::new();
    SMALL.get_or_init(|| {
        let cut = |path: &str, bytes: &[u8]| {
            let lines = bytes.split_inclusive(|b| *b == b'\n');
            let few = lines.take(if path.ends_with(".csv") { LINES } else { usize::MAX });
            (path.to_owned(), few.flatten().copied().collect())
        };
        CatalogFiles::shipped().iter().map(|(path, bytes)| cut(path, bytes)).collect()
    })
}
