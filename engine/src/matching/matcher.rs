//! Find → fit → rank, for a demand over people.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::positions::Positions;
use super::walk::{Effort, Scratch, Walk};
use super::{Candidate, Excluded, Question, Ranking, gates};
use crate::fit::{Brief, Dictionary, Facts, ReachBrief};
use crate::index::{Appraise, NO_CEILING, People};
use crate::model::{Category, Criterion, Demand, Order, OrderId, Profile, TalentId};
use crate::reference::Reference;

/// Ranks people for demands, and positions for people. Changes are seen by the next ranking.
#[derive(Debug)]
pub struct Matcher {
    pub(super) reference: Arc<Reference>,
    pub(super) people: People,
    pub(super) positions: Positions,
    scratch: Mutex<Vec<Scratch>>,
}

impl Matcher {
    /// Reads everybody; the positions are the edition's entries until orders are added. The same profiles in the same
    /// order make the same matcher.
    #[must_use]
    pub fn build(reference: Arc<Reference>, profiles: impl IntoIterator<Item = Profile>) -> Self {
        Self::knowing(Dictionary::default(), reference, profiles)
    }

    /// The same, with names that are already known: a skill that nobody holds has a number then, and can be taught.
    #[must_use]
    pub fn knowing(names: Dictionary, reference: Arc<Reference>, profiles: impl IntoIterator<Item = Profile>) -> Self {
        let people = People::build(names, appraise(&reference), profiles);
        let positions = Positions::of(&reference.edition);
        Self { reference, people, positions, scratch: Mutex::default() }
    }

    /// Puts a person in, or replaces what was known. Who does not allow ranking leaves.
    pub fn upsert(&mut self, profile: &Profile) {
        self.people.upsert(profile);
    }

    /// Takes a person out; `true` when the person was there.
    pub fn delete(&mut self, id: &TalentId) -> bool {
        self.people.delete(id)
    }

    /// Puts an order among the positions, or replaces it. An order that is not in force leaves.
    pub fn upsert_order(&mut self, order: &Order) {
        self.positions.upsert(order);
    }

    /// Takes an order out; `true` when it was there.
    pub fn delete_order(&mut self, id: &OrderId) -> bool {
        self.positions.delete(id)
    }

    /// Makes the index anew without the dead; worth it in a quiet hour when [`People::dead_share`] is high.
    pub fn compact(&mut self) {
        self.people.compact();
    }

    /// The index of people.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// What people are judged against.
    #[must_use]
    pub fn reference(&self) -> &Arc<Reference> {
        &self.reference
    }

    /// The best people for a demand. Who fails a gate is not among them.
    #[must_use]
    pub fn candidates(&self, demand: &Demand, question: &Question) -> Ranking {
        let brief = self.brief(demand, question);
        let reach = self.reach_brief(demand);
        let (places, effort) = self.walk(&brief, demand.category, &reach, question, None);
        let item = |&(row, score): &(u32, f64)| {
            let id = TalentId::new(self.people.id(row)).ok()?;
            let (facts, dictionary) = (self.people.facts(row), self.people.dictionary());
            Some(Candidate::told(id, score, &brief, &reach, &facts, dictionary, question.explain))
        };
        let items = places.iter().filter_map(item).collect();
        let excluded =
            question.count.then(|| gates::excluded(&self.people, question.audience, &brief, question.excluded));
        self.ranking(items, excluded, self.people.count(question.audience), effort)
    }

    /// The same for many demands, over all cores; answers in the order of the demands.
    #[must_use]
    pub fn candidates_many(&self, demands: &[Demand], question: &Question) -> Vec<Ranking> {
        demands.par_iter().map(|demand| self.candidates(demand, question)).collect()
    }

