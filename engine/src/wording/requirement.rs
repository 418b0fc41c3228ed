//! A requirement in words.

use super::naming::named;
use super::sentence::say;
use super::{Label, Language, Naming};
use crate::model::{Need, Requirement};

/// Says what is asked, without its hardness.
#[must_use]
pub fn requirement(asked: &Requirement, language: Language, names: &impl Naming) -> String {
    let l = language;
    match &asked.need {
        Need::Skill { skill, text, level } => {
            let name = match (skill, text) {
                (Some(id), _) => named(names.skill(id.as_str(), l), id.as_str()),
                (None, text) => text.as_deref().unwrap_or_default(),
            };
            let level = level.get();
            say!(l, "{name}（{level}级）", "{name} (level {level})")
        }
        Need::Education { at_least } => {
            let name = named(names.education(at_least.as_str(), l), at_least.as_str());
            say!(l, "学历：{name}及以上", "education: {name} or above")
        }
        Need::Major { any_of } => {
            let majors: Vec<&str> = any_of.iter().map(|id| named(names.major(id.as_str(), l), id.as_str())).collect();
            let majors = majors.join(l.pick("、", ", "));
            say!(l, "专业：{majors}", "major: {majors}")
        }
        Need::Title { at_least } => {
            let level = at_least.label(l);
            say!(l, "职称：{level}及以上", "title: {level} or above")
        }
        Need::Grade { at_least } => {
            let grade = at_least.label(l);
            say!(l, "技能等级：{grade}及以上", "skill grade: {grade} or above")
        }
        Need::Experience { years } => say!(l, "工作{years}年及以上", "{years} years of work or more"),
        Need::Licence { licence } => named(names.licence(licence.as_str(), l), licence.as_str()).to_owned(),
    }
}

/// What kind of thing is asked; a word that is none of [`Need::kind`] as it is.
pub(super) fn need_kind(kind: &str, language: Language) -> &str {
    let l = language;
    match kind {
        "skill" => l.pick("技能", "skills"),
        "education" => l.pick("学历", "education"),
        "major" => l.pick("专业", "the major"),
        "title" => l.pick("职称", "the title"),
        "grade" => l.pick("技能等级", "the skill grade"),
        "experience" => l.pick("工作年限", "years of work"),
        "licence" => l.pick("证照", "a licence"),
        other => other,
    }
}
