//! A small world for tests: nine skills, two chains, a few codes, and the shipped method.

use super::{Brief, Dictionary, Facts, FactsBuf, Fit};
use crate::method::Method;
use crate::model::{
    Achievement, AchievementKind, AchievementReach, Bilingual, Category, Chain, ChainId, Date, Demand, Edition,
    EditionId, EditionStatus, EducationCode, EngagementMode, Hardness, HeldGrade, HeldLicence, HeldSkill, HeldTitle,
    IndustryCode, LicenceId, Link, MajorId, Month, Need, Node, NodeId, NodeStatus, OccupationCode, Post, Profile,
    RegionCode, Requirement, Schooling, Segment, SkillGrade, SkillId, SkillLevel, SkillSource, TalentId, TitleLevel,
};
use crate::reference::Reference;
use crate::vocabulary::{
    EducationLevel, Equivalence, EquivalenceTarget, Major, MajorLevel, Region, SkillConcept, SkillRelation, Vocabulary,
    VocabularyParts,
};

pub(crate) const SHIPPED_METHOD: &str = include_str!("../../../catalogs/methods/method-2026.toml");

pub(crate) const SKILLS: [&str; 9] = ["melt", "plc", "siemens", "hmi", "weld", "spc", "lathe", "cad", "tea"];
pub(crate) const NODES: [&str; 7] = ["A-U1", "A-U2", "A-M1", "A-D1", "A-D2", "B-M1", "B-D1"];
pub(crate) const OCCUPATIONS: [&str; 6] =
    ["2-02-07-06", "2-02-07-13", "2-02-38-05", "2-03-06-01", "6-18-04-01", "2144"];
pub(crate) const REGIONS: [&str; 6] = ["441802", "441881", "440114", "440300", "430100", "441800"];
pub(crate) const EDUCATIONS: [&str; 6] = ["11", "14", "21", "31", "47", "22"];
pub(crate) const MAJORS: [&str; 5] = ["b080202", "b080213", "b080601", "b090101", "v460301"];
pub(crate) const LICENCES: [&str; 2] = ["lift", "electrician"];

fn names(text: &str) -> Bilingual {
    Bilingual::new(text, text).unwrap()
}

pub(crate) fn today() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

pub(crate) fn month(year: i32, month: i32) -> Month {
    Month::new(year, month).unwrap()
}

/// plc ⊃ siemens, plc – hmi .5, melt – weld .3; a narrower skill stands in for the wider by .6, the wider by .4.
fn vocabulary() -> Vocabulary {
    let skill = |id: &&str| SkillConcept {
        id: SkillId::new(*id).unwrap(),
        zh: None,
        en: (*id).to_owned(),
        aliases: Vec::new(),
        broader: if *id == "siemens" { vec![SkillId::new("plc").unwrap()] } else { Vec::new() },
    };
    let related = |from: &str, to: &str, strength| SkillRelation {
        from: SkillId::new(from).unwrap(),
        to: SkillId::new(to).unwrap(),
        strength,
    };
    let education = |(code, rank, conferred): (&str, u8, bool)| EducationLevel {
        code: EducationCode::new(code).unwrap(),
        rank,
        conferred,
        name: names(code),
        aliases: Vec::new(),
    };
    let major = |(id, level, code): (&str, MajorLevel, &str)| Major {
        id: MajorId::new(id).unwrap(),
        level,
        code: code.to_owned(),
        edition: "1".to_owned(),
        name: names(id),
        verified: true,
        aliases: Vec::new(),
    };
    let region = |(code, neighbours): (&str, &[&str])| Region {
        code: RegionCode::new(code).unwrap(),
        parent: None,
        name: names(code),
        neighbours: neighbours.iter().map(|n| RegionCode::new(*n).unwrap()).collect(),
        aliases: Vec::new(),
    };
    let equal = |target| Equivalence { id: "x".to_owned(), target, basis: names("x") };
    let grade = |grade: u8| SkillGrade::try_from(grade).unwrap();
    let code = |code: &str| EducationCode::new(code).unwrap();
    let place = |code: &str| RegionCode::new(code).unwrap();
    use MajorLevel::{Undergraduate as U, VocationalCollege as V};
    Vocabulary::new(VocabularyParts {
        skills: SKILLS.iter().map(skill).collect(),
        related: vec![related("plc", "hmi", 0.5), related("melt", "weld", 0.3)],
        educations: [
            ("11", 6, true),
            ("14", 5, true),
            ("21", 4, true),
            ("31", 3, true),
            ("47", 2, true),
            ("22", 3, false),
        ]
        .map(education)
        .into(),
        majors: [("b080202", U, "080202"), ("b080213", U, "080213T"), ("b080601", U, "080601")]
            .into_iter()
            .chain([("b090101", U, "090101"), ("v460301", V, "460301")])
            .map(major)
            .collect(),
        regions: [("441800", &["440100"][..]), ("440100", &[]), ("441802", &[]), ("440114", &[]), ("440300", &[])]
            .map(region)
            .into(),
        equivalences: vec![
            equal(EquivalenceTarget::GradeAsEducation { grade: grade(3), education: code("31") }),
            equal(EquivalenceTarget::GradeAsEducation { grade: grade(4), education: code("21") }),
            equal(EquivalenceTarget::GradeAsTitle { grade: grade(3), title: TitleLevel::Assistant, years: 2 }),
            equal(EquivalenceTarget::GradeAsTitle { grade: grade(4), title: TitleLevel::Intermediate, years: 3 }),
            equal(EquivalenceTarget::Recognition { awarded_in: place("440100"), holds_in: place("441800") }),
        ],
        ..VocabularyParts::default()
    })
}

