//! The change log: no gaps, nothing missed, and the history of a record.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bole_engine::store::{Batch, ChangeKind, Done, Kind};
use serde_json::json;

use crate::house::{NOW, Shared, batch, delete, enterprise, one, order, person, put};

const WRITERS: usize = 8;
const WRITES: usize = 40;

fn writers(store: &Shared) -> Vec<tokio::task::JoinHandle<Vec<u64>>> {
    let write = |writer: usize| {
        let store = Shared::clone(store);
        async move {
            let mut reached = Vec::new();
            for n in 0..WRITES {
                let ids = [format!("T-{writer}-{n}"), format!("T-{writer}")];
                let both = batch().with(person(&ids[0], "甲")).with(person(&ids[1], &format!("乙{n}")));
                reached.push(store.write(both).await.unwrap().sequence);
            }
            reached
        }
    };
    (0..WRITERS).map(|writer| tokio::spawn(write(writer))).collect()
}

pub(crate) async fn the_log_has_no_gaps_under_eight_writers(store: Shared) {
    let mut ends = Vec::new();
    for writer in writers(&store) {
        let reached = writer.await.unwrap();
        assert!(reached.is_sorted());
        ends.extend(reached);
    }
    let all = (WRITERS * WRITES * 2) as u64;
    assert_eq!(store.head().await.unwrap(), all);
    let changes = store.changes(0, 5000).await.unwrap();
    let sequences: Vec<u64> = changes.iter().map(|change| change.sequence).collect();
    assert_eq!(sequences, (1..=all).collect::<Vec<_>>());
    // A number that no log reaches is after the end.
    assert_eq!((store.changes(u64::MAX, 9).await.unwrap(), store.audit(u64::MAX, 9).await.unwrap()), (vec![], vec![]));
    // Each batch ends where its answer said, both changes side by side.
    ends.sort_unstable();
    ends.dedup();
    assert_eq!(ends.len(), WRITERS * WRITES);
    for change in &changes {
        let row = store.history(Kind::Profile, &change.id).await.unwrap();
        assert!(row.iter().any(|own| own == change));
    }
}

pub(crate) async fn who_writes_beside_others_keeps_the_own_name_time_and_reason(store: Shared) {
    // Lone writes that wait at the same time are written together.
    let write = |n: i64| {
        let store = Shared::clone(&store);
        let own = Batch::new(format!("K-{n}"), NOW + n).because(Some(format!("reason {n}")));
        async move { store.write(own.with(person(&format!("T-{}", 99 - n), &format!("甲{n}")))).await.unwrap() }
    };
    let writers: Vec<_> = (0..20).map(|n| tokio::spawn(write(n))).collect();
    for (n, writer) in (0..20).zip(writers) {
        assert_eq!(writer.await.unwrap().done, [Done::Created(1)]);
        let history = store.history(Kind::Profile, &format!("T-{}", 99 - n)).await.unwrap();
        let [change] = history.as_slice() else { panic!("{history:?}") };
        let told = (change.changed_by.clone(), change.changed_at, change.reason.clone());
        assert_eq!(told, (format!("K-{n}"), NOW + n, Some(format!("reason {n}"))));
        assert!(change.document.as_ref().is_some_and(|said| said.contains(&format!("甲{n}\""))), "{change:?}");
    }
}

pub(crate) async fn a_reader_of_the_log_misses_nothing_while_others_write(store: Shared) {
    let (reading, done) = (Shared::clone(&store), Arc::new(AtomicBool::new(false)));
    let ended = Arc::clone(&done);
    let reader = tokio::spawn(async move {
        let mut seen = 0;
        loop {
            let last_look = ended.load(Ordering::SeqCst);
            let changes = reading.changes(seen, 7).await.unwrap();
            for change in &changes {
                assert_eq!(change.sequence, seen + 1, "a change came out of turn");
                seen = change.sequence;
            }
            if last_look && changes.is_empty() {
                return seen;
            }
        }
    });
    for writer in writers(&store) {
        writer.await.unwrap();
    }
    done.store(true, Ordering::SeqCst);
    assert_eq!(reader.await.unwrap(), (WRITERS * WRITES * 2) as u64);
}

pub(crate) async fn history_is_told_oldest_first_with_who_when_and_why(store: Shared) {
    one(&store, person("T-1", "张三")).await.unwrap();
    let mut second = batch().because(Some("a slip of the pen".into())).with(person("T-1", "张三丰"));
    (second.by, second.at) = ("K-2".into(), NOW + 5);
    store.write(second).await.unwrap();
    one(&store, delete(Kind::Profile, "T-1")).await.unwrap();
    let history = store.history(Kind::Profile, "T-1").await.unwrap();
    let operations: Vec<_> = history.iter().map(|change| change.operation).collect();
    assert_eq!(operations, [ChangeKind::Put, ChangeKind::Put, ChangeKind::Delete]);
    let second = &history[1];
    assert_eq!((second.changed_by.as_str(), second.changed_at), ("K-2", NOW + 5));
    assert_eq!(second.reason.as_deref(), Some("a slip of the pen"));
    assert!(history[0].document.as_ref().unwrap().contains("\"张三\""));
}

pub(crate) async fn kinds_that_are_not_remembered_keep_no_text(store: Shared) {
    one(&store, put(Kind::Task, "K-1", &json!({"state": "queued"}))).await.unwrap();
    one(&store, put(Kind::Task, "K-1", &json!({"state": "done"}))).await.unwrap();
    let history = store.history(Kind::Task, "K-1").await.unwrap();
    assert_eq!(
        history.iter().map(|change| (change.version, change.document.is_none())).collect::<Vec<_>>(),
        [(1, true), (2, true)]
    );
    store.write(batch().with(enterprise("E-1")).with(order("O-1", "E-1", 3))).await.unwrap();
    assert!(store.history(Kind::Order, "O-1").await.unwrap()[0].document.is_some());
}
