//! What a person has brought about, by the category's own measure: `x = Σ credit·reach·min(count, most) + craft + studies`,
//! `v = x / (x + half)`.
//!
//! Credits, reach factors, `most` and `half` are the method's. `craft` is a master technician's skill grade, `studies` a
//! young person's major near those asked: what each has instead of publications.

use super::qualification::Majors;
use super::{AchievementFact, Evidence, Facts, Listener};
use crate::method::AchievementValues;
use crate::model::{AchievementReach, Category, SkillGrade};

/// Grades from which craft earns credit: 高级工, where "highly skilled" begins in policy.
const FIRST_CRAFT_GRADE: u8 = 3;
/// Credit of that grade and of every one above it: a 技师 earns as much as a contest in the enterprise, a 首席技师 as a
/// national one.
const CRAFT_STEP: f64 = 0.5;
/// Credit of studies in the very major asked for: as much as one internship in the enterprise.
const STUDIES: f64 = 0.8;

/// How achievements count for a demand.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    category: Category,
    half: f64,
    /// `credit·reach` by kind and reach.
    credit: [[f64; AchievementReach::ALL.len()]; 13],
    most: [u16; 13],
}

impl Asked {
    pub(super) fn new(category: Category, values: &AchievementValues) -> Self {
        let credit = values.credit.map(|credit| values.reach.map(|reach| credit * reach));
        Self { category, half: values.half, credit, most: values.most }
    }

    /// The value of the record; `None` when nothing of it is known.
    pub(super) fn judge(&self, facts: &Facts, majors: &Majors, listener: &mut impl Listener) -> Option<f64> {
        let mut x = 0.0;
        let mut known = !facts.achievements.is_empty();
        let (mut kind, mut left) = (usize::MAX, 0);
        for fact in facts.achievements {
            if fact.kind as usize != kind {
                kind = fact.kind as usize;
                left = self.most[kind];
            }
            let counted = fact.count.min(left);
            left -= counted;
            let credit = self.credit[kind][fact.reach as usize] * f64::from(counted);
            x += credit;
            listener.hear(|| told(fact, counted, credit));
        }
        for (credit, evidence) in [self.craft(facts), self.studies(facts, majors)].into_iter().flatten() {
            known = true;
            x += credit;
            listener.hear(|| evidence);
        }
        known.then(|| x / (x + self.half))
    }

    fn craft(&self, facts: &Facts) -> Option<(f64, Evidence)> {
        if self.category != Category::MasterTechnician {
            return None;
        }
        let grade = facts.grades.iter().map(|held| held.grade.min(SkillGrade::MAX.get())).max()?;
        let credit = f64::from((grade + 1).saturating_sub(FIRST_CRAFT_GRADE)) * CRAFT_STEP;
        Some((credit, Evidence::AchievedGrade { grade, credit }))
    }

    fn studies(&self, facts: &Facts, majors: &Majors) -> Option<(f64, Evidence)> {
        if self.category != Category::Youth {
            return None;
        }
        let alignment = majors.best(facts)?;
        let credit = alignment * STUDIES;
        Some((credit, Evidence::AchievedStudies { alignment, credit }))
    }
}

const fn told(fact: &AchievementFact, counted: u16, credit: f64) -> Evidence {
    Evidence::Achieved { kind: fact.kind, reach: fact.reach, count: fact.count, counted, credit }
}
