//! What became of one person: shortlists, offers, starts, leavings, and how it stands months later. The feedback of the whole.

use super::{Date, EntryId, Invalid, OrderId, OrganisationId, OutcomeId, Pay, Stage, TalentId, check};

/// Why somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeavingReason {
    /// Pay.
    Pay,
    /// No way up.
    Growth,
    /// Housing.
    Housing,
    /// Family.
    Family,
    /// The children's school.
    SchoolingOfChildren,
    /// The way to work.
    Commute,
    /// How the enterprise is led.
    Management,
    /// The work asked for other skills.
    SkillMismatch,
    /// The contract ended.
    ContractEnd,
    /// Went on to study.
    FurtherStudy,
    /// None of these.
    Other,
}

impl LeavingReason {
    /// All eleven.
    pub const ALL: [Self; 11] = [
        Self::Pay,
        Self::Growth,
        Self::Housing,
        Self::Family,
        Self::SchoolingOfChildren,
        Self::Commute,
        Self::Management,
        Self::SkillMismatch,
        Self::ContractEnd,
        Self::FurtherStudy,
        Self::Other,
    ];
}

/// How long after the start one looks: 6, 12 or 36 months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = u8, minimum = 6, maximum = 36))]
pub struct MonthsAfter(u8);

impl MonthsAfter {
    /// All three.
    pub const ALL: [Self; 3] = [Self(6), Self(12), Self(36)];

    /// The number of months.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for MonthsAfter {
    type Error = Invalid;
    fn try_from(value: u8) -> Result<Self, Invalid> {
        let after = Self::ALL.into_iter().find(|after| after.0 == value);
        let [first, second, last] = Self::ALL.map(Self::get);
        after.ok_or_else(|| Invalid::new("months", value, format!("{first}, {second} or {last}")))
    }
}

impl From<MonthsAfter> for u8 {
    fn from(after: MonthsAfter) -> Self {
        after.0
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum OutcomeEvent {
    /// The enterprise considers the person for the order; nothing is promised.
    Shortlisted {
        /// Whether the person still is; taken off the list otherwise.
        considered: bool,
    },
    /// A post was offered.
    Offered {
        /// Whether it was accepted; absent while nobody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accepted: Option<bool>,
    },
    /// Began to work.
    Started {
        /// What is paid from the start.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pay: Option<Pay>,
    },
    /// Left.
    Left {
        /// Why.
        reason: LeavingReason,
    },
    /// How it stands a while after the start.
    State {
        /// How long after.
        months: MonthsAfter,
        /// Whether still employed by the organisation that reports.
        employed_here: bool,
        /// What is paid by then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pay: Option<Pay>,
    },
}

/// How content the person is with a stage of the work done for talent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawSatisfaction")]
pub struct Satisfaction {
    /// With which stage.
    pub stage: Stage,
    /// 1 (not at all) to [`Satisfaction::MAX_SCORE`] (wholly).
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 5))]
    pub score: u8,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSatisfaction {
    stage: Stage,
    score: u8,
}

impl Satisfaction {
    /// The best score.
    pub const MAX_SCORE: u8 = 5;
}

impl TryFrom<RawSatisfaction> for Satisfaction {
    type Error = Invalid;
    fn try_from(RawSatisfaction { stage, score }: RawSatisfaction) -> Result<Self, Invalid> {
        check::number("score", score.into(), 1..=Self::MAX_SCORE.into())?;
        Ok(Self { stage, score })
    }
}

/// What became of one person, as an organisation reports it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its id.
    pub id: OutcomeId,
    /// Of whom.
    pub talent: TalentId,
    /// Who reports.
    pub organisation: OrganisationId,
    /// The order it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The catalog's position it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// When it happened.
    pub date: Date,
    /// What happened.
    pub event: OutcomeEvent,
    /// How content the person is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<Satisfaction>,
    /// Whether it was made up for demonstration.
    #[serde(default)]
    pub synthetic: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(event: &str, more: &str) -> Result<Outcome, serde_json::Error> {
        let head = r#""id":"R-1","talent":"T-1","organisation":"E-1","date":"2026-11-21""#;
        serde_json::from_str(&format!(r#"{{{head},"event":{event}{more}}}"#))
    }

    #[test]
    fn every_event_goes_round() {
        for event in [
            r#"{"kind":"shortlisted","considered":true}"#,
            r#"{"kind":"offered"}"#,
            r#"{"kind":"offered","accepted":false}"#,
            r#"{"kind":"started"}"#,
            r#"{"kind":"started","pay":{"min":6.0,"max":7.0,"basis":"base"}}"#,
            r#"{"kind":"left","reason":"schooling_of_children"}"#,
            r#"{"kind":"state","months":12,"employed_here":true}"#,
            r#"{"kind":"state","months":36,"employed_here":false,"pay":{"min":12.0,"max":14.0,"basis":"total"}}"#,
        ] {
            let read = outcome(event, r#","satisfaction":{"stage":"retention","score":4}"#).unwrap();
            assert_eq!(serde_json::to_string(&read.event).unwrap(), event);
            let again: Outcome = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
            assert_eq!(again, read);
        }
    }

    #[test]
    fn what_is_not_on_the_lists_is_refused() {
        for event in [
            r#"{"kind":"started","pay":1}"#,
            r#"{"kind":"started","salary":1}"#,
            r#"{"kind":"left","reason":"age"}"#,
            r#"{"kind":"left"}"#,
            r#"{"kind":"state","months":24,"employed_here":true}"#,
        ] {
            assert!(outcome(event, "").is_err(), "{event}");
        }
        for score in [0, 6] {
            let more = format!(r#","satisfaction":{{"stage":"retention","score":{score}}}"#);
            assert!(outcome(r#"{"kind":"started"}"#, &more).unwrap_err().to_string().contains("1 to 5"));
        }
    }
}
