//! Education, major, title, grade and licences, as far as the demand asks for them: the mean of their values by the
//! method's shares. A step below what is asked costs, none above it earns; what is not known of the person counts 0 beside
//! what is. The whole never weighs more than 0.15.
//!
//! Equivalences come before comparison: a skill grade counts as an education and, some years on, as a title; a title of a
//! city that the place of use does not recognise, and a grade of an occupation far away, count one step less.

use super::codes::CodeClass;
use super::{Dictionary, Evidence, Facts, LicenceState, Listener, UNKNOWN, occupation};
use crate::method::QualificationValues;
use crate::model::{Category, Date, Demand, Need, SkillGrade, TitleLevel};
use crate::vocabulary::{MajorMatch, Vocabulary};

/// Months within which a student's graduation counts as held for a youth demand without a due date.
const YOUTH_HORIZON: i32 = 12;

/// What a demand asks for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    items: Vec<Item>,
    pub(super) majors: Majors,
    /// By education number: its rank.
    ranks: Vec<Option<u8>>,
    /// Education rank that a grade counts as, by grade.
    grade_education: Vec<Option<u8>>,
    /// Grade, title rank that it counts as, and after how many months.
    grade_title: Vec<(u8, u8, i32)>,
    /// By region number: whether titles awarded there are recognised at the place of use.
    recognised: Vec<bool>,
    steps: [f64; 3],
    now: i32,
    today: Date,
    /// Month by which a course must end to count.
    horizon: i32,
}

/// One thing asked for.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Index in the demand's list.
    pub(super) requirement: u8,
    pub(super) want: Want,
    share: f64,
}

/// What is wanted, in ranks and numbers.
#[derive(Debug, Clone)]
pub(super) enum Want {
    /// A rank; `None` for a code that no vocabulary knows, which nobody meets.
    Education {
        code: String,
        rank: Option<u8>,
    },
    Major,
    Title {
        rank: u8,
    },
    Grade {
        grade: u8,
    },
    Licence {
        name: String,
        number: Option<u16>,
    },
}

/// Majors near those a demand asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Majors {
    /// By major number: 1 for the same, less for the same class or field; empty when none are asked for.
    values: Vec<f64>,
}

impl Majors {
    fn new(demand: &Demand, values: &QualificationValues, vocabulary: &Vocabulary, dictionary: &Dictionary) -> Self {
        let asked: Vec<_> = demand.requirements.iter().filter_map(|asked| majors_of(&asked.need)).flatten().collect();
        if asked.is_empty() {
            return Self::default();
        }
        let shares = [0.0, values.major_field, values.major_class, values.major_same];
        let like = |held: &str| {
            if asked.iter().any(|wanted| wanted.as_str() == held) {
                return values.major_same;
            }
            let nearest = asked.iter().filter_map(|wanted| vocabulary.major_match(wanted.as_str(), held)).max();
            shares[nearest.unwrap_or(MajorMatch::Apart) as usize]
        };
        Self { values: dictionary.majors.iter().map(like).collect() }
    }

    /// The value of the nearest major studied; `None` when no major is known or none is asked for.
    pub(super) fn best(&self, facts: &Facts) -> Option<f64> {
        self.studied(facts).map(|(value, _)| value).reduce(f64::max)
    }

    /// The nearest major studied; of several, the first by name.
    fn nearest<'a>(&self, facts: &Facts, dictionary: &'a Dictionary) -> Option<&'a str> {
        let best = self.best(facts)?;
        let nearest = self.studied(facts).filter(|(value, _)| *value >= best);
        nearest.map(|(_, number)| dictionary.majors.name(number)).min()
    }

    /// Values and numbers of all majors studied; nothing when no major is asked for.
    fn studied(&self, facts: &Facts) -> impl Iterator<Item = (f64, u16)> {
        let asked = !self.values.is_empty();
        let known = facts.schooling.iter().filter(move |course| asked && course.major != UNKNOWN);
        known.map(|course| (self.values.get(usize::from(course.major)).copied().unwrap_or(0.0), course.major))
    }
}

const fn majors_of(need: &Need) -> Option<&Vec<crate::model::MajorId>> {
    if let Need::Major { any_of } = need { Some(any_of) } else { None }
}

/// A rank held, with what made it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    pub(super) rank: u8,
    pub(super) by: By,
}

