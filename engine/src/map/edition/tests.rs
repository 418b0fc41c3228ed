//! Drafts and differences over a small edition: three entries, and orders around them.

use serde_json::{Value, json};

use super::{Draft, compile};
use crate::map::{EditionDiff, EntryChange, TalentMap};
use crate::method::EditionValues;
use crate::model::{
    Date, Edition, EditionId, EditionStatus, Order, Pay, PayBasis, Proposal, ProposalKind, ProposalReason,
};

const VALUES: EditionValues = EditionValues { quiet_days: 365, least_seats: 3, common_share: 0.5 };

fn day(text: &str) -> Date {
    Date::try_from(text.to_owned()).unwrap()
}

fn demand(node: &str, category: &str, zh: &str) -> Value {
    json!({"title": {"zh": zh, "en": zh}, "category": category, "nodes": [node]})
}

fn entry(id: &str, headcount: u32, demand: &Value) -> Value {
    json!({"id": id, "demand": demand, "headcount": headcount, "shortage_types": [], "illustrative": true})
}

fn edition() -> Edition {
    let node = |id: &str| {
        json!({"id": id, "chain": "C", "segment": "upstream", "name": {"zh": "甲", "en": "A"}, "status": "strong",
            "industries": [], "regions": [], "parks": []})
    };
    let read = serde_json::from_value(json!({
        "id": "old", "title": {"zh": "旧", "en": "Old"}, "region": "441800", "as_of": "2026-01-01",
        "status": "published", "illustrative": true,
        "chains": [{"id": "C", "name": {"zh": "链", "en": "Chain"}, "regions": [], "parks": []}], "nodes": [node("C-1"), node("C-2")], "links": [],
        "parks": [], "colleges": [],
        "entries": [
            entry("C-P01", 10, &demand("C-1", "engineer", "工程师")),
            entry("C-P02", 5, &demand("C-1", "youth", "操作工")),
            entry("C-P03", 7, &demand("C-2", "engineer", "检验员")),
        ],
    }));
    read.unwrap()
}

/// A map of the edition that says nothing but seats left over and the shortage of its first entry.
fn map(open: [u32; 2], stars: Option<u8>) -> TalentMap {
    let count = |open: u32| {
        let none = json!({"attraction": 0, "cultivation": 0, "retention": 0, "utilization": 0});
        json!({"demanded": open, "filled": none, "gap": none, "unreached": open})
    };
    let node = |id: &str, open: u32| {
        json!({"id": id, "chain": "C", "segment": "upstream", "name": {"zh": "甲", "en": "A"}, "status": "strong",
            "talent": null, "workers": 0, "count": count(open), "categories": []})
    };
    let shortage = json!({"index": stars.map(|_| 0.9), "stars": stars, "confidence": 0.8, "parts": []});
    let entry = json!({"id": "C-P01", "title": {"zh": "工", "en": "E"}, "node": "C-1", "category": "engineer",
        "count": count(open[0]), "reachable": 0, "shortage": shortage});
    let read = serde_json::from_value(json!({
        "head": {"edition": "old", "title": {"zh": "旧", "en": "Old"}, "status": "published", "region": "441800",
            "as_of": "2026-06-01", "method": "m", "method_hash": "", "inputs_hash": "", "people": 0, "local": 0,
            "orders": 0, "outcomes": 0, "illustrative": true},
        "city": count(open[0] + open[1]), "outside": count(0), "chains": [],
        "nodes": [node("C-1", open[0]), node("C-2", open[1])], "categories": [], "regions": [], "parks": [],
        "entries": [entry], "pain_points": [], "transfers": [], "indicators": [],
    }));
    read.unwrap()
}

fn order(id: &str, seats: u16, more: Value) -> Order {
    let mut order = json!({
        "id": id, "enterprise": {"id": format!("E-{id}"), "name": {"zh": "甲", "en": "A"}}, "seats": seats,
        "demand": demand("C-2", "youth", "质检员"),
    });
    order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(order).unwrap()
}

