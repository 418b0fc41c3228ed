//! One person's record. Its key is an opaque talent id; a field that is not known is absent, never a guess.

use super::{
    Achievement, Category, CohortId, Date, EducationCode, EngagementMode, Invalid, LicenceId, MajorId, Month, NodeId,
    OccupationCode, Pay, RegionCode, SkillGrade, SkillId, SkillLevel, TalentId, TitleLevel, check,
};

/// Longest free text of one field, in characters.
pub const MAX_TEXT_CHARS: usize = 20_000;
/// Longest list of a profile (skills, posts, …).
pub const MAX_LIST: usize = 300;

/// Where the knowledge of a skill comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SkillSource {
    /// The person says so.
    #[default]
    Declared,
    /// A certificate or grade says so.
    Certified,
    /// An employer says so.
    Employer,
    /// It was taught in a course that was passed.
    Course,
    /// It was read out of a text.
    Text,
}

/// A skill that a person holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldSkill {
    /// The concept, when it was linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<SkillId>,
    /// The words as written; the only key of a skill that is in no vocabulary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How well, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<SkillLevel>,
    /// How it is known.
    #[serde(default)]
    pub source: SkillSource,
}

/// A post held.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// The title as written.
    pub title: String,
    /// The occupation, when it was linked or given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<OccupationCode>,
    /// The node of the chain worked in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// The employer as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// The place of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// First month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Month>,
    /// Last month; absent with a known start: still held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Month>,
}

/// A course of education.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Schooling {
    /// The level that graduation confers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<EducationCode>,
    /// The major, when it was linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub major: Option<MajorId>,
    /// The major as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub major_text: Option<String>,
    /// The school as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// First month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Month>,
    /// Month of graduation, past or expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graduation: Option<Month>,
}

/// A professional title held.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldTitle {
    /// Its level.
    pub level: TitleLevel,
    /// Its name as written, e.g. 高级工程师.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The city that awarded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awarded_in: Option<RegionCode>,
}

/// A skill grade held.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldGrade {
    /// The ordinal, 0 to 7.
    pub grade: SkillGrade,
    /// The occupation it was awarded in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<OccupationCode>,
    /// The month it was awarded in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awarded: Option<Month>,
}

/// A licence held.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldLicence {
    /// Which.
    pub licence: LicenceId,
    /// Last day of validity, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// What the person wishes.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Preferences {
    /// Places the person would work in.
    pub regions: Vec<RegionCode>,
    /// Ways the person would be engaged.
    pub modes: Vec<EngagementMode>,
    /// Pay asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<Pay>,
    /// First day the person could start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_from: Option<Date>,
    /// Occupations the person looks for.
    pub occupations: Vec<OccupationCode>,
    /// Nodes the person would work in.
    pub nodes: Vec<NodeId>,
    /// Classes that the person would join, the dearest first, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<CohortId>,
}

impl Preferences {
    /// Most classes that a person can wish for.
    pub const MAX_COHORTS: usize = 50;
}

/// What the person allows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Consent {
    /// May be ranked by a program. Off: the person never enters a ranking (PIPL, article 24).
    pub ranking: bool,
    /// May be shown, masked, to enterprises.
    pub visible: bool,
}

impl Default for Consent {
    fn default() -> Self {
        Self { ranking: true, visible: true }
    }
}

/// A kind of event in a person's time with the city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LifeEventKind {
    /// Came.
    Inflow,
    /// Was taught or promoted.
    Growth,
    /// Brought something about.
    Contribution,
    /// Left.
    Outflow,
}

