//! What somebody searches for: `p`eople, shown to everybody or to enterprises, and positions of the `c`atalog.
#![no_main]

use std::sync::OnceLock;

use bole_engine::index::{Audience, CatalogQuery, CatalogSearch, PeopleReader, PeopleText, TextError};
use bole_engine::model::{Profile, SkillId};
use bole_engine::sample::City;
use bole_fuzz::{choose, reference};
use libfuzzer_sys::fuzz_target;

const PEOPLE: usize = 50;
const LIMIT: usize = 7;

fuzz_target!(|data: &[u8]| {
    let Some((letter, rest)) = choose("pc", data) else { return };
    let text = String::from_utf8_lossy(rest);
    match letter {
        'p' => found_people(&text),
        _ => found_entries(&text),
    }
});

fn found_people(text: &str) {
    let (words, concepts) = text.split_once('\n').unwrap_or((text, ""));
    let concepts: Vec<String> = concepts.lines().take(5).map(str::to_owned).collect();
    let find = |audience, limit| match people().search(words, &concepts, audience, limit) {
        Ok(hits) => hits,
        Err(TextError::QueryTooLong { .. }) => Vec::new(),
        Err(other) => panic!("{other}"),
    };
    let (all, first) = (find(Audience::Insiders, PEOPLE), find(Audience::Insiders, LIMIT));
    assert!(
        all.windows(2).all(|two| two[0].score > two[1].score || two[0].score == two[1].score && two[0].id < two[1].id)
    );
    assert_eq!(
        all.iter().take(LIMIT).collect::<Vec<_>>(),
        first.iter().collect::<Vec<_>>(),
        "a page is the best of all"
    );
    let shown = find(Audience::Enterprises, PEOPLE);
    assert!(shown.iter().all(|hit| all.iter().any(|other| other.id == hit.id)), "enterprises see no more");
    assert!(shown.iter().all(|hit| !hit.id.as_str().ends_with('3')), "who is hidden is not found");
}

fn found_entries(text: &str) {
    let query = CatalogQuery { text: text.to_owned(), limit: LIMIT, ..CatalogQuery::default() };
    match catalog().search(&query) {
        Ok(page) => assert!(page.hits.len() <= LIMIT && page.hits.iter().all(|hit| hit.score.is_finite())),
        Err(TextError::QueryTooLong { .. }) => {}
        Err(other) => panic!("{other}"),
    }
}

/// A small city; every tenth is hidden from enterprises.
fn people() -> &'static PeopleReader {
    static READER: OnceLock<PeopleReader> = OnceLock::new();
    READER.get_or_init(|| {
        let city = City::new(&reference().edition, &reference().vocabulary, 7);
        let mut text = PeopleText::new().expect("an index in memory");
        for number in 0..PEOPLE {
            let mut profile: Profile = city.profile(number);
            profile.consent.visible = !profile.id.as_str().ends_with('3');
            text.add(&profile).expect("a person fits");
        }
        text.commit(1).expect("a commit in memory");
        text.reader()
    })
}

fn catalog() -> &'static CatalogSearch {
    static SEARCH: OnceLock<CatalogSearch> = OnceLock::new();
    SEARCH.get_or_init(|| {
        let names = |id: &SkillId| {
            let skill = reference().vocabulary.skill(id.as_str());
            skill.map_or_else(Vec::new, |skill| vec![skill.en.clone()])
        };
        CatalogSearch::build(&reference().edition, names).expect("an index in memory")
    })
}
