//! A small reference known to the tests of this room: skills `s0` to `s4`, neighbours related, one node, three entries.

use std::sync::{Arc, LazyLock};

use crate::index::testing::edition;
use crate::method::Method;
use crate::model::{Date, HeldSkill, Profile, SkillId, SkillLevel, SkillSource, TalentId};
use crate::reference::Reference;
use crate::vocabulary::{SkillConcept, SkillRelation, Vocabulary, VocabularyParts};

/// How many skills there are.
pub(super) const SKILLS: u8 = 5;
const METHOD: &str = include_str!("../../../catalogs/methods/method-2026.toml");

pub(super) static REFERENCE: LazyLock<Arc<Reference>> = LazyLock::new(|| {
    let id = |number: u8| SkillId::new(format!("s{number}")).unwrap();
    let skill =
        |n| SkillConcept { id: id(n), zh: None, en: format!("skill {n}"), aliases: Vec::new(), broader: Vec::new() };
    let relation = |n| SkillRelation { from: id(n), to: id(n + 1), strength: 0.5 };
    let parts = VocabularyParts {
        skills: (0..SKILLS).map(skill).collect(),
        related: (0..SKILLS - 1).map(relation).collect(),
        ..VocabularyParts::default()
    };
    Arc::new(Reference::new(Vocabulary::new(parts), edition(), Method::parse(METHOD).unwrap()))
});

pub(super) fn as_of() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

/// A skill held; level 0 is unknown.
pub(super) fn held(number: u8, level: u8) -> HeldSkill {
    let level = SkillLevel::try_from(level).ok();
    HeldSkill { skill: SkillId::new(format!("s{number}")).ok(), text: None, level, source: SkillSource::Declared }
}

/// A person with skills.
pub(super) fn person(id: &str, skills: &[(u8, u8)]) -> Profile {
    let mut profile = Profile::empty(TalentId::new(id).unwrap());
    profile.skills = skills.iter().map(|&(number, level)| held(number, level)).collect();
    profile
}
