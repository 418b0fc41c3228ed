//! The rows that an import did not take, with what is allowed in the reader's language.

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Take};
use std::path::Path;

use actix_web::body::SizedStream;
use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpResponse, HttpResponseBuilder};
use bole_engine::model::TaskId;
use bole_engine::wording::{Language, rejected_table};
use futures_util::{Stream, stream};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::tasks::kept_as;
use crate::auth::Caller;
use crate::bundle::File;
use crate::error::{ApiError, Problem};
use crate::extract::{Id, Query};
use crate::service::Service;

/// Bytes of a file that are sent at a time.
const PIECE: usize = 64 << 10;
/// Rejected rows that are written as CSV at a time.
const ROWS: usize = 500;

/// As what rejected rows are told.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RejectedParams {
    /// `ndjson`, one JSON object a line, when absent; or `csv`, for a spreadsheet.
    #[param(inline)]
    format: Option<RejectedFormat>,
    /// Language of heads, reasons and what is allowed in a table; codes and English, as in data, when absent. Objects tell
    /// what is allowed in both, as `words`.
    language: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RejectedFormat {
    Ndjson,
    Csv,
}

/// The rows that a task did not take: line, field, value, reason, what is allowed, and that in `words` for people.
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
        (Some(RejectedFormat::Csv), file) => sheet(&id, file, asked.language),
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
fn sheet(id: &TaskId, file: Option<(fs::File, u64)>, language: Option<Language>) -> HttpResponse {
    let name = format!("rejected-{id}.csv");
    let kept = file.map(|(file, length)| BufReader::new(file.take(length)).lines());
    let mut answer = HttpResponse::Ok();
    answer.content_type(File::media(&name)).insert_header(kept_as(&name));
    answer.streaming(stream::try_unfold(Some(Left { kept, language, first: true }), rows))
}

/// What is left of a file of rejected rows.
struct Left {
    kept: Option<Lines<BufReader<Take<fs::File>>>>,
    language: Option<Language>,
    /// Whether nothing was written yet.
    first: bool,
}

/// The next rows as CSV, read where it keeps nobody waiting; none after the end.
async fn rows(left: Option<Left>) -> Result<Option<(Bytes, Option<Left>)>, ApiError> {
    let Some(mut left) = left else { return Ok(None) };
    let work = move || {
        let read: Vec<String> = left.kept.iter_mut().flatten().take(ROWS).collect::<Result<_, _>>()?;
        let table = rejected_table(&read, left.language, left.first);
        let more = (read.len() == ROWS).then_some(Left { first: false, ..left });
        Ok::<_, std::io::Error>(Some((Bytes::from(table), more)))
    };
    web::block(work).await.map_err(|_| ApiError::GivenUp)?.map_err(|_| ApiError::GivenUp)
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
