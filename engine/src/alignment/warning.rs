//! Warnings of majors that nobody asks for: by seats demanded a graduate a year, half-open bins of the method, raised by one
//! level where few graduates work here or little of what is asked is taught.

use super::balance::Balance;
use super::placed::Placements;
use super::share::Share;
use crate::method::WarningValues;

/// How urgent a warning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WarningLevel {
    /// No warning.
    None,
    /// Fewer seats than graduates.
    Yellow,
    /// Far fewer.
    Orange,
    /// Nearly none.
    Red,
}

impl WarningLevel {
    /// All four, rising.
    pub const ALL: [Self; 4] = [Self::None, Self::Yellow, Self::Orange, Self::Red];

    const fn raised(self) -> Self {
        match self {
            Self::None => Self::None,
            Self::Yellow => Self::Orange,
            Self::Orange | Self::Red => Self::Red,
        }
    }
}

/// Whether to warn of a major, with the evidence.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Warning {
    /// The level.
    pub level: WarningLevel,
    /// Seats of the positions that the programme serves.
    pub demanded: u32,
    /// Its part of them, shared by graduates; none where it would tell of another college.
    pub shared: Option<f64>,
    /// Graduates a year.
    pub graduates: u32,
    /// Seats a graduate, by which the level is found; none without graduates.
    pub per_graduate: Option<f64>,
    /// Graduates who work here, of those at work whose place is known.
    pub local: Share,
    /// Whether that raised the level.
    pub raised_by_local: bool,
    /// The figure of the programme.
    pub figure: Option<f64>,
    /// Whether that raised the level.
    pub raised_by_figure: bool,
}

impl Warning {
    /// Warns of a programme without graduates as of one whose seats nobody asks for: not at all where something is demanded.
    pub(super) fn of(values: &WarningValues, balance: &Balance, placements: &Placements, figure: Option<f64>) -> Self {
        let per_graduate = balance.per_graduate();
        let base = match per_graduate {
            None if balance.demanded > 0 => WarningLevel::None,
            None => WarningLevel::Red,
            Some(seats) if seats < values.red || balance.demanded == 0 => WarningLevel::Red,
            Some(seats) if seats < values.orange => WarningLevel::Orange,
            Some(seats) if seats < values.yellow => WarningLevel::Yellow,
            Some(_) => WarningLevel::None,
        };
        let open = base != WarningLevel::None && base != WarningLevel::Red;
        let raised_by_local = open && placements.local.value.is_some_and(|local| local < values.local);
        let raised_by_figure = open && figure.is_some_and(|figure| figure < values.figure);
        Self {
            level: if raised_by_local || raised_by_figure { base.raised() } else { base },
            demanded: balance.demanded,
            shared: balance.shared,
            graduates: balance.graduates,
            per_graduate,
            local: placements.local,
            raised_by_local,
            figure,
            raised_by_figure,
        }
    }
}
