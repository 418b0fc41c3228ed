//! The vocabulary as a whole, and its long lists: skills, occupations, majors. Education, titles and grades are in
//! `qualification`, places and licences in `place`.

use std::sync::Arc;

use super::concept::Concepts;
use super::forms::Forms;
use super::linked::Linked;
use super::relatedness::Relatedness;
use super::{
    Additions, Concept, EducationLevel, Equivalence, Grade, Industry, Licence, Linker, Major, MajorLevel, MajorMatch,
    Mention, Occupation, Region, SkillConcept, SkillRelation, Suggestion, Title, VocabularyParts, major_match,
};
use crate::model::{EducationCode, MajorId, OccupationCode, SkillId};

/// All concepts with their distances and forms. Building it never fails: what does not fit together was complained of when
/// the files were checked, and is left out here.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub(super) skills: Concepts<SkillConcept>,
    pub(super) related: Vec<SkillRelation>,
    pub(super) relatedness: Relatedness,
    pub(super) occupations: Concepts<Occupation>,
    pub(super) majors: Concepts<Major>,
    pub(super) educations: Concepts<EducationLevel>,
    pub(super) titles: Concepts<Title>,
    pub(super) grades: Concepts<Grade>,
    pub(super) equivalences: Vec<Equivalence>,
    pub(super) licences: Concepts<Licence>,
    pub(super) regions: Concepts<Region>,
    pub(super) industries: Concepts<Industry>,
    pub(super) forms: Arc<AllForms>,
}

/// Ways to say things, shared by clones. Long lists have a linker beside: the forms know ids and equal names, the linker the
/// rest.
#[derive(Debug)]
pub(super) struct AllForms {
    pub(super) skills: Linked,
    pub(super) occupations: Linked,
    pub(super) majors: Linked,
    pub(super) educations: Forms,
    pub(super) titles: Forms,
    pub(super) grades: Forms,
    pub(super) licences: Forms,
    pub(super) regions: Forms,
}

impl Vocabulary {
    /// Builds a vocabulary. Of two concepts with one id the first stands.
    #[must_use]
    pub fn new(parts: VocabularyParts) -> Self {
        let skills = Concepts::new(parts.skills);
        let relatedness = Relatedness::new(&skills, &parts.related);
        let occupations = Concepts::new(parts.occupations);
        let majors = Concepts::new(parts.majors);
        let educations = Concepts::new(parts.educations);
        let titles = Concepts::new(parts.titles);
        let grades = Concepts::new(parts.grades);
        let licences = Concepts::new(parts.licences);
        let regions = Concepts::new(parts.regions);
        let forms = AllForms {
            skills: Linked::new(&skills),
            occupations: Linked::new(&occupations),
            majors: Linked::new(&majors),
            educations: Forms::new(&educations),
            titles: Forms::new(&titles),
            grades: Forms::new(&grades),
            licences: Forms::new(&licences),
            regions: Forms::new(&regions),
        };
        Self {
            skills,
            related: parts.related,
            relatedness,
            occupations,
            majors,
            educations,
            titles,
            grades,
            equivalences: parts.equivalences,
            licences,
            regions,
            industries: Concepts::new(parts.industries),
            forms: Arc::new(forms),
        }
    }

    /// The vocabulary with more concepts. Numbers already given keep their meaning.
    #[must_use]
    pub fn with_additions(self, additions: Additions) -> Self {
        let mut parts = self.into_parts();
        parts.skills.extend(additions.skills);
        parts.related.extend(additions.related);
        parts.occupations.extend(additions.occupations);
        Self::new(parts)
    }

    /// The records that it was built from.
    #[must_use]
    pub fn into_parts(self) -> VocabularyParts {
        VocabularyParts {
            skills: self.skills.into_items(),
            related: self.related,
            occupations: self.occupations.into_items(),
            majors: self.majors.into_items(),
            educations: self.educations.into_items(),
            titles: self.titles.into_items(),
            grades: self.grades.into_items(),
            equivalences: self.equivalences,
            licences: self.licences.into_items(),
            regions: self.regions.into_items(),
            industries: self.industries.into_items(),
        }
    }
}

