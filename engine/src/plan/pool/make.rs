//! How orders are pooled: programmes and openings become a problem in numbers, its classes become proposals.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::bound::bound;
use super::class::Draft;
use super::judge::{Asked, Judge, Verdict};
use super::pack::{Left, pack};
use super::problem::{Carrier, Problem, Suit, Wanted};
use super::terms::{Term, capacity, terms};
use super::{CohortProposal, Pooling, unsuited};
use crate::method::PoolValues;
use crate::model::{OrganisationId, Programme};
use crate::plan::{FillPlan, Opening, Supply, Training};

/// What pooling is made of.
pub(super) struct Pool<'p> {
    pub(super) supply: &'p Supply,
    pub(super) training: Training<'p>,
    pub(super) judge: Judge<'p>,
    pub(super) terms: Vec<Term<'p>>,
    pub(super) problem: Problem,
    /// By carrier of the problem: its programme, by number, and when and how it would teach.
    pub(super) roles: Vec<(usize, Term<'p>)>,
    /// By programme, for pupils and for employees, and by opening; none for openings without seats left.
    pub(super) verdicts: Vec<[Vec<Option<Verdict>>; 2]>,
}

impl Pooling {
    /// Pools the seats that a plan leaves over, made of the same people, openings and training. The same of them give the
    /// same proposals.
    #[must_use]
    pub fn propose(supply: &Supply, openings: &[Opening], training: &Training<'_>, plan: &FillPlan) -> Self {
        let pool = Pool::new(supply, openings, training, plan);
        let (classes, left) = pack(&pool.problem);
        let mut drafts: Vec<Draft> = classes.iter().filter_map(|class| pool.draft(class)).collect();
        drafts.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.key().cmp(&b.key())));
        let proposals = pool.proposals(&drafts);
        Self {
            as_of: supply.as_of(),
            unpooled: pool.unpooled(&proposals, &left),
            value: proposals.iter().map(|proposal| proposal.value).sum(),
            bound: bound(&pool.problem),
            proposals,
        }
    }
}

impl<'p> Pool<'p> {
    fn new(supply: &'p Supply, openings: &'p [Opening], training: &Training<'p>, plan: &FillPlan) -> Self {
        let values = &supply.matcher().reference().method.pool;
        let terms = terms(values, supply.as_of());
        let ready = terms.iter().map(|term| term.ready).min().unwrap_or(supply.as_of());
        let judge = Judge::new(supply, openings, training, plan, ready);
        let verdict = |programme: usize, pupils: bool, opening: usize| {
            let asked = &judge.asked[opening];
            let held = |term: &Term<'_>| term.values.pupils == pupils && suits_term(asked, term);
            let open = asked.left > 0 && asked.here && terms.iter().any(held);
            if open { judge.verdict(programme, pupils, opening) } else { None }
        };
        let all = 0..judge.asked.len();
        let of = |programme: usize| {
            [true, false].map(|pupils| all.clone().map(|opening| verdict(programme, pupils, opening)).collect())
        };
        let verdicts = (0..training.programmes.len()).into_par_iter().map(of).collect();
        let mut pool = Self {
            supply,
            training: *training,
            problem: problem(&judge, values, supply),
            judge,
            terms,
            roles: Vec::new(),
            verdicts,
        };
        pool.carriers();
        pool
    }

    /// Who could hold a class: each programme, by each form, from each start.
    fn carriers(&mut self) {
        let mut groups: BTreeMap<(usize, i16), usize> = BTreeMap::new();
        for (number, programme) in self.training.programmes.iter().enumerate() {
            for term in self.terms.clone() {
                let suits: Vec<Suit> = self.suits(number, &term).cloned().collect();
                let year = term.start.year();
                let room = capacity(programme, year, &self.training);
                if suits.is_empty() || room < u32::from(term.values.seats[0]) {
                    continue;
                }
                let group = *groups.entry((number, year)).or_insert_with(|| {
                    self.problem.groups.push(room);
                    self.problem.groups.len() - 1
                });
                self.problem.carriers.push(carrier(&term, group, suits));
                self.roles.push((number, term));
            }
        }
    }

    /// Openings that a class would be in time for and has the hours for.
    fn suits<'s>(&'s self, programme: usize, term: &'s Term<'p>) -> impl Iterator<Item = &'s Suit> {
        let suit = |verdict: &'s Option<Verdict>| match verdict {
            Some(Verdict::Suits(suit)) => Some(suit),
            Some(Verdict::Untaught { .. } | Verdict::TooFar { .. } | Verdict::Barred { .. }) | None => None,
        };
        let fits = |suit: &&Suit| {
            let hours: u32 = suit.lessons.iter().map(|lesson| u32::from(lesson.hours)).sum();
            suits_term(&self.judge.asked[suit.opening], term) && hours <= u32::from(term.values.hours)
        };
        self.verdicts[programme][usize::from(!term.values.pupils)].iter().filter_map(suit).filter(fits)
    }

    pub(super) fn values(&self) -> &'p PoolValues {
        &self.supply.matcher().reference().method.pool
    }

    pub(super) fn programme(&self, number: usize) -> &'p Programme {
        &self.training.programmes[number]
    }

    fn unpooled(&self, proposals: &[CohortProposal], left: &Left) -> Vec<super::Unpooled> {
        let mut served: BTreeMap<_, u32> = BTreeMap::new();
        for order in proposals.iter().flat_map(|proposal| &proposal.serves) {
            *served.entry(&order.order).or_default() += u32::from(order.seats);
        }
        unsuited::unpooled(self, &served, left)
    }
}

/// Whether a class of a term is held for an opening's category, is ready by its due date, and takes seats of its kind.
pub(super) fn suits_term(asked: &Asked<'_>, term: &Term<'_>) -> bool {
    let demand = &asked.opening.demand;
    term.values.categories.contains(&demand.category)
        && term.ready <= asked.due
        && (term.values.pupils || asked.opening.organisation.is_some())
}

fn carrier(term: &Term<'_>, group: usize, suits: Vec<Suit>) -> Carrier {
    let values = term.values;
    Carrier {
        group,
        seats: values.seats.map(u32::from),
        firms: values.enterprises.map(usize::from),
        hours: values.hours.into(),
        cost: values.cost,
        suits,
    }
}

/// Openings in numbers, without anybody to teach for them.
fn problem(judge: &Judge<'_>, values: &PoolValues, supply: &Supply) -> Problem {
    let mut firms: BTreeMap<&OrganisationId, u32> = BTreeMap::new();
    let horizon = f64::from(supply.matcher().reference().method.plan.horizon_days);
    let wanted = |asked: &Asked<'_>, firm: Option<u32>| {
        let days = f64::from(asked.due.days_since(supply.as_of()).max(0));
        let urgency = 1.0 + values.urgency * (1.0 - days / horizon).max(0.0);
        Wanted { seats: asked.left, weight: urgency * if firm.is_some() { 1.0 } else { values.catalog }, firm }
    };
    let mut openings = Vec::with_capacity(judge.asked.len());
    for asked in &judge.asked {
        let next = firms.len() as u32;
        let firm = asked.opening.organisation.as_ref().map(|firm| *firms.entry(firm).or_insert(next));
        openings.push(wanted(asked, firm));
    }
    let (hour_cost, ordered_share) = (values.hour_cost, values.ordered_share);
    Problem { openings, hour_cost, ordered_share, ..Problem::default() }
}
