//! `bole order`: orders are listed, moved a step on, expired by a day, and those that soon expire are told.

use bole_engine::model::{Order, OrderTransition};
use bole_engine::store::{StoreError, Stored};

use super::args::{Order as Asked, OrderExpire, OrderList, OrderTransition as Step, Reminders};
use super::console::Console;
use super::{Failure, load};
use crate::clock;
use crate::life::Mover;
use crate::opened::Opened;
use crate::order_life::{self, Reminder};

pub(super) fn run(console: &mut Console<'_>, asked: &Asked) -> Result<(), Failure> {
    match asked {
        Asked::List(asked) => list(console, asked),
        Asked::Transition(asked) => transition(console, asked),
        Asked::Expire(asked) => expire(console, asked),
        Asked::Reminders(asked) => reminders(console, asked),
    }
}

fn list(console: &mut Console<'_>, asked: &OrderList) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let fits = |order: &Order| {
        asked.status.is_none_or(|status| order.status == status)
            && asked.category.is_none_or(|category| order.demand.category == category)
            && asked.organisation.as_ref().is_none_or(|id| order.enterprise.id == *id)
    };
    let read = opened.scan::<Order>().filter(|read| read.as_ref().map_or(true, |stored| fits(&stored.record)));
    let found: Result<Vec<Stored<Order>>, StoreError> = read.take(asked.limit).collect();
    opened.close();
    let found = found?;
    if console.for_programs() {
        let items = found.iter().map(item).collect::<Vec<_>>();
        return console.json(&items);
    }
    let head = console.say(
        ["订单", "岗位", "企业", "状态", "席位", "已到岗", "有效期至"],
        ["order", "position", "enterprise", "status", "seats", "filled", "valid until"],
    );
    let rows: Vec<_> = found.iter().map(|stored| row(console, &stored.record)).collect();
    console.table(&head, rows)
}

fn item(stored: &Stored<Order>) -> serde_json::Value {
    serde_json::json!({ "version": stored.version, "record": stored.record })
}

fn row(console: &Console<'_>, order: &Order) -> Vec<String> {
    vec![
        order.id.to_string(),
        console.language.of(&order.demand.title).to_owned(),
        order.enterprise.id.to_string(),
        order.status.to_string(),
        order.seats.to_string(),
        order.filled.to_string(),
        order.valid_until.map_or_else(|| "–".to_owned(), |day| day.to_string()),
    ]
}

fn transition(console: &mut Console<'_>, asked: &Step) -> Result<(), Failure> {
    let step = OrderTransition::new(asked.to, asked.reason, asked.filled, asked.note.clone())?;
    let opened = load::writing(&asked.data.place())?;
    let moved = moved(console, &opened, asked, &step);
    opened.close();
    let (from, new) = moved?;
    if console.for_programs() {
        return console.json(&item(&new));
    }
    console.line(format!("{}  {} → {}", new.record.id, from.record.status, new.record.status))
}

/// An order before and after a step.
type Both = (Stored<Order>, Stored<Order>);

fn moved(console: &Console<'_>, opened: &Opened, asked: &Step, step: &OrderTransition) -> Result<Both, Failure> {
    let missing = || Failure::Usage(format!("{}: {}", asked.id, console.say("没有这份订单", "no such order")));
    let store = opened.store();
    let old = opened.wait(store.find::<Order>(asked.id.as_str()))?.ok_or_else(missing)?;
    let new = old.record.clone().transition(step)?.in_force_since(clock::today()?);
    opened.write(order_life::moved(&old, &new, step, &Mover::operator())?)?;
    let new = opened.wait(store.find::<Order>(asked.id.as_str()))?.ok_or_else(missing)?;
    Ok((old, new))
}

fn expire(console: &mut Console<'_>, asked: &OrderExpire) -> Result<(), Failure> {
    let as_of = asked.as_of.map_or_else(clock::today, Ok)?;
    let opened = load::writing(&asked.data.place())?;
    let expired = opened.wait(order_life::expire(&*opened.store(), as_of, &Mover::operator()));
    opened.close();
    let expired = expired?;
    if console.for_programs() {
        return console.json(&serde_json::json!({ "as_of": as_of, "expired": expired.len(), "orders": expired }));
    }
    for id in &expired {
        console.line(id)?;
    }
    let told = console.say("份订单已过期", "orders expired");
    console.line(format!("{as_of}: {} {told}", expired.len()))
}

fn reminders(console: &mut Console<'_>, asked: &Reminders) -> Result<(), Failure> {
    let as_of = asked.as_of.map_or_else(clock::today, Ok)?;
    let opened = Opened::existing(&asked.data.place())?;
    let orders: Result<Vec<Order>, StoreError> =
        opened.scan::<Order>().map(|read| read.map(|stored| stored.record)).collect();
    opened.close();
    let found = order_life::reminders(orders?.iter(), as_of, asked.days);
    if console.for_programs() {
        return console.json(&found);
    }
    let head = console.say(
        ["有效期至", "剩余天数", "订单", "岗位", "企业", "状态", "席位"],
        ["valid until", "days left", "order", "position", "enterprise", "status", "seats"],
    );
    let rows: Vec<_> = found.into_iter().map(|reminder| reminded(console, reminder)).collect();
    console.table(&head, rows)
}

fn reminded(console: &Console<'_>, reminder: Reminder) -> Vec<String> {
    let Reminder { id, organisation, title, status, valid_until, days_left, seats, filled } = reminder;
    vec![
        valid_until.to_string(),
        days_left.to_string(),
        id.to_string(),
        console.language.of(&title).to_owned(),
        organisation.to_string(),
        status.to_string(),
        format!("{filled}/{seats}"),
    ]
}
