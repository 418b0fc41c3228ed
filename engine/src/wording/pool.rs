//! Pooling in words: what a proposed class is, and why an order fits none.

use super::label::labels;
use super::naming::named;
use super::sentence::{counted, say};
use super::{Label, Language, Naming, requirement};
use crate::map::TiedTo;
use crate::model::{CohortForm, Demand, Programme, ProgrammeId, SkillId, TaughtSkill};
use crate::plan::{CohortProposal, ServedOrder, Transferability, Unsuited};

labels! {
    CohortForm {
        OrderClass: "订单班", "order class";
        ModernApprenticeship: "现代学徒制", "modern apprenticeship";
        NewTypeApprenticeship: "企业新型学徒制", "new-type apprenticeship";
        IndustryCollege: "产业学院", "industry college";
    }
    TiedTo {
        Reader: "本企业", "the reader";
        Another: "其他企业", "another enterprise";
    }
}

/// Says who teaches a proposed class, how many it is for, and from when to when. `college` is its name.
#[must_use]
pub fn proposed_class(proposal: &CohortProposal, college: &str, language: Language) -> String {
    let (l, cohort) = (language, &proposal.cohort);
    let (firms, least, start, ready) = (proposal.enterprises(), cohort.seats_min, cohort.start, cohort.ready);
    let ordered: u32 = proposal.serves.iter().map(|served| u32::from(served.seats)).sum();
    let beyond = proposal.seats() - ordered;
    let (seats, enterprises) = (counted(ordered, "seat", "seats"), counted(firms as u64, "enterprise", "enterprises"));
    let beyond = match beyond {
        0 => String::new(),
        _ => say!(l, "，另为目录岗位留{beyond}席", " and {beyond} for positions of the catalog"),
    };
    say!(
        l,
        "{college} · {firms}家企业合订{ordered}席{beyond}，满{least}人开班 · {start}开班，{ready}可上岗",
        "{college} · {seats} for {enterprises}{beyond}, held from {least} people on · starts {start}, ready {ready}"
    )
}

/// Says what an order takes of a proposed class, and what a graduate is worth to it.
#[must_use]
pub fn served_order(served: &ServedOrder, language: Language) -> String {
    let (l, due, fit, taken) = (language, served.due, served.fit, served.seats);
    let seats = counted(taken, "seat", "seats");
    let fit = match served.without_modules {
        None => say!(l, "匹配度{fit:.1}（不增设则不达标）", "fit {fit:.1}, and none without what is added"),
        Some(without) if fit - without < 0.05 => say!(l, "匹配度{fit:.1}", "fit {fit:.1}"),
        Some(without) => say!(l, "匹配度{without:.1} → {fit:.1}", "fit {without:.1} → {fit:.1}"),
    };
    say!(l, "{taken}席，{due}前到岗，{fit}", "{seats} by {due}, {fit}")
}

/// Says what a proposed class adds to its programme, and how much of it more than one asks for.
#[must_use]
pub fn modules(proposal: &CohortProposal, language: Language, names: &impl Naming) -> String {
    let l = language;
    if proposal.cohort.modules.is_empty() {
        return say!(l, "不增设课程", "nothing is added to the programme");
    }
    let module = |taught: &TaughtSkill| {
        let (skill, level) = (skill(&taught.skill, l, names), taught.level.get());
        match taught.hours {
            Some(hours) => say!(l, "{skill}（{level}级，{hours}学时）", "{skill} to level {level} ({hours} h)"),
            None => say!(l, "{skill}（{level}级）", "{skill} to level {level}"),
        }
    };
    let modules: Vec<String> = proposal.cohort.modules.iter().map(module).collect();
    let (modules, hours, percent) = (modules.join(l.pick("、", ", ")), proposal.hours, proposal.transfer.share * 100.0);
    if proposal.transfer.tied.is_empty() {
        return say!(
            l,
            "增设{modules}，共{hours}学时，没有只为一家企业的内容",
            "adds {modules}: {hours} hours, none of it for one firm alone"
        );
    }
    say!(
        l,
        "增设{modules}，共{hours}学时，其中{percent:.0}%不止一家需要",
        "adds {modules}: {hours} hours, {percent:.0}% of them asked for by more than one"
    )
}

