//! Erasing: what a record said is nowhere afterwards; that it was there stays in the log.

use bole_engine::store::{Audit, ChangeKind, Done, Expected, Kind, Operation, Origin, StoreError};
use serde_json::json;

use crate::house::{Shared, batch, delete, erase, one, person, put};

fn origin(digest: &str) -> Option<Origin> {
    Some(Origin { source: "jobs.csv".into(), row_key: "7".into(), digest: digest.into() })
}

pub(crate) async fn erasing_takes_row_history_attachment_and_origin(store: Shared) {
    let mut first = person("T-1", "张三");
    (first.origin, first.attachment) = (origin("d1"), Some(b"cv".to_vec()));
    store.write(batch().because(Some("张三 asked".into())).with(first)).await.unwrap();
    one(&store, person("T-1", "张三丰")).await.unwrap();
    assert_eq!(one(&store, erase(Kind::Profile, "T-1")).await.unwrap(), Done::Gone);
    assert!(store.row(Kind::Profile, "T-1").await.unwrap().is_none());
    assert!(store.attachment(Kind::Profile, "T-1").await.unwrap().is_none());
    assert_eq!(store.digests("jobs.csv", Kind::Profile, &["7".into()]).await.unwrap(), [None]);
    let history = store.history(Kind::Profile, "T-1").await.unwrap();
    assert_eq!(history.iter().map(|change| change.version).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(history.iter().all(|change| change.document.is_none() && change.reason.is_none()), "{history:?}");
    assert_eq!(history[2].operation, ChangeKind::Erase);
}

pub(crate) async fn what_was_erased_does_not_come_back(store: Shared) {
    let row = |id: &str, name: &str, digest: &str| {
        let mut row = person(id, name);
        row.origin = Some(Origin { source: "jobs.csv".into(), row_key: id.to_owned(), digest: digest.to_owned() });
        row
    };
    store.write(batch().with(row("T-1", "张三", "d1")).with(row("T-2", "李四", "d2"))).await.unwrap();
    one(&store, erase(Kind::Profile, "T-1")).await.unwrap();
    let head = store.head().await.unwrap();
    // What a source says is left out, and the rest of its batch is taken.
    let again = batch().with(row("T-1", "张三", "d1")).with(row("T-2", "李四改", "d3")).with(row("T-3", "王五", "d4"));
    assert_eq!(store.write(again).await.unwrap().done, [Done::Erased, Done::Replaced(2), Done::Created(1)]);
    assert_eq!(one(&store, row("T-1", "张三丰", "d5")).await.unwrap(), Done::Erased);
    assert_eq!(store.digests("jobs.csv", Kind::Profile, &["T-1".into()]).await.unwrap(), [None]);
    // Whoever writes without a source is told.
    for put in [person("T-1", "王五"), person("T-1", "王五").expecting(Expected::Absent)] {
        let refused = store.write(batch().with(person("T-4", "赵六")).with(put)).await.unwrap_err();
        assert!(matches!(&refused, StoreError::Erased { kind: Kind::Profile, id } if id == "T-1"), "{refused}");
    }
    assert!(store.row(Kind::Profile, "T-4").await.unwrap().is_none());
    assert_eq!(store.head().await.unwrap(), head + 2);
    assert_eq!(store.history(Kind::Profile, "T-1").await.unwrap().len(), 2);
    // Who was only taken away may come back.
    one(&store, delete(Kind::Profile, "T-3")).await.unwrap();
    assert_eq!(one(&store, row("T-3", "王五", "d6")).await.unwrap(), Done::Created(3));
}

pub(crate) async fn nothing_new_is_written_about_who_was_erased(store: Shared) {
    one(&store, person("T-1", "张三")).await.unwrap();
    one(&store, person("T-2", "李四")).await.unwrap();
    let decision = |id: &str, talents: &[&str]| {
        let mut decision = put(Kind::Decision, id, &json!({"kind": "candidates"}));
        decision.mentions = talents.iter().map(|talent| (*talent).to_owned()).collect();
        decision
    };
    one(&store, decision("D-1", &["T-1", "T-2"])).await.unwrap();
    // The erasure itself writes first, under a pseudonym.
    let rewritten = batch().with(decision("D-1", &["P-1", "T-2"])).with(erase(Kind::Profile, "T-1"));
    store.write(rewritten).await.unwrap();
    let refused = one(&store, decision("D-2", &["T-2", "T-1"])).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Erased { kind: Kind::Profile, id } if id == "T-1"), "{refused}");
    assert!(store.row(Kind::Decision, "D-2").await.unwrap().is_none());
    one(&store, decision("D-2", &["T-2", "T-never"])).await.unwrap();
    one(&store, erase(Kind::Profile, "T-2")).await.unwrap();
    // A batch that was judged before and comes after, with others that are sound.
    let both = batch().with(decision("D-3", &["T-9"])).with(decision("D-4", &["T-2"]));
    assert!(matches!(store.write(both).await, Err(StoreError::Erased { .. })));
    assert!(store.mentions("T-9").await.unwrap().is_empty());
}

