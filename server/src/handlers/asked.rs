//! What several requests ask alike: a day, a person.

use std::fmt::Display;

use bole_engine::model::{Date, Invalid, Profile, TalentId};

use crate::error::{ApiError, Kind};
use crate::service::Service;

/// A refusal of a body that does not name exactly one of some fields.
pub(super) fn one_of(fields: &str) -> ApiError {
    ApiError::Field(Invalid::new("body", "", format!("exactly one of {fields}")))
}

/// Refuses a record that is written at an address of another id.
pub(super) fn of_address<I: PartialEq + Display + ?Sized>(id: &I, address: &I) -> Result<(), ApiError> {
    let refused = || ApiError::Field(Invalid::new("id", id, format!("{address}, the id of the address")));
    if id == address { Ok(()) } else { Err(refused()) }
}

/// The day asked for; today when none is.
pub(super) fn day(asked: Option<Date>) -> Result<Date, ApiError> {
    asked.map_or_else(|| crate::clock::today().map_err(ApiError::Field), Ok)
}

/// The person of a request, exactly one of the two ways to name one, with the version of the record; 0 for a person told
/// in the request.
pub(super) async fn person(
    profile: Option<Profile>,
    id: Option<TalentId>,
    service: &Service,
) -> Result<(Profile, u64), ApiError> {
    match (profile, id) {
        (Some(profile), None) => {
            let profile = profile.checked().map_err(|e| ApiError::Field(e.within("profile")))?;
            Ok((profile, 0))
        }
        (None, Some(id)) => {
            let found = service.store.find::<Profile>(id.as_str()).await?;
            let found = found.ok_or_else(|| ApiError::unknown(Kind::Profile, id))?;
            Ok((found.record, found.version))
        }
        _ => Err(one_of("profile, talent_id")),
    }
}
