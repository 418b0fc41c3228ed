//! What became of people: offers, starts, leavings, and how it stood months later, as firms and colleges report them. What
//! is reported follows the posts and events of the record; about one firm in two reports.

use std::collections::BTreeMap;

use crate::model::{
    Category, Date, EntryId, LeavingReason as Reason, LifeEventKind, MonthsAfter, Order, OrderId, OrganisationId,
    Outcome, OutcomeEvent, OutcomeId, Pay, Post, Profile, Satisfaction, Stage,
};

use super::dice::{Dice, Stream};
use super::firm::Firm;
use super::noise;
use super::path::Path;
use super::persona::{Group, Persona};
use super::position::Position;
use super::town::{Town, first_of, pay};

/// Months back from the edition's day in which reports begin.
const BACK: i32 = 72;
/// Days in a month of a window.
const MONTH: f64 = 365.25 / 12.0;

/// Why people leave, each with its weight by category in the order of [`Category::ALL`], and outside the chains.
const REASONS: [(Reason, [u32; 5]); 11] = [
    (Reason::Pay, [10, 24, 26, 24, 25]),
    (Reason::Growth, [26, 22, 10, 24, 10]),
    (Reason::Housing, [8, 12, 8, 8, 8]),
    (Reason::Family, [8, 7, 14, 5, 15]),
    (Reason::SchoolingOfChildren, [18, 10, 6, 1, 5]),
    (Reason::Commute, [6, 6, 10, 8, 12]),
    (Reason::Management, [10, 7, 12, 8, 10]),
    (Reason::SkillMismatch, [2, 4, 4, 8, 3]),
    (Reason::ContractEnd, [8, 5, 6, 4, 8]),
    (Reason::FurtherStudy, [1, 1, 1, 8, 1]),
    (Reason::Other, [3, 2, 3, 2, 3]),
];

/// Orders with who gives them and since when, by the position that they belong to.
pub(super) type Wanted = BTreeMap<EntryId, Vec<(OrderId, OrganisationId, Option<Date>)>>;

/// Sorts orders by position.
pub(super) fn wanted(orders: impl IntoIterator<Item = Order>) -> Wanted {
    let mut wanted = Wanted::new();
    for order in orders {
        if let Some(entry) = order.entry {
            wanted.entry(entry).or_default().push((order.id, order.enterprise.id, order.posted));
        }
    }
    wanted
}

/// The outcomes of the `number`-th person with this record, in the order of their days; of who came from a class by the path
/// after it.
pub(super) fn outcomes(
    town: &Town,
    seed: u64,
    number: usize,
    profile: &Profile,
    path: Option<Path<'_>>,
    wanted: &Wanted,
) -> Vec<Outcome> {
    let mut persona = Persona::draw(town, &mut Dice::new(seed, Stream::Person(number as u64)));
    if let Some(work) = path.and_then(|path| path.work) {
        (persona.position, persona.away) = (Some(work.position), path.is_some_and(|path| path.away));
    }
    let mut dice = Dice::new(seed, Stream::History(number as u64));
    let mut teller = Teller { town, persona: &persona, profile, dice: &mut dice, told: Vec::new() };
    match path {
        Some(path) => teller.followed(&path),
        None => teller.worked(),
    }
    teller.elsewhere();
    teller.asked(wanted);
    let mut told = teller.told;
    told.sort_by_key(|outcome| outcome.date);
    for (at, outcome) in told.iter_mut().enumerate() {
        if let Ok(id) = OutcomeId::new(format!("R-{:08}-{:02}", number + 1, at + 1)) {
            outcome.id = id;
        }
    }
    told
}

/// A time of work with a firm.
struct Stay<'t> {
    firm: &'t Firm,
    from: Date,
    until: Option<Date>,
    reason: Option<Reason>,
}

struct Teller<'t, 'd> {
    town: &'t Town,
    persona: &'t Persona,
    profile: &'t Profile,
    dice: &'d mut Dice,
    told: Vec<Outcome>,
}

