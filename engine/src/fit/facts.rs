//! What scoring reads of a person, with names turned into small numbers. The index keeps these lists as columns; a single
//! profile is encoded the same way, so that both are judged by the same code.

use super::Dictionary;
use crate::model::{AchievementKind, AchievementReach, Date, EngagementModes, Month, Profile};

/// A number that names nothing: the fact is unknown.
pub const UNKNOWN: u16 = u16::MAX;

/// A skill held. Lists are sorted by `skill` and hold each skill once, at its best level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkillFact {
    /// Number in [`Dictionary::skills`].
    pub skill: u32,
    /// 1 to 5; 0 when the level is unknown.
    pub level: u8,
}

/// A post held. Lists are sorted by `start`, undated posts first, so that overlaps merge in one pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostFact {
    /// Number in [`Dictionary::titles`].
    pub title: u32,
    /// Number in [`Dictionary::occupations`], or [`UNKNOWN`].
    pub occupation: u16,
    /// Number in [`Dictionary::nodes`], or [`UNKNOWN`].
    pub node: u16,
    /// First month.
    pub start: Option<Month>,
    /// Last month; `None` with a known start: still held.
    pub end: Option<Month>,
}

/// A course of education.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchoolingFact {
    /// Number in [`Dictionary::educations`], or [`UNKNOWN`].
    pub level: u16,
    /// Number in [`Dictionary::majors`], or [`UNKNOWN`].
    pub major: u16,
    /// First month.
    pub start: Option<Month>,
    /// Month of graduation, past or expected.
    pub graduation: Option<Month>,
}

/// A title held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleFact {
    /// 1 (lowest) to 5.
    pub rank: u8,
    /// Number in [`Dictionary::regions`] of the city that awarded it, or [`UNKNOWN`].
    pub awarded_in: u16,
}

/// A skill grade held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeFact {
    /// 0 to 7.
    pub grade: u8,
    /// Number in [`Dictionary::occupations`], or [`UNKNOWN`].
    pub occupation: u16,
    /// Month of award.
    pub awarded: Option<Month>,
}

/// A licence held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LicenceFact {
    /// Number in [`Dictionary::licences`].
    pub licence: u16,
    /// Last day of validity.
    pub valid_until: Option<Date>,
}

/// An achievement, or several alike. Lists are sorted by `kind`, farthest reach first, so that the best of a kind count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AchievementFact {
    /// What it was.
    pub kind: AchievementKind,
    /// How far it reached.
    pub reach: AchievementReach,
    /// How many alike.
    pub count: u16,
}

/// The part of a person that has one value each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonFact {
    /// Number in [`Dictionary::regions`], or [`UNKNOWN`].
    pub residence: u16,
    /// Modes the person accepts; empty when unknown.
    pub modes: EngagementModes,
    /// Pay asked for in 万元 a year, `(min, max)`.
    pub pay: Option<(f32, f32)>,
    /// First day the person could start.
    pub available_from: Option<Date>,
}

/// One person as scoring sees it, borrowed from columns or from a [`FactsBuf`].
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// What has one value each.
    pub person: PersonFact,
    /// Skills.
    pub skills: &'a [SkillFact],
    /// Posts.
    pub posts: &'a [PostFact],
    /// Education.
    pub schooling: &'a [SchoolingFact],
    /// Titles.
    pub titles: &'a [TitleFact],
    /// Grades.
    pub grades: &'a [GradeFact],
    /// Licences.
    pub licences: &'a [LicenceFact],
    /// Achievements.
    pub achievements: &'a [AchievementFact],
    /// Regions wished for, numbers in [`Dictionary::regions`].
    pub wished_regions: &'a [u16],
    /// Occupations wished for, numbers in [`Dictionary::occupations`].
    pub wished_occupations: &'a [u16],
    /// Nodes wished for, numbers in [`Dictionary::nodes`].
    pub wished_nodes: &'a [u16],
}

/// One person's facts, owned.
#[derive(Debug, Clone, PartialEq)]
pub struct FactsBuf {
    person: PersonFact,
    skills: Vec<SkillFact>,
    posts: Vec<PostFact>,
    schooling: Vec<SchoolingFact>,
    titles: Vec<TitleFact>,
    grades: Vec<GradeFact>,
    licences: Vec<LicenceFact>,
    achievements: Vec<AchievementFact>,
    wished_regions: Vec<u16>,
    wished_occupations: Vec<u16>,
    wished_nodes: Vec<u16>,
}

