//! Counting by hand, and a reader who knows the rules and tries every table that could stand behind what is shown.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::*;
use crate::intake::{Catalog, CatalogFiles};

fn edition() -> Edition {
    Catalog::read(&CatalogFiles::shipped()).0.editions.into_values().next().unwrap()
}

fn order(enterprise: usize, node: &str, seats: u64, more: &serde_json::Value) -> Order {
    let mut order = json!({
        "id": format!("O-{enterprise}-{node}"), "seats": seats, "entry": "NFM-P01",
        "enterprise": {"id": format!("E-{enterprise}"), "name": {"zh": "甲", "en": "A"}},
        "demand": {"title": {"zh": "工", "en": "T"}, "category": "engineer", "nodes": [node], "due": "2027-03-01"}
    });
    order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(order).unwrap()
}

/// Enterprises that order two seats each, by node.
fn orders(spread: &[(&str, std::ops::Range<usize>)]) -> Vec<Order> {
    let of = |(node, enterprises): &(&str, std::ops::Range<usize>)| {
        enterprises.clone().map(|enterprise| order(enterprise, node, 2, &json!({}))).collect::<Vec<_>>()
    };
    spread.iter().flat_map(of).collect()
}

/// Names with numbers.
type Told<N> = Vec<(String, N)>;

/// Nodes with their orders, chains with their seats, as everybody sees them.
fn guarded(orders: &[Order]) -> (Told<usize>, Told<u64>) {
    let edition = edition();
    let table = DemandTable::of(orders, &edition, DemandView::Guarded);
    let cells = table.cells.iter().map(|cell| (cell.node.as_ref().unwrap().to_string(), cell.orders));
    let totals = table.totals.iter().map(|total| (total.chain.as_ref().unwrap().to_string(), total.seats));
    (cells.collect(), totals.collect())
}

#[test]
fn orders_in_force_are_summed_by_node_and_category() {
    let mut orders = orders(&[("NFM-U1", 1..3)]);
    orders.push(order(1, "NFM-U1", 5, &json!({"id": "O-9", "status": "part_filled", "filled": 4})));
    orders.push(order(3, "NFM-U1", 7, &json!({"status": "withdrawn"})));
    orders.push(order(3, "NFM-U1", 7, &json!({"status": "draft"})));
    orders[0].demand.due = Some(Date::new(2027, 1, 31).unwrap());
    let edition = edition();
    let table = DemandTable::of(&orders, &edition, DemandView::Whole);
    let cell = &table.cells[0];
    assert_eq!((table.cells.len(), cell.orders, cell.seats, cell.filled), (1, 3, 9, 4));
    assert_eq!((cell.earliest_due, cell.organisations), (Some(Date::new(2027, 1, 31).unwrap()), Some(2)));
    assert_eq!((cell.entries.len(), table.totals[0].seats), (1, 9));
}

