//! What answers are computed from, kept in step with the store: the matcher and the masked names. They follow the change
//! log; whoever wrote can wait until they have reached that write.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use bole_engine::matching::Matcher;
use bole_engine::model::{Order, OrderId, Profile, TalentId};
use bole_engine::reference::Reference;
use bole_engine::store::{Change, Kind, Store, StoreError};
use tokio::sync::{Notify, watch};

use crate::mask::mask;
use crate::opened::Opened;

/// How often the log is looked at when nobody here wrote: how late this server may see what another one wrote.
const LOOK: Duration = Duration::from_millis(100);
/// How long to wait after the store failed.
const PATIENCE: Duration = Duration::from_secs(1);
/// Changes taken over at a time: rankings wait no longer than this many take.
const STEP: usize = 500;

/// The living index.
pub struct Live {
    matcher: RwLock<Matcher>,
    /// Masked names, since a ranking shows them without reading records.
    names: RwLock<HashMap<TalentId, Box<str>>>,
    orders: RwLock<HashMap<OrderId, Order>>,
    reached: watch::Sender<u64>,
    news: Notify,
}

impl Live {
    /// Reads everybody.
    ///
    /// # Errors
    /// [`StoreError`] when a record cannot be read.
    pub fn build(reference: &Arc<Reference>, opened: &Opened, each: &dyn Fn()) -> Result<Self, StoreError> {
        // First the place in the log, then the records: what changes meanwhile is taken over again, which does no harm.
        let reached = opened.wait(opened.store().head())?;
        let mut names = HashMap::new();
        let mut failed = None;
        let readable = opened.scan::<Profile>().map_while(|read| read.map_err(|e| failed = Some(e)).ok());
        let noted = readable.map(|stored| stored.record).inspect(|profile| {
            each();
            if let Some(name) = &profile.name {
                names.insert(profile.id.clone(), mask(name).into());
            }
        });
        let mut matcher = Matcher::build(Arc::clone(reference), noted);
        if let Some(error) = failed {
            return Err(error);
        }
        let mut orders = HashMap::new();
        for order in opened.scan::<Order>() {
            let order = order?.record;
            matcher.upsert_order(&order);
            orders.insert(order.id.clone(), order);
        }
        let (matcher, names, orders) = (RwLock::new(matcher), RwLock::new(names), RwLock::new(orders));
        Ok(Self { matcher, names, orders, reached: watch::Sender::new(reached), news: Notify::new() })
    }

    /// The matcher, for reading.
    pub fn matcher(&self) -> RwLockReadGuard<'_, Matcher> {
        self.matcher.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The masked name of a person, when one is known.
    pub fn masked(&self, id: &TalentId) -> Option<String> {
        let names = self.names.read().unwrap_or_else(PoisonError::into_inner);
        names.get(id).map(|name| name.to_string())
    }

    /// An order, as rankings know it.
    pub fn order(&self, id: &OrderId) -> Option<Order> {
        self.orders.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// The last change taken over.
    pub fn reached(&self) -> u64 {
        *self.reached.borrow()
    }

    /// Says that something was written here, so that the log is looked at without delay.
    pub fn nudge(&self) {
        self.news.notify_one();
    }

    /// Waits until a change has been taken over.
    pub async fn has_reached(&self, sequence: u64) {
        let mut reached = self.reached.subscribe();
        // The sender lives as long as this.
        let _ = reached.wait_for(|reached| *reached >= sequence).await;
    }

    /// Takes changes over, in order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when a change is no record; those before it are taken over.
    pub fn apply(&self, changes: &[Change]) -> Result<(), StoreError> {
        let mut matcher = self.matcher.write().unwrap_or_else(PoisonError::into_inner);
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        let mut orders = self.orders.write().unwrap_or_else(PoisonError::into_inner);
        for change in changes {
            match change.kind {
                Kind::Profile => follow_profile(&mut matcher, &mut names, change)?,
                Kind::Order => follow_order(&mut matcher, &mut orders, change)?,
                _ => {}
            }
        }
        drop((matcher, names, orders));
        if let Some(last) = changes.last() {
            self.reached.send_replace(last.sequence);
        }
        Ok(())
    }

    /// Follows the log until the store is closed.
    pub async fn follow(self: Arc<Self>, store: Arc<dyn Store>) {
        loop {
            let rest = match self.step(&*store).await {
                Ok(0) => LOOK,
                Ok(_) => continue,
                Err(error) => {
                    tracing::warn!(%error, "the index cannot follow the log; trying again");
                    PATIENCE
                }
            };
            let _ = tokio::time::timeout(rest, self.news.notified()).await;
        }
    }

    async fn step(self: &Arc<Self>, store: &dyn Store) -> Result<usize, StoreError> {
        let changes = store.changes(self.reached(), STEP).await?;
        let count = changes.len();
        if count > 0 {
            let live = Arc::clone(self);
            let applied = tokio::task::spawn_blocking(move || live.apply(&changes)).await;
            applied.unwrap_or_else(|e| Err(StoreError::Unreachable(e.to_string())))?;
        }
        Ok(count)
    }
}

fn read<T: serde::de::DeserializeOwned>(change: &Change) -> Result<Option<T>, StoreError> {
    let read = change.document.as_deref().map(serde_json::from_str).transpose();
    read.map_err(|e| StoreError::Damaged { kind: change.kind, id: change.id.clone(), reason: e.to_string() })
}

fn key<T: TryFrom<String, Error = bole_engine::model::Invalid>>(change: &Change) -> Result<T, StoreError> {
    let key = T::try_from(change.id.clone());
    key.map_err(|e| StoreError::Damaged { kind: change.kind, id: change.id.clone(), reason: e.to_string() })
}

/// A change without a document says that the record is gone, or that a later change erased it.
fn follow_profile(
    matcher: &mut Matcher,
    names: &mut HashMap<TalentId, Box<str>>,
    change: &Change,
) -> Result<(), StoreError> {
    let id: TalentId = key(change)?;
    let Some(profile) = read::<Profile>(change)? else {
        matcher.delete(&id);
        names.remove(&id);
        return Ok(());
    };
    matcher.upsert(&profile);
    match &profile.name {
        Some(name) => names.insert(id, mask(name).into()),
        None => names.remove(&id),
    };
    Ok(())
}

fn follow_order(
    matcher: &mut Matcher,
    orders: &mut HashMap<OrderId, Order>,
    change: &Change,
) -> Result<(), StoreError> {
    let id: OrderId = key(change)?;
    let Some(order) = read::<Order>(change)? else {
        matcher.delete_order(&id);
        orders.remove(&id);
        return Ok(());
    };
    matcher.upsert_order(&order);
    orders.insert(id, order);
    Ok(())
}
