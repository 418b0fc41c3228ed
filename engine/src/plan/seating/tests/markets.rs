//! What must hold for every market, tried on small ones against every matching that there is.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::market::{Claim, Market, Placed, Pool};
use super::super::optimal::Flow;
use crate::plan::seating::Mechanism;

/// Most classes; each has one or two pools.
const CLASSES: usize = 4;

/// What comes last in the strength of each student: no two claims are equally strong.
const LOTS: [u64; 5] = [113, 7, 202, 61, 30];

/// A student's claim to one pool, by pool: strength and cost, or none where the pool does not accept.
type Claims = Vec<Option<(u64, u16)>>;

/// A market before students tell their lists.
#[derive(Debug, Clone)]
struct World {
    pools: Vec<Pool>,
    minima: Vec<u32>,
    /// By student: the true list of classes, and the claims.
    students: Vec<(Vec<usize>, Claims)>,
}

impl World {
    fn market(&self) -> Market {
        let students = self.students.iter().map(|(wishes, claims)| self.told(wishes, claims)).collect();
        Market { students, pools: self.pools.clone(), minima: self.minima.clone() }
    }

    /// Claims as they follow from a list of classes.
    fn told(&self, wishes: &[usize], claims: &Claims) -> Vec<Claim> {
        let of = |(place, &class): (usize, &usize)| {
            let pools = (0..self.pools.len()).filter(move |&pool| self.pools[pool].class as usize == class);
            pools.filter_map(move |pool| {
                let (strength, cost) = claims[pool]?;
                let wish = place as u16 + 1;
                Some(Claim { pool: pool as u32, wish, strength, cost: cost + wish })
            })
        };
        wishes.iter().enumerate().flat_map(of).collect()
    }
}

prop_compose! {
    fn a_world(most: usize)(
        pools in vec((0..CLASSES as u32, 0..3_u32), 1..6),
        minima in vec(0..3_u32, CLASSES),
        students in vec(
            (Just((0..CLASSES).collect::<Vec<_>>()).prop_shuffle(), 0..=CLASSES, vec(prop::option::weighted(0.85, (0..4_u64, 0..6_u16)), 6)),
            1..=most,
        ),
    ) -> World {
        let mut pools: Vec<Pool> = pools.into_iter().map(|(class, seats)| Pool { class, seats }).collect();
        pools.sort_by_key(|pool| pool.class);
        let students = students.into_iter().zip(LOTS).map(|((mut wishes, told, claims), lot)| {
            wishes.truncate(told);
            (wishes, claims.into_iter().map(|claim| claim.map(|(strength, cost)| (strength << 8 | lot, cost))).collect())
        });
        World { pools, minima, students: students.collect() }
    }
}

/// Every matching that keeps to the seats of open classes.
fn matchings(market: &Market, open: &[bool]) -> Vec<Placed> {
    fn go(market: &Market, left: &mut [u32], placed: &mut Placed, all: &mut Vec<Placed>) {
        let Some(claims) = market.students.get(placed.len()) else {
            all.push(placed.clone());
            return;
        };
        placed.push(None);
        go(market, left, placed, all);
        placed.pop();
        for (number, claim) in (0..).zip(claims) {
            if left[claim.pool as usize] > 0 {
                left[claim.pool as usize] -= 1;
                placed.push(Some(number));
                go(market, left, placed, all);
                placed.pop();
                left[claim.pool as usize] += 1;
            }
        }
    }
    let seats = |pool: &Pool| if open[pool.class as usize] { pool.seats } else { 0 };
    let (mut left, mut all) = (market.pools.iter().map(seats).collect::<Vec<_>>(), Vec::new());
    go(market, &mut left, &mut Vec::new(), &mut all);
    all
}

/// Whether no student and no pool would rather have each other; the pools of one class are alike to a student.
fn is_stable(market: &Market, placed: &Placed, open: &[bool]) -> bool {
    let rather = |student: usize, number: usize| {
        market.held(placed, student).is_none_or(|held| market.students[student][number].wish < held.wish)
    };
    (0..market.students.len()).all(|student| {
        market.students[student].iter().enumerate().filter(|&(number, _)| rather(student, number)).all(|(_, claim)| {
            let pool = market.pools[claim.pool as usize];
            let holds = |other: &usize| market.held(placed, *other).is_some_and(|held| held.pool == claim.pool);
            let holders: Vec<usize> = (0..market.students.len()).filter(holds).collect();
            let stronger = |other: usize| {
                let held = market.held(placed, other).unwrap();
                held.strength > claim.strength || (held.strength == claim.strength && other < student)
            };
            let full = holders.len() == pool.seats as usize;
            !open[pool.class as usize] || (full && holders.into_iter().all(stronger))
        })
    })
}

