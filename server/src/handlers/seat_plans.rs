//! Seat plans: who gets which seat of which class. A college plans its own classes.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{CohortId, Date, DecisionId, DecisionKind, Invalid, MAX_LIST};
use bole_engine::plan::seating::{Mechanism, SeatPlan};
use bole_engine::store::{self, Audit, Batch, StoreError};
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::day;
use super::{Answer, Recorded, decisions, record};
use crate::auth::Caller;
use crate::decisions::{Asked, SeatInputs, SeatsAsked, Seer, with_seats};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id};
use crate::round::rounded;
use crate::service::{Service, Wait};

/// What is asked.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeatsRequest {
    /// How seats are given.
    #[serde(default)]
    mechanism: Mechanism,
    /// The seed of the lots between equals; publish it before wishes close.
    #[serde(default)]
    #[schema(value_type = u64, maximum = 4_294_967_295_u64)]
    seed: u32,
    /// Only these classes; all that take in when absent.
    #[serde(default)]
    #[schema(max_items = 300)]
    classes: Vec<CohortId>,
    /// The day for which it is made; today when absent.
    as_of: Option<Date>,
}

/// A seat plan, and the decision that it is kept as.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct SeatsAnswer {
    /// The id under which it is recorded.
    decision: DecisionId,
    /// The plan.
    #[schema(value_type = SeatPlan)]
    plan: Value,
}

impl SeatsRequest {
    /// Classes that the caller may plan: somebody else's is told like one that is not there.
    fn checked(self, caller: &Caller, inputs: &SeatInputs) -> Result<SeatsAsked, ApiError> {
        if self.classes.len() > MAX_LIST {
            let allowed = format!("at most {MAX_LIST} classes");
            return Err(ApiError::Field(Invalid::new("classes", self.classes.len(), allowed)));
        }
        let known = |id: &CohortId| inputs.cohorts.iter().any(|held| held.id == *id && caller.may_see(&held.college));
        if let Some(unknown) = self.classes.iter().find(|id| !known(id)) {
            return Err(ApiError::unknown(Kind::Cohort, unknown));
        }
        let Self { mechanism, seed, classes, .. } = self;
        Ok(SeatsAsked { mechanism, seed: seed.into(), college: caller.scope().cloned(), classes })
    }
}

/// Gives the seats of the classes that take in to the students who wish for them, and keeps the plan as a decision.
#[utoipa::path(post, path = "/v1/seat-plans", tag = "colleges", request_body = SeatsRequest, responses(
    (status = 200, body = SeatsAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn plan(service: Data<Service>, caller: Caller, Body(request): Body<SeatsRequest>) -> Answer {
    let as_of = day(request.as_of)?;
    let inputs = SeatInputs::read(&*service.store, service.store.head().await?).await?;
    let asked = request.checked(&caller, &inputs)?;
    let judge = move |service: &Service| planned(service, &caller, &inputs, &asked, as_of);
    record(&service, false, judge).await
}

fn planned(
    service: &Service,
    caller: &Caller,
    inputs: &SeatInputs,
    asked: &SeatsAsked,
    as_of: Date,
) -> Result<Recorded<SeatsAnswer>, ApiError> {
    let plan = inputs.plan(&service.reference, asked, as_of);
    let asked = Asked::seats(asked.clone());
    let kept = inputs.run(&plan, &asked, as_of).kept(&Seer::of(caller), service, &plan)?;
    let plan = rounded(serde_json::to_value(&plan).unwrap_or_default());
    Ok(Recorded { answer: SeatsAnswer { decision: kept.id.clone(), plan }, kept })
}

/// What was taken over.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct SeatsTaken {
    /// People who have their seat from now on.
    seats: usize,
}

/// Takes a recorded seat plan over, all of it or nothing: the people placed have their seats from now on. A record that
/// changed since the plan was made, or a class that does not enrol or has no room any more, refuses it.
#[utoipa::path(post, path = "/v1/decisions/{id}/seats", tag = "colleges", params(("id" = DecisionId, Path)), responses(
    (status = 200, body = SeatsTaken),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn take(service: Data<Service>, caller: Caller, Id(id): Id<DecisionId>) -> Answer {
    let decision = decisions::seen(&service, &caller, &id).await?;
    if decision.kind != DecisionKind::Seats {
        let allowed = "a decision of the kind seats";
        return Err(ApiError::Field(Invalid::new("id", &id, allowed)));
    }
    let plan = decided(&id, &decisions::result(&service, &id).await?)?;
    let inputs = SeatInputs::read(&*service.store, service.store.head().await?).await?;
    inputs.have_room(&plan).map_err(ApiError::Field)?;
    let puts = with_seats(&*service.store, &decision, &plan).await?;
    let seats = puts.len();
    let note = Audit::on("seats.taken", store::Kind::Decision, &id).of(Some(caller.organisation.as_str()));
    let batch = Batch::new(caller.by(), crate::clock::now()).because(Some(id.to_string())).noting(note);
    service.write(puts.into_iter().fold(batch, Batch::with), Wait::Stored).await?;
    Ok(HttpResponse::Ok().json(SeatsTaken { seats }))
}

/// The plan as it was kept.
fn decided(id: &DecisionId, result: &[u8]) -> Result<SeatPlan, StoreError> {
    let damaged = |e: serde_json::Error| StoreError::Damaged {
        kind: store::Kind::Decision,
        id: id.to_string(),
        reason: e.to_string(),
    };
    serde_json::from_slice(result).map_err(damaged)
}
