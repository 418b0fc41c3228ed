//! Everything that a map is drawn from, read once: people as a stream, and the records of organisations.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::Census;
use crate::digest::hex;
use crate::model::{Cohort, CollegeId, Date, Order, Organisation, OrganisationId, Outcome, Profile, Programme};
use crate::plan::{FillPlan, Opening, Pooling, Supply, Training};
use crate::reference::Reference;

/// What a map is drawn from. Records of organisations are held by id.
#[derive(Debug)]
pub struct Sources {
    /// The day for which it was read.
    pub as_of: Date,
    /// People who may be ranked, with where each of them stands.
    pub supply: Supply,
    /// What indicators need of everybody.
    pub census: Census,
    /// Orders, in force or not.
    pub orders: Vec<Order>,
    /// What colleges teach.
    pub programmes: Vec<Programme>,
    /// Classes.
    pub cohorts: Vec<Cohort>,
    /// What became of people.
    pub outcomes: Vec<Outcome>,
    /// The edition's colleges, by the organisations that they are.
    pub colleges: BTreeMap<OrganisationId, CollegeId>,
    /// SHA-256 of vocabulary, edition and all records, each kind in the order of its ids; lower hex digits. The same
    /// records give the same hash, whatever the order in which they were read.
    pub inputs_hash: String,
    /// Whether anything was made up for demonstration.
    pub illustrative: bool,
}

impl Sources {
    /// Reads everything once. Of each person only what ranking reads, where the person stands, and a hash stay in memory.
    /// Of two records of one id the later counts.
    #[must_use]
    pub fn read(
        reference: Arc<Reference>,
        as_of: Date,
        profiles: impl IntoIterator<Item = Profile>,
        orders: Vec<Order>,
        programmes: Vec<Programme>,
        cohorts: Vec<Cohort>,
        outcomes: Vec<Outcome>,
    ) -> Self {
        let orders = by_id(orders, |order| order.id.as_str());
        let programmes = by_id(programmes, |programme| programme.id.as_str());
        let cohorts = by_id(cohorts, |cohort| cohort.id.as_str());
        let outcomes = by_id(outcomes, |outcome| outcome.id.as_str());
        let mut people = People::default();
        let mut census = Census::new(Arc::clone(&reference), as_of);
        let noted = profiles.into_iter().inspect(|profile| {
            census.add(profile);
            people.note(profile);
        });
        let supply = Supply::read(Arc::clone(&reference), as_of, noted).hearing(&outcomes).seating(&cohorts);
        let mut hash = Hash::new();
        hash.text(&reference.hash());
        people.digests.values().for_each(|digest| hash.0.update(digest));
        hash.records("orders", &orders);
        hash.records("programmes", &programmes);
        hash.records("cohorts", &cohorts);
        hash.records("outcomes", &outcomes);
        let illustrative = reference.edition.illustrative
            || people.made_up
            || orders.iter().any(|order| order.synthetic)
            || programmes.iter().any(|programme| programme.synthetic)
            || cohorts.iter().any(|cohort| cohort.synthetic)
            || outcomes.iter().any(|outcome| outcome.synthetic);
        let inputs_hash = hash.told();
        let colleges = BTreeMap::new();
        Self { as_of, supply, census, orders, programmes, cohorts, outcomes, colleges, inputs_hash, illustrative }
    }

    /// Tells which organisations are colleges of the edition; no map depends on it.
    #[must_use]
    pub fn knowing(mut self, organisations: &[Organisation]) -> Self {
        let edition = &self.supply.matcher().reference().edition;
        let known =
            organisations.iter().filter_map(|known| Some((known.id.clone(), known.in_edition(edition)?.id.clone())));
        self.colleges = known.collect();
        self
    }

    /// The reference data that everything is judged by.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        self.supply.matcher().reference()
    }

    /// The fill plan of the edition and of the orders in force.
    #[must_use]
    pub fn plan(&self) -> FillPlan {
        self.plan_with(&self.cohorts)
    }

    /// The seats that a plan of these sources leaves over, pooled into classes.
    #[must_use]
    pub fn pool(&self, plan: &FillPlan) -> Pooling {
        let openings = Opening::of(&self.reference().edition, &self.orders, self.as_of);
        let training = Training { programmes: &self.programmes, cohorts: &self.cohorts };
        Pooling::propose(&self.supply, &openings, &training, plan)
    }

    /// Orders that are in force on the day.
    pub fn in_force(&self) -> impl Iterator<Item = &Order> {
        self.orders.iter().filter(|order| order.is_in_force(self.as_of))
    }
}

/// Records in the order of their ids; of two of one id the later.
fn by_id<T>(records: Vec<T>, id: impl Fn(&T) -> &str) -> Vec<T> {
    let kept: BTreeMap<String, T> = records.into_iter().map(|record| (id(&record).to_owned(), record)).collect();
    kept.into_values().collect()
}

/// What is kept of people beside the supply: a hash each, since they may come in any order.
#[derive(Default)]
struct People {
    digests: BTreeMap<Box<str>, [u8; 32]>,
    made_up: bool,
}

impl People {
    fn note(&mut self, profile: &Profile) {
        let text = serde_json::to_vec(profile).unwrap_or_default();
        self.digests.insert(profile.id.as_str().into(), Sha256::digest(&text).into());
        self.made_up |= profile.synthetic;
    }
}

struct Hash(Sha256);

impl Hash {
    fn new() -> Self {
        Self(Sha256::new())
    }

    fn text(&mut self, text: &str) {
        self.0.update(text.as_bytes());
    }

    /// One record a line behind the name of their kind, so that no record can be taken for one of another kind.
    fn records(&mut self, kind: &str, records: &[impl serde::Serialize]) {
        self.text(kind);
        for record in records {
            self.0.update(serde_json::to_vec(record).unwrap_or_default());
            self.text("\n");
        }
    }

    fn told(self) -> String {
        hex(&self.0.finalize())
    }
}
