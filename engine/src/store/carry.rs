//! What a source may not undo. A row of a source replaces a record, but not what was decided here since: an order's life
//! moves by steps of its own, a person's consent is only the person's to widen, and a category set by a person stays
//! until the source names one too.

use serde::Serialize;

use super::Kind;
use crate::model::{Order, Profile};

/// The record that a source's row makes of an older one; `None` where the row's own text stands, also in place of a
/// record that cannot be read any more.
pub(super) fn carried(kind: Kind, old: &str, new: &str) -> Option<String> {
    if kind == Kind::Profile {
        return text(&profile(&read(old)?, read(new)?));
    }
    if kind == Kind::Order { order(&read(old)?, read(new)?) } else { None }
}

fn profile(old: &Profile, mut new: Profile) -> Profile {
    new.consent.ranking &= old.consent.ranking;
    new.consent.visible &= old.consent.visible;
    new.category = new.category.or_else(|| old.category.clone());
    new
}

fn order(old: &Order, mut new: Order) -> Option<String> {
    (new.status, new.filled) = (old.status, old.filled);
    new.posted = new.posted.or(old.posted);
    let told = text(&new)?;
    // Where as many seats as the row now says do not go with those that are filled, the seats stay.
    if read::<Order>(&told).is_some() { Some(told) } else { text(&Order { seats: old.seats, ..new }) }
}

fn read<T: serde::de::DeserializeOwned>(document: &str) -> Option<T> {
    serde_json::from_str(document).ok()
}

fn text(record: &impl Serialize) -> Option<String> {
    serde_json::to_string(record).ok()
}
