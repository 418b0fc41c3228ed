//! What is left to be pooled: the seats that the plan leaves over, less those that classes on record are already for. So who
//! keeps proposals and proposes again gets none of them twice.
//!
//! The plan counts what classes that were agreed on bring: of a share that names its order the rest is taken too, since the
//! class is for it. A class that is only proposed, and may still start, brings the plan nothing: its shares are taken
//! in full, but for those of an enterprise that said no, and so are its seats beyond them, which are for the catalog's
//! demand of its positions.

use std::collections::BTreeMap;

use crate::matching::PositionId;
use crate::model::{Cohort, CohortShare, CohortStatus, Date};
use crate::plan::{FillPlan, FilledOpening, Opening, Supplier};

/// Seats by opening.
pub(super) type Seats<'o> = BTreeMap<&'o PositionId, u32>;

/// Seats of openings that are left to be pooled on a day.
pub(super) fn left<'o>(openings: &'o [Opening], cohorts: &[Cohort], plan: &FillPlan, as_of: Date) -> Seats<'o> {
    let planned: BTreeMap<&PositionId, &FilledOpening> = plan.openings.iter().map(|o| (&o.id, o)).collect();
    let open = |opening: &'o Opening| (&opening.id, planned.get(&opening.id).map_or(0, |held| held.count.open()));
    let mut left: Seats<'o> = openings.iter().map(open).collect();
    let mut take = |seats: u32, takes: &dyn Fn(&Opening) -> bool| {
        let mut seats = seats;
        for opening in openings.iter().filter(|opening| takes(opening)) {
            let held = left.entry(&opening.id).or_default();
            let taken = seats.min(*held);
            (*held, seats) = (*held - taken, seats - taken);
        }
    };
    for cohort in cohorts {
        if cohort.status.is_coming() {
            for share in &cohort.shares {
                let brought = brought(cohort, share, &planned);
                take(u32::from(share.seats).saturating_sub(brought), &|opening| opening.is_of(share));
            }
        } else if cohort.status == CohortStatus::Proposed && cohort.start > as_of {
            let refused = |share: &&CohortShare| {
                cohort.agreements.iter().any(|word| word.organisation == share.enterprise && word.refusal.is_some())
            };
            for share in cohort.shares.iter().filter(|share| !refused(share)) {
                take(share.seats.into(), &|opening| opening.is_of(share) || is_position(opening, cohort, share));
            }
            let shared: u32 = cohort.shares.iter().map(|share| u32::from(share.seats)).sum();
            take(u32::from(cohort.seats_max).saturating_sub(shared), &|opening| {
                opening.organisation.is_none() && of_positions(opening, cohort)
            });
        }
    }
    left
}

/// Seats of a share's order that the plan fills with the class.
fn brought(cohort: &Cohort, share: &CohortShare, planned: &BTreeMap<&PositionId, &FilledOpening>) -> u32 {
    let order = share.order.clone().map(PositionId::Order);
    let filled = order.and_then(|order| planned.get(&order)).map_or(&[][..], |opening| &opening.filled);
    filled.iter().filter(|seat| seat.by == Supplier::Cohort(cohort.id.clone())).count() as u32
}

/// Whether an opening is one of those that a share is for that names no order.
fn is_position(opening: &Opening, cohort: &Cohort, share: &CohortShare) -> bool {
    share.order.is_none() && opening.organisation.as_ref() == Some(&share.enterprise) && of_positions(opening, cohort)
}

