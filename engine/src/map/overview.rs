//! A map as one looks at it first: every figure with its totals and its shade, for a part of the city that somebody chose.
//! Nodes are summed here by the same addition as in the map; nothing is judged anew.

use super::shade::shade;
use super::{EntryMap, MapHead, NodeMap, PainPoint, Shortage, TalentMap};
use crate::model::{
    Bilingual, ByStage, Category, ChainId, Edition, EntryId, Link, NodeId, NodeStatus, RegionCode, Segment,
};
use crate::plan::SeatCount;

/// Which part of the map; everything where nothing is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Nodes of one chain.
    pub chain: Option<ChainId>,
    /// Nodes that the edition places in one region.
    pub region: Option<RegionCode>,
    /// Seats of one category.
    pub category: Option<Category>,
}

/// Seats with their totals and shades.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Seats to be filled.
    pub demanded: u32,
    /// Seats with somebody for them.
    pub filled: u32,
    /// Seats left over.
    pub open: u32,
    /// Share of the seats left over, 0 to 1; none where nothing is demanded.
    pub share: Option<f64>,
    /// The shade of that share: 0 nothing left over, 1 to 4 from light to dark; none where nothing is demanded.
    pub shade: Option<u8>,
    /// Seats filled, by the route that fills them.
    pub routes: ByStage<u32>,
    /// Seats left over, by the stage at which lifting one limit would fill them.
    pub gap: ByStage<u32>,
    /// The shades of those, as shares of the seats demanded.
    pub shades: ByStage<u8>,
    /// Seats left over that no single limit keeps empty.
    pub unreached: u32,
    /// Their shade.
    pub unreached_shade: u8,
}

impl From<SeatCount> for Figures {
    fn from(count: SeatCount) -> Self {
        let of = |seats: u32| shade(seats, count.demanded);
        let ByStage { attraction, cultivation, retention, utilization } = count.gap;
        Self {
            demanded: count.demanded,
            filled: count.filled.total(),
            open: count.open(),
            share: count.gap_share(),
            shade: (count.demanded > 0).then(|| of(count.open())),
            routes: count.filled,
            gap: count.gap,
            shades: ByStage {
                attraction: of(attraction),
                cultivation: of(cultivation),
                retention: of(retention),
                utilization: of(utilization),
            },
            unreached: count.unreached,
            unreached_shade: of(count.unreached),
        }
    }
}

/// A chain, as far as it was chosen.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChainView {
    /// Which.
    pub id: ChainId,
    /// Its name.
    pub name: Bilingual,
    /// The sum of its nodes that were chosen.
    pub seats: Figures,
}

/// A node that was chosen.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NodeView {
    /// Which.
    pub id: NodeId,
    /// Its chain.
    pub chain: ChainId,
    /// Its segment.
    pub segment: Segment,
    /// Its name.
    pub name: Bilingual,
    /// How strong the edition calls it.
    pub status: NodeStatus,
    /// How strong its talent is by the figures of all categories; none without demand.
    pub talent: Option<NodeStatus>,
    /// People who live in the city and work in it or did so last.
    pub workers: u32,
    /// Where the edition places it.
    pub regions: Vec<RegionCode>,
    /// Its seats.
    pub seats: Figures,
}

/// An entry that was chosen.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EntryView {
    /// Which.
    pub id: EntryId,
    /// The name of the position.
    pub title: Bilingual,
    /// Its main node.
    pub node: Option<NodeId>,
    /// Its category.
    pub category: Category,
    /// Its seats.
    pub seats: Figures,
    /// People who could fill a seat of it by some route.
    pub reachable: u32,
    /// Its shortage.
    pub shortage: Shortage,
}

/// A part of a map.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Overview {
    /// What the map rests on.
    pub head: MapHead,
    /// The sum of the nodes below; where nothing was chosen, with the demand that names no node.
    pub seats: Figures,
    /// Chains with nodes below, in the order of the edition.
    pub chains: Vec<ChainView>,
    /// Nodes that were chosen, in the order of the edition; those without demand too.
    pub nodes: Vec<NodeView>,
    /// What feeds what among them.
    pub links: Vec<Link>,
    /// Entries of theirs, the shortest first, then by id.
    pub entries: Vec<EntryView>,
    /// What keeps their seats empty, without the facts: by stage, most seats first, then most people.
    pub pain_points: Vec<PainPoint>,
}

