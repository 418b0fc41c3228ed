//! A small made-up map over the shipped catalog, for tests of this crate.

use bole_engine::intake::{Catalog, CatalogFiles};
use bole_engine::map::*;
use bole_engine::matching::PositionId;
use bole_engine::model::*;
use bole_engine::plan::{FillPlan, FilledOpening, FilledSeat, Route, SeatCount, Supplier};
use bole_engine::reference::Reference;
use bole_engine::wording::Language;

use crate::Report;

/// Somebody who stands behind a figure.
pub(crate) const PERSON: &str = "T-SOMEBODY";
/// Who orders.
pub(crate) const ENTERPRISE: &str = "E-SOMEONE";

pub(crate) struct Fixture {
    reference: Reference,
    map: TalentMap,
    plan: FillPlan,
    diff: EditionDiff,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
        let (_, edition) = catalog.editions.pop_first().unwrap();
        let (_, method) = catalog.methods.pop_first().unwrap();
        let reference = Reference::new(catalog.vocabulary, edition, method);
        let map = map(&reference);
        let plan = FillPlan {
            edition: map.head.edition.clone(),
            method: map.head.method.clone(),
            as_of: map.head.as_of,
            count: map.city,
            cost: 0.0,
            openings: openings(&reference),
        };
        let diff = diff(&reference);
        Self { reference, map, plan, diff }
    }

    pub(crate) fn report(&self, language: Language) -> Report<'_> {
        let Self { reference, map, plan, diff } = self;
        Report { map, plan, reference, diff: Some(diff), language }
    }
}

fn openings(reference: &Reference) -> Vec<FilledOpening> {
    let modes = [EngagementMode::FullTime, EngagementMode::Flexible, EngagementMode::FullTime];
    let seat = |(mode, fit): (EngagementMode, f64)| FilledSeat {
        by: Supplier::Talent(TalentId::try_from(PERSON.to_owned()).unwrap()),
        route: Route { stage: Stage::Attraction, mode, ready: None, taught: Vec::new() },
        fit,
        cost: 1.0 - fit / 100.0,
    };
    let entry = &reference.edition.entries[0];
    vec![FilledOpening {
        id: PositionId::Order(OrderId::try_from("O-1".to_owned()).unwrap()),
        entry: Some(entry.id.clone()),
        node: entry.demand.nodes.first().cloned(),
        category: entry.demand.category,
        organisation: OrganisationId::try_from(ENTERPRISE.to_owned()).ok(),
        count: SeatCount::default(),
        reachable: 3,
        filled: modes.into_iter().zip([70.0, 80.0, 61.0]).map(seat).collect(),
        blocked: Vec::new(),
        conflict: None,
    }]
}

fn diff(reference: &Reference) -> EditionDiff {
    let entries = reference.edition.entries.iter().take(3).enumerate();
    let change = |(n, entry): (usize, &Entry)| {
        let (entry, title, headcount) = (entry.id.clone(), entry.demand.title.clone(), entry.headcount);
        match n {
            0 => EntryChange::Came { entry, title, headcount },
            1 => EntryChange::Went { entry, title, headcount },
            _ => EntryChange::Changed {
                entry,
                title,
                headcount: (headcount, headcount + 2),
                stars: (None, ShortageStars::try_from(4).ok()),
                fields: vec!["demand.pay".into()],
            },
        }
    };
    EditionDiff {
        from: EditionId::try_from("qingyuan-2025".to_owned()).unwrap(),
        to: reference.edition.id.clone(),
        entries: entries.map(change).collect(),
        effects: vec![GapEffect { node: None, before: 300, data: -12, method: 4, after: 292 }],
    }
}

fn count(entry: &Entry, n: usize) -> SeatCount {
    let demanded = entry.headcount;
    let open = demanded * (n as u32 % 5) / 5;
    let filled = demanded - open;
    let spread = |total: u32| {
        let each = total / 4;
        let (attraction, cultivation, retention) = (each, each, each / 2);
        ByStage { attraction, cultivation, retention, utilization: total - attraction - cultivation - retention }
    };
    let unreached = open / 3;
    SeatCount { demanded, filled: spread(filled), gap: spread(open - unreached), unreached }
}

fn shortage(n: usize, count: &SeatCount) -> Shortage {
    let gap = count.gap_share();
    let part = |kind, weight, value: Option<f64>| ShortagePart { kind, weight, measured: value, value };
    Shortage {
        index: gap,
        stars: ShortageStars::try_from((gap.unwrap_or_default() * 5.0) as u8 + 1).ok(),
        confidence: 0.75,
        parts: vec![
            part(ShortageKind::Ratio, 0.3, Some(n as f64 / 100.0)),
            part(ShortageKind::Gap, 0.3, gap),
            part(ShortageKind::TimeToFill, 0.15, None),
            part(ShortageKind::PayPremium, 0.15, Some(1.0 / 3.0)),
            part(ShortageKind::Rarity, 0.1, Some(0.5)),
        ],
    }
}

