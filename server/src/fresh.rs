//! Names that nobody can guess: ids of decisions and objections, which sort by time, and pseudonyms.

use bole_engine::model::{DecisionId, Invalid, ObjectionId, TalentId};
use bole_engine::store::StoreError;

/// What a pseudonym begins with.
const ERASED: &str = "erased";

/// Sixteen hex digits by chance.
fn chance() -> Result<String, StoreError> {
    let drawn = getrandom::u64().map_err(|e| StoreError::Unreachable(format!("no randomness: {e}")))?;
    Ok(format!("{drawn:016x}"))
}

fn of_now(letter: char) -> Result<String, StoreError> {
    // Eleven hex digits of milliseconds last until the year 2527.
    Ok(format!("{letter}-{:011x}{}", crate::clock::now(), chance()?))
}

fn sound<T>(id: Result<T, Invalid>) -> Result<T, StoreError> {
    id.map_err(|e| StoreError::Unreachable(e.to_string()))
}

/// The id of a decision made now; later ones sort after it.
///
/// # Errors
/// [`StoreError::Unreachable`] when the system gives no randomness.
pub fn decision() -> Result<DecisionId, StoreError> {
    sound(DecisionId::new(of_now('D')?))
}

/// The id of an objection raised now.
///
/// # Errors
/// As [`decision`].
pub fn objection() -> Result<ObjectionId, StoreError> {
    sound(ObjectionId::new(of_now('J')?))
}

/// What stands for somebody who was erased: nothing leads back from it.
///
/// # Errors
/// As [`decision`].
pub fn pseudonym() -> Result<TalentId, StoreError> {
    sound(TalentId::new(format!("{ERASED}-{}", chance()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_never_meet() {
        let (first, second) = (decision().unwrap(), decision().unwrap());
        assert_ne!(first, second);
        assert_eq!(first.as_str().len(), 29);
        assert!(first.as_str()[..13] <= second.as_str()[..13]);
        assert_ne!(pseudonym().unwrap(), pseudonym().unwrap());
    }
}
