//! The map of openings made up, held against sums; and the map of the sample city, held against its plan.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::placed::Placed;
use super::rollup::{self, Rollup};
use super::*;
use crate::intake::{Catalog, CatalogFiles};
use crate::matching::PositionId;
use crate::model::{
    ByStage, Category, Date, EntryId, LeavingReason, NodeId, NodeStatus, Order, OrganisationId, Outcome, OutcomeEvent,
    OutcomeId, Profile, Stage, TalentId,
};
use crate::plan::{Cause, FillPlan, FilledOpening, SeatCount};
use crate::reference::Reference;
use crate::sample::City;

static REFERENCE: LazyLock<Arc<Reference>> = LazyLock::new(|| {
    let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let (_, edition) = catalog.editions.pop_first().unwrap();
    let (_, method) = catalog.methods.pop_first().unwrap();
    Arc::new(Reference::new(catalog.vocabulary, edition, method))
});

fn city() -> City {
    City::new(&REFERENCE.edition, &REFERENCE.vocabulary, 2026)
}

fn sources(people: impl IntoIterator<Item = Profile>, orders: Vec<Order>, outcomes: Vec<Outcome>) -> Sources {
    let as_of = REFERENCE.edition.as_of;
    Sources::read(Arc::clone(&REFERENCE), as_of, people, orders, Vec::new(), Vec::new(), outcomes)
}

/// A small city and its map, made once.
static SMALL: LazyLock<(Sources, FillPlan, TalentMap)> = LazyLock::new(|| {
    let sources = sources(city().profiles(1500), city().orders(30), Vec::new());
    let plan = sources.plan();
    let map = TalentMap::draw(&sources, &plan);
    (sources, plan, map)
});

fn outcome(id: &str, talent: &str, entry: Option<&str>, date: Date, event: OutcomeEvent) -> Outcome {
    Outcome {
        id: OutcomeId::new(id).unwrap(),
        talent: TalentId::new(talent).unwrap(),
        organisation: OrganisationId::new("E-1").unwrap(),
        order: None,
        entry: entry.map(|entry| EntryId::new(entry).unwrap()),
        date,
        event,
        satisfaction: None,
        synthetic: true,
    }
}

prop_compose! {
    fn a_count()(filled in prop::array::uniform4(0..9_u32), gap in prop::array::uniform4(0..9_u32), unreached in 0..9_u32)
        -> SeatCount {
        let [a, b, c, d] = filled;
        let filled = ByStage { attraction: a, cultivation: b, retention: c, utilization: d };
        let [a, b, c, d] = gap;
        let gap = ByStage { attraction: a, cultivation: b, retention: c, utilization: d };
        SeatCount { demanded: filled.total() + gap.total() + unreached, filled, gap, unreached }
    }
}

prop_compose! {
    /// An opening anywhere on the map, or outside it.
    fn an_opening()(count in a_count(), category in 0..4_usize, node in prop::option::of(0..93_usize))
        -> (FilledOpening, Option<usize>) {
        let opening = FilledOpening {
            id: PositionId::Entry(EntryId::new("P").unwrap()),
            entry: None,
            node: None,
            category: Category::ALL[category],
            organisation: None,
            count,
            ..SMALL.1.openings[0].clone()
        };
        (opening, node)
    }
}

fn whole(count: &SeatCount) -> bool {
    count.demanded == count.filled.total() + count.gap.total() + count.unreached
}

