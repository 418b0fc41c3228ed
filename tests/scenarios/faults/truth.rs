//! What the store says, read directly: whether it is whole, and whether it holds what writers were told.

use std::collections::BTreeMap;

use bole_engine::model::{Order, Organisation};
use bole_engine::store::{Change, ChangeKind, Kind, Listing, MAX_ROWS};
use bole_server::opened::{Opened, Place};
use serde_json::Value;

use super::load::{Known, Said, Writer};

/// Reads everything and fails where something is there by half.
pub(super) fn whole(place: &Place) -> Opened {
    let opened = Opened::writing(place).unwrap();
    let last = log(&opened);
    rows(&opened, &last);
    for order in opened.scan::<Order>() {
        let enterprise = order.unwrap().record.enterprise.id;
        let found = opened.wait(opened.store().find::<Organisation>(enterprise.as_str())).unwrap();
        assert!(found.is_some(), "an order without its enterprise {enterprise}");
    }
    opened.wait(opened.store().verify_audit()).unwrap().unwrap();
    opened
}

/// The last change of each record; the log has no gap, and each record's versions count by one.
fn log(opened: &Opened) -> BTreeMap<(Kind, String), Change> {
    let (mut last, mut seen) = (BTreeMap::<_, Change>::new(), 0);
    loop {
        let changes = opened.wait(opened.store().changes(seen, MAX_ROWS)).unwrap();
        if changes.is_empty() {
            break;
        }
        for change in changes {
            assert_eq!(change.sequence, seen + 1, "a gap in the log");
            seen = change.sequence;
            let key = (change.kind, change.id.clone());
            let before = last.get(&key).map_or(0, |change| change.version);
            assert_eq!(change.version, before + 1, "{key:?}");
            last.insert(key, change);
        }
    }
    assert_eq!(opened.wait(opened.store().head()).unwrap(), seen, "the counter is not the end of the log");
    last
}

/// Every row is what its last change wrote, and every last change that wrote has its row.
fn rows(opened: &Opened, last: &BTreeMap<(Kind, String), Change>) {
    let mut there = 0;
    for kind in Kind::ALL {
        let mut listing = Listing { limit: MAX_ROWS, ..Listing::default() };
        loop {
            let rows = opened.wait(opened.store().rows(kind, &listing)).unwrap();
            for row in &rows {
                let change = &last[&(kind, row.id.clone())];
                assert_eq!((row.version, row.sequence), (change.version, change.sequence), "{kind} {}", row.id);
                assert_eq!(change.operation, ChangeKind::Put);
                if kind.remembers() {
                    assert_eq!(change.document.as_ref(), Some(&row.document), "{kind} {}", row.id);
                }
            }
            there += rows.len();
            let Some(end) = rows.last() else { break };
            listing.after = Some(end.id.clone());
        }
    }
    let written = last.values().filter(|change| change.operation == ChangeKind::Put).count();
    assert_eq!(there, written, "a change without its row");
}

/// Holds what a writer was told against the store. A write whose answer never came counts from now on as what it became.
pub(super) fn holds(opened: &Opened, writer: &mut Writer) {
    for (path, known) in &mut writer.known {
        let found = said(opened, path);
        let Known { said, open } = known;
        let became = open.take().map(|mark| Said { version: said.version + 1, mark });
        // Erasing what was never there writes nothing.
        assert!(found == *said || Some(&found) == became.as_ref(), "{path}: {found:?}, not {said:?} or {became:?}");
        *said = found;
    }
}

fn said(opened: &Opened, path: &str) -> Said {
    let id = path.rsplit('/').next().unwrap();
    let (kind, pointer) =
        if path.starts_with("/v1/orders") { (Kind::Order, "/demand/title/en") } else { (Kind::Profile, "/name") };
    let history = opened.wait(opened.store().history(kind, id)).unwrap();
    let version = history.last().map_or(0, |change| change.version);
    let mark = opened.wait(opened.store().row(kind, id)).unwrap().map(|row| {
        let document: Value = serde_json::from_str(&row.document).unwrap();
        document.pointer(pointer).and_then(Value::as_str).unwrap().to_owned()
    });
    Said { version, mark }
}
