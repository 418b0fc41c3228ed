//! Evidence as a sentence. Every kind of evidence stands here once, its two languages side by side: a kind without words,
//! or with words in one language only, does not compile.

use super::naming::named;
use super::{Label, Language, Naming, title_rank};
use crate::fit::Evidence;
use crate::model::SkillGrade;

/// Formats in one of two languages.
macro_rules! say {
    ($language:expr, $zh:literal, $en:literal $(, $key:ident = $value:expr)* $(,)?) => {
        match $language {
            $crate::wording::Language::Zh => format!($zh $(, $key = $value)*),
            $crate::wording::Language::En => format!($en $(, $key = $value)*),
        }
    };
}
pub(super) use say;

/// A number with its noun, as English says it; in Chinese a number changes nothing.
pub(super) fn counted(number: impl Into<u64>, one: &str, many: &str) -> String {
    let number = number.into();
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Says one piece of evidence. Long, being the table itself.
#[must_use]
pub fn sentence(evidence: &Evidence, language: Language, names: &impl Naming) -> String {
    use Evidence as E;
    let l = language;
    let skill_name = |id| named(names.skill(id, l), id);
    let node_name = |id| named(names.node(id, l), id);
    let region_name = |code| named(names.region(code, l), code);
    match evidence {
        E::SkillMet { skill, asked, held, .. } => {
            let s = skill_name(skill);
            say!(l, "掌握{s}（{held}级，要求{asked}级）", "has {s}, level {held} where {asked} is asked")
        }
        E::SkillLevelLow { skill, asked, held, .. } => {
            let s = skill_name(skill);
            say!(l, "{s}为{held}级，低于要求的{asked}级", "has {s} at level {held}, below the {asked} asked")
        }
        E::SkillLevelUnknown { skill, asked, .. } => {
            let s = skill_name(skill);
            say!(l, "掌握{s}，水平未知（要求{asked}级）", "has {s}, level unknown ({asked} asked)")
        }
        E::SkillRelated { skill, through, relatedness, .. } => {
            let (s, t) = (skill_name(skill), skill_name(through));
            say!(
                l,
                "以相近技能{t}替代{s}（相近度{relatedness:.2}）",
                "{t} stands in for {s} (relatedness {relatedness:.2})"
            )
        }
        E::SkillNotFound { skill, asked, .. } => {
            let s = skill_name(skill);
            say!(l, "未见{s}（要求{asked}级）", "{s} not found (level {asked} asked)")
        }
        E::OccupationCode { held, class, recency, .. } => {
            let (name, class) = (named(names.occupation(held, l), held), class.label(l));
            let when = recent(*recency, l);
            say!(l, "任职{name}（{class}）{when}", "worked as {name} ({class}){when}")
        }
        E::OccupationTitle { held, likeness, recency } => {
            let (share, when) = (percent(*likeness), recent(*recency, l));
            say!(l, "岗位名称“{held}”相似{share}{when}", "post \"{held}\" is {share} alike by title{when}")
        }
        E::ChainNode { held, kinship, links, recency, .. } => {
            let (name, kin, when) = (node_name(held), kinship.label(l), recent(*recency, l));
            match links {
                0 => say!(l, "在{name}任职（{kin}）{when}", "worked in {name} ({kin}){when}"),
                _ => say!(
                    l,
                    "在{name}任职（{kin}，相隔{links}环）{when}",
                    "worked in {name} ({kin}, {links} link(s) away){when}"
                ),
            }
        }
        E::Achieved { kind, reach, count, .. } => {
            let (kind, reach) = (kind.label(l), reach.label(l));
            say!(l, "{kind}{count}项（{reach}）", "{kind} ×{count} ({reach})")
        }
        E::AchievedGrade { grade, .. } => {
            let grade = grade_name(*grade, l);
            say!(l, "技能等级：{grade}", "skill grade: {grade}")
        }
        E::AchievedStudies { alignment, .. } => {
            let share = percent(*alignment);
            say!(l, "所学专业与岗位要求相近（{share}）", "studies lie {share} near the majors asked")
        }
        E::Education { asked, held, by_grade, .. } => {
            let asked = named(names.education(asked, l), asked);
            match (held, by_grade) {
                (_, Some(grade)) => {
                    let grade = grade_name(*grade, l);
                    say!(
                        l,
                        "{grade}按等效关系对应学历（要求{asked}）",
                        "{grade} counts as education by equivalence ({asked} asked)"
                    )
                }
                (Some(held), None) => {
                    let held = named(names.education(held, l), held);
                    say!(l, "学历：{held}（要求{asked}）", "education {held} ({asked} asked)")
                }
                (None, None) => say!(l, "学历未知（要求{asked}）", "education unknown ({asked} asked)"),
            }
        }
        E::Major { held, value, .. } => match held {
            Some(id) if *value >= 1.0 => {
                let name = named(names.major(id, l), id);
                say!(l, "专业：{name}（一致）", "major {name}, as asked")
            }
            Some(id) => {
                let (name, share) = (named(names.major(id, l), id), percent(*value));
                say!(l, "专业：{name}（相近度{share}）", "major {name} ({share} near)")
            }
            None => say!(l, "专业未知", "major unknown"),
        },
        E::Title { asked, held, lowered, by_grade, .. } => {
            let (asked, note) = (title_rank(*asked, l), lowered_note(*lowered, l));
            match (held, by_grade) {
                (Some(held), None) => {
                    let held = title_rank(*held, l);
                    say!(l, "职称：{held}{note}（要求{asked}）", "title {held}{note} ({asked} asked)")
                }
                (Some(_), Some(grade)) => {
                    let grade = grade_name(*grade, l);
                    say!(
                        l,
                        "{grade}贯通认定为职称（要求{asked}）",
                        "{grade} counts as a title by equivalence ({asked} asked)"
                    )
                }
                (None, _) => say!(l, "职称未知（要求{asked}）", "title unknown ({asked} asked)"),
            }
        }
        E::Grade { asked, held, lowered, .. } => {
            let (asked, note) = (grade_name(*asked, l), lowered_note(*lowered, l));
            match held.map(|held| grade_name(held, l)) {
                Some(held) => {
                    say!(l, "技能等级：{held}{note}（要求{asked}）", "skill grade {held}{note} ({asked} asked)")
                }
                None => say!(l, "技能等级未知（要求{asked}）", "skill grade unknown ({asked} asked)"),
            }
        }
        E::Licence { licence, state, valid_until, .. } => {
            let (name, state) = (named(names.licence(licence, l), licence), state.label(l));
            match valid_until {
                Some(day) => say!(l, "{name}：{state}（至{day}）", "{name}: {state} (until {day})"),
                None => say!(l, "{name}:{state}", "{name}: {state}"),
            }
        }
        E::Experience { years, other_years, asked } => match asked {
            Some(asked) => say!(
                l,
                "相关工作{years:.1}年，其他{other_years:.1}年（要求{asked}年）",
                "{years:.1} years near it and {other_years:.1} in other work ({asked} asked)"
            ),
            None => say!(
                l,
                "相关工作{years:.1}年，其他{other_years:.1}年",
                "{years:.1} years near it, {other_years:.1} in other work"
            ),
        },
        E::Residence { place, held, nearness } => {
            let (place, held, near) = (region_name(place), region_name(held), nearness.label(l));
            say!(l, "居住在{held}，用人地点{place}（{near}）", "lives in {held}, the place of use is {place} ({near})")
        }
        E::PlaceWished { place } => {
            let place = region_name(place);
            say!(l, "愿到{place}工作", "wishes to work in {place}")
        }
        E::PlaceFlexible => say!(
            l,
            "可柔性或飞地引进，居住地影响小",
            "a flexible or enclave engagement suits both, so residence matters little"
        ),
        E::ModesApart => say!(l, "双方引进方式不一致", "no engagement mode suits both"),
        E::Pay { offered, asked_min, asked_max, .. } => say!(
            l,
            "期望年薪{asked_min:.1}–{asked_max:.1}万元，岗位最高{offered:.1}万元",
            "asks {asked_min:.1}–{asked_max:.1}, offered at most {offered:.1} (10,000 CNY a year)"
        ),
        E::Start { days_late: 0, .. } => say!(l, "可按期到岗", "can start in time"),
        E::Start { days_late, .. } => say!(l, "到岗晚{days_late}天", "could start {days_late} days late"),
        E::OccupationWished { class } => {
            let class = class.label(l);
            say!(l, "与意向职业：{class}", "against the occupation wished for: {class}")
        }
        E::NodeWished { kinship } => {
            let kin = kinship.label(l);
            say!(l, "与意向产业节点：{kin}", "against the node wished for: {kin}")
        }
        E::NotAsked => say!(l, "岗位未作要求", "nothing is asked here"),
        E::Floor { .. } => {
            say!(l, "已知情况低于中性值，按中性值计", "the facts earn less than the neutral value, which counts")
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A word on how long ago, where it matters.
fn recent(recency: f64, l: Language) -> &'static str {
    match recency {
        r if r >= 0.99 => l.pick("，目前在任", ", still held"),
        r if r >= 0.5 => "",
        _ => l.pick("，已多年前", ", long ago"),
    }
}

fn lowered_note(lowered: bool, l: Language) -> &'static str {
    if lowered { l.pick("（未获互认，降一级计）", " (not recognised here, counted one lower)") } else { "" }
}

fn grade_name(grade: u8, l: Language) -> &'static str {
    SkillGrade::try_from(grade).map_or("—", |grade| grade.label(l))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::{CodeClass, Kinship, LicenceState, Nearness};
    use crate::model::{AchievementKind, AchievementReach};

    /// Knows one skill and nothing else.
    struct One;

    impl Naming for One {
        fn skill(&self, id: &str, language: Language) -> Option<&str> {
            (id == "plc").then_some(language.pick("PLC编程", "PLC programming"))
        }
        fn occupation(&self, _: &str, _: Language) -> Option<&str> {
            None
        }
        fn node(&self, _: &str, _: Language) -> Option<&str> {
            None
        }
        fn region(&self, _: &str, _: Language) -> Option<&str> {
            None
        }
        fn major(&self, _: &str, _: Language) -> Option<&str> {
            None
        }
        fn licence(&self, _: &str, _: Language) -> Option<&str> {
            None
        }
        fn education(&self, _: &str, _: Language) -> Option<&str> {
            None
        }
    }

    fn plc() -> String {
        "plc".into()
    }

    fn every_kind() -> Vec<Evidence> {
        use Evidence as E;
        let (requirement, asked, value, recency) = (0, 3, 0.5, 1.0);
        vec![
            E::SkillMet { requirement, skill: plc(), asked, held: 4 },
            E::SkillLevelLow { requirement, skill: plc(), asked, held: 2 },
            E::SkillLevelUnknown { requirement, skill: plc(), asked },
            E::SkillRelated { requirement, skill: plc(), asked, through: "~hmi".into(), held: None, relatedness: 0.5 },
            E::SkillNotFound { requirement, skill: plc(), asked },
            E::OccupationCode { asked: "a".into(), held: "b".into(), class: CodeClass::Small, recency },
            E::OccupationTitle { held: "t".into(), likeness: 0.4, recency: 0.1 },
            E::ChainNode { asked: "a".into(), held: "b".into(), kinship: Kinship::Feeds, links: 1, recency },
            E::ChainNode { asked: "a".into(), held: "a".into(), kinship: Kinship::Same, links: 0, recency: 0.6 },
            E::Achieved {
                kind: AchievementKind::Contest,
                reach: AchievementReach::City,
                count: 2,
                counted: 2,
                credit: 1.0,
            },
            E::AchievedGrade { grade: 5, credit: 1.0 },
            E::AchievedStudies { alignment: 0.8, credit: 1.0 },
            E::Education { requirement, asked: "21".into(), held: None, by_grade: None, value },
            E::Education { requirement, asked: "21".into(), held: Some("31".into()), by_grade: None, value },
            E::Education { requirement, asked: "21".into(), held: None, by_grade: Some(5), value },
            E::Major { requirement, held: None, value },
            E::Major { requirement, held: Some("m".into()), value },
            E::Title { requirement, asked, held: None, lowered: false, by_grade: None, value },
            E::Title { requirement, asked, held: Some(2), lowered: true, by_grade: None, value },
            E::Title { requirement, asked, held: Some(3), lowered: false, by_grade: Some(5), value },
            E::Grade { requirement, asked, held: None, lowered: false, value },
            E::Grade { requirement, asked, held: Some(4), lowered: false, value },
            E::Licence { requirement, licence: "T".into(), state: LicenceState::Valid, valid_until: None },
            E::Experience { years: 3.0, other_years: 1.0, asked: Some(2) },
            E::Experience { years: 3.0, other_years: 1.0, asked: None },
            E::Residence { place: "441802".into(), held: "440100".into(), nearness: Nearness::Neighbour },
            E::PlaceWished { place: "441802".into() },
            E::PlaceFlexible,
            E::ModesApart,
            E::Pay { offered: 20.0, asked_min: 15.0, asked_max: 22.0, value },
            E::Start { days_late: 0, value },
            E::Start { days_late: 9, value },
            E::OccupationWished { class: CodeClass::Same },
            E::NodeWished { kinship: Kinship::Same },
            E::NotAsked,
            E::Floor { judged: 0.01 },
        ]
    }

    #[test]
    fn each_kind_of_evidence_is_said_in_both_languages_and_no_two_alike() {
        for language in Language::ALL {
            let said: Vec<String> = every_kind().iter().map(|e| sentence(e, language, &One)).collect();
            let apart: std::collections::BTreeSet<_> = said.iter().collect();
            assert_eq!(apart.len(), said.len());
            for text in &said {
                assert!(!text.contains('~') && !text.contains('{') && !text.trim().is_empty(), "{text}");
                let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert_eq!(chinese, language == Language::Zh, "{text}");
            }
        }
    }

    #[test]
    fn ids_are_said_by_name_and_values_are_there() {
        let met = &every_kind()[0];
        assert_eq!(sentence(met, Language::Zh, &One), "掌握PLC编程（4级，要求3级）");
        assert_eq!(sentence(met, Language::En, &One), "has PLC programming, level 4 where 3 is asked");
        let related = sentence(&every_kind()[3], Language::En, &One);
        assert_eq!(related, "hmi stands in for PLC programming (relatedness 0.50)");
    }
}