#[test]
fn what_lies_outside_the_chains_is_a_group_of_its_own() {
    let mut orders = orders(&[("NFM-U1", 1..4), ("ELSEWHERE", 1..2)]);
    orders[0].demand.nodes.clear();
    let edition = edition();
    let table = DemandTable::of(&orders, &edition, DemandView::Whole);
    let places: Vec<_> = table.cells.iter().map(|cell| (cell.chain.is_some(), cell.node.is_some())).collect();
    assert_eq!(places, [(false, false), (false, true), (true, true)]);
    assert_eq!(table.totals.iter().map(|total| total.orders).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn a_cell_of_two_enterprises_is_withheld_and_the_next_smallest_with_it() {
    let spread = [("NFM-U1", 0..6), ("NFM-U2", 0..4), ("NFM-U3", 0..5), ("NFM-M1", 8..10)];
    let (cells, totals) = guarded(&orders(&spread));
    assert_eq!(cells, [("NFM-U1".to_owned(), 6), ("NFM-U3".to_owned(), 5)]);
    assert_eq!(totals, [("NFM".to_owned(), 34)]);
}

#[test]
fn a_total_that_would_tell_of_two_enterprises_is_withheld() {
    let (cells, totals) = guarded(&orders(&[("NFM-U1", 0..3), ("NFM-U2", 8..10), ("NFM-U3", 8..9)]));
    assert_eq!((cells.len(), totals.len()), (1, 0));
    assert_eq!(guarded(&orders(&[("NFM-U1", 0..2)])), (Vec::new(), Vec::new()));
    assert_eq!(guarded(&[]), (Vec::new(), Vec::new()));
}

#[test]
fn a_position_that_one_enterprise_orders_is_not_named() {
    let mut orders = orders(&[("NFM-U1", 0..4)]);
    orders[0].entry = Some(EntryId::new("NFM-P02").unwrap());
    let edition = edition();
    let named = |view| DemandTable::of(&orders, &edition, view).cells[0].entries.len();
    assert_eq!((named(DemandView::Whole), named(DemandView::Guarded)), (2, 1));
}

/// How many orders of one seat each enterprise has, by node and enterprise.
type Secret = Vec<Vec<usize>>;

/// Every table in which each enterprise has 0 to `most` orders at each node.
fn secrets(nodes: usize, enterprises: usize, most: usize) -> impl Iterator<Item = Secret> {
    let (base, places) = (most + 1, nodes * enterprises);
    (0..base.pow(places as u32)).map(move |number| {
        let digit = |place: usize| number / base.pow(place as u32) % base;
        (0..nodes).map(|n| (0..enterprises).map(|e| digit(n * enterprises + e)).collect()).collect()
    })
}

/// Groups all tables by what is shown of them, and looks in each group for something hidden that is the same in all. Only
/// tables of at most one order a place are attacked: the reader of the others would profit from where our world ends.
fn nothing_is_recovered(nodes: &[&str], enterprises: usize, most: usize) {
    let edition = edition();
    let made: Vec<Vec<Order>> =
        nodes.iter().map(|node| (0..enterprises).map(|e| order(e, node, 1, &json!({}))).collect()).collect();
    let mut groups: BTreeMap<DemandTable, Vec<Secret>> = BTreeMap::new();
    for secret in secrets(nodes.len(), enterprises, most) {
        let places = secret.iter().flatten().zip(made.iter().flatten());
        let picked = places.flat_map(|(count, order)| std::iter::repeat_n(order, *count));
        groups.entry(DemandTable::of(picked, &edition, DemandView::Guarded)).or_default().push(secret);
    }
    let mut attacked = 0;
    for (shown, group) in &groups {
        let hidden = |n: &usize| !shown.cells.iter().any(|cell| cell.node.as_ref().unwrap().as_str() == nodes[*n]);
        for n in (0..nodes.len()).filter(hidden) {
            attacked += reader(group, n, shown);
            (0..enterprises).for_each(|own| insider(group, own, n, shown));
        }
    }
    assert!(attacked > 5, "only {attacked} attacks");
}

/// Whether a table is one of those attacked, with orders that `of` picks.
fn attacked(secret: &Secret, of: impl Fn(&Secret) -> usize) -> bool {
    of(secret) > 0 && secret.iter().flatten().all(|count| *count <= 1)
}

/// A reader from outside: the sum of a hidden cell is not the same in all tables that look like this.
fn reader(group: &[Secret], n: usize, shown: &DemandTable) -> usize {
    let sum = |secret: &Secret| secret[n].iter().sum();
    let sums: BTreeSet<usize> = group.iter().map(sum).collect();
    let tried = group.iter().any(|secret| attacked(secret, sum));
    assert!(!tried || sums.len() > 1, "node {n} is {sums:?} in all that are shown as {shown:?}");
    usize::from(tried)
}

/// A reader who is one of the enterprises and knows its own orders: nobody else's become known.
fn insider(group: &[Secret], own: usize, n: usize, shown: &DemandTable) {
    let mut by_own: BTreeMap<Vec<usize>, Vec<&Secret>> = BTreeMap::new();
    for secret in group {
        by_own.entry(secret.iter().map(|row| row[own]).collect()).or_default().push(secret);
    }
    for (known, left) in by_own {
        for other in (0..left[0][n].len()).filter(|other| *other != own) {
            let orders: BTreeSet<usize> = left.iter().map(|secret| secret[n][other]).collect();
            let tried = left.iter().any(|secret| attacked(secret, |secret| secret[n][other]));
            assert!(!tried || orders.len() > 1, "{own} with {known:?} learns {other} at {n}, shown as {shown:?}");
        }
    }
}

#[test]
fn no_reader_recovers_what_is_withheld() {
    nothing_is_recovered(&["NFM-U1", "NFM-U2"], 4, 2);
    nothing_is_recovered(&["NFM-U1", "NFM-U2", "NFM-U3"], 3, 2);
}

/// Positions that are told, with their seats.
type Shown = Vec<(EntryId, usize)>;

/// Every table of orders of one seat by enterprise and position, `None` for no position, all at one node.
fn nothing_is_recovered_beside_positions(entries: [Option<&str>; 2], enterprises: usize) {
    let edition = edition();
    let made = |(at, entry): (usize, &Option<&str>)| -> Vec<Order> {
        (0..enterprises).map(|e| order(e, "NFM-U1", 1, &json!({"id": format!("O-{e}-{at}"), "entry": entry}))).collect()
    };
    let made: Vec<Vec<Order>> = entries.iter().enumerate().map(made).collect();
    let mut groups: BTreeMap<(DemandTable, Shown), Vec<Secret>> = BTreeMap::new();
    for secret in secrets(2, enterprises, 2) {
        let places = secret.iter().flatten().zip(made.iter().flatten());
        let orders: Vec<Order> = places.flat_map(|(count, order)| std::iter::repeat_n(order.clone(), *count)).collect();
        let table = DemandTable::of(&orders, &edition, DemandView::Guarded);
        let seats = |entry: &EntryId| orders.iter().filter(|order| order.entry.as_ref() == Some(entry)).count();
        let told = told_entries(&orders, &edition, Date::new(2026, 11, 1).unwrap());
        let told = told.into_iter().map(|entry| (entry.clone(), seats(&entry))).collect();
        groups.entry((table, told)).or_default().push(secret);
    }
    let mut told = 0;
    for ((_, shown), group) in &groups {
        told += usize::from(!shown.is_empty());
        let names = |n: usize| entries[n].is_some_and(|name| shown.iter().any(|(entry, _)| entry.as_str() == name));
        for n in (0..2).filter(|n| !names(*n)) {
            let sum = |secret: &Secret| secret[n].iter().sum::<usize>();
            let few = |secret: &Secret| {
                (1..MIN_ORGANISATIONS).contains(&secret[n].iter().filter(|seats| **seats > 0).count())
            };
            let sums: BTreeSet<usize> = group.iter().map(sum).collect();
            let tried = group.iter().any(|secret| few(secret) && attacked(secret, sum));
            assert!(!tried || sums.len() > 1, "what position {n} lacks is {sums:?} in all that look like {shown:?}");
        }
    }
    assert!(told > 5, "positions were told in {told} answers only");
}

#[test]
fn a_position_told_beside_its_place_does_not_tell_of_the_others() {
    nothing_is_recovered_beside_positions([Some("NFM-P01"), Some("NFM-P02")], 4);
    nothing_is_recovered_beside_positions([Some("NFM-P01"), None], 4);
}

#[test]
fn a_position_is_told_where_what_is_left_of_its_place_is_nobodys_or_many() {
    let edition = edition();
    let mut orders = orders(&[("NFM-U1", 0..10)]);
    let told = |orders: &[Order]| told_entries(orders, &edition, Date::new(2026, 11, 1).unwrap()).len();
    assert_eq!(told(&orders), 1);
    for order in &mut orders[..2] {
        order.entry = EntryId::new("NFM-P02").ok();
    }
    assert_eq!(told(&orders), 0, "two enterprises would be left");
    orders[2].entry = EntryId::new("NFM-P02").ok();
    assert_eq!(told(&orders), 2, "three and seven");
    for order in &mut orders[3..6] {
        order.demand.nodes = vec![NodeId::new("NFM-U2").unwrap()];
    }
    assert_eq!(told(&orders), 1, "a position that stands in two places would tell of neither");
}