    /// Rows and scores of the best, with the gate of one requirement lifted if asked.
    pub(super) fn walk(
        &self,
        brief: &Brief,
        category: Category,
        reach: &ReachBrief,
        question: &Question,
        waived: Option<usize>,
    ) -> (Vec<(u32, f64)>, Effort) {
        let reached = |facts: &Facts<'_>| reach.score(facts, self.people.dictionary());
        let mut walk = Walk::new(&self.people, brief, category, &reached, question.sort, question.top.get())
            .shown_to(question.audience);
        if let Some(requirement) = waived {
            walk = walk.waiving(requirement);
        }
        let (places, effort) = if question.exhaustive {
            walk.everybody()
        } else {
            let mut scratch = self.pool().pop().unwrap_or_default();
            let found = walk.best(&mut scratch);
            self.pool().push(scratch);
            found
        };
        (places.into_iter().map(|place| (place.row, place.key)).collect(), effort)
    }

    pub(super) fn ranking<I>(
        &self,
        items: Vec<Candidate<I>>,
        excluded: Option<Excluded>,
        total: usize,
        effort: Effort,
    ) -> Ranking<I> {
        Ranking {
            items,
            excluded,
            total,
            examined: effort.examined,
            scored: effort.scored,
            edition: self.reference.edition.id.clone(),
            method: self.reference.method.id().to_owned(),
        }
    }

