//! Checks of the vocabulary that no single row can show: ids given twice, names that mean two things, references to
//! nothing, circles, codes of another edition.

use std::collections::{BTreeMap, BTreeSet};

use super::reader::Placed;
use super::vocabulary::{CHINESE_OCCUPATIONS, PlacedParts, Relation, duplicates};
use super::{Problem, ProblemCode, Severity};
use crate::model::{RegionCode, SkillId};
use crate::text::normalise;
use crate::vocabulary::{Concept, EquivalenceTarget, MajorLevel};

const UNKNOWN_ID: (Severity, ProblemCode) = (Severity::Error, ProblemCode::UnknownId);
const NOT_ALLOWED: (Severity, ProblemCode) = (Severity::Error, ProblemCode::NotAllowed);

/// The edition of the Chinese occupation dictionary in force.
const OCCUPATION_EDITION: &str = "2022";
/// The edition of the vocabulary's industry standard in force.
const INDUSTRY_EDITION: &str = "2017";
/// The edition of the catalogue of vocational majors in force.
const VOCATIONAL_EDITION: &str = "vocational-2021";

pub(super) fn check(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    ids(parts, problems);
    forms(&parts.skills, problems);
    forms(&parts.occupations, problems);
    forms(&parts.grades, problems);
    forms(&parts.educations, problems);
    forms(&parts.licences, problems);
    forms(&parts.regions, problems);
    relations(parts, problems);
    occupations(parts, problems);
    majors(parts, problems);
    grades(parts, problems);
    regions(parts, problems);
    equivalences(parts, problems);
    industries(parts, problems);
}

fn ids(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    duplicates(&parts.skills, "id", |s| s.id.to_string(), problems);
    duplicates(&parts.occupations, "code", |o| o.code.to_string(), problems);
    duplicates(&parts.majors, "id", |m| m.id.to_string(), problems);
    duplicates(&parts.educations, "code", |e| e.code.to_string(), problems);
    duplicates(&parts.titles, "code", |t| t.code.clone(), problems);
    duplicates(&parts.grades, "code", |g| g.printed.clone(), problems);
    duplicates(&parts.grades, "ordinal", |g| g.grade.get().to_string(), problems);
    duplicates(&parts.equivalences, "id", |e| e.id.clone(), problems);
    duplicates(&parts.licences, "id", |l| l.id.to_string(), problems);
    duplicates(&parts.regions, "code", |r| r.code.to_string(), problems);
    duplicates(&parts.industries, "code", |i| i.code.to_string(), problems);
}

/// A way to say it that two concepts of a kind share would be linked to one of them by chance.
fn forms<T: Concept>(records: &[Placed<T>], problems: &mut Vec<Problem>) {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for placed in records {
        let concept = &placed.record;
        for form in std::iter::once(concept.id()).chain(concept.forms()) {
            let owner = *owners.entry(normalise(form)).or_insert_with(|| concept.id());
            if owner != concept.id() {
                let kind = (Severity::Error, ProblemCode::AmbiguousAlias);
                problems.push(placed.problem(kind, "aliases", form, format!("a form of its own; {owner:?} has it")));
            }
        }
    }
}

fn relations(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    let known: BTreeSet<&SkillId> = parts.skills.iter().map(|skill| &skill.record.id).collect();
    let mut wider: BTreeMap<&SkillId, Vec<&SkillId>> = BTreeMap::new();
    let mut pairs: BTreeSet<(&SkillId, &SkillId)> = BTreeSet::new();
    for placed in &parts.relations {
        let (from, to) = match &placed.record {
            Relation::Broader(from, to) => {
                wider.entry(from).or_default().push(to);
                (from, to)
            }
            Relation::Related(pair) => (&pair.from, &pair.to),
        };
        for (field, id) in [("from", from), ("to", to)] {
            if !known.contains(id) {
                problems.push(placed.problem(UNKNOWN_ID, field, id, "an id of skills.csv"));
            }
        }
        if from == to {
            problems.push(placed.problem(NOT_ALLOWED, "to", to, "another skill"));
        }
        if !pairs.insert((from.min(to), from.max(to))) {
            let kind = (Severity::Error, ProblemCode::Duplicate);
            problems.push(placed.problem(kind, "to", format!("{from} {to}"), "one relation for two skills"));
        }
    }
    for placed in &parts.relations {
        if let Relation::Broader(from, to) = &placed.record
            && reaches(to, from, &wider)
        {
            let kind = (Severity::Error, ProblemCode::Cycle);
            problems.push(placed.problem(
                kind,
                "to",
                to,
                format!("a skill that {from:?} does not contain", from = from.as_str()),
            ));
        }
    }
}

/// Whether `goal` contains `start`, over any number of steps.
fn reaches<'a>(start: &'a SkillId, goal: &SkillId, wider: &BTreeMap<&'a SkillId, Vec<&'a SkillId>>) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(skill) = open.pop() {
        if skill == goal {
            return true;
        }
        if seen.insert(skill) {
            open.extend(wider.get(skill).into_iter().flatten());
        }
    }
    false
}

fn occupations(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    for placed in &parts.occupations {
        let occupation = &placed.record;
        if occupation.system == CHINESE_OCCUPATIONS && occupation.edition != OCCUPATION_EDITION {
            let kind = (Severity::Info, ProblemCode::OldEdition);
            problems.push(placed.problem(kind, "edition", &occupation.edition, OCCUPATION_EDITION));
        }
    }
}