proptest! {
    #[test]
    fn every_level_sums_to_the_one_above(openings in prop::collection::vec(an_opening(), 0..60)) {
        let edition = &REFERENCE.edition;
        let place = |(opening, node): &'_ (FilledOpening, Option<usize>)| (opening.count, *node);
        let all: SeatCount = openings.iter().map(|opening| place(opening).0).sum();
        let placed: Vec<Placed<'_>> = openings
            .iter()
            .map(|(opening, node)| Placed { opening, demand: None, entry: None, node: *node })
            .collect();
        let rollup = Rollup::of(edition, &placed);
        let chains = rollup.chains(edition);
        let city = rollup.city();
        let outside = rollup::total(&rollup.outside);
        prop_assert_eq!(rollup::total(&city), all);
        prop_assert_eq!(chains.iter().map(|chain| chain.count).sum::<SeatCount>() + outside, all);
        for chain in &chains {
            prop_assert!(whole(&chain.count));
            prop_assert_eq!(chain.segments.iter().map(|segment| segment.count).sum::<SeatCount>(), chain.count);
            prop_assert_eq!(chain.categories.iter().map(|seats| seats.count).sum::<SeatCount>(), chain.count);
            for segment in &chain.segments {
                let nodes = edition.nodes.iter().zip(&rollup.nodes);
                let own = nodes.filter(|(node, _)| node.chain == chain.id && node.segment == segment.segment);
                prop_assert_eq!(own.map(|(_, seats)| rollup::total(seats)).sum::<SeatCount>(), segment.count);
            }
        }
        let parks = rollup::parks(edition, &placed);
        let without = placed.iter().filter(|place| place.node.is_none_or(|node| edition.nodes[node].parks.is_empty()));
        let without: SeatCount = without.map(|place| place.opening.count).sum();
        prop_assert_eq!(parks.iter().map(|park| park.count).sum::<SeatCount>() + without, all);
    }
}

#[test]
fn the_figures_of_a_city_can_be_followed_from_the_city_to_its_openings() {
    let (_, plan, map) = &*SMALL;
    assert_eq!(map.city, plan.count);
    assert!(whole(&map.city) && map.city.open() > 0 && map.city.filled.total() > 0, "{:?}", map.city);
    assert_eq!(map.nodes.len(), REFERENCE.edition.nodes.len());
    let nodes: SeatCount = map.nodes.iter().map(|node| node.count).sum();
    assert_eq!(nodes + map.outside, map.city);
    for node in &map.nodes {
        assert!(whole(&node.count), "{}", node.id);
        let own = plan.openings.iter().filter(|opening| map.node_of(opening) == Some(&node.id));
        assert_eq!(own.map(|opening| opening.count).sum::<SeatCount>(), node.count, "{}", node.id);
        assert_eq!(node.categories.iter().map(|seats| seats.count).sum::<SeatCount>(), node.count);
        assert_eq!(node.talent.is_some(), node.count.demanded > 0);
    }
    for entry in &map.entries {
        let own = plan.openings.iter().filter(|opening| opening.entry.as_ref() == Some(&entry.id));
        assert_eq!(own.map(|opening| opening.count).sum::<SeatCount>(), entry.count, "{}", entry.id);
    }
    assert_eq!(map.categories.iter().map(|seats| seats.count).sum::<SeatCount>(), map.city);
    assert!(map.regions.iter().map(|place| place.count.demanded).sum::<u32>() <= map.city.demanded);
    let workers: u32 = map.nodes.iter().map(|node| node.workers).sum();
    assert!(workers > 0 && workers <= map.head.local && map.head.local <= map.head.people);
}

#[test]
fn talent_is_strong_weak_or_missing_by_the_thresholds_of_the_method() {
    let values = REFERENCE.method.map;
    let count = |open| SeatCount { demanded: 100, unreached: open, ..SeatCount::default() };
    let of = |open| rollup::talent(&count(open), &values);
    assert_eq!((of(0), of(19)), (Some(NodeStatus::Strong), Some(NodeStatus::Strong)));
    assert_eq!((of(20), of(69)), (Some(NodeStatus::Weak), Some(NodeStatus::Weak)));
    assert_eq!((of(70), of(100)), (Some(NodeStatus::Missing), Some(NodeStatus::Missing)));
    assert_eq!(rollup::talent(&SeatCount::default(), &values), None);
}

