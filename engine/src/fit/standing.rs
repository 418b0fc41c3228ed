//! What a person holds in ranks: education, title, grade, licence, after recognition and equivalence. What they are worth
//! to a demand is left to the qualification and to the gates.

use super::codes::CodeClass;
use super::{Dictionary, Facts, LicenceState, occupation};
use crate::model::{Category, Date, Demand, SkillGrade, TitleLevel};
use crate::vocabulary::Vocabulary;

/// Months within which a student's graduation counts as held for a youth demand without a due date.
const YOUTH_HORIZON: i32 = 12;

/// A rank held, with what made it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    pub(super) rank: u8,
    pub(super) by: By,
}

/// Where a rank comes from; of equal ranks the last is told, which may yet turn out to be more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// A skill grade, by equivalence.
    Grade(u8),
    /// Itself.
    Plain,
    /// Lowered by a step: not recognised here, or of another occupation.
    Lowered,
}

/// Ranks by the dictionary's numbers, at a date.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    /// By education number: its rank.
    ranks: Vec<Option<u8>>,
    /// Education rank that a grade counts as, by grade.
    grade_education: Vec<Option<u8>>,
    /// Grade, title rank that it counts as, and after how many months.
    grade_title: Vec<(u8, u8, i32)>,
    /// By region number: whether titles awarded there are recognised at the place of use.
    recognised: Vec<bool>,
    now: i32,
    today: Date,
    /// Month by which a course must end to count.
    horizon: i32,
}

/// Which ranks a demand asks for; tables of the others stay empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranks {
    pub(super) education: bool,
    pub(super) title: bool,
}

impl Standing {
    pub(super) fn new(
        demand: &Demand,
        asked: Ranks,
        vocabulary: &Vocabulary,
        dictionary: &Dictionary,
        as_of: Date,
    ) -> Self {
        let Ranks { education, title } = asked;
        let grades = || (0..=SkillGrade::MAX.get()).filter_map(|grade| SkillGrade::try_from(grade).ok());
        let educations = grades().filter(|_| education).map(|grade| vocabulary.grade_as_education(grade));
        let titles = grades().filter(|_| title).flat_map(|grade| {
            let months = move |(level, years): (TitleLevel, u8)| (grade.get(), level.rank(), i32::from(years) * 12);
            vocabulary.grade_as_title(grade).map(months)
        });
        let (grade_education, grade_title) = (educations.collect(), titles.collect());
        let rank = |code: &str| vocabulary.education_rank(code);
        let ranks = if education { dictionary.educations.iter().map(rank).collect() } else { Vec::new() };
        let here: Vec<_> = demand.regions.iter().map(|used| vocabulary.recognised_in(used.as_str())).collect();
        // A demand without a place takes the titles of all.
        let holds = |from: &str| here.is_empty() || here.iter().any(|holds| holds(from));
        let recognised = if title { dictionary.regions.iter().map(holds).collect() } else { Vec::new() };
        let now = as_of.month().number();
        let horizon = match (demand.due, demand.category) {
            (Some(due), _) => due.month().number().max(now),
            (None, Category::Youth) => now + YOUTH_HORIZON,
            (None, Category::Scientist | Category::Engineer | Category::MasterTechnician) => now,
        };
        Self { ranks, grade_education, grade_title, recognised, now, today: as_of, horizon }
    }

    /// The best education, courses that end by the horizon and grades by equivalence.
    pub(super) fn education(&self, facts: &Facts) -> Option<Held> {
        let ended = facts.schooling.iter().filter(|c| c.graduation.is_none_or(|end| end.number() <= self.horizon));
        let rank = |number: u16| self.ranks.get(usize::from(number)).copied().flatten();
        let taught = ended.filter_map(|c| rank(c.level)).map(|rank| Held { rank, by: By::Plain });
        let equal = facts.grades.iter().filter_map(|held| {
            let rank = self.grade_education.get(usize::from(held.grade)).copied().flatten()?;
            Some(Held { rank, by: By::Grade(held.grade) })
        });
        taught.chain(equal).max()
    }

    /// The best title, after recognition, and grades by equivalence.
    pub(super) fn title(&self, facts: &Facts) -> Option<Held> {
        let own = facts.titles.iter().map(|title| {
            let here = self.recognised.get(usize::from(title.awarded_in)).copied().unwrap_or(true);
            if here {
                Held { rank: title.rank, by: By::Plain }
            } else {
                Held { rank: title.rank.saturating_sub(1), by: By::Lowered }
            }
        });
        let equal = facts.grades.iter().flat_map(|held| {
            let months = held.awarded.map(|awarded| self.now - awarded.number());
            let ripe =
                move |&&(grade, _, least): &&(u8, u8, i32)| grade == held.grade && months.is_some_and(|m| m >= least);
            self.grade_title.iter().filter(ripe).map(|&(grade, rank, _)| Held { rank, by: By::Grade(grade) })
        });
        own.chain(equal).max()
    }

    /// How a licence stands: valid on the day of judging, or not.
    pub(super) fn licence(&self, number: Option<u16>, facts: &Facts) -> (LicenceState, Option<Date>) {
        if facts.licences.is_empty() {
            return (LicenceState::Unknown, None);
        }
        let held = facts.licences.iter().filter(|held| Some(held.licence) == number);
        // One that never runs out comes last in time.
        let last = held.map(|held| held.valid_until).max_by_key(|until| (until.is_none(), *until));
        match last {
            None => (LicenceState::NotHeld, None),
            Some(Some(until)) if until < self.today => (LicenceState::Expired, Some(until)),
            Some(until) => (LicenceState::Valid, until),
        }
    }

    /// The first code, by name, of the courses that give this rank.
    pub(super) fn education_code(&self, rank: u8, facts: &Facts, dictionary: &Dictionary) -> Option<String> {
        let ended = facts.schooling.iter().filter(|c| c.graduation.is_none_or(|end| end.number() <= self.horizon));
        let of_rank = ended.filter(|c| self.ranks.get(usize::from(c.level)).copied().flatten() == Some(rank));
        of_rank.map(|c| dictionary.educations.name(c.level)).min().map(str::to_owned)
    }
}

/// The best grade; one of an occupation that does not share the middle class of the one asked counts a step less.
pub(super) fn grade_held(facts: &Facts, occupation: &occupation::Asked) -> Option<Held> {
    let judged = facts.grades.iter().map(|held| match occupation.class(held.occupation) {
        Some(class) if class < CodeClass::Middle => Held { rank: held.grade.saturating_sub(1), by: By::Lowered },
        _ => Held { rank: held.grade, by: By::Plain },
    });
    judged.max()
}