/// By class and people: who of those who ask gets in, by trying every arrangement.
#[derive(Default)]
struct Choices(BTreeMap<(usize, Vec<usize>), Vec<usize>>);

/// Seats taken, how early, and strength in sum; with who got in.
type Arranged = ((usize, usize, u64), Vec<usize>);

impl Choices {
    fn of(&mut self, market: &Market, class: usize, asking: &[usize]) -> &[usize] {
        fn go(market: &Market, class: usize, asking: &[usize], left: &mut [u32]) -> Arranged {
            let Some((&student, rest)) = asking.split_first() else { return Arranged::default() };
            let mut best = go(market, class, rest, left);
            for claim in market.students[student].iter().filter(|claim| market.class(claim) == class) {
                let pool = claim.pool as usize;
                if left[pool] > 0 {
                    left[pool] -= 1;
                    let ((taken, early, strength), mut who) = go(market, class, rest, left);
                    left[pool] += 1;
                    who.push(student);
                    let worth = (taken + 1, early + market.pools.len() - pool, strength + claim.strength);
                    if worth > best.0 {
                        best = (worth, who);
                    }
                }
            }
            best
        }
        let mut seats: Vec<u32> = market.pools.iter().map(|pool| pool.seats).collect();
        self.0.entry((class, asking.to_vec())).or_insert_with(|| {
            let mut who = go(market, class, asking, &mut seats).1;
            who.sort_unstable();
            who
        })
    }

    /// Whether no class would take somebody who wishes for it more.
    fn are_stable(&mut self, market: &Market, placed: &Placed) -> bool {
        let held = |student: usize| market.held(placed, student).map(|claim| market.class(claim));
        (0..market.students.len()).all(|student| {
            let got = market.held(placed, student).map_or(u16::MAX, |claim| claim.wish);
            let dearer =
                market.students[student].iter().filter(|claim| claim.wish < got).map(|claim| market.class(claim));
            dearer.collect::<BTreeSet<_>>().into_iter().all(|class| {
                let asking: Vec<usize> =
                    (0..placed.len()).filter(|&other| other == student || held(other) == Some(class)).collect();
                !self.of(market, class, &asking).contains(&student)
            })
        })
    }
}

/// How many are placed, and what that costs.
fn worth(market: &Market, placed: &Placed) -> (usize, i64) {
    let held: Vec<&Claim> = (0..placed.len()).filter_map(|student| market.held(placed, student)).collect();
    (held.len(), -held.iter().map(|claim| i64::from(claim.cost)).sum::<i64>())
}

fn keeps_to_seats(market: &Market, placed: &Placed, open: &[bool]) -> bool {
    (0..market.pools.len()).all(|pool| {
        let holds = |student: &usize| market.held(placed, *student).is_some_and(|held| held.pool as usize == pool);
        let seats = if open[market.pools[pool].class as usize] { market.pools[pool].seats } else { 0 };
        (0..placed.len()).filter(holds).count() <= seats as usize
    })
}

/// Every list of classes that can be told.
fn lists() -> Vec<Vec<usize>> {
    let mut lists = vec![Vec::new()];
    for at in 0.. {
        let Some(list) = lists.get(at).cloned() else { break };
        lists.extend((0..CLASSES).filter(|class| !list.contains(class)).map(|class| [&list[..], &[class]].concat()));
    }
    lists
}

