//! Tasks: how far one is, what became of the rows of an import, what was made of an edition, and stopping it.

use std::fs;
use std::io::Read;
use std::path::Path;

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType, LOCATION};
use actix_web::web::{self, Bytes, Data};
use bole_engine::model::{EditionWork, Task, TaskId, Work};
use bole_engine::store;
use bole_engine::wording::Language;
use futures_util::{Stream, stream};
use utoipa::{IntoParams, ToSchema};

use super::form::{Form, Sent};
use super::page::{filters, page};
use super::{Answer, List, work};
use crate::auth::Caller;
use crate::bundle::{self, File};
use crate::editions::Pooled;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::service::Service;
use crate::tasks::Progress;

/// Bytes of a file that are sent at a time.
const PIECE: usize = 64 << 10;

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
}

/// Lists tasks, oldest first.
#[utoipa::path(get, path = "/v1/tasks", tag = "imports", params(TasksParams), responses(
    (status = 200, body = List<TaskAnswer>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<TasksParams>) -> Answer {
    let filters = filters([("organisation", caller.scope().map(ToString::to_string))]);
    let cursor = asked.cursor.map(|id| id.to_string());
    let List { items, next } = page::<Task>(&*service.store, filters, cursor, asked.limit).await?;
    let items = items.into_iter().map(|task| TaskAnswer::new(task, &service)).collect();
    Ok(HttpResponse::Ok().json(List { items, next }))
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

/// The rows that a task did not take, one JSON object a line: line, field, value, reason, what is allowed.
#[utoipa::path(get, path = "/v1/tasks/{id}/rejected", tag = "imports", params(("id" = TaskId, Path)), responses(
    (status = 200, content_type = "application/x-ndjson", body = String),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn rejected(service: Data<Service>, caller: Caller, Id(id): Id<TaskId>) -> Answer {
    let found = service.tasks.find(&id, &caller).await?;
    let mut answer = HttpResponse::Ok();
    answer.content_type("application/x-ndjson");
    let Some(file) = service.tasks.rejected(&found.record)? else { return Ok(answer.finish()) };
    let (file, length) = web::block(move || opened(&file)).await.map_err(|_| ApiError::GivenUp)??;
    Ok(answer.body(SizedStream::new(length, pieces(file, length))))
}

/// Which file of a task.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ResultParams {
    /// One of the `files` of the task; when absent, the only one, or a ZIP archive of all.
    #[param(max_length = 120)]
    file: Option<String>,
    /// `xlsx` gives proposed classes as a workbook; any other file comes as it was made.
    #[serde(default)]
    format: Form,
    /// Language of a workbook.
    #[serde(default)]
    language: Language,
}

/// What a task made of an edition, or read of training plans: one of its files, or all of them as a ZIP archive.
#[utoipa::path(get, path = "/v1/tasks/{id}/result", tag = "imports", params(("id" = TaskId, Path), ResultParams),
    responses(
    (status = 200, content((Vec<u8> = "application/zip"), (Vec<u8> = "application/json"),
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
        Pooled::given_by(&task)?;
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
        let book = Pooled::read(&task, &bytes)?.book(&known.names(&service.reference));
        Sent::book("cohort-proposals.xlsx", &book, asked.language)
    };
    work(service, job).await
}

/// A file, to be kept under its name.
pub(super) fn download(name: &str, bytes: Vec<u8>) -> HttpResponse {
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(name.to_owned())],
    };
    HttpResponse::Ok().content_type(File::media(name)).insert_header(disposition).body(bytes)
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
