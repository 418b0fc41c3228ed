//! ESCO's official CSV (skills, occupations) → concepts, and occupations as positions without skills.

use std::io::Read;

use super::foreign::{ForeignList, cut, english};
use super::{RejectCode, Rejected, Row, TableFormat, TableRows};
use crate::model::{Category, Demand, EngagementMode, Entry, EntryId, Invalid, OccupationCode, SkillId};
use crate::vocabulary::{Occupation, SkillConcept};

/// The edition that codes are marked with.
const EDITION: &str = "1.2";

/// Reads a file of skills or of occupations; each row says which it is in `conceptType`.
#[must_use]
pub fn import_esco(input: impl Read) -> ForeignList {
    let mut list = ForeignList::default();
    for outcome in TableRows::open(input, TableFormat::Csv) {
        let taken = outcome.and_then(|row| take(&row, &mut list));
        list.rejected.extend(taken.err());
    }
    list
}

fn take(row: &Row, list: &mut ForeignList) -> Result<(), Rejected> {
    let kind = needed(row, "conceptType")?;
    let refused = |e: Invalid| Rejected::invalid(row.line, RejectCode::NotAllowed, e);
    match kind.as_str() {
        "KnowledgeSkillCompetence" | "SkillGroup" => {
            list.additions.skills.push(skill(row)?);
        }
        "Occupation" | "ISCOGroup" => {
            let occupation = occupation(row)?;
            if kind == "Occupation" {
                list.entries.push(entry(row, &occupation).map_err(refused)?);
            }
            list.additions.occupations.push(occupation);
        }
        _ => {
            let allowed = "KnowledgeSkillCompetence, SkillGroup, Occupation or ISCOGroup";
            return Err(Rejected::new(row.line, "conceptType", kind, RejectCode::NotAllowed, allowed));
        }
    }
    Ok(())
}

fn needed(row: &Row, column: &str) -> Result<String, Rejected> {
    let text = row.text(column).map(std::borrow::Cow::into_owned);
    text.ok_or_else(|| Rejected::new(row.line, column, "", RejectCode::Missing, "a value; the field is needed"))
}

/// The last step of a concept's address, under a head that keeps it apart from other lists.
fn skill_id(row: &Row, column: &str, address: &str) -> Result<SkillId, Rejected> {
    let last = address.trim().rsplit('/').next().unwrap_or_default();
    let id = SkillId::new(format!("esco:{last}"));
    id.map_err(|_| Rejected::new(row.line, column, address, RejectCode::NotAllowed, "the address of a concept"))
}

/// Labels stand one a line, or parted by ` | `.
fn labels(row: &Row) -> Vec<String> {
    let all = ["altLabels", "hiddenLabels"].map(|column| row.text(column).unwrap_or_default().into_owned());
    let parted = all.iter().flat_map(|text| text.split(['\n', '|']));
    let mut labels: Vec<String> =
        parted.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty()).collect();
    labels.sort();
    labels.dedup();
    labels
}

fn skill(row: &Row) -> Result<SkillConcept, Rejected> {
    let broader = row.text("broaderConceptUri").unwrap_or_default().into_owned();
    let broader = broader.split(['|', '\n', ' ']).filter(|address| address.contains("/skill/"));
    Ok(SkillConcept {
        id: skill_id(row, "conceptUri", &needed(row, "conceptUri")?)?,
        zh: None,
        en: needed(row, "preferredLabel")?,
        aliases: labels(row),
        broader: broader.map(|address| skill_id(row, "broaderConceptUri", address)).collect::<Result<_, _>>()?,
    })
}

fn occupation(row: &Row) -> Result<Occupation, Rejected> {
    let refused = |e: Invalid| Rejected::invalid(row.line, RejectCode::NotAllowed, e);
    let code = OccupationCode::new(needed(row, "code")?).map_err(refused)?;
    let name = english(&needed(row, "preferredLabel")?).map_err(refused)?;
    let (system, edition) = ("esco".to_owned(), EDITION.to_owned());
    Ok(Occupation { code, system, edition, name, marker: None, aliases: labels(row) })
}

fn entry(row: &Row, occupation: &Occupation) -> Result<Entry, Invalid> {
    let duties = row.text("description").map(|text| english(cut(&text))).transpose()?;
    position(format!("esco-{}", occupation.code), occupation, category(occupation.code.as_str()), duties, Vec::new())
}

/// An occupation as a position: full time, anywhere, no seats.
pub(super) fn position(
    id: String,
    occupation: &Occupation,
    category: Category,
    duties: Option<crate::model::Bilingual>,
    requirements: Vec<crate::model::Requirement>,
) -> Result<Entry, Invalid> {
    let demand = Demand {
        title: occupation.name.clone(),
        category,
        nodes: Vec::new(),
        occupation: Some(occupation.code.clone()),
        requirements,
        pay: None,
        modes: vec![EngagementMode::FullTime],
        regions: Vec::new(),
        due: None,
    };
    Ok(Entry {
        id: EntryId::new(id)?,
        demand: demand.checked()?,
        duties,
        headcount: 0,
        shortage_stars: None,
        shortage_types: Vec::new(),
        weakest_stage: None,
        supply_mechanism: None,
        illustrative: false,
    })
}

/// By the ISCO group that an ESCO code begins with: research professions, skilled trades, and the rest.
fn category(code: &str) -> Category {
    match code.get(..2) {
        Some("21") if code.starts_with("211") || code.starts_with("213") => Category::Scientist,
        Some(group) if matches!(&group[..1], "6" | "7" | "8" | "9") => Category::MasterTechnician,
        _ => Category::Engineer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKILLS: &str = "conceptType,conceptUri,preferredLabel,altLabels,broaderConceptUri\n\
        KnowledgeSkillCompetence,http://data.example/esco/skill/0a-1,sort scrap,\"grade scrap | scrap sorting | grade scrap\",http://data.example/esco/skill/S1.2 | http://data.example/esco/isced-f/07\n\
        KnowledgeSkillCompetence,,no address,,\n\
        Thing,http://data.example/esco/skill/2,x,,\n";

    #[test]
    fn skills_become_concepts() {
        let list = import_esco(SKILLS.as_bytes());
        let skill = &list.additions.skills[0];
        assert_eq!((skill.id.as_str(), skill.en.as_str(), skill.zh.as_deref()), ("esco:0a-1", "sort scrap", None));
        assert_eq!(skill.aliases, ["grade scrap", "scrap sorting"]);
        assert_eq!(skill.broader.iter().map(SkillId::as_str).collect::<Vec<_>>(), ["esco:S1.2"]);
        let refused: Vec<_> = list.rejected.iter().map(|r| (r.line, r.field.as_str())).collect();
        assert_eq!(refused, [(3, "conceptUri"), (4, "conceptType")]);
    }

    #[test]
    fn occupations_become_concepts_and_positions() {
        let text = "conceptType,conceptUri,preferredLabel,altLabels,code,description\n\
            Occupation,http://data.example/esco/occupation/1,kiln tender,\"kiln minder\noven tender\",8181.3,\"Tends kilns.\"\n";
        let list = import_esco(text.as_bytes());
        assert_eq!(list.additions.occupations[0].aliases, ["kiln minder", "oven tender"]);
        let entry = &list.entries[0];
        assert_eq!(
            (entry.id.as_str(), entry.demand.category, entry.headcount),
            ("esco-8181.3", Category::MasterTechnician, 0)
        );
        assert!(entry.demand.requirements.is_empty() && list.rejected.is_empty());
    }
}
