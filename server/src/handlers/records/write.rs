//! Writing: whose a record is stays, what it names exists, and nobody writes over what they have not seen.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::{self, Data};
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse};
use bole_engine::intake::{self, Records, TableFormat};
use bole_engine::model::{Invalid, without_personal_numbers};
use bole_engine::store::{Batch, Done, Expected, Operation, Put, Record, StoreError, Stored};
use utoipa::IntoParams;

use super::{Owned, find};
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Query;
use crate::handlers::Answer;
use crate::handlers::asked::of_address;
use crate::handlers::version::{self, IfMatch};
use crate::limits::MAX_REASON_CHARS;
use crate::service::{Service, Wait};

/// How a write is answered.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WriteParams {
    /// When it is answered: once it is stored, or once rankings see it too.
    #[serde(default)]
    #[param(inline)]
    pub(crate) wait: Wait,
    /// Why, e.g. what was corrected; kept in the history.
    #[param(max_length = 500)]
    reason: Option<String>,
}

impl WriteParams {
    /// The reason as it is kept: checked, without personal numbers.
    pub(crate) fn reason(&self) -> Result<Option<String>, ApiError> {
        reason(self.reason.as_ref()).map_err(ApiError::Query)
    }
}

/// A reason as it is kept: checked, without personal numbers.
pub(crate) fn reason(given: Option<&String>) -> Result<Option<String>, Invalid> {
    let Some(reason) = given else { return Ok(None) };
    let chars = reason.chars().count();
    if chars > MAX_REASON_CHARS {
        let allowed = format!("at most {MAX_REASON_CHARS} characters");
        return Err(Invalid::new("reason", chars, allowed));
    }
    Ok(Some(without_personal_numbers(reason).unwrap_or_else(|| reason.clone())))
}

/// The record as intake takes it, like a row of a file: ids are known ones, words are linked, personal numbers removed.
pub(crate) async fn taken_in<T: intake::Record + serde::Serialize + Send + 'static>(
    service: &Data<Service>,
    record: &T,
) -> Result<T, ApiError> {
    let json = serde_json::to_vec(record).map_err(|e| ApiError::Malformed(e.to_string()))?;
    let service = Data::clone(service);
    let read = move || Records::<_, T>::open(&json[..], TableFormat::Ndjson, &*service.reference).next();
    match web::block(read).await.map_err(|_| ApiError::GivenUp)? {
        Some(Ok(record)) => Ok(record),
        Some(Err(row)) => Err(ApiError::Field(Invalid::new(row.field, row.value, row.allowed))),
        None => Err(ApiError::Field(Invalid::new("body", "", "a record"))),
    }
}

/// The version that the caller knows is told before a step is judged: it may be right for that one.
pub(in crate::handlers) fn stands<T: Record>(old: &Stored<T>, known: IfMatch) -> Result<(), ApiError> {
    let (kind, id, found) = (T::KIND, old.record.key(), old.version);
    match known.into() {
        Expected::Any | Expected::KeepOld => Ok(()),
        Expected::Version(version) if version == found => Ok(()),
        expected @ (Expected::Absent | Expected::Version(_)) => {
            Err(ApiError::Conflict(StoreError::Conflict { kind, id, expected, found }))
        }
    }
}

/// A write that a caller asks for: by whom, over which version, how it is answered.
pub(crate) struct Writing {
    pub(crate) service: Data<Service>,
    pub(crate) caller: Caller,
    known: IfMatch,
    pub(crate) asked: WriteParams,
}

impl FromRequest for Writing {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = <(Data<Service>, Caller, IfMatch, Query<WriteParams>)>::from_request(request, payload);
        Box::pin(async move {
            let (service, caller, known, Query(asked)) = parts.await?;
            Ok(Self { service, caller, known, asked })
        })
    }
}

impl Writing {
    /// Takes a record in that is to stand at an address; gives the one that stands there.
    pub(in crate::handlers) async fn take<T: Owned>(
        &self,
        id: &str,
        record: &T,
    ) -> Result<(T, Option<Stored<T>>), ApiError> {
        of_address(Record::key(record).as_str(), id)?;
        let old = self.standing::<T>(id).await?;
        let owner = old.as_ref().map(|old| old.record.owner()).or_else(|| self.caller.scope());
        match owner {
            Some(owner) if owner != record.owner() => {
                let (whose, own) = (format!("{owner}, whose it is"), format!("{owner}, your own organisation"));
                let allowed = if old.is_some() { whose } else { own };
                Err(ApiError::Field(Invalid::new(T::OWNER, record.owner(), allowed)))
            }
            _ => Ok((taken_in(&self.service, record).await?, old)),
        }
    }

    /// What stands at an address, if anything; a record of somebody else is not there, and cannot be written over.
    async fn standing<T: Owned>(&self, id: &str) -> Result<Option<Stored<T>>, ApiError> {
        match self.service.store.find::<T>(id).await? {
            Some(old) if self.caller.may_see(old.record.owner()) => Ok(Some(old)),
            Some(_) => Err(ApiError::unknown(T::WHAT, id)),
            None => Ok(None),
        }
    }

    /// What must stand when the write is made. Who is bound by what stands is bound to that very version.
    pub(crate) fn expected<T>(&self, old: Option<&Stored<T>>) -> Expected {
        let known = self.known.into();
        if known == Expected::Any && !self.caller.sees_all() {
            return old.map_or(Expected::Absent, |old| Expected::Version(old.version));
        }
        known
    }

    /// What must stand where the write rests on what was read: that very version.
    pub(crate) fn expected_as_read<T>(&self, old: Option<&Stored<T>>) -> Expected {
        match (self.expected(old), old) {
            (Expected::Any, Some(old)) => Expected::Version(old.version),
            (expected, _) => expected,
        }
    }

    /// Puts a record in.
    pub(in crate::handlers) async fn put<T: Owned>(&self, record: &T, old: Option<&Stored<T>>) -> Answer {
        let put = Put::new(record)?.expecting(self.expected(old));
        let written = self.service.write(self.batch()?.with(put), self.asked.wait).await?;
        Ok(version::written(&written))
    }

    /// Takes a record away; its history stays.
    pub(in crate::handlers) async fn delete<T: Owned>(&self, id: &str) -> Answer {
        let old = find::<T>(&self.service, &self.caller, id).await?;
        self.delete_at::<T>(id, self.expected(Some(&old))).await
    }

    /// Takes a record away where it stands as expected.
    pub(in crate::handlers) async fn delete_at<T: Owned>(&self, id: &str, expected: Expected) -> Answer {
        let gone = Operation::Delete { kind: T::KIND, id: id.to_owned(), expected };
        let written = self.service.write(self.batch()?.with(gone), self.asked.wait).await?;
        match written.done.first() {
            Some(Done::Gone) => Ok(HttpResponse::NoContent().finish()),
            _ => Err(ApiError::unknown(T::WHAT, id)),
        }
    }

    /// A batch of the caller's, of now, with the reason.
    pub(crate) fn batch(&self) -> Result<Batch, ApiError> {
        Ok(Batch::new(self.caller.by(), crate::clock::now()).because(self.asked.reason()?))
    }
}