/// Where a rank comes from; the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// A skill grade, by equivalence.
    Grade(u8),
    /// Lowered by a step: not recognised here, or of another occupation.
    Lowered,
    /// Itself.
    Plain,
}

impl Asked {
    pub(super) fn new(
        demand: &Demand,
        values: &QualificationValues,
        vocabulary: &Vocabulary,
        dictionary: &Dictionary,
        as_of: Date,
    ) -> Self {
        let items: Vec<Item> = demand
            .requirements
            .iter()
            .enumerate()
            .filter_map(|(i, asked)| item(i as u8, &asked.need, values, vocabulary, dictionary))
            .collect();
        let wants = |test: fn(&Want) -> bool| items.iter().any(|item| test(&item.want));
        let (education, title) =
            (wants(|w| matches!(w, Want::Education { .. })), wants(|w| matches!(w, Want::Title { .. })));
        let grades = || (0..=SkillGrade::MAX.get()).filter_map(|grade| SkillGrade::try_from(grade).ok());
        let educations = grades().filter(|_| education).map(|grade| vocabulary.grade_as_education(grade));
        let titles = grades().filter(|_| title).flat_map(|grade| {
            let months = move |(level, years): (TitleLevel, u8)| (grade.get(), level.rank(), i32::from(years) * 12);
            vocabulary.grade_as_title(grade).map(months)
        });
        let (grade_education, grade_title) = (educations.collect(), titles.collect());
        let rank = |code: &str| vocabulary.education_rank(code);
        let ranks = if education { dictionary.educations.iter().map(rank).collect() } else { Vec::new() };
        let holds = |from: &str| recognised(from, demand, vocabulary);
        let recognised = if title { dictionary.regions.iter().map(holds).collect() } else { Vec::new() };
        let now = as_of.month().number();
        let horizon = match (demand.due, demand.category) {
            (Some(due), _) => due.month().number().max(now),
            (None, Category::Youth) => now + YOUTH_HORIZON,
            (None, Category::Scientist | Category::Engineer | Category::MasterTechnician) => now,
        };
        Self {
            majors: Majors::new(demand, values, vocabulary, dictionary),
            items,
            ranks,
            grade_education,
            grade_title,
            recognised,
            steps: [1.0, values.one_step_below, values.two_steps_below],
            now,
            today: as_of,
            horizon,
        }
    }

    /// The value of the qualifications; `None` when the demand asks for none, or none of those asked is known.
    pub(super) fn judge(
        &self,
        facts: &Facts,
        occupation: &occupation::Asked,
        dictionary: &Dictionary,
        listener: &mut impl Listener,
    ) -> Option<f64> {
        let (mut sum, mut shares, mut known) = (0.0, 0.0, false);
        for item in &self.items {
            let value = self.value(&item.want, facts, occupation);
            known |= value.is_some();
            shares += item.share;
            sum += item.share * value.unwrap_or(0.0);
            listener.hear(|| self.tell(item, facts, occupation, dictionary));
        }
        (known && shares > 0.0).then(|| sum / shares)
    }

    fn value(&self, want: &Want, facts: &Facts, occupation: &occupation::Asked) -> Option<f64> {
        match want {
            Want::Education { rank, .. } => {
                self.education(facts).map(|held| rank.map_or(0.0, |r| self.step(r, held.rank)))
            }
            Want::Major => self.majors.best(facts),
            Want::Title { rank } => self.title(facts).map(|held| self.step(*rank, held.rank)),
            Want::Grade { grade } => grade_held(facts, occupation).map(|held| self.step(*grade, held.rank)),
            Want::Licence { number, .. } => match self.licence(*number, facts).0 {
                LicenceState::Valid => Some(1.0),
                LicenceState::Expired | LicenceState::NotHeld => Some(0.0),
                LicenceState::Unknown => None,
            },
        }
    }

    /// The value of a rank held against a rank asked.
    #[inline]
    fn step(&self, asked: u8, held: u8) -> f64 {
        self.steps.get(usize::from(asked.saturating_sub(held))).copied().unwrap_or(0.0)
    }

