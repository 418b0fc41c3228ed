//! The shipped edition goes in and comes back.

use bole_engine::intake::{Catalog, CatalogFiles};
use bole_engine::model::{Edition, NodeId};
use bole_engine::store::{EditionChain, EditionEntry, Listing, MAX_ROWS, Put};

use crate::house::{Shared, batch};

pub(crate) async fn the_shipped_edition_comes_back_as_it_was(store: Shared) {
    let (mut catalog, problems) = Catalog::read(&CatalogFiles::shipped());
    let edition = catalog.editions.pop_first().unwrap_or_else(|| panic!("{problems:?}")).1;
    let mut head = edition.clone();
    (head.chains, head.nodes, head.links, head.entries) = Default::default();
    let mut write = batch().with(Put::new(&head).unwrap());
    for chain in &edition.chains {
        let nodes: Vec<_> = edition.nodes.iter().filter(|node| node.chain == chain.id).cloned().collect();
        let own = |id: &NodeId| nodes.iter().any(|node| node.id == *id);
        let links = edition.links.iter().filter(|link| own(&link.from)).cloned().collect();
        let kept = EditionChain { edition: edition.id.clone(), chain: chain.clone(), nodes, links };
        write = write.with(Put::new(&kept).unwrap());
    }
    for entry in &edition.entries {
        let kept = EditionEntry { edition: edition.id.clone(), entry: entry.clone() };
        write = write.with(Put::new(&kept).unwrap());
    }
    store.write(write).await.unwrap();

    let found = store.find::<Edition>(edition.id.as_str()).await.unwrap().unwrap();
    assert_eq!(found.record, head);
    let listing = Listing { filters: vec![("edition", edition.id.to_string())], limit: MAX_ROWS, ..Listing::default() };
    let chains = store.list::<EditionChain>(&listing).await.unwrap();
    let entries = store.list::<EditionEntry>(&listing).await.unwrap();
    let nodes: usize = chains.iter().map(|chain| chain.record.nodes.len()).sum();
    let links: usize = chains.iter().map(|chain| chain.record.links.len()).sum();
    assert_eq!((chains.len(), nodes, links), (edition.chains.len(), edition.nodes.len(), edition.links.len()));
    assert_eq!(entries.len(), edition.entries.len());
    for entry in &edition.entries {
        assert!(entries.iter().any(|stored| stored.record.entry == *entry), "{}", entry.id);
    }
}