/// Says how far beyond one firm a class leads, and to whom it is tied.
#[must_use]
pub fn transferability(transfer: &Transferability, language: Language, names: &impl Naming) -> String {
    let l = language;
    let Transferability { positions, enterprises, tied, tied_to, .. } = transfer;
    let suited = counted(*positions, "position", "positions");
    let asking = counted(*enterprises, "enterprise", "enterprises");
    let head = say!(
        l,
        "毕业生适配{positions}个岗位、{enterprises}家企业的订单",
        "graduates suit {suited} and orders of {asking}"
    );
    if tied.is_empty() {
        return head;
    }
    let tied = listed(tied, l, names);
    let said = say!(l, "{head}；只有一家需要：{tied}", "{head}; asked for by one alone: {tied}");
    match tied_to {
        Some(firm) => say!(l, "{said}。注意：本班主要服务于{firm}", "{said}. Mind: the class is tied to {firm}"),
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
    let programme = why.programme().map_or("–", |id| taught(id, programmes, l));
    match why {
        Unsuited::Elsewhere {} => say!(l, "用在市外", "it is used outside the city"),
        Unsuited::Category { category } => {
            let category = category.label(l);
            say!(l, "没有为{category}办的班型", "no form of class is held for a {category}")
        }
        Unsuited::TooSoon { earliest } => {
            say!(l, "到岗太早：新班最早{earliest}结业", "due too soon: the first class would be ready on {earliest}")
        }
        Unsuited::Barred { requirement: at } => {
            let asked = demand.requirements.get(*at);
            let asked = asked.map_or_else(|| at.to_string(), |asked| requirement(asked, l, names));
            say!(l, "办班解决不了：{asked}", "no class can give: {asked}")
        }
        Unsuited::Untaught { skills, .. } => {
            let skills = listed(skills, l, names);
            say!(
                l,
                "最接近的是{programme}，但{skills}无专业教到所需水平",
                "{programme} comes nearest, but no programme teaches {skills} far enough"
            )
        }
        Unsuited::TooFar { fit, least, .. } => {
            say!(
                l,
                "最接近的是{programme}，补齐所教技能后匹配度{fit:.1}，不到{least:.0}",
                "{programme} comes nearest, with everything taught at a fit of {fit:.1}, below {least:.0}"
            )
        }
        Unsuited::TooLong { hours, most, .. } => {
            say!(
                l,
                "{programme}需增设{hours}学时，最多可增{most}学时",
                "{programme} would have to add {hours} hours, and has room for {most}"
            )
        }
        Unsuited::TooFew { seats: Some(seats), least, .. } if *seats < u32::from(*least) => {
            let gathered = counted(*seats, "seat", "seats");
            say!(
                l,
                "{programme}合并相近需求仅{seats}席，不足开班的{least}席",
                "{programme} gathers {gathered} with what is similar, fewer than the {least} of a class"
            )
        }
        Unsuited::TooFew { enterprises: Some(enterprises), least_enterprises, .. } => {
            let gathered = counted(*enterprises, "enterprise", "enterprises");
            say!(
                l,
                "{programme}合并相近需求仅{enterprises}家企业，这种班至少要{least_enterprises}家",
                "{programme} gathers orders of {gathered} with what is similar; such a class needs {least_enterprises}"
            )
        }
        Unsuited::TooFew { least, least_enterprises, .. } => say!(
            l,
            "{programme}合并相近需求后仍不够开班（至少{least}席、{least_enterprises}家企业）",
            "{programme} gathers too little with what is similar for a class (at least {least} seats of {least_enterprises} or more enterprises)"
        ),
        Unsuited::Full { .. } => {
            say!(l, "{programme}等专业招生名额已满", "{programme} and others like it have no seats left")
        }
        Unsuited::Unworthy { .. } => {
            say!(
                l,
                "{programme}可开班，但成本高于收益",
                "{programme} could hold a class that costs more than it brings"
            )
        }
    }
}

fn taught<'p>(id: &'p ProgrammeId, programmes: &'p [Programme], language: Language) -> &'p str {
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
        let few = |seats, enterprises| {
            let programme = programme.clone();
            Unsuited::TooFew { programme, seats, least: 15, enterprises, least_enterprises: 4 }
        };
        let reasons = [
            Unsuited::Elsewhere {},
            Unsuited::Category { category: Category::Scientist },
            Unsuited::TooSoon { earliest: today() },
            Unsuited::Barred { requirement: 0 },
            Unsuited::Untaught { programme: programme.clone(), skills },
            Unsuited::TooFar { programme: programme.clone(), fit: 44.04, least: 50.0 },
            Unsuited::TooLong { programme: programme.clone(), hours: 500, most: 400 },
            few(Some(7), Some(2)),
            few(Some(57), Some(2)),
            few(None, None),
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
            Transferability { positions: 3, enterprises: 1, share: 0.5, tied: Vec::new(), tied_to: None };
        let said = |transfer: &Transferability| transferability(transfer, Language::En, &reference());
        assert_eq!(said(&transfer), "graduates suit 3 positions and orders of 1 enterprise");
        transfer.tied = vec![SkillId::new("cad").unwrap()];
        assert!(said(&transfer).ends_with("asked for by one alone: cad"), "{}", said(&transfer));
        transfer.tied_to = OrganisationId::new("E-1").ok();
        assert!(said(&transfer).ends_with("the class is tied to E-1"), "{}", said(&transfer));
    }
}
