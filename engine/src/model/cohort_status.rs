//! Where a class stands, and which statuses may follow.

/// Where a class stands; the last two are final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CohortStatus {
    /// Proposed to college and enterprises.
    Proposed,
    /// Agreed by them.
    Agreed,
    /// Taking in.
    Enrolling,
    /// Being taught.
    Running,
    /// Taught to the end.
    Graduated,
    /// In work.
    Placed,
    /// Called off, or dissolved.
    Cancelled,
}

impl CohortStatus {
    /// All seven, in the order of the road.
    pub const ALL: [Self; 7] =
        [Self::Proposed, Self::Agreed, Self::Enrolling, Self::Running, Self::Graduated, Self::Placed, Self::Cancelled];

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Enrolling => "enrolling",
            Self::Running => "running",
            Self::Graduated => "graduated",
            Self::Placed => "placed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The statuses that may follow by a step; empty for a final one. From `proposed` to `agreed` leads no step but the
    /// last party's yes.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Proposed => &[Self::Cancelled],
            Self::Agreed => &[Self::Enrolling, Self::Cancelled],
            Self::Enrolling => &[Self::Running, Self::Cancelled],
            Self::Running => &[Self::Graduated, Self::Cancelled],
            Self::Graduated => &[Self::Placed],
            Self::Placed | Self::Cancelled => &[],
        }
    }

    /// Whether a step leads from here to `to`.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }

    /// Whether its people are still to come: agreed on, and not yet graduated.
    #[must_use]
    pub const fn is_coming(self) -> bool {
        matches!(self, Self::Agreed | Self::Enrolling | Self::Running)
    }

    /// Whether its people have graduated.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Graduated | Self::Placed)
    }

    /// Whether its terms may still be spoken of: nobody was taken in.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Agreed)
    }
}

impl std::fmt::Display for CohortStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_walks_one_way() {
        let steps: Vec<String> = CohortStatus::ALL
            .into_iter()
            .map(|from| {
                let to = CohortStatus::ALL.into_iter().filter(|to| from.may_become(*to)).map(CohortStatus::as_str);
                format!("{from}: {}", to.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(
            steps,
            [
                "proposed: cancelled",
                "agreed: enrolling cancelled",
                "enrolling: running cancelled",
                "running: graduated cancelled",
                "graduated: placed",
                "placed: ",
                "cancelled: ",
            ]
        );
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for status in CohortStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }
}
