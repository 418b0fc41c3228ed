//! Versions, conflicts, references: what a writer may rely on.

use bole_engine::store::{Done, Expected, Kind, Operation, StoreError};

use crate::house::{Shared, batch, delete, enterprise, one, order, person, version};

pub(crate) async fn a_new_record_is_of_version_1_and_each_write_counts(store: Shared) {
    assert_eq!(one(&store, person("T-1", "张三")).await.unwrap(), Done::Created(1));
    assert_eq!(one(&store, person("T-1", "李四")).await.unwrap(), Done::Replaced(2));
    let row = store.row(Kind::Profile, "T-1").await.unwrap().unwrap();
    assert_eq!((row.version, row.sequence, row.changed_by.as_str()), (2, 2, "K-test"));
    assert!(row.document.contains("李四"));
    assert_eq!(store.head().await.unwrap(), 2);
}

pub(crate) async fn the_same_text_again_makes_no_new_version(store: Shared) {
    one(&store, person("T-1", "张三")).await.unwrap();
    assert_eq!(one(&store, person("T-1", "张三")).await.unwrap(), Done::Unchanged(1));
    assert_eq!((store.head().await.unwrap(), version(&store, Kind::Profile, "T-1").await), (1, 1));
}

pub(crate) async fn a_renewed_record_says_the_same_and_refuses_who_read_the_version_before(store: Shared) {
    one(&store, person("T-1", "张三")).await.unwrap();
    let renewed = person("T-1", "张三").expecting(Expected::Version(1)).renewing();
    assert_eq!(one(&store, renewed.clone()).await.unwrap(), Done::Replaced(2));
    assert!(matches!(one(&store, renewed).await.unwrap_err(), StoreError::Conflict { found: 2, .. }));
    let late = person("T-1", "李四").expecting(Expected::Version(1));
    assert!(matches!(one(&store, late).await.unwrap_err(), StoreError::Conflict { found: 2, .. }));
}

pub(crate) async fn an_older_version_is_refused_and_nothing_of_its_batch_is_kept(store: Shared) {
    for name in ["甲", "乙"] {
        one(&store, person("T-1", name)).await.unwrap();
    }
    let late = person("T-1", "丙").expecting(Expected::Version(1));
    let refused = store.write(batch().with(person("T-2", "丁")).with(late)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict { found: 2, .. }), "{refused}");
    assert_eq!((version(&store, Kind::Profile, "T-2").await, store.head().await.unwrap()), (0, 2));
    let gone = Operation::Delete { kind: Kind::Profile, id: "T-1".into(), expected: Expected::Version(1) };
    assert!(matches!(one(&store, gone).await.unwrap_err(), StoreError::Conflict { found: 2, .. }));
    assert_eq!(one(&store, person("T-1", "丙").expecting(Expected::Version(2))).await.unwrap(), Done::Replaced(3));
    let unknown = person("T-9", "丙").expecting(Expected::Version(1));
    assert!(matches!(one(&store, unknown).await.unwrap_err(), StoreError::Conflict { found: 0, .. }));
}

pub(crate) async fn what_must_be_absent_and_is_there_is_refused(store: Shared) {
    let first = person("T-1", "甲").expecting(Expected::Absent);
    assert_eq!(one(&store, first.clone()).await.unwrap(), Done::Created(1));
    assert!(matches!(one(&store, first).await.unwrap_err(), StoreError::Conflict { found: 1, .. }));
}

pub(crate) async fn keep_old_writes_only_where_there_is_none(store: Shared) {
    let known = |name| person("T-1", name).expecting(Expected::KeepOld);
    assert_eq!(one(&store, known("甲")).await.unwrap(), Done::Created(1));
    assert_eq!(one(&store, known("乙")).await.unwrap(), Done::Unchanged(1));
    assert!(store.row(Kind::Profile, "T-1").await.unwrap().unwrap().document.contains("甲"));
}

