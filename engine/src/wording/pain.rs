//! What keeps seats empty, in words.

use super::naming::named;
use super::sentence::say;
use super::{Label, Language, Naming};
use crate::map::PainCause;

/// Says a cause, without its counts.
#[must_use]
pub fn pain(cause: &PainCause, language: Language, names: &impl Naming) -> String {
    let l = language;
    match cause {
        PainCause::Skill { skill } => {
            let name = named(names.skill(skill, l), skill);
            say!(l, "缺必备技能“{name}”", "lacks the required skill \"{name}\"")
        }
        PainCause::Licence { licence } => {
            let name = named(names.licence(licence.as_str(), l), licence.as_str());
            say!(l, "缺法定资格“{name}”", "lacks the licence \"{name}\"")
        }
        PainCause::Education { level } => {
            let name = named(names.education(level.as_str(), l), level.as_str());
            say!(l, "学历不到{name}", "education below {name}")
        }
        PainCause::Major { major: Some(major) } => {
            let name = named(names.major(major.as_str(), l), major.as_str());
            say!(l, "专业不是{name}", "major is not {name}")
        }
        PainCause::Major { major: None } => say!(l, "专业不符", "another major"),
        PainCause::Title { level } => {
            let level = level.label(l);
            say!(l, "职称不到{level}", "title below {level}")
        }
        PainCause::Grade { grade } => {
            let grade = grade.label(l);
            say!(l, "技能等级不到{grade}", "skill grade below {grade}")
        }
        PainCause::Experience { years } => say!(l, "工作不满{years}年", "less than {years} years of work"),
        PainCause::Bound {} => say!(l, "本地合格，但在岗且无意变动", "ready and here, but at work and not looking"),
        PainCause::Left { reason: Some(reason) } => {
            let reason = reason.label(l);
            say!(l, "已离开，原因：{reason}", "left: {reason}")
        }
        PainCause::Left { reason: None } => say!(l, "已离开，原因不详", "left, reason unknown"),
        PainCause::Untaught { skill } => {
            let name = named(names.skill(skill.as_str(), l), skill.as_str());
            say!(l, "本地没有专业把“{name}”教到所需等级", "no programme here teaches \"{name}\" far enough")
        }
        PainCause::TooLate {} => say!(l, "可以培养，但赶不上到岗期限", "can be taught, but not by the due date"),
        PainCause::Pay {} => say!(l, "期望薪酬高于所给", "asks for more pay than is offered"),
        PainCause::Mode {} => say!(l, "希望另一种引进方式", "wants to be engaged otherwise"),
        PainCause::Place {} => say!(l, "不愿到此地工作", "does not want to work here"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Catalog, CatalogFiles};
    use crate::model::{LeavingReason, SkillId};
    use crate::reference::Reference;

    #[test]
    fn a_cause_names_its_skill_and_its_reason_in_both_languages() {
        let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
        let (_, edition) = catalog.editions.pop_first().unwrap();
        let (_, method) = catalog.methods.pop_first().unwrap();
        let reference = Reference::new(catalog.vocabulary, edition, method);
        let untaught = PainCause::Untaught { skill: SkillId::try_from("al-extrusion".to_owned()).unwrap() };
        assert!(pain(&untaught, Language::Zh, &reference).contains("铝"));
        let left = PainCause::Left { reason: Some(LeavingReason::Housing) };
        assert_eq!(pain(&left, Language::En, &reference), "left: housing");
        assert_eq!(pain(&left, Language::Zh, &reference), "已离开，原因：住房");
    }
}
