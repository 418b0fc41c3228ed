//! Rows of `vocabulary/` → the records of a vocabulary.

use std::collections::BTreeMap;

use super::reader::{Cells, Placed, table, word};
use super::{CatalogFiles, Problem, ProblemCode, Severity};
use crate::model::{
    EducationCode, IndustryCode, Invalid, LicenceId, MajorId, OccupationCode, RegionCode, SkillGrade, SkillId,
    TitleLevel,
};
use crate::vocabulary::{
    EducationLevel, Equivalence, EquivalenceTarget, Grade, Industry, Licence, MAX_RELATED, Major, Occupation, RELATED,
    Region, SkillConcept, SkillRelation, Title, VocabularyParts,
};

/// The records with their places, for checks that cross tables.
pub(super) struct PlacedParts {
    pub(super) skills: Vec<Placed<SkillConcept>>,
    pub(super) relations: Vec<Placed<Relation>>,
    pub(super) occupations: Vec<Placed<Occupation>>,
    pub(super) majors: Vec<Placed<Major>>,
    pub(super) educations: Vec<Placed<EducationLevel>>,
    pub(super) titles: Vec<Placed<Title>>,
    pub(super) grades: Vec<Placed<Grade>>,
    pub(super) equivalences: Vec<Placed<Equivalence>>,
    pub(super) licences: Vec<Placed<Licence>>,
    pub(super) regions: Vec<Placed<Region>>,
    pub(super) industries: Vec<Placed<Industry>>,
}

/// A row of `skill_relations`.
pub(super) enum Relation {
    /// The first is contained in the second.
    Broader(SkillId, SkillId),
    /// The two help each other.
    Related(SkillRelation),
}

impl From<PlacedParts> for VocabularyParts {
    fn from(parts: PlacedParts) -> Self {
        let mut broader: BTreeMap<SkillId, Vec<SkillId>> = BTreeMap::new();
        let mut related = Vec::new();
        for relation in bare(parts.relations) {
            match relation {
                Relation::Broader(narrow, wide) => broader.entry(narrow).or_default().push(wide),
                Relation::Related(pair) => related.push(pair),
            }
        }
        let mut skills = bare(parts.skills);
        for skill in &mut skills {
            skill.broader = broader.remove(&skill.id).unwrap_or_default();
        }
        Self {
            skills,
            related,
            occupations: bare(parts.occupations),
            majors: bare(parts.majors),
            educations: bare(parts.educations),
            titles: bare(parts.titles),
            grades: bare(parts.grades),
            equivalences: bare(parts.equivalences),
            licences: bare(parts.licences),
            regions: bare(parts.regions),
            industries: bare(parts.industries),
        }
    }
}

fn bare<T>(placed: Vec<Placed<T>>) -> Vec<T> {
    placed.into_iter().map(|placed| placed.record).collect()
}

pub(super) fn read(files: &CatalogFiles, problems: &mut Vec<Problem>) -> PlacedParts {
    PlacedParts {
        skills: table(files, "vocabulary/skills", &["id", "zh", "en", "aliases"], problems, skill),
        relations: table(
            files,
            "vocabulary/skill_relations",
            &["from", "relation", "to", "strength?"],
            problems,
            relation,
        ),
        occupations: table(
            files,
            "vocabulary/occupations",
            &["code", "system", "edition", "zh", "en", "marker", "aliases"],
            problems,
            occupation,
        ),
        majors: table(
            files,
            "vocabulary/majors",
            &["id", "level", "code", "system", "edition", "zh", "en", "code_verified", "aliases"],
            problems,
            major,
        ),
        educations: table(
            files,
            "vocabulary/education_levels",
            &["code", "rank", "conferred", "zh", "en", "aliases"],
            problems,
            education,
        ),
        titles: table(
            files,
            "vocabulary/titles",
            &["code", "level", "series", "system", "edition", "zh", "en", "aliases"],
            problems,
            title,
        ),
        grades: table(files, "vocabulary/skill_grades", &["ordinal", "code", "zh", "en", "aliases"], problems, grade),
        equivalences: table(
            files,
            "vocabulary/equivalences",
            &["id", "kind", "from", "to", "years", "valid_until?", "basis_zh", "basis_en"],
            problems,
            equivalence,
        ),
        licences: table(files, "vocabulary/licences", &["id", "zh", "en", "basis", "aliases"], problems, licence),
        regions: table(
            files,
            "vocabulary/regions",
            &["code", "parent", "zh", "en", "neighbours", "aliases"],
            problems,
            region,
        ),
        industries: table(
            files,
            "vocabulary/industries",
            &["code", "section", "system", "edition", "zh", "en"],
            problems,
            industry,
        ),
    }
}

