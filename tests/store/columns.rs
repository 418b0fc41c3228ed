//! Key columns equal the document, for every kind and every column: a table, its description and the noun agree.

use std::collections::BTreeSet;

use bole_engine::intake::{Catalog, CatalogFiles};
use bole_engine::model::{
    Cohort, Decision, DrawnMap, EnterpriseConsent, Key, Objection, Order, Organisation, Outcome, Profile, Programme,
    Proposal,
};
use bole_engine::sample::City;
use bole_engine::store::{Addition, Batch, EditionChain, EditionEntry, Kind, Put, Record};
use serde_json::{Value, json};

use crate::house::{Shared, batch, put, record};

/// A noun after its own reader, with more fields set, so that no column is empty.
fn with<T: Record>(noun: &T, more: Value) -> Put {
    let mut whole = serde_json::to_value(noun).unwrap();
    let Value::Object(more) = more else { panic!("an object") };
    whole.as_object_mut().unwrap().extend(more);
    record::<T>(whole)
}

fn one_of_each() -> Batch {
    let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let edition = catalog.editions.pop_first().unwrap().1;
    let city = City::new(&edition, &catalog.vocabulary, 7);
    let profile = city.profiles(50).find(|profile| profile.name.is_some() && profile.residence.is_some()).unwrap();
    let talent = profile.id.to_string();
    let wanted = |order: &Order| order.demand.occupation.is_some() && !order.demand.nodes.is_empty();
    let sample = city.orders(20).into_iter().find(wanted).unwrap();
    let (entry, chain) = (edition.entries[0].clone(), edition.chains[0].clone());
    let mut head = edition.clone();
    (head.chains, head.nodes, head.links, head.entries) = Default::default();
    let name = json!({"zh": "甲", "en": "A"});
    let day = "2026-11-21T05:30:11.123Z";
    let region = edition.region.clone();
    let organisation = |id: &str| {
        record::<Organisation>(
            json!({"id": id, "kind": "college", "name": name, "region": region, "uscc": "91350211M000100Y43"}),
        )
    };
    let mut write = batch().with(organisation("E-1")).with(organisation(sample.enterprise.id.as_str()));
    write = write.with(Put::new(&head).unwrap());
    write = write.with(
        Put::new(&EditionChain { edition: edition.id.clone(), chain, nodes: Vec::new(), links: Vec::new() }).unwrap(),
    );
    write = write.with(Put::new(&EditionEntry { edition: edition.id.clone(), entry }).unwrap());
    write = write.with(record::<Addition>(json!({"name": "esco", "bytes": 12, "sha256": "ab"})));
    write = write.with(with::<Profile>(
        &profile,
        json!({"category": {"category": "youth", "by": "K-1", "reason": "x"}, "cohort": "CO-1",
            "former_cohorts": ["CO-2", "CO-3", "CO-4", "CO-5"]}),
    ));
    write = write.with(record::<EnterpriseConsent>(json!({
        "id": "C-1", "talent": talent, "organisation": "E-1", "purpose": "x", "given": day, "until": "2027-01-01",
        "withdrawn": day
    })));
    write = write.with(with::<Order>(&sample, json!({"entry": "EN-1", "valid_until": "2027-01-01"})));
    write = write.with(record::<Programme>(json!({
        "id": "PR-1", "college": "E-1", "name": name, "major": "460101", "seats": 40
    })));
    write = write.with(record::<Cohort>(json!({
        "id": "CO-1", "programme": "PR-1", "college": "E-1", "name": name, "form": "order_class", "seats_min": 10,
        "seats_max": 30, "start": "2026-09-01", "ready": "2027-07-01", "status": "agreed"
    })));
    write = write.with(record::<Outcome>(json!({
        "id": "R-1", "talent": talent, "organisation": "E-1", "order": "O-1", "entry": "EN-1", "date": "2026-11-21",
        "event": {"kind": "left", "reason": "pay"}
    })));
    write = write.with(record::<Key>(json!({
        "id": "K-1", "role": "bureau", "organisation": "E-1", "label": "desk", "hash": "0".repeat(64), "created": day,
        "expires": "2027-11-21T05:30:11.123Z", "revoked": day
    })));
    write = write.with(record::<Decision>(json!({
        "id": "D-1", "kind": "candidates", "at": day, "key": "K-1", "organisation": "E-1", "order": "O-1",
        "entry": "EN-1", "edition": edition.id, "method": "m", "method_hash": "aa", "vocabulary_hash": "bb",
        "as_of": "2026-11-21", "sequence": 42, "input_hash": "cc", "result_hash": "dd", "subjects": [], "request": {}
    })));
    write = write.with(record::<Objection>(json!({
        "id": "OB-1", "decision": "D-1", "talent": talent, "statement": "no", "raised": day,
        "review": {"reviewer": "王芳", "outcome": "upheld", "reason": "x", "at": day}
    })));
    write = write.with(record::<Proposal>(json!({
        "edition": edition.id, "entry": "EN-1", "kind": "went", "state": "proposed", "reasons": []
    })));
    write = write.with(record::<DrawnMap>(json!({
        "edition": edition.id, "as_of": "2026-11-21", "sequence": 42, "method": "m", "method_hash": "aa",
        "reference_hash": "bb", "inputs_hash": "cc", "map_hash": "dd", "plan_hash": "ee", "drawn": day, "by": "K-1",
        "frozen": day
    })));
    write.with(put(Kind::Task, "TK-1", &json!({"organisation": "E-1", "state": "queued"})))
}

fn told(value: &Value) -> String {
    let whole = value.as_bool().map(|yes| u8::from(yes).to_string());
    whole.or_else(|| value.as_str().map(str::to_owned)).unwrap_or_else(|| value.to_string())
}

pub(crate) async fn key_columns_say_what_the_document_says(store: Shared) {
    let write = one_of_each();
    store.write(write.clone()).await.unwrap();
    let mut kinds = BTreeSet::new();
    for operation in write.operations {
        let bole_engine::store::Operation::Put(put) = operation else { panic!("only puts") };
        kinds.insert(put.kind);
        let document: Value = serde_json::from_str(&put.document).unwrap();
        for (column, pointer) in put.kind.columns() {
            let value = document.pointer(pointer).unwrap_or_else(|| panic!("{} has no {pointer}", put.kind));
            let found = store.count(put.kind, &[(column, told(value))]).await.unwrap();
            assert!(found >= 1, "{} {column} is not {value}", put.kind);
            let other = store.count(put.kind, &[(column, format!("9{}", told(value)))]).await.unwrap();
            assert_eq!(other, 0, "{} {column}", put.kind);
        }
    }
    assert_eq!(kinds, Kind::ALL.into_iter().collect());
}
