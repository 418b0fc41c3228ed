//! What the behaviours share: a store of each kind, and records to put in.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bole_engine::model::{Order, Organisation, Profile};
use bole_engine::store::{Access, Batch, Expected, Folder, Kind, Operation, Put, Record, SqlStore, Store, StoreError};
use bole_postgres::Postgres;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// A store to do anything with.
pub(crate) type Shared = Arc<dyn Store>;

/// When everything here happens.
pub(crate) const NOW: i64 = 1_795_240_000_000;

struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("bole-store-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn live<F: Future<Output = ()>>(open: impl Future<Output = SqlStore>, behaviour: impl FnOnce(Shared) -> F) {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Arc::new(open.await);
        behaviour(Arc::clone(&store) as Shared).await;
        store.close().await;
    });
}

pub(crate) fn on_sqlite<F: Future<Output = ()>>(behaviour: impl FnOnce(Shared) -> F) {
    let scratch = Scratch::new();
    let folder = Folder::open(&scratch.0).unwrap();
    live(async { SqlStore::open(&folder).await.unwrap() }, behaviour);
}

pub(crate) fn on_postgres<F: Future<Output = ()>>(behaviour: impl FnOnce(Shared) -> F) {
    // A database whose language orders text otherwise than by its bytes, as those in the wild do.
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (server, name) = (Postgres::shared(), format!("bole_{}", NEXT.fetch_add(1, Ordering::Relaxed)));
    let language = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh-u-co-pinyin'";
    server.sql(&format!("{}postgres", server.url()), &format!("CREATE DATABASE {name} {language}"));
    let url = format!("{}{name}", server.url());
    live(async { SqlStore::postgres(&url, Access::Write).await.unwrap() }, behaviour);
}

/// An empty batch of now.
pub(crate) fn batch() -> Batch {
    Batch::new("K-test", NOW)
}

/// A put of any document.
pub(crate) fn put(kind: Kind, id: &str, document: &Value) -> Put {
    Put {
        kind,
        id: id.to_owned(),
        document: document.to_string(),
        mentions: Vec::new(),
        expected: Expected::Any,
        origin: None,
        attachment: None,
        forget: false,
        renewed: false,
        unsaid: Vec::new(),
    }
}

/// A record of a noun, through the noun's own reader.
pub(crate) fn record<T: Record>(json: Value) -> Put {
    Put::new(&serde_json::from_value::<T>(json).unwrap()).unwrap()
}

pub(crate) fn person(id: &str, name: &str) -> Put {
    record::<Profile>(json!({"id": id, "name": name}))
}

pub(crate) fn enterprise(id: &str) -> Put {
    record::<Organisation>(json!({"id": id, "kind": "enterprise", "name": {"zh": "甲", "en": "A"}}))
}

pub(crate) fn order(id: &str, enterprise: &str, seats: u16) -> Put {
    record::<Order>(json!({
        "id": id, "enterprise": {"id": enterprise, "name": {"zh": "甲", "en": "A"}}, "seats": seats,
        "demand": {"category": "youth", "title": {"zh": "钳工", "en": "Fitter"}}
    }))
}

pub(crate) fn delete(kind: Kind, id: &str) -> Operation {
    Operation::Delete { kind, id: id.to_owned(), expected: Expected::Any }
}

pub(crate) fn erase(kind: Kind, id: &str) -> Operation {
    Operation::Erase { kind, id: id.to_owned() }
}

/// Writes one operation and tells what it did.
pub(crate) async fn one(
    store: &Shared,
    operation: impl Into<Operation>,
) -> Result<bole_engine::store::Done, StoreError> {
    Ok(store.write(batch().with(operation)).await?.done.remove(0))
}

/// The version of a row, 0 for none.
pub(crate) async fn version(store: &Shared, kind: Kind, id: &str) -> u64 {
    store.row(kind, id).await.unwrap().map_or(0, |row| row.version)
}
