//! The life of orders in the store: which step is written how, what expires on a day, and whom to remind. Whether a step
//! may be taken is the order's to say.

use bole_engine::model::{
    Bilingual, Date, Invalid, Order, OrderId, OrderStatus, OrderTransition, OrganisationId, TransitionReason,
};
use bole_engine::store::{Batch, Kind, Listing, MAX_ROWS, Record, Store, StoreError, Stored};
use serde_json::json;

use crate::life::{self, Mover, Why};

/// Orders that expire in one batch: others may write between two.
const STEP: usize = 200;
/// How often orders that others wrote to meanwhile are looked at again.
const ROUNDS: usize = 5;
/// Most days that a reminder looks ahead.
pub(crate) const MAX_DAYS: u16 = 366;
/// Days that a reminder looks ahead when none are asked for.
pub(crate) const DEFAULT_DAYS: u16 = 30;

/// What is written when an order takes a step.
pub(crate) fn moved(
    old: &Stored<Order>,
    new: &Order,
    step: &OrderTransition,
    mover: &Mover,
) -> Result<Batch, StoreError> {
    add(mover.batch(&why(step)), old, new, step, mover)
}

fn why(step: &OrderTransition) -> Why<TransitionReason> {
    Why { code: step.reason, on: None, note: step.note.clone() }
}

fn add(
    batch: Batch,
    old: &Stored<Order>,
    new: &Order,
    step: &OrderTransition,
    mover: &Mover,
) -> Result<Batch, StoreError> {
    let detail = json!({"from": old.record.status, "to": new.status, "reason": step.reason});
    life::moved(batch, old, new, "order.transition", mover, detail)
}

/// Moves every order whose last day lies before a day to `expired`; their ids, in order.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Conflict`] when somebody keeps writing to one of them. What was moved stays moved.
pub(crate) async fn expire(store: &dyn Store, as_of: Date, mover: &Mover) -> Result<Vec<OrderId>, StoreError> {
    let mut expired = Vec::new();
    for round in 1..=ROUNDS {
        let due = orders(store, |order| order.due_to_expire(as_of)).await?;
        let mut crossed = false;
        for some in due.chunks(STEP) {
            match expire_some(store, some, as_of, mover).await {
                Ok(ids) => expired.extend(ids),
                Err(StoreError::Conflict { .. }) if round < ROUNDS => crossed = true,
                Err(error) => return Err(error),
            }
        }
        if !crossed {
            break;
        }
    }
    expired.sort();
    Ok(expired)
}

async fn expire_some(
    store: &dyn Store,
    due: &[Stored<Order>],
    as_of: Date,
    mover: &Mover,
) -> Result<Vec<OrderId>, StoreError> {
    let (to, reason) = (OrderStatus::Expired, TransitionReason::PastValidity);
    let step = OrderTransition { to, reason, filled: None, note: Some(format!("as of {as_of}")) };
    let mut batch = mover.batch(&why(&step));
    let mut ids = Vec::with_capacity(due.len());
    for old in due {
        let new = old.record.clone().transition(&step).map_err(|e| damaged(&old.record, &e))?;
        batch = add(batch, old, &new, &step, mover)?;
        ids.push(new.id);
    }
    store.write(batch).await?;
    Ok(ids)
}

fn damaged(order: &Order, reason: &Invalid) -> StoreError {
    StoreError::Damaged { kind: Kind::Order, id: order.id.to_string(), reason: reason.to_string() }
}

/// Orders of the store that fit, by id.
async fn orders(store: &dyn Store, fits: impl Fn(&Order) -> bool) -> Result<Vec<Stored<Order>>, StoreError> {
    let mut found = Vec::new();
    for status in OrderStatus::ALL.into_iter().filter(|status| status.may_become(OrderStatus::Expired)) {
        let filters = vec![("status", status.to_string())];
        let mut listing = Listing { filters, limit: MAX_ROWS, ..Listing::default() };
        loop {
            let page = store.list::<Order>(&listing).await?;
            listing.after = page.last().map(|stored| stored.record.key());
            let last = page.len() < MAX_ROWS;
            found.extend(page.into_iter().filter(|stored| fits(&stored.record)));
            if last {
                break;
            }
        }
    }
    found.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    Ok(found)
}

/// An order that expires soon, or should have.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Reminder {
    /// The order.
    pub(crate) id: OrderId,
    /// Who orders.
    pub(crate) organisation: OrganisationId,
    /// The name of the position.
    pub(crate) title: Bilingual,
    /// Where it stands.
    pub(crate) status: OrderStatus,
    /// Its last day.
    pub(crate) valid_until: Date,
    /// Days left, the last one not counted; negative when it should have expired.
    pub(crate) days_left: i32,
    /// Its seats.
    pub(crate) seats: u16,
    /// Seats filled of those.
    pub(crate) filled: u16,
}

/// Orders that expire within so many days of a day, or should have before it: the most urgent first, ties by id.
pub(crate) fn reminders<'o>(orders: impl Iterator<Item = &'o Order>, as_of: Date, days: u16) -> Vec<Reminder> {
    let last = as_of.plus_days(i32::from(days));
    let waits = |order: &&Order| order.due_to_expire(last.plus_days(1));
    let mut reminders: Vec<Reminder> = orders.filter(waits).filter_map(|order| reminder(order, as_of)).collect();
    reminders.sort_by(|a, b| (a.valid_until, &a.id).cmp(&(b.valid_until, &b.id)));
    reminders
}

fn reminder(order: &Order, as_of: Date) -> Option<Reminder> {
    let valid_until = order.valid_until?;
    Some(Reminder {
        id: order.id.clone(),
        organisation: order.enterprise.id.clone(),
        title: order.demand.title.clone(),
        status: order.status,
        valid_until,
        days_left: valid_until.days_since(as_of),
        seats: order.seats,
        filled: order.filled,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(id: &str, status: &str, valid_until: &str) -> Order {
        serde_json::from_value(json!({
            "id": id, "enterprise": {"id": "E-1", "name": {"zh": "甲", "en": "A"}}, "seats": 3, "status": status,
            "demand": {"title": {"zh": "模具工", "en": "Toolmaker"}, "category": "engineer"}, "valid_until": valid_until
        }))
        .unwrap()
    }

    #[test]
    fn reminders_are_of_orders_that_can_still_expire_the_most_urgent_first() {
        let orders = [
            order("O-1", "open", "2027-01-31"),
            order("O-2", "verified", "2027-01-31"),
            order("O-3", "open", "2026-12-31"),
            order("O-4", "open", "2027-02-01"),
            order("O-5", "withdrawn", "2027-01-02"),
            order("O-6", "draft", "2027-01-02"),
        ];
        let as_of = Date::new(2027, 1, 1).unwrap();
        let found = reminders(orders.iter(), as_of, 30);
        let told: Vec<_> = found.iter().map(|r| (r.id.as_str(), r.days_left)).collect();
        assert_eq!(told, [("O-3", -1), ("O-1", 30), ("O-2", 30)]);
    }
}
