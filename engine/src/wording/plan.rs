//! The fill plan in words: what keeps a person from a seat, and why an opening stays short.

use super::naming::named;
use super::sentence::say;
use super::{Label, Language, Naming, requirement};
use crate::model::{Demand, SkillId};
use crate::plan::{Cause, Conflict, Lift, Limit};

/// Says what alone keeps a person from a seat of a demand.
#[must_use]
pub fn cause(cause: &Cause, demand: &Demand, language: Language, names: &impl Naming) -> String {
    let l = language;
    match cause {
        Cause::Requirement { requirement } => {
            let asked = asked(*requirement, demand, l, names);
            say!(l, "本地可用，但不符合要求：{asked}", "here and ready, but fails: {asked}")
        }
        Cause::Bound {} => say!(l, "本地在岗，未求职", "here, at work and not looking"),
        Cause::Left { reason: Some(reason) } => {
            let reason = reason.label(l);
            say!(l, "已流出，原因：{reason}", "left, for: {reason}")
        }
        Cause::Left { reason: None } => say!(l, "已流出，原因未知", "left, nobody tells why"),
        Cause::Untaught { skills } => {
            let skills = listed(skills, l, names);
            say!(l, "缺{skills}，无专业教到所需水平", "lacks {skills}, which no programme teaches far enough")
        }
        Cause::TooLate { ready } => {
            say!(l, "补齐技能需到{ready}，晚于到岗日期", "could be taught, but not before {ready}, after the due date")
        }
        Cause::Pay {} => say!(l, "外地可用，要价高于所提供的薪酬", "ready elsewhere, asks more pay than is offered"),
        Cause::Mode {} => say!(l, "外地可用，引进方式不合", "ready elsewhere, wants to be engaged otherwise"),
        Cause::Place {} => say!(l, "外地可用，不愿来此", "ready elsewhere, does not want to come here"),
    }
}

/// Says a limit of a demand.
#[must_use]
pub fn limit(limit: Limit, demand: &Demand, language: Language, names: &impl Naming) -> String {
    let l = language;
    match limit {
        Limit::Requirement { requirement } => asked(requirement, demand, l, names),
        Limit::Bound {} => say!(l, "在岗人员不流动", "who is at work stays there"),
        Limit::Left {} => say!(l, "流出人员未回流", "who left does not come back"),
        Limit::Pay {} => match demand.pay {
            Some(pay) => say!(l, "年薪至多{max}万元", "pay of at most {max} × 10,000 CNY a year", max = pay.max),
            None => say!(l, "薪酬", "pay"),
        },
        Limit::Mode {} => {
            let modes: Vec<&str> = demand.modes.iter().map(|mode| mode.label(l)).collect();
            let modes = modes.join(l.pick("、", ", "));
            say!(l, "引进方式：{modes}", "engaged as: {modes}")
        }
        Limit::Place {} => {
            let places: Vec<&str> =
                demand.regions.iter().map(|code| named(names.region(code.as_str(), l), code.as_str())).collect();
            let places = if places.is_empty() {
                l.pick("本市", "this city").to_owned()
            } else {
                places.join(l.pick("、", ", "))
            };
            say!(l, "用在{places}", "used in {places}")
        }
        Limit::Due {} => match demand.due {
            Some(due) => say!(l, "到岗日期{due}", "due {due}"),
            None => say!(l, "到岗日期", "the due date"),
        },
        Limit::Training {} => say!(l, "现有专业所教的技能", "what programmes teach"),
    }
}

/// Says why an opening stays short: limits that cannot hold together, and what lifting the first of them would bring.
#[must_use]
pub fn conflict(conflict: &Conflict, demand: &Demand, language: Language, names: &impl Naming) -> String {
    let l = language;
    if conflict.near == 0 {
        return say!(l, "再无人够得上", "nobody else comes near enough");
    }
    let (near, together) = (conflict.near, limits(&conflict.together, demand, l, names));
    let head = say!(
        l,
        "另有{near}人够得上，但无人同时符合：{together}",
        "{near} more would be ready, but nobody meets all of: {together}"
    );
    match conflict.lifts.first() {
        None => head,
        Some(Lift { limits: lifted, people }) => {
            let lifted = limits(lifted, demand, l, names);
            say!(l, "{head}。若去除“{lifted}”，可增{people}人", "{head}. Without \"{lifted}\": {people} more")
        }
    }
}

fn limits(limits: &[Limit], demand: &Demand, language: Language, names: &impl Naming) -> String {
    let said: Vec<String> = limits.iter().map(|one| limit(*one, demand, language, names)).collect();
    said.join(language.pick("、", ", "))
}

fn asked(at: usize, demand: &Demand, language: Language, names: &impl Naming) -> String {
    demand.requirements.get(at).map_or_else(|| at.to_string(), |asked| requirement(asked, language, names))
}

fn listed(skills: &[SkillId], language: Language, names: &impl Naming) -> String {
    let skills: Vec<&str> = skills.iter().map(|id| named(names.skill(id.as_str(), language), id.as_str())).collect();
    skills.join(language.pick("、", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::trial::{demand, legal, licence, reference, skill, today, wish};
    use crate::model::{Category, LeavingReason};

    #[test]
    fn every_cause_and_limit_has_words_in_both_languages() {
        let reference = reference();
        let demand = demand(Category::Engineer, vec![wish(skill("plc", 3)), legal(licence("lift"))]);
        let skills = vec![SkillId::new("cad").unwrap()];
        let causes = [
            Cause::Requirement { requirement: 1 },
            Cause::Bound {},
            Cause::Left { reason: Some(LeavingReason::Pay) },
            Cause::Left { reason: None },
            Cause::Untaught { skills },
            Cause::TooLate { ready: today() },
            Cause::Pay {},
            Cause::Mode {},
            Cause::Place {},
        ];
        for said in causes {
            let [zh, en] = Language::ALL.map(|l| cause(&said, &demand, l, &reference));
            assert!(!zh.is_ascii() && en.is_ascii(), "{zh} / {en}");
        }
        let told = Conflict {
            near: 7,
            together: vec![Limit::Requirement { requirement: 1 }, Limit::Mode {}],
            lifts: vec![Lift { limits: vec![Limit::Due {}], people: 4 }],
        };
        let said = conflict(&told, &demand, Language::En, &reference);
        let whole = "7 more would be ready, but nobody meets all of: lift, engaged as: full time. Without \"the due date\": 4 more";
        assert_eq!(said, whole);
        assert!(conflict(&Conflict::default(), &demand, Language::Zh, &reference).contains("无人"));
    }
}