fn of_positions(opening: &Opening, cohort: &Cohort) -> bool {
    opening.entry.as_ref().is_some_and(|entry| cohort.positions.contains(entry))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Two orders of E-1 and one of E-2 with nine open seats each, and an entry with twelve.
    fn openings() -> Vec<Opening> {
        let opening = |id: PositionId, organisation: Option<&str>, seats: u32| Opening {
            id,
            entry: crate::model::EntryId::new("P1").ok(),
            organisation: organisation.and_then(|id| crate::model::OrganisationId::new(id).ok()),
            seats,
            demand: serde_json::from_value(json!({"title": {"zh": "工", "en": "T"}, "category": "youth"})).unwrap(),
        };
        let order = |id: &str| PositionId::Order(crate::model::OrderId::new(id).unwrap());
        vec![
            opening(PositionId::Entry(crate::model::EntryId::new("P1").unwrap()), None, 12),
            opening(order("O-1"), Some("E-1"), 9),
            opening(order("O-2"), Some("E-1"), 9),
            opening(order("O-3"), Some("E-2"), 9),
        ]
    }

    /// A plan in which a class brings so many seats of O-1 and everything else is open.
    fn plan(openings: &[Opening], brings: u32) -> FillPlan {
        let seat = json!({"by": {"kind": "cohort", "id": "K-1"}, "route": {"stage": "cultivation", "mode": "full_time"}, "fit": 60.0, "cost": 0.4});
        let planned: Vec<_> = openings
            .iter()
            .map(|opening| {
                let seats = if opening.id.as_str() == "O-1" { brings } else { 0 };
                let filled: Vec<_> = (0..seats).map(|_| seat.clone()).collect();
                let count = json!({"demanded": opening.seats, "filled": {"attraction": 0, "cultivation": seats,
                    "retention": 0, "utilization": 0}, "gap": {"attraction": 0, "cultivation": 0, "retention": 0,
                    "utilization": 0}, "unreached": opening.seats - seats});
                json!({"id": opening.id, "category": "youth", "count": count, "reachable": 0, "filled": filled,
                    "blocked": []})
            })
            .collect();
        let none = json!({"attraction": 0, "cultivation": 0, "retention": 0, "utilization": 0});
        serde_json::from_value(json!({"edition": "e", "method": "m", "as_of": "2026-11-20", "cost": 0.0,
            "count": {"demanded": 0, "filled": none, "gap": none, "unreached": 0}, "openings": planned}))
        .unwrap()
    }

    fn class(more: &serde_json::Value) -> Cohort {
        let mut class = json!({
            "id": "K-1", "programme": "P-1", "college": "C-1", "name": {"zh": "班", "en": "Class"},
            "form": "order_class", "positions": ["P1"], "seats_min": 1, "seats_max": 10, "start": "2027-03-01",
            "ready": "2028-01-01", "status": "proposed", "shares": [{"enterprise": "E-1", "order": "O-1", "seats": 6}]
        });
        class.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(class).unwrap()
    }

    /// Seats left of the entry, O-1, O-2 and O-3.
    fn seats(class: &Cohort, brings: u32) -> Vec<u32> {
        let openings = openings();
        let as_of = Date::try_from("2026-11-20".to_owned()).unwrap();
        left(&openings, std::slice::from_ref(class), &plan(&openings, brings), as_of).into_values().collect()
    }

    #[test]
    fn a_proposed_class_takes_its_shares_and_its_other_seats_of_the_catalog() {
        assert_eq!(seats(&class(&json!({})), 0), [8, 3, 9, 9]);
        let foreign = json!({"shares": [{"enterprise": "E-2", "order": "O-1", "seats": 6}]});
        assert_eq!(seats(&class(&foreign), 0), [8, 9, 9, 9]);
        let by_enterprise = json!({"shares": [{"enterprise": "E-1", "seats": 10}]});
        assert_eq!(seats(&class(&by_enterprise), 0), [12, 0, 8, 9]);
        assert_eq!(seats(&class(&json!({"status": "cancelled"})), 0), [12, 9, 9, 9]);
        assert_eq!(seats(&class(&json!({"start": "2026-11-20"})), 0), [12, 9, 9, 9]);
    }

    #[test]
    fn a_share_of_who_said_no_is_open_again() {
        let words = |refusal| json!({"agreements": [{"organisation": "E-1", "on": "2026-11-01", "refusal": refusal}]});
        assert_eq!(seats(&class(&words(Some("cost"))), 0), [8, 9, 9, 9]);
        assert_eq!(seats(&class(&words(None)), 0), [8, 3, 9, 9]);
    }

    #[test]
    fn of_a_class_under_way_the_plan_has_counted_what_it_brings() {
        for status in ["enrolling", "running"] {
            let class = class(&json!({"status": status}));
            assert_eq!(seats(&class, 6), [12, 3, 9, 9], "{status}");
            assert_eq!(seats(&class, 4), [12, 3, 9, 9], "{status}");
        }
    }
}
