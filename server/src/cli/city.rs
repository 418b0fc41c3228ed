//! The demonstration city on its way into a store: organisations, people, what colleges teach, orders, and what became of
//! people, each before what names it.

use std::collections::BTreeSet;

use bole_engine::model::{Order, TalentId};
use bole_engine::sample::City;
use bole_engine::store::{Done, Put, Record};

use super::Failure;
use super::console::{Console, progress};
use crate::opened::{Opened, order_operations};

/// What the city's records are known by as rows.
const SOURCE: &str = "demo";
/// Records written at a time.
const BATCH: usize = 5_000;

/// Writes the city into a store; gives its orders.
pub(super) fn keep(
    console: &Console<'_>,
    city: &City,
    people: usize,
    orders: usize,
    opened: &Opened,
) -> Result<Vec<Order>, Failure> {
    write(opened, city.organisations())?;
    let erased = keep_people(console, city, people, opened)?;
    write(opened, city.programmes())?;
    write(opened, city.cohorts())?;
    let kept = city.orders(orders);
    let mut batch = Opened::batch();
    for order in &kept {
        batch.operations.extend(order_operations(order)?);
    }
    opened.write(batch)?;
    let bar = progress(people as u64, console.say("生成去向记录", "making outcomes"));
    // Nothing is written about who was erased in a folder of one's own.
    let outcomes = city.outcomes(people, orders).filter(|outcome| !erased.contains(&outcome.talent));
    write(opened, outcomes)?;
    bar.finish_and_clear();
    Ok(kept)
}

/// Writes people as rows of a source, so that who was erased stays away and the others are not told as wrong; who did.
fn keep_people(
    console: &Console<'_>,
    city: &City,
    people: usize,
    opened: &Opened,
) -> Result<BTreeSet<TalentId>, Failure> {
    let bar = progress(people as u64, console.say("生成示例城市", "making a city"));
    let mut erased = BTreeSet::new();
    for first in (0..people).step_by(BATCH) {
        let mut batch = Opened::batch();
        let range = first..people.min(first + BATCH);
        for number in range.clone() {
            batch = batch.with(Put::new(&city.profile(number))?.said_by(SOURCE));
        }
        let written = opened.write(batch)?;
        let gone = range.zip(&written.done).filter(|(_, done)| matches!(done, Done::Erased));
        erased.extend(gone.map(|(number, _)| TalentId::numbered(number as u64 + 1)));
        bar.inc(written.done.len() as u64);
    }
    bar.finish_and_clear();
    Ok(erased)
}

fn write<T: Record>(opened: &Opened, records: impl IntoIterator<Item = T>) -> Result<(), Failure> {
    let mut records = records.into_iter().peekable();
    while records.peek().is_some() {
        let mut batch = Opened::batch();
        for record in records.by_ref().take(BATCH) {
            batch = batch.with(Put::new(&record)?.said_by(SOURCE));
        }
        opened.write(batch)?;
    }
    Ok(())
}
