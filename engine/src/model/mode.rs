//! How a person is engaged.

/// An engagement mode. Residence, place of work and place of use are three facts; the mode says how they may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EngagementMode {
    /// Works and lives where the talent is used.
    FullTime,
    /// Weekend expert, project work, "migratory bird".
    Flexible,
    /// Works in a reverse enclave elsewhere, used here.
    Enclave,
}

impl EngagementMode {
    /// All three.
    pub const ALL: [Self; 3] = [Self::FullTime, Self::Flexible, Self::Enclave];
}

/// A set of engagement modes in three bits: scoring reads it for every candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EngagementModes(u8);

impl EngagementModes {
    /// The empty set: nothing is known.
    pub const NONE: Self = Self(0);

    /// Whether no mode is in the set, that is, nothing is known.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two sets share a mode.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a mode is in the set.
    #[must_use]
    pub const fn contains(self, mode: EngagementMode) -> bool {
        self.0 & (1 << mode as u8) != 0
    }
}

impl FromIterator<EngagementMode> for EngagementModes {
    fn from_iter<I: IntoIterator<Item = EngagementMode>>(modes: I) -> Self {
        Self(modes.into_iter().fold(0, |bits, mode| bits | (1 << mode as u8)))
    }
}
