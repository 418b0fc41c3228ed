//! People as columns: the lists of [`Facts`] end to end, one array a list. The ends of a person's lists stand side by side
//! in one row of a matrix, so that looking a person up touches one place.

use ndarray::Array2;

use crate::fit::{
    AchievementFact, Facts, GradeFact, LicenceFact, PersonFact, PostFact, SchoolingFact, SkillFact, TitleFact,
};
use crate::model::Category;

/// One part in so many is left as room when columns are made anew.
const ROOM: usize = 16;
/// How many lists a person has.
const LISTS: usize = 10;

/// Where and as what a post was held: all that a bound reads of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Career {
    /// Number of the node.
    pub(crate) node: u16,
    /// Number of the occupation.
    pub(crate) occupation: u16,
}

/// Bounds of achievements, one byte a category: a value of 0 to 1 in 255ths, rounded up.
pub type Ceilings = [u8; Category::ALL.len()];
/// Nothing is known of the value but that it is at most 1.
pub const NO_CEILING: u8 = u8::MAX;

/// What a row tells at all: where it is silent, a criterion has its neutral value, and a bound need not look further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    /// Pay asked, or a first day.
    pub(crate) terms: bool,
    /// The first month of any post.
    pub(crate) years: bool,
}

impl Told {
    fn by(facts: &Facts<'_>) -> Self {
        let terms = facts.person.pay.is_some() || facts.person.available_from.is_some();
        Self { terms, years: facts.posts.iter().any(|post| post.start.is_some()) }
    }
}

/// All that a first bound reads of a row in one place.
#[derive(Debug, Clone, Copy)]
struct Head {
    skills_end: u32,
    posts_end: u32,
    ceilings: Ceilings,
    told: Told,
}

/// What bounds read of people, laid bare so that a walk over many rows stays cheap. A row that was never given has nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glances<'a> {
    /// `heads[row + 1]` is the row's; the first is all zeros.
    heads: &'a [Head],
    skills: &'a [SkillFact],
    careers: &'a [Career],
}

impl<'a> Glances<'a> {
    /// Posts of a row, the ceilings of its achievements, and what it tells.
    #[inline]
    pub(crate) fn career(&self, row: u32) -> (&'a [Career], Ceilings, Told) {
        match self.heads.get(row as usize..row as usize + 2) {
            Some([before, own]) => {
                (&self.careers[before.posts_end as usize..own.posts_end as usize], own.ceilings, own.told)
            }
            _ => (&[], [NO_CEILING; Category::ALL.len()], Told { terms: true, years: true }),
        }
    }

    /// Skills of a row.
    #[inline]
    pub(crate) fn skills(&self, row: u32) -> &'a [SkillFact] {
        match self.heads.get(row as usize..row as usize + 2) {
            Some([before, own]) => &self.skills[before.skills_end as usize..own.skills_end as usize],
            _ => &[],
        }
    }
}

/// Facts of many people; a row each, rows only added.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    /// `ends[[row + 1, list]]`: where the row's list ends; row 0 is all zeros.
    ends: Array2<u32>,
    heads: Vec<Head>,
    people: Vec<PersonFact>,
    skills: Vec<SkillFact>,
    posts: Vec<PostFact>,
    /// Beside each post.
    careers: Vec<Career>,
    schooling: Vec<SchoolingFact>,
    titles: Vec<TitleFact>,
    grades: Vec<GradeFact>,
    licences: Vec<LicenceFact>,
    achievements: Vec<AchievementFact>,
    wished_regions: Vec<u16>,
    wished_occupations: Vec<u16>,
    wished_nodes: Vec<u16>,
}

impl Columns {
    pub(crate) fn new() -> Self {
        Self {
            ends: Array2::zeros((1, LISTS)),
            heads: vec![Head {
                skills_end: 0,
                posts_end: 0,
                ceilings: [0; Category::ALL.len()],
                told: Told { terms: false, years: false },
            }],
            people: Vec::new(),
            skills: Vec::new(),
            posts: Vec::new(),
            careers: Vec::new(),
            schooling: Vec::new(),
            titles: Vec::new(),
            grades: Vec::new(),
            licences: Vec::new(),
            achievements: Vec::new(),
            wished_regions: Vec::new(),
            wished_occupations: Vec::new(),
            wished_nodes: Vec::new(),
        }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.people.len()
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, facts: &Facts<'_>, ceilings: Ceilings) {
        self.people.push(facts.person);
        self.skills.extend_from_slice(facts.skills);
        self.posts.extend_from_slice(facts.posts);
        self.careers.extend(facts.posts.iter().map(|post| Career { node: post.node, occupation: post.occupation }));
        self.schooling.extend_from_slice(facts.schooling);
        self.titles.extend_from_slice(facts.titles);
        self.grades.extend_from_slice(facts.grades);
        self.licences.extend_from_slice(facts.licences);
        self.achievements.extend_from_slice(facts.achievements);
        self.wished_regions.extend_from_slice(facts.wished_regions);
        self.wished_occupations.extend_from_slice(facts.wished_occupations);
        self.wished_nodes.extend_from_slice(facts.wished_nodes);
        let (skills_end, posts_end) = (self.skills.len() as u32, self.posts.len() as u32);
        self.heads.push(Head { skills_end, posts_end, ceilings, told: Told::by(facts) });
        let ends = self.lengths().map(|length| length as u32);
        let pushed = self.ends.push_row(ndarray::aview1(&ends));
        debug_assert!(pushed.is_ok(), "a row has as many ends as the matrix has columns");
    }

