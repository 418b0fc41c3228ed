//! All keys, in memory, so that a request waits for no store. The keyring looks at the change log's head a few times a second
//! and reads the keys again when anything was written: a key that another process made or took back holds within a
//! second.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use bole_engine::model::{Key, KeyId, KeyState, Moment};
use bole_engine::store::{Batch, Expected, Put, Store, StoreError, Stored};

use super::token::Token;
use crate::error::ApiError;

/// How often the change log is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// Looks between two rounds of noting which keys were used: about a minute.
const LOOKS_TO_NOTE: u32 = 240;
/// How much older the noted last use may be than the true one. Each note is a version in the key's history, so that a
/// busy key makes six an hour.
const NOTE_MILLIS: i64 = 10 * 60 * 1000;

/// A key, and what the requests say of it.
struct Held {
    key: Key,
    version: u64,
    hash: Option<blake3::Hash>,
    /// When it last opened, in milliseconds; 0 when it did not since the service began.
    used: Arc<AtomicI64>,
}

/// All keys.
pub struct Keyring {
    keys: RwLock<BTreeMap<KeyId, Held>>,
    /// The head of the log when the keys were last read.
    seen: AtomicU64,
}

impl Keyring {
    /// Reads the keys of a store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(store: &dyn Store) -> Result<Self, StoreError> {
        let keyring = Self { keys: RwLock::default(), seen: AtomicU64::new(0) };
        keyring.refresh(store).await?;
        Ok(keyring)
    }

    /// Reads the keys again.
    ///
    /// # Errors
    /// [`StoreError`]; the keys that were known stay.
    pub async fn refresh(&self, store: &dyn Store) -> Result<(), StoreError> {
        // First the head, then the keys: what is written meanwhile is read again, which does no harm.
        let head = store.head().await?;
        let mut read = Vec::new();
        store.scan::<Key>(|stored| read.push(stored)).await?;
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        *keys = read.into_iter().map(|stored| held(stored, &keys)).collect();
        self.seen.fetch_max(head, Ordering::Relaxed);
        Ok(())
    }

    /// The key that a token opens, now. A key that is not there costs the same as a wrong secret.
    ///
    /// # Errors
    /// [`ApiError::KeyRefused`] and [`ApiError::KeyExpired`].
    pub fn open_with(&self, token: &Token, now: Moment) -> Result<Key, ApiError> {
        let shown = token.hash();
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let held = keys.get(&token.key);
        let kept = held.and_then(|held| held.hash);
        // Compared in constant time; where there is no key, with something that nobody's secret hashes to.
        let same = shown == kept.unwrap_or(blake3::Hash::from_bytes([0; 32]));
        used(held.filter(|held| same && held.hash.is_some()), now)
    }

    /// The key of a session, now: its secret was shown when the session began.
    ///
    /// # Errors
    /// [`ApiError::KeyRefused`] and [`ApiError::KeyExpired`].
    pub fn still(&self, id: &KeyId, now: Moment) -> Result<Key, ApiError> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        used(keys.get(id), now)
    }

    /// Whether any key opens now.
    pub fn opens(&self, now: Moment) -> bool {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.values().any(|held| held.key.state_at(now) == KeyState::Active)
    }

    /// Follows the log, and notes which keys were used, until the store is closed.
    pub async fn follow(self: Arc<Self>, store: Arc<dyn Store>) {
        for look in 1_u32.. {
            tokio::time::sleep(LOOK).await;
            let mut done = self.look(&*store).await;
            if look % LOOKS_TO_NOTE == 0 {
                done = done.and(self.note(&*store).await);
            }
            if let Err(error) = done {
                tracing::warn!(%error, "the keys cannot be read; those that are known stay");
            }
        }
    }

    async fn look(&self, store: &dyn Store) -> Result<(), StoreError> {
        if store.head().await? == self.seen.load(Ordering::Relaxed) { Ok(()) } else { self.refresh(store).await }
    }

    /// Writes down when keys were last used. Whoever wrote the key meanwhile wins, so that a key taken back stays so.
    async fn note(&self, store: &dyn Store) -> Result<(), StoreError> {
        for (key, version) in self.unnoted() {
            let put = Put::new(&key)?.expecting(Expected::Version(version));
            match store.write(Batch::new(key.id.as_str(), crate::clock::now()).with(put)).await {
                Ok(_) | Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Keys whose noted last use is too old, as they are to be written.
    fn unnoted(&self) -> Vec<(Key, u64)> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let late = |held: &Held| {
            let used = held.used.load(Ordering::Relaxed);
            let noted = held.key.last_used.map_or(0, Moment::millis);
            (used >= noted + NOTE_MILLIS).then(|| Moment::from_millis(used).ok()).flatten()
        };
        let noted =
            |held: &Held| late(held).map(|used| (Key { last_used: Some(used), ..held.key.clone() }, held.version));
        keys.values().filter_map(noted).collect()
    }
}

/// A key that is used now, if it opens.
fn used(held: Option<&Held>, now: Moment) -> Result<Key, ApiError> {
    let held = held.ok_or(ApiError::KeyRefused)?;
    match held.key.state_at(now) {
        KeyState::Active => {}
        KeyState::Expired => return Err(ApiError::KeyExpired),
        KeyState::Revoked => return Err(ApiError::KeyRefused),
    }
    held.used.store(now.millis(), Ordering::Relaxed);
    Ok(held.key.clone())
}

fn held(stored: Stored<Key>, before: &BTreeMap<KeyId, Held>) -> (KeyId, Held) {
    let Stored { record: key, version, .. } = stored;
    let used = before.get(&key.id).map(|held| Arc::clone(&held.used)).unwrap_or_default();
    let hash = blake3::Hash::from_hex(&key.hash).ok();
    (key.id.clone(), Held { key, version, hash, used })
}
