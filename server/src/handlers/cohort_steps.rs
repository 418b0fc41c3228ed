//! The life of classes over HTTP: the word of their parties, steps, history, what became of their people, reminders.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::map::{ClassFigures, SeenCohort};
use bole_engine::model::{
    Cohort, CohortId, CohortReason, CohortStatus, CohortTransition, Date, Invalid, OrganisationId, PartyWord, Role,
};
use bole_engine::store::Batch;
use bole_engine::wording::Language;
use utoipa::IntoParams;

use super::asked::day;
use super::form::{Form, Sent};
use super::page::{self, PastParams};
use super::records::{self, WriteParams, stands};
use super::steps::{LifeStep, RemindersParams, StepParams, lived};
use super::version::IfMatch;
use super::{Answer, List, cohort_views, work};
use crate::auth::Caller;
use crate::cohort_life::{self, CohortReminder};
use crate::error::{ApiError, Problem};
use crate::extract::{Body, Id, Ids, Query};
use crate::life::{Mover, Why};
use crate::service::{Service, Wait};
use crate::workbooks::Book;

/// Writes, and answers with what the caller sees of the class.
async fn written(service: &Service, caller: &Caller, new: Cohort, batch: Batch, wait: Wait) -> Answer {
    let id = new.id.clone();
    let written = service.write(batch, wait).await?;
    records::seen(new, written.done.first().map_or(0, |done| done.version()), caller, id.as_str())
}

