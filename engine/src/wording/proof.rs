//! What made a rule of classification speak, as a sentence.

use super::naming::named;
use super::sentence::say;
use super::{Label, Language, Naming};
use crate::classify::Proof;
use crate::model::SkillGrade;

/// Says one proof.
#[must_use]
pub fn proof(proof: &Proof, language: Language, names: &impl Naming) -> String {
    let l = language;
    match proof {
        Proof::Education { held } => {
            let name = named(names.education(held.as_str(), l), held.as_str());
            say!(l, "学历{name}", "education: {name}")
        }
        Proof::Title { level } => {
            let level = level.label(l);
            say!(l, "职称{level}", "title: {level}")
        }
        Proof::TitleSeries { title, .. } => say!(l, "职称“{title}”", "title \"{title}\""),
        Proof::Grade { grade } => {
            let grade = SkillGrade::try_from(*grade).map_or("—", |grade| grade.label(l));
            say!(l, "技能等级{grade}", "skill grade: {grade}")
        }
        Proof::Occupation { held } => {
            let name = named(names.occupation(held, l), held);
            say!(l, "曾任{name}", "worked as {name}")
        }
        Proof::PostWord { title, .. } => say!(l, "岗位“{title}”", "post \"{title}\""),
        Proof::Achievement { kinds, count } => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.label(l)).collect();
            let kinds = kinds.join(l.pick("、", ", "));
            say!(l, "{kinds}{count}项", "{kinds} ×{count}")
        }
        Proof::Enrolled { until } => say!(l, "在读，预计{until}毕业", "in education, to graduate {until}"),
        Proof::Graduated { graduation } => say!(l, "{graduation}毕业", "graduated {graduation}"),
        Proof::Experience { years } => say!(l, "工作{years:.1}年", "{years:.1} years of work"),
    }
}
