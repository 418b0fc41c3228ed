//! What a person has brought about, by the category's own measure: `x = Σ credit·reach·min(count, most) + craft + studies`,
//! `v = x / (x + half)`.
//!
//! Credits, reach factors, `most` and `half` are the method's. `craft` is a master technician's skill grade, `studies` a
//! young person's major near those asked: what each has instead of publications.

use super::majors::Majors;
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

#[cfg(test)]
mod tests {
    use super::super::trial::{achieved, course, demand, fit, held_grade, judged, nobody, wish};
    use crate::model::AchievementKind::{Contest, Internship, PatentConverted, PatentGranted, RepresentativeWork};
    use crate::model::AchievementReach::{National, Organisation};
    use crate::model::{Achievement, Category, Criterion, MajorId, Need, Profile};

    fn value(category: Category, achievements: Vec<Achievement>) -> Option<f64> {
        judged(&fit(&demand(category, Vec::new()), &Profile { achievements, ..nobody() }), Criterion::Achievement)
    }

    #[test]
    fn a_worked_example() {
        // Engineer: two converted patents 1.2 each, one national contest .3·2.2; half 3.
        let x = 2.0 * 1.2 + 0.3 * 2.2;
        let record = vec![achieved(Contest, National, 1), achieved(PatentConverted, Organisation, 2)];
        assert!((value(Category::Engineer, record).unwrap() - x / (x + 3.0)).abs() < 1e-12);
    }

    #[test]
    fn only_the_best_of_a_kind_count() {
        let five = value(Category::Scientist, vec![achieved(RepresentativeWork, National, 5)]);
        let padded = vec![achieved(RepresentativeWork, Organisation, 400), achieved(RepresentativeWork, National, 5)];
        assert_eq!(value(Category::Scientist, padded), five);
    }

    #[test]
    fn a_patent_in_use_beats_two_on_paper() {
        let used = value(Category::Engineer, vec![achieved(PatentConverted, Organisation, 1)]);
        assert!(used > value(Category::Engineer, vec![achieved(PatentGranted, National, 2)]));
    }

    #[test]
    fn craft_and_studies_are_achievements_of_their_categories() {
        let master = Profile { grades: vec![held_grade(4, "", None)], ..nobody() };
        let judge =
            |category, needs, person: &Profile| judged(&fit(&demand(category, needs), person), Criterion::Achievement);
        assert_eq!(judge(Category::MasterTechnician, Vec::new(), &master), Some(1.0 / (1.0 + 3.0)));
        assert_eq!(judge(Category::Engineer, Vec::new(), &master), None);
        let student = Profile { schooling: vec![course("31", "v460301", None)], ..nobody() };
        let major = || vec![wish(Need::Major { any_of: vec![MajorId::new("v460301").unwrap()] })];
        assert_eq!(judge(Category::Youth, major(), &student), Some(0.8 / (0.8 + 1.5)));
        assert_eq!(judge(Category::Engineer, major(), &student), None);
    }

    #[test]
    fn more_never_counts_less_and_never_reaches_one() {
        let mut last = 0.0;
        for count in 1..20 {
            let next = value(Category::Youth, vec![achieved(Internship, National, count)]).unwrap();
            assert!((last..1.0).contains(&next));
            last = next;
        }
        assert_eq!(value(Category::Youth, Vec::new()), None);
    }
}
