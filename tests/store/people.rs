//! What hangs on a record: the people that it mentions, and its attachment.

use bole_engine::store::{Kind, Listing};
use serde_json::json;

use crate::house::{Shared, batch, delete, one, person, put};

fn decision(id: &str, talents: &[&str]) -> bole_engine::store::Put {
    let mut written = put(Kind::Decision, id, &json!({"kind": "candidates", "people": talents}));
    written.mentions = talents.iter().map(|talent| (*talent).to_owned()).collect();
    written
}

pub(crate) async fn mentions_follow_what_a_record_says(store: Shared) {
    one(&store, decision("D-1", &["T-1", "T-2"])).await.unwrap();
    one(&store, decision("D-2", &["T-2"])).await.unwrap();
    one(&store, person("T-2", "甲")).await.unwrap();
    let told = |n: usize| (Kind::Decision, format!("D-{n}"));
    assert_eq!(store.mentions("T-2").await.unwrap(), [told(1), told(2)]);
    let listing = Listing { mentioning: Some("T-2".into()), limit: 9, ..Listing::default() };
    let ids: Vec<_> = store.rows(Kind::Decision, &listing).await.unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(ids, ["D-1", "D-2"]);
    one(&store, decision("D-1", &["T-1", "P-1"])).await.unwrap();
    assert_eq!(store.mentions("T-2").await.unwrap(), [told(2)]);
    assert_eq!(store.mentions("P-1").await.unwrap(), [told(1)]);
    one(&store, delete(Kind::Decision, "D-2")).await.unwrap();
    assert!(store.mentions("T-2").await.unwrap().is_empty());
}

pub(crate) async fn an_attachment_stays_until_another_comes(store: Shared) {
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let with = |name: &str, attachment: Option<Vec<u8>>| {
        let mut written = person("T-1", name);
        written.attachment = attachment;
        written
    };
    let read = || store.attachment(Kind::Profile, "T-1");
    one(&store, with("甲", Some(bytes.clone()))).await.unwrap();
    assert_eq!(read().await.unwrap().as_ref(), Some(&bytes));
    one(&store, with("乙", None)).await.unwrap();
    assert_eq!(read().await.unwrap().as_ref(), Some(&bytes));
    // Other bytes under the same text are kept too.
    one(&store, with("乙", Some(Vec::new()))).await.unwrap();
    assert_eq!(read().await.unwrap(), Some(Vec::new()));
    store.write(batch().with(delete(Kind::Profile, "T-1"))).await.unwrap();
    assert!(read().await.unwrap().is_none());
}