pub(crate) async fn erasing_twice_says_that_there_is_nothing(store: Shared) {
    assert_eq!(one(&store, erase(Kind::Profile, "T-1")).await.unwrap(), Done::Missing);
    one(&store, person("T-1", "甲")).await.unwrap();
    assert_eq!(one(&store, erase(Kind::Profile, "T-1")).await.unwrap(), Done::Gone);
    assert_eq!(one(&store, erase(Kind::Profile, "T-1")).await.unwrap(), Done::Missing);
    assert_eq!(store.head().await.unwrap(), 2);
}

pub(crate) async fn erasing_what_was_deleted_empties_its_history(store: Shared) {
    one(&store, person("T-1", "甲")).await.unwrap();
    one(&store, delete(Kind::Profile, "T-1")).await.unwrap();
    assert!(store.history(Kind::Profile, "T-1").await.unwrap()[0].document.is_some());
    assert_eq!(one(&store, erase(Kind::Profile, "T-1")).await.unwrap(), Done::Gone);
    assert!(store.history(Kind::Profile, "T-1").await.unwrap().iter().all(|change| change.document.is_none()));
}

pub(crate) async fn forgetting_empties_the_versions_before(store: Shared) {
    one(&store, person("T-1", "张三")).await.unwrap();
    one(&store, person("T-2", "李四")).await.unwrap();
    let mut later = person("T-1", "P-1");
    later.forget = true;
    assert_eq!(one(&store, later).await.unwrap(), Done::Replaced(2));
    let told: Vec<bool> =
        store.history(Kind::Profile, "T-1").await.unwrap().iter().map(|change| change.document.is_some()).collect();
    assert_eq!(told, [false, true]);
    assert!(store.history(Kind::Profile, "T-2").await.unwrap()[0].document.is_some());
}

pub(crate) async fn a_purge_takes_what_is_old_and_the_chain_still_holds(store: Shared) {
    for (n, at) in [(1, 1000), (2, 2000), (3, 3000)] {
        let id = format!("D-{n}");
        let mut write = batch().with(put(Kind::Decision, &id, &json!({"kind": "candidates"})));
        write.at = at;
        store.write(write.noting(Audit::on("match", Kind::Decision, &id))).await.unwrap();
    }
    let purge = || Operation::Purge { before: 2500 };
    assert_eq!(one(&store, purge()).await.unwrap(), Done::Purged { decisions: 2, entries: 2 });
    assert_eq!(one(&store, purge()).await.unwrap(), Done::Purged { decisions: 0, entries: 0 });
    assert_eq!(store.count(Kind::Decision, &[]).await.unwrap(), 1);
    store.write(batch().noting(Audit::on("match", Kind::Decision, "D-3"))).await.unwrap();
    let head = store.verify_audit().await.unwrap().unwrap();
    assert_eq!((head.first, head.number), (3, 4));
}

pub(crate) async fn a_decision_that_is_objected_to_outlives_its_time_until_it_is_answered(store: Shared) {
    let mut decided = batch().with(put(Kind::Decision, "D-1", &json!({"kind": "candidates"})));
    decided.at = 1000;
    store.write(decided).await.unwrap();
    let objection = |review: serde_json::Value| {
        put(Kind::Objection, "J-1", &json!({"decision": "D-1", "talent": "T-1", "statement": "MARK", "review": review}))
    };
    let mut objected = batch().with(objection(json!(null)));
    objected.at = 1100;
    store.write(objected).await.unwrap();
    let purge = |before| Operation::Purge { before };
    assert_eq!(one(&store, purge(2000)).await.unwrap(), Done::Purged { decisions: 0, entries: 0 });
    let mut answered = batch().with(objection(json!({"outcome": "upheld", "reviewer": "A"})));
    answered.at = 3000;
    store.write(answered).await.unwrap();
    assert_eq!(one(&store, purge(2500)).await.unwrap(), Done::Purged { decisions: 0, entries: 0 });
    assert_eq!(one(&store, purge(3500)).await.unwrap(), Done::Purged { decisions: 1, entries: 0 });
    assert_eq!(store.count(Kind::Objection, &[]).await.unwrap(), 0);
    let history = store.history(Kind::Objection, "J-1").await.unwrap();
    assert!(history.iter().all(|change| change.document.is_none()), "{history:?}");
}
