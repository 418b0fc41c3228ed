//! Everybody who may be ranked: facts as columns, postings by skill, ids, and who is alive. A change adds a row and kills
//! the old one, and is seen at once; [`People::compact`] drops the dead.

use std::sync::Arc;

use rayon::prelude::*;

use super::columns::{Ceilings, Columns, Glances};
use super::ids::Ids;
use super::postings::{Posting, Postings};
use super::{Audience, Rows};
use crate::fit::{Dictionary, Facts, FactsBuf, PostFact, UNKNOWN};
use crate::model::{Profile, TalentId};

/// Share of dead rows above which a change makes everything anew by itself. Until then the caller may choose a quiet time.
const MOST_DEAD: f64 = 0.5;
/// Fewer rows than this are not worth tidying.
const TIDY_FROM: usize = 1024;
/// Profiles read into memory and normalised at a time while building.
const BATCH: usize = 8192;

/// Gives the ceilings of a person's achievements.
pub type Appraise = Arc<dyn Fn(&Facts<'_>) -> Ceilings + Send + Sync>;

/// The index that ranking reads. People who do not allow ranking are never in it.
#[derive(Clone)]
pub struct People {
    dictionary: Dictionary,
    appraise: Appraise,
    columns: Columns,
    postings: Postings,
    ids: Ids,
    /// Everybody who is there.
    alive: Crowd,
    /// Of them, who may be shown to enterprises.
    visible: Crowd,
}

/// Rows, and how many they are.
#[derive(Debug, Clone, Default)]
struct Crowd {
    rows: Rows,
    count: usize,
}

impl Crowd {
    fn with_room(rows: usize) -> Self {
        Self { rows: Rows::with_room(rows), count: 0 }
    }

    fn insert(&mut self, row: u32) {
        self.count += usize::from(self.rows.insert(row));
    }

    fn remove(&mut self, row: u32) {
        self.count -= usize::from(self.rows.remove(row));
    }
}

impl std::fmt::Debug for People {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("People").field("rows", &self.rows()).field("living", &self.len()).finish_non_exhaustive()
    }
}

impl People {
    /// Nobody, with the names that are already known.
    #[must_use]
    pub fn new(dictionary: Dictionary, appraise: Appraise) -> Self {
        let columns = Columns::new();
        let postings = Postings::of(&columns, dictionary.skills.len());
        Self {
            dictionary,
            appraise,
            columns,
            postings,
            ids: Ids::new(),
            alive: Crowd::default(),
            visible: Crowd::default(),
        }
    }

    /// Reads everybody. The same profiles in the same order make the same index; a later profile replaces an earlier one
    /// of the same id.
    #[must_use]
    pub fn build(dictionary: Dictionary, appraise: Appraise, profiles: impl IntoIterator<Item = Profile>) -> Self {
        let mut people = Self::new(dictionary, appraise);
        let mut profiles = profiles.into_iter();
        loop {
            let batch: Vec<Profile> = profiles.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            people.append(&batch);
        }
        people.compact();
        people
    }

    /// Puts a person in, or replaces what was known. Seen by the next ranking. A person who does not allow ranking leaves.
    pub fn upsert(&mut self, profile: &Profile) {
        self.delete(&profile.id);
        if !Audience::Insiders.is_shown(&profile.consent) {
            return;
        }
        let facts = FactsBuf::of(profile, &mut self.dictionary);
        let row = self.push(profile, &facts);
        self.postings.add(row, &self.columns);
        self.tidy();
    }

    /// Takes a person out; `true` when the person was there.
    pub fn delete(&mut self, id: &TalentId) -> bool {
        let Some(row) = self.row(id.as_str()) else { return false };
        self.alive.remove(row);
        self.visible.remove(row);
        true
    }

