//! Reviewing a draft: proposals are accepted or dropped, entries written otherwise.

use bole_engine::model::{
    EditionId, EditionStatus, Entry, EntryId, Invalid, Need, Proposal, ProposalKind, ProposalReview, ProposalState,
};
use bole_engine::store::{
    Audit, EditionEntry, Expected, Kind, Operation, Put, Record, Store, Stored, Written, edition_key,
};
use bole_engine::vocabulary::Vocabulary;
use utoipa::ToSchema;

use super::records::{Standing, entry, proposals, read};
use super::{By, Editing};
use crate::error::{self, ApiError};

/// What is said to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// It stays in the draft.
    Accepted,
    /// The entry stands as in the last edition again.
    Dropped,
}

impl Verdict {
    const fn state(self) -> ProposalState {
        match self {
            Self::Accepted => ProposalState::Accepted,
            Self::Dropped => ProposalState::Dropped,
        }
    }

    const fn action(self) -> &'static str {
        match self {
            Self::Accepted => "proposal.accepted",
            Self::Dropped => "proposal.dropped",
        }
    }
}

/// The draft of an id; an edition that is published is refused.
async fn draft(store: &dyn Store, id: &EditionId) -> Result<Standing, ApiError> {
    let found = read(store, id).await?.ok_or_else(|| ApiError::unknown(error::Kind::Edition, id))?;
    let is_draft = found.edition.status == EditionStatus::Draft;
    if is_draft { Ok(found) } else { Err(ApiError::Published(id.clone())) }
}

/// Says something to one proposal, or to all that nobody has looked at yet; gives how many.
///
/// # Errors
/// [`ApiError::Published`] where the edition is no draft; [`ApiError::Unknown`] where there is no such proposal.
pub(crate) async fn review(
    (store, editing): (&dyn Store, &Editing),
    id: &EditionId,
    only: Option<&EntryId>,
    (verdict, reason): (Verdict, Option<String>),
    by: &By,
) -> Result<usize, ApiError> {
    let _editing = editing.lock().await;
    draft(store, id).await?;
    let wanted = |proposal: &Proposal| match only {
        Some(entry) => proposal.entry == *entry,
        None => proposal.state == ProposalState::Proposed,
    };
    let (mut all, at) = (proposals(store, id).await?, crate::clock::moment().map_err(ApiError::Field)?);
    all.retain(|stored| wanted(&stored.record));
    if let (Some(entry), true) = (only, all.is_empty()) {
        return Err(ApiError::unknown(error::Kind::Proposal, entry));
    }
    let (mut batch, count) = (by.batch(), all.len());
    for Stored { record: mut proposal, version, .. } in all {
        batch.operations.extend(made(&proposal, verdict)?);
        proposal.state = verdict.state();
        proposal.review = Some(ProposalReview { by: by.name.clone(), at, reason: reason.clone() });
        batch.operations.push(Put::new(&proposal)?.expecting(Expected::Version(version)).into());
        let key = Record::key(&proposal);
        batch.audit.push(Audit::on(verdict.action(), Kind::Proposal, key).of(by.organisation.as_deref()));
    }
    store.write(batch).await?;
    Ok(count)
}

/// What a verdict does to the entry: as proposed, or as before.
fn made(proposal: &Proposal, verdict: Verdict) -> Result<Option<Operation>, ApiError> {
    let stands = match (verdict, proposal.state) {
        // Somebody wrote it otherwise already: that stays.
        (Verdict::Accepted, ProposalState::Edited) => return Ok(None),
        (Verdict::Accepted, _) => &proposal.after,
        (Verdict::Dropped, _) => &proposal.before,
    };
    let id = edition_key(&proposal.edition, &proposal.entry);
    Ok(Some(match stands {
        Some(stands) => entry(&proposal.edition, stands)?.into(),
        None => Operation::Delete { kind: Kind::Entry, id, expected: Expected::Any },
    }))
}

/// Writes an entry of a draft; a proposal about it counts as looked at.
///
/// # Errors
/// [`ApiError::Published`] where the edition is no draft; [`ApiError::Field`] where the entry names what is not known.
pub(crate) async fn edit(
    (store, editing): (&dyn Store, &Editing),
    vocabulary: &Vocabulary,
    id: &EditionId,
    written: Entry,
    expected: Expected,
    by: &By,
) -> Result<Written, ApiError> {
    let _editing = editing.lock().await;
    let Standing { edition, .. } = draft(store, id).await?;
    known(vocabulary, |node| edition.nodes.iter().any(|known| known.id.as_str() == node), &written)?;
    let (edited, key) = (ProposalState::Edited, edition_key(id, &written.id));
    let at = crate::clock::moment().map_err(ApiError::Field)?;
    let row = EditionEntry { edition: id.clone(), entry: written.clone() };
    let mut batch = by.batch().with(Put::new(&row)?.expecting(expected));
    if let Some(Stored { record, version, .. }) = store.find::<Proposal>(&key).await? {
        let kind = if record.before.is_none() { ProposalKind::Came } else { ProposalKind::Changed };
        let review = Some(ProposalReview { by: by.name.clone(), at, reason: None });
        let proposal = Proposal { kind, state: edited, after: Some(written), review, ..record };
        batch = batch.with(Put::new(&proposal)?.expecting(Expected::Version(version)));
    }
    let audit = Audit::on("entry.written", Kind::Entry, key).of(by.organisation.as_deref());
    Ok(store.write(batch.noting(audit)).await?)
}

/// Nodes are those of the edition, skills those of the vocabulary.
fn known(vocabulary: &Vocabulary, is_node: impl Fn(&str) -> bool, entry: &Entry) -> Result<(), ApiError> {
    let demand = &entry.demand;
    if let Some((i, node)) = demand.nodes.iter().enumerate().find(|(_, node)| !is_node(node.as_str())) {
        return Err(ApiError::Field(Invalid::new(format!("demand.nodes[{i}]"), node, "a node of the edition")));
    }
    for (i, requirement) in demand.requirements.iter().enumerate() {
        if let Need::Skill { skill: Some(skill), .. } = &requirement.need
            && vocabulary.skill(skill.as_str()).is_none()
        {
            let field = format!("demand.requirements[{i}].need.skill");
            return Err(ApiError::Field(Invalid::new(field, skill, "a skill of the vocabulary")));
        }
    }
    Ok(())
}
