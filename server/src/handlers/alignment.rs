//! Programmes against demand: all of it for those who see every order; for a college its own, and the others together.

use actix_web::web::Data;
use bole_engine::alignment::{Alignment, CollegeAlignment, Position, ProgrammeAlignment};
use bole_engine::model::{Date, EditionId, ProgrammeId};
use utoipa::{IntoParams, ToSchema};

use super::asked::day;
use super::{Answer, work};
use crate::aligned::{Aligned, aligned};
use crate::auth::Caller;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::round::rounded;
use crate::service::Service;

/// For which day.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AlignmentParams {
    /// The day for which it is judged; today when absent.
    as_of: Option<Date>,
}

/// The matrix of programmes by positions, without the skills behind each cell.
#[derive(Debug, serde::Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum AlignmentAnswer {
    /// Of all colleges.
    City(Alignment),
    /// Of the caller's college.
    College(CollegeAlignment),
}

impl AlignmentAnswer {
    /// What the caller may see.
    fn of(aligned: &Aligned, caller: &Caller, service: &Service) -> Self {
        match caller.scope() {
            None => Self::City(aligned.whole.clone()),
            Some(college) => Self::College(aligned.guarded.for_college(&service.reference, college)),
        }
    }

    fn matrix(self) -> Self {
        match self {
            Self::City(alignment) => Self::City(alignment.matrix()),
            Self::College(alignment) => Self::College(alignment.matrix()),
        }
    }
}

/// Tells programmes against positions and nodes. A college sees its own programmes, against demand of three enterprises or
/// more, and the others together.
#[utoipa::path(get, path = "/v1/alignment", tag = "colleges", params(AlignmentParams), responses(
    (status = 200, body = AlignmentAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Query(asked): Query<AlignmentParams>) -> Answer {
    let aligned = aligned(&service, day(asked.as_of)?).await?;
    work(service, move |service| shown(&AlignmentAnswer::of(&aligned, &caller, service).matrix())).await
}

/// One programme with all that is behind its figures.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ProgrammeAnswer {
    /// The edition.
    edition: EditionId,
    /// The method, by id.
    method: String,
    /// The day for which it is judged.
    as_of: Date,
    /// Whether demand of fewer than three enterprises is left out.
    guarded: bool,
    /// Positions, in the order of the cells.
    positions: Vec<Position>,
    /// The programme.
    alignment: ProgrammeAlignment,
}

impl ProgrammeAnswer {
    fn of(answer: AlignmentAnswer, id: &ProgrammeId) -> Result<Self, ApiError> {
        let (edition, method, as_of, guarded, positions, programmes) = match answer {
            AlignmentAnswer::City(a) => (a.edition, a.method, a.as_of, a.guarded, a.positions, a.programmes),
            AlignmentAnswer::College(a) => (a.edition, a.method, a.as_of, a.guarded, a.positions, a.programmes),
        };
        let alignment = programmes.into_iter().find(|row| row.programme == *id);
        let alignment = alignment.ok_or_else(|| ApiError::unknown(Kind::Programme, id))?;
        Ok(Self { edition, method, as_of, guarded, positions, alignment })
    }
}

/// Tells one programme: for each position and node what is covered, too low, related and missing, what is surplus, what to
/// add, its balance, its warning, and what became of its graduates.
#[utoipa::path(get, path = "/v1/programmes/{id}/alignment", tag = "colleges",
    params(("id" = ProgrammeId, Path), AlignmentParams), responses(
    (status = 200, body = ProgrammeAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn programme(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<ProgrammeId>,
    Query(asked): Query<AlignmentParams>,
) -> Answer {
    let aligned = aligned(&service, day(asked.as_of)?).await?;
    work(service, move |service| shown(&ProgrammeAnswer::of(AlignmentAnswer::of(&aligned, &caller, service), &id)?))
        .await
}

fn shown(answer: &impl serde::Serialize) -> Result<serde_json::Value, ApiError> {
    serde_json::to_value(answer).map(rounded).map_err(|e| ApiError::Malformed(e.to_string()))
}
