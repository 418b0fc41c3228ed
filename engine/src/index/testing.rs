//! A small edition known to the tests of this room.

use crate::model::{
    Bilingual, Category, Chain, ChainId, Date, Demand, Edition, EditionId, EditionStatus, EngagementMode, Entry,
    EntryId, Hardness, Need, Node, NodeId, NodeStatus, RegionCode, Requirement, Segment, ShortageStars, SkillId,
    SkillLevel,
};

fn entry(id: &str, zh: &str, en: &str, category: Category, skill: &str, stars: u8) -> Entry {
    let need =
        Need::Skill { skill: Some(SkillId::new(skill).unwrap()), text: None, level: SkillLevel::try_from(3).unwrap() };
    Entry {
        id: EntryId::new(id).unwrap(),
        demand: Demand {
            title: Bilingual::new(zh, en).unwrap(),
            category,
            nodes: vec![NodeId::new("M1").unwrap()],
            occupation: None,
            requirements: vec![Requirement::new(need, Hardness::Must, None).unwrap()],
            pay: None,
            modes: vec![EngagementMode::FullTime],
            regions: Vec::new(),
            due: None,
        },
        duties: None,
        headcount: 1,
        shortage_stars: ShortageStars::try_from(stars).ok(),
        shortage_types: Vec::new(),
        weakest_stage: None,
        supply_mechanism: None,
        illustrative: true,
    }
}

pub(crate) fn edition() -> Edition {
    let region = RegionCode::new("441800").unwrap();
    let chain = ChainId::new("MAC").unwrap();
    Edition {
        id: EditionId::new("test").unwrap(),
        title: Bilingual::new("试", "test").unwrap(),
        region,
        as_of: Date::new(2026, 11, 20).unwrap(),
        status: EditionStatus::Published,
        illustrative: true,
        note: None,
        chains: vec![Chain {
            id: chain.clone(),
            name: Bilingual::new("装备", "Machinery").unwrap(),
            regions: Vec::new(),
            parks: Vec::new(),
            evidence: None,
        }],
        nodes: vec![Node {
            id: NodeId::new("M1").unwrap(),
            chain,
            segment: Segment::Midstream,
            name: Bilingual::new("零部件", "Parts").unwrap(),
            industries: Vec::new(),
            status: NodeStatus::Weak,
            regions: Vec::new(),
            parks: Vec::new(),
        }],
        links: Vec::new(),
        parks: Vec::new(),
        colleges: Vec::new(),
        entries: vec![
            entry("P1", "多工序数控机床操作调整工", "CNC machinist", Category::MasterTechnician, "cnc", 5),
            entry("P2", "模具工程师", "Mould engineer", Category::Engineer, "mould", 5),
            entry("P3", "铸造工程师", "Foundry engineer", Category::Engineer, "none", 3),
        ],
    }
}