impl<'t> Teller<'t, '_> {
    /// What firms report: about one in two does.
    fn worked(&mut self) {
        if self.dice.chance(480) {
            for stay in self.stays() {
                self.stay(&stay);
            }
        }
    }

    /// What firms of the city report of who came from a class: all that have a hand in one do.
    fn followed(&mut self, path: &Path<'_>) {
        if let Some(work) = path.work.filter(|_| !path.away) {
            self.stay(&Stay { firm: work.firm, from: path.from, until: path.until, reason: None });
        }
    }

    /// Times of work with the city's firms, by the posts of the record, and by its leaving.
    fn stays(&mut self) -> Vec<Stay<'t>> {
        let mut stays: Vec<Stay<'t>> = self.profile.posts.iter().filter_map(|post| of_post(self.town, post)).collect();
        let stayed = been_here(self.profile).filter(|(from, _)| from.month() >= self.town.month.plus(-BACK));
        if let (true, Some((from, until))) = (self.persona.away, stayed) {
            let firm = self.persona.node.and_then(|node| self.dice.pick(&self.town.nodes[node].firms));
            let note = self.profile.events.iter().find_map(|event| event.note.as_deref());
            stays.extend(firm.map(|firm| Stay { firm, from, until: Some(until), reason: note.and_then(reason_of) }));
        }
        stays
    }

    fn stay(&mut self, stay: &Stay<'_>) {
        let by = &stay.firm.enterprise.id;
        let begun = self.begun();
        let offered = stay.from.plus_days(-self.dice.between(8, 45));
        self.tell_one(by, offered, OutcomeEvent::Offered { accepted: Some(true) }, None);
        self.tell_one(by, stay.from, OutcomeEvent::Started { pay: begun }, Some((Stage::Attraction, 0)));
        for months in MonthsAfter::ALL {
            let day = stay.from.plus_days((f64::from(months.get()) * MONTH).round() as i32);
            if day > self.town.as_of || stay.until.is_some_and(|until| until < day) {
                break;
            }
            let stage =
                [Stage::Utilization, Stage::Cultivation, Stage::Retention][usize::from(months.get() / 12).min(2)];
            let risen = begun.and_then(|pay| rise(pay, months));
            self.tell_one(by, day, OutcomeEvent::State { months, employed_here: true, pay: risen }, Some((stage, 0)));
        }
        if let Some(until) = stay.until {
            let reason = stay.reason.unwrap_or_else(|| self.reason());
            let stage = if self.dice.chance(700) { Stage::Retention } else { Stage::Utilization };
            self.tell_one(by, until, OutcomeEvent::Left { reason }, Some((stage, 1)));
        }
    }

    /// What colleges report of graduates who began elsewhere.
    fn elsewhere(&mut self) {
        let since = self.town.month.plus(-BACK);
        let course = self.profile.schooling.iter().find(|course| course.graduation.is_some_and(|month| month >= since));
        let Some((month, school)) = course.and_then(|course| course.graduation.zip(course.school.as_deref())) else {
            return;
        };
        let college = self.town.colleges.iter().find(|college| college.name.zh == school);
        let past = month <= self.town.month && self.persona.away && self.dice.chance(650);
        let Some(id) = college.filter(|_| past).and_then(|college| OrganisationId::new(college.id.as_str()).ok())
        else {
            return;
        };
        let begun = self.begun().and_then(|begun| pay(begun.min * 1.3, begun.max * 1.3));
        let day = first_of(month.plus(self.dice.between(1, 4)));
        if let Some(day) = day.filter(|day| *day <= self.town.as_of) {
            self.tell_one(&id, day, OutcomeEvent::Started { pay: begun }, None);
        }
    }

    /// An offer of these weeks by a firm whose order asks for the person's work.
    fn asked(&mut self, wanted: &Wanted) {
        let looks = matches!(self.persona.group, Group::Seeker | Group::Graduate | Group::Outsider | Group::Expert);
        if !looks || !self.dice.chance(220) {
            return;
        }
        let Some(entry) = self.position().map(|position| &position.entry.id) else { return };
        let Some((order, by, posted)) = wanted.get(entry).and_then(|orders| self.dice.pick(orders)) else { return };
        let accepted = [None, Some(false), Some(true)][self.dice.weighted(&[35, 45, 20])];
        let day = self.town.as_of.plus_days(-self.dice.between(1, 50));
        // Nobody is asked for an order that nobody has given yet.
        self.tell_one(by, posted.map_or(day, |posted| posted.max(day)), OutcomeEvent::Offered { accepted }, None);
        if let Some(told) = self.told.last_mut() {
            told.order = Some(order.clone());
        }
    }

    /// Takes a report down; answers are given with two of five, and `grief` lowers them.
    fn tell_one(&mut self, by: &OrganisationId, date: Date, event: OutcomeEvent, asked: Option<(Stage, u8)>) {
        let satisfaction = asked.and_then(|(stage, grief)| self.answer(stage, grief));
        let Ok(id) = OutcomeId::new("R-0") else { return };
        self.told.push(Outcome {
            id,
            talent: self.profile.id.clone(),
            organisation: by.clone(),
            order: None,
            entry: self.position().map(|position| position.entry.id.clone()),
            date,
            event,
            satisfaction,
            synthetic: true,
        });
    }

    fn position(&self) -> Option<&'t Position> {
        self.town.positions.get(self.persona.position?)
    }

    fn answer(&mut self, stage: Stage, grief: u8) -> Option<Satisfaction> {
        if !self.dice.chance(400) {
            return None;
        }
        let weights: [u32; 5] = match stage {
            Stage::Attraction => [3, 8, 26, 44, 19],
            Stage::Cultivation => [5, 14, 34, 34, 13],
            Stage::Retention => [7, 18, 33, 30, 12],
            Stage::Utilization => [4, 11, 30, 39, 16],
        };
        let score = (self.dice.weighted(&weights) as u8 + 1).saturating_sub(grief).max(1);
        Some(Satisfaction { stage, score })
    }

    /// Pay from the start: around the lower end of what the position offers.
    fn begun(&mut self) -> Option<Pay> {
        let offered = self.position()?.entry.demand.pay?;
        let around = offered.min * f64::from(self.dice.between(84, 112)) / 100.0;
        pay(around, around * 1.1).filter(|_| self.dice.chance(820))
    }

    fn reason(&mut self) -> Reason {
        let column = self.persona.calling.map_or(Category::ALL.len(), |category| category as usize);
        REASONS[self.dice.weighted(&REASONS.map(|(_, weights)| weights[column]))].0
    }
}

