//! What holds of every alignment, and worked examples in the small world of the fits.

mod colleges;
mod examples;
mod promises;
mod reach;
mod returned;

use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::fit::trial::{demand, reference, today};
use crate::map::Sources;
use crate::model::{Category, Cohort, Entry, Order, Outcome, Profile, Programme, Requirement};

fn programme(id: &str, college: &str, major: Option<&str>, skills: &[(&str, u8)]) -> Programme {
    let taught = |&(skill, level): &(&str, u8)| json!({"skill": skill, "level": level});
    let skills: Vec<_> = skills.iter().map(taught).collect();
    let mut programme = json!({"id": id, "college": college, "name": {"zh": "工", "en": "x"}, "seats": 40,
        "skills": skills, "graduates": [{"month": "2026-06", "count": 20}], "synthetic": true});
    if let Some(major) = major {
        programme["major"] = major.into();
    }
    serde_json::from_value(programme).unwrap()
}

fn order(id: &str, enterprise: &str, seats: u16, asked: Vec<Requirement>) -> Order {
    let name = json!({"zh": "厂", "en": "works"});
    let head = json!({"id": id, "enterprise": {"id": enterprise, "name": name}, "seats": seats, "synthetic": true,
        "demand": {"title": name, "category": "engineer"}});
    Order { demand: demand(Category::Engineer, asked), ..serde_json::from_value(head).unwrap() }
}

fn entry(id: &str, headcount: u32, asked: Vec<Requirement>) -> Entry {
    let head = json!({"id": id, "headcount": headcount, "shortage_types": [], "illustrative": true,
        "demand": {"title": {"zh": "岗", "en": "post"}, "category": "engineer"}});
    Entry { demand: demand(Category::Engineer, asked), ..serde_json::from_value(head).unwrap() }
}

/// Everything that an alignment is made of.
#[derive(Debug, Clone, Default)]
struct World {
    entries: Vec<Entry>,
    people: Vec<Profile>,
    orders: Vec<Order>,
    programmes: Vec<Programme>,
    cohorts: Vec<Cohort>,
    outcomes: Vec<Outcome>,
}

impl World {
    fn sources(&self) -> Sources {
        let World { people, orders, programmes, cohorts, outcomes, .. } = self.clone();
        let mut reference = reference();
        reference.edition.entries = self.entries.clone();
        reference.edition.colleges = serde_json::from_value(json!([
            {"id": "C-1", "name": {"zh": "一院", "en": "One"}, "in_city": true},
            {"id": "C-2", "name": {"zh": "二院", "en": "Two"}, "in_city": true}
        ]))
        .unwrap();
        let college = |id: &str| {
            let known = json!({"id": id, "kind": "college", "name": {"zh": id, "en": id}});
            serde_json::from_value(known).unwrap()
        };
        Sources::read(Arc::new(reference), today(), people, orders, programmes, cohorts, outcomes)
            .knowing(&["C-1", "C-2"].map(college))
    }

    fn aligned(&self) -> Alignment {
        Alignment::of(&self.sources(), None)
    }
}
