//! What rankings promise to those who keep records: what is hidden leaves no trace, one pair can be judged again alone, and
//! following changes ends where reading the records would.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::properties::{a_demand, a_profile, post};
use super::testing::{REFERENCE, as_of, person};
use super::{Candidate, Excluded, Matcher, Places, PositionId, Question, Ranking, Relaxation, Sort};
use super::{judge, judge_position};
use crate::fit::GateOutcome;
use crate::index::Audience;
use crate::model::{
    Bilingual, Date, Demand, Enterprise, OccupationCode, Order, OrderId, OrderStatus, OrganisationId, Profile, TalentId,
};

const SORTS: [Sort; 3] = [Sort::Fit, Sort::Reach, Sort::Both];

prop_compose! {
    fn an_order()(
        id in 0_u8..6,
        status in 0_usize..OrderStatus::ALL.len(),
        demand in a_demand(),
        valid in prop::option::of(0_i8..2),
    ) -> Order {
        let name = Bilingual::new("厂", "plant").unwrap();
        Order {
            id: OrderId::new(format!("O-{id}")).unwrap(),
            enterprise: Enterprise { id: OrganisationId::new("E-1").unwrap(), name, uscc: None },
            entry: None,
            seats: 9,
            demand,
            posted: None,
            valid_until: valid.and_then(|valid| Date::new(2026, 11, 19 + valid).ok()),
            status: OrderStatus::ALL[status],
            filled: 0,
            synthetic: true,
        }
    }
}

#[derive(Debug, Clone)]
enum Change {
    Person(Profile),
    Leaves(TalentId),
    Order(Order),
    Closed(OrderId),
    Tidy,
}

fn a_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => a_profile().prop_map(Change::Person),
        2 => (0_u8..40).prop_map(|id| Change::Leaves(TalentId::new(format!("T-{id}")).unwrap())),
        3 => an_order().prop_map(Change::Order),
        1 => (0_u8..6).prop_map(|id| Change::Closed(OrderId::new(format!("O-{id}")).unwrap())),
        1 => Just(Change::Tidy),
    ]
}

/// The last record of each id.
#[derive(Default)]
struct Records {
    people: BTreeMap<TalentId, Profile>,
    orders: BTreeMap<OrderId, Order>,
}

impl Records {
    fn take(&mut self, change: &Change) {
        match change {
            Change::Person(profile) => {
                self.people.insert(profile.id.clone(), profile.clone());
            }
            Change::Leaves(id) => {
                self.people.remove(id);
            }
            Change::Order(order) => {
                self.orders.insert(order.id.clone(), order.clone());
            }
            Change::Closed(id) => {
                self.orders.remove(id);
            }
            Change::Tidy => {}
        }
    }

    fn matcher(&self) -> Matcher {
        let mut matcher = Matcher::build(Arc::clone(&REFERENCE), self.people.values().cloned());
        self.orders.values().for_each(|order| matcher.upsert_order(order));
        matcher
    }
}

fn follow(matcher: &mut Matcher, change: &Change) {
    match change {
        Change::Person(profile) => matcher.upsert(profile),
        Change::Leaves(id) => {
            matcher.delete(id);
        }
        Change::Order(order) => matcher.upsert_order(order),
        Change::Closed(id) => {
            matcher.delete_order(id);
        }
        Change::Tidy => matcher.compact(),
    }
}

fn question(audience: Audience, sort: Sort) -> Question {
    Question { audience, sort, count: true, excluded: 3, ..Question::new(as_of()) }
}

fn everybody(audience: Audience, sort: Sort) -> Question {
    Question { top: Places::try_from(Places::MAX).unwrap(), ..question(audience, sort) }
}

/// What a reader sees of a ranking: all but the effort it took.
fn seen<I>(ranking: Ranking<I>) -> (Vec<Candidate<I>>, Option<Excluded>, usize) {
    (ranking.items, ranking.excluded, ranking.total)
}

type Answer = (Vec<Candidate>, Option<Excluded>, usize, Vec<Relaxation>);

fn answer(matcher: &Matcher, demand: &Demand, question: &Question) -> Answer {
    let (items, excluded, total) = seen(matcher.candidates(demand, question));
    (items, excluded, total, matcher.what_if(demand, question))
}

