//! What a person can reach: positions now and after learning, what is missing, and where it is taught.

use actix_web::web::Data;
use bole_engine::alignment::{PositionInReach, within_reach};
use bole_engine::index::Audience;
use bole_engine::matching::{Places, Sort};
use bole_engine::model::{
    Cohort, Date, DecisionId, DecisionKind, DecisionSubject, Order, Profile, Programme, TalentId,
};
use bole_engine::plan::{Opening, Training};
use bole_engine::reference::Reference;
use bole_engine::store::{Store, StoreError};
use bole_engine::wording::{self, Language};
use bole_report::Names;
use utoipa::{IntoParams, ToSchema};

use super::asked::{day, person};
use super::form::{Form, Sent};
use super::{Answer, Recorded, record};
use crate::answer::{Explain, MethodRef};
use crate::auth::Caller;
use crate::decisions::{Asked, Run, Seer, all};
use crate::error::{ApiError, Problem};
use crate::extract::{Id, Query};
use crate::round::round4;
use crate::service::Service;
use crate::workbooks::Book;

/// How much is told.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReachParams {
    /// The day for which the person is judged; today when absent.
    pub(crate) as_of: Option<Date>,
    /// Most positions told.
    #[serde(default)]
    pub(crate) top: Places,
    /// Language of sentences.
    #[serde(default)]
    pub(crate) language: Language,
    /// `json`, or `xlsx` for a workbook with the same figures.
    #[serde(default)]
    #[param(inline)]
    pub(crate) format: Form,
}

/// Positions within a person's reach.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ReachAnswer {
    /// The id under which it is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) decision: Option<DecisionId>,
    /// The person.
    talent: TalentId,
    /// The day.
    as_of: Date,
    /// The method.
    method: MethodRef,
    /// Those for which the person is ready first, then those for which soonest.
    pub(crate) items: Vec<ReachItem>,
}

impl ReachAnswer {
    /// The same as a workbook.
    pub(crate) fn book(&self, names: &Names<'_>) -> Book {
        let found: Vec<&PositionInReach> = self.items.iter().map(|item| &item.reach).collect();
        let mut book = Book::reach(&self.talent, &found, self.as_of, names);
        book.cover.decision = self.decision.as_ref().map(ToString::to_string);
        book
    }
}

/// One position.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ReachItem {
    /// The position, and the way to it.
    #[serde(flatten)]
    pub(crate) reach: PositionInReach,
    /// How the person gets to it.
    pub(crate) sentence: String,
}

/// Orders, programmes and classes as they stood at a place of the log.
pub(crate) struct Stood {
    orders: Vec<Order>,
    programmes: Vec<Programme>,
    cohorts: Vec<Cohort>,
}

impl Stood {
    pub(crate) async fn at(store: &dyn Store, at: u64) -> Result<Self, StoreError> {
        let (orders, programmes) = (all(store, at).await?, all(store, at).await?);
        Ok(Self { orders, programmes, cohorts: all(store, at).await? })
    }

    /// What a person can reach, as it is told.
    pub(crate) fn reach(&self, profile: &Profile, reference: &Reference, as_of: Date, asked: &Asked) -> Vec<ReachItem> {
        let openings = Opening::of(&reference.edition, &self.orders, as_of);
        let training = Training { programmes: &self.programmes, cohorts: &self.cohorts };
        let found = within_reach(profile, reference, as_of, &openings, &training, asked.top.get());
        let told = |reach: PositionInReach| ReachItem {
            sentence: wording::reach(&reach, asked.language),
            reach: PositionInReach { fit: round4(reach.fit), after: round4(reach.after), ..reach },
        };
        found.into_iter().map(told).collect()
    }
}

/// Tells which positions a person can reach, now and after learning, what is missing for each, the classes and programmes
/// that teach it, and by when. Seeing it is recorded, as every ranking is.
#[utoipa::path(get, path = "/v1/profiles/{id}/reach", tag = "match", params(("id" = TalentId, Path), ReachParams),
    responses(
    (status = 200, content((ReachAnswer = "application/json"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<TalentId>,
    Query(params): Query<ReachParams>,
) -> Answer {
    let person = person(None, Some(id), &service).await?;
    let (as_of, at) = (day(params.as_of)?, service.live.reached());
    let (stood, known) = (Stood::at(&*service.store, at).await?, params.format.known(&service, &caller).await?);
    let judge = move |service: &Service| {
        let Recorded { kept, answer } = reached(service, &Seer::of(&caller), &person, &params, (as_of, at), &stood)?;
        let Some(known) = &known else { return Ok(Recorded { answer: answer.into(), kept }) };
        let book = answer.book(&known.names(&service.reference)).at(at);
        Ok(Recorded { answer: Sent::book("reach.xlsx", &book, params.language)?, kept })
    };
    record(&service, false, judge).await
}

/// Judges, with the record of it.
pub(crate) fn reached(
    service: &Service,
    seer: &Seer,
    (profile, version): &(Profile, u64),
    params: &ReachParams,
    (as_of, sequence): (Date, u64),
    stood: &Stood,
) -> Result<Recorded<ReachAnswer>, ApiError> {
    let (sort, audience, explain) = (Sort::Fit, Audience::Insiders, Explain::Full);
    let (top, language) = (params.top, params.language);
    let asked = Asked { demand: None, top, sort, audience, explain, language, excluded: false, seats: None };
    let reference = &*service.reference;
    let items = stood.reach(profile, reference, as_of, &asked);
    let (talent, method) = (profile.id.clone(), MethodRef::of(reference));
    let mut answer = ReachAnswer { decision: None, talent, as_of, method, items };
    let subjects = vec![DecisionSubject { talent: profile.id.clone(), version: *version }];
    let (kind, input) = (DecisionKind::Reach, serde_json::to_vec(profile).unwrap_or_default());
    let run = Run { kind, order: None, entry: None, as_of, sequence, subjects, asked: &asked, input };
    let kept = run.kept(seer, service, &answer)?;
    answer.decision = Some(kept.id.clone());
    Ok(Recorded { kept, answer })
}