    /// The facts of a row. Panics, as any slice does, on a row that was never given.
    #[inline]
    pub(crate) fn facts(&self, row: u32) -> Facts<'_> {
        let at = row as usize;
        let (starts, ends) = (self.ends_before(at), self.ends_before(at + 1));
        let range = |list: usize| starts[list] as usize..ends[list] as usize;
        Facts {
            person: self.people[at],
            skills: &self.skills[range(0)],
            posts: &self.posts[range(1)],
            schooling: &self.schooling[range(2)],
            titles: &self.titles[range(3)],
            grades: &self.grades[range(4)],
            licences: &self.licences[range(5)],
            achievements: &self.achievements[range(6)],
            wished_regions: &self.wished_regions[range(7)],
            wished_occupations: &self.wished_occupations[range(8)],
            wished_nodes: &self.wished_nodes[range(9)],
        }
    }

    /// The skills of a row alone: what the first look needs.
    #[inline]
    pub(crate) fn skills(&self, row: u32) -> &[SkillFact] {
        let at = row as usize;
        &self.skills[self.ends_before(at)[0] as usize..self.ends_before(at + 1)[0] as usize]
    }

    /// What bounds read.
    pub(crate) fn glances(&self) -> Glances<'_> {
        Glances { heads: &self.heads, skills: &self.skills, careers: &self.careers }
    }

    /// The same rows in another order, or fewer of them.
    pub(crate) fn rearranged(&self, order: &[u32]) -> Self {
        let mut columns = Self::new();
        columns.people.reserve_exact(order.len() + order.len() / ROOM);
        let _ = columns.ends.reserve_rows(order.len() + order.len() / ROOM);
        for &row in order {
            columns.push(&self.facts(row), self.heads[row as usize + 1].ceilings);
        }
        columns.shrink();
        columns
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        fn of<T>(list: &Vec<T>) -> usize {
            list.capacity() * size_of::<T>()
        }
        self.ends.len() * size_of::<u32>()
            + of(&self.heads)
            + of(&self.people)
            + of(&self.skills)
            + of(&self.posts)
            + of(&self.careers)
            + of(&self.schooling)
            + of(&self.titles)
            + of(&self.grades)
            + of(&self.licences)
            + of(&self.achievements)
            + of(&self.wished_regions)
            + of(&self.wished_occupations)
            + of(&self.wished_nodes)
    }

    #[inline]
    fn ends_before(&self, at: usize) -> &[u32] {
        self.ends.as_slice().map_or(&[], |ends| &ends[at * LISTS..(at + 1) * LISTS])
    }

    fn lengths(&self) -> [usize; LISTS] {
        [
            self.skills.len(),
            self.posts.len(),
            self.schooling.len(),
            self.titles.len(),
            self.grades.len(),
            self.licences.len(),
            self.achievements.len(),
            self.wished_regions.len(),
            self.wished_occupations.len(),
            self.wished_nodes.len(),
        ]
    }

    /// Gives back memory, but for some room, so that the next changes need not move everything.
    fn shrink(&mut self) {
        fn fit<T>(list: &mut Vec<T>) {
            list.shrink_to(list.len() + list.len() / ROOM);
        }
        fit(&mut self.heads);
        fit(&mut self.people);
        fit(&mut self.skills);
        fit(&mut self.posts);
        fit(&mut self.careers);
        fit(&mut self.schooling);
        fit(&mut self.titles);
        fit(&mut self.grades);
        fit(&mut self.licences);
        fit(&mut self.achievements);
        fit(&mut self.wished_regions);
        fit(&mut self.wished_occupations);
        fit(&mut self.wished_nodes);
    }
}
