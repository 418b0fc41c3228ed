//! Single values, one a line: days, months, moments, ids, codes, pay, and the words that the vocabulary is asked about.
#![no_main]

use std::fmt::{Debug, Display};

use bole_engine::intake::{Cell, ConceptKind, Lexicon};
use bole_engine::model::{
    Date, EducationCode, Invalid, Moment, Month, SkillGrade, SkillLevel, TalentId, TitleLevel, citizen_id_is_valid,
    uscc_check,
};
use bole_engine::text::normalise;
use bole_fuzz::{assert_no_personal_number, reference};
use libfuzzer_sys::fuzz_target;

const KINDS: [ConceptKind; 11] = [
    ConceptKind::Skill,
    ConceptKind::Occupation,
    ConceptKind::Major,
    ConceptKind::Region,
    ConceptKind::Licence,
    ConceptKind::Title,
    ConceptKind::Grade,
    ConceptKind::Education,
    ConceptKind::Node,
    ConceptKind::Entry,
    ConceptKind::College,
];

/// More lines say nothing new and take time.
const LINES: usize = 3;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    words(&text);
    text.lines().take(LINES).for_each(value);
});

fn value(text: &str) {
    goes_round::<Date>(text);
    goes_round::<Month>(text);
    goes_round::<Moment>(text);
    goes_round::<TalentId>(text);
    refused(EducationCode::new(text));
    refused(TitleLevel::from_code(text));
    refused(uscc_check(text));
    if let Ok(number) = text.parse::<u8>() {
        refused(SkillLevel::try_from(number));
        refused(SkillGrade::try_from(number));
    }
    let _ = citizen_id_is_valid(text);
    let cell = Cell::of_text(text);
    let _ = (cell.items(), cell.number(), cell.integer(), cell.boolean(), cell.date());
    for kind in KINDS {
        if let Some(id) = reference().link(kind, text) {
            assert!(reference().knows(kind, &id), "{text:?} means {id}, which nobody knows");
        }
    }
}

/// What is taken is written so that it is taken again.
fn goes_round<T: TryFrom<String, Error = Invalid> + Display + PartialEq + Debug>(text: &str) {
    match T::try_from(text.to_owned()) {
        Ok(value) => assert_eq!(T::try_from(value.to_string()), Ok(value)),
        Err(invalid) => assert_no_personal_number(&invalid),
    }
}

fn refused<T>(outcome: Result<T, Invalid>) {
    if let Err(invalid) = outcome {
        assert!(!invalid.allowed.is_empty());
        assert_no_personal_number(&invalid);
    }
}

fn words(text: &str) {
    let plain = normalise(text);
    assert_eq!(normalise(&plain), plain, "what is normal stays");
    for mention in reference().mentions(text) {
        assert!(text.get(mention.start..mention.end).is_some_and(|words| !words.is_empty()));
        assert!(reference().knows(ConceptKind::Skill, &mention.skill));
    }
}
