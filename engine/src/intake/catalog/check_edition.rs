//! Checks of an edition that no single row can show: references to nothing, links that lead nowhere or in circles,
//! positions that ask for what no table has.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::ReadEdition;
use super::reader::Placed;
use super::vocabulary::duplicates;
use super::{Problem, ProblemCode, Severity};
use crate::model::{Demand, Need, NodeId, RegionCode};
use crate::vocabulary::Vocabulary;

const UNKNOWN_ID: (Severity, ProblemCode) = (Severity::Error, ProblemCode::UnknownId);
const UNKNOWN_CODE: (Severity, ProblemCode) = (Severity::Warning, ProblemCode::UnknownCode);

pub(super) fn check(read: &ReadEdition, vocabulary: &Vocabulary, problems: &mut Vec<Problem>) {
    duplicates(&read.chains, "id", |c| c.id.to_string(), problems);
    duplicates(&read.nodes, "id", |n| n.id.to_string(), problems);
    duplicates(&read.links, "to", |l| format!("{} {}", l.from, l.to), problems);
    duplicates(&read.parks, "id", |p| p.id.to_string(), problems);
    duplicates(&read.colleges, "id", |c| c.id.to_string(), problems);
    duplicates(&read.entries, "id", |e| e.id.to_string(), problems);
    head(read, vocabulary, problems);
    chains_and_parks(read, vocabulary, problems);
    nodes(read, vocabulary, problems);
    links(read, problems);
    entries(read, vocabulary, problems);
}

fn head(read: &ReadEdition, vocabulary: &Vocabulary, problems: &mut Vec<Problem>) {
    let edition = &read.edition;
    if vocabulary.region(edition.region.as_str()).is_none() {
        problems.push(Problem::new(UNKNOWN_ID, (&read.file, 0), "region", &edition.region, "a code of regions.csv"));
    }
    let folder = read.file.rsplit('/').nth(1).unwrap_or_default();
    if folder != edition.id.as_str() {
        let kind = (Severity::Error, ProblemCode::Mismatch);
        problems.push(Problem::new(kind, (&read.file, 0), "id", &edition.id, format!("the folder's name, {folder:?}")));
    }
}

/// Complains of ids that are not in a set.
fn unknown<T, I: ToString>(
    placed: &Placed<T>,
    field: &str,
    ids: impl IntoIterator<Item = I>,
    known: impl Fn(&I) -> bool,
    table: &str,
    problems: &mut Vec<Problem>,
) {
    for id in ids.into_iter().filter(|id| !known(id)) {
        problems.push(placed.problem(UNKNOWN_ID, field, id, format!("an id of {table}")));
    }
}

fn chains_and_parks(read: &ReadEdition, vocabulary: &Vocabulary, problems: &mut Vec<Problem>) {
    let region = |code: &&RegionCode| vocabulary.region(code.as_str()).is_some();
    let parks: BTreeSet<_> = read.parks.iter().map(|park| &park.record.id).collect();
    let used: BTreeSet<_> = read.nodes.iter().map(|node| &node.record.chain).collect();
    for placed in &read.chains {
        unknown(placed, "regions", &placed.record.regions, region, "regions.csv", problems);
        unknown(placed, "parks", &placed.record.parks, |park| parks.contains(park), "parks.csv", problems);
        if !used.contains(&placed.record.id) {
            let kind = (Severity::Warning, ProblemCode::Isolated);
            problems.push(placed.problem(kind, "id", &placed.record.id, "a chain with nodes"));
        }
    }
    for placed in &read.parks {
        unknown(placed, "region", [&placed.record.region], region, "regions.csv", problems);
    }
}

fn nodes(read: &ReadEdition, vocabulary: &Vocabulary, problems: &mut Vec<Problem>) {
    let chains: BTreeSet<_> = read.chains.iter().map(|chain| &chain.record.id).collect();
    let parks: BTreeSet<_> = read.parks.iter().map(|park| &park.record.id).collect();
    let region = |code: &&RegionCode| vocabulary.region(code.as_str()).is_some();
    for placed in &read.nodes {
        let node = &placed.record;
        unknown(placed, "chain", [&node.chain], |chain| chains.contains(chain), "chains.csv", problems);
        unknown(placed, "regions", &node.regions, region, "regions.csv", problems);
        unknown(placed, "parks", &node.parks, |park| parks.contains(park), "parks.csv", problems);
        for code in &node.industries {
            if vocabulary.industry(code.as_str()).is_none() {
                problems.push(placed.problem(UNKNOWN_CODE, "industries", code, "a code of industries.csv"));
            }
        }
        if node.industries.is_empty() {
            let kind = (Severity::Warning, ProblemCode::Missing);
            problems.push(placed.problem(kind, "industries", "", "at least one code of GB/T 4754-2017"));
        }
    }
}

