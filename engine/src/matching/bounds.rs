//! What a person can score at most for a demand, from small reads: the nodes and occupations of posts, the ceiling of
//! achievements that was noted when the person was read, and skills. Exact for skills; posts count as if still held; a
//! criterion of which nothing is told counts its neutral value; those that are left count in full.

use crate::fit::{Brief, Facts, Names, PersonFact, UNKNOWN, Wanted, WantedRow};
use crate::index::{Career, Glances, People, Rows};
use crate::model::{Category, Criterion, Demand, EngagementModes};

/// Levels that a held skill can have: unknown, then 1 to 5.
const LEVELS: usize = 6;

/// What one held skill earns for one row of the demand, in points by level held.
#[derive(Debug, Clone, Copy)]
struct Claim {
    row: u8,
    points: [f32; LEVELS],
}

/// Who holds the skill of one row of the demand, and who holds a related one.
#[derive(Debug, Default)]
pub(super) struct Holders {
    pub(super) own: Rows,
    pub(super) related: Rows,
}

/// Tables of one demand over the dictionary's numbers, in points of 100.
pub(super) struct Bounds<'a> {
    glances: Glances<'a>,
    category: Category,
    rows: usize,
    /// By skill: 0 for one that earns nothing, else 1 + its place in `spans`.
    slots: Vec<u16>,
    spans: Vec<(u16, u16)>,
    claims: Vec<Claim>,
    /// By row of the demand: what the skill itself earns at most, and what a related one does.
    at_most: Vec<(f32, f32)>,
    /// By row of the demand: what is granted to everybody.
    granted: Vec<f32>,
    all_skills: f32,
    all_standing: f32,
    skills_floor: f32,
    nodes: Vec<f32>,
    chain_floor: f32,
    occupations: Vec<f32>,
    other_occupation: f32,
    occupation_floor: f32,
    achievement: f32,
    achievement_floor: f32,
    /// What qualification and place earn at most.
    rest: f32,
    /// What the terms earn where nothing is told, and at most.
    terms: (f32, f32),
    /// What the years earn where none are told, and at most.
    years: (f32, f32),
}

/// What the skills of a person earn at most, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earned {
    /// Those that are held.
    pub(super) own: f32,
    /// With what is granted.
    pub(super) most: f32,
}

/// A person who tells nothing.
const SILENT: Facts<'static> = Facts {
    person: PersonFact { residence: UNKNOWN, modes: EngagementModes::NONE, pay: None, available_from: None },
    skills: &[],
    posts: &[],
    schooling: &[],
    titles: &[],
    grades: &[],
    licences: &[],
    achievements: &[],
    wished_regions: &[],
    wished_occupations: &[],
    wished_nodes: &[],
};

/// What a person can earn at most without skills, criterion by criterion, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    chain: f32,
    occupation: f32,
    achievement: f32,
    years: f32,
    terms: f32,
    rest: f32,
}

impl Standing {
    pub(super) fn sum(self) -> f32 {
        self.chain + self.occupation + self.achievement + self.years + self.terms + self.rest
    }

    /// The part of a criterion; one that nothing was read for counts by its weight.
    pub(super) fn of(&self, criterion: Criterion, weight: f64) -> f64 {
        match criterion {
            Criterion::Chain => f64::from(self.chain),
            Criterion::Occupation => f64::from(self.occupation),
            Criterion::Achievement => f64::from(self.achievement),
            Criterion::Experience => f64::from(self.years),
            Criterion::Terms => f64::from(self.terms),
            Criterion::Skills | Criterion::Qualification | Criterion::Place => weight,
        }
    }
}

impl<'a> Bounds<'a> {
    pub(super) fn new(people: &'a People, brief: &Brief, category: Category) -> Self {
        let dictionary = people.dictionary();
        let points = |criterion: Criterion, value: f64| brief.points(criterion, value) as f32;
        let floor = |criterion: Criterion| points(criterion, brief.neutral(criterion));
        let by_number = |names: &Names, at_most: &dyn Fn(u16) -> f32| (0..names.len() as u16).map(at_most).collect();
        let chain = |node| points(Criterion::Chain, brief.chain_at_most(node));
        let occupation = |code| points(Criterion::Occupation, brief.occupation_at_most(code));
        let left = [Criterion::Qualification, Criterion::Place];
        let told = |criterion: Criterion| {
            let silent = points(criterion, brief.counted(criterion, &SILENT, dictionary));
            (silent, points(criterion, 1.0))
        };
        let mut bounds = Self {
            glances: people.glances(),
            category,
            rows: brief.rows().len(),
            slots: vec![0; dictionary.skills.len()],
            spans: Vec::new(),
            claims: Vec::new(),
            at_most: vec![(0.0, 0.0); brief.rows().len()],
            granted: vec![0.0; brief.rows().len()],
            all_skills: points(Criterion::Skills, 1.0),
            all_standing: points_of_all_but_skills(brief),
            skills_floor: floor(Criterion::Skills),
            nodes: by_number(&dictionary.nodes, &chain),
            chain_floor: floor(Criterion::Chain),
            occupations: by_number(&dictionary.occupations, &occupation),
            other_occupation: occupation(u16::MAX),
            occupation_floor: floor(Criterion::Occupation),
            achievement: points(Criterion::Achievement, 1.0),
            achievement_floor: floor(Criterion::Achievement),
            rest: left.into_iter().map(|criterion| points(criterion, 1.0)).sum(),
            terms: told(Criterion::Terms),
            years: told(Criterion::Experience),
        };
        bounds.claim(brief);
        bounds
    }