/// A post as a stay with a firm of the city: where its firm is one, and its start is known and not too long ago.
fn of_post<'t>(town: &'t Town, post: &Post) -> Option<Stay<'t>> {
    let (start, employer) = (post.start?, post.employer.as_deref()?);
    let node = town.nodes.iter().find(|node| Some(&node.id) == post.node.as_ref())?;
    let firm = node.firms.iter().find(|firm| noise::is_named(firm, employer))?;
    let from = first_of(start).filter(|_| start >= town.month.plus(-BACK))?;
    Some(Stay { firm, from, until: post.end.and_then(|end| first_of(end.plus(1))), reason: None })
}

/// When somebody came who has left again.
fn been_here(profile: &Profile) -> Option<(Date, Date)> {
    let day = |kind| profile.events.iter().find(|event| event.kind == kind).map(|event| event.date);
    day(LifeEventKind::Inflow).zip(day(LifeEventKind::Outflow)).filter(|(came, left)| came < left)
}

/// Pay after some months: 3 % more a year.
fn rise(begun: Pay, months: MonthsAfter) -> Option<Pay> {
    let factor = 1.0 + 0.03 * f64::from(months.get()) / 12.0;
    pay(begun.min * factor, begun.max * factor)
}

/// The reason that the words of an event mean.
fn reason_of(note: &str) -> Option<Reason> {
    Some(match note {
        "薪酬" => Reason::Pay,
        "发展空间" => Reason::Growth,
        "通勤" => Reason::Commute,
        "住房" => Reason::Housing,
        "合同到期" => Reason::ContractEnd,
        _ => return None,
    })
}
