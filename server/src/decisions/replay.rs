//! Judging once more what a decision judged: from the records as they were, by the same code, without an index.

use bole_engine::classify::classify;
use bole_engine::matching::{PositionId, judge, judge_position};
use bole_engine::model::{Decision, DecisionKind, Demand, Order, Profile, TalentId};
use bole_engine::reference::Reference;
use bole_engine::store::{self, Store, StoreError};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Asked, SeatInputs};
use crate::answer::PlaceAnswer;
use crate::error::ApiError;
use crate::handlers::classify::answer;
use crate::handlers::reach::Stood;
use crate::service::Service;

/// How a decision compares with judging again.
#[derive(Debug, Default, serde::Serialize, ToSchema)]
pub(crate) struct Replayed {
    /// Whether every place that could be judged again came out the same, to the last digit and word.
    identical: bool,
    /// How many places were judged again.
    compared: usize,
    /// How many could not be, since the record was erased or was never kept.
    not_kept: usize,
    /// Where the two differ.
    differences: Vec<Difference>,
}

/// A place that came out otherwise.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct Difference {
    /// Which place, from 1.
    place: usize,
    /// As it is recorded.
    recorded: Value,
    /// As it is judged now.
    judged: Value,
}

impl Replayed {
    fn compare(&mut self, place: usize, mut recorded: Value, judged: Option<Value>) {
        let Some(judged) = judged else {
            self.not_kept += 1;
            return;
        };
        // Names are shown, not judged; what a person is called may change.
        if let Some(shown) = recorded.as_object_mut() {
            shown.remove("name");
        }
        self.compared += 1;
        if recorded != judged {
            self.differences.push(Difference { place, recorded, judged });
        }
    }

    fn told(mut self) -> Self {
        self.identical = self.differences.is_empty() && (self.compared > 0 || self.not_kept == 0);
        self
    }
}

/// Judges again.
///
/// # Errors
/// [`ApiError::NotAtHand`] when another edition, vocabulary or method is loaded; a store that fails.
pub(crate) async fn replay(service: &Service, decision: &Decision, result: &[u8]) -> Result<Replayed, ApiError> {
    at_hand(service, decision)?;
    let unread = |e: serde_json::Error| damaged(decision, &e);
    let result: Value = serde_json::from_slice(result).map_err(unread)?;
    let asked: Asked = serde_json::from_value(decision.request.clone()).map_err(unread)?;
    let done = match decision.kind {
        DecisionKind::Candidates => candidates(service, decision, &asked, &result).await,
        DecisionKind::Positions => positions(service, decision, &asked, &result).await,
        DecisionKind::Classification => classification(service, decision, &asked, result).await,
        DecisionKind::Reach => reach(service, decision, &asked, &result).await,
        DecisionKind::Seats => seats(service, decision, &asked, result).await,
    };
    Ok(done?.told())
}

fn damaged(decision: &Decision, error: &serde_json::Error) -> StoreError {
    StoreError::Damaged { kind: store::Kind::Decision, id: decision.id.to_string(), reason: error.to_string() }
}

fn at_hand(service: &Service, decision: &Decision) -> Result<(), ApiError> {
    let reference = &*service.reference;
    let wanted = [
        ("edition", decision.edition.as_str(), reference.edition.id.as_str()),
        ("method", &decision.method_hash, reference.method.hash()),
        ("vocabulary", &decision.vocabulary_hash, &service.reference_hash),
    ];
    let other = wanted.into_iter().find(|(_, recorded, loaded)| recorded != loaded);
    other.map_or(Ok(()), |(what, recorded, _)| Err(ApiError::NotAtHand { what, recorded: recorded.to_owned() }))
}

