//! Pooling in words: what a proposed class is, and why an order fits none.

use super::label::labels;
use super::naming::named;
use super::sentence::say;
use super::{Label, Language, Naming, requirement};
use crate::model::{CohortForm, Demand, Programme, ProgrammeId, SkillId, TaughtSkill};
use crate::plan::{CohortProposal, Transferability, Unsuited};

labels! {
    CohortForm {
        OrderClass: "订单班", "order class";
        ModernApprenticeship: "现代学徒制", "modern apprenticeship";
        NewTypeApprenticeship: "企业新型学徒制", "new-type apprenticeship";
        IndustryCollege: "产业学院", "industry college";
    }
}

/// Says what a proposed class adds to its programme.
#[must_use]
pub fn modules(proposal: &CohortProposal, language: Language, names: &impl Naming) -> String {
    let l = language;
    if proposal.cohort.modules.is_empty() {
        return say!(l, "不增设课程", "nothing is added to the programme");
    }
    let module = |taught: &TaughtSkill| {
        let (skill, level) = (skill(&taught.skill, l, names), taught.level.get());
        match taught.hours {
            Some(hours) => say!(l, "{skill}{level}级{hours}学时", "{skill} to level {level} in {hours} h"),
            None => say!(l, "{skill}{level}级", "{skill} to level {level}"),
        }
    };
    let modules: Vec<String> = proposal.cohort.modules.iter().map(module).collect();
    let (modules, hours) = (modules.join(l.pick("、", ", ")), proposal.hours);
    say!(l, "增设{modules},共{hours}学时", "adds {modules}; {hours} hours in all")
}

/// Says how far beyond one firm a class leads, and to whom it is tied.
#[must_use]
pub fn transferability(transfer: &Transferability, language: Language, names: &impl Naming) -> String {
    let l = language;
    let Transferability { positions, enterprises, share, tied, tied_to } = transfer;
    let percent = (share * 100.0).round();
    let head = say!(
        l,
        "毕业生适配{positions}个岗位、{enterprises}家企业的订单;增设学时的{percent}%不止一家需要",
        "graduates suit {positions} positions and orders of {enterprises} enterprises; {percent}% of the added hours are \
         asked for by more than one"
    );
    if tied.is_empty() {
        return head;
    }
    let tied = listed(tied, l, names);
    let said = say!(l, "{head};只有一家需要:{tied}", "{head}; asked for by one alone: {tied}");
    match tied_to {
        Some(firm) => say!(l, "{said}。注意:本班主要服务于{firm}", "{said}. Mind: the class is tied to {firm}"),
        None => said,
    }
}

/// Says why an order fits no class. `demand` is the order's, `programmes` those on record.
#[must_use]
pub fn unsuited(
    why: &Unsuited,
    demand: &Demand,
    programmes: &[Programme],
    language: Language,
    names: &impl Naming,
) -> String {
    let l = language;
    let taught = |id: &ProgrammeId| programme(id, programmes, l).to_owned();
    match why {
        Unsuited::Elsewhere {} => say!(l, "用在市外", "it is used outside the city"),
        Unsuited::Category { category } => {
            let category = category.label(l);
            say!(l, "没有为{category}办的班型", "no form of class is held for a {category}")
        }
        Unsuited::TooSoon { earliest } => {
            say!(l, "到岗太早:新班最早{earliest}结业", "due too soon: the first class would be ready on {earliest}")
        }
        Unsuited::Barred { requirement: at } => {
            let asked = demand.requirements.get(*at);
            let asked = asked.map_or_else(|| at.to_string(), |asked| requirement(asked, l, names));
            say!(l, "办班解决不了:{asked}", "no class can give: {asked}")
        }
        Unsuited::Untaught { programme, skills } => {
            let (programme, skills) = (taught(programme), listed(skills, l, names));
            say!(
                l,
                "最接近的是{programme},但{skills}无专业教到所需水平",
                "{programme} comes nearest, but no programme teaches {skills} far enough"
            )
        }
        Unsuited::TooFar { programme, fit, least } => {
            let programme = taught(programme);
            say!(
                l,
                "最接近的是{programme},补齐所教技能后匹配度{fit:.1},不到{least:.0}",
                "{programme} comes nearest, with everything taught at a fit of {fit:.1}, below {least:.0}"
            )
        }
        Unsuited::TooLong { programme, hours, most } => {
            let programme = taught(programme);
            say!(
                l,
                "{programme}需增设{hours}学时,最多可增{most}学时",
                "{programme} would have to add {hours} hours, and has room for {most}"
            )
        }
        Unsuited::TooFew { programme, seats, least } => {
            let programme = taught(programme);
            say!(
                l,
                "{programme}合并相近需求仅{seats}席,不足开班的{least}席",
                "{programme} gathers {seats} seats with what is similar, fewer than the {least} of a class"
            )
        }
        Unsuited::Full { programme } => {
            let programme = taught(programme);
            say!(l, "{programme}等专业招生名额已满", "{programme} and others like it have no seats left")
        }
        Unsuited::Unworthy { programme } => {
            let programme = taught(programme);
            say!(l, "{programme}可开班,但成本高于收益", "{programme} could hold a class that costs more than it brings")
        }
    }
}

