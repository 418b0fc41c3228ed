//! A position of the catalog, taken apart into what a life near it needs.

use std::collections::BTreeMap;

use crate::model::{Entry, Hardness, LicenceId, MajorId, Need, NodeId, OccupationCode, SkillGrade};

use super::words::Words;

/// A position of the catalog, ready to be lived in.
#[derive(Debug, Clone)]
pub(super) struct Position {
    pub(super) entry: Entry,
    pub(super) stem: String,
    pub(super) nodes: Vec<usize>,
    pub(super) occupation: Option<OccupationCode>,
    pub(super) occupation_name: Option<String>,
    /// The grade that the position asks for.
    pub(super) grade: Option<SkillGrade>,
    /// Skills that gate or count in full, with the level asked for.
    pub(super) required: Vec<(u32, i32)>,
    pub(super) preferred: Vec<(u32, i32)>,
    /// Skills that people near this work pick up, nearest first.
    pub(super) pool: Vec<u32>,
    pub(super) majors: Vec<MajorId>,
    /// Majors that positions of the same chain ask for.
    pub(super) chain_majors: Vec<MajorId>,
    pub(super) years: i32,
    pub(super) licences: Vec<LicenceId>,
    /// Occupations of the same middle class that no position asks for, as indexes of the town's trades.
    pub(super) trades: Vec<usize>,
}

impl Position {
    /// An entry in numbers; the pool, the chain's majors and the trades are the town's to fill in.
    pub(super) fn of(entry: &Entry, nodes: &BTreeMap<&NodeId, usize>, words: &Words) -> Self {
        let demand = &entry.demand;
        let occupation = demand.occupation.clone();
        let mut position = Position {
            stem: stem(&demand.title.zh).to_owned(),
            nodes: demand.nodes.iter().filter_map(|node| nodes.get(node).copied()).collect(),
            occupation_name: occupation.as_ref().and_then(|code| words.occupations.get(code).cloned()),
            occupation,
            required: Vec::new(),
            preferred: Vec::new(),
            pool: Vec::new(),
            majors: Vec::new(),
            chain_majors: Vec::new(),
            years: 0,
            grade: None,
            licences: Vec::new(),
            trades: Vec::new(),
            entry: entry.clone(),
        };
        for requirement in &demand.requirements {
            let wish = requirement.hardness == Hardness::Preferred;
            match &requirement.need {
                Need::Skill { skill, level, .. } => {
                    let known = skill.as_ref().and_then(|id| words.skill(id.as_str()));
                    let list = if wish { &mut position.preferred } else { &mut position.required };
                    list.extend(known.map(|index| (index, i32::from(level.get()))));
                }
                Need::Major { any_of } => position.majors.clone_from(any_of),
                Need::Grade { at_least } => position.grade = Some(*at_least),
                Need::Experience { years } => position.years = i32::from(*years),
                Need::Licence { licence } => position.licences.push(licence.clone()),
                Need::Education { .. } | Need::Title { .. } => {}
            }
        }
        position
    }
}

/// Words of rank at the end of a position's name, longest first; what stands before them is the work itself.
const RANKS: [&str; 24] = [
    "首席科学家",
    "首席专家",
    "现代学徒",
    "订单班学员",
    "储备工程师",
    "储备技术员",
    "见习技术员",
    "青年技术员",
    "储备人才",
    "高级技师",
    "总工程师",
    "工程师",
    "科学家",
    "研究员",
    "兽医师",
    "农艺师",
    "配方师",
    "训练师",
    "检验员",
    "技术员",
    "技师",
    "专员",
    "运营",
    "师",
];

/// The work in a position's name: 铝型材挤压 of 铝型材挤压工艺工程师; a bracket at the end goes too.
fn stem(title: &str) -> &str {
    let bare = title.split(['(', '(']).next().unwrap_or(title).trim();
    let cut = RANKS.iter().find_map(|rank| bare.strip_suffix(rank)).unwrap_or(bare);
    let cut = cut.strip_suffix("工艺").unwrap_or(cut);
    if cut.chars().count() < 2 { bare } else { cut }
}

/// Trades of the same middle class as a code, as indexes.
pub(super) fn trades_beside(trades: &[(OccupationCode, String)], code: Option<&OccupationCode>) -> Vec<usize> {
    let Some(middle_class) = code.and_then(|code| code.as_str().get(..4)) else { return Vec::new() };
    (0..trades.len()).filter(|&trade| trades[trade].0.as_str().starts_with(middle_class)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_is_told_apart_from_the_rank() {
        for (title, work) in [
            ("铝型材挤压工艺工程师", "铝型材挤压"),
            ("金属挤压高级技师", "金属挤压"),
            ("机电设备维修技师(电工)", "机电设备维修"),
            ("自动化控制(PLC)工程师", "自动化控制"),
            ("评茶师", "评茶"),
            ("数控技术订单班学员", "数控技术"),
        ] {
            assert_eq!(stem(title), work);
        }
    }
}
