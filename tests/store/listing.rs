//! Listings: pages, filters, counts.

use bole_engine::store::{Kind, Listing, MAX_ROWS, StoreError};

use crate::house::{Shared, batch, enterprise, order, person};

async fn ids(store: &Shared, kind: Kind, listing: &Listing) -> Vec<String> {
    store.rows(kind, listing).await.unwrap().into_iter().map(|row| row.id).collect()
}

/// Ids are in the order of their bytes, not of any language: `Z` before `a`, `-` before letters.
pub(crate) async fn pages_come_by_id_and_end(store: Shared) {
    let mut all = ["T-b", "T-A", "T-a", "T-Z", "T-1", "T-10", "T-2", "T_0", "T-a-1", "T-a.1"];
    let write = all.iter().fold(batch(), |batch, id| batch.with(person(id, "甲")));
    store.write(write).await.unwrap();
    all.sort_unstable();
    let (mut seen, mut listing) = (Vec::new(), Listing { limit: 3, ..Listing::default() });
    loop {
        let page = ids(&store, Kind::Profile, &listing).await;
        assert!(page.len() <= 3);
        let Some(last) = page.last() else { break };
        listing.after = Some(last.clone());
        seen.extend(page);
    }
    assert_eq!(seen, all);
    let (mut seen, mut listing) = (Vec::new(), Listing { limit: 3, back: true, ..Listing::default() });
    while let [.., last] = &ids(&store, Kind::Profile, &listing).await[..] {
        seen.extend(ids(&store, Kind::Profile, &listing).await);
        listing.after = Some(last.clone());
    }
    seen.reverse();
    assert_eq!(seen, all);
    let many = Listing { limit: MAX_ROWS * 10, ..Listing::default() };
    assert_eq!(ids(&store, Kind::Profile, &many).await.len(), all.len());
}

async fn two_enterprises(store: &Shared) {
    let write = batch().with(enterprise("E-1")).with(enterprise("E-2"));
    let write = (0..6).fold(write, |batch, n| {
        let of = if n % 2 == 0 { "E-1" } else { "E-2" };
        batch.with(order(&format!("O-{n}"), of, 10 + n / 2))
    });
    store.write(write).await.unwrap();
}

pub(crate) async fn filters_hold_together(store: Shared) {
    two_enterprises(&store).await;
    let listing = |filters: &[(&'static str, &str)]| Listing {
        filters: filters.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        limit: 100,
        ..Listing::default()
    };
    assert_eq!(ids(&store, Kind::Order, &listing(&[("organisation", "E-1")])).await, ["O-0", "O-2", "O-4"]);
    assert_eq!(ids(&store, Kind::Order, &listing(&[("organisation", "E-1"), ("seats", "11")])).await, ["O-2"]);
    assert!(ids(&store, Kind::Order, &listing(&[("seats", "many")])).await.is_empty());
    assert!(ids(&store, Kind::Order, &listing(&[("organisation", "' OR 1=1 --")])).await.is_empty());
    let rest = Listing { after: Some("O-2".into()), ..listing(&[("organisation", "E-1")]) };
    assert_eq!(ids(&store, Kind::Order, &rest).await, ["O-4"]);
}

pub(crate) async fn a_column_that_is_not_there_is_refused(store: Shared) {
    let filters = vec![("colour", "red".to_owned())];
    let refused = store.count(Kind::Profile, &filters).await.unwrap_err();
    assert!(matches!(refused, StoreError::Column { kind: Kind::Profile, .. }), "{refused}");
    let listing = Listing { filters, limit: 1, ..Listing::default() };
    assert!(matches!(store.rows(Kind::Profile, &listing).await, Err(StoreError::Column { .. })));
}

pub(crate) async fn counts_are_those_of_the_rows(store: Shared) {
    two_enterprises(&store).await;
    assert_eq!(store.count(Kind::Order, &[]).await.unwrap(), 6);
    assert_eq!(store.count(Kind::Order, &[("organisation", "E-2".into())]).await.unwrap(), 3);
    assert_eq!(store.count(Kind::Profile, &[]).await.unwrap(), 0);
}
