//! A step in the life of a class, the word of a party, and the reasons for which either may be given.

use super::road::{self, Road};
use super::{Agreement, CohortStatus, Date, Invalid, OrganisationId};

/// Why a class takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CohortReason {
    /// A party said yes.
    PartyAgreed,
    /// A party said no.
    PartyRefused,
    /// A party took its word back.
    WordTakenBack,
    /// People are taken in.
    EnrolmentOpened,
    /// Teaching began.
    TeachingBegan,
    /// It was taught to the end.
    Completed,
    /// What became of its people was settled.
    PlacementsSettled,
    /// Fewer people wanted to join than the class needs.
    MinimumNotReached,
    /// An enterprise no longer wants its share.
    EnterpriseWithdrew,
    /// The college cannot hold it.
    CollegeWithdrew,
    /// The work that it was for is no longer asked for.
    DemandGone,
    /// Another class is for the same seats.
    Duplicate,
    /// It should never have been there.
    EnteredInError,
    /// None of these; the note says which.
    Other,
}

/// Which reasons lead where. A word leaves a class proposed, or makes it agreed; neither is a step that can be asked for.
const REASONS: [(CohortStatus, &[CohortReason]); 7] = [
    (CohortStatus::Proposed, &[CohortReason::PartyAgreed, CohortReason::PartyRefused, CohortReason::WordTakenBack]),
    (CohortStatus::Agreed, &[CohortReason::PartyAgreed]),
    (CohortStatus::Enrolling, &[CohortReason::EnrolmentOpened]),
    (CohortStatus::Running, &[CohortReason::TeachingBegan]),
    (CohortStatus::Graduated, &[CohortReason::Completed]),
    (CohortStatus::Placed, &[CohortReason::PlacementsSettled]),
    (
        CohortStatus::Cancelled,
        &[
            CohortReason::MinimumNotReached,
            CohortReason::EnterpriseWithdrew,
            CohortReason::CollegeWithdrew,
            CohortReason::DemandGone,
            CohortReason::Duplicate,
            CohortReason::EnteredInError,
            CohortReason::Other,
        ],
    ),
];

impl CohortReason {
    /// All, in the order of the road.
    pub const ALL: [Self; 14] = [
        Self::PartyAgreed,
        Self::PartyRefused,
        Self::WordTakenBack,
        Self::EnrolmentOpened,
        Self::TeachingBegan,
        Self::Completed,
        Self::PlacementsSettled,
        Self::MinimumNotReached,
        Self::EnterpriseWithdrew,
        Self::CollegeWithdrew,
        Self::DemandGone,
        Self::Duplicate,
        Self::EnteredInError,
        Self::Other,
    ];

    /// The reasons for which a class may become `to`.
    #[must_use]
    pub fn allowed_for(to: CohortStatus) -> &'static [Self] {
        REASONS.iter().find(|(status, _)| *status == to).map_or(&[], |(_, reasons)| reasons)
    }

    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PartyAgreed => "party_agreed",
            Self::PartyRefused => "party_refused",
            Self::WordTakenBack => "word_taken_back",
            Self::EnrolmentOpened => "enrolment_opened",
            Self::TeachingBegan => "teaching_began",
            Self::Completed => "completed",
            Self::PlacementsSettled => "placements_settled",
            Self::MinimumNotReached => "minimum_not_reached",
            Self::EnterpriseWithdrew => "enterprise_withdrew",
            Self::CollegeWithdrew => "college_withdrew",
            Self::DemandGone => "demand_gone",
            Self::Duplicate => "duplicate",
            Self::EnteredInError => "entered_in_error",
            Self::Other => "other",
        }
    }
}

impl std::fmt::Display for CohortReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Road for CohortStatus {
    type Reason = CohortReason;

    fn next(self) -> &'static [Self] {
        Self::next(self)
    }

    fn reasons(self) -> &'static [CohortReason] {
        CohortReason::allowed_for(self)
    }
}

/// Why a party says no to a class as it is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// Too many or too few seats.
    Seats,
    /// It begins or is ready at the wrong time.
    Dates,
    /// It teaches the wrong things.
    Curriculum,
    /// It costs too much.
    Cost,
    /// People are no longer needed.
    NoDemand,
    /// None of these; the note says which.
    Other,
}

impl RefusalReason {
    /// All six.
    pub const ALL: [Self; 6] = [Self::Seats, Self::Dates, Self::Curriculum, Self::Cost, Self::NoDemand, Self::Other];

    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seats => "seats",
            Self::Dates => "dates",
            Self::Curriculum => "curriculum",
            Self::Cost => "cost",
            Self::NoDemand => "no_demand",
            Self::Other => "other",
        }
    }
}

impl std::fmt::Display for RefusalReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A step that a class is asked to take.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CohortTransition {
    /// Where to.
    pub to: CohortStatus,
    /// Why.
    pub reason: CohortReason,
    /// The day on which it was taken; the day on which it is told when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Words about it, at most [`CohortTransition::MAX_NOTE_CHARS`] characters; personal numbers are taken out.
    #[serde(default, deserialize_with = "road::read_note", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(max_length = 500))]
    pub note: Option<String>,
}

impl CohortTransition {
    /// Longest note in characters.
    pub const MAX_NOTE_CHARS: usize = road::MAX_NOTE_CHARS;