impl FactsBuf {
    /// Reads a profile; names that the dictionary has not seen are added to it.
    #[must_use]
    pub fn of(profile: &Profile, dictionary: &mut Dictionary) -> Self {
        let wishes = &profile.preferences;
        Self {
            person: PersonFact {
                residence: profile.residence.as_ref().map_or(UNKNOWN, |r| dictionary.regions.number(r.as_str())),
                modes: wishes.modes.iter().copied().collect(),
                pay: wishes.pay.map(|pay| (pay.min as f32, pay.max as f32)),
                available_from: wishes.available_from,
            },
            skills: skills(profile, dictionary),
            posts: posts(profile, dictionary),
            schooling: schooling(profile, dictionary),
            titles: titles(profile, dictionary),
            grades: grades(profile, dictionary),
            licences: licences(profile, dictionary),
            achievements: achievements(profile),
            wished_regions: wishes.regions.iter().map(|r| dictionary.regions.number(r.as_str())).collect(),
            wished_occupations: wishes.occupations.iter().map(|o| dictionary.occupations.number(o.as_str())).collect(),
            wished_nodes: wishes.nodes.iter().map(|n| dictionary.nodes.number(n.as_str())).collect(),
        }
    }

    /// The facts, borrowed.
    #[must_use]
    pub fn view(&self) -> Facts<'_> {
        Facts {
            person: self.person,
            skills: &self.skills,
            posts: &self.posts,
            schooling: &self.schooling,
            titles: &self.titles,
            grades: &self.grades,
            licences: &self.licences,
            achievements: &self.achievements,
            wished_regions: &self.wished_regions,
            wished_occupations: &self.wished_occupations,
            wished_nodes: &self.wished_nodes,
        }
    }
}

fn skills(profile: &Profile, dictionary: &mut Dictionary) -> Vec<SkillFact> {
    let number = |dictionary: &mut Dictionary, held: &crate::model::HeldSkill| match (&held.skill, &held.text) {
        (Some(id), _) => dictionary.skill(id),
        (None, text) => dictionary.free_skill(text.as_deref().unwrap_or_default()),
    };
    let mut facts: Vec<SkillFact> = profile
        .skills
        .iter()
        .map(|held| SkillFact { skill: number(dictionary, held), level: held.level.map_or(0, |l| l.get()) })
        .collect();
    facts.sort_unstable_by_key(|fact| (fact.skill, std::cmp::Reverse(fact.level)));
    facts.dedup_by_key(|fact| fact.skill);
    facts
}

fn posts(profile: &Profile, dictionary: &mut Dictionary) -> Vec<PostFact> {
    let read = |post: &crate::model::Post| PostFact {
        title: dictionary.title(&post.title),
        occupation: post.occupation.as_ref().map_or(UNKNOWN, |o| dictionary.occupations.number(o.as_str())),
        node: post.node.as_ref().map_or(UNKNOWN, |n| dictionary.nodes.number(n.as_str())),
        start: post.start,
        end: post.end,
    };
    let mut facts: Vec<PostFact> = profile.posts.iter().map(read).collect();
    facts.sort_unstable_by_key(|post| (post.start, post.end, post.occupation, post.node, post.title));
    facts
}

fn schooling(profile: &Profile, dictionary: &mut Dictionary) -> Vec<SchoolingFact> {
    let read = |course: &crate::model::Schooling| SchoolingFact {
        level: course.level.as_ref().map_or(UNKNOWN, |l| dictionary.educations.number(l.as_str())),
        major: course.major.as_ref().map_or(UNKNOWN, |m| dictionary.majors.number(m.as_str())),
        start: course.start,
        graduation: course.graduation,
    };
    profile.schooling.iter().map(read).collect()
}

fn titles(profile: &Profile, dictionary: &mut Dictionary) -> Vec<TitleFact> {
    let read = |title: &crate::model::HeldTitle| TitleFact {
        rank: title.level.rank(),
        awarded_in: title.awarded_in.as_ref().map_or(UNKNOWN, |r| dictionary.regions.number(r.as_str())),
    };
    profile.titles.iter().map(read).collect()
}

fn grades(profile: &Profile, dictionary: &mut Dictionary) -> Vec<GradeFact> {
    let read = |held: &crate::model::HeldGrade| GradeFact {
        grade: held.grade.get(),
        occupation: held.occupation.as_ref().map_or(UNKNOWN, |o| dictionary.occupations.number(o.as_str())),
        awarded: held.awarded,
    };
    profile.grades.iter().map(read).collect()
}

fn licences(profile: &Profile, dictionary: &mut Dictionary) -> Vec<LicenceFact> {
    let read = |held: &crate::model::HeldLicence| LicenceFact {
        licence: dictionary.licences.number(held.licence.as_str()),
        valid_until: held.valid_until,
    };
    profile.licences.iter().map(read).collect()
}

fn achievements(profile: &Profile) -> Vec<AchievementFact> {
    let read = |a: &crate::model::Achievement| AchievementFact { kind: a.kind, reach: a.reach, count: a.count };
    let mut facts: Vec<AchievementFact> = profile.achievements.iter().map(read).collect();
    facts.sort_unstable_by_key(|fact| (fact.kind, std::cmp::Reverse((fact.reach, fact.count))));
    facts
}
