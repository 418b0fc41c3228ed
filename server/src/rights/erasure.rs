//! Erasure: the record, what older versions said, and consents go; what must be kept (decisions, objections, outcomes)
//! stays under a pseudonym that nothing leads back from. The opaque id stays in the change log and the audit log: the one
//! tells followers what to take away, the other cannot forget.

use bole_engine::model::{Decision, DrawnMap, EnterpriseConsent, Objection, Outcome, Profile, TalentId};
use bole_engine::store::{Audit, Batch, Expected, Kind, Operation, Put, Record, Store, StoreError, Stored};
use serde_json::{Value, json};

use super::pseudonym;
use crate::decisions::{Seer, hash, pack, unpack};
use crate::editions::pseudonymised;
use crate::error::ApiError;
use crate::fresh;
use crate::service::{Service, Wait};

/// Decisions rewritten in one batch before the last one.
const STEP: usize = 50;
/// How often an erasure begins again when somebody writes what it was about to rewrite.
const TRIES: usize = 5;

/// Erases a person; `false` when nothing is held about them.
///
/// # Errors
/// [`ApiError`] of the store; decisions may be under a pseudonym already then, and asking again finishes the work.
pub(crate) async fn erase(service: &Service, seer: &Seer, talent: &TalentId) -> Result<bool, ApiError> {
    let store = &*service.store;
    if store.find::<Profile>(talent.as_str()).await?.is_none() && store.mentions(talent.as_str()).await?.is_empty() {
        return Ok(false);
    }
    let stand_in = fresh::pseudonym()?;
    for tried in 1..=TRIES {
        match all(service, seer, talent, &stand_in).await {
            Err(ApiError::Conflict(_)) if tried < TRIES => {}
            done => {
                let sequence = done?;
                // Rankings go on while the files of the text index are written anew.
                if let Some(words) = service.words() {
                    words.has_reached(sequence).await;
                }
                break;
            }
        }
    }
    store.scrub().await?;
    Ok(true)
}

async fn all(service: &Service, seer: &Seer, talent: &TalentId, stand_in: &TalentId) -> Result<u64, ApiError> {
    // Most of the work goes first, beside whoever asks; then rankings wait while the rest goes with the record itself.
    loop {
        let (operations, more) = decisions(&*service.store, talent, stand_in).await?;
        if !more {
            break;
        }
        service.write(batch(seer, operations), Wait::Stored).await?;
    }
    let _alone = service.recording.write().await;
    let (mut operations, _) = decisions(&*service.store, talent, stand_in).await?;
    let decisions = operations.len();
    let outcomes = others::<Outcome>(&*service.store, talent, |outcome| outcome.talent = stand_in.clone()).await?;
    let said = others::<Objection>(&*service.store, talent, |said| pseudonym::objection(said, stand_in)).await?;
    operations.extend(maps(&*service.store, talent, stand_in).await?);
    let detail = json!({"decisions": decisions, "outcomes": outcomes.len(), "objections": said.len()});
    operations.extend(outcomes.into_iter().chain(said));
    operations.extend(gone(&*service.store, talent).await?);
    let note = Audit::on("profile.erased", Kind::Profile, talent).of(Some(seer.organisation.as_str())).detail(detail);
    let written = service.write(batch(seer, operations).noting(note), Wait::Stored).await?;
    service.live.has_reached(written.sequence).await;
    Ok(written.sequence)
}

fn batch(seer: &Seer, operations: Vec<Operation>) -> Batch {
    let mut batch = Batch::new(seer.key.as_str(), crate::clock::now());
    batch.operations = operations;
    batch
}

/// Records that mention the person, by kind.
async fn mentioned(store: &dyn Store, kind: Kind, talent: &TalentId) -> Result<Vec<String>, StoreError> {
    let all = store.mentions(talent.as_str()).await?;
    Ok(all.into_iter().filter(|(of, _)| *of == kind).map(|(_, id)| id).collect())
}

/// The first decisions on the person, rewritten, and whether there are more.
async fn decisions(
    store: &dyn Store,
    talent: &TalentId,
    stand_in: &TalentId,
) -> Result<(Vec<Operation>, bool), StoreError> {
    let ids = mentioned(store, Kind::Decision, talent).await?;
    let mut operations = Vec::new();
    for id in ids.iter().take(STEP) {
        let Some(Stored { record: mut decision, version, .. }) = store.find::<Decision>(id).await? else { continue };
        let packed = store.attachment(Kind::Decision, id).await?.unwrap_or_default();
        let result = rewritten(&decision, &unpack(id, &packed)?, talent, stand_in)?;
        pseudonym::decision(&mut decision, talent, stand_in);
        decision.result_hash = hash(&result);
        let mut put = Put::new(&decision)?.expecting(Expected::Version(version));
        put.attachment = Some(pack(id, &result)?);
        put.forget = true;
        operations.push(put.into());
    }
    Ok((operations, ids.len() > STEP))
}

fn rewritten(
    decision: &Decision,
    result: &[u8],
    talent: &TalentId,
    stand_in: &TalentId,
) -> Result<Vec<u8>, StoreError> {
    let rewrite = || -> Result<Vec<u8>, serde_json::Error> {
        let mut told: Value = serde_json::from_slice(result)?;
        pseudonym::result(decision.kind, &mut told, talent, stand_in);
        serde_json::to_vec(&told)
    };
    let id = decision.id.to_string();
    rewrite().map_err(|e| StoreError::Damaged { kind: Kind::Decision, id, reason: e.to_string() })
}

/// The records of a kind that speak of the person, rewritten, their older versions forgotten.
async fn others<T: Record>(
    store: &dyn Store,
    talent: &TalentId,
    rewrite: impl Fn(&mut T),
) -> Result<Vec<Operation>, StoreError> {
    let mut operations = Vec::new();
    for id in mentioned(store, T::KIND, talent).await? {
        let Some(Stored { mut record, version, .. }) = store.find::<T>(&id).await? else { continue };
        rewrite(&mut record);
        let mut put = Put::new(&record)?.expecting(Expected::Version(version));
        put.forget = true;
        operations.push(put.into());
    }
    Ok(operations)
}

/// Maps that name the person, under the pseudonym: what an edition was published with stays, but for whom it names.
async fn maps(store: &dyn Store, talent: &TalentId, stand_in: &TalentId) -> Result<Vec<Operation>, StoreError> {
    let mut operations = Vec::new();
    for id in mentioned(store, Kind::Map, talent).await? {
        let Some(Stored { record: mut map, version, .. }) = store.find::<DrawnMap>(&id).await? else { continue };
        let packed = store.attachment(Kind::Map, &id).await?.unwrap_or_default();
        map.erased += 1;
        let mut put = Put::new(&map)?.expecting(Expected::Version(version));
        (put.attachment, put.mentions) = pseudonymised(&id, &packed, talent, stand_in)?;
        operations.push(put.into());
    }
    Ok(operations)
}

/// Consents go before the record that they refer to.
async fn gone(store: &dyn Store, talent: &TalentId) -> Result<Vec<Operation>, StoreError> {
    let consents = mentioned(store, EnterpriseConsent::KIND, talent).await?;
    let consents = consents.into_iter().map(|id| Operation::Erase { kind: EnterpriseConsent::KIND, id });
    Ok(consents.chain([Operation::Erase { kind: Profile::KIND, id: talent.to_string() }]).collect())
}
