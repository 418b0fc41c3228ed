//! Pooling as numbers: openings with seats, carriers that could hold a class for some of them, and what a class is worth.
//! Knows no people, no programmes and no dates.

use std::collections::{BTreeMap, BTreeSet};

/// A skill that a class is taught beyond its programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lesson {
    /// Number of the skill.
    pub(super) skill: u32,
    /// The level that it is taught to.
    pub(super) level: u8,
    /// Hours from the programme's level to that one; not fewer for a higher level.
    pub(super) hours: u16,
}

/// An opening with seats left over.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// Seats.
    pub(super) seats: u32,
    /// What a seat at full fit is worth.
    pub(super) weight: f64,
    /// Number of the enterprise; none for the catalog's demand.
    pub(super) firm: Option<u32>,
}

/// How a programme's graduates suit an opening.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Suit {
    /// Which opening.
    pub(super) opening: usize,
    /// Share of the full fit with the lessons, 0 to 1.
    pub(super) fit: f64,
    /// The same with everything that could be taught; no class makes more of them.
    pub(super) most: f64,
    /// What must be taught first, each skill once.
    pub(super) lessons: Vec<Lesson>,
}

/// Who could hold a class: a programme in a form from a day on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Carrier {
    /// Whose seats it uses: carriers of one group share its capacity.
    pub(super) group: usize,
    /// Fewest and most seats.
    pub(super) seats: [u32; 2],
    /// Fewest and most enterprises.
    pub(super) firms: [usize; 2],
    /// Hours that can be added.
    pub(super) hours: u32,
    /// What opening costs.
    pub(super) cost: f64,
    /// Openings that its graduates suit, each once.
    pub(super) suits: Vec<Suit>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Problem {
    pub(super) openings: Vec<Wanted>,
    pub(super) carriers: Vec<Carrier>,
    /// Capacity of each group.
    pub(super) groups: Vec<u32>,
    /// What an added hour costs.
    pub(super) hour_cost: f64,
    /// Least share of a class's seats that orders take; above 0.
    pub(super) ordered_share: f64,
}

/// A class: seats for some of its carrier's suits.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Class {
    pub(super) carrier: usize,
    /// Place among the carrier's suits, with seats above 0; by place.
    pub(super) taken: Vec<(usize, u32)>,
}

/// Lessons taken together: of two levels of one skill the higher.
#[derive(Debug, Clone, Default)]
pub(super) struct Lessons(BTreeMap<u32, (u8, u16)>);

impl Lessons {
    /// Hours that some more would add.
    pub(super) fn added(&self, lessons: &[Lesson]) -> u32 {
        let added = |lesson: &Lesson| match self.0.get(&lesson.skill) {
            Some((level, _)) if *level >= lesson.level => 0,
            Some((_, hours)) => u32::from(lesson.hours.saturating_sub(*hours)),
            None => u32::from(lesson.hours),
        };
        lessons.iter().map(added).sum()
    }

    pub(super) fn add(&mut self, lessons: &[Lesson]) {
        for lesson in lessons {
            let held = self.0.entry(lesson.skill).or_default();
            *held = (*held).max((lesson.level, lesson.hours));
        }
    }

    pub(super) fn hours(&self) -> u32 {
        self.0.values().map(|(_, hours)| u32::from(*hours)).sum()
    }

    /// By skill.
    pub(super) fn iter(&self) -> impl Iterator<Item = Lesson> + '_ {
        self.0.iter().map(|(&skill, &(level, hours))| Lesson { skill, level, hours })
    }
}

impl Class {
    pub(super) fn seats(&self) -> u32 {
        self.taken.iter().map(|(_, seats)| seats).sum()
    }
}

impl Problem {
    /// Suits that a class serves, with seats.
    pub(super) fn served<'p>(&'p self, class: &'p Class) -> impl Iterator<Item = (&'p Suit, u32)> {
        let suits = self.carriers.get(class.carrier).map_or(&[][..], |carrier| &carrier.suits);
        class.taken.iter().filter_map(|&(at, seats)| Some((suits.get(at)?, seats)))
    }

    /// What a class must be taught.
    pub(super) fn lessons(&self, class: &Class) -> Lessons {
        let mut lessons = Lessons::default();
        self.served(class).for_each(|(suit, _)| lessons.add(&suit.lessons));
        lessons
    }

    /// What a class is worth.
    pub(super) fn value(&self, class: &Class) -> f64 {
        let seats: f64 = self.served(class).map(|(suit, seats)| self.seat(suit) * f64::from(seats)).sum();
        let cost = self.carriers.get(class.carrier).map_or(0.0, |carrier| carrier.cost);
        seats - cost - self.hour_cost * f64::from(self.lessons(class).hours())
    }

    /// What a seat is worth before hours and opening.
    pub(super) fn seat(&self, suit: &Suit) -> f64 {
        self.openings[suit.opening].weight * suit.fit
    }

    /// Whether a class may be held: seats, enterprises, hours and the share of orders.
    pub(super) fn holds(&self, class: &Class) -> bool {
        let Some(carrier) = self.carriers.get(class.carrier) else { return false };
        let ordered = |(suit, _): &(&Suit, u32)| self.openings[suit.opening].firm.is_some();
        let ordered: u32 = self.served(class).filter(ordered).map(|(_, seats)| seats).sum();
        (carrier.seats[0]..=carrier.seats[1]).contains(&class.seats())
            && (carrier.firms[0]..=carrier.firms[1]).contains(&self.firms(class).len())
            && self.lessons(class).hours() <= carrier.hours
            && class.seats() - ordered <= self.beside(ordered)
    }

    /// Whether a class has fewer seats or enterprises than its form needs.
    pub(super) fn lacks(&self, class: &Class) -> bool {
        let Some(carrier) = self.carriers.get(class.carrier) else { return true };
        class.seats() < carrier.seats[0] || self.firms(class).len() < carrier.firms[0]
    }

    /// Enterprises with seats in a class.
    pub(super) fn firms(&self, class: &Class) -> BTreeSet<u32> {
        self.served(class).filter_map(|(suit, _)| self.openings[suit.opening].firm).collect()
    }

    /// Most seats of the catalog's demand beside ordered ones.
    pub(super) fn beside(&self, ordered: u32) -> u32 {
        // The millionth keeps a half from falling to what lies below it.
        (f64::from(ordered) * (1.0 - self.ordered_share) / self.ordered_share + 1e-6) as u32
    }
}