/// Counts again, one cause and node at a time, from the plan alone.
#[test]
fn pain_points_are_counts_of_what_the_plan_found() {
    let (_, plan, map) = &*SMALL;
    assert!(!map.pain_points.is_empty());
    let bound = |point: &&PainPoint| matches!(point.cause, PainCause::Bound {} | PainCause::Untaught { .. });
    let mut seen = 0;
    for point in map.pain_points.iter().filter(bound) {
        let same = |cause: &Cause| match (&point.cause, cause) {
            (PainCause::Bound {}, Cause::Bound {}) => true,
            (PainCause::Untaught { skill }, Cause::Untaught { skills }) => skills.contains(skill),
            _ => false,
        };
        let own = plan.openings.iter().filter(|opening| opening.node == point.node && opening.count.open() > 0);
        let touched = own.filter(|opening| opening.blocked.iter().any(|blocked| same(&blocked.cause)));
        let (mut people, mut openings, mut seats) = (BTreeSet::new(), 0, 0);
        for opening in touched {
            people.extend(opening.blocked.iter().filter(|b| same(&b.cause)).map(|b| &b.talent));
            openings += 1;
            seats += opening.count.open();
        }
        assert_eq!((point.people as usize, point.openings, point.seats), (people.len(), openings, seats), "{point:?}");
        assert!(point.facts.len() <= PainPoint::MAX_FACTS && !point.facts.is_empty());
        assert!(point.facts.is_sorted_by(|a, b| a.fit >= b.fit));
        assert!(point.facts.iter().all(|fact| people.contains(&fact.talent)));
        assert_eq!(point.stage, point.cause.stage());
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn people_move_from_near_nodes_and_live_here() {
    let (sources, _, map) = &*SMALL;
    assert!(!map.transfers.is_empty());
    let least = REFERENCE.method.map.transfer;
    for transfer in &map.transfers {
        assert!(transfer.proximity >= least && transfer.to != transfer.from && transfer.people > 0, "{transfer:?}");
        let to = map.nodes.iter().find(|node| node.id == transfer.to).unwrap();
        let from = map.nodes.iter().find(|node| node.id == transfer.from).unwrap();
        assert!(to.count.open() > 0 && transfer.people <= from.workers, "{transfer:?}");
    }
    assert!(sources.supply.matcher().people().len() > 1000);
}

#[test]
fn who_left_counts_at_the_node_with_the_reason_that_was_told() {
    let as_of = REFERENCE.edition.as_of;
    let left = |reason| OutcomeEvent::Left { reason };
    let (recent, old) = (as_of.plus_days(-30), as_of.plus_days(-5000));
    let entry = &REFERENCE.edition.entries[0];
    let id = entry.id.as_str();
    let outcomes = vec![
        outcome("X-1", "T-00000001", Some(id), recent, left(LeavingReason::Housing)),
        outcome("X-2", "T-00000001", Some(id), recent.plus_days(1), left(LeavingReason::Housing)),
        outcome("X-3", "T-unknown", Some(id), recent, left(LeavingReason::Housing)),
        outcome("X-4", "T-00000002", Some(id), old, left(LeavingReason::Housing)),
        outcome("X-5", "T-00000003", Some(id), as_of.plus_days(1), left(LeavingReason::Housing)),
        outcome("X-6", "T-00000004", None, recent, left(LeavingReason::Housing)),
    ];
    let sources = sources(city().profiles(20), Vec::new(), outcomes);
    let map = TalentMap::draw(&sources, &sources.plan());
    let cause = PainCause::Left { reason: Some(LeavingReason::Housing) };
    let found: Vec<&PainPoint> = map.pain_points.iter().filter(|point| point.cause == cause).collect();
    let node = entry.demand.nodes.first();
    let told = found.iter().find(|point| point.node.as_ref() == node).unwrap();
    assert_eq!((told.people, told.openings, told.stage), (2, 1, Stage::Retention));
    assert_eq!(told.entries, std::slice::from_ref(&entry.id));
    let named: Vec<&str> = told.facts.iter().map(|fact| fact.talent.as_str()).collect();
    assert!(named.iter().all(|id| *id == "T-00000001") && named.len() <= 1, "{named:?}");
}

#[test]
fn time_to_fill_rests_on_starts_after_an_order_came_into_force() {
    let as_of = REFERENCE.edition.as_of;
    let mut order = city().orders(40).into_iter().find(|order| order.entry.is_some()).unwrap();
    let entry = order.entry.clone().unwrap();
    order.posted = Some(as_of.plus_days(-200));
    let started = |number: i32, days: i32| {
        let day = as_of.plus_days(-200 + days);
        let event = OutcomeEvent::Started { pay: None };
        let started = outcome(&format!("X-{number}"), &format!("T-{number}"), None, day, event);
        Outcome { order: Some(order.id.clone()), ..started }
    };
    let part = |outcomes: Vec<Outcome>| {
        let sources = sources(city().profiles(10), vec![order.clone()], outcomes);
        let map = TalentMap::draw(&sources, &sources.plan());
        let shortage = &map.entries.iter().find(|found| found.id == entry).unwrap().shortage;
        *shortage.parts.iter().find(|part| part.kind == ShortageKind::TimeToFill).unwrap()
    };
    let two = part(vec![started(1, 30), started(2, 90)]);
    assert_eq!((two.measured, two.value), (None, None), "two starts are too few");
    let offered = |days, accepted| Outcome { event: OutcomeEvent::Offered { accepted }, ..started(10 + days, days) };
    let told = [started(1, 30), started(2, 90), started(3, 400), started(4, 150), offered(60, Some(false))];
    let three = part(told.to_vec());
    assert_eq!(three.measured, Some(90.0), "neither the one that lies ahead nor a refusal counts");
    assert_eq!(three.value, Some(0.5));
    let accepted = Outcome { talent: TalentId::new("T-4").unwrap(), ..offered(60, Some(true)) };
    let earlier = part(told.into_iter().chain([accepted]).collect());
    assert_eq!(earlier.measured, Some(60.0), "the offer that was accepted comes before the start");
}

#[test]
fn the_hash_follows_the_records_and_not_their_order() {
    let people = || city().profiles(40).collect::<Vec<_>>();
    let hash = |people: Vec<Profile>, orders: Vec<Order>| sources(people, orders, Vec::new()).inputs_hash;
    let first = hash(people(), city().orders(5));
    let turned = hash(people().into_iter().rev().collect(), city().orders(5).into_iter().rev().collect());
    assert_eq!((first.len(), &first), (64, &turned));
    let mut other = people();
    other[7].residence = None;
    other[8].text = Some("又一行".into());
    assert_ne!(hash(other, city().orders(5)), first);
    assert_ne!(hash(people(), city().orders(4)), first);
}

#[test]
fn the_same_sources_draw_the_same_map_in_bytes() {
    let (sources, plan, map) = &*SMALL;
    let bytes = |map: &TalentMap| serde_json::to_string(map).unwrap();
    assert_eq!(bytes(&TalentMap::draw(sources, plan)), bytes(map));
    let again: TalentMap = serde_json::from_str(&bytes(map)).unwrap();
    assert_eq!(bytes(&again), bytes(map));
    assert!(map.head.illustrative);
}

/// As Ningbo and Guangzhou publish it: at most a tenth of the entries at five stars, and not all alike.
#[test]
fn few_entries_of_the_sample_city_have_five_stars() {
    let (city, as_of) = (city(), REFERENCE.edition.as_of);
    let (orders, outcomes) = (city.orders(120), city.outcomes(6000, 120).collect());
    let (programmes, cohorts) = (city.programmes(), city.cohorts());
    let people = city.profiles(6000);
    let sources = Sources::read(Arc::clone(&REFERENCE), as_of, people, orders, programmes, cohorts, outcomes);
    let map = TalentMap::draw(&sources, &sources.plan());
    let stars: Vec<u8> = map.entries.iter().filter_map(|entry| entry.shortage.stars).map(|stars| stars.get()).collect();
    let with = |wanted: u8| stars.iter().filter(|&&stars| stars == wanted).count();
    assert!(with(5) * 10 <= map.entries.len(), "{} of {} at five stars", with(5), map.entries.len());
    let kinds = (1..=5).filter(|&wanted| with(wanted) > 0).count();
    assert!(kinds >= 3, "{:?}", (1..=5).map(with).collect::<Vec<_>>());
    for entry in &map.entries {
        assert_eq!(entry.shortage.index.is_some(), entry.count.demanded > 0, "{}", entry.id);
    }
    let node = NodeId::new("NFM-U1").unwrap();
    assert!(map.nodes.iter().any(|found| found.id == node));
}

fn overview(selection: &Selection) -> Overview {
    SMALL.2.overview(&REFERENCE.edition, selection)
}

#[test]
fn an_overview_of_everything_is_the_city() {
    let map = &SMALL.2;
    let all = overview(&Selection::default());
    assert_eq!(all.seats, Figures::from(map.city));
    assert_eq!((all.nodes.len(), all.links.len()), (map.nodes.len(), REFERENCE.edition.links.len()));
    assert_eq!((all.entries.len(), all.pain_points.len()), (map.entries.len(), map.pain_points.len()));
    assert!(all.pain_points.iter().all(|point| point.facts.is_empty()));
    for (view, chain) in all.chains.iter().zip(&map.chains) {
        assert_eq!((&view.id, view.seats), (&chain.id, chain.count.into()));
    }
    for Figures { demanded, filled, open, share, shade, .. } in all.nodes.iter().map(|node| node.seats) {
        assert_eq!(filled + open, demanded);
        assert_eq!((share.is_some(), shade.is_some()), (demanded > 0, demanded > 0));
        assert_eq!(shade == Some(0), demanded > 0 && open == 0);
    }
    let index = |entry: &EntryView| entry.shortage.index.unwrap_or(-1.0);
    assert!(all.entries.windows(2).all(|pair| index(&pair[0]) >= index(&pair[1])));
}

#[test]
fn an_overview_of_a_part_holds_that_part_and_sums_it() {
    let map = &SMALL.2;
    for categories in &map.categories {
        let part = overview(&Selection { category: Some(categories.category), ..Selection::default() });
        let seats = map.nodes.iter().flat_map(|node| &node.categories);
        let inside: SeatCount =
            seats.filter(|seats| seats.category == categories.category).map(|seats| seats.count).sum();
        assert_eq!(part.seats, inside.into());
        assert_eq!(part.nodes.len(), map.nodes.len());
        assert!(part.entries.iter().all(|entry| entry.category == categories.category));
    }
    let chain = map.chains.iter().max_by_key(|chain| chain.count.demanded).unwrap();
    let part = overview(&Selection { chain: Some(chain.id.clone()), ..Selection::default() });
    assert_eq!((part.seats, part.chains.len()), (chain.count.into(), 1));
    let has = |id: &NodeId| part.nodes.iter().any(|node| node.id == *id);
    assert!(part.nodes.iter().all(|node| node.chain == chain.id));
    assert!(!part.links.is_empty() && part.links.iter().all(|link| has(&link.from) && has(&link.to)));
    assert!(part.pain_points.iter().all(|point| point.node.as_ref().is_some_and(has)));
    let region = REFERENCE.edition.nodes[0].regions[0].clone();
    let part = overview(&Selection { region: Some(region.clone()), ..Selection::default() });
    assert!(!part.nodes.is_empty() && part.nodes.iter().all(|node| node.regions.contains(&region)));
    assert!(part.nodes.len() < map.nodes.len());
}
