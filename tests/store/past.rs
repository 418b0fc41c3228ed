//! Reading records as they stood at a place in the change log.

use bole_engine::model::Profile;
use bole_engine::store::{ChangeKind, Kind, MAX_ROWS, Store};

use crate::house::{Shared, batch, delete, enterprise, erase, one, person};

/// Names of people by id, as they stood.
async fn names(store: &Shared, at: u64) -> Vec<(String, String)> {
    let store: &dyn Store = &**store;
    let page = store.page_at::<Profile>(at, None).await.unwrap();
    let name = |person: Profile| (person.id.to_string(), person.name.unwrap_or_default());
    page.records.into_iter().map(name).collect()
}

fn pair(id: &str, name: &str) -> (String, String) {
    (id.to_owned(), name.to_owned())
}

pub(crate) async fn records_are_told_as_they_stood_at_any_place_of_the_log(store: Shared) {
    let both = store.write(batch().with(person("T-2", "乙")).with(person("T-1", "甲"))).await.unwrap().sequence;
    one(&store, enterprise("E-1")).await.unwrap();
    let renamed = store.write(batch().with(person("T-1", "丙"))).await.unwrap().sequence;
    let gone = store.write(batch().with(delete(Kind::Profile, "T-2"))).await.unwrap().sequence;
    store.write(batch().with(person("T-2", "丁"))).await.unwrap();
    assert_eq!(names(&store, 0).await, []);
    assert_eq!(names(&store, both - 1).await, [pair("T-2", "乙")]);
    assert_eq!(names(&store, both).await, [pair("T-1", "甲"), pair("T-2", "乙")]);
    assert_eq!(names(&store, renamed).await, [pair("T-1", "丙"), pair("T-2", "乙")]);
    assert_eq!(names(&store, gone).await, [pair("T-1", "丙")]);
    assert_eq!(names(&store, u64::MAX).await, [pair("T-1", "丙"), pair("T-2", "丁")]);
    // The present is the past at the head of the log.
    let now: Vec<String> = store
        .rows(Kind::Profile, &bole_engine::store::Listing { limit: 9, ..Default::default() })
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.document)
        .collect();
    let stood = store.stood(Kind::Profile, store.head().await.unwrap(), None, 9).await.unwrap();
    assert_eq!(stood.into_iter().filter_map(|change| change.document).collect::<Vec<_>>(), now);
}

pub(crate) async fn what_was_erased_since_is_missed_and_counted(store: Shared) {
    let before = store.write(batch().with(person("T-1", "甲")).with(person("T-2", "乙"))).await.unwrap().sequence;
    let after = store.write(batch().with(erase(Kind::Profile, "T-1"))).await.unwrap().sequence;
    let page = (&*store as &dyn Store).page_at::<Profile>(before, None).await.unwrap();
    assert_eq!((page.records.len(), page.lost), (1, 1));
    let page = (&*store as &dyn Store).page_at::<Profile>(after, None).await.unwrap();
    assert_eq!((page.records.len(), page.lost), (1, 0));
}

pub(crate) async fn pages_of_the_past_come_by_id_and_end(store: Shared) {
    let mut write = batch();
    for number in 0..25 {
        write = write.with(person(&format!("T-{number:02}"), "甲"));
    }
    let head = store.write(write).await.unwrap().sequence;
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = store.stood(Kind::Profile, head, after.as_deref(), 10).await.unwrap();
        assert!(page.len() <= 10 && page.iter().all(|change| change.operation == ChangeKind::Put));
        let Some(last) = page.last() else { break };
        after = Some(last.id.clone());
        seen.extend(page.into_iter().map(|change| change.id));
    }
    assert!(seen.len() == 25 && seen.is_sorted(), "{seen:?}");
    assert_eq!(store.stood(Kind::Profile, head, None, MAX_ROWS + 1).await.unwrap().len(), 25);
}