/// A-U1 → A-U2 → A-M1 → A-D1, A-M1 → B-M1 → B-D1; A-D2 stands alone; A-U1 and B-D1 share an industry division.
pub(crate) fn edition() -> Edition {
    let node = |id: &&str| Node {
        id: NodeId::new(*id).unwrap(),
        chain: ChainId::new(&id[..1]).unwrap(),
        segment: match &id[2..3] {
            "U" => Segment::Upstream,
            "M" => Segment::Midstream,
            _ => Segment::Downstream,
        },
        name: names(id),
        industries: match *id {
            "A-U1" => vec![IndustryCode::new("3211").unwrap()],
            "B-D1" => vec![IndustryCode::new("3251").unwrap()],
            _ => Vec::new(),
        },
        status: NodeStatus::Strong,
        regions: Vec::new(),
        parks: Vec::new(),
    };
    let link = |(from, to): (&str, &str)| Link {
        from: NodeId::new(from).unwrap(),
        to: NodeId::new(to).unwrap(),
        what: names("x"),
    };
    let chain = |id: &str| Chain {
        id: ChainId::new(id).unwrap(),
        name: names(id),
        regions: Vec::new(),
        parks: Vec::new(),
        evidence: None,
    };
    let links = [("A-U1", "A-U2"), ("A-U2", "A-M1"), ("A-M1", "A-D1"), ("A-M1", "B-M1"), ("B-M1", "B-D1")];
    Edition {
        id: EditionId::new("trial").unwrap(),
        title: names("trial"),
        region: RegionCode::new("441800").unwrap(),
        as_of: today(),
        status: EditionStatus::Published,
        illustrative: true,
        note: None,
        chains: ["A", "B"].map(chain).into(),
        nodes: NODES.iter().map(node).collect(),
        links: links.map(link).into(),
        parks: Vec::new(),
        colleges: Vec::new(),
        entries: Vec::new(),
    }
}

pub(crate) fn reference() -> Reference {
    Reference::new(vocabulary(), edition(), Method::parse(SHIPPED_METHOD).unwrap())
}

pub(crate) fn skill(name: &str, level: u8) -> Need {
    let level = SkillLevel::try_from(level).unwrap();
    match name.strip_prefix('~') {
        Some(text) => Need::Skill { skill: None, text: Some(text.to_owned()), level },
        None => Need::Skill { skill: Some(SkillId::new(name).unwrap()), text: None, level },
    }
}

pub(crate) fn legal(need: Need) -> Requirement {
    Requirement::new(need, Hardness::Legal, Some("law".to_owned())).unwrap()
}

pub(crate) fn must(need: Need) -> Requirement {
    Requirement::new(need, Hardness::Must, None).unwrap()
}