fn skill(cells: &mut Cells<'_>) -> Option<SkillConcept> {
    let (id, name) = (cells.value("id", SkillId::try_from), cells.name(""));
    let (id, name) = (id?, name?);
    Some(SkillConcept { id, zh: Some(name.zh), en: name.en, aliases: cells.texts("aliases"), broader: Vec::new() })
}

fn relation(cells: &mut Cells<'_>) -> Option<Relation> {
    let (from, to) = (cells.value("from", SkillId::try_from), cells.value("to", SkillId::try_from));
    let kind = cells.value("relation", one_of(&["broader", "related"]));
    let strength = cells.number("strength");
    let (from, to, kind, strength) = (from?, to?, kind?, strength?);
    if kind == "broader" {
        return Some(Relation::Broader(from, to));
    }
    let strength = strength.unwrap_or(RELATED);
    let sound = strength > 0.0 && strength <= MAX_RELATED;
    let outcome = sound
        .then_some(SkillRelation { from, to, strength })
        .ok_or_else(|| Invalid::new("strength", strength, format!("above 0, at most {MAX_RELATED}")));
    cells.checked("strength", outcome).map(Relation::Related)
}

fn occupation(cells: &mut Cells<'_>) -> Option<Occupation> {
    let code = cells.value("code", OccupationCode::try_from);
    let (system, edition) = (cells.text("system"), cells.text("edition"));
    let name = cells.name("");
    let marker = cells.maybe("marker", one_of(&["S", "L", "L/S"]));
    let aliases = cells.texts("aliases");
    let (code, system) = (code?, system?);
    if system == CHINESE_OCCUPATIONS {
        let sound = chinese_occupation(code.as_str()).then_some(());
        cells.checked("code", sound.ok_or_else(|| Invalid::new("code", &code, "x-xx-xx-xx, x 1 to 8")))?;
    }
    Some(Occupation { code, system, edition: edition?, name: name?, marker: marker?, aliases })
}

/// The Chinese occupation dictionary, as `system` names it.
pub(super) const CHINESE_OCCUPATIONS: &str = "ccodc";

fn chinese_occupation(code: &str) -> bool {
    let parts: Vec<&str> = code.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.concat().bytes().all(|b| b.is_ascii_digit());
    lengths == [1, 2, 2, 2] && digits && ("1"..="8").contains(&parts[0])
}

fn major(cells: &mut Cells<'_>) -> Option<Major> {
    let id = cells.value("id", MajorId::try_from);
    let level = cells.value("level", word("postgraduate, undergraduate, vocational_college, vocational_secondary"));
    let code = cells.value("code", major_code);
    let (edition, _) = (cells.text("edition"), cells.text("system"));
    let (name, verified) = (cells.name(""), cells.boolean("code_verified"));
    let aliases = cells.texts("aliases");
    Some(Major { id: id?, level: level?, code: code?, edition: edition?, name: name?, verified: verified?, aliases })
}

fn major_code(code: String) -> Result<String, Invalid> {
    let digits = code.trim_end_matches(['T', 'K']);
    let sound = matches!(digits.len(), 2 | 4 | 6) && digits.bytes().all(|b| b.is_ascii_digit()) && code.len() <= 8;
    sound
        .then(|| code.clone())
        .ok_or_else(|| Invalid::new("code", &code, "2, 4 or 6 digits, then T or K or TK or nothing"))
}

fn education(cells: &mut Cells<'_>) -> Option<EducationLevel> {
    let code = cells.value("code", EducationCode::try_from);
    let rank = cells.integer("rank", 0, i64::from(EducationLevel::MAX_RANK));
    let (conferred, name) = (cells.boolean("conferred"), cells.name(""));
    let aliases = cells.texts("aliases");
    Some(EducationLevel { code: code?, rank: rank? as u8, conferred: conferred?, name: name?, aliases })
}

fn title(cells: &mut Cells<'_>) -> Option<Title> {
    let code = cells.value("code", |code| {
        let sound = code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| code.clone()).ok_or_else(|| Invalid::new("code", &code, "three digits"))
    });
    let level = cells.value("level", |text| TitleLevel::from_code(&text));
    let (series, name) = (cells.text("series"), cells.name(""));
    let _ = (cells.text("system"), cells.text("edition"));
    let aliases = cells.texts("aliases");
    Some(Title { code: code?, level: level?, series: series?, name: name?, aliases })
}

fn grade(cells: &mut Cells<'_>) -> Option<Grade> {
    let ordinal = cells.integer("ordinal", 0, i64::from(SkillGrade::MAX.get()));
    let printed = cells.value("code", one_of(&["A", "5", "4", "3", "2", "1", "T", "C"]));
    let name = cells.name("");
    let aliases = cells.texts("aliases");
    let grade = SkillGrade::try_from(ordinal? as u8).ok()?;
    Some(Grade { grade, printed: printed?, name: name?, aliases })
}

