//! An edition and its rows: the head, chains with nodes and links, entries, proposals. Read as they are, or as they stood
//! at a place of the change log; chains, nodes, links and entries come by id.

use std::collections::BTreeSet;

use bole_engine::model::{Edition, EditionId, EditionStatus, Entry, NodeId, Proposal};
use bole_engine::reference::Reference;
use bole_engine::store::{
    EditionChain, EditionEntry, Expected, Kind, Listing, MAX_ROWS, Operation, Put, Record, Row, Store, StoreError,
    Stored, edition_key,
};

/// Rows of a kind that belong to an edition, by id.
async fn rows_of<T: Record>(store: &dyn Store, id: &EditionId) -> Result<Vec<Stored<T>>, StoreError> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let filters = vec![("edition", id.to_string())];
        let listing = Listing { filters, after, limit: MAX_ROWS, ..Listing::default() };
        let page = store.list::<T>(&listing).await?;
        let Some(last) = page.last() else { return Ok(all) };
        after = Some(last.record.key());
        all.extend(page);
    }
}

/// The heads of all editions, by id.
pub(crate) async fn heads(store: &dyn Store) -> Result<Vec<Stored<Edition>>, StoreError> {
    store.list::<Edition>(&Listing { limit: MAX_ROWS, ..Listing::default() }).await
}

/// The edition in force: the published one with the latest day.
pub(super) fn published(heads: &[Stored<Edition>]) -> Option<&Edition> {
    let published = heads.iter().map(|head| &head.record).filter(|head| head.status == EditionStatus::Published);
    published.max_by_key(|head| (head.as_of, &head.id))
}

/// An edition with the versions of its rows.
pub(crate) struct Standing {
    pub(crate) edition: Edition,
    /// The version of the head.
    pub(crate) version: u64,
    /// The last change of the head, of a chain or of an entry.
    pub(super) sequence: u64,
}

/// An edition as it is.
pub(crate) async fn read(store: &dyn Store, id: &EditionId) -> Result<Option<Standing>, StoreError> {
    let Some(Stored { record, version, sequence, .. }) = store.find::<Edition>(id.as_str()).await? else {
        return Ok(None);
    };
    let chains = rows_of::<EditionChain>(store, id).await?;
    let entries = rows_of::<EditionEntry>(store, id).await?;
    let last = chains.iter().map(|row| row.sequence).chain(entries.iter().map(|row| row.sequence)).max();
    let chains = chains.into_iter().map(|row| row.record).collect();
    let entries = entries.into_iter().map(|row| row.record).collect();
    let edition = whole(record, chains, entries);
    Ok(Some(Standing { edition, version, sequence: last.map_or(sequence, |last| last.max(sequence)) }))
}

/// Proposals of a draft, by entry.
pub(crate) async fn proposals(store: &dyn Store, id: &EditionId) -> Result<Vec<Stored<Proposal>>, StoreError> {
    rows_of::<Proposal>(store, id).await
}

/// All records of a kind that begin with the edition's id, as they stood.
pub(super) async fn stood<T: Record>(store: &dyn Store, id: &EditionId, at: u64) -> Result<Vec<T>, StoreError> {
    let prefix = edition_key(id, &"");
    let (mut all, mut after) = (Vec::new(), Some(prefix.clone()));
    loop {
        let page = store.page_at::<T>(at, after.as_deref()).await?;
        let inside = page.last.as_ref().is_some_and(|last| last.starts_with(&prefix));
        all.extend(page.records.into_iter().filter(|record| record.key().starts_with(&prefix)));
        if !inside {
            return Ok(all);
        }
        after = page.last;
    }
}

/// An edition as it stood at a place of the log.
pub(super) async fn read_at(store: &dyn Store, id: &EditionId, at: u64) -> Result<Option<Edition>, StoreError> {
    let history = store.history(Kind::Edition, id.as_str()).await?;
    let change = history.into_iter().rev().find(|change| change.sequence <= at);
    let Some(document) = change.and_then(|change| change.document) else { return Ok(None) };
    let head = serde_json::from_str(&document).map_err(|e| StoreError::Damaged {
        kind: Kind::Edition,
        id: id.to_string(),
        reason: e.to_string(),
    })?;
    let chains = stood::<EditionChain>(store, id, at).await?;
    let entries = stood::<EditionEntry>(store, id, at).await?;
    Ok(Some(whole(head, chains, entries)))
}

