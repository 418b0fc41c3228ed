//! A named enterprise's order, and the steps of its life. Who takes a step, and when, is the store's to keep.

use std::ops::RangeInclusive;

use super::road::may_step;
use super::{Date, Demand, Enterprise, EntryId, Invalid, OrderId, OrderStatus, OrderTransition, check};

/// A named enterprise's demand.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawOrder")]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Who orders.
    pub enterprise: Enterprise,
    /// The catalog's entry it belongs to, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// Seats, 1 to [`Order::MAX_SEATS`].
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 5000))]
    pub seats: u16,
    /// What is asked for and offered.
    pub demand: Demand,
    /// The day on which it came into force, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posted: Option<Date>,
    /// Last day of validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Where it stands; `open` when not told.
    #[serde(default)]
    pub status: OrderStatus,
    /// Seats filled so far: 0 before `part_filled`, all of them when `filled`.
    #[serde(default)]
    pub filled: u16,
    /// Whether the order was made up for demonstration.
    #[serde(default)]
    pub synthetic: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrder {
    id: OrderId,
    enterprise: Enterprise,
    #[serde(default)]
    entry: Option<EntryId>,
    seats: u16,
    demand: Demand,
    #[serde(default)]
    posted: Option<Date>,
    #[serde(default)]
    valid_until: Option<Date>,
    #[serde(default)]
    status: OrderStatus,
    #[serde(default)]
    filled: u16,
    #[serde(default)]
    synthetic: bool,
}

impl Order {
    /// Most seats of one order.
    pub const MAX_SEATS: u16 = 5000;

    /// The order after a step.
    ///
    /// # Errors
    /// `Invalid` with field `to` when the status does not lead there, `reason` when the reason does not, and `filled` when
    /// the seats filled are not those of the new status or do not grow.
    pub fn transition(self, step: &OrderTransition) -> Result<Self, Invalid> {
        let OrderTransition { to, reason, .. } = *step;
        may_step(self.status, to, reason)?;
        let filled = self.filled_after(step)?;
        Ok(Self { status: to, filled, ..self })
    }

    /// The order, in force since `day` where it is in force and nobody said since when.
    #[must_use]
    pub fn in_force_since(self, day: Date) -> Self {
        let posted = self.posted.or_else(|| self.status.is_live().then_some(day));
        Self { posted, ..self }
    }

    /// The steps that may follow, in the order of the road: a step that could fill no seat is left out.
    #[must_use]
    pub fn steps(&self) -> Vec<OrderStatus> {
        let possible = |to: &OrderStatus| *to != OrderStatus::PartFilled || !self.part_filled().is_empty();
        self.status.next().iter().copied().filter(possible).collect()
    }

    /// Seats filled in all that a step to `part_filled` may name; empty when only `filled` can follow.
    #[must_use]
    pub const fn part_filled(&self) -> RangeInclusive<u16> {
        self.filled + 1..=self.seats - 1
    }

    /// Whether the order asks for people on a day: it is open or filled in part, and its last day has not passed.
    #[must_use]
    pub fn is_in_force(&self, on: Date) -> bool {
        self.status.is_live() && self.valid_until.is_none_or(|last| on <= last)
    }

    fn filled_after(&self, step: &OrderTransition) -> Result<u16, Invalid> {
        let Self { seats, filled: before, .. } = *self;
        let refused = |allowed: String| {
            let value = step.filled.map_or_else(String::new, |filled| filled.to_string());
            Err(Invalid::new("filled", value, allowed))
        };
        match (step.to, step.filled) {
            (OrderStatus::PartFilled, Some(filled)) if self.part_filled().contains(&filled) => Ok(filled),
            (OrderStatus::PartFilled, _) if !self.part_filled().is_empty() => {
                refused(format!("{} to {}", before + 1, seats - 1))
            }
            (OrderStatus::PartFilled, _) => refused(format!("only filled can follow: {before} of {seats} seats are")),
            (OrderStatus::Filled, filled) if filled.is_none_or(|filled| filled == seats) => Ok(seats),
            (OrderStatus::Filled, _) => refused(format!("{seats}, all the seats, or nothing")),
            (_, None) => Ok(before),
            (to, Some(_)) => refused(format!("nothing: {to} fills no seat")),
        }
    }

