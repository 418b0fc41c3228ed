//! Who looks on while something is made of an edition.

use utoipa::ToSchema;

use crate::error::ApiError;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// Records are read.
    Reading,
    /// Seats are given to people and cohorts.
    Planning,
    /// The plan is summed up.
    Drawing,
    /// A report is written.
    Writing,
    /// What was made is kept.
    Keeping,
}

impl Step {
    /// All five, in order.
    pub(crate) const ALL: [Self; 5] = [Self::Reading, Self::Planning, Self::Drawing, Self::Writing, Self::Keeping];
}

/// Looks on.
pub(crate) trait Watch {
    /// A step begins; `false` ends the work there.
    fn enter(&self, step: Step) -> bool;

    /// A record was read.
    fn read_one(&self);
}

/// Nobody looks on.
pub(crate) struct Unwatched;

impl Watch for Unwatched {
    fn enter(&self, _: Step) -> bool {
        true
    }

    fn read_one(&self) {}
}

/// Begins a step.
///
/// # Errors
/// [`ApiError::Stopped`] where somebody stopped the work.
pub(super) fn enter(watch: &dyn Watch, step: Step) -> Result<(), ApiError> {
    if watch.enter(step) { Ok(()) } else { Err(ApiError::Stopped) }
}
