//! Where an order stands, and which statuses may follow.

/// Where an order stands; the last three are final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Being written.
    Draft,
    /// Looked through and complete.
    Verified,
    /// In force; the status of an order that names none, since a clerk's import orders what is in force.
    #[default]
    Open,
    /// In force, some seats filled.
    PartFilled,
    /// Every seat filled.
    Filled,
    /// Past its last day of validity.
    Expired,
    /// Taken back.
    Withdrawn,
}

impl OrderStatus {
    /// All seven, in the order of the road.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Verified, Self::Open, Self::PartFilled, Self::Filled, Self::Expired, Self::Withdrawn];

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Verified => "verified",
            Self::Open => "open",
            Self::PartFilled => "part_filled",
            Self::Filled => "filled",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The statuses that may follow; empty for a final one.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Verified, Self::Withdrawn],
            Self::Verified => &[Self::Open, Self::Expired, Self::Withdrawn],
            Self::Open | Self::PartFilled => &[Self::PartFilled, Self::Filled, Self::Expired, Self::Withdrawn],
            Self::Filled | Self::Expired | Self::Withdrawn => &[],
        }
    }

    /// Whether an order may go from here to `to`. From `part_filled` to itself: more seats were filled.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }

    /// Whether people are wanted for it now.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::PartFilled)
    }
}

impl std::fmt::Display for OrderStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_walks_one_way() {
        let steps: Vec<String> = OrderStatus::ALL
            .into_iter()
            .map(|from| {
                let to = OrderStatus::ALL.into_iter().filter(|to| from.may_become(*to)).map(OrderStatus::as_str);
                format!("{from}: {}", to.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(
            steps,
            [
                "draft: verified withdrawn",
                "verified: open expired withdrawn",
                "open: part_filled filled expired withdrawn",
                "part_filled: part_filled filled expired withdrawn",
                "filled: ",
                "expired: ",
                "withdrawn: "
            ]
        );
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for status in OrderStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }
}
