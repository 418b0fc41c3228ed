//! Drawing an edition's map from the records of now, and publishing a draft: one way, with what it rests on.

use bole_engine::map::TalentMap;
use bole_engine::model::{Edition, EditionId, EditionStatus, Order, Proposal, ProposalState};
use bole_engine::store::{Audit, Batch, Expected, Kind, Operation, Put, Store, StoreError, Stored};

use super::draw::Drawing;
use super::kept::{Keeping, is_frozen, kept};
use super::records::{Standing, head, heads, proposals, read};
use super::watch::{Step, Watch, enter};
use super::{By, Desk};
use crate::bundle::File;
use crate::error::{self, ApiError};

/// How often a draft is drawn again because somebody wrote it, or somebody in it was erased, meanwhile.
const TRIES: u32 = 3;

/// Refuses a draft with proposals that nobody has looked at.
///
/// # Errors
/// [`ApiError::Unreviewed`].
pub(crate) async fn reviewed(store: &dyn Store, id: &EditionId) -> Result<(), ApiError> {
    let open = |proposal: &&Stored<Proposal>| proposal.record.state == ProposalState::Proposed;
    match proposals(store, id).await?.iter().filter(open).count() {
        0 => Ok(()),
        waiting => Err(ApiError::Unreviewed { edition: id.clone(), waiting }),
    }
}

/// The edition that one is compared with: the latest of the others that are or were in force, none later than it.
fn before<'h>(heads: &'h [Stored<Edition>], edition: &Edition) -> Option<&'h Edition> {
    let others = heads.iter().map(|head| &head.record).filter(|head| head.id != edition.id);
    let earlier = others.filter(|head| head.status != EditionStatus::Draft && head.as_of <= edition.as_of);
    earlier.max_by_key(|head| (head.as_of, &head.id))
}

impl Desk {
    /// Draws plan and map from the records as they are, and keeps them in the place of those before.
    ///
    /// # Errors
    /// [`ApiError::Published`] where the edition was published with its map.
    pub(crate) fn map_now(&self, id: &EditionId, by: &By, watch: &dyn Watch) -> Result<Vec<File>, ApiError> {
        self.again_if_moved(|| {
            let at = self.head()?;
            self.open(id)?;
            let (drawing, previous, between) = self.compared(self.edition_at(id, at)?, at, watch)?;
            let (put, files, _) = Keeping { at, frozen: None, previous, between }.put(&drawing, by)?;
            let _editing = self.wait(self.editing.lock());
            self.open(id)?;
            self.write(by.batch().with(put))?;
            Ok(files)
        })
    }

    /// Refuses an edition whose map stands for good.
    fn open(&self, id: &EditionId) -> Result<(), ApiError> {
        let frozen = self.wait(is_frozen(&*self.store, id))?;
        if frozen { Err(ApiError::Published(id.clone())) } else { Ok(()) }
    }

    /// Publishes a draft; gives map and plan as it was published with them.
    ///
    /// # Errors
    /// [`ApiError::Published`] where it is no draft; [`ApiError::Unreviewed`] while proposals wait.
    pub(crate) fn publish(&self, id: &EditionId, by: &By, watch: &dyn Watch) -> Result<Vec<File>, ApiError> {
        self.again_if_moved(|| {
            let at = self.head()?;
            let mut draft = self.draft_at(id, at)?;
            self.wait(reviewed(&*self.store, id))?;
            draft.status = EditionStatus::Published;
            let (drawing, previous, between) = self.compared(draft, at, watch)?;
            enter(watch, Step::Keeping)?;
            let now = crate::clock::moment().map_err(ApiError::Field)?;
            let (put, files, record) = Keeping { at, frozen: Some(now), previous, between }.put(&drawing, by)?;
            let _editing = self.wait(self.editing.lock());
            let mut batch = self.turned(id, at, by)?.with(put);
            let detail = serde_json::json!({
                "method": record.method, "method_hash": record.method_hash, "inputs_hash": record.inputs_hash,
                "map_hash": record.map_hash, "plan_hash": record.plan_hash, "sequence": at,
            });
            let audit = Audit::on("edition.published", Kind::Edition, id).of(by.organisation.as_deref());
            batch.audit.insert(0, audit.detail(detail));
            self.write(batch)?;
            Ok(files)
        })
    }

