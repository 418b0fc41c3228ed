//! Reads the shipped catalog for the tests of this room.
use super::words::{SkillWord, Words};
use crate::model::*;
use std::collections::BTreeMap;

type Row = BTreeMap<String, String>;
fn rows(path: &str) -> Vec<Row> {
    let path = format!("{}/../catalogs/{path}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|r| head.iter().map(str::to_owned).zip(r.unwrap().iter().map(str::to_owned)).collect())
        .collect()
}
fn list(cell: &str) -> Vec<String> {
    cell.split(';').filter(|s| !s.is_empty()).map(str::to_owned).collect()
}
fn ids<T: TryFrom<String, Error = Invalid>>(cell: &str) -> Vec<T> {
    list(cell).into_iter().map(|s| T::try_from(s).unwrap()).collect()
}
fn name(row: &Row) -> Bilingual {
    Bilingual::new(row["zh"].clone(), row["en"].clone()).unwrap()
}
fn word<T: serde::de::DeserializeOwned>(s: &str) -> T {
    serde_json::from_str(&format!("\"{s}\"")).unwrap()
}

pub(super) fn words() -> Words {
    let mut words = Words::default();
    for row in rows("vocabulary/skills.csv") {
        let mut forms = list(&row["aliases"]);
        forms.push(row["en"].clone());
        words.skills.push(SkillWord {
            id: SkillId::new(row["id"].clone()).unwrap(),
            zh: row["zh"].clone(),
            forms,
            near: vec![],
        });
    }
    words.skill_index = words.skills.iter().enumerate().map(|(i, s)| (s.id.clone(), i as u32)).collect();
    for row in rows("vocabulary/skill_relations.csv") {
        let (a, b) = (words.skill(&row["from"]).unwrap(), words.skill(&row["to"]).unwrap());
        words.skills[a as usize].near.push(b);
        words.skills[b as usize].near.push(a);
    }
    for row in rows("vocabulary/occupations.csv") {
        words.occupations.insert(OccupationCode::new(row["code"].clone()).unwrap(), row["zh"].clone());
    }
    words.regions =
        rows("vocabulary/regions.csv").iter().map(|r| RegionCode::new(r["code"].clone()).unwrap()).collect();
    words
}

fn requirements(row: &Row) -> Vec<Requirement> {
    let mut all = Vec::new();
    let mut add = |need, hardness, basis: Option<&str>| {
        all.push(Requirement::new(need, hardness, basis.map(str::to_owned)).unwrap());
    };
    for (column, hardness) in [("skills_required", Hardness::Must), ("skills_preferred", Hardness::Preferred)] {
        for pair in list(&row[column]) {
            let (id, level) = pair.split_once(':').unwrap();
            let level = SkillLevel::try_from(level.parse::<u8>().unwrap()).unwrap();
            add(Need::Skill { skill: Some(SkillId::new(id).unwrap()), text: None, level }, hardness, None);
        }
    }
    if !row["education"].is_empty() {
        add(
            Need::Education { at_least: EducationCode::new(row["education"].clone()).unwrap() },
            Hardness::Preferred,
            None,
        );
    }
    if !row["majors"].is_empty() {
        add(Need::Major { any_of: ids(&row["majors"]) }, Hardness::Preferred, None);
    }
    if let Ok(years) = row["experience_years"].parse() {
        add(Need::Experience { years }, Hardness::Preferred, None);
    }
    for licence in list(&row["licences_legal"]) {
        add(Need::Licence { licence: LicenceId::new(licence).unwrap() }, Hardness::Legal, Some("law"));
    }
    all
}

pub(super) fn edition() -> Edition {
    let dir = "editions/qingyuan-2026";
    Edition {
        id: EditionId::new("qingyuan-2026").unwrap(),
        title: Bilingual::new("x", "x").unwrap(),
        region: RegionCode::new("441800").unwrap(),
        as_of: Date::new(2026, 11, 20).unwrap(),
        status: EditionStatus::Published,
        illustrative: true,
        note: None,
        chains: rows(&format!("{dir}/chains.csv"))
            .iter()
            .map(|r| Chain {
                id: ChainId::new(r["id"].clone()).unwrap(),
                name: name(r),
                regions: ids(&r["regions"]),
                parks: ids(&r["parks"]),
                evidence: None,
            })
            .collect(),
        nodes: rows(&format!("{dir}/nodes.csv"))
            .iter()
            .map(|r| Node {
                id: NodeId::new(r["id"].clone()).unwrap(),
                chain: ChainId::new(r["chain"].clone()).unwrap(),
                segment: word(&r["segment"]),
                name: name(r),
                industries: ids(&r["industries"]),
                status: word(&r["status"]),
                regions: ids(&r["regions"]),
                parks: ids(&r["parks"]),
            })
            .collect(),
        links: rows(&format!("{dir}/links.csv"))
            .iter()
            .map(|r| Link {
                from: NodeId::new(r["from"].clone()).unwrap(),
                to: NodeId::new(r["to"].clone()).unwrap(),
                what: Bilingual::new("x", "x").unwrap(),
            })
            .collect(),
        parks: rows(&format!("{dir}/parks.csv"))
            .iter()
            .map(|r| Park {
                id: ParkId::new(r["id"].clone()).unwrap(),
                name: name(r),
                region: RegionCode::new(r["region"].clone()).unwrap(),
            })
            .collect(),
        colleges: rows(&format!("{dir}/colleges.csv"))
            .iter()
            .map(|r| College { id: CollegeId::new(r["id"].clone()).unwrap(), name: name(r), in_city: true })
            .collect(),
        entries: rows(&format!("{dir}/entries.csv"))
            .iter()
            .map(|r| Entry {
                id: EntryId::new(r["id"].clone()).unwrap(),
                demand: Demand {
                    title: name(r),
                    category: word(&r["category"]),
                    nodes: ids(&r["nodes"]),
                    occupation: ids(&r["occupation"]).pop(),
                    requirements: requirements(r),
                    pay: Pay::new(r["pay_min"].parse().unwrap(), r["pay_max"].parse().unwrap(), PayBasis::Base).ok(),
                    modes: list(&r["modes"]).iter().map(|m| word(m)).collect(),
                    regions: ids(&r["regions"]),
                    due: None,
                },
                duties: Some(Bilingual::new(r["duties_zh"].clone(), r["duties_en"].clone()).unwrap()),
                headcount: r["headcount"].parse().unwrap(),
                shortage_stars: None,
                shortage_types: vec![],
                weakest_stage: None,
                supply_mechanism: None,
                illustrative: true,
            })
            .collect(),
    }
}