/// Gives a party's word on a proposed class: the college's, or that of an enterprise with a share. With the last yes it is
/// agreed. The bureau speaks for a party and says why.
#[utoipa::path(post, path = "/v1/cohorts/{id}/agreements", tag = "colleges",
    params(("id" = CohortId, Path), StepParams, IfMatch), request_body = PartyWord, responses(
    (status = 200, body = SeenCohort, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn agree(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<CohortId>,
    Query(asked): Query<StepParams>,
    known: IfMatch,
    Body(word): Body<PartyWord>,
) -> Answer {
    let old = records::find::<Cohort>(&service, &caller, id.as_str()).await?;
    stands(&old, known)?;
    let today = day(None)?;
    let given = word.agreement(caller.scope(), today).map_err(ApiError::Field)?;
    let why = Why { code: word.reason(), on: word.on, note: word.note.clone() };
    let new = old.record.clone().said(given.clone(), today).map_err(ApiError::Field)?;
    let batch = cohort_life::spoken(&old, &new, &given.organisation, &why, &Mover::caller(&caller))?;
    written(&service, &caller, new, batch, asked.wait).await
}

/// Takes a party's word back while the class is proposed. The bureau speaks for a party and says why.
#[utoipa::path(delete, path = "/v1/cohorts/{id}/agreements/{organisation}", tag = "colleges",
    params(("id" = CohortId, Path), ("organisation" = OrganisationId, Path), WriteParams, IfMatch), responses(
    (status = 200, body = SeenCohort, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn take_back(
    service: Data<Service>,
    caller: Caller,
    Ids(id, organisation): Ids<CohortId, OrganisationId>,
    Query(asked): Query<WriteParams>,
    known: IfMatch,
) -> Answer {
    let old = records::find::<Cohort>(&service, &caller, id.as_str()).await?;
    stands(&old, known)?;
    let note = asked.reason()?;
    let word = PartyWord { organisation: Some(organisation), refusal: None, on: None, note: note.clone() };
    // What a body calls a note is the reason here.
    let refused = |wrong: Invalid| match wrong.field.as_str() {
        "note" => ApiError::Query(Invalid { field: "reason".to_owned(), ..wrong }),
        _ => ApiError::Field(wrong),
    };
    let party = word.agreement(caller.scope(), day(None)?).map_err(refused)?.organisation;
    let why = Why { code: CohortReason::WordTakenBack, on: None, note };
    let new = old.record.clone().unsaid(&party).map_err(ApiError::Field)?;
    let batch = cohort_life::spoken(&old, &new, &party, &why, &Mover::caller(&caller))?;
    written(&service, &caller, new, batch, asked.wait).await
}

/// Moves a class a step on: the college its own, the bureau any. When it graduates, what it taught is written into the
/// records of its people.
#[utoipa::path(post, path = "/v1/cohorts/{id}/transitions", tag = "colleges",
    params(("id" = CohortId, Path), StepParams, IfMatch), request_body = CohortTransition, responses(
    (status = 200, body = SeenCohort, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn step(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<CohortId>,
    Query(asked): Query<StepParams>,
    known: IfMatch,
    Body(step): Body<CohortTransition>,
) -> Answer {
    let _seating = service.seating.lock().await;
    let old = records::find::<Cohort>(&service, &caller, id.as_str()).await?;
    stands(&old, known)?;
    let enrolled = cohort_life::people(&*service.store, &id).await?.len();
    let new = old.record.clone().transition(&step, enrolled, day(None)?).map_err(ApiError::Field)?;
    let mover = Mover::caller(&caller);
    let batch = cohort_life::moved(&*service.store, &service.reference, &old, &new, &step, &mover).await?;
    written(&service, &caller, new, batch, asked.wait).await
}

/// Tells the life of a class: each version, from where to where, by whom, when and why.
#[utoipa::path(get, path = "/v1/cohorts/{id}/history", tag = "colleges", params(("id" = CohortId, Path), PastParams), responses(
    (status = 200, body = List<LifeStep<CohortStatus, CohortReason, Cohort>>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn history(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<CohortId>,
    Query(asked): Query<PastParams>,
) -> Answer {
    let steps: List<LifeStep<_, CohortReason, _>> =
        lived(&service, &caller, id.as_str(), &asked, |cohort: &Cohort| cohort.status).await?;
    Ok(HttpResponse::Ok().json(steps))
}

/// Up to which day, and in which form.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FiguresParams {
    /// The day up to which people are followed; today when absent.
    as_of: Option<Date>,
    /// `json`, or `xlsx` for a workbook with the same figures.
    #[serde(default)]
    #[param(inline)]
    format: Form,
    /// Language of a workbook.
    #[serde(default)]
    language: Language,
}

/// Tells how many people a class has and with whom they began to work, small numbers withheld; to an enterprise, with its
/// own only.
#[utoipa::path(get, path = "/v1/cohorts/{id}/placements", tag = "colleges",
    params(("id" = CohortId, Path), FiguresParams), responses(
    (status = 200, content((ClassFigures = "application/json"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn placements(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<CohortId>,
    Query(asked): Query<FiguresParams>,
) -> Answer {
    let at = service.store.head().await?;
    let cohort = records::find::<Cohort>(&service, &caller, id.as_str()).await?.record;
    let as_of = day(asked.as_of)?;
    let figures = cohort_life::figures(&*service.store, &service.reference, &cohort, as_of).await?;
    let own = Some(&caller.organisation).filter(|_| caller.role == Role::Enterprise);
    let figures = own.into_iter().fold(figures, ClassFigures::for_enterprise);
    let Some(known) = asked.format.known(&service, &caller).await? else { return Ok(HttpResponse::Ok().json(figures)) };
    let job = move |service: &Service| {
        let book = Book::placements(&figures, cohort.synthetic, &known.names(&service.reference)).at(at);
        Sent::book("placements.xlsx", &book, asked.language)
    };
    work(service, job).await
}

/// Lists classes that begin soon, or should have, and lack something: a party's yes, enrolment, people. The most urgent
/// come first.
#[utoipa::path(get, path = "/v1/cohorts/reminders", tag = "colleges", params(RemindersParams), responses(
    (status = 200, body = List<CohortReminder>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn reminders(service: Data<Service>, caller: Caller, Query(asked): Query<RemindersParams>) -> Answer {
    let (as_of, days, limit) = (day(asked.as_of)?, asked.days()?, page::limit(asked.limit)?);
    let seen = |cohort| cohort_views::told(cohort, &caller);
    let all = cohort_life::reminders(&*service.store, as_of, days, seen).await?;
    let key = |item: &CohortReminder| (item.start, item.id.clone());
    Ok(HttpResponse::Ok().json(page::dated(all, key, asked.cursor.as_deref(), limit)?))
}