/// Skills.
impl Vocabulary {
    /// All skills, by number.
    #[must_use]
    pub fn skills(&self) -> &[SkillConcept] {
        self.skills.all()
    }

    /// A skill by id.
    #[must_use]
    pub fn skill(&self, id: &str) -> Option<&SkillConcept> {
        self.skills.get(id)
    }

    /// The number of a skill.
    #[must_use]
    pub fn skill_number(&self, id: &str) -> Option<u32> {
        self.skills.number(id)
    }

    /// How far a skill held stands in for one wanted: 1 for the same, at most [`MAX_RELATED`](super::MAX_RELATED) for
    /// another, 0 for strangers. It is not symmetric: a part says more of the whole than the whole of a part.
    #[must_use]
    pub fn relatedness(&self, wanted: u32, held: u32) -> f64 {
        self.relatedness.between(wanted, held)
    }

    /// All skills that stand in for the one wanted, without itself, by number, with their relatedness.
    #[must_use]
    pub fn related_to(&self, wanted: u32) -> &[(u32, f64)] {
        self.relatedness.of(wanted)
    }

    /// The skill that a text safely names: its id, a name or alias of it, or nearly so.
    #[must_use]
    pub fn link_skill(&self, text: &str) -> Option<&SkillId> {
        Some(&self.skills.at(self.forms.skills.link(text)?)?.id)
    }

    /// Skills that a running text speaks of, in order of place; their concepts are numbers of skills.
    #[must_use]
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        self.forms.skills.linker().mentions(text)
    }

    /// Skills that a text may mean, best first.
    #[must_use]
    pub fn suggest_skills(&self, text: &str, limit: usize) -> Vec<Suggestion> {
        suggest(self.forms.skills.linker(), &self.skills, text, limit)
    }
}

/// Occupations and majors.
impl Vocabulary {
    /// All occupations, by number.
    #[must_use]
    pub fn occupations(&self) -> &[Occupation] {
        self.occupations.all()
    }

    /// An occupation by code.
    #[must_use]
    pub fn occupation(&self, code: &str) -> Option<&Occupation> {
        self.occupations.get(code)
    }

    /// The occupation that the title of a post safely names.
    #[must_use]
    pub fn link_occupation(&self, text: &str) -> Option<&OccupationCode> {
        Some(&self.occupations.at(self.forms.occupations.link(text)?)?.code)
    }

    /// Occupations that a title may mean, best first.
    #[must_use]
    pub fn suggest_occupations(&self, text: &str, limit: usize) -> Vec<Suggestion> {
        suggest(self.forms.occupations.linker(), &self.occupations, text, limit)
    }

    /// All majors, by number.
    #[must_use]
    pub fn majors(&self) -> &[Major] {
        self.majors.all()
    }

    /// A major by id.
    #[must_use]
    pub fn major(&self, id: &str) -> Option<&Major> {
        self.majors.get(id)
    }

    /// How near a held major is to a wanted one; `None` when one is not known.
    #[must_use]
    pub fn major_match(&self, wanted: &str, held: &str) -> Option<MajorMatch> {
        Some(major_match(self.major(wanted)?, self.major(held)?))
    }

    /// The major that a text names. Many names stand at several levels; the education says which is meant, and without it
    /// the lowest number is taken.
    #[must_use]
    pub fn link_major(&self, text: &str, education: Option<&EducationCode>) -> Option<&MajorId> {
        let forms = &self.forms.majors;
        let named = |text: &str| forms.forms.equal(text).to_vec();
        let mut numbers = named(text);
        if numbers.is_empty() {
            numbers = named(text.trim().trim_end_matches("专业"));
        }
        if numbers.is_empty() {
            numbers.extend(forms.linker().link(text).map(|link| link.concept));
        }
        let found: Vec<&Major> = numbers.into_iter().filter_map(|number| self.majors.at(number)).collect();
        let level = education.and_then(|code| major_level(code.as_str()));
        let at_level = found.iter().find(|major| Some(major.level) == level);
        at_level.or(found.first()).map(|major| &major.id)
    }

