//! A reader who tries every class that could stand behind what is told, and whole poolings of a synthetic city.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};

use super::*;
use crate::intake::{Catalog, CatalogFiles};
use crate::plan::FillPlan;
use crate::reference::Reference;
use crate::sample::City;

static REFERENCE: LazyLock<Arc<Reference>> = LazyLock::new(|| {
    let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let (_, edition) = catalog.editions.pop_first().unwrap();
    let (_, method) = catalog.methods.pop_first().unwrap();
    Arc::new(Reference::new(catalog.vocabulary, edition, method))
});

fn id(text: &str) -> OrganisationId {
    OrganisationId::new(text).unwrap()
}

fn sources(orders: Vec<Order>) -> Sources {
    let as_of = REFERENCE.edition.as_of;
    Sources::read(Arc::clone(&REFERENCE), as_of, Vec::new(), orders, Vec::new(), Vec::new(), Vec::new())
}

/// One order each of enterprises 0 to 4, at one node.
static ORDERS: LazyLock<Sources> = LazyLock::new(|| {
    let order = |enterprise: usize| {
        serde_json::from_value(json!({
            "id": format!("O-{enterprise}"), "seats": 9, "entry": "NFM-P01",
            "enterprise": {"id": format!("E-{enterprise}"), "name": {"zh": "甲", "en": "A"}},
            "demand": {"title": {"zh": "工", "en": "T"}, "category": "youth", "nodes": ["NFM-U1"], "due": "2028-03-01"}
        }))
        .unwrap()
    };
    sources((0..5).map(order).collect())
});

/// A class in which each enterprise has so many seats, and the catalog so many.
fn class(seats: &[u16], catalog: u16) -> CohortProposal {
    let taking = || seats.iter().enumerate().filter(|(_, seats)| **seats > 0);
    let shares: Vec<Value> = taking()
        .map(|(e, seats)| json!({"enterprise": format!("E-{e}"), "order": format!("O-{e}"), "seats": seats}))
        .collect();
    let serves: Vec<Value> = taking()
        .map(|(e, seats)| {
            json!({"enterprise": format!("E-{e}"), "order": format!("O-{e}"), "seats": seats, "due": "2028-03-01",
            "fit": 60.0})
        })
        .collect();
    let all = seats.iter().sum::<u16>() + catalog;
    let beyond: Vec<Value> =
        (catalog > 0).then(|| json!({"entry": "NFM-P01", "seats": catalog, "fit": 60.0})).into_iter().collect();
    serde_json::from_value(json!({
        "cohort": {
            "id": "POOL-P-1", "programme": "P-1", "college": "C-1", "name": {"zh": "班", "en": "Class"},
            "form": "order_class", "positions": ["NFM-P01"], "shares": shares, "seats_min": 1, "seats_max": all,
            "start": "2027-03-01", "ready": "2028-02-01", "status": "proposed"
        },
        "serves": serves, "catalog": beyond, "nodes": ["NFM-U1"], "hours": 0, "value": 0.6 * f64::from(all),
        "transfer": {"positions": 1, "enterprises": 5, "share": 1.0, "tied": []}
    }))
    .unwrap()
}

fn pooling(proposals: Vec<CohortProposal>) -> Pooling {
    let value = proposals.iter().map(|proposal| proposal.value).sum();
    Pooling { as_of: REFERENCE.edition.as_of, proposals, unpooled: Vec::new(), value, bound: 2.0 * value }
}

/// What a reader is told of one class.
fn told(seats: &[u16], catalog: u16, reader: &PoolReader) -> String {
    let seen = SeenPooling::of(&ORDERS, &pooling(vec![class(seats, catalog)]), reader);
    serde_json::to_string(&seen).unwrap()
}

/// All that could be, by what a reader is told of it: seats of enterprises 0 to 4, the first those of the reader where it
/// is one of them.
fn groups(own: &[u16], reader: &PoolReader) -> BTreeMap<String, Vec<[u16; 5]>> {
    let mut groups: BTreeMap<String, Vec<[u16; 5]>> = BTreeMap::new();
    for number in 0..3_u32.pow(5) {
        let digit = |place: u32| (number / 3_u32.pow(place) % 3) as u16;
        for &own in own {
            let seats = [own, digit(0), digit(1), digit(2), digit(3)];
            if seats.iter().any(|seats| *seats > 0) {
                groups.entry(told(&seats, digit(4), reader)).or_default().push(seats);
            }
        }
    }
    groups
}

