//! A synthetic city of a size.

use std::sync::Arc;

use bole_engine::intake::{Catalog, CatalogFiles};
use bole_engine::matching::Matcher;
use bole_engine::model::{Order, Profile};
use bole_engine::reference::Reference;
use rayon::prelude::*;

/// The seed of every city here, so that runs can be compared.
pub const SEED: u64 = 2026;

/// The shipped vocabulary, edition and method. Panics when they cannot be read: `bole check` says why.
#[must_use]
pub fn reference() -> Arc<Reference> {
    let (mut catalog, problems) = Catalog::read(&CatalogFiles::shipped());
    let (edition, method) = (catalog.editions.pop_first(), catalog.methods.pop_first());
    let (Some((_, edition)), Some((_, method))) = (edition, method) else { panic!("{problems:?}") };
    Arc::new(Reference::new(catalog.vocabulary, edition, method))
}

/// People and orders.
pub struct City {
    /// What they are judged against.
    pub reference: Arc<Reference>,
    /// Everybody.
    pub profiles: Vec<Profile>,
    /// Orders.
    pub orders: Vec<Order>,
}

impl City {
    /// Makes a city.
    #[must_use]
    pub fn new(people: usize, orders: usize) -> Self {
        let reference = reference();
        let city = bole_engine::sample::City::new(&reference.edition, &reference.vocabulary, SEED);
        let profiles = (0..people).into_par_iter().map(|i| city.profile(i)).collect();
        let orders = city.orders(orders);
        Self { reference, profiles, orders }
    }

    /// The matcher over everybody.
    #[must_use]
    pub fn matcher(&self) -> Matcher {
        Matcher::build(Arc::clone(&self.reference), self.profiles.iter().cloned())
    }
}
