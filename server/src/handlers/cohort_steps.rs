//! The life of classes over HTTP: the word of their parties, steps, history, what became of their people, reminders.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::map::ClassFigures;
use bole_engine::model::{
    Cohort, CohortId, CohortReason, CohortStatus, CohortTransition, Date, Invalid, Moment, OrganisationId, PartyWord,
    Role,
};
use bole_engine::store::{Batch, ChangeKind, Stored};
use utoipa::{IntoParams, ToSchema};

use super::asked::day;
use super::order_steps::{StepParams, days};
use super::page::{self, PastParams};
use super::records::{Owned, WriteParams, before, past_of, shown, stands};
use super::version::IfMatch;
use super::{Answer, List};
use crate::auth::Caller;
use crate::cohort_life::{self, CohortReminder};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Ids, Query};
use crate::life::{Mover, Why};
use crate::past::Past;
use crate::service::{Service, Wait};

/// A class as it stands, whole, where the caller sees it at all: what an enterprise is shown of it is not what is written.
async fn standing(service: &Service, caller: &Caller, id: &CohortId) -> Result<Stored<Cohort>, ApiError> {
    let found = service.store.find::<Cohort>(id.as_str()).await?;
    let seen = found.filter(|found| found.record.clone().seen_by(caller).is_some());
    seen.ok_or_else(|| ApiError::unknown(Kind::Cohort, id))
}

/// Writes, and answers with what the caller sees of the class.
async fn written(service: &Service, caller: &Caller, new: Cohort, batch: Batch, wait: Wait) -> Answer {
    let id = new.id.clone();
    let written = service.write(batch, wait).await?;
    let version = written.done.first().map_or(0, |done| done.version());
    let seen = new.seen_by(caller).ok_or_else(|| ApiError::unknown(Kind::Cohort, id))?;
    Ok(shown(&seen, version))
}

/// Gives a party's word on a proposed class: the college's, or that of an enterprise with a share. With the last yes it is
/// agreed. The bureau speaks for a party and says why.
#[utoipa::path(post, path = "/v1/cohorts/{id}/agreements", tag = "colleges",
    params(("id" = CohortId, Path), StepParams, IfMatch), request_body = PartyWord, responses(
    (status = 200, body = Cohort, headers(("etag" = String, description = "The version of the record"))),
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
    let old = standing(&service, &caller, &id).await?;
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
    (status = 200, body = Cohort, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn take_back(
    service: Data<Service>,
    caller: Caller,
    Ids(id, organisation): Ids<CohortId, OrganisationId>,
    Query(asked): Query<WriteParams>,
    known: IfMatch,
) -> Answer {
    let old = standing(&service, &caller, &id).await?;
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
    (status = 200, body = Cohort, headers(("etag" = String, description = "The version of the record"))),
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
    let old = standing(&service, &caller, &id).await?;
    stands(&old, known)?;
    let enrolled = cohort_life::people(&*service.store, &id).await?.len();
    let new = old.record.clone().transition(&step, enrolled, day(None)?).map_err(ApiError::Field)?;
    let mover = Mover::caller(&caller);
    let batch = cohort_life::moved(&*service.store, &service.reference, &old, &new, &step, &mover).await?;
    written(&service, &caller, new, batch, asked.wait).await
}

/// A step of a class's life, or a change of the record where the status stays.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct CohortStep {
    /// The version that it made.
    version: u64,
    /// What was done.
    operation: ChangeKind,
    /// When.
    at: Moment,
    /// By which key, or `operator` for the command line.
    by: String,
    /// Where the class stood; absent for the first version.
    from: Option<CohortStatus>,
    /// Where it stands from then on; absent for a deletion.
    to: Option<CohortStatus>,
    /// Why, by code.
    reason: Option<CohortReason>,
    /// On which day, where another is told than that on which it was written.
    on: Option<Date>,
    /// Why, in words.
    note: Option<String>,
    /// What the class said.
    record: Option<Cohort>,
}

fn steps(mut from: Option<CohortStatus>, past: Vec<Past<Cohort>>) -> Vec<CohortStep> {
    let step = |Past { version, operation, at, by, reason, record }: Past<Cohort>| {
        let (why, words) = Why::of(reason);
        let (reason, on, note) = why.map_or((None, None, words), |why| (Some(why.code), why.on, why.note));
        let to = record.as_ref().map(|cohort| cohort.status);
        let from = std::mem::replace(&mut from, to);
        CohortStep { version, operation, at, by, from, to, reason, on, note, record }
    };
    past.into_iter().map(step).collect()
}

/// Tells the life of a class: each version, from where to where, by whom, when and why.
#[utoipa::path(get, path = "/v1/cohorts/{id}/history", tag = "colleges", params(("id" = CohortId, Path), PastParams), responses(
    (status = 200, body = List<CohortStep>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn history(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<CohortId>,
    Query(asked): Query<PastParams>,
) -> Answer {
    let List { items, next } = past_of::<Cohort>(&service, &caller, id.as_str(), &asked).await?;
    let stood = before::<Cohort>(&*service.store, id.as_str(), asked.cursor).await?;
    let items = steps(stood.map(|cohort| cohort.status), items);
    Ok(HttpResponse::Ok().json(List { items, next }))
}

/// Up to which day.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FiguresParams {
    /// The day up to which people are followed; today when absent.
    as_of: Option<Date>,
}

/// Tells how many people a class has and with whom they began to work, small numbers withheld; to an enterprise, with its
/// own only.
#[utoipa::path(get, path = "/v1/cohorts/{id}/placements", tag = "colleges",
    params(("id" = CohortId, Path), FiguresParams), responses(
    (status = 200, body = ClassFigures),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn placements(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<CohortId>,
    Query(asked): Query<FiguresParams>,
) -> Answer {
    let cohort = standing(&service, &caller, &id).await?.record;
    let as_of = day(asked.as_of)?;
    let figures = cohort_life::figures(&*service.store, &service.reference, &cohort, as_of).await?;
    let own = Some(&caller.organisation).filter(|_| caller.role == Role::Enterprise);
    let figures = own.into_iter().fold(figures, ClassFigures::for_enterprise);
    Ok(HttpResponse::Ok().json(figures))
}

/// Which reminders.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CohortRemindersParams {
    /// The day from which days are counted; today when absent.
    as_of: Option<Date>,
    /// How many days ahead, 30 when absent.
    #[param(minimum = 0, maximum = 366)]
    days: Option<u16>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 80)]
    cursor: Option<String>,
}

/// Lists classes that begin soon, or should have, and lack something: a party's yes, enrolment, people. The most urgent
/// come first.
#[utoipa::path(get, path = "/v1/cohorts/reminders", tag = "colleges", params(CohortRemindersParams), responses(
    (status = 200, body = List<CohortReminder>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn reminders(
    service: Data<Service>,
    caller: Caller,
    Query(asked): Query<CohortRemindersParams>,
) -> Answer {
    let (as_of, days, limit) = (day(asked.as_of)?, days(asked.days)?, page::limit(asked.limit)?);
    let seen = |cohort: Cohort| cohort.seen_by(&caller);
    let all = cohort_life::reminders(&*service.store, as_of, days, seen).await?;
    let key = |item: &CohortReminder| (item.start, item.id.clone());
    Ok(HttpResponse::Ok().json(page::dated(all, key, asked.cursor.as_deref(), limit)?))
}