/// Nobody's seats are the same in all that could be told so, nor is the sum of fewer than three. Only classes of at most one
/// seat each are attacked: the reader of the others would profit from where our world ends.
fn nothing_is_learnt(groups: &BTreeMap<String, Vec<[u16; 5]>>, others: std::ops::Range<usize>) -> usize {
    let mut attacked = 0;
    for (told, group) in groups {
        let known = |of: &dyn Fn(&[u16; 5]) -> u16| group.iter().map(of).collect::<BTreeSet<u16>>().len() == 1;
        for class in group.iter().filter(|class| class[others.clone()].iter().all(|seats| *seats <= 1)) {
            for other in others.clone().filter(|other| class[*other] > 0) {
                assert!(!known(&|class| class[other]), "{class:?} gives {other} away in {told}");
                attacked += 1;
            }
            let sum = |class: &[u16; 5]| class[others.clone()].iter().sum::<u16>();
            assert!(!(1..3).contains(&sum(class)) || !known(&sum), "{class:?} gives its sum away in {told}");
        }
    }
    attacked
}

#[test]
fn an_enterprise_learns_nobody_elses_seats_of_a_class_that_it_sits_in() {
    for own in [1, 2] {
        let groups = groups(&[own], &PoolReader::Enterprise(id("E-0")));
        assert!(nothing_is_learnt(&groups, 1..5) > 20);
    }
}

#[test]
fn a_college_learns_no_enterprises_seats() {
    let groups = groups(&[0, 1, 2], &PoolReader::College(id("C-1")));
    assert!(nothing_is_learnt(&groups, 0..5) > 50);
}

fn seen(seats: &[u16], catalog: u16, reader: &PoolReader) -> SeenProposal {
    SeenPooling::of(&ORDERS, &pooling(vec![class(seats, catalog)]), reader).proposals.remove(0)
}

#[test]
fn a_reader_is_told_its_own_and_the_sum_of_three_others() {
    let enterprise = PoolReader::Enterprise(id("E-0"));
    let many = seen(&[5, 2, 3, 4, 0], 6, &enterprise);
    assert_eq!((many.own.len(), many.own[0].seats, many.own[0].enterprise.as_str()), (1, 5, "E-0"));
    assert_eq!(many.others, Some(OthersSeats { seats: 9, catalog: 6 }));
    let few = seen(&[5, 2, 3, 0, 0], 6, &enterprise);
    assert_eq!((few.own.len(), few.others, few.seats_min, few.seats_max), (1, None, 15, 40));
    let college = seen(&[5, 2, 3, 0, 0], 6, &PoolReader::College(id("C-1")));
    assert_eq!((college.own.len(), college.others), (0, Some(OthersSeats { seats: 10, catalog: 6 })));
    assert_eq!(seen(&[5, 2, 0, 0, 0], 6, &PoolReader::College(id("C-1"))).others, None);
}

#[test]
fn a_position_is_named_where_the_reader_the_catalog_or_three_others_ask_for_it() {
    let named = |seats: &[u16], catalog: u16, reader: &PoolReader| {
        let seen = seen(seats, catalog, reader);
        assert_eq!(seen.positions.len(), seen.nodes.len());
        !seen.positions.is_empty()
    };
    let college = PoolReader::College(id("C-1"));
    assert!(named(&[0, 1, 1, 1, 0], 0, &college) && named(&[0, 1, 1, 0, 0], 1, &college));
    assert!(!named(&[0, 1, 1, 0, 0], 0, &college));
    assert!(named(&[1, 1, 0, 0, 0], 0, &PoolReader::Enterprise(id("E-0"))));
}

#[test]
fn classes_and_orders_of_others_are_not_told() {
    let of = |reader: &PoolReader| SeenPooling::of(&ORDERS, &pooling(vec![class(&[0, 1, 1, 1, 1], 0)]), reader);
    assert!(of(&PoolReader::Enterprise(id("E-0"))).proposals.is_empty());
    assert!(of(&PoolReader::College(id("C-2"))).proposals.is_empty());
    let unpooled = |enterprise: &str| Unpooled {
        order: OrderId::new("O-9").unwrap(),
        enterprise: id(enterprise),
        node: None,
        seats: 4,
        why: Unsuited::TooFew {
            programme: ProgrammeId::new("P-1").unwrap(),
            seats: Some(11),
            least: 15,
            enterprises: Some(2),
            least_enterprises: 1,
        },
    };
    let whole = Pooling { unpooled: vec![unpooled("E-0"), unpooled("E-1")], ..pooling(Vec::new()) };
    let told = SeenPooling::of(&ORDERS, &whole, &PoolReader::Enterprise(id("E-0"))).unpooled;
    assert_eq!((told.len(), told[0].seats), (1, 4));
    assert!(matches!(&told[0].why, Unsuited::TooFew { seats: None, enterprises: None, least: 15, .. }));
    assert!(SeenPooling::of(&ORDERS, &whole, &PoolReader::College(id("C-1"))).unpooled.is_empty());
}