fn whole(mut head: Edition, chains: Vec<EditionChain>, entries: Vec<EditionEntry>) -> Edition {
    for EditionChain { chain, nodes, links, .. } in chains {
        head.chains.push(chain);
        head.nodes.extend(nodes);
        head.links.extend(links);
    }
    head.entries = entries.into_iter().map(|kept| kept.entry).collect();
    head.chains.sort_by(|a, b| a.id.cmp(&b.id));
    head.nodes.sort_by(|a, b| a.id.cmp(&b.id));
    head.links.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    head.entries.sort_by(|a, b| a.id.cmp(&b.id));
    head
}

/// The edition without the lists that are rows of their own.
pub(super) fn head(edition: &Edition) -> Result<Put, StoreError> {
    let mut head = edition.clone();
    (head.chains, head.nodes, head.links, head.entries) = Default::default();
    Put::new(&head)
}

fn chains(edition: &Edition) -> impl Iterator<Item = EditionChain> + '_ {
    edition.chains.iter().map(|chain| {
        let nodes: Vec<_> = edition.nodes.iter().filter(|node| node.chain == chain.id).cloned().collect();
        let own = |id: &NodeId| nodes.iter().any(|node| node.id == *id);
        let links = edition.links.iter().filter(|link| own(&link.from)).cloned().collect();
        EditionChain { edition: edition.id.clone(), chain: chain.clone(), nodes, links }
    })
}

/// One entry as a row.
pub(super) fn entry(edition: &EditionId, entry: &Entry) -> Result<Put, StoreError> {
    Put::new(&EditionEntry { edition: edition.clone(), entry: entry.clone() })
}

/// All rows of an edition; the head comes first, since the others refer to it.
pub(super) fn rows(edition: &Edition, expected: Expected) -> Result<Vec<Operation>, StoreError> {
    let mut rows: Vec<Operation> = vec![head(edition)?.expecting(expected).into()];
    for chain in chains(edition) {
        rows.push(Put::new(&chain)?.into());
    }
    for listed in &edition.entries {
        rows.push(entry(&edition.id, listed)?.into());
    }
    Ok(rows)
}

/// What takes away the rows of an edition that it lists no longer.
pub(super) async fn unlisted(store: &dyn Store, edition: &Edition) -> Result<Vec<Operation>, StoreError> {
    let chains = edition.chains.iter().map(|chain| edition_key(&edition.id, &chain.id));
    let entries = edition.entries.iter().map(|entry| edition_key(&edition.id, &entry.id));
    let listed: BTreeSet<String> = chains.chain(entries).collect();
    let mut gone = Vec::new();
    for kind in [Kind::Chain, Kind::Entry] {
        let filters = vec![("edition", edition.id.to_string())];
        let kept: Vec<Row> = store.rows(kind, &Listing { filters, limit: MAX_ROWS, ..Listing::default() }).await?;
        let lost = kept.into_iter().filter(|row| !listed.contains(&row.id));
        gone.extend(lost.map(|row| Operation::Delete { kind, id: row.id, expected: Expected::Any }));
    }
    Ok(gone)
}

/// The reference data of the edition in force: the published one of the store with the latest day, unless the catalog
/// that was loaded is later and was not superseded.
pub(crate) async fn in_force(store: &dyn Store, loaded: Reference) -> Result<Reference, StoreError> {
    let heads = heads(store).await?;
    let own = heads.iter().find(|head| head.record.id == loaded.edition.id);
    let superseded = own.is_some_and(|own| own.record.status == EditionStatus::Superseded);
    let later = |latest: &&Edition| superseded || latest.as_of > loaded.edition.as_of;
    let latest = published(&heads).filter(later).filter(|latest| latest.id != loaded.edition.id);
    let Some(latest) = latest else { return Ok(loaded) };
    let Some(standing) = read(store, &latest.id).await? else { return Ok(loaded) };
    Ok(Reference::new(loaded.vocabulary, standing.edition, loaded.method))
}