fn draft(orders: &[Order], as_of: &str) -> Draft {
    compile(&edition(), &map([0, 0], None), orders, &VALUES, EditionId::new("new").unwrap(), day(as_of))
}

fn change<'d>(draft: &'d Draft, entry: &str) -> &'d Proposal {
    draft.changes.iter().find(|change| change.entry.as_str() == entry).unwrap()
}

fn headcount(draft: &Draft, entry: &str) -> Option<u32> {
    draft.edition.entries.iter().find(|listed| listed.id.as_str() == entry).map(|listed| listed.headcount)
}

#[test]
fn the_headcount_follows_the_orders_in_force() {
    let orders = [
        order("O-1", 4, json!({"entry": "C-P01"})),
        order("O-2", 3, json!({"entry": "C-P01", "status": "part_filled", "filled": 1})),
        order("O-3", 9, json!({"entry": "C-P01", "valid_until": "2026-05-31"})),
        order("O-4", 9, json!({"entry": "C-P01", "status": "withdrawn"})),
        order("O-5", 5, json!({"entry": "C-P02"})),
    ];
    let draft = draft(&orders, "2026-06-01");
    assert_eq!((draft.edition.id.as_str(), draft.edition.status), ("new", EditionStatus::Draft));
    assert_eq!(
        (headcount(&draft, "C-P01"), headcount(&draft, "C-P02"), headcount(&draft, "C-P03")),
        (Some(7), Some(5), Some(7))
    );
    // What stays as it is is no change.
    assert_eq!(draft.changes.len(), 1);
    let reason = ProposalReason::Demanded { orders: 2, enterprises: 2, seats: 7, before: 10 };
    assert_eq!(
        (change(&draft, "C-P01").kind, &change(&draft, "C-P01").reasons[..]),
        (ProposalKind::Changed, &[reason][..])
    );
}

#[test]
fn an_order_without_an_entry_joins_the_one_that_asks_for_the_same() {
    let same = json!({"demand": demand("C-2", "engineer", " 检验员 ")});
    let draft = draft(&[order("O-1", 2, same)], "2026-06-01");
    let change = change(&draft, "C-P03");
    assert_eq!((headcount(&draft, "C-P03"), change.orders[0].as_str()), (Some(2), "O-1"));
}

#[test]
fn orders_that_no_entry_covers_become_one_where_they_ask_for_enough() {
    let skill = |text: &str| json!({"hardness": "must", "need": {"kind": "skill", "text": text, "level": 3}});
    let asking = |skills: &[&str], pay: Value| {
        let mut demand = demand("C-2", "youth", "质检员");
        demand["requirements"] = skills.iter().map(|text| skill(text)).collect();
        demand["pay"] = pay;
        json!({ "demand": demand })
    };
    let orders = [
        order("O-2", 2, asking(&["量具", "识图"], json!({"min": 8.0, "max": 10.0}))),
        order("O-1", 1, asking(&["量具"], json!({"min": 6.0, "max": 9.0}))),
        // All that is paid is no end of a range of base pay.
        order("O-3", 1, asking(&["量具"], json!({"min": 20.0, "max": 30.0, "basis": "total"}))),
        // Alone in its group, and too small.
        order("O-4", 2, json!({"demand": demand("C-1", "scientist", "研究员")})),
    ];
    let draft = draft(&orders, "2026-06-01");
    assert_eq!(draft.changes.len(), 1);
    let came = change(&draft, "C-N01");
    let entry = came.after.as_ref().unwrap();
    assert_eq!((came.kind, entry.headcount, entry.demand.requirements.len()), (ProposalKind::Came, 4, 1));
    assert_eq!(entry.demand.pay, Pay::new(6.0, 10.0, PayBasis::Base).ok());
    assert_eq!(came.orders.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["O-1", "O-2", "O-3"]);
    assert!(matches!(came.reasons[0], ProposalReason::Unlisted { orders: 3, enterprises: 3, seats: 4, .. }));
    assert!(draft.edition.entries.is_sorted_by(|a, b| a.id < b.id));
}