pub(crate) async fn a_deleted_record_comes_back_with_the_next_version(store: Shared) {
    one(&store, person("T-1", "甲")).await.unwrap();
    one(&store, person("T-1", "乙")).await.unwrap();
    assert_eq!(one(&store, delete(Kind::Profile, "T-1")).await.unwrap(), Done::Gone);
    assert!(store.row(Kind::Profile, "T-1").await.unwrap().is_none());
    assert_eq!(one(&store, person("T-1", "乙")).await.unwrap(), Done::Created(4));
}

pub(crate) async fn deleting_what_is_not_there_says_so(store: Shared) {
    assert_eq!(one(&store, delete(Kind::Profile, "T-1")).await.unwrap(), Done::Missing);
    assert_eq!(store.head().await.unwrap(), 0);
}

pub(crate) async fn a_record_that_refers_to_nothing_is_refused(store: Shared) {
    let refused = one(&store, order("O-1", "E-none", 2)).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Reference { kind: Kind::Order, id } if id == "O-1"), "{refused}");
    assert_eq!(store.head().await.unwrap(), 0);
    // Inside one batch the enterprise may come first.
    store.write(batch().with(enterprise("E-1")).with(order("O-1", "E-1", 2))).await.unwrap();
}

pub(crate) async fn a_record_that_others_refer_to_stays(store: Shared) {
    store.write(batch().with(enterprise("E-1")).with(order("O-1", "E-1", 2))).await.unwrap();
    let refused = one(&store, delete(Kind::Organisation, "E-1")).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Reference { kind: Kind::Organisation, .. }), "{refused}");
    assert_eq!(version(&store, Kind::Organisation, "E-1").await, 1);
    let both = batch().with(delete(Kind::Order, "O-1")).with(delete(Kind::Organisation, "E-1"));
    assert_eq!(store.write(both).await.unwrap().done, [Done::Gone, Done::Gone]);
}

/// Sixty-four writers at once, every fourth of them wrong in one of three ways.
pub(crate) async fn a_refused_batch_takes_nothing_from_others_that_wait_with_it(store: Shared) {
    one(&store, person("T-0", "甲")).await.unwrap();
    let tasks: Vec<_> = (0..64)
        .map(|n| {
            let store = Shared::clone(&store);
            let (own, twice) = (format!("T-own-{n:02}"), format!("T-first-{n:02}"));
            let write = match n % 12 {
                3 => batch().with(person("T-0", "丙").expecting(Expected::Version(7))),
                7 => batch().with(person(&twice, "乙")).with(order("O-1", "E-none", 1)),
                11 => batch().with(person(&twice, "乙")).with(crate::house::put(
                    Kind::Task,
                    "K-1",
                    &serde_json::json!({"state": null}),
                )),
                _ => batch().with(person(&own, "丁")),
            };
            tokio::spawn(async move { store.write(write).await.is_ok() })
        })
        .collect();
    for (n, task) in tasks.into_iter().enumerate() {
        assert_eq!(task.await.unwrap(), n % 4 != 3, "{n}");
        let own = version(&store, Kind::Profile, &format!("T-own-{n:02}")).await;
        let first = version(&store, Kind::Profile, &format!("T-first-{n:02}")).await;
        assert_eq!((own, first), (u64::from(n % 4 != 3), 0), "{n}");
    }
    assert_eq!(store.head().await.unwrap(), 1 + 48);
}

pub(crate) async fn two_writers_of_one_version_are_told_apart(store: Shared) {
    one(&store, person("T-1", "甲")).await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let store = Shared::clone(&store);
            let mine = person("T-1", &format!("乙{n}")).expecting(Expected::Version(1));
            tokio::spawn(async move { store.write(batch().with(mine)).await.is_ok() })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        won += u32::from(task.await.unwrap());
    }
    assert_eq!((won, version(&store, Kind::Profile, "T-1").await), (1, 2));
}
