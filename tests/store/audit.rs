//! The audit log: a chain that holds whoever writes.

use bole_engine::store::{Audit, Expected, GENESIS, Kind};
use serde_json::json;

use crate::house::{Shared, batch, one, person};

pub(crate) async fn the_chain_holds_over_writers_at_once(store: Shared) {
    let tasks: Vec<_> = (0..8)
        .map(|writer| {
            let store = Shared::clone(&store);
            tokio::spawn(async move {
                for n in 0..25 {
                    let id = format!("T-{writer}-{n}");
                    let note = Audit::on("profile.write", Kind::Profile, &id).of(Some("E-1")).detail(json!({"n": n}));
                    let read = Audit::on("profile.read", Kind::Profile, &id);
                    store.write(batch().with(person(&id, "甲")).noting(note).noting(read)).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let head = store.verify_audit().await.unwrap().unwrap();
    assert_eq!((head.first, head.number), (1, 400));
    let entries = store.audit(0, 1000).await.unwrap();
    assert_eq!((entries[0].previous.as_str(), entries.len()), (GENESIS, 400));
    assert_eq!(entries[399].hash, head.hash);
}

pub(crate) async fn a_refused_batch_leaves_no_entry(store: Shared) {
    one(&store, person("T-1", "甲")).await.unwrap();
    let note = Audit::on("profile.write", Kind::Profile, "T-1");
    let late = person("T-1", "乙").expecting(Expected::Version(9));
    assert!(store.write(batch().with(late).noting(note.clone())).await.is_err());
    assert!(store.audit(0, 10).await.unwrap().is_empty());
    // A note of its own is a batch too, e.g. of a reading.
    store.write(batch().noting(note)).await.unwrap();
    assert_eq!((store.audit(0, 10).await.unwrap().len(), store.head().await.unwrap()), (1, 1));
}
