//! The vocabulary as a whole: look-up by id and number, distances, and what a text means.

use super::concept::Concepts;
use super::forms::Forms;
use super::relatedness::Relatedness;
use super::{
    Additions, Concept, EducationLevel, Equivalence, EquivalenceTarget, Grade, Industry, Licence, Major, MajorLevel,
    MajorMatch, Occupation, Region, RegionMatch, SkillConcept, SkillRelation, Suggestion, Title, VocabularyParts,
    major_match, region,
};
use crate::model::{EducationCode, LicenceId, MajorId, OccupationCode, RegionCode, SkillGrade, SkillId, TitleLevel};

/// All concepts with their distances and forms. Building it never fails: what does not fit together was complained of when
/// the files were checked, and is left out here.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    skills: Concepts<SkillConcept>,
    related: Vec<SkillRelation>,
    relatedness: Relatedness,
    occupations: Concepts<Occupation>,
    majors: Concepts<Major>,
    educations: Concepts<EducationLevel>,
    titles: Concepts<Title>,
    grades: Concepts<Grade>,
    equivalences: Vec<Equivalence>,
    licences: Concepts<Licence>,
    regions: Concepts<Region>,
    industries: Concepts<Industry>,
    forms: AllForms,
}

#[derive(Debug, Clone)]
struct AllForms {
    skills: Forms,
    occupations: Forms,
    majors: Forms,
    educations: Forms,
    titles: Forms,
    grades: Forms,
    licences: Forms,
    regions: Forms,
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
            skills: Forms::new(&skills),
            occupations: Forms::new(&occupations),
            majors: Forms::new(&majors),
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
            forms,
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

    /// The skill that a text names.
    #[must_use]
    pub fn link_skill(&self, text: &str) -> Option<&SkillId> {
        let number = self.forms.skills.equal(text).first()?;
        Some(&self.skills.at(*number)?.id)
    }

    /// Skills that a text may mean, best first.
    #[must_use]
    pub fn suggest_skills(&self, text: &str, limit: usize) -> Vec<Suggestion> {
        suggest(&self.forms.skills, &self.skills, text, limit)
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

    /// The occupation that the title of a post names.
    #[must_use]
    pub fn link_occupation(&self, text: &str) -> Option<&OccupationCode> {
        let number = self.forms.occupations.equal(text).first()?;
        Some(&self.occupations.at(*number)?.code)
    }

    /// Occupations that a title may mean, best first.
    #[must_use]
    pub fn suggest_occupations(&self, text: &str, limit: usize) -> Vec<Suggestion> {
        suggest(&self.forms.occupations, &self.occupations, text, limit)
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
        let equal = |text: &str| self.forms.majors.equal(text).iter().filter_map(|&n| self.majors.at(n)).collect();
        let mut found: Vec<&Major> = equal(text);
        if found.is_empty() {
            found = equal(text.trim().trim_end_matches("专业"));
        }
        let level = education.and_then(|code| major_level(code.as_str()));
        let at_level = found.iter().find(|major| Some(major.level) == level);
        at_level.or(found.first()).map(|major| &major.id)
    }

    /// Majors that a text may mean, best first.
    #[must_use]
    pub fn suggest_majors(&self, text: &str, limit: usize) -> Vec<Suggestion> {
        suggest(&self.forms.majors, &self.majors, text, limit)
    }
}

/// Education, titles, grades, and what counts as what.
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
        let (from, to) = (region::city(awarded_in), region::city(used_in));
        if awarded_in == used_in || (from.is_some() && from == to) {
            return true;
        }
        self.equivalences.iter().any(|line| match &line.target {
            EquivalenceTarget::Recognition { awarded_in: a, holds_in: b } => {
                from.as_deref() == Some(a.as_str()) && to.as_deref() == Some(b.as_str())
            }
            EquivalenceTarget::SchoolClass { .. }
            | EquivalenceTarget::GradeAsEducation { .. }
            | EquivalenceTarget::GradeAsTitle { .. } => false,
        })
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
        Some(self.grades.at(self.forms.grades.inside(text)?)?.grade)
    }
}

/// Licences, regions, industries.
impl Vocabulary {
    /// All licences, by number.
    #[must_use]
    pub fn licences(&self) -> &[Licence] {
        self.licences.all()
    }

    /// A licence by id.
    #[must_use]
    pub fn licence(&self, id: &str) -> Option<&Licence> {
        self.licences.get(id)
    }

    /// The licence that a text names.
    #[must_use]
    pub fn link_licence(&self, text: &str) -> Option<&LicenceId> {
        Some(&self.licences.at(self.forms.licences.inside(text)?)?.id)
    }

    /// All regions, by number.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        self.regions.all()
    }

    /// A region by code.
    #[must_use]
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.get(code)
    }

    /// The region that a name or an address ends in: 广东省清远市英德市 is Yingde.
    #[must_use]
    pub fn link_region(&self, text: &str) -> Option<&RegionCode> {
        if let Some(&number) = self.forms.regions.equal(text).first() {
            return Some(&self.regions.at(number)?.code);
        }
        let text = crate::text::normalise(text);
        let inside = self.forms.regions.iter().filter(|(form, _)| form.chars().count() >= 2 && text.contains(form));
        let found = inside.filter_map(|(form, number)| Some((self.regions.at(number)?, form)));
        let best = found.max_by_key(|(region, form)| (depth(region.code.as_str()), form.len()));
        best.map(|(region, _)| &region.code)
    }

    /// How near two regions are; codes that are in no table are compared by their digits.
    #[must_use]
    pub fn region_match(&self, a: &str, b: &str) -> RegionMatch {
        let near = region::by_digits(a, b);
        if near >= RegionMatch::SameCity {
            return near;
        }
        let (Some(a), Some(b)) = (region::city(a), region::city(b)) else { return near };
        let borders = |a: &str, b: &str| self.region(a).is_some_and(|r| r.neighbours.iter().any(|n| n.as_str() == b));
        if borders(&a, &b) || borders(&b, &a) { RegionMatch::NeighbourCity } else { near }
    }

    /// All industries, by number.
    #[must_use]
    pub fn industries(&self) -> &[Industry] {
        self.industries.all()
    }

    /// An industry by code.
    #[must_use]
    pub fn industry(&self, code: &str) -> Option<&Industry> {
        self.industries.get(code)
    }
}

/// 0 country, 1 province, 2 city, 3 district.
fn depth(code: &str) -> u8 {
    let pairs = code.as_bytes().chunks(2);
    pairs.take_while(|pair| *pair != b"00").count() as u8
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

fn suggest<T: Concept>(forms: &Forms, concepts: &Concepts<T>, text: &str, limit: usize) -> Vec<Suggestion> {
    let text = crate::text::normalise(text);
    let mut best: std::collections::BTreeMap<u32, f64> = std::collections::BTreeMap::new();
    for (form, number) in forms.iter() {
        let score = strsim::sorensen_dice(&text, form);
        let held = best.entry(number).or_insert(0.0);
        *held = held.max(score);
    }
    let mut ranked: Vec<(u32, f64)> = best.into_iter().filter(|&(_, score)| score > 0.0).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let named = ranked.into_iter().take(limit).filter_map(|(number, score)| {
        let concept = concepts.at(number)?;
        let name = concept.zh().unwrap_or_else(|| concept.en()).to_owned();
        Some(Suggestion { id: concept.id().to_owned(), name, score })
    });
    named.collect()
}
