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
        return Err(refused("to", to, from.next(), from));
    }
    let reasons = to.reasons();
    if reasons.contains(&reason) { Ok(()) } else { Err(refused("reason", reason, reasons, to)) }
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

/// Allows `verified, withdrawn`, or says that what they belong to has none.
fn refused<T: Display>(field: &str, value: T, options: &[T], of: impl Display) -> Invalid {
    let allowed = match options {
        [] => format!("nothing: {of} is final"),
        options => options.iter().map(T::to_string).collect::<Vec<_>>().join(", "),
    };
    Invalid::new(field, value, allowed)
}