fn equivalence(cells: &mut Cells<'_>) -> Option<Equivalence> {
    let (id, basis) = (cells.text("id"), cells.name("basis_"));
    let kind = cells.value("kind", one_of(&["education", "title", "recognition"]));
    let (from, to) = (cells.text("from"), cells.text("to"));
    let years = cells
        .maybe("years", |text| text.parse::<u8>().map_err(|_| Invalid::new("years", &text, "a whole number, 0 to 50")));
    let (from, to, kind) = (from?, to?, kind?);
    let target = target(&kind, &from, &to, years?);
    let target = cells.checked("from", target)?;
    Some(Equivalence { id: id?, target, basis: basis? })
}

/// `kind`, `class:senior` and the like → what counts as what.
fn target(kind: &str, from: &str, to: &str, years: Option<u8>) -> Result<EquivalenceTarget, Invalid> {
    let refused = || {
        let allowed = "class:… or grade:… → education:…; grade:… → title:…; region:… → region:…";
        Invalid::new("from", format!("{from} → {to}"), allowed)
    };
    let part = |text: &str| text.split_once(':').map(|(k, v)| (k.to_owned(), v.to_owned())).ok_or_else(refused);
    let grade = |text: &str| text.parse().ok().and_then(|n: u8| SkillGrade::try_from(n).ok()).ok_or_else(refused);
    let ((from_kind, from), (to_kind, to)) = (part(from)?, part(to)?);
    match (kind, from_kind.as_str(), to_kind.as_str()) {
        ("education", "class", "education") if ["intermediate", "senior", "technician"].contains(&from.as_str()) => {
            Ok(EquivalenceTarget::SchoolClass { class: from, education: EducationCode::new(to)? })
        }
        ("education", "grade", "education") => {
            Ok(EquivalenceTarget::GradeAsEducation { grade: grade(&from)?, education: EducationCode::new(to)? })
        }
        ("title", "grade", "title") => {
            let (grade, title) = (grade(&from)?, TitleLevel::from_code(&to)?);
            Ok(EquivalenceTarget::GradeAsTitle { grade, title, years: years.unwrap_or(0) })
        }
        ("recognition", "region", "region") => {
            Ok(EquivalenceTarget::Recognition { awarded_in: RegionCode::new(from)?, holds_in: RegionCode::new(to)? })
        }
        _ => Err(refused()),
    }
}

fn licence(cells: &mut Cells<'_>) -> Option<Licence> {
    let (id, name, basis) = (cells.value("id", LicenceId::try_from), cells.name(""), cells.text("basis"));
    let aliases = cells.texts("aliases");
    Some(Licence { id: id?, name: name?, basis: basis?, aliases })
}

fn region(cells: &mut Cells<'_>) -> Option<Region> {
    let code = cells.value("code", region_code);
    let (parent, name) = (cells.maybe("parent", region_code), cells.name(""));
    let neighbours = cells.list("neighbours", region_code);
    let aliases = cells.texts("aliases");
    Some(Region { code: code?, parent: parent?, name: name?, neighbours: neighbours?, aliases })
}

fn region_code(code: String) -> Result<RegionCode, Invalid> {
    if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
        return RegionCode::new(code);
    }
    Err(Invalid::new("region", code, "six digits of GB/T 2260"))
}

fn industry(cells: &mut Cells<'_>) -> Option<Industry> {
    let code = cells.value("code", |code| {
        let sound = (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
        if sound { IndustryCode::new(code) } else { Err(Invalid::new("code", code, "2 to 4 digits of GB/T 4754")) }
    });
    let section = cells.value("section", |text| match text.as_bytes() {
        [letter @ b'A'..=b'T'] => Ok(char::from(*letter)),
        _ => Err(Invalid::new("section", &text, "A to T")),
    });
    let (edition, name, _) = (cells.text("edition"), cells.name(""), cells.text("system"));
    Some(Industry { code: code?, section: section?, edition: edition?, name: name?, aliases: Vec::new() })
}

/// Checks a word against a short list.
fn one_of(allowed: &'static [&'static str]) -> impl Fn(String) -> Result<String, Invalid> {
    move |text| {
        let known = allowed.contains(&text.as_str());
        known.then(|| text.clone()).ok_or_else(|| Invalid::new("", &text, allowed.join(", ")))
    }
}

/// Notes ids that are given twice.
pub(super) fn duplicates<T>(
    records: &[Placed<T>],
    field: &str,
    id: impl Fn(&T) -> String,
    problems: &mut Vec<Problem>,
) {
    let mut first: BTreeMap<String, u64> = BTreeMap::new();
    for placed in records {
        let id = id(&placed.record);
        if let Some(line) = first.get(&id) {
            let kind = (Severity::Error, ProblemCode::Duplicate);
            problems.push(placed.problem(kind, field, &id, format!("an id of its own; line {line} has it already")));
        } else {
            first.insert(id, placed.line);
        }
    }
}