fn map(reference: &Reference) -> TalentMap {
    let edition = &reference.edition;
    let entries: Vec<EntryMap> = edition.entries.iter().enumerate().map(|(n, entry)| entry_map(n, entry)).collect();
    let of = |keep: &dyn Fn(&EntryMap) -> bool| {
        entries.iter().filter(|entry| keep(entry)).map(|entry| entry.count).sum::<SeatCount>()
    };
    let by = |keep: &dyn Fn(&EntryMap) -> bool| {
        let seats =
            |category| CategorySeats { category, count: of(&|entry| keep(entry) && entry.category == category) };
        Category::ALL.map(seats).into_iter().filter(|seats| seats.count.demanded > 0).collect::<Vec<_>>()
    };
    let chain_of = |entry: &EntryMap| edition.nodes.iter().find(|node| Some(&node.id) == entry.node.as_ref());
    let nodes: Vec<NodeMap> = edition
        .nodes
        .iter()
        .enumerate()
        .map(|(n, node)| {
            let own = |entry: &EntryMap| entry.node.as_ref() == Some(&node.id);
            let (count, categories) = (of(&own), by(&own));
            let talent = (count.demanded > 0).then_some(NodeStatus::Weak);
            NodeMap {
                id: node.id.clone(),
                chain: node.chain.clone(),
                segment: node.segment,
                name: node.name.clone(),
                status: node.status,
                talent,
                workers: n as u32,
                count,
                categories,
            }
        })
        .collect();
    let chains = edition
        .chains
        .iter()
        .map(|chain| {
            let own = |entry: &EntryMap| chain_of(entry).is_some_and(|node| node.chain == chain.id);
            let segment = |segment| SegmentMap {
                segment,
                count: of(&|entry| own(entry) && chain_of(entry).is_some_and(|node| node.segment == segment)),
            };
            ChainMap {
                id: chain.id.clone(),
                name: chain.name.clone(),
                count: of(&own),
                segments: Segment::ALL.map(segment).to_vec(),
                categories: by(&own),
            }
        })
        .collect();
    let city: SeatCount = of(&|_| true);
    let (pain_points, transfers) = (pain(&nodes), transfers(&nodes));
    let categories = Category::ALL
        .map(|category| CategorySeats { category, count: of(&|entry| entry.category == category) })
        .to_vec();
    let parks = edition.parks.iter().take(2).map(|park| PlaceSeats { id: park.id.clone(), count: city }).collect();
    TalentMap {
        head: head(reference),
        city,
        outside: SeatCount::default(),
        chains,
        nodes,
        categories,
        regions: vec![PlaceSeats { id: edition.region.clone(), count: city }],
        parks,
        entries,
        pain_points,
        transfers,
        indicators: indicators(),
    }
}

fn entry_map(n: usize, entry: &Entry) -> EntryMap {
    let count = count(entry, n);
    EntryMap {
        id: entry.id.clone(),
        title: entry.demand.title.clone(),
        node: entry.demand.nodes.first().cloned(),
        category: entry.demand.category,
        count,
        reachable: n as u32 % 30,
        shortage: shortage(n, &count),
    }
}

fn head(reference: &Reference) -> MapHead {
    let edition = &reference.edition;
    MapHead {
        edition: edition.id.clone(),
        title: edition.title.clone(),
        status: edition.status,
        region: edition.region.clone(),
        as_of: edition.as_of,
        method: reference.method.id().to_owned(),
        method_hash: reference.method.hash().to_owned(),
        inputs_hash: "0".repeat(64),
        people: 20_000,
        local: 13_000,
        orders: 120,
        outcomes: 4_000,
        illustrative: true,
    }
}

fn pain(nodes: &[NodeMap]) -> Vec<PainPoint> {
    let causes = [
        PainCause::Pay {},
        PainCause::Untaught { skill: SkillId::try_from("al-extrusion".to_owned()).unwrap() },
        PainCause::Left { reason: Some(LeavingReason::Housing) },
        PainCause::Bound {},
        PainCause::Experience { years: 5 },
    ];
    let stages = [Stage::Attraction, Stage::Cultivation, Stage::Retention, Stage::Utilization, Stage::Utilization];
    let short = nodes.iter().filter(|node| node.count.open() > 0).enumerate();
    short
        .flat_map(|(n, node)| {
            let point = move |k: usize, cause: PainCause, stage| PainPoint {
                node: Some(node.id.clone()),
                stage,
                cause,
                people: (n * 3 + k) as u32,
                openings: 2,
                seats: node.count.open().saturating_sub(k as u32),
                entries: Vec::new(),
                facts: Vec::new(),
            };
            causes
                .iter()
                .cloned()
                .zip(stages)
                .enumerate()
                .filter(move |(k, _)| (n + k) % 2 == 0)
                .map(move |(k, (cause, stage))| point(k, cause, stage))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn transfers(nodes: &[NodeMap]) -> Vec<Transfer> {
    nodes
        .windows(2)
        .take(20)
        .enumerate()
        .map(|(n, pair)| Transfer {
            to: pair[0].id.clone(),
            from: pair[1].id.clone(),
            proximity: 0.7,
            people: n as u32 * 2,
        })
        .collect()
}

fn indicators() -> Vec<Indicator> {
    let one = |kind, of, value, state, unit| Indicator {
        kind,
        of,
        cohort: Some(2023),
        window: Some(36),
        numerator: Some(40.0),
        denominator: Some(60.0),
        value,
        unit,
        state,
        parts: vec![IndicatorPart { name: "p25".into(), value: 5.5 }],
        sources: vec![Source::Outcomes],
    };
    vec![
        one(
            IndicatorKind::Retention,
            IndicatorScope::City,
            Some(2.0 / 3.0),
            IndicatorState::Known,
            IndicatorUnit::Share,
        ),
        one(
            IndicatorKind::Retention,
            IndicatorScope::Category(Category::Scientist),
            Some(0.123_456),
            IndicatorState::Withheld,
            IndicatorUnit::Share,
        ),
        one(IndicatorKind::StartingPay, IndicatorScope::City, None, IndicatorState::NotAvailable, IndicatorUnit::Pay),
    ]
}
