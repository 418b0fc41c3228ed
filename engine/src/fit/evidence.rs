//! The evidence behind a value: codes and values, never sentences. Sentences are made at the edge from one table.

use super::{CodeClass, Kinship, Nearness};
use crate::model::{AchievementKind, AchievementReach, Date};

/// One piece of evidence. `requirement` is the index in the demand's list.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Evidence {
    /// The skill is held at the level asked or above.
    SkillMet {
        /// Which requirement.
        requirement: usize,
        /// The skill asked: its id, or the words as written.
        skill: String,
        /// Level asked, 1 to 5.
        asked: u8,
        /// Level held.
        held: u8,
    },
    /// The skill is held below the level asked.
    SkillLevelLow {
        /// Which requirement.
        requirement: usize,
        /// The skill asked.
        skill: String,
        /// Level asked, 1 to 5.
        asked: u8,
        /// Level held.
        held: u8,
    },
    /// The skill is held, at which level is not known.
    SkillLevelUnknown {
        /// Which requirement.
        requirement: usize,
        /// The skill asked.
        skill: String,
        /// Level asked, 1 to 5.
        asked: u8,
    },
    /// A related skill stands in for the one asked.
    SkillRelated {
        /// Which requirement.
        requirement: usize,
        /// The skill asked.
        skill: String,
        /// Level asked, 1 to 5.
        asked: u8,
        /// The skill held.
        through: String,
        /// Its level; absent when unknown.
        held: Option<u8>,
        /// How near it is, at most 0.6.
        relatedness: f64,
    },
    /// Neither the skill nor a related one is held.
    SkillNotFound {
        /// Which requirement.
        requirement: usize,
        /// The skill asked.
        skill: String,
        /// Level asked, 1 to 5.
        asked: u8,
    },
    /// The best post by its occupation code.
    OccupationCode {
        /// The code asked.
        asked: String,
        /// The code of the post.
        held: String,
        /// What the two share.
        class: CodeClass,
        /// 1 for a post still held, halving with each half-life since.
        recency: f64,
    },
    /// The best post by the likeness of its title alone.
    OccupationTitle {
        /// The title of the post, normalised.
        held: String,
        /// Share of its parts that both titles have, 0 to 1.
        likeness: f64,
        /// 1 for a post still held, halving with each half-life since.
        recency: f64,
    },
    /// The best post by the node worked in.
    ChainNode {
        /// The node asked.
        asked: String,
        /// The node worked in.
        held: String,
        /// How the two stand to each other.
        kinship: Kinship,
        /// Links between them, when that is what joins them.
        links: u8,
        /// 1 for a post still held, halving with each half-life since.
        recency: f64,
    },
    /// Achievements of one kind and reach.
    Achieved {
        /// What.
        kind: AchievementKind,
        /// How far it reached.
        reach: AchievementReach,
        /// How many stand in the record.
        count: u16,
        /// How many of them count.
        counted: u16,
        /// What they add to the sum before it saturates.
        credit: f64,
    },
    /// A skill grade, as an achievement of craft.
    AchievedGrade {
        /// The ordinal, 0 to 7.
        grade: u8,
        /// What it adds to the sum before it saturates.
        credit: f64,
    },
    /// Studies that lie near the majors asked, as the record of one who has not worked yet.
    AchievedStudies {
        /// How near, 0 to 1.
        alignment: f64,
        /// What it adds to the sum before it saturates.
        credit: f64,
    },
    /// Education against the level asked.
    Education {
        /// Which requirement.
        requirement: usize,
        /// The code asked.
        asked: String,
        /// The best code held; absent when unknown.
        held: Option<String>,
        /// The skill grade that counts as more, by equivalence.
        by_grade: Option<u8>,
        /// Value, 0 to 1.
        value: f64,
    },
    /// The major against those asked.
    Major {
        /// Which requirement.
        requirement: usize,
        /// The nearest major held; absent when unknown.
        held: Option<String>,
        /// Value, 0 to 1.
        value: f64,
    },
    /// The title against the level asked.
    Title {
        /// Which requirement.
        requirement: usize,
        /// Rank asked, 1 to 5.
        asked: u8,
        /// Rank held, after recognition and equivalence; absent when unknown.
        held: Option<u8>,
        /// Whether it was lowered, being of a city whose titles are not recognised at the place of use.
        lowered: bool,
        /// The skill grade that counts as this title, by equivalence.
        by_grade: Option<u8>,
        /// Value, 0 to 1.
        value: f64,
    },
    /// The skill grade against the one asked.
    Grade {
        /// Which requirement.
        requirement: usize,
        /// Ordinal asked, 0 to 7.
        asked: u8,
        /// Ordinal held; absent when unknown.
        held: Option<u8>,
        /// Whether it was lowered, being of an occupation far from the one asked.
        lowered: bool,
        /// Value, 0 to 1.
        value: f64,
    },
    /// A licence.
    Licence {
        /// Which requirement.
        requirement: usize,
        /// The licence asked.
        licence: String,
        /// How it stands.
        state: LicenceState,
        /// Last day of validity, when one is known.
        valid_until: Option<Date>,
    },
    /// Years of work.
    Experience {
        /// Years in occupations near the one asked, overlaps counted once.
        years: f64,
        /// Years in others.
        other_years: f64,
        /// Years asked; absent when none are.
        asked: Option<u8>,
    },
    /// Residence against the place of use.
    Residence {
        /// The nearest place of use.
        place: String,
        /// The residence.
        held: String,
        /// How near.
        nearness: Nearness,
    },
    /// The person wishes to work at a place of use.
    PlaceWished {
        /// The place wished for.
        place: String,
    },
    /// A flexible or enclave engagement suits both, so that residence matters little.
    PlaceFlexible,
    /// No engagement mode suits both.
    ModesApart,
    /// Pay offered against pay asked, in 万元 a year.
    Pay {
        /// Most that is offered.
        offered: f64,
        /// Least that the person asks.
        asked_min: f64,
        /// Most that the person asks.
        asked_max: f64,
        /// Value, 0 to 1.
        value: f64,
    },
    /// The first possible day against the day it is due.
    Start {
        /// Days late; 0 when in time.
        days_late: u32,
        /// Value, 0 to 1.
        value: f64,
    },
    /// The occupation is wished for.
    OccupationWished {
        /// What the wish and the offer share.
        class: CodeClass,
    },
    /// The node is wished for.
    NodeWished {
        /// How the wish and the offer stand to each other.
        kinship: Kinship,
    },
    /// The demand asks nothing here.
    NotAsked,
    /// What the facts earn is below the neutral value, and the neutral value counts: telling never costs.
    Floor {
        /// What the facts earn.
        judged: f64,
    },
}

/// How a licence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum LicenceState {
    /// Held and valid.
    Valid,
    /// Held, and run out.
    Expired,
    /// Others are listed, this one is not.
    NotHeld,
    /// No licence is listed: nothing is known.
    Unknown,
}