fn majors(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    for placed in &parts.majors {
        let major = &placed.record;
        let field = major.digits().get(..2).and_then(|digits| digits.parse::<u8>().ok()).unwrap_or(0);
        let (allowed, vocational) = match major.level {
            MajorLevel::Postgraduate => (1..=14, false),
            MajorLevel::Undergraduate => (1..=39, false),
            MajorLevel::VocationalCollege => (41..=59, true),
            MajorLevel::VocationalSecondary => (61..=79, true),
        };
        let current = !vocational || major.edition == VOCATIONAL_EDITION;
        if current && !allowed.contains(&field) {
            let allowed =
                format!("a code that begins with {:02} to {:02} at this level", allowed.start(), allowed.end());
            problems.push(placed.problem(NOT_ALLOWED, "code", &major.code, allowed));
        }
        if !current {
            let kind = (Severity::Info, ProblemCode::OldEdition);
            problems.push(placed.problem(kind, "edition", &major.edition, VOCATIONAL_EDITION));
        }
    }
    let open = parts.majors.iter().filter(|major| !major.record.verified).count();
    if let (Some(first), true) = (parts.majors.first(), open > 0) {
        let kind = (Severity::Info, ProblemCode::Unverified);
        let value = format!("{open} / {}", parts.majors.len());
        let mut problem = first.problem(kind, "code_verified", value, "true, once checked against the catalogue");
        problem.line = 0;
        problems.push(problem);
    }
}

/// Printed codes and ordinals belong together; the order of the printed codes misleads.
fn grades(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    const PRINTED: [&str; 8] = ["A", "5", "4", "3", "2", "1", "T", "C"];
    for placed in &parts.grades {
        let grade = &placed.record;
        let right = PRINTED.get(usize::from(grade.grade.get()));
        if right != Some(&grade.printed.as_str()) {
            let allowed = format!("{} for ordinal {}", right.copied().unwrap_or_default(), grade.grade.get());
            problems.push(placed.problem(NOT_ALLOWED, "code", &grade.printed, allowed));
        }
    }
}

fn regions(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    let neighbours: BTreeMap<&RegionCode, &[RegionCode]> =
        parts.regions.iter().map(|r| (&r.record.code, r.record.neighbours.as_slice())).collect();
    for placed in &parts.regions {
        let region = &placed.record;
        if let Some(parent) = region.parent.as_ref().filter(|parent| !neighbours.contains_key(parent)) {
            problems.push(placed.problem(UNKNOWN_ID, "parent", parent, "a code of this table"));
        }
        for neighbour in &region.neighbours {
            match neighbours.get(neighbour) {
                None => problems.push(placed.problem(UNKNOWN_ID, "neighbours", neighbour, "a code of this table")),
                Some(back) if !back.contains(&region.code) => {
                    let kind = (Severity::Warning, ProblemCode::Mismatch);
                    let allowed = format!("a region that names {} as its neighbour too", region.code);
                    problems.push(placed.problem(kind, "neighbours", neighbour, allowed));
                }
                Some(_) => {}
            }
        }
    }
}

fn equivalences(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    let educations: BTreeSet<&str> = parts.educations.iter().map(|e| e.record.code.as_str()).collect();
    let regions: BTreeSet<&str> = parts.regions.iter().map(|r| r.record.code.as_str()).collect();
    for placed in &parts.equivalences {
        let missing: Vec<(&str, &str)> = match &placed.record.target {
            EquivalenceTarget::SchoolClass { education, .. }
            | EquivalenceTarget::GradeAsEducation { education, .. } => {
                vec![("to", education.as_str())].into_iter().filter(|(_, code)| !educations.contains(code)).collect()
            }
            EquivalenceTarget::Recognition { awarded_in, holds_in } => [("from", awarded_in), ("to", holds_in)]
                .into_iter()
                .map(|(field, code)| (field, code.as_str()))
                .filter(|(_, code)| !regions.contains(code))
                .collect(),
            EquivalenceTarget::GradeAsTitle { .. } => Vec::new(),
        };
        for (field, code) in missing {
            problems.push(placed.problem(UNKNOWN_ID, field, code, "a code of its table"));
        }
    }
}

/// Sections of GB/T 4754-2017 by the last division of each.
const SECTIONS: [(u8, char); 20] = [
    (5, 'A'),
    (12, 'B'),
    (43, 'C'),
    (46, 'D'),
    (50, 'E'),
    (52, 'F'),
    (60, 'G'),
    (62, 'H'),
    (65, 'I'),
    (69, 'J'),
    (70, 'K'),
    (72, 'L'),
    (75, 'M'),
    (79, 'N'),
    (82, 'O'),
    (83, 'P'),
    (85, 'Q'),
    (90, 'R'),
    (96, 'S'),
    (97, 'T'),
];

fn industries(parts: &PlacedParts, problems: &mut Vec<Problem>) {
    for placed in &parts.industries {
        let industry = &placed.record;
        let division: u8 = industry.code.as_str().get(..2).and_then(|d| d.parse().ok()).unwrap_or(0);
        let section = SECTIONS.iter().find(|(last, _)| division <= *last).map(|(_, letter)| *letter);
        if section != Some(industry.section) {
            let allowed = section.map_or("a division, 01 to 97".to_owned(), |letter| letter.to_string());
            problems.push(placed.problem(NOT_ALLOWED, "section", industry.section, allowed));
        }
        if industry.edition != INDUSTRY_EDITION {
            let kind = (Severity::Info, ProblemCode::OldEdition);
            problems.push(placed.problem(kind, "edition", &industry.edition, INDUSTRY_EDITION));
        }
    }
}
