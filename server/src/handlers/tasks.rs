//! Tasks: how far one is, what became of the rows of an import, what was made of an edition, and stopping it.

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Take};
use std::path::Path;

use actix_web::body::SizedStream;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType, LOCATION};
use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpResponse, HttpResponseBuilder};
use bole_engine::intake::csv_of_rejected;
use bole_engine::model::{EditionWork, Task, TaskId, Work};
use bole_engine::store::{self, Stored};
use bole_engine::wording::Language;
use futures_util::{Stream, stream};
use utoipa::{IntoParams, ToSchema};

use super::form::{Form, Sent};
use super::page::{Walk, filters, sifted};
use super::{Answer, List, work};
use crate::auth::Caller;
use crate::bundle::{self, File};
use crate::editions::Given;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::service::Service;
use crate::tasks::Progress;

/// Bytes of a file that are sent at a time.
const PIECE: usize = 64 << 10;
/// Rejected rows that are written as CSV at a time.
const ROWS: usize = 500;

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
}

impl TaskAnswer {
    fn new(task: Task, service: &Service) -> Self {
        let progress = service.tasks.progress(&task);
        let indexed = task.sequence.map(|sequence| service.live.reached() >= sequence);
        Self { task, progress, indexed }
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

/// As what rejected rows are told.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RejectedParams {
    /// `ndjson`, one JSON object a line, when absent; or `csv`, for a spreadsheet.
    #[param(inline)]
    format: Option<RejectedFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RejectedFormat {
    Ndjson,
    Csv,
}

/// The rows that a task did not take: line, field, value, reason, what is allowed.
#[utoipa::path(get, path = "/v1/tasks/{id}/rejected", tag = "imports", params(("id" = TaskId, Path), RejectedParams),
    responses(
    (status = 200, content((String = "application/x-ndjson"), (String = "text/csv"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn rejected(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<TaskId>,
    Query(asked): Query<RejectedParams>,
) -> Answer {
    let found = service.tasks.find(&id, &caller).await?;
    let file = match service.tasks.rejected(&found.record)? {
        Some(file) => Some(web::block(move || opened(&file)).await.map_err(|_| ApiError::GivenUp)??),
        None => None,
    };
    Ok(match (asked.format, file) {
        (Some(RejectedFormat::Csv), file) => sheet(&id, file),
        (_, Some((file, length))) => lines().body(SizedStream::new(length, pieces(file, length))),
        (_, None) => lines().finish(),
    })
}

fn lines() -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer.content_type("application/x-ndjson");
    answer
}

/// Rejected rows as a table to keep.
fn sheet(id: &TaskId, file: Option<(fs::File, u64)>) -> HttpResponse {
    let name = format!("rejected-{id}.csv");
    let kept = file.map(|(file, length)| BufReader::new(file.take(length)).lines());
    let mut answer = HttpResponse::Ok();
    answer.content_type(File::media(&name)).insert_header(kept_as(&name));
    answer.streaming(stream::try_unfold(Some((kept, true)), rows))
}

/// What is left of a file of rejected rows, and whether nothing was written yet; none after the end.
type Left = Option<(Option<Lines<BufReader<Take<fs::File>>>>, bool)>;

/// The next rows as CSV, read where it keeps nobody waiting.
async fn rows(left: Left) -> Result<Option<(Bytes, Left)>, ApiError> {
    let Some((mut kept, first)) = left else { return Ok(None) };
    let work = move || {
        let read: Vec<String> = kept.iter_mut().flatten().take(ROWS).collect::<Result<_, _>>()?;
        let left = (read.len() == ROWS).then_some((kept, false));
        Ok::<_, std::io::Error>(Some((Bytes::from(csv_of_rejected(&read, first)), left)))
    };
    web::block(work).await.map_err(|_| ApiError::GivenUp)?.map_err(|_| ApiError::GivenUp)
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

fn kept_as(name: &str) -> ContentDisposition {
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(name.to_owned())],
    }
}

fn opened(path: &Path) -> Result<(fs::File, u64), ApiError> {
    let opened = fs::File::open(path).and_then(|file| file.metadata().map(|data| (file, data.len())));
    opened.map_err(|_| ApiError::GivenUp)
}

/// So much of a file, piece by piece, read where it keeps nobody waiting. A task that runs may add to it meanwhile.
fn pieces(file: fs::File, length: u64) -> impl Stream<Item = Result<Bytes, ApiError>> {
    let read = |(file, left): (fs::File, u64)| async move {
        let work = move || {
            let mut piece = Vec::with_capacity(PIECE);
            (&file).take(left.min(PIECE as u64)).read_to_end(&mut piece)?;
            let left = left - piece.len() as u64;
            Ok::<_, std::io::Error>((!piece.is_empty()).then_some((Bytes::from(piece), (file, left))))
        };
        web::block(work).await.map_err(|_| ApiError::GivenUp)?.map_err(|_| ApiError::GivenUp)
    };
    stream::try_unfold((file, length), read)
}