    /// The same bounds with the skills of some requirements, as bits, granted to everybody at the level asked: who is
    /// going to be taught. They stand in for related ones too.
    pub(super) fn granting(mut self, requirements: u64, brief: &Brief) -> Self {
        let rows: Vec<WantedRow> = brief.rows().collect();
        let total: f64 = rows.iter().map(|row| row.weight).sum();
        let is_granted = |wanted: &Wanted| wanted.exact && requirements >> wanted.requirement & 1 == 1;
        for taught in brief.wanted().filter(is_granted) {
            let level = usize::from(rows[usize::from(taught.row)].level).min(LEVELS - 1);
            for wanted in brief.wanted().filter(|wanted| wanted.skill == taught.skill) {
                let row = usize::from(wanted.row);
                let points = brief.points(Criterion::Skills, wanted.values[level] * rows[row].weight / total) as f32;
                self.granted[row] = self.granted[row].max(points);
            }
        }
        self
    }

    /// Tables what each held skill earns.
    fn claim(&mut self, brief: &Brief) {
        let weights: Vec<f64> = brief.rows().map(|row| row.weight).collect();
        let total: f64 = weights.iter().sum();
        let whole = brief.points(Criterion::Skills, 1.0);
        let mut last = None;
        for want in brief.wanted() {
            if last != Some(want.skill) {
                self.spans.push((self.claims.len() as u16, self.claims.len() as u16));
                self.slots[want.skill as usize] = self.spans.len() as u16;
                last = Some(want.skill);
            }
            let share = weights[usize::from(want.row)] / total * whole;
            let points = want.values.map(|value| (value * share) as f32);
            let most = points.into_iter().fold(0.0, f32::max);
            if let Some((own, related)) = self.at_most.get_mut(usize::from(want.row)) {
                let kind = if want.exact { own } else { related };
                *kind = kind.max(most);
            }
            self.claims.push(Claim { row: want.row, points });
            if let Some(span) = self.spans.last_mut() {
                span.1 += 1;
            }
        }
    }

    /// What a row can earn at most without skills.
    #[inline]
    pub(super) fn standing(&self, row: u32) -> Standing {
        let (careers, ceilings, told) = self.glances.career(row);
        let (chain, occupation) = self.careers(careers);
        let ceiling = f32::from(ceilings[self.category as usize]) / f32::from(u8::MAX);
        let achievement = (ceiling * self.achievement).max(self.achievement_floor);
        let of = |told: bool, (silent, most): (f32, f32)| if told { most } else { silent };
        let (years, terms) = (of(told.years, self.years), of(told.terms, self.terms));
        Standing { chain, occupation, achievement, years, terms, rest: self.rest }
    }

    /// What skills can earn in all.
    pub(super) fn all_skills(&self) -> f32 {
        self.all_skills
    }

    /// What skills earn where none are known, or none that count.
    pub(super) fn skills_floor(&self) -> Earned {
        let granted: f32 = self.granted.iter().sum();
        Earned { own: self.skills_floor, most: granted.max(self.skills_floor) }
    }

    /// What everything but skills can earn in all.
    pub(super) fn all_standing(&self) -> f32 {
        self.all_standing
    }

    /// What the skills of a row earn at most, from which lists of holders it stands in alone.
    #[inline]
    pub(super) fn skills_at_most(&self, row: u32, holders: &[Holders]) -> Earned {
        let (mut points, mut most) = (0.0, 0.0);
        for ((holders, (own, related)), granted) in holders.iter().zip(&self.at_most).zip(&self.granted) {
            let earned = if holders.own.contains(row) {
                own.max(*related)
            } else if holders.related.contains(row) {
                *related
            } else {
                0.0
            };
            points += earned;
            most += earned.max(*granted);
        }
        Earned { own: points.max(self.skills_floor), most: most.max(self.skills_floor) }
    }

    /// What the skills of a row earn.
    #[inline]
    pub(super) fn skills(&self, row: u32) -> Earned {
        let held = self.glances.skills(row);
        let mut best = [0.0_f32; Demand::MAX_REQUIREMENTS];
        let best = &mut best[..self.rows.min(Demand::MAX_REQUIREMENTS)];
        for fact in held {
            let Some(&slot) = self.slots.get(fact.skill as usize) else { continue };
            if slot == 0 {
                continue;
            }
            let (start, end) = self.spans[usize::from(slot) - 1];
            for claim in &self.claims[usize::from(start)..usize::from(end)] {
                let points = claim.points[usize::from(fact.level).min(LEVELS - 1)];
                let slot = &mut best[usize::from(claim.row)];
                *slot = slot.max(points);
            }
        }
        let own = best.iter().sum::<f32>().max(self.skills_floor);
        let most = best.iter().zip(&self.granted).map(|(own, granted)| own.max(*granted)).sum::<f32>();
        Earned { own, most: most.max(self.skills_floor) }
    }

    #[inline]
    fn careers(&self, careers: &[Career]) -> (f32, f32) {
        let (mut chain, mut occupation) = (self.chain_floor, self.occupation_floor);
        for career in careers {
            chain = chain.max(self.nodes.get(usize::from(career.node)).copied().unwrap_or(self.chain_floor));
            let code = self.occupations.get(usize::from(career.occupation)).copied();
            occupation = occupation.max(code.unwrap_or(self.other_occupation));
        }
        (chain, occupation)
    }
}

fn points_of_all_but_skills(brief: &Brief) -> f32 {
    let others = Criterion::ALL.into_iter().filter(|&criterion| criterion != Criterion::Skills);
    others.map(|criterion| brief.points(criterion, 1.0)).sum::<f64>() as f32
}