    /// Majors that a text may mean, best first.
    #[must_use]
    pub fn suggest_majors(&self, text: &str, limit: usize) -> Vec<Suggestion> {
        suggest(self.forms.majors.linker(), &self.majors, text, limit)
    }
}

/// The catalogue of majors that an education belongs to.
fn major_level(education: &str) -> Option<MajorLevel> {
    match education.as_bytes().first()? {
        b'1' => Some(MajorLevel::Postgraduate),
        b'2' => Some(MajorLevel::Undergraduate),
        b'3' => Some(MajorLevel::VocationalCollege),
        b'4' => Some(MajorLevel::VocationalSecondary),
        _ => None,
    }
}

fn suggest<T: Concept>(linker: &Linker, concepts: &Concepts<T>, text: &str, limit: usize) -> Vec<Suggestion> {
    let named = linker.rank(text, limit).into_iter().filter_map(|link| {
        let concept = concepts.at(link.concept)?;
        let name = concept.zh().unwrap_or_else(|| concept.en()).to_owned();
        Some(Suggestion { id: concept.id().to_owned(), name, score: link.score })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Bilingual;

    fn skill(id: &str, en: &str, broader: &[&str]) -> SkillConcept {
        let broader = broader.iter().map(|b| SkillId::new(*b).unwrap()).collect();
        SkillConcept { id: SkillId::new(id).unwrap(), zh: None, en: en.to_owned(), aliases: Vec::new(), broader }
    }

    fn major(id: &str, level: MajorLevel) -> Major {
        Major {
            id: MajorId::new(id).unwrap(),
            level,
            code: "530701".to_owned(),
            edition: "1".to_owned(),
            name: Bilingual::new("电子商务", "E-commerce").unwrap(),
            verified: false,
            aliases: Vec::new(),
        }
    }

    #[test]
    fn additions_keep_the_numbers_given() {
        let parts = VocabularyParts {
            skills: vec![skill("a", "Alpha", &[]), skill("b", "Beta", &["a"])],
            ..Default::default()
        };
        let vocabulary = Vocabulary::new(parts);
        let again = skill("b", "Another", &[]);
        let additions = Additions { skills: vec![again, skill("c", "Gamma", &["b"])], ..Default::default() };
        let vocabulary = vocabulary.with_additions(additions);
        let numbers: Vec<_> = ["a", "b", "c"].iter().map(|id| vocabulary.skill_number(id).unwrap()).collect();
        assert_eq!(numbers, [0, 1, 2]);
        assert_eq!(vocabulary.skill("b").unwrap().en, "Beta");
        assert_eq!(vocabulary.link_skill("gamma").unwrap().as_str(), "c");
        assert!(vocabulary.relatedness(1, 2) > 0.0);
    }

    #[test]
    fn the_education_says_which_major_of_a_name_is_meant() {
        let majors = vec![major("s", MajorLevel::VocationalSecondary), major("v", MajorLevel::VocationalCollege)];
        let vocabulary = Vocabulary::new(VocabularyParts { majors, ..Default::default() });
        let link = |education: Option<&str>| {
            let code = education.map(|code| EducationCode::new(code).unwrap());
            vocabulary.link_major("电子商务专业", code.as_ref()).unwrap().to_string()
        };
        assert_eq!(link(Some("31")), "v");
        assert_eq!(link(Some("44")), "s");
        assert_eq!(link(None), "s");
        assert_eq!(vocabulary.major_match("s", "v"), Some(MajorMatch::Class));
    }
}
