//! What is held about a person, for that person: the record with its history, consents, decisions with the person's own
//! place, objections, outcomes, sources, and who looked.

use bole_engine::model::{
    Decision, DecisionId, DecisionKind, EditionId, EnterpriseConsent, EntryId, Moment, Objection, OrderId,
    OrganisationId, Outcome, Profile, TalentId,
};
use bole_engine::store::{AuditEntry, Kind, Listing, MAX_ROWS, Origin, Record, Store, StoreError, Stored};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::decisions::unpack;
use crate::past::history;

/// A decision as the person concerned sees it: nobody else stands in it.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct HeldDecision {
    /// Its id.
    pub(crate) id: DecisionId,
    /// What was asked.
    pub(crate) kind: DecisionKind,
    /// When.
    pub(crate) at: Moment,
    /// For whom.
    pub(crate) organisation: OrganisationId,
    /// The order matched.
    pub(crate) order: Option<OrderId>,
    /// The catalog's position matched.
    pub(crate) entry: Option<EntryId>,
    /// The edition judged by.
    pub(crate) edition: EditionId,
    /// The method judged by.
    pub(crate) method: String,
    /// The version of the person's record that was judged.
    pub(crate) version: Option<u64>,
    /// The person's place, from 1; absent where they were not ranked, or where all is about them.
    pub(crate) place: Option<usize>,
    /// The requirements that barred the person, where somebody asked for them.
    pub(crate) barred_by: Vec<u64>,
    /// What was found about the person.
    pub(crate) result: Value,
}

impl HeldDecision {
    /// Where the next page begins.
    pub(crate) fn key(&self) -> String {
        self.id.to_string()
    }
}

/// Decisions on a person after an id, at most so many.
pub(crate) async fn decisions_on(
    store: &dyn Store,
    talent: &TalentId,
    after: Option<String>,
    limit: usize,
) -> Result<Vec<HeldDecision>, StoreError> {
    let listing = Listing { mentioning: Some(talent.to_string()), after, limit, ..Listing::default() };
    let mut held = Vec::new();
    for Stored { record, .. } in store.list::<Decision>(&listing).await? {
        let id = record.id.to_string();
        let packed = store.attachment(Kind::Decision, &id).await?.unwrap_or_default();
        let result = serde_json::from_slice(&unpack(&id, &packed)?);
        let result = result.map_err(|e| StoreError::Damaged { kind: Kind::Decision, id, reason: e.to_string() })?;
        held.push(own(record, result, talent));
    }
    Ok(held)
}

fn list<'v>(of: Option<&'v Value>, field: &str) -> &'v [Value] {
    of.and_then(|of| of.get(field)).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn own(decision: Decision, result: Value, talent: &TalentId) -> HeldDecision {
    let is = |id: Option<&Value>| id.and_then(Value::as_str) == Some(talent.as_str());
    let place = list(Some(&result), "items").iter().position(|item| is(item.get("id")));
    let bars = list(result.get("excluded"), "by_requirement").iter();
    let bars = bars.filter(|by| list(Some(by), "ids").iter().any(|id| is(Some(id))));
    let barred_by = bars.filter_map(|by| by.get("requirement")?.as_u64()).collect();
    let version = decision.subjects.iter().find(|subject| subject.talent == *talent).map(|subject| subject.version);
    let result = match decision.kind {
        DecisionKind::Candidates => place.map_or(Value::Null, |place| result["items"][place].clone()),
        DecisionKind::Positions | DecisionKind::Classification | DecisionKind::Reach => result,
        DecisionKind::Seats => {
            let mut told = list(Some(&result), "placed").iter().chain(list(Some(&result), "unplaced"));
            told.find(|told| is(told.get("student"))).cloned().unwrap_or(Value::Null)
        }
    };
    let Decision { id, kind, at, organisation, order, entry, edition, method, .. } = decision;
    let place = place.map(|place| place + 1);
    HeldDecision { id, kind, at, organisation, order, entry, edition, method, version, place, barred_by, result }
}

/// All records of a kind that speak of the person.
async fn every<T: Record>(store: &dyn Store, talent: &TalentId) -> Result<Vec<T>, StoreError> {
    let listing = Listing { mentioning: Some(talent.to_string()), limit: MAX_ROWS, ..Listing::default() };
    Ok(store.list::<T>(&listing).await?.into_iter().map(|stored| stored.record).collect())
}

async fn every_decision(store: &dyn Store, talent: &TalentId) -> Result<Vec<HeldDecision>, StoreError> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = decisions_on(store, talent, after, crate::limits::MAX_PAGE).await?;
        let Some(last) = page.last() else { return Ok(all) };
        after = Some(last.key());
        all.extend(page);
    }
}

fn source(origin: Origin) -> Value {
    let Origin { source, row_key, digest } = origin;
    json!({"source": source, "row": row_key, "digest": digest})
}

/// What the audit log says of the person, of their consents, and of their objections.
async fn looks(
    store: &dyn Store,
    talent: &TalentId,
    consents: &[EnterpriseConsent],
) -> Result<Vec<AuditEntry>, StoreError> {
    let mut entries = store.audit_of(Kind::Profile, talent.as_str()).await?;
    for consent in consents {
        entries.extend(store.audit_of(Kind::Consent, consent.id.as_str()).await?);
    }
    entries.sort_by_key(|entry| entry.number);
    Ok(entries)
}

/// Everything that is held about a person, as one document; `None` when there is no record.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn export(store: &dyn Store, talent: &TalentId, now: Moment) -> Result<Option<Value>, StoreError> {
    let Some(found) = store.find::<Profile>(talent.as_str()).await? else { return Ok(None) };
    let consents = every::<EnterpriseConsent>(store, talent).await?;
    let sources = store.origins(Profile::KIND, talent.as_str()).await?;
    Ok(Some(json!({
        "exported": now,
        "profile": found.record,
        "version": found.version,
        "history": history::<Profile>(store, talent.as_str()).await?,
        "sources": sources.into_iter().map(source).collect::<Vec<_>>(),
        "audit": looks(store, talent, &consents).await?,
        "consents": consents,
        "decisions": every_decision(store, talent).await?,
        "objections": every::<Objection>(store, talent).await?,
        "outcomes": every::<Outcome>(store, talent).await?,
    })))
}
