//! A step in the life of an order, and the reasons for which it may be taken.

use super::road::{self, Road};
use super::{Invalid, OrderStatus};

/// Why an order takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransitionReason {
    /// It was looked through and is complete.
    VerifiedComplete,
    /// It was put in force.
    Published,
    /// People took seats.
    SeatsFilled,
    /// Its last day of validity is past.
    PastValidity,
    /// The enterprise no longer wants it.
    EnterpriseCancelled,
    /// The position no longer exists.
    PositionClosed,
    /// The money for it is gone.
    BudgetWithdrawn,
    /// The enterprise found people by another way.
    FilledElsewhere,
    /// Another order asks for the same seats.
    Duplicate,
    /// It should never have been there.
    EnteredInError,
    /// None of these; the note says which.
    Other,
}

/// Which reasons lead where. Nothing leads back to a draft.
const REASONS: [(OrderStatus, &[TransitionReason]); 7] = [
    (OrderStatus::Draft, &[]),
    (OrderStatus::Verified, &[TransitionReason::VerifiedComplete]),
    (OrderStatus::Open, &[TransitionReason::Published]),
    (OrderStatus::PartFilled, &[TransitionReason::SeatsFilled]),
    (OrderStatus::Filled, &[TransitionReason::SeatsFilled]),
    (OrderStatus::Expired, &[TransitionReason::PastValidity]),
    (
        OrderStatus::Withdrawn,
        &[
            TransitionReason::EnterpriseCancelled,
            TransitionReason::PositionClosed,
            TransitionReason::BudgetWithdrawn,
            TransitionReason::FilledElsewhere,
            TransitionReason::Duplicate,
            TransitionReason::EnteredInError,
            TransitionReason::Other,
        ],
    ),
];

impl TransitionReason {
    /// All, in the order of the road.
    pub const ALL: [Self; 11] = [
        Self::VerifiedComplete,
        Self::Published,
        Self::SeatsFilled,
        Self::PastValidity,
        Self::EnterpriseCancelled,
        Self::PositionClosed,
        Self::BudgetWithdrawn,
        Self::FilledElsewhere,
        Self::Duplicate,
        Self::EnteredInError,
        Self::Other,
    ];

    /// The reasons for which an order may become `to`.
    #[must_use]
    pub fn allowed_for(to: OrderStatus) -> &'static [Self] {
        REASONS.iter().find(|(status, _)| *status == to).map_or(&[], |(_, reasons)| reasons)
    }

    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerifiedComplete => "verified_complete",
            Self::Published => "published",
            Self::SeatsFilled => "seats_filled",
            Self::PastValidity => "past_validity",
            Self::EnterpriseCancelled => "enterprise_cancelled",
            Self::PositionClosed => "position_closed",
            Self::BudgetWithdrawn => "budget_withdrawn",
            Self::FilledElsewhere => "filled_elsewhere",
            Self::Duplicate => "duplicate",
            Self::EnteredInError => "entered_in_error",
            Self::Other => "other",
        }
    }
}

impl std::fmt::Display for TransitionReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Road for OrderStatus {
    type Reason = TransitionReason;

    fn next(self) -> &'static [Self] {
        Self::next(self)
    }

    fn reasons(self) -> &'static [TransitionReason] {
        TransitionReason::allowed_for(self)
    }
}

/// A step that an order is asked to take.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderTransition {
    /// Where to.
    pub to: OrderStatus,
    /// Why.
    pub reason: TransitionReason,
    /// Seats filled in all, after the step; needed for `part_filled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filled: Option<u16>,
    /// Words about it, at most [`OrderTransition::MAX_NOTE_CHARS`] characters; personal numbers are taken out.
    #[serde(default, deserialize_with = "road::read_note", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(max_length = 500))]
    pub note: Option<String>,
}

impl OrderTransition {
    /// Longest note in characters.
    pub const MAX_NOTE_CHARS: usize = road::MAX_NOTE_CHARS;

    /// Checks the note and takes personal numbers out of it.
    ///
    /// # Errors
    /// `Invalid` naming a note that is too long.
    pub fn new(
        to: OrderStatus,
        reason: TransitionReason,
        filled: Option<u16>,
        note: Option<String>,
    ) -> Result<Self, Invalid> {
        Ok(Self { to, reason, filled, note: road::note(note)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_leads_somewhere_for_a_reason_and_every_reason_leads_somewhere() {
        for from in OrderStatus::ALL {
            for to in OrderStatus::ALL.into_iter().filter(|to| from.may_become(*to)) {
                assert!(!TransitionReason::allowed_for(to).is_empty(), "{from} → {to}");
            }
        }
        for reason in TransitionReason::ALL {
            let leads = |to: &OrderStatus| TransitionReason::allowed_for(*to).contains(&reason);
            assert!(OrderStatus::ALL.iter().any(leads), "{reason}");
        }
        assert!(TransitionReason::allowed_for(OrderStatus::Draft).is_empty());
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for reason in TransitionReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
    }

    #[test]
    fn a_note_keeps_no_personal_number() {
        let json = r#"{"to":"open","reason":"published","note":"11010519491231002X 同意"}"#;
        let step: OrderTransition = serde_json::from_str(json).unwrap();
        assert!(step.note.as_deref().is_some_and(|note| note.ends_with("同意") && !note.contains("1949")));
    }

    #[test]
    fn a_note_is_short_and_a_step_has_no_other_fields() {
        let step = |note: &str, more: &str| {
            let json = format!(r#"{{"to":"open","reason":"published","note":"{note}"{more}}}"#);
            serde_json::from_str::<OrderTransition>(&json)
        };
        let most = OrderTransition::MAX_NOTE_CHARS;
        assert!(step(&"字".repeat(most), "").is_ok());
        assert!(step(&"字".repeat(most + 1), "").unwrap_err().to_string().contains("0 to 500"));
        assert!(step("", r#","by":"me""#).is_err());
    }
}
