//! Steps that orders and classes take alike: where one leads, for which reasons, and the note that goes with it.

use std::fmt::Display;

use serde::Deserialize as _;

use super::personal_number::without_personal_numbers;
use super::{Invalid, check};

/// Longest note of a step in characters.
pub(super) const MAX_NOTE_CHARS: usize = 500;

/// Statuses that follow each other by steps.
pub(super) trait Road: Copy + PartialEq + Display + 'static {
    /// Why a step is taken.
    type Reason: Copy + PartialEq + Display + 'static;

    /// The statuses that may follow; empty for a final one.
    fn next(self) -> &'static [Self];

    /// The reasons for which a step leads here.
    fn reasons(self) -> &'static [Self::Reason];
}

/// Whether a step may be taken.
///
/// # Errors
/// `Invalid` with field `to` when the status does not lead there, `reason` when the reason does not.
pub(super) fn may_step<S: Road>(from: S, to: S, reason: S::Reason) -> Result<(), Invalid> {
    if !from.next().contains(&to) {
        return Err(Invalid::new("to", to, words(from.next(), from)));
    }
    let reasons = to.reasons();
    if reasons.contains(&reason) { Ok(()) } else { Err(Invalid::new("reason", reason, words(reasons, to))) }
}

/// A note as it is kept: short, without personal numbers.
///
/// # Errors
/// `Invalid` naming a note that is too long.
pub(super) fn note(note: Option<String>) -> Result<Option<String>, Invalid> {
    let note = note.map(|note| without_personal_numbers(&note).unwrap_or(note));
    check::text("note", note.as_deref().unwrap_or_default(), 0..=MAX_NOTE_CHARS)?;
    Ok(note)
}

/// A note read from data.
///
/// # Errors
/// The deserializer's, and that of [`note`].
pub(super) fn read_note<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    note(Option::deserialize(input)?).map_err(serde::de::Error::custom)
}

/// `verified, withdrawn`; with what they belong to when there is none.
fn words<T: Display>(allowed: &[T], of: impl Display) -> String {
    if allowed.is_empty() {
        return format!("nothing: {of} is final");
    }
    allowed.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}