/// The place of the class that a student got in a list of classes; past its end for none.
fn place(market: &Market, placed: &Placed, student: usize, truth: &[usize]) -> usize {
    let class = market.held(placed, student).map(|claim| market.pools[claim.pool as usize].class as usize);
    class.and_then(|class| truth.iter().position(|wish| *wish == class)).unwrap_or(CLASSES)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_stable_matching_is_stable_and_no_other_is_better_for_any_student(world in a_world(5)) {
        let market = Market { minima: vec![0; CLASSES], ..world.market() };
        let (settled, open) = (market.settle(Mechanism::Stable), [true; CLASSES]);
        let mut choices = Choices::default();
        prop_assert!(choices.are_stable(&market, &settled.placed));
        prop_assert!(is_stable(&market, &settled.placed, &open));
        prop_assert!(keeps_to_seats(&market, &settled.placed, &open));
        prop_assert!(market.blocking(&settled.placed, &open).is_empty());
        let far = |placed: &Placed, student| market.held(placed, student).map_or(u16::MAX, |claim| claim.wish);
        for other in matchings(&market, &open) {
            if choices.are_stable(&market, &other) {
                prop_assert!((0..other.len()).all(|student| far(&settled.placed, student) <= far(&other, student)));
            }
        }
    }

    #[test]
    fn nobody_is_left_out_of_a_class_that_has_room_for_them_all(world in a_world(5)) {
        let market = Market { minima: vec![0; CLASSES], ..world.market() };
        let settled = market.settle(Mechanism::Stable);
        let mut choices = Choices::default();
        for class in 0..CLASSES {
            let sits = |student: &usize| market.held(&settled.placed, *student).is_some_and(|claim| market.class(claim) == class);
            let sitting: Vec<usize> = (0..settled.placed.len()).filter(sits).collect();
            for student in (0..settled.placed.len()).filter(|student| !sitting.contains(student)) {
                let got = market.held(&settled.placed, student).map_or(u16::MAX, |claim| claim.wish);
                if market.students[student].iter().any(|claim| claim.wish < got && market.class(claim) == class) {
                    let mut all = [&sitting[..], &[student]].concat();
                    all.sort_unstable();
                    prop_assert!(choices.of(&market, class, &all).len() < all.len(), "{class} {all:?}");
                }
            }
        }
    }

    #[test]
    fn nobody_gains_by_telling_other_wishes(world in a_world(4)) {
        let world = World { minima: vec![0; CLASSES], ..world };
        let market = world.market();
        let honest = market.settle(Mechanism::Stable).placed;
        for student in 0..world.students.len() {
            let truth = &world.students[student].0;
            for list in lists() {
                let mut told = market.clone();
                told.students[student] = world.told(&list, &world.students[student].1);
                let lied = told.settle(Mechanism::Stable).placed;
                prop_assert!(place(&market, &honest, student, truth) <= place(&told, &lied, student, truth), "{list:?}");
            }
        }
    }

    #[test]
    fn the_optimal_matching_is_as_good_as_the_best_of_all(world in a_world(5)) {
        let market = world.market();
        let settled = market.settle(Mechanism::Optimal);
        let open = settled.open(&market);
        prop_assert!(keeps_to_seats(&market, &settled.placed, &open));
        let best = matchings(&market, &open).iter().map(|placed| worth(&market, placed)).max();
        prop_assert_eq!(Some(worth(&market, &settled.placed)), best);
    }

    #[test]
    fn open_classes_have_their_minimum_and_closed_ones_are_as_if_never_offered(world in a_world(5)) {
        let market = world.market();
        for mechanism in [Mechanism::Stable, Mechanism::Optimal] {
            let settled = market.settle(mechanism);
            let (open, sizes) = (settled.open(&market), market.sizes(&settled.placed));
            for class in 0..CLASSES {
                let least = if open[class] { market.minima[class] } else { 0 };
                prop_assert!(sizes[class] >= least && (open[class] || sizes[class] == 0));
            }
            for closed in &settled.closed {
                prop_assert!(closed.had < market.minima[closed.class as usize]);
            }
            let mut offered = Market { minima: vec![0; CLASSES], ..market.clone() };
            offered.pools.iter_mut().filter(|pool| !open[pool.class as usize]).for_each(|pool| pool.seats = 0);
            let anew = offered.settle(mechanism);
            prop_assert_eq!(worth(&offered, &anew.placed), worth(&market, &settled.placed));
            if mechanism == Mechanism::Stable {
                prop_assert_eq!(&anew.placed, &settled.placed);
                prop_assert!(is_stable(&market, &settled.placed, &open));
            }
        }
    }

    #[test]
    fn the_optimum_without_a_class_is_that_of_classes_never_offered(
        seats in vec(0..6_u32, 12), claims in vec(vec((0..12_u32, 1..20_u16), 0..8), 1..50), order in Just((0..8_u32).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        // Four classes of two pools and four of one.
        let pools = (0..).zip(seats).map(|(pool, seats)| Pool { class: if pool < 8 { pool / 2 } else { pool - 4 }, seats });
        let claim = |(pool, cost)| Claim { pool, wish: 1, strength: 0, cost };
        let student = |claims: Vec<(u32, u16)>| {
            claims.into_iter().collect::<BTreeMap<_, _>>().into_iter().map(claim).collect()
        };
        let mut offered = Market { students: claims.into_iter().map(student).collect(), pools: pools.collect(), minima: vec![0; 8] };
        let market = offered.clone();
        let mut run = Flow::new(&market);
        for class in order {
            run.close(class);
            offered.pools.iter_mut().filter(|pool| pool.class == class).for_each(|pool| pool.seats = 0);
            let anew = Flow::new(&offered).placed();
            prop_assert_eq!(worth(&offered, &run.placed()), worth(&offered, &anew));
            prop_assert!(keeps_to_seats(&offered, &run.placed(), &[true; 8]));
        }
    }

    #[test]
    fn a_blocking_pair_is_told_exactly_where_there_is_one(world in a_world(4), pick in any::<prop::sample::Index>()) {
        let (market, open) = (world.market(), [true; CLASSES]);
        let all = matchings(&market, &open);
        let placed = pick.get(&all);
        let told: Vec<(usize, usize)> = market.blocking(placed, &open).into_iter().map(|pair| {
            let claim = market.students[pair.student as usize][pair.claim as usize];
            (pair.student as usize, market.pools[claim.pool as usize].class as usize)
        }).collect();
        for student in 0..market.students.len() {
            let held = market.held(placed, student).map_or(u16::MAX, |held| held.wish);
            for class in 0..CLASSES {
                let to_class = |claim: &&Claim| market.pools[claim.pool as usize].class as usize == class;
                let dearer = market.students[student].iter().filter(to_class).filter(|claim| claim.wish < held);
                let blocks = dearer.filter(|claim| would_take(&market, placed, student, claim)).count() > 0;
                let pairs = told.iter().filter(|pair| **pair == (student, class)).count();
                prop_assert_eq!(pairs, usize::from(blocks));
            }
        }
    }
}

/// Whether fewer are ahead of a claim in its pool than the pool has seats.
fn would_take(market: &Market, placed: &Placed, student: usize, claim: &Claim) -> bool {
    let ahead = |other: &usize| {
        market.held(placed, *other).is_some_and(|held| {
            let stronger = held.strength > claim.strength || (held.strength == claim.strength && *other < student);
            held.pool == claim.pool && stronger
        })
    };
    (0..placed.len()).filter(ahead).count() < market.pools[claim.pool as usize].seats as usize
}

/// A market of one pool a class: by class seats and minimum, by student the list of classes with the strength.
fn small(classes: &[(u32, u32)], students: &[&[(u32, u64)]]) -> Market {
    let pool = |(class, (seats, _)): (usize, &(u32, u32))| Pool { class: class as u32, seats: *seats };
    let claim = |(at, (pool, strength)): (usize, &(u32, u64))| {
        let wish = at as u16 + 1;
        Claim { pool: *pool, wish, strength: *strength, cost: wish }
    };
    Market {
        students: students.iter().map(|list| list.iter().enumerate().map(claim).collect()).collect(),
        pools: classes.iter().enumerate().map(pool).collect(),
        minima: classes.iter().map(|(_, least)| *least).collect(),
    }
}

#[test]
fn who_can_sit_on_two_shares_makes_room_for_who_can_sit_on_one() {
    let claim = |pool, strength| Claim { pool, wish: 1, strength, cost: 0 };
    let pool = Pool { class: 0, seats: 1 };
    // The first is the stronger on both shares; the second is accepted by the earlier one alone.
    let students = vec![vec![claim(0, 9), claim(1, 8)], vec![claim(0, 5)]];
    let market = Market { students, pools: vec![pool, pool], minima: vec![0] };
    assert_eq!(market.settle(Mechanism::Stable).placed, [Some(1), Some(0)]);
    // A third with a claim to the later share alone is weaker there: the weakest of the three is turned away.
    let third = Market { students: [&market.students[..], &[vec![claim(1, 7)]]].concat(), ..market };
    assert_eq!(third.settle(Mechanism::Stable).placed, [Some(0), None, Some(0)]);
}

#[test]
fn classes_are_closed_one_at_a_time_since_the_next_may_live_of_the_first() {
    // Two classes of two share three students: closing both would leave everybody out.
    let market = small(&[(2, 2), (2, 2)], &[&[(0, 3), (1, 3)], &[(1, 2), (0, 2)], &[]]);
    let settled = market.settle(Mechanism::Stable);
    assert_eq!(settled.closed.iter().map(|closed| (closed.class, closed.had)).collect::<Vec<_>>(), [(0, 1)]);
    assert_eq!(market.sizes(&settled.placed), [0, 2]);
}

#[test]
fn the_class_furthest_from_its_minimum_is_closed_first() {
    // 1 of 2 against 1 of 3, then nobody is left for either but both of the first.
    let market = small(&[(3, 2), (3, 3)], &[&[(0, 1), (1, 1)], &[(1, 1), (0, 1)]]);
    let settled = market.settle(Mechanism::Stable);
    assert_eq!(settled.closed.iter().map(|closed| closed.class).collect::<Vec<_>>(), [1]);
    assert_eq!(market.sizes(&settled.placed), [2, 0]);
}

#[test]
fn the_optimum_places_whom_stability_leaves_out() {
    // The strong one takes the only seat that the weak one wishes for.
    let market = small(&[(1, 0), (1, 0)], &[&[(0, 9), (1, 9)], &[(0, 1)]]);
    let (stable, optimal) = (market.settle(Mechanism::Stable), market.settle(Mechanism::Optimal));
    assert_eq!((stable.placed, optimal.placed.clone()), (vec![Some(0), None], vec![Some(1), Some(0)]));
    let pairs = market.blocking(&optimal.placed, &[true, true]);
    assert_eq!(pairs.iter().map(|pair| (pair.student, pair.weaker)).collect::<Vec<_>>(), [(0, Some(1))]);
}
