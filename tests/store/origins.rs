//! Which row of which source said what: importing again changes nothing.

use bole_engine::store::{Done, Kind, Origin, Put};

use crate::house::{Shared, one, person};

fn from(row: &str, digest: &str, mut put: Put) -> Put {
    put.origin = Some(Origin { source: "jobs.csv".into(), row_key: row.into(), digest: digest.into() });
    put
}

pub(crate) async fn the_same_digest_is_skipped_even_after_a_correction(store: Shared) {
    assert_eq!(one(&store, from("7", "d1", person("T-1", "张三"))).await.unwrap(), Done::Created(1));
    assert_eq!(one(&store, person("T-1", "张三 (corrected)")).await.unwrap(), Done::Replaced(2));
    assert_eq!(one(&store, from("7", "d1", person("T-1", "张三"))).await.unwrap(), Done::Unchanged(2));
    assert!(store.row(Kind::Profile, "T-1").await.unwrap().unwrap().document.contains("corrected"));
}

pub(crate) async fn another_digest_writes_and_is_remembered(store: Shared) {
    one(&store, from("7", "d1", person("T-1", "张三"))).await.unwrap();
    assert_eq!(one(&store, from("7", "d2", person("T-1", "张三丰"))).await.unwrap(), Done::Replaced(2));
    assert_eq!(one(&store, from("7", "d2", person("T-1", "张三丰"))).await.unwrap(), Done::Unchanged(2));
    // The same record from another row of the source is no reason to write either, but the row is remembered.
    assert_eq!(one(&store, from("8", "d3", person("T-1", "张三丰"))).await.unwrap(), Done::Unchanged(2));
    let known = store.digests("jobs.csv", Kind::Profile, &["7".into(), "8".into()]).await.unwrap();
    assert_eq!(known, [Some("d2".to_owned()), Some("d3".to_owned())]);
}

pub(crate) async fn digests_are_told_in_the_order_asked(store: Shared) {
    for n in 0..3 {
        let (row, digest, id) = (format!("{n}"), format!("d{n}"), format!("T-{n}"));
        one(&store, from(&row, &digest, person(&id, "甲"))).await.unwrap();
    }
    let asked: Vec<String> = (0..1200).rev().map(|n| n.to_string()).collect();
    let told = store.digests("jobs.csv", Kind::Profile, &asked).await.unwrap();
    assert_eq!(told.len(), 1200);
    assert_eq!(told[1197..], [Some("d2".to_owned()), Some("d1".to_owned()), Some("d0".to_owned())]);
    assert!(told[..1197].iter().all(Option::is_none));
    assert_eq!(store.digests("other.csv", Kind::Profile, &["0".into()]).await.unwrap(), [None]);
}