/// Two posts of the same months, equally near to the one asked for: which of them is told must not depend on which name
/// the dictionary met first.
#[test]
fn who_else_is_known_changes_no_words() {
    let mut demand = REFERENCE.edition.entries[0].demand.clone();
    demand.occupation = OccupationCode::new("6-01-01-01").ok();
    let worked = |id: &str, occupations: &[u8]| {
        let posts = occupations.iter().map(|&number| post((number, 0, 2020, Some(1)))).collect();
        Profile { posts, ..person(id, &[]) }
    };
    let someone = worked("b", &[2, 3]);
    let alone = judge(&REFERENCE, &demand, &someone, &question(Audience::Insiders, Sort::Fit));
    for before in [[2, 3], [3, 2]] {
        let city = [worked("a", &before), someone.clone()];
        let ranking =
            Matcher::build(Arc::clone(&REFERENCE), city).candidates(&demand, &question(Audience::Insiders, Sort::Fit));
        assert_eq!(ranking.items.into_iter().find(|item| item.id.as_str() == "b"), alone);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn enterprises_see_a_city_without_the_hidden(
        city in prop::collection::vec(a_profile(), 0..60),
        demand in a_demand(),
        top in 1_usize..12,
    ) {
        // The last record of an id counts, as in the matcher.
        let records: BTreeMap<_, _> = city.into_iter().map(|profile| (profile.id.clone(), profile)).collect();
        let visible = records.values().filter(|profile| profile.consent.visible).cloned();
        let without = Matcher::build(Arc::clone(&REFERENCE), visible);
        let with = Matcher::build(Arc::clone(&REFERENCE), records.into_values());
        for sort in SORTS {
            let top = Places::try_from(top).unwrap();
            let asked = Question { top, ..question(Audience::Enterprises, sort) };
            let insiders = Question { audience: Audience::Insiders, ..asked };
            prop_assert_eq!(answer(&with, &demand, &asked), answer(&without, &demand, &insiders));
        }
    }

    #[test]
    fn one_pair_is_judged_as_the_ranking_judges_it(
        city in prop::collection::btree_map(0_u8..40, a_profile(), 0..40),
        orders in prop::collection::btree_map(0_u8..6, an_order(), 0..6),
        demand in a_demand(),
        explain in prop::bool::ANY,
    ) {
        let mut records = Records::default();
        city.into_values().for_each(|profile| records.take(&Change::Person(profile)));
        orders.into_values().for_each(|order| records.take(&Change::Order(order)));
        let matcher = records.matcher();
        for (audience, sort) in [(Audience::Insiders, Sort::Fit), (Audience::Enterprises, Sort::Both)] {
            let asked = Question { explain, ..everybody(audience, sort) };
            let ranked = matcher.candidates(&demand, &asked).items;
            let mut alone: Vec<Candidate> = records
                .people
                .values()
                .filter_map(|profile| judge(&REFERENCE, &demand, profile, &asked))
                .filter(|judged| judged.gate != GateOutcome::Fail)
                .collect();
            alone.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
            prop_assert_eq!(ranked, alone);
        }
        let asked = Question { explain, ..everybody(Audience::Insiders, Sort::Both) };
        for profile in records.people.values() {
            for item in matcher.positions(profile, &asked).items {
                let demand = match &item.id {
                    PositionId::Order(id) => &records.orders[id].demand,
                    PositionId::Entry(id) => {
                        &REFERENCE.edition.entries.iter().find(|entry| entry.id == *id).unwrap().demand
                    }
                };
                let alone = judge_position(&item.id, &REFERENCE, demand, profile, &asked);
                prop_assert_eq!(Some(item), alone);
            }
        }
    }

    #[test]
    fn a_matcher_that_followed_changes_answers_like_one_built_from_the_records(
        city in prop::collection::vec(a_profile(), 0..30),
        changes in prop::collection::vec(a_change(), 0..40),
        demand in a_demand(),
        someone in a_profile(),
    ) {
        let mut records = Records::default();
        let mut followed = Matcher::build(Arc::clone(&REFERENCE), city.clone());
        city.into_iter().for_each(|profile| records.take(&Change::Person(profile)));
        for change in &changes {
            follow(&mut followed, change);
            records.take(change);
        }
        let anew = records.matcher();
        for audience in [Audience::Insiders, Audience::Enterprises] {
            for sort in SORTS {
                let asked = question(audience, sort);
                prop_assert_eq!(answer(&followed, &demand, &asked), answer(&anew, &demand, &asked));
            }
        }
        let asked = everybody(Audience::Insiders, Sort::Fit);
        let positions = followed.positions(&someone, &asked);
        let in_force = |order: &&Order| order.is_in_force(as_of());
        let allowed = if someone.consent.ranking { records.orders.values().filter(in_force).count() + 3 } else { 0 };
        prop_assert_eq!(positions.total, allowed);
        prop_assert_eq!(seen(positions), seen(anew.positions(&someone, &asked)));
    }
}
