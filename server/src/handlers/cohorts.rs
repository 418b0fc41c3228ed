//! Cohorts: classes that enterprises order. A college keeps its own; an enterprise sees those that it has a share of.

use actix_web::web::Data;
use bole_engine::map::SeenCohort;
use bole_engine::model::{
    Cohort, CohortForm, CohortId, CohortShare, CohortStatus, Invalid, OrganisationId, OrganisationKind, Programme,
    ProgrammeId,
};
use bole_engine::store::{self, Put, StoreError};
use bole_engine::wording::Language;
use utoipa::IntoParams;

use super::asked::day;
use super::form::{Form, Sent};
use super::page;
use super::records::{self, Item, WriteParams, Writing, named};
use super::version::{self, IfMatch};
use super::{Answer, List, work};
use crate::auth::Caller;
use crate::cohort_life;
use crate::error::{ApiError, Problem};
use crate::extract::{Body, Id, Query};
use crate::service::Service;
use crate::workbooks::{Book, Known};

/// Which cohorts.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CohortsParams {
    /// Only classes of this programme.
    programme: Option<ProgrammeId>,
    /// Only those that stand so.
    status: Option<CohortStatus>,
    /// Only of this form.
    form: Option<CohortForm>,
    /// Only of this college.
    organisation: Option<OrganisationId>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 64)]
    cursor: Option<String>,
    /// `json`, or `xlsx` for a workbook of all of them: it has no pages.
    #[serde(default)]
    #[param(inline)]
    format: Form,
    /// Language of a workbook.
    #[serde(default)]
    language: Language,
}

/// Lists cohorts by id.
#[utoipa::path(get, path = "/v1/cohorts", tag = "colleges", params(CohortsParams), responses(
    (status = 200, content((List<Item<SeenCohort>> = "application/json"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<CohortsParams>) -> Answer {
    let filters = page::filters([
        ("programme", asked.programme.map(|id| id.to_string())),
        ("status", asked.status.map(|status| status.as_str().to_owned())),
        ("form", asked.form.map(|form| form.as_str().to_owned())),
        ("organisation", asked.organisation.map(|id| id.to_string())),
    ]);
    let known = asked.format.known(&service, &caller).await?;
    match known {
        None => records::list::<Cohort>(&service, &caller, filters, asked.cursor, asked.limit).await,
        Some(known) => {
            unpaged([("limit", asked.limit.is_some()), ("cursor", asked.cursor.is_some())])?;
            book(service, &caller, filters, known, asked.language).await
        }
    }
}

/// A workbook has no pages.
fn unpaged<const N: usize>(given: [(&str, bool); N]) -> Result<(), ApiError> {
    let refused = given.into_iter().find(|(_, is)| *is);
    refused.map_or(Ok(()), |(field, _)| {
        Err(ApiError::Query(Invalid::new(field, "", "absent with format=xlsx, which has no pages")))
    })
}

/// All of them as a workbook.
async fn book(
    service: Data<Service>,
    caller: &Caller,
    filters: Vec<(&'static str, String)>,
    known: Known,
    language: Language,
) -> Answer {
    let (at, today) = (service.store.head().await?, day(None)?);
    let found = records::all::<Cohort>(&service, caller, filters).await?;
    let job = move |service: &Service| {
        let book = Book::cohorts(found, today, &known.names(&service.reference)).at(at);
        Sent::book("cohorts.xlsx", &book, language)
    };
    work(service, job).await
}

/// Shows a cohort; to an enterprise, with its own share only, and most seats where three others share them.
#[utoipa::path(get, path = "/v1/cohorts/{id}", tag = "colleges", params(("id" = CohortId, Path)), responses(
    (status = 200, body = SeenCohort, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<CohortId>) -> Answer {
    records::read::<Cohort>(&service, &caller, id.as_str()).await
}

/// Takes a cohort in, or replaces it.
#[utoipa::path(put, path = "/v1/cohorts/{id}", tag = "colleges", params(("id" = CohortId, Path), WriteParams, IfMatch),
    request_body = Cohort, responses(
    (status = 201, description = "Taken in", headers(("etag" = String, description = "The version of the record"))),
    (status = 204, description = "Replaced", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(writing: Writing, Id(id): Id<CohortId>, Body(cohort): Body<Cohort>) -> Answer {
    let Writing { service, caller, .. } = &writing;
    let (cohort, old) = writing.take(id.as_str(), &cohort).await?;
    named::organisation(service, caller, "college", &cohort.college, OrganisationKind::College).await?;
    taught(service, &cohort).await?;
    for (i, CohortShare { enterprise, order, .. }) in cohort.shares.iter().enumerate() {
        let field = format!("shares[{i}].enterprise");
        named::organisation(service, caller, &field, enterprise, OrganisationKind::Enterprise).await?;
        named::order(service, caller, &format!("shares[{i}].order"), order.as_ref(), Some(enterprise)).await?;
    }
    let before = old.as_ref().map(|old| &old.record);
    let cohort = if caller.sees_all() { cohort.corrected(before) } else { written_over(cohort, before)? };
    // Words that were given meanwhile are not written over, whoever writes.
    let expected = writing.expected_as_read(old.as_ref());
    let batch = writing.batch()?.with(Put::new(&cohort)?.expecting(expected));
    Ok(version::written(&service.write(batch, writing.asked.wait).await?))
}

/// A class as its college writes it.
fn written_over(cohort: Cohort, before: Option<&Cohort>) -> Result<Cohort, ApiError> {
    cohort.written_over(before).map_err(ApiError::Field)
}

/// The programme is one of the same college.
async fn taught(service: &Service, cohort: &Cohort) -> Result<(), ApiError> {
    let found = service.store.find::<Programme>(cohort.programme.as_str()).await?;
    if found.is_some_and(|found| found.record.college == cohort.college) {
        return Ok(());
    }
    let allowed = format!("a programme of {}", cohort.college);
    Err(ApiError::Field(Invalid::new("programme", &cohort.programme, allowed)))
}

/// Takes a cohort away in which nobody has a seat, or had one to its end; a college one that is proposed or cancelled.
#[utoipa::path(delete, path = "/v1/cohorts/{id}", tag = "colleges",
    params(("id" = CohortId, Path), WriteParams, IfMatch), responses(
    (status = 204, description = "Gone; its history stays"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn delete(writing: Writing, Id(id): Id<CohortId>) -> Answer {
    let (service, caller) = (&writing.service, &writing.caller);
    let _seating = service.seating.lock().await;
    let old = records::find::<Cohort>(service, caller, id.as_str()).await?;
    if !caller.sees_all() {
        old.record.check_removable().map_err(ApiError::Field)?;
    }
    if !cohort_life::everybody(&*service.store, &id).await?.is_empty() {
        return Err(StoreError::Reference { kind: store::Kind::Cohort, id: id.to_string() }.into());
    }
    writing.delete_at::<Cohort>(id.as_str(), writing.expected_as_read(Some(&old))).await
}
