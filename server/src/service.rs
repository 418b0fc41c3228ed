//! What every face works with: reference data, the people of a data folder behind the index, and the search.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use bole_engine::index::{CatalogSearch, TextError};
use bole_engine::matching::Matcher;
use bole_engine::model::{Entry, Order, OrderId, Profile, SkillId, TalentId};
use bole_engine::reference::Reference;
use bole_engine::store::{Folder, StoreError};

use crate::mask::mask;

/// Everything that answers are made from.
pub struct Service {
    /// Vocabulary, edition, graph, method.
    pub reference: Arc<Reference>,
    /// Search over the edition.
    pub search: CatalogSearch,
    matcher: RwLock<Matcher>,
    folder: Mutex<Folder>,
    /// Masked names, since a ranking shows them without reading records.
    names: RwLock<HashMap<TalentId, Box<str>>>,
}

impl Service {
    /// Reads everybody in a folder.
    ///
    /// # Errors
    /// [`StoreError`] when a record cannot be read.
    pub fn open(reference: Arc<Reference>, folder: Folder, each: &dyn Fn()) -> Result<Self, ServiceError> {
        let mut names = HashMap::new();
        let mut failed = None;
        let readable = folder.profiles()?.map_while(|read| read.map_err(|e| failed = Some(e)).ok());
        let noted = readable.inspect(|profile| {
            each();
            if let Some(name) = &profile.name {
                names.insert(profile.id.clone(), mask(name).into());
            }
        });
        let mut matcher = Matcher::build(Arc::clone(&reference), noted);
        if let Some(error) = failed {
            return Err(error.into());
        }
        for order in folder.orders()? {
            matcher.upsert_order(&order?);
        }
        let search = search(&reference)?;
        let (matcher, folder, names) = (RwLock::new(matcher), Mutex::new(folder), RwLock::new(names));
        Ok(Self { reference, search, matcher, folder, names })
    }

    /// The matcher, for reading.
    pub fn matcher(&self) -> RwLockReadGuard<'_, Matcher> {
        self.matcher.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder(&self) -> MutexGuard<'_, Folder> {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The masked name of a person, when one is known.
    pub fn masked(&self, id: &TalentId) -> Option<String> {
        let names = self.names.read().unwrap_or_else(PoisonError::into_inner);
        names.get(id).map(|name| name.to_string())
    }

    /// How many people the store holds.
    pub fn people(&self) -> usize {
        self.folder().people()
    }

    /// How many orders the store holds.
    pub fn orders(&self) -> usize {
        self.folder().order_count()
    }

    /// An entry of the edition.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.reference.edition.entries.iter().find(|entry| entry.id.as_str() == id)
    }

    /// An order of the store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn order(&self, id: &OrderId) -> Result<Option<Order>, StoreError> {
        self.folder().order(id)
    }

    /// A person's record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn profile(&self, id: &TalentId) -> Result<Option<Profile>, StoreError> {
        self.folder().profile(id)
    }

    /// Takes a person in: first the store, then the index. True when nobody had the id.
    ///
    /// # Errors
    /// [`StoreError`]; the index is unchanged then.
    pub fn put_profile(&self, profile: &Profile) -> Result<bool, StoreError> {
        // The folder stays locked until the index has followed, so that both see changes in one order.
        let mut folder = self.folder();
        let new = folder.profile(&profile.id)?.is_none();
        folder.put_profiles([profile])?;
        self.matcher.write().unwrap_or_else(PoisonError::into_inner).upsert(profile);
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        match &profile.name {
            Some(name) => names.insert(profile.id.clone(), mask(name).into()),
            None => names.remove(&profile.id),
        };
        Ok(new)
    }

    /// Takes a person out of the store and the index; false when nobody had the id.
    ///
    /// # Errors
    /// [`StoreError`]; the index is unchanged then.
    pub fn delete_profile(&self, id: &TalentId) -> Result<bool, StoreError> {
        let mut folder = self.folder();
        let was_there = folder.delete_profile(id)?;
        self.matcher.write().unwrap_or_else(PoisonError::into_inner).delete(id);
        self.names.write().unwrap_or_else(PoisonError::into_inner).remove(id);
        Ok(was_there)
    }
}

/// The search over the edition of some reference data.
///
/// # Errors
/// [`TextError`] when the index cannot be made.
pub fn search(reference: &Reference) -> Result<CatalogSearch, TextError> {
    let names = |id: &SkillId| {
        let skill = reference.vocabulary.skill(id.as_str());
        skill.map_or_else(Vec::new, |skill| {
            let own = skill.zh.iter().chain([&skill.en]);
            own.chain(&skill.aliases).cloned().collect()
        })
    };
    CatalogSearch::build(&reference.edition, names)
}

/// Why the service cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The search failed.
    #[error(transparent)]
    Search(#[from] TextError),
}