    /// Whether the order should expire: it waits or is in force, and its last day lies before `on`.
    #[must_use]
    pub fn due_to_expire(&self, on: Date) -> bool {
        self.status.may_become(OrderStatus::Expired) && self.valid_until.is_some_and(|last| last < on)
    }

    fn checked(self) -> Result<Self, Invalid> {
        let Self { seats, filled, status, .. } = self;
        check::number("seats", seats, 1..=Self::MAX_SEATS)?;
        let (least, most) = match status {
            OrderStatus::Draft | OrderStatus::Verified | OrderStatus::Open => (0, 0),
            OrderStatus::PartFilled => (1, seats - 1),
            OrderStatus::Filled => (seats, seats),
            OrderStatus::Expired | OrderStatus::Withdrawn => (0, seats),
        };
        if (least..=most).contains(&filled) {
            return Ok(self);
        }
        let allowed = if least > most {
            format!("{status} needs 2 seats or more")
        } else {
            format!("{least} to {most}, as the order is {status}")
        };
        Err(Invalid::new("filled", filled, allowed))
    }
}

impl TryFrom<RawOrder> for Order {
    type Error = Invalid;
    fn try_from(raw: RawOrder) -> Result<Self, Invalid> {
        let RawOrder { id, enterprise, entry, seats, demand, posted, valid_until, status, filled, synthetic } = raw;
        Self { id, enterprise, entry, seats, demand, posted, valid_until, status, filled, synthetic }.checked()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::TransitionReason;

    fn order(more: &serde_json::Value) -> Result<Order, serde_json::Error> {
        let mut order = json!({
            "id": "O-1", "enterprise": {"id": "E-1", "name": {"zh": "甲", "en": "A"}}, "seats": 3,
            "demand": {"title": {"zh": "模具工", "en": "Toolmaker"}, "category": "master_technician"}
        });
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(order)
    }

    fn step(to: OrderStatus, filled: Option<u16>) -> OrderTransition {
        OrderTransition { to, reason: TransitionReason::allowed_for(to)[0], filled, note: None }
    }

    #[test]
    fn an_order_that_names_no_status_is_open() {
        let order = order(&json!({})).unwrap();
        assert_eq!((order.status, order.filled), (OrderStatus::Open, 0));
        let again: Order = serde_json::from_value(serde_json::to_value(&order).unwrap()).unwrap();
        assert_eq!(again, order);
    }

    #[test]
    fn seats_filled_agree_with_the_status() {
        for (status, fits) in
            [("draft", 0..=0), ("open", 0..=0), ("part_filled", 1..=2), ("filled", 3..=3), ("expired", 0..=3)]
        {
            for filled in 0..=4 {
                let read = order(&json!({"status": status, "filled": filled}));
                assert_eq!(read.is_ok(), fits.contains(&filled), "{status} {filled}");
            }
        }
        let refused = order(&json!({"status": "part_filled", "filled": 1, "seats": 1})).unwrap_err().to_string();
        assert!(refused.contains("needs 2 seats"), "{refused}");
        assert!(order(&json!({"seats": 0})).is_err() && order(&json!({"seats": Order::MAX_SEATS + 1})).is_err());
    }

    #[test]
    fn an_order_walks_from_draft_to_filled() {
        let mut order = order(&json!({"status": "draft"})).unwrap();
        let road = [
            (OrderStatus::Verified, None, 0),
            (OrderStatus::Open, None, 0),
            (OrderStatus::PartFilled, Some(1), 1),
            (OrderStatus::PartFilled, Some(2), 2),
            (OrderStatus::Filled, None, 3),
        ];
        for (to, given, filled) in road {
            order = order.transition(&step(to, given)).unwrap();
            assert_eq!((order.status, order.filled), (to, filled));
        }
        let refused = order.transition(&step(OrderStatus::Withdrawn, None)).unwrap_err();
        assert_eq!((refused.field.as_str(), refused.allowed.as_str()), ("to", "nothing: filled is final"));
    }

    #[test]
    fn the_steps_that_are_told_are_those_that_are_taken() {
        for (status, filled, seats) in
            [("draft", 0, 3), ("open", 0, 1), ("open", 0, 3), ("part_filled", 2, 3), ("filled", 3, 3)]
        {
            let order = order(&json!({"status": status, "filled": filled, "seats": seats})).unwrap();
            for to in OrderStatus::ALL {
                let named = (to == OrderStatus::PartFilled).then_some(order.filled + 1);
                let reason = TransitionReason::allowed_for(to).first().copied().unwrap_or(TransitionReason::Other);
                let step = OrderTransition { to, reason, filled: named, note: None };
                assert_eq!(
                    order.steps().contains(&to),
                    order.clone().transition(&step).is_ok(),
                    "{status} {to} {seats}"
                );
            }
        }
    }

    #[test]
    fn the_day_on_which_an_order_comes_into_force_is_kept() {
        let day = |day| Date::new(2026, 3, day).unwrap();
        let draft = order(&json!({"status": "draft"})).unwrap().in_force_since(day(1));
        assert_eq!(draft.posted, None);
        let open = order(&json!({})).unwrap().in_force_since(day(2));
        assert_eq!(open.posted, Some(day(2)));
        assert_eq!(open.in_force_since(day(3)).posted, Some(day(2)));
    }

    #[test]
    fn a_step_is_refused_by_the_field_that_is_wrong() {
        let part = || order(&json!({"status": "part_filled", "filled": 2})).unwrap();
        let refused = |order: Order, step: &OrderTransition| {
            let refused = order.transition(step).unwrap_err();
            (refused.field, refused.value, refused.allowed)
        };
        let told = |field: &str, value: &str, allowed: &str| (field.to_owned(), value.to_owned(), allowed.to_owned());
        assert_eq!(
            refused(part(), &step(OrderStatus::Open, None)),
            told("to", "open", "part_filled, filled, expired, withdrawn")
        );
        let why = OrderTransition { reason: TransitionReason::Duplicate, ..step(OrderStatus::Expired, None) };
        assert_eq!(refused(part(), &why), told("reason", "duplicate", "past_validity"));
        let open = order(&json!({})).unwrap();
        assert_eq!(refused(open.clone(), &step(OrderStatus::PartFilled, None)), told("filled", "", "1 to 2"));
        assert_eq!(refused(open, &step(OrderStatus::PartFilled, Some(3))), told("filled", "3", "1 to 2"));
        let (field, _, allowed) = refused(part(), &step(OrderStatus::PartFilled, Some(2)));
        assert!(field == "filled" && allowed.starts_with("only filled"), "{allowed}");
        assert_eq!(refused(part(), &step(OrderStatus::Filled, Some(2))).0, "filled");
        assert_eq!(refused(part(), &step(OrderStatus::Withdrawn, Some(2))).0, "filled");
    }

    #[test]
    fn an_order_expires_after_its_last_day_and_only_while_it_waits_or_is_in_force() {
        let last = Date::new(2026, 11, 21).unwrap();
        for (status, filled, expires) in [
            ("draft", 0, false),
            ("verified", 0, true),
            ("open", 0, true),
            ("part_filled", 1, true),
            ("filled", 3, false),
            ("withdrawn", 0, false),
        ] {
            let order = order(&json!({"status": status, "filled": filled, "valid_until": "2026-11-21"})).unwrap();
            assert!(!order.due_to_expire(last), "{status}");
            assert_eq!(order.due_to_expire(last.plus_days(1)), expires, "{status}");
        }
        assert!(!order(&json!({})).unwrap().due_to_expire(last), "an order without a last day");
    }
}
