//! A packed class judged on its very day: what else is worth teaching it, and what its graduates are worth then.

use std::collections::BTreeSet;

use super::make::Pool;
use super::problem::{Class, Lesson, Lessons};
use crate::fit::FactsBuf;

/// A class with the fits of its graduates, before it has an id.
pub(super) struct Draft {
    /// Which carrier of the problem.
    pub(super) carrier: usize,
    pub(super) seats: Vec<Seats>,
    /// What is added to the programme, by skill.
    pub(super) lessons: Vec<Lesson>,
    pub(super) graduates: FactsBuf,
    pub(super) value: f64,
}

/// Seats of a class for one opening.
pub(super) struct Seats {
    /// Its number.
    pub(super) opening: usize,
    pub(super) count: u32,
    /// The fit of a graduate.
    pub(super) fit: f64,
    /// The same without what is added; none where a gate fails.
    pub(super) without: Option<f64>,
}

impl Draft {
    /// What tells classes of one worth apart.
    pub(super) fn key(&self) -> (usize, Vec<usize>) {
        (self.carrier, self.seats.iter().map(|seats| seats.opening).collect())
    }
}

impl Pool<'_> {
    /// Writes a class out. Seats for which its graduates, judged on the very day, are not near enough are left out; a class
    /// that does not hold then is none.
    pub(super) fn draft(&self, class: &Class) -> Option<Draft> {
        let (programme, term) = *self.roles.get(class.carrier)?;
        let graduates = self.judge.graduates(self.programme(programme), term.form, term.ready);
        let served: Vec<(usize, u32)> = self.problem.served(class).map(|(suit, seats)| (suit.opening, seats)).collect();
        let lessons = self.widened(class, programme, &graduates, &served);
        let least = self.values().least_fit;
        let seats = |&(opening, count): &(usize, u32)| {
            let fit = self.judge.fit(&graduates, &lessons, opening).filter(|fit| *fit >= least)?;
            let without = self.judge.fit(&graduates, &[], opening);
            Some(Seats { opening, count, fit, without })
        };
        let seats: Vec<Seats> = served.iter().filter_map(seats).collect();
        let kept: BTreeSet<usize> = seats.iter().map(|seats| seats.opening).collect();
        let suits = &self.problem.carriers[class.carrier].suits;
        let taken = class.taken.iter().filter(|(at, _)| kept.contains(&suits[*at].opening)).copied().collect();
        let holds = self.problem.holds(&Class { carrier: class.carrier, taken });
        let value = self.worth(&seats, &lessons) - term.values.cost;
        (holds && value > 0.0).then_some(Draft { carrier: class.carrier, seats, lessons, graduates, value })
    }

    fn worth(&self, seats: &[Seats], lessons: &[Lesson]) -> f64 {
        let hours: f64 = lessons.iter().map(|lesson| f64::from(lesson.hours)).sum();
        let seat =
            |seats: &Seats| self.problem.openings[seats.opening].weight * seats.fit / 100.0 * f64::from(seats.count);
        seats.iter().map(seat).sum::<f64>() - self.values().hour_cost * hours
    }

    /// What a class must be taught, and what else its orders ask for that raises their fit by more than its hours cost,
    /// the best for an hour first, while there is room.
    fn widened(&self, class: &Class, programme: usize, graduates: &FactsBuf, served: &[(usize, u32)]) -> Vec<Lesson> {
        let mut lessons = self.problem.lessons(class);
        let room = self.problem.carriers[class.carrier].hours;
        let worth = |lessons: &Lessons| {
            let lessons: Vec<Lesson> = lessons.iter().collect();
            let seat = |&(opening, count): &(usize, u32)| {
                let fit = self.judge.fit(graduates, &lessons, opening).unwrap_or_default();
                self.problem.openings[opening].weight * fit / 100.0 * f64::from(count)
            };
            served.iter().map(seat).sum::<f64>() - self.values().hour_cost * f64::from(sum(&lessons))
        };
        let mut more: Vec<Lesson> =
            served.iter().flat_map(|(opening, _)| self.judge.lacks(programme, *opening)).collect();
        more.sort_unstable_by_key(|lesson| (lesson.skill, lesson.level));
        more.dedup();
        let mut now = worth(&lessons);
        loop {
            let mut best: Option<(f64, f64, Lessons)> = None;
            for lesson in &more {
                let hours = lessons.added(std::slice::from_ref(lesson));
                if hours == 0 || lessons.hours() + hours > room {
                    continue;
                }
                let mut wider = lessons.clone();
                wider.add(std::slice::from_ref(lesson));
                let (then, rate) = (worth(&wider), f64::from(hours));
                let rate = (then - now) / rate;
                if rate > 0.0 && best.as_ref().is_none_or(|(most, ..)| rate > *most) {
                    best = Some((rate, then, wider));
                }
            }
            let Some((_, then, wider)) = best else { return lessons.iter().collect() };
            (lessons, now) = (wider, then);
        }
    }
}

/// Hours of lessons together.
pub(super) fn sum(lessons: &[Lesson]) -> u32 {
    lessons.iter().map(|lesson| u32::from(lesson.hours)).sum()
}