pub(crate) fn wish(need: Need) -> Requirement {
    Requirement::new(need, Hardness::Preferred, None).unwrap()
}

pub(crate) fn education(code: &str) -> Need {
    Need::Education { at_least: EducationCode::new(code).unwrap() }
}

pub(crate) fn licence(id: &str) -> Need {
    Need::Licence { licence: LicenceId::new(id).unwrap() }
}

pub(crate) fn grade(grade: u8) -> Need {
    Need::Grade { at_least: SkillGrade::try_from(grade).unwrap() }
}

pub(crate) fn demand(category: Category, requirements: Vec<Requirement>) -> Demand {
    Demand {
        title: Bilingual::new("模具设计工程师", "Mould design engineer").unwrap(),
        category,
        nodes: vec![NodeId::new("A-M1").unwrap()],
        occupation: Some(OccupationCode::new("2-02-07-06").unwrap()),
        requirements,
        pay: None,
        modes: vec![EngagementMode::FullTime],
        regions: vec![RegionCode::new("441802").unwrap()],
        due: None,
    }
}

pub(crate) fn nobody() -> Profile {
    Profile::empty(TalentId::new("t").unwrap())
}

pub(crate) fn holds(name: &str, level: u8) -> HeldSkill {
    let (skill, text) = match name.strip_prefix('~') {
        Some(text) => (None, Some(text.to_owned())),
        None => (Some(SkillId::new(name).unwrap()), None),
    };
    HeldSkill { skill, text, level: SkillLevel::try_from(level).ok(), source: SkillSource::Declared }
}

pub(crate) fn post(title: &str, occupation: &str, node: &str, start: Option<Month>, end: Option<Month>) -> Post {
    Post {
        title: title.to_owned(),
        occupation: OccupationCode::new(occupation).ok(),
        node: NodeId::new(node).ok(),
        employer: None,
        region: None,
        start,
        end,
    }
}

pub(crate) fn course(level: &str, major: &str, graduation: Option<Month>) -> Schooling {
    Schooling {
        level: EducationCode::new(level).ok(),
        major: MajorId::new(major).ok(),
        major_text: None,
        school: None,
        start: None,
        graduation,
    }
}

pub(crate) fn title(level: TitleLevel, awarded_in: &str) -> HeldTitle {
    HeldTitle { level, name: None, awarded_in: RegionCode::new(awarded_in).ok() }
}

pub(crate) fn held_grade(grade: u8, occupation: &str, awarded: Option<Month>) -> HeldGrade {
    HeldGrade { grade: SkillGrade::try_from(grade).unwrap(), occupation: OccupationCode::new(occupation).ok(), awarded }
}

pub(crate) fn held_licence(id: &str, valid_until: Option<Date>) -> HeldLicence {
    HeldLicence { licence: LicenceId::new(id).unwrap(), valid_until }
}

pub(crate) fn achieved(kind: AchievementKind, reach: AchievementReach, count: u16) -> Achievement {
    Achievement { kind, reach, count, year: None, note: None }
}

/// The fit, after checking that the untold score is the same to the bit.
pub(crate) fn fit(demand: &Demand, profile: &Profile) -> Fit {
    with_brief(demand, profile, |brief, facts, dictionary| {
        let fit = brief.explain(facts, dictionary);
        assert_eq!(fit.score.to_bits(), brief.score(facts, dictionary).to_bits());
        fit
    })
}

pub(crate) fn with_brief<T>(
    demand: &Demand,
    profile: &Profile,
    judge: impl FnOnce(&Brief, &Facts, &Dictionary) -> T,
) -> T {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(profile, &mut dictionary);
    let brief = Brief::new(demand, &reference(), &dictionary, today());
    judge(&brief, &facts.view(), &dictionary)
}

/// The value of one criterion before the floor, and whether it is known.
pub(crate) fn judged(fit: &Fit, criterion: crate::model::Criterion) -> Option<f64> {
    let part = &fit.parts[criterion as usize];
    let floor = part
        .evidence
        .iter()
        .find_map(|evidence| if let super::Evidence::Floor { judged } = evidence { Some(*judged) } else { None });
    part.known.then(|| floor.unwrap_or(part.value))
}
