//! What answers are computed from, kept in step with the store: the matcher and the masked names. They follow the change
//! log; whoever wrote can wait until they have reached that write.

use std::collections::{BTreeMap, HashMap, btree_map};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use bole_engine::matching::Matcher;
use bole_engine::model::{EnterpriseConsent, Moment, Order, OrderId, OrganisationId, Profile, TalentId};
use bole_engine::reference::Reference;
use bole_engine::store::{Change, Kind, Store, StoreError};
use tokio::sync::{Notify, watch};

use crate::consents::Consents;
use crate::mask::mask;
use crate::opened::Opened;

/// How often the log is looked at when nobody here wrote: how late this server may see what another one wrote.
const LOOK: Duration = Duration::from_millis(100);
/// How long to wait after the store failed.
const PATIENCE: Duration = Duration::from_secs(1);
/// Changes taken over at a time: rankings wait no longer than this many take.
const STEP: usize = 200;

/// Orders by id, in force or not.
type Orders = BTreeMap<OrderId, Order>;

/// What a ranking tells of a person without reading the record.
struct Known {
    name: Option<Box<str>>,
    version: u32,
}

impl Known {
    fn of(profile: &Profile, version: u64) -> Self {
        let name = profile.name.as_deref().map(Box::from);
        Self { name, version: u32::try_from(version).unwrap_or(u32::MAX) }
    }
}

type People = HashMap<TalentId, Known>;

/// The living index. Locks are taken in the order of the fields.
pub struct Live {
    matcher: RwLock<Matcher>,
    people: RwLock<People>,
    orders: RwLock<Orders>,
    consents: RwLock<Consents>,
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
        let mut people = HashMap::new();
        let mut failed = None;
        let readable = opened.scan::<Profile>().map_while(|read| read.map_err(|e| failed = Some(e)).ok());
        let noted = readable.map(|stored| {
            each();
            people.insert(stored.record.id.clone(), Known::of(&stored.record, stored.version));
            stored.record
        });
        let mut matcher = Matcher::build(Arc::clone(reference), noted);
        if let Some(error) = failed {
            return Err(error);
        }
        let mut orders = Orders::new();
        for order in opened.scan::<Order>() {
            let order = order?.record;
            matcher.upsert_order(&order);
            orders.insert(order.id.clone(), order);
        }
        let mut consents = Consents::default();
        for consent in opened.scan::<EnterpriseConsent>() {
            consents.put(consent?.record);
        }
        let (matcher, people, orders) = (RwLock::new(matcher), RwLock::new(people), RwLock::new(orders));
        let consents = RwLock::new(consents);
        Ok(Self { matcher, people, orders, consents, reached: watch::Sender::new(reached), news: Notify::new() })
    }

    /// The matcher, for reading.
    pub fn matcher(&self) -> RwLockReadGuard<'_, Matcher> {
        self.matcher.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The masked name of a person, when one is known.
    pub fn masked(&self, id: &TalentId) -> Option<String> {
        self.people().get(id)?.name.as_deref().map(mask)
    }

    /// The full name of a person who consented to the organisation, when one is known.
    pub fn name_for(&self, organisation: &OrganisationId, id: &TalentId, now: Moment) -> Option<String> {
        let consents = self.consents.read().unwrap_or_else(PoisonError::into_inner);
        let consented = consents.hold(organisation, id, now);
        drop(consents);
        if consented { self.people().get(id)?.name.as_deref().map(str::to_owned) } else { None }
    }

    /// The version of a person's record that rankings know; 0 for somebody unknown. Read it beside a matcher that is held:
    /// both are of the same change.
    pub fn version(&self, id: &TalentId) -> u64 {
        self.people().get(id).map_or(0, |known| known.version.into())
    }

    fn people(&self) -> RwLockReadGuard<'_, People> {
        self.people.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// An order, as rankings know it.
    pub fn order(&self, id: &OrderId) -> Option<Order> {
        self.orders.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// Looks through all orders, by id, as rankings know them. Changes wait meanwhile.
    pub fn with_orders<T>(&self, look: impl FnOnce(btree_map::Values<'_, OrderId, Order>) -> T) -> T {
        look(self.orders.read().unwrap_or_else(PoisonError::into_inner).values())
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

    /// Takes changes over, in order. They are read before anybody has to wait for it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when a change is no record; those before it are taken over.
    pub fn apply(&self, changes: &[Change]) -> Result<(), StoreError> {
        let mut failed = None;
        let readable = changes.iter().map_while(|change| News::of(change).map_err(|e| failed = Some(e)).ok());
        let news: Vec<News> = readable.collect();
        let last = news.len().checked_sub(1).and_then(|last| changes.get(last));
        let mut matcher = self.matcher.write().unwrap_or_else(PoisonError::into_inner);
        let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
        let mut orders = self.orders.write().unwrap_or_else(PoisonError::into_inner);
        let mut consents = self.consents.write().unwrap_or_else(PoisonError::into_inner);
        for news in news {
            match news {
                News::Person(profile, known) => {
                    matcher.upsert(&profile);
                    people.insert(profile.id.clone(), known);
                }
                News::NoPerson(id) => {
                    matcher.delete(&id);
                    people.remove(&id);
                }
                News::Order(order) => {
                    matcher.upsert_order(&order);
                    orders.insert(order.id.clone(), *order);
                }
                News::NoOrder(id) => {
                    matcher.delete_order(&id);
                    orders.remove(&id);
                }
                News::Consent(consent) => consents.put(*consent),
                News::NoConsent(id) => consents.remove(&id),
                News::Other => {}
            }
        }
        // Before the locks are let go: who holds one reads what belongs to this change.
        if let Some(last) = last {
            self.reached.send_replace(last.sequence);
        }
        failed.map_or(Ok(()), Err)
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

/// What a change means here. One without a document says that the record is gone, or that a later change erased it.
enum News {
    Person(Box<Profile>, Known),
    NoPerson(TalentId),
    Order(Box<Order>),
    NoOrder(OrderId),
    Consent(Box<EnterpriseConsent>),
    NoConsent(String),
    Other,
}

impl News {
    fn of(change: &Change) -> Result<Self, StoreError> {
        Ok(match change.kind {
            Kind::Profile => match read::<Profile>(change)? {
                Some(profile) => {
                    let known = Known::of(&profile, change.version);
                    Self::Person(profile, known)
                }
                None => Self::NoPerson(key(change)?),
            },
            Kind::Order => {
                read(change)?.map_or_else(|| key(change).map(Self::NoOrder), |order| Ok(Self::Order(order)))?
            }
            Kind::Consent => read(change)?.map_or_else(|| Self::NoConsent(change.id.clone()), Self::Consent),
            Kind::Organisation
            | Kind::Edition
            | Kind::Chain
            | Kind::Entry
            | Kind::Addition
            | Kind::Programme
            | Kind::Cohort
            | Kind::Outcome
            | Kind::Key
            | Kind::Decision
            | Kind::Objection
            | Kind::Task
            | Kind::Proposal
            | Kind::Map => Self::Other,
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(change: &Change) -> Result<Option<Box<T>>, StoreError> {
    let read = change.document.as_deref().map(serde_json::from_str).transpose();
    read.map_err(|e| StoreError::Damaged { kind: change.kind, id: change.id.clone(), reason: e.to_string() })
}

fn key<T: TryFrom<String, Error = bole_engine::model::Invalid>>(change: &Change) -> Result<T, StoreError> {
    let key = T::try_from(change.id.clone());
    key.map_err(|e| StoreError::Damaged { kind: change.kind, id: change.id.clone(), reason: e.to_string() })
}