fn programme<'p>(id: &'p ProgrammeId, programmes: &'p [Programme], language: Language) -> &'p str {
    let found = programmes.iter().find(|programme| programme.id == *id);
    found.map_or(id.as_str(), |programme| language.of(&programme.name))
}

fn skill<'s>(id: &'s SkillId, language: Language, names: &'s impl Naming) -> &'s str {
    named(names.skill(id.as_str(), language), id.as_str())
}

fn listed(skills: &[SkillId], language: Language, names: &impl Naming) -> String {
    let skills: Vec<&str> = skills.iter().map(|id| skill(id, language, names)).collect();
    skills.join(language.pick("、", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::trial::{demand, legal, licence, reference, today};
    use crate::model::{Category, OrganisationId};

    #[test]
    fn every_reason_has_words_in_both_languages() {
        let reference = reference();
        let demand = demand(Category::Engineer, vec![legal(licence("lift"))]);
        let programme = ProgrammeId::new("P-1").unwrap();
        let skills = vec![SkillId::new("cad").unwrap()];
        let reasons = [
            Unsuited::Elsewhere {},
            Unsuited::Category { category: Category::Scientist },
            Unsuited::TooSoon { earliest: today() },
            Unsuited::Barred { requirement: 0 },
            Unsuited::Untaught { programme: programme.clone(), skills },
            Unsuited::TooFar { programme: programme.clone(), fit: 44.04, least: 50.0 },
            Unsuited::TooLong { programme: programme.clone(), hours: 500, most: 400 },
            Unsuited::TooFew { programme: programme.clone(), seats: 7, least: 15 },
            Unsuited::Full { programme: programme.clone() },
            Unsuited::Unworthy { programme },
        ];
        for why in reasons {
            let [zh, en] = Language::ALL.map(|l| unsuited(&why, &demand, &[], l, &reference));
            assert!(!zh.is_ascii() && en.is_ascii() && !en.contains('{'), "{zh} / {en}");
        }
    }

    #[test]
    fn a_class_that_is_tied_to_one_firm_says_so() {
        let mut transfer =
            Transferability { positions: 3, enterprises: 2, share: 0.5, tied: Vec::new(), tied_to: None };
        let said = |transfer: &Transferability| transferability(transfer, Language::En, &reference());
        assert!(said(&transfer).ends_with("asked for by more than one"), "{}", said(&transfer));
        transfer.tied = vec![SkillId::new("cad").unwrap()];
        assert!(said(&transfer).ends_with("asked for by one alone: cad"), "{}", said(&transfer));
        transfer.tied_to = OrganisationId::new("E-1").ok();
        assert!(said(&transfer).ends_with("the class is tied to E-1"), "{}", said(&transfer));
    }
}