impl TalentMap {
    /// A part of the map. `edition` is the one it was drawn of.
    #[must_use]
    pub fn overview(&self, edition: &Edition, selection: &Selection) -> Overview {
        let places = |node: &NodeMap| edition.nodes.iter().find(|placed| placed.id == node.id);
        let inside = |node: &&NodeMap| {
            let place = places(node);
            selection.chain.as_ref().is_none_or(|chain| node.chain == *chain)
                && selection.region.as_ref().is_none_or(|r| place.is_some_and(|place| place.regions.contains(r)))
        };
        let chosen: Vec<&NodeMap> = self.nodes.iter().filter(inside).collect();
        let count = |node: &NodeMap| seats(node, selection.category);
        let has = |id: &NodeId| chosen.iter().any(|node| node.id == *id);
        let chain = |chain: &super::ChainMap| {
            let own = || chosen.iter().filter(|node| node.chain == chain.id);
            let sum: SeatCount = own().map(|node| count(node)).sum();
            own().next().map(|_| ChainView { id: chain.id.clone(), name: chain.name.clone(), seats: sum.into() })
        };
        let node = |node: &&NodeMap| NodeView {
            id: node.id.clone(),
            chain: node.chain.clone(),
            segment: node.segment,
            name: node.name.clone(),
            status: node.status,
            talent: node.talent,
            workers: node.workers,
            regions: places(node).map_or_else(Vec::new, |place| place.regions.clone()),
            seats: count(node).into(),
        };
        let linked = |link: &&Link| has(&link.from) && has(&link.to);
        let outside = if *selection == Selection::default() { self.outside } else { SeatCount::default() };
        Overview {
            head: self.head.clone(),
            seats: (chosen.iter().map(|node| count(node)).sum::<SeatCount>() + outside).into(),
            chains: self.chains.iter().filter_map(chain).collect(),
            nodes: chosen.iter().map(node).collect(),
            links: edition.links.iter().filter(linked).cloned().collect(),
            entries: self.entries_of(&has, selection.category),
            pain_points: self.points_of(&has, selection.category),
        }
    }

    fn entries_of(&self, has: &impl Fn(&NodeId) -> bool, category: Option<Category>) -> Vec<EntryView> {
        let inside = |entry: &&EntryMap| {
            entry.node.as_ref().is_some_and(has) && category.is_none_or(|category| entry.category == category)
        };
        let mut entries: Vec<EntryView> = self.entries.iter().filter(inside).map(EntryView::from).collect();
        let index = |entry: &EntryView| entry.shortage.index.unwrap_or(-1.0);
        entries.sort_by(|a, b| index(b).total_cmp(&index(a)).then_with(|| a.id.cmp(&b.id)));
        entries
    }

    fn points_of(&self, has: &impl Fn(&NodeId) -> bool, category: Option<Category>) -> Vec<PainPoint> {
        let of = |id: &EntryId| self.entries.iter().find(|entry| entry.id == *id).map(|entry| entry.category);
        let inside = |point: &&PainPoint| {
            point.node.as_ref().is_some_and(has)
                && category.is_none_or(|category| point.entries.iter().any(|entry| of(entry) == Some(category)))
        };
        let bare = |point: &PainPoint| PainPoint { facts: Vec::new(), ..point.clone() };
        let mut points: Vec<PainPoint> = self.pain_points.iter().filter(inside).map(bare).collect();
        // Stable: equals stay in the order of the map.
        points.sort_by_key(|point| (point.stage, std::cmp::Reverse((point.seats, point.people))));
        points
    }
}

fn seats(node: &NodeMap, category: Option<Category>) -> SeatCount {
    let Some(category) = category else { return node.count };
    let own = node.categories.iter().find(|seats| seats.category == category);
    own.map_or_else(SeatCount::default, |seats| seats.count)
}

impl From<&EntryMap> for EntryView {
    fn from(entry: &EntryMap) -> Self {
        Self {
            id: entry.id.clone(),
            title: entry.title.clone(),
            node: entry.node.clone(),
            category: entry.category,
            seats: entry.count.into(),
            reachable: entry.reachable,
            shortage: entry.shortage.clone(),
        }
    }
}
