//! Imports: a file of records is sent as the body, and taken in as a task.

use actix_web::http::header::CONTENT_LENGTH;
use actix_web::web::{Data, Payload};
use actix_web::{HttpMessage, HttpRequest};
use bole_engine::intake::TableFormat;
use bole_engine::model::{ImportWork, Invalid, Role, TaskKind};
use utoipa::IntoParams;

use super::Answer;
use super::tasks::{TaskAnswer, accepted};
use crate::auth::Caller;
use crate::error::{ApiError, Problem};
use crate::extract::Query;
use crate::limits::MAX_IMPORT_BYTES;
use crate::service::Service;
use crate::tasks::Wanted;

/// What is sent, and from where it comes.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ImportParams {
    /// What the rows are: `profiles`, `orders`, `vacancies` as written, `organisations`, `programmes`,
    /// `training_plans` (a row is a course; the task's result tells what was linked), `cohorts` or `outcomes`. What a row
    /// names must be there already. Programmes, their training plans and cohorts are the bureau's to send.
    kind: TaskKind,
    /// From where they come; the name of the file when absent. A row of the same source is known again by its id: where
    /// it says what it said last time it changes nothing.
    #[param(min_length = 1, max_length = 120)]
    source: Option<String>,
    /// The name of the file, e.g. `people.csv`.
    #[param(min_length = 1, max_length = 120)]
    file: Option<String>,
    /// `csv`, `xlsx`, `json`, `ndjson` or `yaml`; by the file's ending or the content type when absent.
    format: Option<String>,
}

impl ImportParams {
    fn format(&self, request: &HttpRequest) -> Result<TableFormat, ApiError> {
        if let Some(word) = &self.format {
            let named = TableFormat::ALL.into_iter().find(|format| format.as_str() == word);
            return named.ok_or_else(|| {
                let allowed = TableFormat::ALL.map(TableFormat::as_str).join(", ");
                ApiError::Query(Invalid::new("format", word, allowed))
            });
        }
        let by_name = self.file.as_deref().and_then(TableFormat::of_name);
        let found = by_name.or_else(|| of_content(request.content_type()));
        found.ok_or_else(|| ApiError::ImportFormat(request.content_type().to_owned()))
    }

    fn wanted(self, request: &HttpRequest) -> Result<Wanted, ApiError> {
        let format = self.format(request)?;
        let missing = || ApiError::Query(Invalid::new("source", "", "the name of what the rows come from"));
        let source = self.source.or(self.file).ok_or_else(missing)?;
        ImportWork::check_source(&source).map_err(ApiError::Query)?;
        let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: u64| length > MAX_IMPORT_BYTES) {
            return Err(ApiError::ImportTooLarge);
        }
        Ok(Wanted { kind: self.kind, source, format })
    }
}

/// The format that a content type says.
fn of_content(kind: &str) -> Option<TableFormat> {
    match kind {
        "text/csv" | "text/tab-separated-values" => Some(TableFormat::Csv),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => Some(TableFormat::Xlsx),
        "application/json" => Some(TableFormat::Json),
        "application/x-ndjson" | "application/ndjson" | "application/jsonl" => Some(TableFormat::Ndjson),
        "application/yaml" | "application/x-yaml" | "text/yaml" => Some(TableFormat::Yaml),
        _ => None,
    }
}

/// Takes a file of records in. The answer comes once the file is safe on disk; the task says what became of its rows.
#[utoipa::path(post, path = "/v1/imports", tag = "imports", params(ImportParams),
    request_body(content(
        (Vec<u8> = "application/x-ndjson"), (Vec<u8> = "application/json"), (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (Vec<u8> = "application/yaml"),
    )),
    responses(
    (status = 202, body = TaskAnswer, headers(("location" = String, description = "Where the task is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn begin(
    service: Data<Service>,
    caller: Caller,
    Query(asked): Query<ImportParams>,
    request: HttpRequest,
    body: Payload,
) -> Answer {
    // An address's row in the policy cannot tell kinds apart; whoever may not write such a record may not import it.
    let of_bureau = [TaskKind::Programmes, TaskKind::TrainingPlans, TaskKind::Cohorts];
    if caller.role == Role::Service && of_bureau.contains(&asked.kind) {
        return Err(ApiError::Role);
    }
    let wanted = asked.wanted(&request)?;
    let task = service.tasks.queue(wanted, &caller, body).await?;
    Ok(accepted(task.record, &service))
}
