//! Counted seats as cells, the same in every table.

use bole_engine::model::{ByStage, Stage};
use bole_engine::plan::SeatCount;

use crate::columns as c;
use crate::table::{Cell, Column, Field, field};

/// All columns of counted seats.
pub(super) fn fields<'f, T: 'f>(count: impl Fn(&T) -> SeatCount + Copy + 'f) -> Vec<Field<'f, T>> {
    let stage = |column: Column, of: fn(&SeatCount) -> ByStage<u32>, stage: Stage| {
        field(column, move |record| Cell::whole(*of(&count(record)).of(stage)))
    };
    let filled: fn(&SeatCount) -> ByStage<u32> = |count| count.filled;
    let gap: fn(&SeatCount) -> ByStage<u32> = |count| count.gap;
    vec![
        field(c::DEMANDED, move |record| Cell::whole(count(record).demanded)),
        field(c::FILLED, move |record| Cell::whole(count(record).filled.total())),
        stage(c::FILLED_ATTRACTION, filled, Stage::Attraction),
        stage(c::FILLED_CULTIVATION, filled, Stage::Cultivation),
        stage(c::FILLED_RETENTION, filled, Stage::Retention),
        stage(c::FILLED_UTILIZATION, filled, Stage::Utilization),
        field(c::OPEN, move |record| Cell::whole(count(record).open())),
        stage(c::GAP_ATTRACTION, gap, Stage::Attraction),
        stage(c::GAP_CULTIVATION, gap, Stage::Cultivation),
        stage(c::GAP_RETENTION, gap, Stage::Retention),
        stage(c::GAP_UTILIZATION, gap, Stage::Utilization),
        field(c::UNREACHED, move |record| Cell::whole(count(record).unreached)),
        field(c::GAP_SHARE, move |record| Cell::maybe(count(record).gap_share(), Cell::number)),
        field(c::WEAKEST, move |record| Cell::maybe(count(record).weakest(), Cell::word)),
    ]
}
