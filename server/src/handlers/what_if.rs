//! What relaxing a requirement would bring.

use actix_web::web::Data;
use bole_engine::matching::Relaxation;
use bole_engine::model::{Demand, Hardness};
use bole_engine::wording::{self, Language};
use utoipa::ToSchema;

use super::asked::day;
use super::matching::{CandidatesRequest, question};
use super::{Answer, List, work};
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::Body;
use crate::round::round4;
use crate::service::Service;

/// What relaxing one requirement would bring.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct RelaxationAnswer {
    /// Index in the demand's requirements.
    requirement: usize,
    /// The requirement in words.
    asked: String,
    /// How hard it is now.
    hardness: Hardness,
    /// How many more pass all gates.
    candidates_gained: usize,
    /// The score at the last place, before.
    kth_score_before: Option<f64>,
    /// The same, after.
    kth_score_after: Option<f64>,
}

fn relaxation(found: &Relaxation, demand: &Demand, language: Language, service: &Service) -> Option<RelaxationAnswer> {
    let asked = demand.requirements.get(found.requirement)?;
    Some(RelaxationAnswer {
        requirement: found.requirement,
        asked: wording::requirement(asked, language, &*service.reference),
        hardness: asked.hardness,
        candidates_gained: found.candidates_gained,
        kth_score_before: found.kth_score_before.map(round4),
        kth_score_after: found.kth_score_after.map(round4),
    })
}

/// Says what relaxing each requirement would bring: most people gained first.
#[utoipa::path(post, path = "/v1/match/what-if", tag = "match", request_body = CandidatesRequest, responses(
    (status = 200, body = List<RelaxationAnswer>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn what_if(
    service: Data<Service>,
    caller: Caller,
    Body(mut request): Body<CandidatesRequest>,
) -> Answer {
    let (demand, as_of) = (request.wanted(&service, &caller)?.demand, day(request.as_of)?);
    let asked = request.asked(demand.clone(), &caller);
    let relax = move |service: &Service| {
        let found = service.matcher().what_if(&demand, &question(&asked, as_of));
        let items = found.iter().filter_map(|found| relaxation(found, &demand, asked.language, service)).collect();
        Ok(List { items, next: None })
    };
    work(service, relax).await
}
