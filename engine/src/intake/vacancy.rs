//! The text of a vacancy → a demand. A text is no form: what it names is welcome, and nobody is shut out by it.

use super::cv_titles;
use super::lexicon::{Lexicon, Linking};
use super::period::years_named;
use crate::model::personal_number::without_personal_numbers;
use crate::model::{
    Bilingual, Category, Demand, EducationCode, EngagementMode, Hardness, Invalid, Need, OccupationCode, Requirement,
    SkillId, SkillLevel,
};

/// A text seldom says how well a skill must be held: the middle of the scale.
const LEVEL: u8 = 3;
/// Years that a vacancy may ask for; more is the age of the firm.
const MAX_YEARS: u8 = 20;
/// Requirements that are not skills: education and years.
const OTHER_NEEDS: usize = 2;

/// Reads a vacancy: its skills, years and degree become wishes.
///
/// # Errors
/// `Invalid` when the title is blank or too long.
pub fn demand_of_vacancy(title: &str, text: &str, lexicon: &dyn Lexicon) -> Result<Demand, Invalid> {
    let clean = without_personal_numbers(title);
    let title = clean.as_deref().unwrap_or(title);
    let level = SkillLevel::try_from(LEVEL)?;
    let mut needs: Vec<Need> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for source in [title, text] {
        let mut mentions = lexicon.mentions(source);
        mentions.dedup_by_key(|m| (m.start, m.end));
        for mention in mentions {
            if seen.insert(mention.skill.clone()) {
                let text = source.get(mention.start..mention.end).map(str::to_owned);
                needs.push(Need::Skill { skill: Some(SkillId::new(mention.skill)?), text, level });
            }
        }
    }
    needs.truncate(Demand::MAX_REQUIREMENTS - OTHER_NEEDS);
    needs.extend(degree(text));
    needs.extend(years_named(text, MAX_YEARS).map(|years| Need::Experience { years }));
    let requirements = needs.into_iter().map(|need| Requirement::new(need, Hardness::Preferred, None));
    let code = cv_titles::occupation(title, &mut Linking::new(lexicon));
    let occupation = code.and_then(|code| OccupationCode::new(code).ok());
    let demand = Demand {
        title: Bilingual::new(title.trim(), title.trim())?,
        category: category(title),
        nodes: Vec::new(),
        occupation,
        requirements: requirements.collect::<Result<_, _>>()?,
        pay: None,
        modes: vec![EngagementMode::FullTime],
        regions: Vec::new(),
        due: None,
    };
    demand.checked()
}

/// The lowest degree that a text names: what is above it is welcome, not asked for.
fn degree(text: &str) -> Option<Need> {
    let lower = text.to_lowercase();
    let levels = [
        ("31", &["associate degree", "associate's", "大专"][..]),
        ("21", &["bachelor", "bs degree", "本科"]),
        ("14", &["master's", "master of", "硕士"]),
        ("11", &["phd", "ph.d", "博士"]),
    ];
    let (code, _) = levels.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word)))?;
    Some(Need::Education { at_least: EducationCode::new(*code).ok()? })
}

/// The category that a title speaks of.
fn category(title: &str) -> Category {
    let lower = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["scientist", "researcher", "科学家", "研究员"]) {
        Category::Scientist
    } else if has(&["intern", "trainee", "apprentice", "graduate", "实习", "学徒", "应届"]) {
        Category::Youth
    } else if has(&[
        "technician",
        "operator",
        "welder",
        "fitter",
        "machinist",
        "electrician",
        "mechanic",
        "技师",
        "技工",
        "操作工",
        "工人",
    ]) {
        Category::MasterTechnician
    } else {
        Category::Engineer
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    #[test]
    fn a_vacancy_becomes_wishes() {
        let text = "We need 5+ years of Java and SQL, bachelor or master's degree. Founded 1990, 30 years of service.";
        let demand = demand_of_vacancy("Java mechanic", text, &TestLexicon).unwrap();
        assert_eq!(demand.category, Category::MasterTechnician);
        assert!(demand.requirements.iter().all(|r| r.hardness == Hardness::Preferred));
        let needs: Vec<_> = demand.requirements.iter().map(|r| r.need.kind()).collect();
        assert_eq!(needs, ["skill", "skill", "education", "experience"]);
        assert_eq!(demand.requirements[3].need, Need::Experience { years: 5 });
        assert!(demand_of_vacancy(" ", text, &TestLexicon).is_err());
    }
}
