//! What a vocabulary is built from.

use super::{
    EducationLevel, Equivalence, Grade, Industry, Licence, Major, Occupation, Region, SkillConcept, SkillRelation,
    Title,
};

/// The records of a vocabulary, as read from its files.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct VocabularyParts {
    /// Skills with what contains them.
    pub skills: Vec<SkillConcept>,
    /// Related skills.
    pub related: Vec<SkillRelation>,
    /// Occupations.
    pub occupations: Vec<Occupation>,
    /// Majors.
    pub majors: Vec<Major>,
    /// Education levels.
    pub educations: Vec<EducationLevel>,
    /// Titles.
    pub titles: Vec<Title>,
    /// Skill grades.
    pub grades: Vec<Grade>,
    /// What counts as what.
    pub equivalences: Vec<Equivalence>,
    /// Licences.
    pub licences: Vec<Licence>,
    /// Regions.
    pub regions: Vec<Region>,
    /// Industries.
    pub industries: Vec<Industry>,
}

/// Concepts that an importer adds at run time, e.g. from ESCO or O\*NET.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Additions {
    /// Skills; one whose id is known already is left out.
    pub skills: Vec<SkillConcept>,
    /// Related skills.
    pub related: Vec<SkillRelation>,
    /// Occupations; one whose code is known already is left out.
    pub occupations: Vec<Occupation>,
}