    /// Does it again where the store says that what it rests on is another by now.
    fn again_if_moved<T>(&self, work: impl Fn() -> Result<T, ApiError>) -> Result<T, ApiError> {
        for _ in 1..TRIES {
            match work() {
                Err(ApiError::Conflict(_) | ApiError::Erased(_)) => {}
                done => return done,
            }
        }
        work()
    }

    /// Draws by the method in use, and by that of the edition in force where it is another one, so that the effect of the
    /// method can be told from that of the data.
    fn compared(
        &self,
        edition: Edition,
        at: u64,
        watch: &dyn Watch,
    ) -> Result<(Drawing, Option<EditionId>, Option<TalentMap>), ApiError> {
        let as_of = edition.as_of;
        let heads = self.wait(heads(&*self.store))?;
        let previous = before(&heads, &edition).map(|head| head.id.clone());
        let old = previous.as_ref().map(|id| self.wait(kept(&*self.store, id))).transpose()?.flatten();
        let method = self.reference.method.clone();
        let other = match old.filter(|old| old.record.method_hash != method.hash()) {
            Some(old) => old.method()?,
            None => None,
        };
        let between = match other {
            Some(other) => Some(self.draw(edition.clone(), other, as_of, at, watch)?.map),
            None => None,
        };
        Ok((self.draw(edition, method, as_of, at, watch)?, previous, between))
    }

    /// What publishing writes beside the map: the edition, those that it supersedes, and the orders that belong to entries
    /// which came. Everything is bound to the versions that were mapped.
    fn turned(&self, id: &EditionId, at: u64, by: &By) -> Result<Batch, ApiError> {
        let standing = self.wait(read(&*self.store, id))?;
        let Standing { edition, version, sequence } =
            standing.ok_or_else(|| ApiError::unknown(error::Kind::Edition, id))?;
        let moved = || StoreError::Conflict {
            kind: Kind::Edition,
            id: id.to_string(),
            expected: Expected::Version(version),
            found: version,
        };
        let proposals = self.wait(proposals(&*self.store, id))?;
        if sequence > at || proposals.iter().any(|proposal| proposal.sequence > at) {
            return Err(moved().into());
        }
        let mut batch = by.batch();
        let published = Edition { status: EditionStatus::Published, ..edition };
        batch.operations.push(head(&published)?.expecting(Expected::Version(version)).into());
        for old in self.wait(heads(&*self.store))? {
            let replaced = old.record.status == EditionStatus::Published && old.record.region == published.region;
            if replaced {
                let superseded = Edition { status: EditionStatus::Superseded, ..old.record };
                batch.audit.push(Audit::on("edition.superseded", Kind::Edition, &superseded.id));
                batch.operations.push(head(&superseded)?.expecting(Expected::Version(old.version)).into());
            }
        }
        let joined = proposals.iter().filter(|proposal| proposal.record.state != ProposalState::Dropped);
        for Stored { record: proposal, .. } in joined {
            batch.operations.extend(self.joined(proposal)?);
        }
        Ok(batch)
    }

    /// Orders that name the entry from now on.
    fn joined(&self, proposal: &Proposal) -> Result<Vec<Operation>, ApiError> {
        let mut puts = Vec::new();
        for id in &proposal.orders {
            let Some(found) = self.wait(self.store.find::<Order>(id.as_str()))? else { continue };
            let order = Order { entry: Some(proposal.entry.clone()), ..found.record };
            puts.push(Put::new(&order)?.expecting(Expected::Version(found.version)).into());
        }
        Ok(puts)
    }
}
