//! What kinds of records there are.

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An enterprise, college or public body.
    Organisation,
    /// A version of the catalog, without its lists.
    Edition,
    /// A chain of an edition, with its nodes and links.
    Chain,
    /// A position of an edition.
    Entry,
    /// A list that adds to the vocabulary.
    Addition,
    /// A person.
    Profile,
    /// A person's consent to be shown unmasked to one enterprise.
    Consent,
    /// An enterprise's order.
    Order,
    /// A college's major as taught.
    Programme,
    /// A class that enterprises ordered.
    Cohort,
    /// What became of a person.
    Outcome,
    /// Who may come in.
    Key,
    /// A match that somebody saw.
    Decision,
    /// A person's objection to a decision.
    Objection,
    /// Long work.
    Task,
    /// A change that compiling a draft proposes.
    Proposal,
    /// The map of an edition, with what it rests on.
    Map,
}

impl Kind {
    /// All kinds; a record may refer to those before its own.
    pub const ALL: [Self; 17] = [
        Self::Organisation,
        Self::Edition,
        Self::Chain,
        Self::Entry,
        Self::Addition,
        Self::Profile,
        Self::Consent,
        Self::Order,
        Self::Programme,
        Self::Cohort,
        Self::Outcome,
        Self::Key,
        Self::Decision,
        Self::Objection,
        Self::Task,
        Self::Proposal,
        Self::Map,
    ];

    /// The name in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Edition => "edition",
            Self::Chain => "chain",
            Self::Entry => "entry",
            Self::Addition => "addition",
            Self::Profile => "profile",
            Self::Consent => "consent",
            Self::Order => "order",
            Self::Programme => "programme",
            Self::Cohort => "cohort",
            Self::Outcome => "outcome",
            Self::Key => "key",
            Self::Decision => "decision",
            Self::Objection => "objection",
            Self::Task => "task",
            Self::Proposal => "proposal",
            Self::Map => "map",
        }
    }

    /// The kind of a name in data.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether the change log keeps what each version said. Decisions never change and tasks are nobody's record.
    #[must_use]
    pub const fn remembers(self) -> bool {
        !matches!(self, Self::Decision | Self::Task)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