/// A city, its plan, its pooling, and everybody who reads it.
struct Pooled {
    sources: Sources,
    plan: FillPlan,
    pooling: Pooling,
}

static CITY: LazyLock<Pooled> = LazyLock::new(|| {
    let (city, as_of) = (City::new(&REFERENCE.edition, &REFERENCE.vocabulary, 7), REFERENCE.edition.as_of);
    let (people, orders) = (city.profiles(150), city.orders(1000));
    let (programmes, cohorts) = (city.programmes(), city.cohorts());
    let sources = Sources::read(Arc::clone(&REFERENCE), as_of, people, orders, programmes, cohorts, Vec::new());
    let plan = sources.plan();
    let pooling = sources.pool(&plan);
    Pooled { sources, plan, pooling }
});

#[test]
fn no_answer_names_another_enterprise_or_its_orders() {
    let Pooled { sources, pooling, .. } = &*CITY;
    let serves = || pooling.proposals.iter().flat_map(|proposal| &proposal.serves);
    let enterprises = serves().map(|served| PoolReader::Enterprise(served.enterprise.clone()));
    let colleges = pooling.proposals.iter().map(|proposal| PoolReader::College(proposal.cohort.college.clone()));
    for reader in enterprises.chain(colleges) {
        let told = serde_json::to_string(&SeenPooling::of(sources, pooling, &reader)).unwrap();
        assert!(told.contains("POOL-"), "{reader:?} is told of nothing");
        for served in serves().filter(|served| !reader.is(&served.enterprise)) {
            let named = [served.enterprise.as_str(), served.order.as_str()].map(|id| format!("\"{id}\""));
            assert!(named.iter().all(|id| !told.contains(id)), "{reader:?} is told of {named:?}");
        }
    }
}

/// Seats left over of the city that classes fill.
fn closed(map: &SeenMap) -> Option<u32> {
    Some(map.before?.open() - map.after?.open())
}

#[test]
fn the_map_is_told_where_three_others_stand_behind_each_piece_of_its_classes() {
    let Pooled { sources, plan, pooling } = &*CITY;
    let of = |proposals: Vec<CohortProposal>, reader: &PoolReader| {
        SeenMap::of(sources, plan, &Pooling { proposals, ..pooling.clone() }, reader)
    };
    let first_of = |most: bool| {
        let crowd = |proposal: &&CohortProposal| (proposal.enterprises() >= MIN_ORGANISATIONS) == most;
        pooling.proposals.iter().find(crowd).unwrap().clone()
    };
    let whole = PoolReader::College(first_of(true).cohort.college);
    // All orders of a class at one node: that node, its chain and the city are told, and nothing else.
    let telling = Telling::new(sources, &whole);
    let at_node = |proposal: &CohortProposal, node: &NodeId| {
        let mut at_one = proposal.clone();
        at_one.serves.retain(|served| telling.node(&served.order) == Some(node));
        at_one.nodes = vec![node.clone()];
        at_one.cohort.college = first_of(true).cohort.college;
        Some(at_one).filter(|at_one| at_one.enterprises() >= MIN_ORGANISATIONS)
    };
    let at_any = |proposal: &CohortProposal| proposal.nodes.iter().find_map(|node| at_node(proposal, node));
    let mut at_one = pooling.proposals.iter().find_map(at_any).unwrap();
    let open = of(vec![at_one.clone()], &whole);
    assert_eq!((open.nodes.len(), open.chains.len()), (1, 1), "{open:?}");
    assert!(closed(&open) > Some(0));
    // For one of its enterprises, with no more than two others beside it, nothing is.
    let own = at_one.serves[0].enterprise.clone();
    let mut others = BTreeSet::from([own.clone()]);
    at_one
        .serves
        .retain(|served| others.len() < 3 && others.insert(served.enterprise.clone()) || served.enterprise == own);
    let shut = of(vec![at_one], &PoolReader::Enterprise(own));
    assert_eq!((closed(&shut), shut.nodes.len(), shut.chains.len()), (None, 0, 0));
    // A class of few beside one of many: what both bring seats to is withheld, and the city.
    let mut beside = first_of(false);
    beside.cohort.college = first_of(true).cohort.college;
    beside.serves.truncate(1);
    let both = of(vec![first_of(true), beside.clone()], &whole);
    assert_eq!(closed(&both), None);
    assert!(both.nodes.iter().all(|row| !beside.nodes.contains(&row.id)));
}
