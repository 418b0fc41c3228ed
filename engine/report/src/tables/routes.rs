//! Seats that the plan fills, by chain, stage and mode: where flexible introduction carries a chain. Counted in seats; no
//! person and no enterprise is told.

use std::collections::BTreeMap;

use bole_engine::model::{ChainId, EngagementMode, Stage};
use bole_engine::plan::FilledOpening;

use crate::Report;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};

columns! {
    MODE "mode" Kind::Word; "引进方式", "mode"; "全职、柔性或飞地", "Full time, flexible or enclave"
    FIT "mean_fit" Kind::Number(Unit::Plain); "平均契合度", "mean fit"; "所补席位契合度的平均值，0至100，一位小数", "Mean fit of those seats, 0 to 100, one place"
}

#[derive(Default)]
struct Sum {
    seats: u32,
    fit: f64,
}

pub(super) fn table(report: &Report<'_>) -> Table {
    let fields = vec![
        field(c::CHAIN, |((chain, ..), _): &(Key, Sum)| Cell::maybe(chain.as_ref(), Cell::id)),
        field(c::CHAIN_NAME, |((chain, ..), _): &(Key, Sum)| {
            Cell::maybe(chain.as_ref().and_then(|id| report.chain_name(id)), Cell::Name)
        }),
        field(c::STAGE, |((_, stage, _), _): &(Key, Sum)| Cell::word(*stage)),
        field(MODE, |((.., mode), _): &(Key, Sum)| Cell::word(*mode)),
        field(c::FILLED.called("seats", ("席位", "seats")), |(_, sum): &(Key, Sum)| Cell::whole(sum.seats)),
        field(FIT, |(_, sum): &(Key, Sum)| Cell::number((10.0 * sum.fit / f64::from(sum.seats)).round() / 10.0)),
    ];
    Table::of("routes", ("补充途径与方式", "Routes and modes"), sums(report), fields)
}

/// The place of a chain in the edition keeps the order of the map; demand from outside the chains comes last.
type Key = (Option<ChainId>, Stage, EngagementMode);

fn sums(report: &Report<'_>) -> Vec<(Key, Sum)> {
    let mut sums: BTreeMap<(usize, Stage, EngagementMode), (Option<ChainId>, Sum)> = BTreeMap::new();
    for opening in &report.plan.openings {
        let (place, chain) = chain(report, opening);
        for seat in &opening.filled {
            let (_, sum) =
                sums.entry((place, seat.route.stage, seat.route.mode)).or_insert((chain.clone(), Sum::default()));
            sum.seats += 1;
            sum.fit += seat.fit;
        }
    }
    sums.into_iter().map(|((_, stage, mode), (chain, sum))| ((chain, stage, mode), sum)).collect()
}

fn chain(report: &Report<'_>, opening: &FilledOpening) -> (usize, Option<ChainId>) {
    let node = report.map.node_of(opening).and_then(|id| report.map.nodes.iter().find(|node| node.id == *id));
    let chain = node.map(|node| node.chain.clone());
    let place = report.map.chains.iter().position(|known| Some(&known.id) == chain.as_ref());
    (place.unwrap_or(usize::MAX), chain)
}