    /// Drops dead rows, sets people with like careers side by side, and makes the postings anew.
    pub fn compact(&mut self) {
        let mut order: Vec<u32> = self.alive.rows.iter().collect();
        order.par_sort_by_cached_key(|&row| (nearness(self.columns.facts(row).posts), row));
        self.columns = self.columns.rearranged(&order);
        let mut ids = Ids::new();
        order.iter().for_each(|&row| {
            ids.push(self.ids.id(row));
        });
        ids.shrink();
        self.ids = ids;
        let (mut alive, mut visible) = (Crowd::with_room(order.len()), Crowd::with_room(order.len()));
        for (row, &before) in (0..).zip(&order) {
            alive.insert(row);
            if self.visible.rows.contains(before) {
                visible.insert(row);
            }
        }
        (self.alive, self.visible) = (alive, visible);
        self.postings = Postings::of(&self.columns, self.dictionary.skills.len());
    }

    /// Share of rows that are dead, 0 to 1.
    #[must_use]
    pub fn dead_share(&self) -> f64 {
        let rows = self.columns.len();
        if rows == 0 { 0.0 } else { (rows - self.len()) as f64 / rows as f64 }
    }

    /// How many people may be ranked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.alive.count
    }

    /// How many of them an audience is shown.
    #[must_use]
    pub fn count(&self, audience: Audience) -> usize {
        self.crowd(audience).count
    }

    /// Whether nobody may be ranked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows there are, the dead among them: every row is below this.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.len()
    }

    /// The rows of those whom an audience is shown.
    #[must_use]
    pub fn shown(&self, audience: Audience) -> &Rows {
        &self.crowd(audience).rows
    }

    /// The names of the numbers.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The row of a person who may be ranked.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<u32> {
        self.ids.row(id).filter(|&row| self.alive.rows.contains(row))
    }

    /// The id of a row.
    #[must_use]
    pub fn id(&self, row: u32) -> &str {
        self.ids.id(row)
    }

    /// What scoring reads of a row below [`Self::rows`].
    #[inline]
    #[must_use]
    pub fn facts(&self, row: u32) -> Facts<'_> {
        self.columns.facts(row)
    }

    /// What bounds read of people.
    pub(crate) fn glances(&self) -> Glances<'_> {
        self.columns.glances()
    }

    /// Those who hold a skill, dead rows among them.
    #[must_use]
    pub fn holders(&self, skill: u32) -> [&[Posting]; 2] {
        self.postings.holders(skill)
    }

    /// How many postings a skill has, dead rows among them.
    #[must_use]
    pub fn holder_count(&self, skill: u32) -> usize {
        self.postings.count(skill)
    }

    /// Rows of whom no skill is known, dead rows among them.
    #[must_use]
    pub fn unskilled(&self) -> &[u32] {
        self.postings.unskilled()
    }

    /// Bytes of columns, postings and ids, without the dictionary, whose size goes with the words and not with people.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.columns.bytes()
            + self.postings.bytes()
            + self.ids.bytes()
            + self.alive.rows.bytes()
            + self.visible.rows.bytes()
    }

    /// Adds profiles without postings; [`Self::compact`] makes those.
    fn append(&mut self, batch: &[Profile]) {
        for profile in batch {
            self.delete(&profile.id);
            if Audience::Insiders.is_shown(&profile.consent) {
                let facts = FactsBuf::of(profile, &mut self.dictionary);
                self.push(profile, &facts);
            }
        }
    }

    fn crowd(&self, audience: Audience) -> &Crowd {
        match audience {
            Audience::Insiders => &self.alive,
            Audience::Enterprises => &self.visible,
        }
    }

    fn push(&mut self, profile: &Profile, facts: &FactsBuf) -> u32 {
        let row = self.ids.push(profile.id.as_str());
        let facts = facts.view();
        self.columns.push(&facts, (self.appraise)(&facts));
        self.alive.insert(row);
        if Audience::Enterprises.is_shown(&profile.consent) {
            self.visible.insert(row);
        }
        row
    }

    fn tidy(&mut self) {
        if self.rows() > TIDY_FROM && self.dead_share() > MOST_DEAD {
            self.compact();
        }
    }
}