    /// Checks the note and takes personal numbers out of it.
    ///
    /// # Errors
    /// `Invalid` naming a note that is too long.
    pub fn new(
        to: CohortStatus,
        reason: CohortReason,
        on: Option<Date>,
        note: Option<String>,
    ) -> Result<Self, Invalid> {
        Ok(Self { to, reason, on, note: road::note(note)? })
    }
}

/// What a party says to a class as it is proposed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PartyWord {
    /// Whose word; the organisation of the key when absent. Only the bureau speaks for another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Why it is a no; absent for a yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalReason>,
    /// The day on which it was given; the day on which it is told when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Words about it, at most [`CohortTransition::MAX_NOTE_CHARS`] characters; personal numbers are taken out. The bureau
    /// says here why it speaks for a party.
    #[serde(default, deserialize_with = "road::read_note", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(max_length = 500))]
    pub note: Option<String>,
}

impl PartyWord {
    /// Checks the note and takes personal numbers out of it.
    ///
    /// # Errors
    /// `Invalid` naming a note that is too long.
    pub fn new(
        organisation: Option<OrganisationId>,
        refusal: Option<RefusalReason>,
        on: Option<Date>,
        note: Option<String>,
    ) -> Result<Self, Invalid> {
        Ok(Self { organisation, refusal, on, note: road::note(note)? })
    }

    /// The word as it is kept, when somebody of an organisation gives it, or the bureau for a party.
    ///
    /// # Errors
    /// `Invalid` with field `organisation` when it is another's than the own one, or nobody's; `note` when the bureau does
    /// not say why it speaks for a party; `on` when a party dates its own word otherwise than today.
    pub fn agreement(&self, own: Option<&OrganisationId>, today: Date) -> Result<Agreement, Invalid> {
        let organisation = self.party(own)?.clone();
        let on = self.on.unwrap_or(today);
        if own.is_some() && on != today {
            return Err(Invalid::new("on", on, format!("{today}, or nothing: only the bureau tells an earlier day")));
        }
        Ok(Agreement { organisation, on, refusal: self.refusal })
    }

    /// Why the class changes with it.
    #[must_use]
    pub const fn reason(&self) -> CohortReason {
        if self.refusal.is_some() { CohortReason::PartyRefused } else { CohortReason::PartyAgreed }
    }

    fn party<'w>(&'w self, own: Option<&'w OrganisationId>) -> Result<&'w OrganisationId, Invalid> {
        match (&self.organisation, own) {
            (Some(named), Some(own)) if named != own => {
                Err(Invalid::new("organisation", named, format!("{own}, your own organisation")))
            }
            (_, Some(own)) => Ok(own),
            (None, None) => Err(Invalid::new("organisation", "", "the party whose word it is")),
            (Some(_), None) if self.note.as_deref().is_none_or(|note| note.trim().is_empty()) => {
                Err(Invalid::new("note", "", "why the word is given for the party, e.g. the contract that it signed"))
            }
            (Some(named), None) => Ok(named),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_leads_somewhere_for_a_reason_and_every_reason_leads_somewhere() {
        for from in CohortStatus::ALL {
            for to in from.next() {
                assert!(!CohortReason::allowed_for(*to).is_empty(), "{from} → {to}");
            }
        }
        for reason in CohortReason::ALL {
            let leads = |to: &CohortStatus| CohortReason::allowed_for(*to).contains(&reason);
            assert!(CohortStatus::ALL.iter().any(leads), "{reason}");
        }
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for reason in CohortReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
        for reason in RefusalReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
    }

    #[test]
    fn nobody_speaks_for_another_but_the_bureau_which_says_why() {
        let word = |json: &str| serde_json::from_str::<PartyWord>(json).unwrap();
        let (one, two) = (OrganisationId::new("E-1").unwrap(), OrganisationId::new("E-2").unwrap());
        assert_eq!(word("{}").party(Some(&one)).unwrap(), &one);
        let named = word(r#"{"organisation": "E-1", "note": " "}"#);
        assert_eq!(named.party(Some(&one)).unwrap(), &one);
        assert_eq!(named.party(Some(&two)).unwrap_err().field, "organisation");
        assert_eq!(named.party(None).unwrap_err().field, "note");
        assert_eq!(word("{}").party(None).unwrap_err().field, "organisation");
        assert_eq!(word(r#"{"organisation": "E-1", "note": "已签约"}"#).party(None).unwrap(), &one);
        let (today, before) = (Date::new(2026, 11, 21).unwrap(), Date::new(2026, 11, 2).unwrap());
        let dated = word(r#"{"organisation": "E-1", "on": "2026-11-02", "note": "已签约"}"#);
        assert_eq!(dated.agreement(None, today).unwrap().on, before);
        assert_eq!(dated.agreement(Some(&one), today).unwrap_err().field, "on");
        assert_eq!(word("{}").agreement(Some(&one), today).unwrap().on, today);
    }

    #[test]
    fn a_note_keeps_no_personal_number() {
        let json = r#"{"to":"enrolling","reason":"enrolment_opened","note":"11010519491231002X 同意"}"#;
        let step: CohortTransition = serde_json::from_str(json).unwrap();
        assert!(step.note.as_deref().is_some_and(|note| note.ends_with("同意") && !note.contains("1949")));
        let long = "字".repeat(CohortTransition::MAX_NOTE_CHARS + 1);
        assert!(CohortTransition::new(step.to, step.reason, None, Some(long)).is_err());
    }
}
