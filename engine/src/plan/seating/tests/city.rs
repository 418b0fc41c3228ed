//! A small city for seat plans, in the world of the fits.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::fit::trial::{demand, holds, must, reference, skill, today};
use crate::model::{Category, Cohort, CohortId, Order, Organisation, OrganisationId, Profile, Programme, TalentId};
use crate::plan::seating::*;

/// Records around the classes of one college `C`: two firms, an order that asks for `plc`, and a programme that teaches it.
pub(super) struct City {
    pub(super) cohorts: Vec<Cohort>,
    pub(super) programmes: Vec<Programme>,
    pub(super) orders: Vec<Order>,
    pub(super) organisations: Vec<Organisation>,
}

pub(super) fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// An object with more fields.
pub(super) fn with(mut value: Value, more: &Value) -> Value {
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

pub(super) fn class(id: &str, more: &Value) -> Cohort {
    let class = json!({
        "id": id, "programme": "P-1", "college": "C", "name": {"zh": "班", "en": "class"}, "form": "order_class",
        "seats_min": 1, "seats_max": 2, "start": "2027-01-01", "ready": "2027-09-01", "status": "enrolling", "synthetic": true
    });
    read(with(class, more))
}

impl City {
    pub(super) fn of(cohorts: Vec<Cohort>) -> Self {
        let name = |id: &str| json!({"zh": format!("示例{id}"), "en": format!("Sample {id}")});
        let organisation =
            |(id, kind): (&str, &str)| read(json!({"id": id, "kind": kind, "name": name(id), "synthetic": true}));
        let asked = demand(Category::Engineer, vec![must(skill("plc", 3))]);
        let order = json!({
            "id": "O-1", "enterprise": {"id": "F-1", "name": name("F-1")}, "seats": 5, "demand": asked, "synthetic": true
        });
        let programme = |id: &str, skills: Value| {
            read(json!({"id": id, "college": "C", "name": name(id), "seats": 40, "skills": skills, "major": "v460301",
                "synthetic": true}))
        };
        Self {
            cohorts,
            programmes: vec![
                programme("P-1", json!([{"skill": "cad", "level": 3}])),
                programme("P-2", json!([{"skill": "plc", "level": 3}])),
            ],
            orders: vec![read(order)],
            organisations: [("C", "college"), ("D", "college"), ("F-1", "enterprise"), ("F-2", "enterprise")]
                .map(organisation)
                .into(),
        }
    }

    pub(super) fn offer(&self) -> Offer<'_> {
        let Self { cohorts, programmes, orders, organisations } = self;
        Offer { cohorts, programmes, orders, organisations, college: None, only: &[], seated: None }
    }

    pub(super) fn plan(&self, people: Vec<Profile>) -> SeatPlan {
        seats(&self.offer(), Mechanism::Stable, 1, people)
    }
}

pub(super) fn seats(offer: &Offer<'_>, mechanism: Mechanism, seed: u64, people: Vec<Profile>) -> SeatPlan {
    SeatPlan::make(&Arc::new(reference()), offer, today(), mechanism, seed, people)
}

pub(super) fn student(id: &str, wishes: &[&str]) -> Profile {
    let mut student = Profile { synthetic: true, ..Profile::empty(TalentId::new(id).unwrap()) };
    student.preferences.cohorts = wishes.iter().map(|wish| CohortId::new(*wish).unwrap()).collect();
    student
}

pub(super) fn able(id: &str, level: u8, wishes: &[&str]) -> Profile {
    Profile { skills: vec![holds("plc", level)], ..student(id, wishes) }
}

pub(super) fn other(id: &str, wishes: &[&str]) -> Profile {
    Profile { skills: vec![holds("tea", 5)], ..student(id, wishes) }
}

pub(super) fn placed(plan: &SeatPlan) -> Vec<(&str, &str, Option<&str>)> {
    plan.placed
        .iter()
        .map(|p| (p.student.as_str(), p.cohort.as_str(), p.enterprise.as_ref().map(OrganisationId::as_str)))
        .collect()
}

pub(super) fn why(plan: &SeatPlan) -> Vec<(&str, UnplacedWhy)> {
    plan.unplaced.iter().map(|student| (student.student.as_str(), student.why)).collect()
}

pub(super) fn ordered() -> Value {
    json!({"shares": [{"enterprise": "F-1", "order": "O-1", "seats": 1}]})
}