fn links(read: &ReadEdition, problems: &mut Vec<Problem>) {
    let known: BTreeSet<&NodeId> = read.nodes.iter().map(|node| &node.record.id).collect();
    let pairs: BTreeSet<(&NodeId, &NodeId)> = read.links.iter().map(|l| (&l.record.from, &l.record.to)).collect();
    for placed in &read.links {
        let link = &placed.record;
        unknown(placed, "from", [&link.from], |node| known.contains(node), "nodes.csv", problems);
        unknown(placed, "to", [&link.to], |node| known.contains(node), "nodes.csv", problems);
        if link.from == link.to {
            let kind = (Severity::Error, ProblemCode::Cycle);
            problems.push(placed.problem(kind, "to", &link.to, "another node"));
        } else if link.from < link.to && pairs.contains(&(&link.to, &link.from)) {
            let kind = (Severity::Warning, ProblemCode::Cycle);
            let value = format!("{} ⇄ {}", link.from, link.to);
            problems.push(placed.problem(kind, "to", value, "one direction, unless each does feed the other"));
        }
    }
    let joined: BTreeSet<&NodeId> = pairs.iter().flat_map(|(from, to)| [*from, *to]).collect();
    for placed in read.nodes.iter().filter(|node| !joined.contains(&node.record.id)) {
        let kind = (Severity::Warning, ProblemCode::Isolated);
        problems.push(placed.problem(kind, "id", &placed.record.id, "a node with at least one link"));
    }
}

fn entries(read: &ReadEdition, vocabulary: &Vocabulary, problems: &mut Vec<Problem>) {
    let nodes: BTreeMap<&NodeId, u64> = read.nodes.iter().map(|node| (&node.record.id, node.line)).collect();
    let region = |code: &&RegionCode| vocabulary.region(code.as_str()).is_some();
    for placed in &read.entries {
        let demand = &placed.record.demand;
        unknown(placed, "nodes", &demand.nodes, |node| nodes.contains_key(node), "nodes.csv", problems);
        unknown(placed, "regions", &demand.regions, region, "regions.csv", problems);
        if demand.nodes.is_empty() {
            let kind = (Severity::Error, ProblemCode::Missing);
            problems.push(placed.problem(kind, "nodes", "", "at least one id of nodes.csv"));
        }
        if let Some(code) = demand.occupation.as_ref().filter(|code| vocabulary.occupation(code.as_str()).is_none()) {
            problems.push(placed.problem(UNKNOWN_CODE, "occupation", code, "a code of occupations.csv"));
        }
        needs(placed, demand, vocabulary, problems);
    }
    let covered: BTreeSet<&NodeId> = read.entries.iter().flat_map(|entry| &entry.record.demand.nodes).collect();
    let open = nodes.keys().filter(|node| !covered.contains(*node)).count();
    if open > 0 {
        let file = read.entries.first().map_or(read.file.as_str(), |entry| entry.file.as_str());
        let value = format!("{open} / {}", nodes.len());
        let kind = (Severity::Info, ProblemCode::Isolated);
        problems.push(Problem::new(kind, (file, 0), "nodes", value, "a gap of the catalog, or a wish to leave it out"));
    }
}

fn needs<T>(placed: &Placed<T>, demand: &Demand, vocabulary: &Vocabulary, problems: &mut Vec<Problem>) {
    let mut skills = BTreeSet::new();
    for requirement in &demand.requirements {
        match &requirement.need {
            Need::Skill { skill: Some(id), .. } => {
                unknown(placed, "skills", [id], |id| vocabulary.skill(id.as_str()).is_some(), "skills.csv", problems);
                if !skills.insert(id) {
                    let kind = (Severity::Error, ProblemCode::Duplicate);
                    problems.push(placed.problem(kind, "skills", id, "each skill once"));
                }
            }
            Need::Major { any_of } => {
                unknown(placed, "majors", any_of, |id| vocabulary.major(id.as_str()).is_some(), "majors.csv", problems);
            }
            Need::Education { at_least } => {
                let known = |code: &&crate::model::EducationCode| vocabulary.education_rank(code.as_str()).is_some();
                unknown(placed, "education", [at_least], known, "education_levels.csv", problems);
            }
            Need::Licence { licence } => {
                let known = |id: &&crate::model::LicenceId| vocabulary.licence(id.as_str()).is_some();
                unknown(placed, "licences_legal", [licence], known, "licences.csv", problems);
            }
            Need::Skill { skill: None, .. } | Need::Title { .. } | Need::Grade { .. } | Need::Experience { .. } => {}
        }
    }
}