/// An event in a person's time with the city.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LifeEvent {
    /// What happened.
    pub kind: LifeEventKind,
    /// When.
    pub date: Date,
    /// A word about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A category set by a person, kept with who and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryOverride {
    /// The category set.
    pub category: Category,
    /// Who set it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// One person's record.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The opaque key.
    pub id: TalentId,
    /// The name; shown masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the person was made up for demonstration.
    #[serde(default)]
    pub synthetic: bool,
    /// Skills held.
    #[serde(default)]
    pub skills: Vec<HeldSkill>,
    /// Posts held, in any order.
    #[serde(default)]
    pub posts: Vec<Post>,
    /// Education, in any order.
    #[serde(default)]
    pub schooling: Vec<Schooling>,
    /// Professional titles.
    #[serde(default)]
    pub titles: Vec<HeldTitle>,
    /// Skill grades.
    #[serde(default)]
    pub grades: Vec<HeldGrade>,
    /// Licences.
    #[serde(default)]
    pub licences: Vec<HeldLicence>,
    /// What the person has brought about.
    #[serde(default)]
    pub achievements: Vec<Achievement>,
    /// Where the person lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence: Option<RegionCode>,
    /// What the person wishes.
    #[serde(default)]
    pub preferences: Preferences,
    /// What the person allows.
    #[serde(default)]
    pub consent: Consent,
    /// Events of the person's time with the city.
    #[serde(default)]
    pub events: Vec<LifeEvent>,
    /// The class in which the person has a seat, also when it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<CohortId>,
    /// Classes in which the person had a seat when they were over, and that another came after: oldest first, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_cohorts: Vec<CohortId>,
    /// A category set by a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryOverride>,
    /// Text that no field holds, e.g. the rest of a CV.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Profile {
    /// Most classes before the present one. The store keeps a key column for each (`store/table.rs`).
    pub const MAX_FORMER_COHORTS: usize = 4;

    /// The record with a seat in a class. The class before stays with the person where it is over: it keeps its graduates.
    ///
    /// # Errors
    /// `Invalid` with field `former_cohorts` where that would be more than [`Self::MAX_FORMER_COHORTS`].
    pub fn seated_in(mut self, cohort: &CohortId, is_over: bool) -> Result<Self, Invalid> {
        let before = self.cohort.replace(cohort.clone()).filter(|_| is_over);
        self.former_cohorts.extend(before);
        self.former_cohorts.retain(|former| former != cohort);
        self.check_classes()?;
        Ok(self)
    }

    /// A person of whom nothing is known yet.
    #[must_use]
    pub fn empty(id: TalentId) -> Self {
        Self {
            id,
            name: None,
            synthetic: false,
            skills: Vec::new(),
            posts: Vec::new(),
            schooling: Vec::new(),
            titles: Vec::new(),
            grades: Vec::new(),
            licences: Vec::new(),
            achievements: Vec::new(),
            residence: None,
            preferences: Preferences::default(),
            consent: Consent::default(),
            events: Vec::new(),
            cohort: None,
            former_cohorts: Vec::new(),
            category: None,
            text: None,
        }
    }

    /// Checks what no single field can: list lengths, text lengths, months that run backwards, skills without a key.
    ///
    /// # Errors
    /// `Invalid` naming the first field that is wrong.
    pub fn checked(self) -> Result<Self, Invalid> {
        self.check_lengths()?;
        for (i, held) in self.skills.iter().enumerate() {
            if held.skill.is_none() && held.text.as_deref().is_none_or(|t| t.trim().is_empty()) {
                let allowed = "a skill id, or the skill's name in `text`";
                return Err(Invalid::new(format!("skills[{i}].skill"), "", allowed));
            }
        }
        for (i, post) in self.posts.iter().enumerate() {
            ordered(post.start, post.end).map_err(|e| e.within(&format!("posts[{i}]")))?;
        }
        for (i, course) in self.schooling.iter().enumerate() {
            ordered(course.start, course.graduation).map_err(|e| e.within(&format!("schooling[{i}]")))?;
        }
        Ok(self)
    }

    fn check_lengths(&self) -> Result<(), Invalid> {
        let lists = [
            ("skills", self.skills.len()),
            ("posts", self.posts.len()),
            ("schooling", self.schooling.len()),
            ("titles", self.titles.len()),
            ("grades", self.grades.len()),
            ("licences", self.licences.len()),
            ("achievements", self.achievements.len()),
            ("events", self.events.len()),
            ("preferences.regions", self.preferences.regions.len()),
        ];
        for (field, length) in lists {
            check::list(field, length, MAX_LIST)?;
        }
        check::list("preferences.cohorts", self.preferences.cohorts.len(), Preferences::MAX_COHORTS)?;
        check::distinct("preferences.cohorts", self.preferences.cohorts.iter())?;
        self.check_classes()?;
        check::text("text", self.text.as_deref().unwrap_or_default(), 0..=MAX_TEXT_CHARS)
    }

    /// No class stands twice, the present one counted.
    fn check_classes(&self) -> Result<(), Invalid> {
        check::list("former_cohorts", self.former_cohorts.len(), Self::MAX_FORMER_COHORTS)?;
        check::distinct("former_cohorts", self.cohort.iter().chain(&self.former_cohorts))
    }
}

fn ordered(start: Option<Month>, end: Option<Month>) -> Result<(), Invalid> {
    match (start, end) {
        (Some(start), Some(end)) if end < start => {
            Err(Invalid::new("end", end, format!("{start} (the start) or later")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
