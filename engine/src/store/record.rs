//! Which nouns are records, and under which key they are kept.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Kind, Row, StoreError};
use crate::model::{
    Chain, Cohort, Decision, DrawnMap, Edition, EditionId, EnterpriseConsent, Entry, Key, Link, Node, Objection, Order,
    Organisation, Outcome, Profile, Programme, Proposal, Task,
};

/// A noun that the store keeps.
pub trait Record: Serialize + DeserializeOwned {
    /// Its kind.
    const KIND: Kind;

    /// Its key.
    fn key(&self) -> String;

    /// People it speaks of.
    fn mentions(&self) -> Vec<String> {
        Vec::new()
    }
}

macro_rules! records {
    ($($noun:ident $(mentions $talent:ident)?;)+) => {$(
        impl Record for $noun {
            const KIND: Kind = Kind::$noun;

            fn key(&self) -> String {
                self.id.to_string()
            }

            $(fn mentions(&self) -> Vec<String> {
                vec![self.$talent.to_string()]
            })?
        }
    )+};
}

records! {
    Organisation;
    Profile;
    Order;
    Programme;
    Cohort;
    Outcome mentions talent;
    Key;
    Objection mentions talent;
    Task;
}

impl Record for EnterpriseConsent {
    const KIND: Kind = Kind::Consent;

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn mentions(&self) -> Vec<String> {
        vec![self.talent.to_string()]
    }
}

impl Record for Decision {
    const KIND: Kind = Kind::Decision;

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn mentions(&self) -> Vec<String> {
        let mut talents: Vec<String> = self.subjects.iter().map(|subject| subject.talent.to_string()).collect();
        talents.sort();
        talents.dedup();
        talents
    }
}

/// A version of the catalog; its chains and entries are records of their own, and these lists are empty here.
impl Record for Edition {
    const KIND: Kind = Kind::Edition;

    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// The key of something inside an edition.
#[must_use]
pub fn edition_key(edition: &EditionId, id: &impl ToString) -> String {
    format!("{edition}/{}", id.to_string())
}

/// A chain of an edition with its nodes, and the links that leave them.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionChain {
    /// Which edition.
    pub edition: EditionId,
    /// The chain.
    pub chain: Chain,
    /// Its nodes, by id.
    pub nodes: Vec<Node>,
    /// What its nodes feed.
    pub links: Vec<Link>,
}

impl Record for EditionChain {
    const KIND: Kind = Kind::Chain;

    fn key(&self) -> String {
        edition_key(&self.edition, &self.chain.id)
    }
}

/// A position of an edition.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionEntry {
    /// Which edition.
    pub edition: EditionId,
    /// The position.
    pub entry: Entry,
}

impl Record for EditionEntry {
    const KIND: Kind = Kind::Entry;

    fn key(&self) -> String {
        edition_key(&self.edition, &self.entry.id)
    }
}

impl Record for Proposal {
    const KIND: Kind = Kind::Proposal;

    fn key(&self) -> String {
        edition_key(&self.edition, &self.entry)
    }
}

/// One for each edition.
impl Record for DrawnMap {
    const KIND: Kind = Kind::Map;

    fn key(&self) -> String {
        self.edition.to_string()
    }
}

/// A list that adds to the vocabulary, e.g. ESCO's; the list as it came is the attachment.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// Its name, e.g. `onet-occupations`.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its hash, lower hex digits.
    pub sha256: String,
}

impl Record for Addition {
    const KIND: Kind = Kind::Addition;

    fn key(&self) -> String {
        self.name.clone()
    }
}

/// A record with what the store knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored<T> {
    /// The record.
    pub record: T,
    /// Counts the writes of this key, from 1.
    pub version: u64,
    /// The change that wrote it.
    pub sequence: u64,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub changed_at: i64,
    /// By whom.
    pub changed_by: String,
}

impl<T: Record> Stored<T> {
    /// Reads a row.
    pub(super) fn read(row: Row) -> Result<Self, StoreError> {
        let Row { id, version, sequence, changed_at, changed_by, document } = row;
        let record = serde_json::from_str(&document).map_err(|e| StoreError::damaged(T::KIND, &id, e))?;
        Ok(Self { record, version, sequence, changed_at, changed_by })
    }
}
