//! Seat plans: who gets which seat of which class. A college plans its own classes.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Bilingual, CohortId, Date, Decision, DecisionId, DecisionKind, Invalid, MAX_LIST};
use bole_engine::plan::seating::{Mechanism, SeatPlan, WishFate};
use bole_engine::reference::Reference;
use bole_engine::store::{self, Audit, Batch, StoreError};
use bole_engine::wording;
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::day;
use super::form::{FormParams, Sent};
use super::{Answer, Recorded, decisions, record};
use crate::answer::both;
use crate::auth::Caller;
use crate::decisions::{Asked, SeatInputs, SeatsAsked, Seer, Taken};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Query};
use crate::round::rounded;
use crate::service::{Service, Wait};
use crate::workbooks::Book;

/// The name of its workbook.
pub(super) const FILE: &str = "seat-plan.xlsx";
/// What the audit log calls taking a plan over.
const TAKEN: &str = "seats.taken";

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
    /// Only these classes, which may be agreed on and not enrol yet; all that enrol when absent.
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
    /// What came of each wish of the unplaced, in their order and that of their wishes.
    wishes: Vec<Vec<Bilingual>>,
    /// Why each class that is not held is not, in their order.
    reasons: Vec<Bilingual>,
    /// What the classes of the plan and the enterprises with a share of them are called, by id.
    named: BTreeMap<String, Bilingual>,
    /// Whether it was taken over.
    taken: bool,
}

impl SeatsAnswer {
    /// A plan that nobody took over.
    fn of(decision: DecisionId, plan: &SeatPlan, named: BTreeMap<String, Bilingual>, reference: &Reference) -> Self {
        let fate = |wish: &WishFate| both(|language| wording::wish_outcome(&wish.fate, language, reference));
        let wishes = plan.unplaced.iter().map(|student| student.wishes.iter().map(fate).collect());
        let short = plan.short.iter().map(|short| both(|language| wording::short_class(short, language)));
        Self {
            decision,
            wishes: wishes.collect(),
            reasons: short.collect(),
            named,
            taken: false,
            plan: rounded(serde_json::to_value(plan).unwrap_or_default()),
        }
    }
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
        Ok(SeatsAsked { mechanism, seed: seed.into(), college: caller.scope().cloned(), classes, seated: None })
    }
}

/// Gives the seats of the classes that enrol to the students who wish for them, and keeps the plan as a decision.
#[utoipa::path(post, path = "/v1/seat-plans", tag = "colleges", params(FormParams), request_body = SeatsRequest,
    responses(
    (status = 200, content((SeatsAnswer = "application/json"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn plan(
    service: Data<Service>,
    caller: Caller,
    Query(form): Query<FormParams>,
    Body(request): Body<SeatsRequest>,
) -> Answer {
    let (as_of, known) = (day(request.as_of)?, form.format.known(&service, &caller).await?);
    let inputs = SeatInputs::read_apart(&service.store, service.store.head().await?).await?;
    let asked = request.checked(&caller, &inputs)?;
    let judge = move |service: &Service| {
        let Recorded { kept, answer: plan } = planned(service, &caller, &inputs, &asked, as_of)?;
        let Some(known) = &known else {
            let answer = SeatsAnswer::of(kept.id.clone(), &plan, inputs.names(&plan), &service.reference);
            return Ok(Recorded { answer: answer.into(), kept });
        };
        let mut book = Book::seats(&plan, &known.names(&service.reference)).at(inputs.at);
        book.cover.decision = Some(kept.id.to_string());
        Ok(Recorded { answer: Sent::book(FILE, &book, form.language)?, kept })
    };
    record(&service, false, judge).await
}

fn planned(
    service: &Service,
    caller: &Caller,
    inputs: &SeatInputs,
    asked: &SeatsAsked,
    as_of: Date,
) -> Result<Recorded<SeatPlan>, ApiError> {
    let plan = inputs.plan(&service.reference, asked, as_of).map_err(ApiError::Field)?;
    let asked = Asked::seats(asked.clone().counted(&plan));
    let kept = inputs.run(&plan, &asked, as_of).kept(&Seer::of(caller), service, &plan)?;
    Ok(Recorded { answer: plan, kept })
}

/// Tells a recorded seat plan again, in words, and whether it was taken over.
#[utoipa::path(get, path = "/v1/decisions/{id}/seats", tag = "colleges", params(("id" = DecisionId, Path)), responses(
    (status = 200, body = SeatsAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn told(service: Data<Service>, caller: Caller, Id(id): Id<DecisionId>) -> Answer {
    let (decision, plan) = kept(&service, &caller, &id).await?;
    let named = SeatInputs::names_at(&*service.store, decision.sequence, &plan).await?;
    let noted = service.store.audit_of(store::Kind::Decision, id.as_str()).await?;
    let note = Audit::on("decision.read", store::Kind::Decision, &id).of(Some(caller.organisation.as_str()));
    service.write(Batch::new(caller.by(), crate::clock::now()).noting(note), Wait::Stored).await?;
    let taken = noted.iter().any(|entry| entry.action == TAKEN);
    Ok(HttpResponse::Ok().json(SeatsAnswer { taken, ..SeatsAnswer::of(id, &plan, named, &service.reference) }))
}

/// A seat plan that the caller may see, as it was kept.
async fn kept(service: &Service, caller: &Caller, id: &DecisionId) -> Result<(Decision, SeatPlan), ApiError> {
    let decision = decisions::seen(service, caller, id).await?;
    if decision.kind != DecisionKind::Seats {
        return Err(ApiError::Field(Invalid::new("id", id, "a decision of the kind seats")));
    }
    let plan = decided(id, &decisions::result(service, id).await?)?;
    Ok((decision, plan))
}

/// What was taken over.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct SeatsTaken {
    /// People who have their seat from now on.
    seats: usize,
}

/// Takes a recorded seat plan over, all of it or nothing: the people placed have their seats from now on. A record that
/// changed since the plan was made, a class that does not enrol or has no room, or an objection that waits refuses it.
#[utoipa::path(post, path = "/v1/decisions/{id}/seats", tag = "colleges", params(("id" = DecisionId, Path)), responses(
    (status = 200, body = SeatsTaken),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn take(service: Data<Service>, caller: Caller, Id(id): Id<DecisionId>) -> Answer {
    let (decision, plan) = kept(&service, &caller, &id).await?;
    decisions::undisputed(&service, &id).await?;
    let _seating = service.seating.lock().await;
    let Taken { people, classes } = Taken::of(&*service.store, &decision, &plan).await?;
    let seats = people.len();
    let note = Audit::on(TAKEN, store::Kind::Decision, &id).of(Some(caller.organisation.as_str()));
    let batch = Batch::new(caller.by(), crate::clock::now()).because(Some(id.to_string())).noting(note);
    service.write(people.into_iter().chain(classes).fold(batch, Batch::with), Wait::Stored).await?;
    Ok(HttpResponse::Ok().json(SeatsTaken { seats }))
}

/// The plan as it was kept.
pub(super) fn decided(id: &DecisionId, result: &[u8]) -> Result<SeatPlan, StoreError> {
    let damaged = |e: serde_json::Error| StoreError::Damaged {
        kind: store::Kind::Decision,
        id: id.to_string(),
        reason: e.to_string(),
    };
    serde_json::from_slice(result).map_err(damaged)
}
