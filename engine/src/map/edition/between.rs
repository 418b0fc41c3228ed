//! What became of each entry from one edition to another.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::map::{EditionDiff, EntryChange};
use crate::model::{Edition, Entry, EntryId};

/// Fields that a change tells as figures, or that never change.
const FIGURES: [&str; 3] = ["id", "headcount", "shortage_stars"];
/// The field whose own fields are compared one by one.
const DEMAND: &str = "demand";

impl EditionDiff {
    /// Compares two editions; effects on the gap need their maps, see [`EditionDiff::with_effects`].
    #[must_use]
    pub fn between(from: &Edition, to: &Edition) -> Self {
        let (old, new) = (by_id(from), by_id(to));
        let mut ids: Vec<&EntryId> = old.keys().chain(new.keys()).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let entries = ids.into_iter().filter_map(|id| change(old.get(id).copied(), new.get(id).copied())).collect();
        Self { from: from.id.clone(), to: to.id.clone(), entries, effects: Vec::new() }
    }
}

fn by_id(edition: &Edition) -> BTreeMap<&EntryId, &Entry> {
    edition.entries.iter().map(|entry| (&entry.id, entry)).collect()
}

fn change(old: Option<&Entry>, new: Option<&Entry>) -> Option<EntryChange> {
    match (old, new) {
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) => Some(EntryChange::Changed {
            entry: new.id.clone(),
            title: new.demand.title.clone(),
            headcount: (old.headcount, new.headcount),
            stars: (old.shortage_stars, new.shortage_stars),
            fields: fields(old, new),
        }),
        (None, Some(new)) => {
            let (entry, title) = (new.id.clone(), new.demand.title.clone());
            Some(EntryChange::Came { entry, title, headcount: new.headcount })
        }
        (Some(old), None) => {
            let (entry, title) = (old.id.clone(), old.demand.title.clone());
            Some(EntryChange::Went { entry, title, headcount: old.headcount })
        }
        (None, None) => None,
    }
}

/// Names of other fields that differ, e.g. `demand.pay`, in the order of the alphabet.
fn fields(old: &Entry, new: &Entry) -> Vec<String> {
    let (old, new) = (flat(old), flat(new));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter(|name| old.get(*name) != new.get(*name)).cloned().collect()
}

fn flat(entry: &Entry) -> BTreeMap<String, Value> {
    let Ok(Value::Object(whole)) = serde_json::to_value(entry) else { return BTreeMap::new() };
    let mut flat = BTreeMap::new();
    for (name, value) in whole.into_iter().filter(|(name, _)| !FIGURES.contains(&name.as_str())) {
        if let (DEMAND, Value::Object(demand)) = (name.as_str(), &value) {
            let fields = demand.iter().map(|(field, value)| (format!("{DEMAND}.{field}"), value.clone()));
            flat.extend(fields);
        } else {
            flat.insert(name, value);
        }
    }
    flat
}
