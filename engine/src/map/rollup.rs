//! Seats summed from openings to nodes, segments, chains and the city. Every level is the sum of the one below it; the city
//! is the sum of the chains and of what lies outside them.

use std::collections::BTreeMap;

use super::placed::Placed;
use super::{CategorySeats, ChainMap, PlaceSeats, SegmentMap};
use crate::method::MapValues;
use crate::model::{Category, Edition, NodeStatus, ParkId, RegionCode, Segment};
use crate::plan::SeatCount;

/// Seats by category.
pub(super) type ByCategory = [SeatCount; Category::ALL.len()];

/// Seats by node, and of what names none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rollup {
    /// By the edition's nodes.
    pub(super) nodes: Vec<ByCategory>,
    /// Demand that names no node of the edition.
    pub(super) outside: ByCategory,
    /// By the edition's entries: all openings that count for it.
    pub(super) entries: Vec<SeatCount>,
}

impl Rollup {
    pub(super) fn of(edition: &Edition, placed: &[Placed<'_>]) -> Self {
        let mut rollup = Self {
            nodes: vec![ByCategory::default(); edition.nodes.len()],
            outside: ByCategory::default(),
            entries: vec![SeatCount::default(); edition.entries.len()],
        };
        for Placed { opening, entry, node, .. } in placed {
            let place = node.map_or(&mut rollup.outside, |node| &mut rollup.nodes[node]);
            place[opening.category as usize] += opening.count;
            if let Some(entry) = *entry {
                rollup.entries[entry] += opening.count;
            }
        }
        rollup
    }

    /// Chains with their segments, in the order of the edition.
    pub(super) fn chains(&self, edition: &Edition) -> Vec<ChainMap> {
        let chain = |chain: &crate::model::Chain| {
            let own = || edition.nodes.iter().zip(&self.nodes).filter(|(node, _)| node.chain == chain.id);
            let segments = Segment::ALL.map(|segment| {
                let nodes = own().filter(|(node, _)| node.segment == segment);
                SegmentMap { segment, count: nodes.map(|(_, seats)| total(seats)).sum() }
            });
            ChainMap {
                id: chain.id.clone(),
                name: chain.name.clone(),
                count: segments.iter().map(|segment| segment.count).sum(),
                segments: segments.to_vec(),
                categories: demanded(&sum(own().map(|(_, seats)| seats))),
            }
        };
        edition.chains.iter().map(chain).collect()
    }

    /// The whole city by category.
    pub(super) fn city(&self) -> ByCategory {
        sum(self.nodes.iter().chain([&self.outside]))
    }
}

/// All categories together.
pub(super) fn total(seats: &ByCategory) -> SeatCount {
    seats.iter().copied().sum()
}

fn sum<'s>(all: impl Iterator<Item = &'s ByCategory>) -> ByCategory {
    all.fold(ByCategory::default(), |mut sum, seats| {
        sum.iter_mut().zip(seats).for_each(|(sum, seats)| *sum += *seats);
        sum
    })
}

/// All four categories.
pub(super) fn categories(seats: &ByCategory) -> Vec<CategorySeats> {
    Category::ALL.map(|category| CategorySeats { category, count: seats[category as usize] }).to_vec()
}

/// Categories with demand.
pub(super) fn demanded(seats: &ByCategory) -> Vec<CategorySeats> {
    categories(seats).into_iter().filter(|seats| seats.count.demanded > 0).collect()
}

/// Seats by the first region of use; what names none is not here.
pub(super) fn regions(placed: &[Placed<'_>]) -> Vec<PlaceSeats<RegionCode>> {
    places(placed.iter().filter_map(|placed| Some((placed.demand?.regions.first()?, placed.opening.count))))
}

/// Seats by the first park of the node; a node without a park is not here.
pub(super) fn parks(edition: &Edition, placed: &[Placed<'_>]) -> Vec<PlaceSeats<ParkId>> {
    places(placed.iter().filter_map(|placed| Some((edition.nodes[placed.node?].parks.first()?, placed.opening.count))))
}

fn places<'i, Id: Ord + Clone + 'i>(seats: impl Iterator<Item = (&'i Id, SeatCount)>) -> Vec<PlaceSeats<Id>> {
    let mut sums: BTreeMap<&Id, SeatCount> = BTreeMap::new();
    seats.for_each(|(id, count)| *sums.entry(id).or_default() += count);
    sums.into_iter().map(|(id, count)| PlaceSeats { id: id.clone(), count }).collect()
}

/// How strong the talent of a node is: by the share of its seats left over; none without demand.
pub(super) fn talent(count: &SeatCount, values: &MapValues) -> Option<NodeStatus> {
    count.gap_share().map(|share| match share {
        share if share >= values.missing => NodeStatus::Missing,
        share if share >= values.weak => NodeStatus::Weak,
        _ => NodeStatus::Strong,
    })
}