fn items(result: &Value) -> &[Value] {
    result.get("items").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A record as a change of the log left it.
async fn as_it_was<T: store::Record>(
    store: &dyn Store,
    id: &str,
    is: impl Fn(&store::Change) -> bool,
) -> Result<Option<T>, StoreError> {
    let history = store.history(T::KIND, id).await?;
    history.into_iter().rev().find(is).map_or(Ok(None), said)
}

/// What a change said; nothing where that was erased.
fn said<T: store::Record>(store::Change { id, document, .. }: store::Change) -> Result<Option<T>, StoreError> {
    let read = document.map(|document| serde_json::from_str(&document)).transpose();
    read.map_err(|e| StoreError::Damaged { kind: T::KIND, id, reason: e.to_string() })
}

async fn subject(service: &Service, decision: &Decision, talent: &str) -> Result<Option<Profile>, StoreError> {
    let subject = decision.subjects.iter().find(|subject| subject.talent.as_str() == talent);
    let Some(version) = subject.map(|subject| subject.version).filter(|&version| version > 0) else { return Ok(None) };
    let change = service.store.versions(store::Kind::Profile, talent, version - 1, 1).await?.pop();
    change.filter(|change| change.version == version).map_or(Ok(None), said)
}

async fn candidates(
    service: &Service,
    decision: &Decision,
    asked: &Asked,
    result: &Value,
) -> Result<Replayed, ApiError> {
    let (mut done, question) = (Replayed::default(), asked.question(decision.as_of));
    for (index, item) in items(result).iter().enumerate() {
        let talent = item.get("id").and_then(Value::as_str).unwrap_or_default();
        let profile = subject(service, decision, talent).await?;
        let judged = profile.zip(asked.demand.as_ref()).and_then(|(profile, demand)| {
            let place = judge(&service.reference, demand, &profile, &question)?;
            shown(&PlaceAnswer::<TalentId>::new(&place, None, &service.reference, asked.language))
        });
        done.compare(index + 1, item.clone(), judged);
    }
    Ok(done)
}

async fn positions(
    service: &Service,
    decision: &Decision,
    asked: &Asked,
    result: &Value,
) -> Result<Replayed, ApiError> {
    let (mut done, question) = (Replayed::default(), asked.question(decision.as_of));
    let Some(talent) = decision.subjects.first() else { return Ok(done) };
    let profile = subject(service, decision, talent.talent.as_str()).await?;
    for (index, item) in items(result).iter().enumerate() {
        let id = item.get("id").cloned().and_then(|id| serde_json::from_value::<PositionId>(id).ok());
        let demand = match &id {
            Some(id) => demand_of(service, decision, id).await?,
            None => None,
        };
        let judged = profile.as_ref().zip(id.zip(demand)).and_then(|(profile, (id, demand))| {
            let place = judge_position(&id, &service.reference, &demand, profile, &question)?;
            shown(&PlaceAnswer::new(&place, None, &service.reference, asked.language))
        });
        done.compare(index + 1, item.clone(), judged);
    }
    Ok(done)
}

/// The demand of a position as it stood when the decision was made.
async fn demand_of(service: &Service, decision: &Decision, id: &PositionId) -> Result<Option<Demand>, StoreError> {
    match id {
        PositionId::Entry(id) => Ok(service.entry(id.as_str()).map(|entry| entry.demand.clone())),
        PositionId::Order(id) => {
            let reached = |change: &store::Change| change.sequence <= decision.sequence;
            let order = as_it_was::<Order>(&*service.store, id.as_str(), reached).await?;
            Ok(order.map(|order| order.demand))
        }
    }
}

async fn classification(
    service: &Service,
    decision: &Decision,
    asked: &Asked,
    result: Value,
) -> Result<Replayed, ApiError> {
    let mut done = Replayed::default();
    let Some(talent) = decision.subjects.first() else { return Ok(done) };
    let profile = subject(service, decision, talent.talent.as_str()).await?;
    let reference: &Reference = &service.reference;
    let judged = profile
        .and_then(|profile| shown(&answer(classify(&profile, reference, decision.as_of), asked.language, reference)));
    done.compare(1, result, judged);
    Ok(done)
}

async fn reach(service: &Service, decision: &Decision, asked: &Asked, result: &Value) -> Result<Replayed, ApiError> {
    let mut done = Replayed::default();
    let Some(talent) = decision.subjects.first() else { return Ok(done) };
    let profile = subject(service, decision, talent.talent.as_str()).await?;
    let stood = Stood::at(&*service.store, decision.sequence).await?;
    let again = profile.map(|profile| stood.reach(&profile, &service.reference, decision.as_of, asked));
    let judged = |index: usize| again.as_ref().map(|items| items.get(index).and_then(shown).unwrap_or(Value::Null));
    let recorded = items(result);
    let places = recorded.len().max(again.as_ref().map_or(0, Vec::len));
    for index in 0..places {
        done.compare(index + 1, recorded.get(index).cloned().unwrap_or(Value::Null), judged(index));
    }
    Ok(done)
}

/// The whole plan is one place: where somebody in it was erased since, it cannot be made again.
async fn seats(service: &Service, decision: &Decision, asked: &Asked, result: Value) -> Result<Replayed, ApiError> {
    let mut done = Replayed::default();
    let inputs = SeatInputs::read_apart(&service.store, decision.sequence).await?;
    let asked = asked.seats.as_ref().filter(|_| !inputs.lacks(decision));
    let plan = asked.map(|asked| inputs.plan(&service.reference, asked, decision.as_of));
    let plan = plan.transpose().map_err(ApiError::Field)?;
    done.compare(1, result, plan.and_then(|plan| shown(&plan)));
    Ok(done)
}

/// As it would be kept: through bytes, since numbers are read back from them.
fn shown(told: &impl serde::Serialize) -> Option<Value> {
    serde_json::from_slice(&serde_json::to_vec(told).ok()?).ok()
}
