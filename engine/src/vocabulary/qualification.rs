//! Education, titles and grades in the vocabulary, and what counts as what.

use super::{EducationLevel, Equivalence, EquivalenceTarget, Grade, Title, Vocabulary, region};
use crate::model::{EducationCode, SkillGrade, TitleLevel};

impl Vocabulary {
    /// All education levels, by number.
    #[must_use]
    pub fn educations(&self) -> &[EducationLevel] {
        self.educations.all()
    }

    /// The rank of an education code, 0 (lowest) to 6 (doctor); what was not graduated from ranks below.
    #[must_use]
    pub fn education_rank(&self, code: &str) -> Option<u8> {
        self.educations.get(code).map(|level| level.rank)
    }

    /// The education level that a text names: a name, an alias, a code, or a class of a technician school by what it counts
    /// as.
    #[must_use]
    pub fn link_education(&self, text: &str) -> Option<&EducationCode> {
        let counted = self.equivalences.iter().filter_map(|line| match &line.target {
            EquivalenceTarget::SchoolClass { class, education } => {
                let words = Equivalence::class_words(class);
                let longest = words.iter().filter(|word| text.contains(**word)).map(|word| word.len()).max()?;
                Some((longest, education))
            }
            EquivalenceTarget::GradeAsEducation { .. }
            | EquivalenceTarget::GradeAsTitle { .. }
            | EquivalenceTarget::Recognition { .. } => None,
        });
        let counted = counted.max_by_key(|&(longest, _)| longest).map(|(_, education)| education);
        counted.or_else(|| Some(&self.educations.at(self.forms.educations.inside(text)?)?.code))
    }

    /// The best education rank that a skill grade counts as.
    #[must_use]
    pub fn grade_as_education(&self, grade: SkillGrade) -> Option<u8> {
        let ranks = self.equivalences.iter().filter_map(|line| match &line.target {
            EquivalenceTarget::GradeAsEducation { grade: least, education } if grade >= *least => {
                self.education_rank(education.as_str())
            }
            EquivalenceTarget::GradeAsEducation { .. }
            | EquivalenceTarget::SchoolClass { .. }
            | EquivalenceTarget::GradeAsTitle { .. }
            | EquivalenceTarget::Recognition { .. } => None,
        });
        ranks.max()
    }

    /// Title levels that a skill grade counts as, each with the years since the award that it takes.
    pub fn grade_as_title(&self, grade: SkillGrade) -> impl Iterator<Item = (TitleLevel, u8)> {
        self.equivalences.iter().filter_map(move |line| match &line.target {
            EquivalenceTarget::GradeAsTitle { grade: least, title, years } if grade >= *least => Some((*title, *years)),
            EquivalenceTarget::GradeAsTitle { .. }
            | EquivalenceTarget::SchoolClass { .. }
            | EquivalenceTarget::GradeAsEducation { .. }
            | EquivalenceTarget::Recognition { .. } => None,
        })
    }

    /// Whether a title awarded in one region holds in another: within one city, or by mutual recognition.
    #[must_use]
    pub fn title_holds(&self, awarded_in: &str, used_in: &str) -> bool {
        self.recognised_in(used_in)(awarded_in)
    }

    /// The test of [`Self::title_holds`] for one place of use, for trying many places of award.
    pub fn recognised_in<'a>(&'a self, used_in: &'a str) -> impl Fn(&str) -> bool + 'a {
        let to = region::city(used_in);
        let agreed: Vec<&str> = self
            .equivalences
            .iter()
            .filter_map(|line| match &line.target {
                EquivalenceTarget::Recognition { awarded_in, holds_in } => {
                    (to.as_deref() == Some(holds_in.as_str())).then_some(awarded_in.as_str())
                }
                EquivalenceTarget::SchoolClass { .. }
                | EquivalenceTarget::GradeAsEducation { .. }
                | EquivalenceTarget::GradeAsTitle { .. } => None,
            })
            .chain(to.as_deref().is_some().then_some(used_in))
            .collect();
        let same_city = |a: &str, b: &str| a.len() == 6 && b.len() == 6 && a.get(..4) == b.get(..4);
        move |awarded_in| awarded_in == used_in || agreed.iter().any(|city| same_city(city, awarded_in))
    }

    /// All equivalences, in the order of the file.
    #[must_use]
    pub fn equivalences(&self) -> &[Equivalence] {
        &self.equivalences
    }

    /// All titles, by number.
    #[must_use]
    pub fn titles(&self) -> &[Title] {
        self.titles.all()
    }

    /// The title that a text names, e.g. 电气高级工程师 or "Senior engineer".
    #[must_use]
    pub fn link_title(&self, text: &str) -> Option<&Title> {
        self.titles.at(self.forms.titles.inside(text)?)
    }

    /// All skill grades, by number.
    #[must_use]
    pub fn grades(&self) -> &[Grade] {
        self.grades.all()
    }

    /// The grade of a printed code (`A`, `5` … `1`, `T`, `C`) or a name in either language.
    #[must_use]
    pub fn parse_grade(&self, text: &str) -> Option<SkillGrade> {
        // 高级工程师 is a title and no 高级工.
        let text = text.replace("工程师", "");
        Some(self.grades.at(self.forms.grades.inside(&text)?)?.grade)
    }
}
