//! The words that the city takes from the vocabulary, as dense tables: made once, read a million times.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Bilingual, MajorId, OccupationCode, RegionCode, SkillId};
use crate::vocabulary::{SkillConcept, Vocabulary};

/// A skill and the forms that people write it in.
#[derive(Debug, Clone)]
pub(super) struct SkillWord {
    pub(super) id: SkillId,
    pub(super) zh: String,
    pub(super) forms: Vec<String>,
    /// Skills near it, nearest first, as indexes.
    pub(super) near: Vec<u32>,
}

/// What the city knows of the vocabulary.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) skills: Vec<SkillWord>,
    pub(super) skill_index: BTreeMap<SkillId, u32>,
    pub(super) occupations: BTreeMap<OccupationCode, String>,
    pub(super) regions: BTreeSet<RegionCode>,
    pub(super) majors: BTreeMap<MajorId, Bilingual>,
}

impl Words {
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        let skills: Vec<SkillWord> =
            (0..).zip(vocabulary.skills()).map(|(number, skill)| word(vocabulary, number, skill)).collect();
        let skill_index = skills.iter().enumerate().map(|(number, word)| (word.id.clone(), number as u32)).collect();
        // Codes of other systems (O*NET, ESCO) order work differently and are left out: careers here follow x-xx-xx-xx.
        let chinese =
            vocabulary.occupations().iter().filter(|occupation| occupation.code.as_str().get(1..2) == Some("-"));
        Self {
            skills,
            skill_index,
            occupations: chinese.map(|occupation| (occupation.code.clone(), occupation.name.zh.clone())).collect(),
            regions: vocabulary.regions().iter().map(|region| region.code.clone()).collect(),
            majors: vocabulary.majors().iter().map(|major| (major.id.clone(), major.name.clone())).collect(),
        }
    }

    /// The index of a skill that the vocabulary has.
    pub(super) fn skill(&self, id: &str) -> Option<u32> {
        self.skill_index.get(id).copied()
    }

    /// The first of the codes that the vocabulary has.
    pub(super) fn region(&self, code: &str) -> Option<RegionCode> {
        self.regions.get(code).cloned()
    }

    /// An occupation code that the vocabulary has.
    pub(super) fn occupation(&self, code: &str) -> Option<OccupationCode> {
        self.occupations.get_key_value(code).map(|(code, _)| code.clone())
    }
}

fn word(vocabulary: &Vocabulary, number: u32, skill: &SkillConcept) -> SkillWord {
    let mut near = vocabulary.related_to(number).to_vec();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    SkillWord {
        id: skill.id.clone(),
        zh: skill.zh.clone().unwrap_or_else(|| skill.en.clone()),
        forms: skill.aliases.iter().chain([&skill.en]).cloned().collect(),
        near: near.into_iter().map(|(other, _)| other).filter(|&other| other != number).collect(),
    }
}