    /// What is asked for, in the order of the demand.
    pub(super) fn items(&self) -> &[Item] {
        &self.items
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

    /// The evidence for one item.
    pub(super) fn tell(
        &self,
        item: &Item,
        facts: &Facts,
        occupation: &occupation::Asked,
        dictionary: &Dictionary,
    ) -> Evidence {
        let requirement = usize::from(item.requirement);
        let value = self.value(&item.want, facts, occupation).unwrap_or(0.0);
        let grade_of = |held: Option<Held>| match held.map(|held| held.by) {
            Some(By::Grade(grade)) => Some(grade),
            Some(By::Plain | By::Lowered) | None => None,
        };
        let lowered = |held: Option<Held>| held.is_some_and(|held| held.by == By::Lowered);
        match &item.want {
            Want::Education { code, .. } => {
                let held = self.education(facts);
                let name = held
                    .filter(|held| held.by == By::Plain)
                    .and_then(|held| self.education_code(held.rank, facts, dictionary));
                Evidence::Education { requirement, asked: code.clone(), held: name, by_grade: grade_of(held), value }
            }
            Want::Major => {
                let held = self.majors.nearest(facts, dictionary).map(str::to_owned);
                Evidence::Major { requirement, held, value }
            }
            Want::Title { rank } => {
                let held = self.title(facts);
                let (rank_held, lowered, by_grade) = (held.map(|h| h.rank), lowered(held), grade_of(held));
                Evidence::Title { requirement, asked: *rank, held: rank_held, lowered, by_grade, value }
            }
            Want::Grade { grade } => {
                let held = grade_held(facts, occupation);
                Evidence::Grade {
                    requirement,
                    asked: *grade,
                    held: held.map(|h| h.rank),
                    lowered: lowered(held),
                    value,
                }
            }
            Want::Licence { name, number } => {
                let (state, valid_until) = self.licence(*number, facts);
                Evidence::Licence { requirement, licence: name.clone(), state, valid_until }
            }
        }
    }

    /// The first code, by name, of the courses that give this rank.
    fn education_code(&self, rank: u8, facts: &Facts, dictionary: &Dictionary) -> Option<String> {
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

fn item(
    requirement: u8,
    need: &Need,
    values: &QualificationValues,
    vocabulary: &Vocabulary,
    dictionary: &Dictionary,
) -> Option<Item> {
    let (want, share) = match need {
        Need::Education { at_least } => {
            let rank = vocabulary.education_rank(at_least.as_str());
            (Want::Education { code: at_least.as_str().to_owned(), rank }, values.education)
        }
        Need::Major { .. } => (Want::Major, values.major),
        Need::Title { at_least } => (Want::Title { rank: at_least.rank() }, values.title),
        Need::Grade { at_least } => (Want::Grade { grade: at_least.get() }, values.grade),
        Need::Licence { licence } => {
            let number = dictionary.licences.get(licence.as_str()).and_then(|n| u16::try_from(n).ok());
            // A licence is proof of a craft as a grade is.
            (Want::Licence { name: licence.as_str().to_owned(), number }, values.grade)
        }
        Need::Skill { .. } | Need::Experience { .. } => return None,
    };
    Some(Item { requirement, want, share })
}

/// Whether a title awarded in `from` holds at a place of use. A demand without a place takes all.
fn recognised(from: &str, demand: &Demand, vocabulary: &Vocabulary) -> bool {
    demand.regions.is_empty() || demand.regions.iter().any(|used| vocabulary.title_holds(from, used.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    use crate::fit::GateOutcome::{self, Fail, Pass, ToVerify};
    use crate::model::{Criterion, MajorId, Profile, Requirement};

    fn value(needs: Vec<Requirement>, person: &Profile) -> Option<f64> {
        judged(&fit(&demand(Category::Engineer, needs), person), Criterion::Qualification)
    }

    fn gate(need: Need, person: &Profile) -> GateOutcome {
        with_brief(&demand(Category::Engineer, vec![legal(need)]), person, |brief, facts, _| {
            brief.gate(facts).outcome()
        })
    }

    fn major(id: &str) -> Need {
        Need::Major { any_of: vec![MajorId::new(id).unwrap()] }
    }

    fn titled(level: TitleLevel) -> Need {
        Need::Title { at_least: level }
    }

    #[test]
    fn a_worked_example() {
        // Master asked, bachelor held: one step, .6 of share .3; class of the major .8 of share .3; title unknown: 0 of .2.
        let needs = || vec![wish(education("14")), wish(major("b080202")), wish(titled(TitleLevel::Intermediate))];
        let person = Profile { schooling: vec![course("21", "b080213", None)], ..nobody() };
        let by_hand = (0.3 * 0.6 + 0.3 * 0.8 + 0.0) / 0.8;
        assert!((value(needs(), &person).unwrap() - by_hand).abs() < 1e-12);
        assert_eq!(value(needs(), &nobody()), None);
        assert_eq!(value(Vec::new(), &person), None);
    }

    #[test]
    fn more_than_asked_earns_nothing_more() {
        let doctor = Profile { schooling: vec![course("11", "", None)], ..nobody() };
        let college = Profile { schooling: vec![course("31", "", None)], ..nobody() };
        let asked = || vec![wish(education("31"))];
        assert_eq!(value(asked(), &doctor), Some(1.0));
        assert_eq!(value(asked(), &college), Some(1.0));
    }

    #[test]
    fn a_technician_counts_as_a_bachelor_and_later_as_an_engineer() {
        let technician = |year| Profile { grades: vec![held_grade(4, "", Some(month(year, 1)))], ..nobody() };
        assert_eq!(value(vec![wish(education("21"))], &technician(2026)), Some(1.0));
        assert_eq!(value(vec![wish(titled(TitleLevel::Intermediate))], &technician(2026)), None);
        assert_eq!(value(vec![wish(titled(TitleLevel::Intermediate))], &technician(2023)), Some(1.0));
        assert_eq!(gate(education("21"), &technician(2026)), Pass);
    }

    #[test]
    fn titles_hold_where_they_are_recognised() {
        let of = |region: &str| Profile { titles: vec![title(TitleLevel::Intermediate, region)], ..nobody() };
        let asked = || vec![wish(titled(TitleLevel::Intermediate))];
        assert_eq!(value(asked(), &of("441881")), Some(1.0));
        assert_eq!(value(asked(), &of("440114")), Some(1.0));
        assert_eq!(value(asked(), &of("430100")), Some(0.6));
        assert_eq!(gate(titled(TitleLevel::Intermediate), &of("430100")), ToVerify);
        assert_eq!(gate(titled(TitleLevel::Senior), &of("441881")), Fail);
    }

    #[test]
    fn studies_count_once_they_end_in_time() {
        let until = |year| Profile { schooling: vec![course("21", "", Some(month(year, 7)))], ..nobody() };
        assert_eq!(value(vec![wish(education("21"))], &until(2024)), Some(1.0));
        assert_eq!(value(vec![wish(education("21"))], &until(2028)), None);
        let young = demand(Category::Youth, vec![wish(education("21"))]);
        assert_eq!(judged(&fit(&young, &until(2027)), Criterion::Qualification), Some(1.0));
    }

    #[test]
    fn licences_gate_by_their_last_day() {
        let holds = |until| Profile { licences: vec![held_licence("lift", until)], ..nobody() };
        assert_eq!(gate(licence("lift"), &holds(None)), Pass);
        assert_eq!(gate(licence("lift"), &holds(Some(today()))), Pass);
        assert_eq!(gate(licence("lift"), &holds(Some(today().plus_days(-1)))), Fail);
        assert_eq!(gate(licence("electrician"), &holds(None)), Fail);
        assert_eq!(gate(licence("lift"), &nobody()), ToVerify);
        let renewed =
            vec![held_licence("lift", Some(today().plus_days(-9))), held_licence("lift", Some(today().plus_days(9)))];
        assert_eq!(gate(licence("lift"), &Profile { licences: renewed, ..nobody() }), Pass);
    }

    #[test]
    fn a_grade_of_another_craft_counts_a_step_less() {
        let of = |code: &str| Profile { grades: vec![held_grade(4, code, None)], ..nobody() };
        assert_eq!(value(vec![wish(grade(4))], &of("2-02-38-05")), Some(1.0));
        assert_eq!(value(vec![wish(grade(4))], &of("6-18-04-01")), Some(0.6));
        assert_eq!(gate(grade(4), &of("6-18-04-01")), ToVerify);
        assert_eq!(gate(grade(4), &of("")), Pass);
        assert_eq!(gate(grade(5), &of("")), Fail);
    }
}
