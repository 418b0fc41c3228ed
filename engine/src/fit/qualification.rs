//! Education, major, title, grade and licences, as far as the demand asks for them: the mean of their values by the
//! method's shares. A step below what is asked costs, none above it earns; what is not known of the person counts 0 beside
//! what is. The whole never weighs more than 0.15.
//!
//! Equivalences come before comparison: a skill grade counts as an education and, some years on, as a title; a title of a
//! city that the place of use does not recognise, and a grade of an occupation far away, count one step less.

use super::majors::Majors;
use super::standing::{By, Held, Ranks, Standing, grade_held};
use super::{Dictionary, Evidence, Facts, LicenceState, Listener, occupation};
use crate::method::QualificationValues;
use crate::model::{Date, Demand, Need};
use crate::vocabulary::Vocabulary;

/// What a demand asks for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    items: Vec<Item>,
    pub(super) majors: Majors,
    pub(super) standing: Standing,
    /// Value of a rank by the steps it lies below the one asked.
    steps: [f64; 3],
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
        let ranks = Ranks {
            education: wants(|want| matches!(want, Want::Education { .. })),
            title: wants(|want| matches!(want, Want::Title { .. })),
        };
        let standing = Standing::new(demand, ranks, vocabulary, dictionary, as_of);
        Self {
            majors: Majors::new(demand, values, vocabulary, dictionary),
            items,
            standing,
            steps: [1.0, values.one_step_below, values.two_steps_below],
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
                self.standing.education(facts).map(|held| rank.map_or(0.0, |r| self.step(r, held.rank)))
            }
            Want::Major => self.majors.best(facts),
            Want::Title { rank } => self.standing.title(facts).map(|held| self.step(*rank, held.rank)),
            Want::Grade { grade } => grade_held(facts, occupation).map(|held| self.step(*grade, held.rank)),
            Want::Licence { number, .. } => match self.standing.licence(*number, facts).0 {
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
                let held = self.standing.education(facts);
                let name = held
                    .filter(|held| held.by == By::Plain)
                    .and_then(|held| self.standing.education_code(held.rank, facts, dictionary));
                Evidence::Education { requirement, asked: code.clone(), held: name, by_grade: grade_of(held), value }
            }
            Want::Major => {
                let held = self.majors.nearest(facts, dictionary).map(str::to_owned);
                Evidence::Major { requirement, held, value }
            }
            Want::Title { rank } => {
                let held = self.standing.title(facts);
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
                let (state, valid_until) = self.standing.licence(*number, facts);
                Evidence::Licence { requirement, licence: name.clone(), state, valid_until }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    use crate::fit::GateOutcome::{self, Fail, Pass, ToVerify};
    use crate::model::{Category, Criterion, MajorId, Profile, Requirement, TitleLevel};

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
        assert_eq!(gate(education("14"), &technician(2026)), ToVerify);
        let schooled = Profile { schooling: vec![course("31", "", None)], ..technician(2026) };
        assert_eq!(gate(education("14"), &schooled), Fail);
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
