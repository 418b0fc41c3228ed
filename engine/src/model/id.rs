//! Identifiers and codes: short, printable, and told apart by type.

use super::Invalid;

/// Longest identifier in characters.
pub const MAX_ID_CHARS: usize = 64;

fn check(field: &str, value: &str) -> Result<(), Invalid> {
    let fits = !value.is_empty() && value.len() <= MAX_ID_CHARS;
    let clean = value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b));
    if fits && clean {
        return Ok(());
    }
    Err(Invalid::new(field, value, format!("1 to {MAX_ID_CHARS} of A-Z a-z 0-9 - _ . :")))
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident, $field:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String")]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 64, pattern = "^[-A-Za-z0-9_.:]+$"))]
        pub struct $name(String);

        impl $name {
            #[doc = concat!("Checks the form of a `", $field, "`.")]
            ///
            /// # Errors
            /// `Invalid` when it is empty, too long, or has a character outside the set that the message names.
            pub fn new(value: impl Into<String>) -> Result<Self, Invalid> {
                let value = value.into();
                check($field, &value)?;
                Ok(Self(value))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;
            fn try_from(value: String) -> Result<Self, Invalid> {
                Self::new(value)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

identifiers! {
    /// A chain of the catalog, e.g. `NFM`.
    ChainId, "chain";
    /// A node of a chain, e.g. `NFM-U1`.
    NodeId, "node";
    /// An industrial park.
    ParkId, "park";
    /// A college.
    CollegeId, "college";
    /// One version of the catalog, e.g. `qingyuan-2026`.
    EditionId, "edition";
    /// A position demanded in an edition, e.g. `NFM-P01`.
    EntryId, "entry";
    /// An enterprise's order.
    OrderId, "order";
    /// An enterprise, college or public body.
    OrganisationId, "organisation";
    /// The opaque key of one person: never an ID number, never derived from one without a secret.
    TalentId, "talent_id";
    /// A skill of the vocabulary.
    SkillId, "skill";
    /// A major of the vocabulary, e.g. `v460301`.
    MajorId, "major";
    /// An occupation code; in the Chinese dictionary of 2022 `x-xx-xx-xx`.
    OccupationCode, "occupation";
    /// An industry code of GB/T 4754-2017, digits without the section letter.
    IndustryCode, "industry";
    /// A region code of GB/T 2260.
    RegionCode, "region";
    /// A licence that a law asks for.
    LicenceId, "licence";
    /// A college's programme.
    ProgrammeId, "programme";
    /// A class ordered by enterprises.
    CohortId, "cohort";
    /// What became of one person, as an organisation reports it.
    OutcomeId, "outcome";
    /// A key to the service; names it without opening anything.
    KeyId, "key";
    /// A person's consent to one organisation.
    ConsentId, "consent";
    /// A recorded run.
    DecisionId, "decision";
    /// A person's objection to a decision.
    ObjectionId, "objection";
    /// Long work that was taken on.
    TaskId, "task";
}

impl TalentId {
    /// The `number`-th key of a series, `T-00000001` and so on: well formed for every number.
    #[must_use]
    pub fn numbered(number: u64) -> Self {
        Self(format!("T-{number:08}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_short_and_printable() {
        assert!(NodeId::new("NFM-U1").is_ok());
        assert!(NodeId::new("").is_err());
        assert!(NodeId::new("有色").is_err());
        let long = "x".repeat(MAX_ID_CHARS + 1);
        let refused = NodeId::new(long).unwrap_err();
        assert_eq!(refused.field, "node");
        assert!(refused.allowed.contains(&MAX_ID_CHARS.to_string()));
    }

    #[test]
    fn numbered_keys_are_well_formed() {
        for number in [0, 1, 99_999_999, u64::MAX] {
            let id = TalentId::numbered(number);
            assert_eq!(TalentId::new(id.as_str()).unwrap(), id);
        }
    }

    #[test]
    fn json_is_checked_too() {
        assert!(serde_json::from_str::<SkillId>("\"plc\"").is_ok());
        assert!(serde_json::from_str::<SkillId>("\"p l c\"").is_err());
    }
}