/// A key that sets like careers side by side: node, then occupation, of the latest post that knows them.
fn nearness(posts: &[PostFact]) -> (u16, u16) {
    let latest = |known: fn(&PostFact) -> u16| {
        let known_posts = posts.iter().filter(|post| known(post) != UNKNOWN);
        known_posts.max_by_key(|post| (post.start, known(post))).map_or(UNKNOWN, known)
    };
    (latest(|post| post.node), latest(|post| post.occupation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::NO_CEILING;
    use crate::model::{HeldSkill, SkillLevel, SkillSource};

    fn person(id: &str, skills: &[(&str, u8)]) -> Profile {
        let held = |&(name, level): &(&str, u8)| HeldSkill {
            skill: None,
            text: Some(name.to_owned()),
            level: SkillLevel::try_from(level).ok(),
            source: SkillSource::Declared,
        };
        let mut profile = Profile::empty(TalentId::new(id).unwrap());
        profile.skills = skills.iter().map(held).collect();
        profile
    }

    fn holders(people: &People, skill: &str) -> Vec<(String, u8)> {
        let number = people.dictionary().skills.get(&crate::fit::free_key(skill)).unwrap();
        let live =
            people.holders(number).into_iter().flatten().filter(|p| people.shown(Audience::Insiders).contains(p.row()));
        let mut found: Vec<_> = live.map(|p| (people.id(p.row()).to_owned(), p.level())).collect();
        found.sort();
        found
    }

    fn unbounded() -> Appraise {
        Arc::new(|_| [NO_CEILING; 4])
    }

    fn three() -> People {
        let city = [person("a", &[("plc", 3), ("cnc", 0)]), person("b", &[("plc", 5)]), person("c", &[])];
        People::build(Dictionary::default(), unbounded(), city)
    }

    #[test]
    fn a_skill_finds_its_holders_with_their_levels() {
        let people = three();
        assert_eq!(holders(&people, "plc"), [("a".into(), 3), ("b".into(), 5)]);
        assert_eq!(holders(&people, "cnc"), [("a".into(), 0)]);
        let row = people.row("c").unwrap();
        assert_eq!(people.unskilled(), [row]);
    }

    #[test]
    fn a_change_is_seen_at_once_and_survives_tidying() {
        let mut people = three();
        people.upsert(&person("a", &[("welding", 2)]));
        assert!(people.delete(&TalentId::new("b").unwrap()));
        assert!(!people.delete(&TalentId::new("b").unwrap()));
        people.upsert(&person("d", &[("plc", 1)]));
        for tidy in [false, true] {
            if tidy {
                people.compact();
                assert_eq!(people.rows(), 3);
            }
            assert_eq!(people.len(), 3);
            assert_eq!(holders(&people, "plc"), [("d".into(), 1)]);
            assert_eq!(holders(&people, "welding"), [("a".into(), 2)]);
            assert_eq!(people.row("b"), None);
        }
    }

    #[test]
    fn who_does_not_allow_ranking_is_nowhere() {
        let mut people = three();
        let mut shy = person("a", &[("plc", 3)]);
        shy.consent.ranking = false;
        people.upsert(&shy);
        assert_eq!((people.len(), people.row("a")), (2, None));
        assert_eq!(People::build(Dictionary::default(), unbounded(), [shy]).rows(), 0);
    }

    #[test]
    fn tidying_changes_no_facts() {
        let mut people = three();
        let before: Vec<_> = ["a", "b", "c"].map(|id| format!("{:?}", people.facts(people.row(id).unwrap()))).into();
        people.upsert(&person("z", &[("x", 1)]));
        people.compact();
        let after: Vec<_> = ["a", "b", "c"].map(|id| format!("{:?}", people.facts(people.row(id).unwrap()))).into();
        assert_eq!(before, after);
    }
}
