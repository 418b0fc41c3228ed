//! Programmes against demand: all of it for those who see every order; for a college its own, and the others together.

use actix_web::web::Data;
use bole_engine::alignment::{Alignment, CollegeAlignment, NodeDemand, Position, ProgrammeAlignment};
use bole_engine::model::{Date, EditionId, ProgrammeId};
use bole_engine::wording::Language;
use bole_report::Names;
use utoipa::{IntoParams, ToSchema};

use super::asked::day;
use super::form::{Form, Sent};
use super::{Answer, work};
use crate::aligned::{Aligned, aligned};
use crate::auth::Caller;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::round::rounded;
use crate::service::Service;
use crate::workbooks::Book;

/// For which day.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AlignmentParams {
    /// The day for which it is judged; today when absent.
    as_of: Option<Date>,
    /// `json`, or `xlsx` for a workbook with the same figures.
    #[serde(default)]
    #[param(inline)]
    format: Form,
    /// Language of a workbook.
    #[serde(default)]
    language: Language,
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

    fn book(&self, names: &Names<'_>) -> Book {
        match self {
            Self::City(alignment) => Book::city(alignment, names),
            Self::College(alignment) => Book::college(alignment, names),
        }
    }
}

/// Tells programmes against positions and nodes. A college sees its own programmes, against demand of three enterprises or
/// more, and the others together.
#[utoipa::path(get, path = "/v1/alignment", tag = "colleges", params(AlignmentParams), responses(
    (status = 200, content((AlignmentAnswer = "application/json"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Query(asked): Query<AlignmentParams>) -> Answer {
    let (aligned, known) = (aligned(&service, day(asked.as_of)?).await?, asked.format.known(&service, &caller).await?);
    let job = move |service: &Service| {
        let answer = AlignmentAnswer::of(&aligned, &caller, service).matrix();
        let Some(known) = known else { return shown(&answer) };
        let book = answer.book(&known.names(&service.reference)).at(aligned.at);
        Sent::book("alignment.xlsx", &book, asked.language)
    };
    work(service, job).await
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
    /// Nodes, of which a workbook tells the seats.
    #[serde(skip)]
    #[schema(ignore)]
    nodes: Vec<NodeDemand>,
    /// The programme.
    alignment: ProgrammeAlignment,
}

impl ProgrammeAnswer {
    fn of(answer: AlignmentAnswer, id: &ProgrammeId) -> Result<Self, ApiError> {
        let (edition, method, as_of, guarded, positions, nodes, programmes) = match answer {
            AlignmentAnswer::City(a) => (a.edition, a.method, a.as_of, a.guarded, a.positions, a.nodes, a.programmes),
            AlignmentAnswer::College(a) => {
                (a.edition, a.method, a.as_of, a.guarded, a.positions, a.nodes, a.programmes)
            }
        };
        let alignment = programmes.into_iter().find(|row| row.programme == *id);
        let alignment = alignment.ok_or_else(|| ApiError::unknown(Kind::Programme, id))?;
        Ok(Self { edition, method, as_of, guarded, positions, nodes, alignment })
    }

    fn book(&self, names: &Names<'_>) -> Book {
        Book::programme(&self.alignment, (&self.positions, &self.nodes), self.as_of, names).guarded(self.guarded)
    }
}

/// Tells one programme: for each position and node what is covered, too low, related and missing, what is surplus, what to
/// add, its balance, its warning, and what became of its graduates.
#[utoipa::path(get, path = "/v1/programmes/{id}/alignment", tag = "colleges",
    params(("id" = ProgrammeId, Path), AlignmentParams), responses(
    (status = 200, content((ProgrammeAnswer = "application/json"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn programme(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<ProgrammeId>,
    Query(asked): Query<AlignmentParams>,
) -> Answer {
    let (aligned, known) = (aligned(&service, day(asked.as_of)?).await?, asked.format.known(&service, &caller).await?);
    let job = move |service: &Service| {
        let answer = ProgrammeAnswer::of(AlignmentAnswer::of(&aligned, &caller, service), &id)?;
        let Some(known) = known else { return shown(&answer) };
        let book = answer.book(&known.names(&service.reference)).at(aligned.at);
        Sent::book("programme-alignment.xlsx", &book, asked.language)
    };
    work(service, job).await
}

fn shown(answer: &impl serde::Serialize) -> Result<Sent, ApiError> {
    serde_json::to_value(answer).map(rounded).map(Sent::from).map_err(|e| ApiError::Malformed(e.to_string()))
}
