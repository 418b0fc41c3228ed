//! Records as they stood at a place of the change log, as the engine reads them.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use bole_engine::map::Sources;
use bole_engine::model::{Cohort, Date, EditionId, Order, Organisation, Outcome, Programme, Proposal, ProposalState};
use bole_engine::reference::Reference;
use bole_engine::store::{Record, StoreError};

use super::Desk;
use super::records::stood;
use super::watch::{Step, Unwatched, Watch, enter};
use crate::error::ApiError;

/// What a map is drawn from, and what of it is missed.
pub(super) struct Inputs {
    pub(super) sources: Sources,
    /// Records that stood there and whose text was erased since.
    pub(super) lost: u64,
}

impl Desk {
    /// Reads everything at a place of the log; orders that proposals of the draft join to an entry belong to it.
    pub(super) fn inputs(
        &self,
        reference: Arc<Reference>,
        as_of: Date,
        at: u64,
        watch: &dyn Watch,
    ) -> Result<Inputs, ApiError> {
        enter(watch, Step::Reading)?;
        let lost = Cell::new(0);
        let mut orders = self.all::<Order>(at, &lost)?;
        self.join(&reference.edition.id, &mut orders, at)?;
        let (programmes, cohorts) = (self.all::<Programme>(at, &lost)?, self.all::<Cohort>(at, &lost)?);
        let (outcomes, organisations) = (self.all::<Outcome>(at, &lost)?, self.all::<Organisation>(at, &lost)?);
        let failed = RefCell::new(None);
        let people = self.past(at, &lost, &failed).inspect(|_| watch.read_one());
        let sources = Sources::read(reference, as_of, people, orders, programmes, cohorts, outcomes);
        let sources = sources.knowing(&organisations);
        match failed.into_inner() {
            Some(error) => Err(ApiError::from(error)),
            None => Ok(Inputs { sources, lost: lost.get() }),
        }
    }

    /// Everything as it stands, for the edition in force, with the place of the log.
    pub(crate) fn sources(&self, as_of: Date) -> Result<(u64, Sources), ApiError> {
        let at = self.head()?;
        let inputs = self.inputs(Arc::clone(&self.reference), as_of, at, &Unwatched)?;
        Ok((at, inputs.sources))
    }

    /// Orders that the draft's proposals give to an entry.
    fn join(&self, edition: &EditionId, orders: &mut [Order], at: u64) -> Result<(), StoreError> {
        let proposals = self.wait(stood::<Proposal>(&*self.store, edition, at))?;
        for proposal in proposals.iter().filter(|proposal| proposal.state != ProposalState::Dropped) {
            for order in orders.iter_mut().filter(|order| proposal.orders.contains(&order.id)) {
                order.entry = Some(proposal.entry.clone());
            }
        }
        Ok(())
    }

    /// All records of a kind, by id.
    pub(super) fn all<T: Record>(&self, at: u64, lost: &Cell<u64>) -> Result<Vec<T>, StoreError> {
        let failed = RefCell::new(None);
        let all = self.past(at, lost, &failed).collect();
        failed.into_inner().map_or(Ok(all), Err)
    }

    /// Records of a kind, page by page; it ends where the store fails, and leaves why.
    fn past<'d, T: Record + 'd>(
        &'d self,
        at: u64,
        lost: &'d Cell<u64>,
        failed: &'d RefCell<Option<StoreError>>,
    ) -> impl Iterator<Item = T> + 'd {
        let (mut after, mut ended) = (None::<String>, false);
        let pages = std::iter::from_fn(move || {
            if ended {
                return None;
            }
            match self.wait(self.store.page_at::<T>(at, after.as_deref())) {
                Ok(page) => {
                    lost.set(lost.get() + page.lost);
                    ended = page.last.is_none();
                    after = page.last;
                    Some(page.records)
                }
                Err(error) => {
                    ended = true;
                    failed.replace(Some(error));
                    None
                }
            }
        });
        pages.flatten()
    }
}