    pub(super) fn pool(&self) -> std::sync::MutexGuard<'_, Vec<Scratch>> {
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bounds achievements when a person is read: what they count depends on the category and not on the rest of the demand,
/// except that a young person's studies are held against the majors asked for.
pub(super) fn appraise(reference: &Reference) -> Appraise {
    let dictionary = Dictionary::default();
    let yardstick = |category: Category| {
        let demand = Demand {
            title: reference.edition.title.clone(),
            category,
            nodes: Vec::new(),
            occupation: None,
            requirements: Vec::new(),
            pay: None,
            modes: Vec::new(),
            regions: Vec::new(),
            due: None,
        };
        Brief::new(&demand, reference, &dictionary, reference.edition.as_of)
    };
    let yardsticks = Category::ALL.map(yardstick);
    Arc::new(move |facts| {
        Category::ALL.map(|category| match category {
            Category::Youth => NO_CEILING,
            Category::Scientist | Category::Engineer | Category::MasterTechnician => {
                let value = yardsticks[category as usize].counted(Criterion::Achievement, facts, &dictionary);
                (value * f64::from(u8::MAX)).ceil() as u8
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::GateOutcome;
    use crate::matching::testing::{REFERENCE, as_of, person};
    use crate::matching::{Places, PositionId};
    use crate::model::{Bilingual, EngagementMode, Hardness, Need, Requirement, SkillId, SkillLevel};

    fn demand(skills: &[(u8, u8, Hardness)]) -> Demand {
        let requirement = |&(number, level, hardness): &(u8, u8, Hardness)| {
            let skill = SkillId::new(format!("s{number}")).ok();
            let need = Need::Skill { skill, text: None, level: SkillLevel::try_from(level).unwrap() };
            Requirement::new(need, hardness, None).unwrap()
        };
        Demand {
            title: Bilingual::new("岗", "post").unwrap(),
            category: Category::Engineer,
            nodes: Vec::new(),
            occupation: None,
            requirements: skills.iter().map(requirement).collect(),
            pay: None,
            modes: vec![EngagementMode::FullTime],
            regions: Vec::new(),
            due: None,
        }
    }

    fn matcher() -> Matcher {
        let mut shy = person("shy", &[(0, 5), (4, 5)]);
        shy.consent.ranking = false;
        let city = [
            person("full", &[(0, 5), (4, 5)]),
            person("low", &[(0, 2), (4, 5)]),
            person("near", &[(1, 5), (4, 5)]),
            person("half", &[(0, 5), (2, 5)]),
            person("other", &[(2, 5)]),
            person("blank", &[]),
            shy,
        ];
        Matcher::build(Arc::clone(&REFERENCE), city)
    }

    const MUST: Hardness = Hardness::Must;

    fn ids(ranking: &Ranking) -> Vec<&str> {
        ranking.items.iter().map(|item| item.id.as_str()).collect()
    }

    #[test]
    fn the_best_stand_first_and_who_fails_is_counted() {
        let question = Question { count: true, excluded: 1, ..Question::new(as_of()) };
        let ranking = matcher().candidates(&demand(&[(0, 5, MUST), (4, 5, MUST)]), &question);
        assert_eq!(ids(&ranking), ["full", "near", "low", "blank"]);
        let gates: Vec<_> = ranking.items.iter().map(|item| item.gate).collect();
        assert_eq!(gates[0], GateOutcome::Pass);
        assert!(gates[1..].iter().all(|&gate| gate == GateOutcome::ToVerify));
        assert_eq!(ranking.total, 6);
        let excluded = ranking.excluded.unwrap();
        assert_eq!(excluded.total, 2);
        let by: Vec<_> = excluded.by_requirement.iter().map(|by| (by.requirement, by.count, by.alone)).collect();
        assert_eq!(by, [(0, 1, 0), (1, 2, 1)]);
        assert_eq!(excluded.by_requirement[1].ids[0].as_str(), "half");
    }

    #[test]
    fn an_explained_item_sums_to_its_score() {
        let ranking = matcher().candidates(&demand(&[(0, 3, MUST)]), &Question::new(as_of()));
        for item in &ranking.items {
            let sum = item.fit.parts.iter().fold(0.0, |sum, part| sum + part.points);
            assert_eq!((item.score.to_bits(), item.fit.score.to_bits()), (sum.to_bits(), sum.to_bits()));
            assert_eq!(item.gates.len(), 1);
        }
        let lean = Question { explain: false, ..Question::new(as_of()) };
        let untold = matcher().candidates(&demand(&[(0, 3, MUST)]), &lean);
        assert_eq!(ids(&untold), ids(&ranking));
        assert!(untold.items.iter().all(|item| item.fit.parts.iter().all(|part| part.evidence.is_empty())));
    }

    #[test]
    fn relaxing_a_gate_tells_whom_it_brings() {
        let question = Question { top: Places::try_from(3).unwrap(), ..Question::new(as_of()) };
        let wanted = demand(&[(0, 5, MUST), (4, 5, MUST), (2, 5, Hardness::Preferred)]);
        let found = matcher().what_if(&wanted, &question);
        assert_eq!((found[0].requirement, found[0].candidates_gained), (1, 1));
        assert!(found[0].kth_score_after > found[0].kth_score_before);
        assert!(found.iter().all(|r| r.requirement != 0 || r.candidates_gained == 0));
    }

    #[test]
    fn many_demands_get_the_answers_of_one() {
        let matcher = matcher();
        let demands = [demand(&[(0, 5, MUST)]), demand(&[]), demand(&[(4, 2, Hardness::Preferred)])];
        let question = Question::new(as_of());
        let one: Vec<Ranking> = demands.iter().map(|demand| matcher.candidates(demand, &question)).collect();
        assert_eq!(matcher.candidates_many(&demands, &question), one);
    }

    #[test]
    fn a_change_is_seen_by_the_next_ranking() {
        let mut matcher = matcher();
        let question = Question { top: Places::try_from(1).unwrap(), ..Question::new(as_of()) };
        let wanted = demand(&[(2, 5, MUST), (4, 5, MUST)]);
        matcher.upsert(&person("new", &[(2, 5), (4, 5)]));
        assert_eq!(ids(&matcher.candidates(&wanted, &question)), ["new"]);
        assert!(matcher.delete(&TalentId::new("new").unwrap()));
        assert_ne!(ids(&matcher.candidates(&wanted, &question)), ["new"]);
    }

    #[test]
    fn positions_are_ranked_for_a_person_who_allows_it() {
        let (matcher, question) = (matcher(), Question { count: true, ..Question::new(as_of()) });
        let mut someone = person("someone", &[(0, 5)]);
        // Each of the three entries asks for a skill that this person is known not to have.
        let barred = matcher.positions(&someone, &question);
        assert_eq!((barred.items.len(), barred.excluded.unwrap().total, barred.total), (0, 3, 3));
        someone.skills.clear();
        let ranking = matcher.positions(&someone, &question);
        let found: Vec<_> = ranking.items.iter().map(|item| item.id.clone()).collect();
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|id| matches!(id, PositionId::Entry(_))));
        someone.consent.ranking = false;
        assert!(matcher.positions(&someone, &question).items.is_empty());
    }
}