#[test]
fn an_entry_goes_after_a_year_without_orders_and_not_before() {
    let ended = order("O-1", 3, json!({"entry": "C-P02", "status": "expired", "valid_until": "2026-09-01"}));
    assert!(draft(std::slice::from_ref(&ended), "2027-01-01").changes.is_empty());
    let later = draft(&[ended], "2027-01-02");
    let gone: Vec<&str> = later.changes.iter().map(|change| change.entry.as_str()).collect();
    assert_eq!((gone, later.edition.entries.len()), (vec!["C-P01", "C-P03"], 1));
    let reason = ProposalReason::Quiet { since: day("2026-01-01"), days: 366, allowed: 365 };
    assert_eq!((change(&later, "C-P03").kind, &change(&later, "C-P03").reasons[0]), (ProposalKind::Went, &reason));
}

#[test]
fn stars_are_those_of_the_map() {
    let id = EditionId::new("new").unwrap();
    let draft = compile(&edition(), &map([3, 0], Some(4)), &[], &VALUES, id, day("2026-06-01"));
    let after = change(&draft, "C-P01").after.as_ref().unwrap();
    assert_eq!(after.shortage_stars.map(crate::model::ShortageStars::get), Some(4));
    assert!(matches!(change(&draft, "C-P01").reasons[0], ProposalReason::Shortage { before: None, .. }));
}

#[test]
fn the_same_orders_in_another_sequence_make_the_same_draft() {
    let mut orders: Vec<Order> = (1..9)
        .map(|n| order(&format!("O-{n}"), n, if n % 2 == 0 { json!({"entry": "C-P01"}) } else { json!({}) }))
        .collect();
    let first = draft(&orders, "2026-06-01");
    orders.reverse();
    assert_eq!(draft(&orders, "2026-06-01"), first);
}

#[test]
fn a_difference_names_what_came_went_and_changed() {
    let (old, mut new) = (edition(), edition());
    new.id = EditionId::new("new").unwrap();
    new.entries.remove(1);
    new.entries[0].headcount = 12;
    new.entries[1].demand.regions = vec!["441802".to_owned().try_into().unwrap()];
    let mut came = new.entries[0].clone();
    came.id = "C-P09".to_owned().try_into().unwrap();
    new.entries.push(came);
    let diff = EditionDiff::between(&old, &new);
    let told: Vec<String> = diff.entries.iter().map(|change| serde_json::to_string(change).unwrap()).collect();
    assert!(told[0].contains("\"headcount\":[10,12]") && told[0].contains("\"fields\":[]"), "{}", told[0]);
    assert!(told[1].contains("went") && told[1].contains("C-P02"), "{}", told[1]);
    assert!(told[2].contains("\"fields\":[\"demand.regions\"]"), "{}", told[2]);
    assert!(matches!(&diff.entries[3], EntryChange::Came { headcount: 12, .. }));
    assert!(EditionDiff::between(&old, &old).entries.is_empty());
}

#[test]
fn the_effect_of_the_data_stands_apart_from_that_of_the_method() {
    let diff = EditionDiff::between(&edition(), &edition());
    // The data move C-1 from 5 to 8, the method from 8 to 6; C-2 stays.
    let diff = diff.with_effects(&map([5, 1], None), &map([8, 1], None), &map([6, 1], None));
    let told: Vec<_> = diff
        .effects
        .iter()
        .map(|e| (e.node.as_ref().map_or("", |node| node.as_str()), e.before, e.data, e.method, e.after))
        .collect();
    assert_eq!(told, [("", 6, 3, -2, 7), ("C-1", 5, 3, -2, 6)]);
    assert!(diff.effects.iter().all(|e| i64::from(e.before) + e.data + e.method == i64::from(e.after)));
}
