//! Tasks: how far one is, what became of the rows of an import, what was made of an edition, and stopping it.

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType, LOCATION};
use actix_web::web::Data;
use bole_engine::model::{Bilingual, EditionWork, Task, TaskId, Work};
use bole_engine::store::{self, Stored};
use bole_engine::wording::Language;
use utoipa::{IntoParams, ToSchema};

use super::form::{Form, Sent};
use super::page::{Walk, filters, sifted};
use super::{Answer, List, work};
use crate::answer::refusal;
use crate::auth::Caller;
use crate::bundle::{self, File};
use crate::editions::Given;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::service::Service;
use crate::tasks::Progress;

/// A task, and how far it is.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct TaskAnswer {
    /// The task.
    #[serde(flatten)]
    task: Task,
    /// How far it is, while this server does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
    /// Whether rankings know all that it took; told once it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    indexed: Option<bool>,
    /// Why it failed, for people, in their language.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Bilingual>,
}

impl TaskAnswer {
    fn new(task: Task, service: &Service) -> Self {
        let progress = service.tasks.progress(&task);
        let indexed = task.sequence.map(|sequence| service.live.reached() >= sequence);
        let words = task.error.as_deref().map(refusal);
        Self { task, progress, indexed, words }
    }
}

/// The answer to what queued a task: where it is.
pub(super) fn accepted(task: Task, service: &Service) -> HttpResponse {
    let place = format!("/v1/tasks/{}", task.id);
    HttpResponse::Accepted().insert_header((LOCATION, place)).json(TaskAnswer::new(task, service))
}

/// Which page of tasks.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TasksParams {
    /// The cursor of the page, from `next` of the one before.
    cursor: Option<TaskId>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// Only these.
    #[param(inline)]
    work: Option<TaskWork>,
    /// Whether the newest come first; the oldest do when absent.
    #[serde(default)]
    newest: bool,
}

/// What tasks do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TaskWork {
    /// Files of records of any kind are taken in.
    Import,
    /// Drafts are compiled.
    Compile,
    /// Maps are drawn.
    Map,
    /// Drafts are published.
    Publish,
    /// Changes are tried.
    WhatIf,
    /// Seats are pooled into classes.
    Pool,
    /// Reports are written.
    Report,
}

impl TaskWork {
    fn of(work: &Work) -> Self {
        match work {
            Work::Import(_) => Self::Import,
            Work::Edition(EditionWork::Compile { .. }) => Self::Compile,
            Work::Edition(EditionWork::Map { .. }) => Self::Map,
            Work::Edition(EditionWork::Publish { .. }) => Self::Publish,
            Work::Edition(EditionWork::WhatIf { .. }) => Self::WhatIf,
            Work::Edition(EditionWork::Pool { .. }) => Self::Pool,
            Work::Edition(EditionWork::Report { .. }) => Self::Report,
        }
    }
}

/// Lists tasks, oldest or newest first.
#[utoipa::path(get, path = "/v1/tasks", tag = "imports", params(TasksParams), responses(
    (status = 200, body = List<TaskAnswer>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<TasksParams>) -> Answer {
    let filters = filters([("organisation", caller.scope().map(ToString::to_string))]);
    let cursor = asked.cursor.map(|id| id.to_string());
    let walk = Walk { much: asked.work.is_some(), back: asked.newest };
    let wanted = |task: &Task| asked.work.is_none_or(|work| work == TaskWork::of(&task.work));
    let see = |Stored { record, .. }| Some(record).filter(wanted).map(|task| TaskAnswer::new(task, &service));
    let list = sifted::<Task, _>(&*service.store, filters, cursor, asked.limit, walk, see).await?;
    Ok(HttpResponse::Ok().json(list))
}

/// Shows a task.
#[utoipa::path(get, path = "/v1/tasks/{id}", tag = "imports", params(("id" = TaskId, Path)), responses(
    (status = 200, body = TaskAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<TaskId>) -> Answer {
    let found = service.tasks.find(&id, &caller).await?;
    Ok(HttpResponse::Ok().json(TaskAnswer::new(found.record, &service)))
}

/// Stops a task that waits or runs: what it took stays. Forgets one that has ended, with its rejected rows.
#[utoipa::path(delete, path = "/v1/tasks/{id}", tag = "imports", params(("id" = TaskId, Path)), responses(
    (status = 200, body = TaskAnswer, description = "Stopped"),
    (status = 204, description = "Forgotten"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn stop(service: Data<Service>, caller: Caller, Id(id): Id<TaskId>) -> Answer {
    Ok(match service.tasks.stop(&id, &caller).await? {
        Some(stopped) => HttpResponse::Ok().json(TaskAnswer::new(stopped.record, &service)),
        None => HttpResponse::NoContent().finish(),
    })
}

/// Which file of a task.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ResultParams {
    /// One of the `files` of the task; when absent, the only one, or a ZIP archive of all.
    #[param(max_length = 120)]
    file: Option<String>,
    /// `xlsx` gives proposed classes as a workbook, as far as they concern the key; any other file comes as it was made.
    #[serde(default)]
    #[param(inline)]
    format: Form,
    /// Language of a workbook.
    #[serde(default)]
    language: Language,
}

/// What a task made of an edition, or read of training plans: one of its files, or all of them as a ZIP archive.
#[utoipa::path(get, path = "/v1/tasks/{id}/result", tag = "imports", params(("id" = TaskId, Path), ResultParams),
    responses(
    (status = 200, content((Vec<u8> = "application/zip"), (serde_json::Value = "application/json"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn result(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<TaskId>,
    Query(asked): Query<ResultParams>,
) -> Answer {
    let task = service.tasks.find(&id, &caller).await?.record;
    if asked.format == Form::Xlsx {
        Given::by(&task)?;
    }
    let wanted = asked.file.or_else(|| match &task.files[..] {
        [only] => Some(only.name.clone()),
        _ => None,
    });
    let packed = match &task.work {
        // Kept with the edition, where an erasure reaches people whom it names.
        Work::Edition(EditionWork::Map { edition } | EditionWork::Publish { edition }) if !task.files.is_empty() => {
            service.store.attachment(store::Kind::Map, edition.as_str()).await?
        }
        Work::Import(_) | Work::Edition(_) => service.store.attachment(store::Kind::Task, id.as_str()).await?,
    };
    let missing = || ApiError::unknown(Kind::Result, wanted.as_deref().unwrap_or(id.as_str()));
    let packed = packed.ok_or_else(missing)?;
    let Some(name) = &wanted else { return Ok(download("result.zip", packed)) };
    let bytes = bundle::unpack(&packed, name).map_err(|_| ApiError::GivenUp)?.ok_or_else(missing)?;
    let Some(known) = asked.format.known(&service, &caller).await? else { return Ok(download(name, bytes)) };
    let job = move |service: &Service| {
        let given = Given::read(&task, &bytes)?;
        let book = given.book(&known.names(&service.reference)).of_edition(Given::by(&task)?.0);
        Sent::book("cohort-proposals.xlsx", &book, asked.language)
    };
    work(service, job).await
}

/// A file, to be kept under its name.
pub(super) fn download(name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type(File::media(name)).insert_header(kept_as(name)).body(bytes)
}

pub(super) fn kept_as(name: &str) -> ContentDisposition {
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(name.to_owned())],
    }
}
