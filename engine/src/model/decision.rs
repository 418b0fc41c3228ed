//! A recorded run: all that it takes to explain a result again, years later. The result's bytes are kept beside it by
//! the store.

use super::{Date, DecisionId, EditionId, EntryId, KeyId, Moment, OrderId, OrganisationId, TalentId};

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// People for a demand.
    Candidates,
    /// Positions for a person.
    Positions,
    /// The category of a person.
    Classification,
    /// Positions within a person's reach, with what is to be learned first.
    Reach,
    /// The seats of classes.
    Seats,
}

impl DecisionKind {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Candidates, Self::Positions, Self::Classification, Self::Reach, Self::Seats];

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Candidates => "candidates",
            Self::Positions => "positions",
            Self::Classification => "classification",
            Self::Reach => "reach",
            Self::Seats => "seats",
        }
    }
}

/// A person whom a decision is about, at the version that was judged; version 0 for a person told in the request, of whom
/// nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionSubject {
    /// Who.
    pub talent: TalentId,
    /// Which version of the record.
    pub version: u64,
}

/// A recorded run.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// What was asked.
    pub kind: DecisionKind,
    /// When it was asked.
    pub at: Moment,
    /// By which key.
    pub key: KeyId,
    /// For whom.
    pub organisation: OrganisationId,
    /// The order matched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The catalog's position matched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// The edition judged by.
    pub edition: EditionId,
    /// The method's name.
    pub method: String,
    /// The hash of the method file.
    pub method_hash: String,
    /// The hash of the vocabulary and the edition as they were loaded.
    pub vocabulary_hash: String,
    /// The day that was judged at.
    pub as_of: Date,
    /// The change of the log that the index had reached.
    pub sequence: u64,
    /// The hash of what went in.
    pub input_hash: String,
    /// The hash of the result's bytes.
    pub result_hash: String,
    /// The people shown, in the order of the result.
    #[serde(default)]
    pub subjects: Vec<DecisionSubject>,
    /// The request as it was taken.
    pub request: serde_json::Value,
    /// Whether somebody whom it was about was erased since: a pseudonym stands for them, and `result_hash` is that of
    /// what is left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pseudonymised: bool,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_decision_goes_round() {
        let record = json!({
            "id": "D-1", "kind": "candidates", "at": "2026-11-21T05:30:11.123Z", "key": "K-1", "organisation": "E-1",
            "order": "O-1", "edition": "qingyuan-2026", "method": "method-2026", "method_hash": "aa",
            "vocabulary_hash": "bb", "as_of": "2026-11-21", "sequence": 42, "input_hash": "cc", "result_hash": "dd",
            "subjects": [{"talent": "T-00000001", "version": 3}], "request": {"top": 10}
        });
        let read: Decision = serde_json::from_value(record.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), record);
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for kind in DecisionKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}
